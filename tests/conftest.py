"""Settings for every test."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from support import power

power.register()


def pytest_collection_finish():
    """Let panels remember, where any test of this run opens one."""
    if "pledge_lib.panels.panel" in sys.modules:
        import_module("support.remembered").remember_rooms()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parent.parent
