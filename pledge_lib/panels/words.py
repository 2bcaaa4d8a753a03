"""The words of one language, by key. The texts themselves come from the course, one floor up."""

from collections.abc import Mapping


class Words:
    """Say a text in one language, with the numbers put in.

    >>> Words("en", {"F1.1.title": "A loan of {loan}"})("F1.1.title", loan="600,000")
    'A loan of 600,000'
    """

    def __init__(self, language: str, table: Mapping[str, str]):
        self.language, self.table = language, table

    def __call__(self, key: str, /, **fields) -> str:
        if key not in self.table:
            raise KeyError(f"no text {key!r} in language {self.language!r}: add it to the files of both languages")
        return self.table[key].format(**fields)

    def pick(self, zh: str, en: str) -> str:
        """Return the one of two texts from a data file that is in this language."""
        return zh if self.language.startswith("zh") else en
