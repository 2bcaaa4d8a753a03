"""The texts that stand beside the code, one file a language: cure_lab.py, cure_lab.zh_TW.toml, cure_lab.en.toml.

A language is a set of such files: no list names it, and one more is read as soon as its files lie there.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pledge_lib import datasets

FOLDER = Path(__file__).parent


def read_texts(folders: Iterable[Path]) -> Mapping[str, Mapping[str, str]]:
    """Return every text below the folders by language, then by its dotted key, such as `F1.1.title`.

    The leading language of the data sets comes first. A key that stands in two files of a language is refused
    with a ValueError.

    >>> list(read_texts([FOLDER])), read_texts([FOLDER])["en"]["unit.days"]
    (['zh_TW', 'en'], 'days')
    """
    leading, *_ = datasets.languages()
    found: dict[str, dict[str, str]] = {}
    for language, path in sorted(_files(folders), key=lambda file: (file[0] != leading, *file)):
        texts = found.setdefault(language, {})
        for key, text in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in texts:
                raise ValueError(f"{path.name}: {key} stands in two files; keep one")
            texts[key] = text
    return MappingProxyType({language: MappingProxyType(texts) for language, texts in found.items()})


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield each file of texts with its language: that of `cure_lab.en.toml` is `en`."""
    for folder in folders:
        for path in folder.rglob("*.*.toml"):
            yield path.name.split(".")[-2], path


def _flat(table: Mapping, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
