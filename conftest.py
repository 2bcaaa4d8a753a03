"""Settings for every test, also those of the notebooks, whose kernels inherit this environment."""

import os
import tempfile
from pathlib import Path

import pytest

RECORDS = Path(tempfile.mkdtemp(prefix="pledge-lab-"))

# a test never reads nor writes the record of the person who runs it
os.environ["PLEDGE_LAB_LEDGER"] = str(RECORDS / "ledger.json")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give each notebook a record of its own, so that none depends on what another one wrote down."""
    if item.path.suffix == ".ipynb":
        os.environ["PLEDGE_LAB_LEDGER"] = str(RECORDS / item.path.parent.name / item.path.stem / "ledger.json")
