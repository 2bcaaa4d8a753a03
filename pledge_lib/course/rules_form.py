"""The reader's own rules, typed while the price is calm and kept in the record; the cards of all lessons show them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from pledge_lib.course.attempts import OWN_RULE, Event, in_order
from pledge_lib.course.exercise import Note
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

FIELDS = ("borrow", "line", "act", "reserve", "dividends", "purpose", "contract", "never")
LONGEST = 200  # signs of a rule: what is longer is no rule for a bad day, and does not fit on a card


def kept_rules(events: Iterable[Event]) -> dict[str, str]:
    """Return what was written last for each field; what was emptied again is left out."""
    latest = {event.question: event.answer for event in in_order(events) if event.kind == OWN_RULE}
    return {name: latest[_id(name)] for name in FIELDS if latest.get(_id(name))}


def written_rules(rules: Mapping[str, str], words: Words) -> Iterator[tuple[str, str]]:
    """Yield the name of each field and what the reader wrote, empty where nothing is written."""
    for name in FIELDS:
        yield words(f"my-rules.{name}.short"), str(rules.get(name, ""))


def _id(name: str) -> str:
    return f"rule-{name}"


class RulesForm:
    """The driver: a line of text for each rule; `kept` is called once new ones are in the record."""

    def __init__(self, note: Note, events: Callable[[], Iterable[Event]], kept: Callable[[], None]):
        self._note, self._events, self._kept = note, events, kept
        self._told: tuple = ()
        self._said: tuple[tuple[str, dict], ...] = ()

    def sheet(self, words: Words) -> FormSheet:
        """Return the fields with what stands in the record."""
        rules = kept_rules(self._events())
        inputs = (
            Input(name=name, label=words(f"my-rules.{name}.label"), kind="text", value=rules.get(name, ""))
            for name in FIELDS
        )
        return FormSheet(
            title=words("my-rules.title"),
            prompt=words("my-rules.prompt"),
            inputs=tuple(inputs),
            actions=(("keep", words("my-rules.keep")),),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what was kept, or which rule is too long for a card."""
        notices = tuple(Said(text=paragraph.text(words), tone=paragraph.tone) for paragraph in self._told)
        told = (Said(text=words(key, **self._named(given, words))) for key, given in self._said)
        return (*notices, *told)

    def act(self, action: str, answers: Mapping):
        """Keep what has changed; a rule that is too long is said and keeps the others from being kept."""
        typed = {name: str(answers[name] or "").strip() for name in FIELDS if name in answers}
        long = [name for name, text in typed.items() if len(text) > LONGEST]
        self._told = ()
        if long:
            self._said = tuple(("my-rules.long", {"field": name, "most": LONGEST}) for name in long)
            return
        before = kept_rules(self._events())
        changed = {name: text for name, text in typed.items() if text != before.get(name, "")}
        self._told = tuple(
            paragraph for name, text in changed.items() for paragraph in self._note(_id(name), OWN_RULE, answer=text)
        )
        self._said = (("my-rules.kept", {"count": len(kept_rules(self._events())), "all": len(FIELDS)}),)
        self._kept()

    def _named(self, given: Mapping, words: Words) -> dict:
        return {key: words(f"my-rules.{value}.label") if key == "field" else value for key, value in given.items()}
