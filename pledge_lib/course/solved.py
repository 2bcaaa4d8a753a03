"""What a question comes to: the answers it asks for, the traps beside each, and every number that its texts name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pledge_lib.course.answer_kinds import Choice, Day, Kind, Match, Number, Order
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, PERCENT

TENTHS = PERCENT.rounded(1)  # per cent with one decimal, as lessons say odds and ladders of ratios


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A wrong answer that people give.

    `idea` is its misconception, where it has one; `accepted` answers are right, with a note. `near` is how far an
    answer may be from the trap and still be it, where people also give it rounded.
    """

    answer: object
    idea: str | None = None
    accepted: bool = False
    near: float | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One answer that is asked for: its kind, what is right, and the traps by the names that their texts have.

    A `fact` is a value of a rule, the same in every variant; it may stand in the lesson.
    """

    kind: Kind
    right: object
    traps: Mapping[str, Trap] = field(default_factory=dict)
    fact: bool = False


def trap(answer, idea: str | None = None, near: float | None = None) -> Trap:
    """Return a wrong answer, with the idea behind it where it has one."""
    return Trap(answer=answer, idea=idea, near=near)


def accepted(answer: Quantity) -> Trap:
    """Return an answer that is right as well, with a note."""
    return Trap(answer=answer, accepted=True)


def asked(right: Quantity, /, *, within: float | None = None, fact: bool = False, **traps: Trap) -> Asked:
    """Ask for a number or a day; `within` is how far off it may be, in the library's unit, where the unit is not asked.

    A `fact` is a value of a rule, which may stand in the lesson.

    >>> from pledge_lib.finance.units import MONEY
    >>> asked(MONEY(1_479.45), within=1.0, per_month=trap(MONEY(18_000), "M15")).traps["per_month"].idea
    'M15'
    """
    kind = Day() if right.unit == DATE else Number(unit=right.unit, tolerance=within)
    return Asked(kind=kind, right=right, traps=traps, fact=fact)


def chosen(right: str, among: Sequence[str], traps: Mapping[str, str | None] | None = None) -> Asked:
    """Ask for one of several options; `traps` are options that people pick, with the idea behind each."""
    told = {option: trap(option, idea) for option, idea in (traps or {}).items()}
    return Asked(kind=Choice(options=tuple(among)), right=right, traps=told)


def ordered(right: Sequence[str], among: Sequence[str], **traps: Trap) -> Asked:
    """Ask for items in their order; `among` is how they stand at first."""
    return Asked(kind=Order(items=tuple(among)), right=tuple(right), traps=traps)


def matched(right: Mapping[str, str], among: Sequence[str], **traps: Trap) -> Asked:
    """Ask for the option of each row; a trap names the telling rows only."""
    return Asked(kind=Match(rows=tuple(right), options=tuple(among)), right=dict(right), traps=traps)


class Solved:
    """The answers asked for, in their order, and every number that a text may name; a name has one value.

    >>> ratio = Solved(ratio=asked(PERCENT(5 / 3), inverse=trap(PERCENT(0.6), "M03")), line=PERCENT(1.3))
    >>> list(ratio.asked), ratio.texts
    (['ratio'], {'ratio': '166.67%', 'inverse': '60%', 'line': '130%'})
    """

    def __init__(self, **named: Asked | Quantity | str):
        self.asked: dict[str, Asked] = {name: value for name, value in named.items() if isinstance(value, Asked)}
        self.numbers: dict[str, Quantity | str] = {}
        for name, value in named.items():
            if isinstance(value, Asked):
                self._add_number(name, value.right)
                for trap_name, trap in value.traps.items():
                    self._add_number(trap_name, trap.answer)
            else:
                self._add(name, value)

    def _add_number(self, name: str, answer):
        if isinstance(answer, Quantity):
            self._add(name, answer)

    def _add(self, name: str, value: Quantity | str):
        if self.numbers.setdefault(name, value) != value:
            raise ValueError(f"{name} is {self.numbers[name]} and {value}: give one of them another name")

    @property
    def texts(self) -> dict[str, str]:
        """Return every number as a sentence writes it; what is text already (a stock's code) stays as it is."""
        return {name: str(value) for name, value in self.numbers.items()}

    def __or__(self, more: "Solved") -> "Solved":
        """Return both together."""
        return Solved(**self.numbers | self.asked | more.numbers | more.asked)

    def unasked(self) -> "Solved":
        """Return the numbers alone, for a claim that asks its reader for none."""
        return Solved(**self.numbers)
