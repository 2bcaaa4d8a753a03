"""A copy of the data sets that a test may break, behind the library's own door."""

import shutil

import pytest

from pledge_lib import (
    aave_files,
    control_totals,
    datasets,
    lending_files,
    margin_files,
    origins,
    price_files,
    statistics_files,
)

ROOMS = (origins, control_totals, price_files, statistics_files, datasets, margin_files, lending_files, aave_files)


def forget():
    """Make every reader read its file again."""
    for room in ROOMS:
        for reader in vars(room).values():
            if hasattr(reader, "cache_clear"):
                reader.cache_clear()


@pytest.fixture
def data_copy(tmp_path, monkeypatch):
    """Return the folder of a copy from which the library reads during the test."""
    folder = tmp_path / "datasets"
    shutil.copytree(datasets.FOLDER, folder)
    for room in ROOMS:
        if hasattr(room, "FOLDER"):
            monkeypatch.setattr(room, "FOLDER", folder)
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
        forget()
        return old

    return rewrite
