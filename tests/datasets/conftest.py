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


def files(folder):
    """Return what lies in a folder and below, with size and time of the last change."""
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def put_back(folder):
    """Make a copy whole again: what a test wrote, took away or added."""
    shipped, found = files(datasets.FOLDER), files(folder)
    for path in found.keys() - shipped.keys():
        (folder / path).unlink()
    for path in (path for path in shipped if found.get(path) != shipped[path]):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(datasets.FOLDER / path, folder / path)
    assert files(folder) == shipped


@pytest.fixture(scope="session")
def one_copy(tmp_path_factory):
    """Return the folder of a copy that one test after the other breaks."""
    return shutil.copytree(datasets.FOLDER, tmp_path_factory.mktemp("data") / "datasets")


@pytest.fixture
def data_copy(one_copy, monkeypatch):
    """Return the folder of a copy from which the library reads during the test."""
    put_back(one_copy)
    for module in READERS:
        if hasattr(module, "FOLDER"):
            monkeypatch.setattr(module, "FOLDER", one_copy)
    forget()
    yield one_copy
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
