"""Settings for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# the same examples on every machine, and no test that fails only because a machine is slow
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parent.parent
