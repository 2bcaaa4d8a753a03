"""Settings for every test, also those of the notebooks, whose kernels inherit this environment."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

from tools.notebooks import seed_of

RECORDS = Path(tempfile.mkdtemp(prefix="pledge-lab-"))

# a test never reads nor writes the record of the person who runs it
os.environ["PLEDGE_LAB_LEDGER"] = str(RECORDS / "ledger.json")
# tests ask for the first numbers, which the lesson sheet prints; notebooks for those of their seed
os.environ["PLEDGE_LAB_SEED"] = ""
# looking for waste after every few hundred new objects took a sixth of the time: so many tests hold so much
gc.set_threshold(50_000, 10, 20)


def pytest_collection_finish():
    """Leave what was collected out of every search for waste: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give each notebook a record of its own, so that none depends on what another one wrote down."""
    os.environ["PLEDGE_LAB_SEED"] = seed_of(item.path)
    if item.path.suffix == ".ipynb":
        os.environ["PLEDGE_LAB_LEDGER"] = str(RECORDS / item.path.parent.name / item.path.stem / "ledger.json")
