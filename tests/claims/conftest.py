"""Let the tests of the claims import the tests' own helpers, and break a copy of the claims' table."""

import shutil
import sys
from pathlib import Path

import pytest

from pledge_lib import datasets
from pledge_lib.datasets import verdicts

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


@pytest.fixture
def change_claims(tmp_path, monkeypatch):
    """Return a function that replaces a text in a copy of claims.csv, from which the library then reads."""
    for file in ("claims.csv", "sources.csv"):
        shutil.copy(datasets.FOLDER / file, tmp_path / file)
    monkeypatch.setattr(verdicts, "FOLDER", tmp_path)
    datasets.claims.cache_clear()

    def change(old, new):
        path = tmp_path / "claims.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text, f"the test expects {old!r} in claims.csv"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    yield change
    datasets.claims.cache_clear()
