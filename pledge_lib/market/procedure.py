"""The call procedure as a machine: seven states, the facts of a day, and one table of transitions.

Art. 55 of the margin rules (A-1) and Art. 16 of a securities finance company (B-6) say the same in other words.
The numbers (line, deadline, cancel level) are the profile's; the machine knows only whether they are met.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.states import CALLED, NORMAL

WATCH, SAME_DAY, SALE, CLOSED, CANCELLED = "watch", "same-day", "sale", "closed", "cancelled"

STATES: Mapping[str, str] = {
    NORMAL: "no call is open",
    CALLED: "a notice has been served; the called sum is due by the deadline",
    WATCH: "the deadline passed without full payment, but back at or above the line: the sale waits, the call is open",
    SAME_DAY: "in the watch, short again: payment is due that afternoon and did not come",
    SALE: "orders to sell stand in the market before it opens",
    CLOSED: "the sale is over; what it did not cover is owed",
    CANCELLED: "the day on which the call closes without a sale",
}


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    """What the machine must know of one day, each a yes or a no."""

    below: bool = False
    settled: bool = False
    deadline: bool = False
    sale_due: bool = False
    sale_over: bool = False


FACTS: Mapping[str, tuple[str, str]] = {
    "below": ("the ratio is below the line", "the ratio is at or above the line"),
    "settled": ("the called sum is paid, or the ratio is at the cancel level", "the call is not settled"),
    "deadline": ("it is the last day to pay", "it is not the last day to pay"),
    "sale_due": ("it is a session after the time to pay ran out", "no sale is due"),
    "sale_over": ("the sale ended on an earlier day", "the sale goes on"),
}


@dataclass(frozen=True)
class Transition:
    """One row of the table: from a state, if every named fact is so, to a state."""

    state: str
    then: str
    facts: Mapping[str, bool] = field(default_factory=dict)

    def holds(self, state: str, facts: DayFacts) -> bool:
        """Return whether the row is for this state and these facts."""
        return state == self.state and all(getattr(facts, name) == so for name, so in self.facts.items())

    @property
    def condition(self) -> str:
        """Return the facts in words; a row without facts is what remains."""
        if not self.facts:
            return "otherwise"
        return ", and ".join(FACTS[name][0 if so else 1] for name, so in self.facts.items())


# The first row that holds decides. A call is settled before a sale is due: instalments that reach the sum before the
# sale cancel it (Art. 55). On the day of the sale only money of earlier days counts, because orders stand pre-open.
TRANSITIONS: tuple[Transition, ...] = (
    Transition(NORMAL, CALLED, {"below": True}),
    Transition(NORMAL, NORMAL),
    Transition(CALLED, CANCELLED, {"settled": True}),
    Transition(CALLED, SALE, {"sale_due": True}),
    Transition(CALLED, WATCH, {"deadline": True, "below": False}),
    Transition(CALLED, CALLED),
    Transition(WATCH, CANCELLED, {"settled": True}),
    Transition(WATCH, SAME_DAY, {"below": True}),
    Transition(WATCH, WATCH),
    Transition(SAME_DAY, CANCELLED, {"settled": True}),
    Transition(SAME_DAY, SALE, {"sale_due": True}),
    Transition(SAME_DAY, SAME_DAY),
    Transition(SALE, CLOSED, {"sale_over": True}),
    Transition(SALE, SALE),
    Transition(CLOSED, CLOSED),
    Transition(CANCELLED, CALLED, {"below": True}),
    Transition(CANCELLED, NORMAL),
)


def next_state(state: str, facts: DayFacts) -> str:
    """Return the state of a day from the state of the business day before; refuses a state that is not in the table.

    >>> next_state("called", DayFacts(deadline=True)), next_state("watch", DayFacts(below=True))
    ('watch', 'same-day')
    """
    for transition in TRANSITIONS:
        if transition.holds(state, facts):
            return transition.then
    raise InputError("unknown", name="state", value=state, choices=", ".join(STATES))


@dataclass(frozen=True)
class Call:
    """An open call: what it asks of each called position and until when, fixed at the notice, and what was paid.

    >>> call = Call({"first": 100.0, "second": 50.0}, date(2026, 3, 4), date(2026, 3, 5)).after({"second": 80})
    >>> call.called_sum, call.paid, call.missing
    (150.0, 80.0, 100.0)
    """

    asked: Mapping[str, float]
    deadline: date
    first_sale: date
    received: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def called_sum(self) -> float:
        """Return the sum of the notice over all called positions."""
        return float(sum(map(exact, self.asked.values())))

    @cached_property
    def paid(self) -> float:
        """Return what counts toward the sums, also where a position got more than was asked of it."""
        return float(sum(map(exact, self.received.values())))

    @cached_property
    def missing(self) -> float:
        """Return what is still asked of all positions, in cents; what one got too much does not help another."""
        return float(sum(map(self._missing_for, self.asked)))

    def after(self, counted: Mapping[str, float]) -> "Call":
        """Return the call after a payment that counts so much toward the sums of some positions."""
        more = {name: float(exact(self.received.get(name, 0)) + exact(value)) for name, value in counted.items()}
        return replace(self, received={**self.received, **more})

    def shared_out(self, amount: float) -> list[tuple[str | None, float]]:
        """Return a repayment in parts: what each position still lacks, one after the other, and the rest for none."""
        left, parts = exact(amount), []
        for position in self.asked:
            part = min(left, self._missing_for(position))
            if part > 0:
                parts.append((position, float(part)))
            left -= part
        return [*parts, (None, float(left))] if left else parts

    def _missing_for(self, position: str) -> Fraction:
        received = round_half_up(self.received.get(position, 0.0), places=2)
        return max(Fraction(0), exact(self.asked[position]) - exact(received))
