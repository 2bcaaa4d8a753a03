"""What the tests of the odds share."""

import runpy
from pathlib import Path

import pytest

PLAIN_LOOP = runpy.run_path(str(Path(__file__).with_name("plain_loop.py")))


@pytest.fixture(scope="session")
def follow_one():
    """Return the plain loop that follows one path."""
    return PLAIN_LOOP["follow_one"]
