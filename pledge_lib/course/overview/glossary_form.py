"""F0.7: the glossary, searched in any language; with nothing typed, the pairs that people take for one come first."""

import unicodedata
from collections.abc import Iterator, Mapping

from pledge_lib import datasets
from pledge_lib.datasets.records import Term
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

MOST = 12  # terms shown at a time
FIGURES = {  # that show what tells two terms apart
    ("margin call", "forced sale"): "F1.3",
    ("forced sale", "wipe-out"): "F2.8",
    ("disposal of collateral", "liquidation"): "F4.7",
    ("maintenance ratio", "health factor (HF)"): "F0.2",
    ("maintenance ratio", "leverage"): "F0.2",
    ("loan-to-value (LTV)", "liquidation threshold (LT)"): "F4.2",
    ("room", "percentage point"): "F1.2",
    ("cure target", "call line"): "F1.4",
    ("cure target", "cancel level"): "F2.5",
    ("stock pledging", "margin purchase"): "F0.1",
    ("stock pledging", "staking"): "F0.1",
    ("securities borrowing", "margin short sale"): "F3.0",
    ("securities lending", "securities borrowing"): "F3.0",
    ("business day", "calendar day"): "F1.3",
    ("annual rate", "annual percentage yield (APY)"): "F4.5",
    ("compensation payment", "dividend income"): "F3.6",
}


class GlossarySearch:
    """The driver: a text to look for, and every term that has it in a name, a definition or a word not to use."""

    def __init__(self):
        self._search = ""

    def sheet(self, words: Words) -> FormSheet:
        """Return the box to search in."""
        box = Input(name="search", label=words("glossary.search"), kind="text", value=self._search)
        return FormSheet(
            title=words("glossary.title"),
            prompt=words("glossary.prompt"),
            inputs=(box,),
            actions=(("search", words("glossary.find")),),
        )

    def act(self, action: str, answers: Mapping):
        """Look for what was typed."""
        self._search = str(answers.get("search") or "").strip()

    def found(self) -> list[Term]:
        """Return the terms that have the text somewhere; with nothing typed, those that people mix up."""
        if not self._search:
            return list(dict.fromkeys(each.term for each in datasets.distinctions()))
        wanted = _plain(self._search)
        terms = datasets.glossary()
        begins = [term for term in terms if any(_plain(name).startswith(wanted) for name in term.term.values())]
        by_name = [term for term in terms if any(wanted in _plain(name) for name in term.term.values())]
        rest = [
            term
            for term in terms
            if any(wanted in _plain(text) for text in (*term.definition.values(), *term.not_to_use))
        ]
        return list(dict.fromkeys((*begins, *by_name, *rest)))

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return the terms found, each with what it is not the same as and the figure that shows it."""
        found = self.found()
        pairs = sum(each.term in found or each.other in found for each in datasets.distinctions())
        if not self._search:
            head = words("glossary.first", count=len(datasets.glossary()))
        else:
            key = "glossary.found" if found else "glossary.nothing"
            head = words(key, search=self._search, count=len(found), pairs=pairs)
        lines = [line for term in found[:MOST] for line in self._about(term, words)]
        more = (Said(text=words("glossary.more", count=len(found) - MOST)),) if len(found) > MOST else ()
        return (Said(text=head), *lines, *more)

    def _about(self, term: Term, words: Words) -> Iterator[Said]:
        others = [name for language, name in term.term.items() if language != words.language]
        yield Said(
            text=words(
                "glossary.term",
                term=words.of(term.term),
                others=" / ".join(others),
                definition=words.of(term.definition),
            ),
            tone="kept",
        )
        for each in datasets.distinctions():
            if term in (each.term, each.other):
                other = each.other if term is each.term else each.term
                yield Said(
                    text=words("glossary.not-the-same", other=words.of(other.term), note=words.of(each.note)),
                    figure=FIGURES[each.names],
                )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
