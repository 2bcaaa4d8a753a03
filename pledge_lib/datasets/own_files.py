"""Where a reader's own files lie: one folder on the reader's own disk, from which nothing is sent."""

import os
from pathlib import Path

from platformdirs import user_data_path

PLACE = "PLEDGE_LAB_LEDGER"  # the record's own file, if the reader wants it elsewhere; the others lie beside it


def ledger_path() -> Path:
    """Return where the record lies: what PLEDGE_LAB_LEDGER says, or the reader's folder for data."""
    return Path(os.environ.get(PLACE) or user_data_path("pledge-lab", appauthor=False) / "ledger.json")


def contract_path() -> Path:
    """Return where the reader's own contract lies, beside the record."""
    return ledger_path().with_name("contract.json")
