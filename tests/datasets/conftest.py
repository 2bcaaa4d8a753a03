"""A copy of the data sets that a test may break, behind the library's own door."""

import pkgutil
import shutil
from importlib import import_module

import pytest

from pledge_lib import datasets

READERS = [import_module(f"{datasets.__name__}.{found.name}") for found in pkgutil.iter_modules(datasets.__path__)]


def forget():
    """Make every reader read its file again."""
    for module in READERS:
        for reader in vars(module).values():
            if hasattr(reader, "cache_clear"):
                reader.cache_clear()


@pytest.fixture
def data_copy(tmp_path, monkeypatch):
    """Return the folder of a copy from which the library reads during the test."""
    folder = tmp_path / "datasets"
    shutil.copytree(datasets.FOLDER, folder)
    for module in READERS:
        if hasattr(module, "FOLDER"):
            monkeypatch.setattr(module, "FOLDER", folder)
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
