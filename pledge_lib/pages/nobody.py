"""Pages are for everyone: while they are written, nobody's own files are there to be read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pledge_lib.datasets.own_files import PLACE


@contextmanager
def nobodys_files() -> Iterator[None]:
    """Let the reader's own folder be an empty one, for this process and those that it starts."""
    before = os.environ.get(PLACE)
    with TemporaryDirectory() as empty:
        os.environ[PLACE] = str(Path(empty) / "ledger.json")
        try:
            yield
        finally:
            os.environ.pop(PLACE)
            if before is not None:
                os.environ[PLACE] = before
