"""Joining a class: one seed for every lesson on this computer, until the reader takes the own numbers back."""

from collections.abc import Callable, Mapping

from pledge_lib.course.ledger import Ledger
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.reader_seed import join_class, plain_seed
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words


class SeedForm:
    """The driver: the seed that the teacher told, or none."""

    def __init__(self, ledger: Ledger, joined: Callable[[], None]):
        self._ledger, self._joined = ledger, joined
        self._told: tuple[Paragraph, ...] = ()

    def sheet(self, words: Words) -> FormSheet:
        """Return the box for the seed."""
        return FormSheet(
            title=words("class.seed.title"),
            prompt=words("class.seed.prompt"),
            inputs=(Input(name="seed", label=words("class.seed.seed"), kind="text"),),
            actions=(("join", words("class.seed.join")), ("leave", words("class.seed.leave"))),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return whose numbers count now."""
        return tuple(Said(text=each.text(words), tone=each.tone) for each in self._told)

    def act(self, action: str, answers: Mapping):
        """Join or leave; without a seed typed, nothing happens."""
        seed = plain_seed(answers.get("seed") or "") if action == "join" else ""
        if action not in ("join", "leave") or (action == "join" and not seed):
            return
        self._told = joined(self._ledger, seed or None)
        self._joined()


def joined(ledger: Ledger, seed: str | None) -> tuple[Paragraph, ...]:
    """Join a class, or with None leave it; return what to tell."""
    notice = join_class(ledger, seed)
    key = "class.seed.joined" if seed else "class.seed.left"
    done = Paragraph(key=key, numbers={"seed": plain_seed(seed or "")}, tone="kept")
    return (done, notice) if notice else (done,)
