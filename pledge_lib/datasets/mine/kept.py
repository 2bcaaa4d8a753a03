"""The one position that the course keeps for its reader: a table on the reader's own disk, and nowhere else.

Without one there is an example household, whose lenders are made up.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.datasets.mine.written import csv_bytes, leaving
from pledge_lib.datasets.own_contract import OWN
from pledge_lib.datasets.own_files import ledger_path

FILE, EXAMPLE = "my-position.csv", "example.csv"


def position_path() -> Path:
    """Return where the position lies: beside the record."""
    return ledger_path().with_name(FILE)


def kept() -> Preview | None:
    """Return the position that was kept; None where none is. A damaged one is a preview that is not ready."""
    try:
        return read_position(position_path().read_bytes(), FILE)
    except OSError:
        return None


def keep(rows: Iterable[PositionRow]) -> Path:
    """Write the position down whole, or leave the file before it as it was; return where it lies."""
    place = position_path()
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(f".{os.getpid()}.new")
    half.write_bytes(csv_bytes(rows))
    half.replace(place)
    return place


def take_contract_along() -> None:
    """Write into the position that is kept the contract it stands under, before that is forgotten; raises OSError."""
    own = kept()
    if own and own.ready and any(row.rules == OWN for row in own.rows):
        keep(leaving(own.rows))


def erase() -> bool:
    """Remove the position from this computer, and what a broken write may have left; return whether there was one."""
    found = position_path().exists()
    for place in (position_path(), *position_path().parent.glob(f"{Path(FILE).stem}.*.new")):
        with suppress(FileNotFoundError):
            place.unlink()
    return found


def example() -> tuple[PositionRow, ...]:
    """Return the example household: two pledges, a margin account with a short sale, shares on loan.

    Its lenders bear keys; a figure gives them names in the reader's language.
    """
    return read_position((Path(__file__).parent / EXAMPLE).read_bytes(), EXAMPLE).rows


def rows_to_show() -> tuple[PositionRow, ...]:
    """Return the rows of the position that was kept, else of the example."""
    own = kept()
    return own.rows if own and own.ready else example()
