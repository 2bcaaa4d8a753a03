"""The texts of the course: one folder a language, the same keys in each, read once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("zh_TW", "en")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return every text of every language by its dotted key, such as `F1.1.title`."""
    return MappingProxyType({language: MappingProxyType(_read(language)) for language in LANGUAGES})


def _read(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        for key, text in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"{path.name} ({language}): {key} stands in two files; keep one")
            found[key] = text
    return found


def _flat(table: Mapping, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
