"""Settings for every test."""

from pathlib import Path

import pytest
from support import power

power.register()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parent.parent
