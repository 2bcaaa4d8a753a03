"""The dated rules of lending."""

import pytest

from pledge_lib.datasets import rules


@pytest.fixture(scope="session")
def lending():
    return rules("tw-lending")
