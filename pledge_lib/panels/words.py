"""The words of one language, by key. The texts themselves come from the course, one floor up."""

from collections.abc import Callable, Iterator, Mapping

from pledge_lib.panels.plural import ONE_FORM, RULE, fill, pieces


class Words:
    """Say a text in one language, with the numbers put in.

    >>> Words("en", {"F1.1.title": "A loan of {loan}"})("F1.1.title", loan="600,000")
    'A loan of 600,000'
    """

    def __init__(self, language: str, table: Mapping[str, str]):
        self.language, self.table = language, table

    def __call__(self, key: str, /, **fields) -> str:
        return self.fill(key, fields.__getitem__)

    def fill(self, key: str, look_up: Callable[[str], str]) -> str:
        """Return a text in which each field is what `look_up` says of its name, dots included.

        >>> Words("en", {"now": "It is {now.ratio}"}).fill("now", {"now.ratio": "130%"}.get)
        'It is 130%'
        """
        return fill(self._text(key), look_up, self.table.get(RULE, ONE_FORM))

    def pieces(self, key: str, look_up: Callable[[str], str]) -> Iterator[tuple[str | None, str]]:
        """Yield a text piece by piece: each field with its name, and under None what stands between."""
        return pieces(self._text(key), look_up, self.table.get(RULE, ONE_FORM))

    def _text(self, key: str) -> str:
        if key not in self.table:
            raise KeyError(f"no text {key!r} in language {self.language!r}: add it to the files of every language")
        return self.table[key]

    def of(self, title: Mapping[str, str]) -> str:
        """Return the text in this language of a title that a data file gives as `{language: text}`.

        >>> Words("en", {}).of({"zh_TW": "追繳線", "en": "call line"})
        'call line'
        """
        if self.language not in title:
            known = ", ".join(title)
            raise KeyError(f"no text in language {self.language!r} beside {known}: add it to the files of datasets/")
        return title[self.language]


def language_buttons(texts: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the code of each language and the name that it gives itself.

    >>> language_buttons({"en": {"language.name": "English"}})
    [{'code': 'en', 'label': 'English'}]
    """
    return [{"code": code, "label": table["language.name"]} for code, table in texts.items()]
