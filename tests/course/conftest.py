"""A copy of the claims' table that a test may break."""

import shutil

import pytest

from pledge_lib import datasets
from pledge_lib.datasets import verdicts


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
