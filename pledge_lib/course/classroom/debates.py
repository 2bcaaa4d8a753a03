"""Two debates ready for a class: a vote, both sides with their numbers, a second vote, and who changed their mind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate, repeat

from pledge_lib import datasets
from pledge_lib.course.classroom.answers_in import hands
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

WHOLE = PERCENT.rounded(0)
SIDES = ("for", "against", "unsure")
POINTS = 3  # arguments of each side
FALLS = 3  # limit-downs in a row, of which the last leaves less than the debt
BEFORE, BETWEEN, AFTER = "before", "between", "after"


@dataclass(frozen=True, kw_only=True)
class Debate:
    """A motion of its name, the figure to look at, and the numbers that its texts put in."""

    name: str
    figure: str
    numbers: Callable[[], Mapping[str, Quantity]]


def _at_131() -> Mapping[str, Quantity]:
    rules = datasets.rules("tw-broker-pledge")
    ratio = 1.31
    falls = tuple(accumulate(repeat(-rules.daily_limit, FALLS), after_change, initial=ratio))
    return {
        "ratio": PERCENT(ratio),
        "line": PERCENT(rules.call_line),
        "room": PERCENT(fall_to_line(ratio, rules.call_line)),
        "limit": PERCENT(rules.daily_limit),
        "next": PERCENT(falls[1]),
        "last": PERCENT(falls[-1]),
    }


def _dividend() -> Mapping[str, Quantity]:
    value, debt, dividend = 1_000_000, 600_000, 50_000
    return {
        "start": PERCENT(maintenance_ratio(value, debt)),
        "ex": PERCENT(maintenance_ratio(value - dividend, debt)),
        "kept": PERCENT(maintenance_ratio(value, debt)),
        "repaid": PERCENT(maintenance_ratio(value - dividend, debt - dividend)),
    }


DEBATES = {
    each.name: each
    for each in (
        Debate(name="call-at-131", figure="F1.2", numbers=_at_131),
        Debate(name="dividend", figure="F1.7", numbers=_dividend),
    )
}


class DebateForm:
    """The driver: hands before, both sides, hands after."""

    def __init__(self, debate: Debate):
        self.debate = debate
        self.stage = BEFORE
        self._votes: dict[str, dict[str, int]] = {}

    def sheet(self, words: Words) -> FormSheet:
        """Return the motion, and the boxes of the vote that is on."""
        action = {BEFORE: "open", BETWEEN: "close", AFTER: "clear"}[self.stage]
        inputs = (
            Input(name=f"{self.stage}:{name}", label=words(f"class.debate.{name}"), kind="count") for name in SIDES
        )
        return FormSheet(
            title=words(f"{self._key}.title", **self.debate.numbers()),
            prompt=words(f"{self._key}.motion", **self.debate.numbers()),
            inputs=tuple(inputs) if self.stage != AFTER else (),
            actions=((action, words(f"class.debate.{action}")),),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return both sides once the first vote is counted, and in the end both votes."""
        if self.stage == BEFORE:
            return (Said(text=words("class.debate.first")),)
        told = [
            Said(text=words(f"{self._key}.{side}.{place}", **self.debate.numbers()), tone=tone)
            for place in range(1, POINTS + 1)
            for side, tone in (("for", "hint"), ("against", "plain"))
        ]
        told.append(Said(text=words(f"{self._key}.look"), figure=self.debate.figure))
        if self.stage == AFTER:
            told += self._counted(words)
            told.append(Said(text=words(f"{self._key}.close", **self.debate.numbers()), tone="solution"))
        return tuple(told)

    def _counted(self, words: Words) -> list[Said]:
        """Return each side before and after, as bars of the hands of that vote."""
        told = []
        for name in SIDES:
            for vote in (BEFORE, BETWEEN):
                count, all_hands = self._votes[vote][name], sum(self._votes[vote].values())
                share = count / all_hands if all_hands else 0.0
                said = {"side": words(f"class.debate.{name}"), "count": count, "share": WHOLE(share)}
                told.append(Said(text=words(f"class.debate.bar.{vote}", **said), share=share))
        return told

    def act(self, action: str, answers: Mapping):
        """Count the hands of the vote that is on, or begin again."""
        following = {"open": (BEFORE, BETWEEN), "close": (BETWEEN, AFTER)}.get(action)
        if action == "clear":
            self.stage, self._votes = BEFORE, {}
        elif following and self.stage == following[0]:
            self._votes[self.stage] = {name: hands(answers.get(f"{self.stage}:{name}")) for name in SIDES}
            self.stage = following[1]

    @property
    def _key(self) -> str:
        return f"class.debate.{self.debate.name}"
