"""The model of F0.3: eight answers, seven ways to go, and points with their reasons.

The points are our weighing, not a rule of anybody's. What can be computed is: a way that may be called starts at 100
and loses the chance of a call that the reserve does not meet; what lending leaves is what is left of its fee. What is
lost is told in months of income too; the income weighs in no points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.position import ratio_of
from pledge_lib.finance.interest import MONTHS_IN_A_YEAR
from pledge_lib.finance.ratio import repay_to
from pledge_lib.finance.units import Chance, Count, Months, Percent, Tenths, Word
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, first_passage_probability
from pledge_lib.panels.controls import Values

PLEDGE, MARGIN, LEND, CHAIN, PERSONAL, SELL, NONE = WAYS = (
    "pledge",
    "margin",
    "lend",
    "chain",
    "personal",
    "sell",
    "none",
)
CASH, INVEST, EARN = PURPOSES = ("cash", "invest", "earn")
STEADY, VARYING, NO_INCOME = INCOMES = ("steady", "varying", "no-income")
MAY_GO, RATHER_KEEP, MUST_KEEP = KEEPS = ("may-go", "rather-keep", "must-keep")
NO_SALE, PERHAPS, LIKELY = SALES = ("no-sale", "perhaps", "likely")
NEEDS_LAW, SOME_LAW, CODE_IS_FINE = REMEDIES = ("needs-law", "some-law", "code-is-fine")
BROKER, ACCOUNT, LENDING, TOKEN = "tw-broker-pledge", "tw-margin", "tw-lending", "WETH"
FITS, CARE = 60, 40
WHOLE = 100
STEP = 0.01  # of the reserve, where a flip is sought
# Our weighing: what an answer takes from a way, and why. A way that an answer rules out has no place in the order.
TAKES = {
    (PLEDGE, PERHAPS): 15,
    (LEND, PERHAPS): 15,
    (CHAIN, PERHAPS): 15,
    (PLEDGE, VARYING): 5,
    (PLEDGE, NO_INCOME): 20,
    (MARGIN, VARYING): 5,
    (MARGIN, NO_INCOME): 25,
    (CHAIN, SOME_LAW): 30,
    (SELL, RATHER_KEEP): 30,
}
RULES_OUT = {
    (PLEDGE, EARN): "no-need",
    (MARGIN, EARN): "no-need",
    (CHAIN, EARN): "no-need",
    (PERSONAL, EARN): "no-need",
    (SELL, EARN): "no-need",
    (MARGIN, CASH): "only-for-shares",
    (LEND, CASH): "no-cash",
    (LEND, INVEST): "no-cash",
    (SELL, INVEST): "opposite",
    (PLEDGE, LIKELY): "loan-first",
    (LEND, LIKELY): "recall",
    (CHAIN, NEEDS_LAW): "no-remedy",
    (PERSONAL, NO_INCOME): "no-income",
    (SELL, MUST_KEEP): "must-keep",
}
START = {LEND: 90, PERSONAL: 70, SELL: 80, NONE: 45}


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to go: its points of 100, what is in it, and why it is ruled out where it is."""

    name: Word
    points: Count
    chance: Chance | None
    unmet: Chance | None
    loss: Tenths | None  # what the shares have lost on the line, in months of income
    taken: tuple[str, ...]
    ruled_out: Word | None

    @property
    def state(self) -> Word:
        if self.ruled_out:
            return "ruled-out"
        return "fits" if self.points >= FITS else "care" if self.points >= CARE else "better-not"


@dataclass(frozen=True, kw_only=True)
class WhichSuits:
    """All ways, in a fixed order, and which of them comes first."""

    answers: Values
    ways: tuple[Way, ...]

    @cached_property
    def order(self) -> tuple[Way, ...]:
        """Return the ways that are left, the first choice first; of equal ones the simpler."""
        left = (way for way in self.ways if not way.ruled_out)
        return tuple(sorted(left, key=lambda way: (-way.points, -WAYS.index(way.name))))

    @property
    def first(self) -> Way:
        return self.order[0]

    @property
    def second(self) -> Way | None:
        """Return what comes next; nothing where every other way is ruled out."""
        return self.order[1] if len(self.order) > 1 else None

    @property
    def reserve(self) -> Percent:
        return self.answers["reserve"]

    @property
    def months(self) -> Months:
        return self.answers["months"]

    @property
    def loan(self) -> Months:
        """Return the loan, in months of income."""
        return self.answers["loan"]

    @property
    def loss(self) -> Tenths | None:
        """Return what pledged shares have lost on the call line, in months of income."""
        return self.ways[WAYS.index(PLEDGE)].loss

    @property
    def one_call(self) -> Tenths:
        """Return what one call takes, in months of income."""
        return self.enough * self.loan

    @property
    def enough(self) -> Percent:
        """Return the reserve, as a part of the loan, that closes a call which has just come."""
        return _one_call(BROKER)

    @cached_property
    def flips(self) -> tuple[tuple[float, str], ...]:
        """Return at which reserves another way comes first, and which: the first of them is at 0."""
        found: list[tuple[float, str]] = []
        for place in range(round(1 / STEP) + 1):
            reserve = round(place * STEP, 2)
            first = weighed({**self.answers, "reserve": reserve}).first.name
            if not found or found[-1][1] != first:
                found.append((reserve, first))
        return tuple(found)

    @cached_property
    def flip(self) -> tuple[float, str] | None:
        """Return the nearest reserve at which another way would come first, and that way."""
        others = []
        for (start, name), after in zip(self.flips, (*self.flips[1:], (None, None)), strict=True):
            if name == self.first.name:
                continue
            nearest = start if start > self.reserve else round(after[0] - STEP, 2) if after[0] else start
            others.append((abs(nearest - self.reserve), nearest, name))
        return min(others)[1:] if others else None

    @property
    def flip_reserve(self) -> Percent | None:
        return self.flip and self.flip[0]

    @property
    def flip_to(self) -> Way | None:
        """Return the way that would come first then."""
        return next((way for way in self.ways if self.flip and way.name == self.flip[1]), None)

    @property
    def state(self) -> Word:
        return self.first.state if self.first.name not in (SELL, NONE) else self.first.name

    def other_answers(self) -> Iterator[tuple[str, str, str]]:
        """Yield the answers in words that would put another way first: question, answer, that way."""
        for key, options in QUESTIONS.items():
            for option in options:
                if option != self.answers[key]:
                    first = weighed({**self.answers, key: option}).first.name
                    if first != self.first.name:
                        yield key, option, first


QUESTIONS = {"purpose": PURPOSES, "income": INCOMES, "keep": KEEPS, "sale": SALES, "remedy": REMEDIES}
BRACKETS = {"5": 0.05, "12": 0.12, "20": 0.20, "30": 0.30, "40": 0.40}


def weighed(values: Values) -> WhichSuits:
    """Return what the figure shows, from answers alone."""
    return WhichSuits(answers=values, ways=tuple(_way(name, values) for name in WAYS))


def _way(name: str, values: Values) -> Way:
    words = [values[key] for key in QUESTIONS]
    out = next((RULES_OUT[name, word] for word in words if (name, word) in RULES_OUT), None)
    taken = tuple(word for word in words if (name, word) in TAKES)
    chance = unmet = loss = None
    start = START.get(name, WHOLE)
    if name in (PLEDGE, MARGIN, CHAIN):
        chance = chance_of_a_call(name, values["volatility"], values["months"])
        unmet = chance * (1 - covered(name, values["reserve"]))
        loss = lost_on_the_line(name) * values["loan"]
        start -= unmet * WHOLE
    elif name == LEND:
        rules = datasets.rules(LENDING)
        start *= (1 - rules.broker_share) * (1 - BRACKETS[values["bracket"]])
    elif name == PERSONAL and values["income"] == VARYING:
        start -= 20
    points = max(0.0, start - sum(TAKES[name, word] for word in taken))
    return Way(name=name, points=round(points), chance=chance, unmet=unmet, loss=loss, taken=taken, ruled_out=out)


@lru_cache(maxsize=512)
def chance_of_a_call(name: str, volatility: float, months: float) -> float:
    """Return the chance of a close below the line within so many months, the same part lent of each: what a broker may.

    >>> round(chance_of_a_call("pledge", 0.30, 12), 3)
    0.438
    """
    days = round(months * SESSIONS_A_YEAR / MONTHS_IN_A_YEAR)
    return first_passage_probability(_start(), _line(name), volatility=volatility, days=days)


@lru_cache(maxsize=len(WAYS))
def lost_on_the_line(name: str) -> float:
    """Return what the shares have lost when they stand on the line, as a part of the loan.

    >>> round(lost_on_the_line("pledge"), 4)
    0.3667
    """
    return _start() - _line(name)


def covered(name: str, reserve: float) -> float:
    """Return which part of a call the reserve meets; on chain it comes too late."""
    return 0.0 if name == CHAIN else min(1.0, reserve / _one_call(ACCOUNT if name == MARGIN else BROKER))


def _start() -> float:
    """Return the ratio that every loan starts at."""
    return 1 / datasets.rules(BROKER).loan_to_value


def _line(name: str) -> float:
    """Return the ratio of the line of a way that has one."""
    if name == CHAIN:
        return ratio_of(1, aave_assets()[TOKEN].threshold)
    return datasets.rules(ACCOUNT if name == MARGIN else BROKER).call_line


def _one_call(profile: str) -> float:
    """Return the repayment, as a part of the loan, that takes a ratio on the line to the level that closes the call."""
    rules = datasets.rules(profile)
    return repay_to(rules.call_line, 1.0, rules.cure_target)
