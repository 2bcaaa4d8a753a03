"""A copy of the data sets that a test may break, behind the library's own door."""

import shutil

import pytest

from pledge_lib import datasets

READERS = (
    datasets.sources,
    datasets.rule_names,
    datasets.rules,
    datasets.market,
    datasets.lenders,
    datasets.claims,
    datasets.glossary,
    datasets.calendar,
    datasets.windows,
    datasets.controls,
    datasets.price_symbols,
    datasets.prices,
    datasets.corporate_actions,
)


def forget():
    """Make every reader read its file again."""
    for reader in READERS:
        reader.cache_clear()


@pytest.fixture
def data_copy(tmp_path, monkeypatch):
    """Return the folder of a copy from which the library reads during the test."""
    folder = tmp_path / "datasets"
    shutil.copytree(datasets.FOLDER, folder)
    monkeypatch.setattr(datasets, "FOLDER", folder)
    forget()
    yield folder
    forget()


@pytest.fixture
def replace_line(data_copy):
    """Return a function that rewrites one line of a file of the copy and gives back the old one."""

    def rewrite(file, row, new):
        path = data_copy / file
        lines = path.read_text(encoding="utf-8").splitlines()
        old = lines[row - 1]
        lines[row - 1] = new(old) if callable(new) else new
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return old

    return rewrite
