"""The model of F6.4: each lender at one place of the map, its chance by formula, and all of them by simulation."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import Chance, Correlation, Count, Percent, Phrases, Sessions, Text, Word, YesNo
from pledge_lib.market.mine.chances import JointChances, chance_of_call, measured_correlation, simulated
from pledge_lib.market.mine.pairs import Pairs, Swings
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found, Steps
from pledge_lib.panels.mine.own_pairs import pairs_of
from pledge_lib.panels.mine.own_volatilities import swings_of
from pledge_lib.panels.mine.position import AtALender

DEEPEST, LATEST = 0.60, 250
WEEK, BUSINESS_WEEK = 7, 5  # calendar days and business days of a week: interest counts the former
GRID = tuple(range(0, LATEST + 1, 50))
EPISODE = "2025-tariffs"
NOBODY, SOME, ALL, NO_LOAN = "nobody", "some", "all", "no-loan"


@dataclass(frozen=True, kw_only=True)
class Contour(AtALender):
    """One account that may call the reader: after the fall and the days, and from which fall on it calls by day."""

    account: Account
    fall: float
    days: int
    volatility: Swings
    correlation: Pairs

    @property
    def lender(self) -> Text:
        return self.account.title

    @property
    def line(self) -> Percent:
        return self.account.line

    def later(self, days: int) -> Account:
        """Return the account so many business days later, with the interest that its lender counts as debt."""
        if not isinstance(self.account, PledgedLoan):
            return self.account
        pledge = self.account.pledge
        return replace(self.account, pledge=replace(pledge, days=pledge.days + round(days * WEEK / BUSINESS_WEEK)))

    @cached_property
    def then(self) -> Account:
        account = self.later(self.days)
        return account.moved(dict.fromkeys(account.exposed, -self.fall))

    @cached_property
    def ratio(self) -> Percent | None:
        return self.then.ratio if math.isfinite(self.then.ratio) else None

    @cached_property
    def is_called(self) -> bool:
        return self.then.is_called

    @property
    def room(self) -> Percent | None:
        """Return the fall from today that calls it on that day."""
        room = self.later(self.days).room
        return room if math.isfinite(room) else None

    @cached_property
    def chance(self) -> Chance | None:
        return chance_of_call(self.account, self.days, volatility=self.volatility, correlation=self.correlation)

    @cached_property
    def path(self) -> tuple[list[float], list[float]]:
        """Return the fall of the call for each day of the grid, in per cent within the map."""
        rooms = (self.later(day).room for day in GRID)
        return [min(max(room, 0.0), DEEPEST) * 100 for room in rooms], list(GRID)


@dataclass(frozen=True, kw_only=True)
class Together:
    """One lender's chance of a call by formula, and how often it called in the simulation of all."""

    contour: Contour
    counted: Chance | None

    @property
    def name(self) -> Phrases:
        return self.contour.name

    @property
    def chance(self) -> Chance | None:
        return self.contour.chance


@dataclass(frozen=True, kw_only=True)
class FallAndTime:
    """All accounts at one place of the map."""

    mine: Portfolio
    values: Values
    is_example: bool
    found: Found | None = None

    @property
    def counted(self) -> JointChances | None:
        """Return the simulation last done, which may be of older settings."""
        return self.found and self.found.result

    @property
    def is_older(self) -> bool:
        """Return whether what was counted is of other settings; the fall on the map is none of them."""
        return self.counted is not None and terms_of(self.found.values) != terms_of(self.values)

    @property
    def simulated(self) -> JointChances | None:
        """Return the simulation of these very settings."""
        return None if self.is_older else self.counted

    @property
    def error(self) -> Chance:
        """Return by how much the chance of any call may be off by luck, once in three times."""
        return math.sqrt(self.counted.any * (1 - self.counted.any) / self.counted.paths)

    @cached_property
    def together(self) -> tuple["Together", ...]:
        """Return each lender with its chance by formula and as counted."""
        each = self.counted.each if self.counted else ()
        accounts = callers(self.mine) if each else ()
        counted = {account.key: chance for account, chance in zip(accounts, each, strict=True)}
        return tuple(Together(contour=one, counted=counted.get(one.account.key)) for one in self.contours)

    @cached_property
    def contours(self) -> tuple[Contour, ...]:
        terms = {"fall": self.fall, **terms_of(self.values)}
        found = (Contour(account=each, **terms) for each in callers(self.mine))
        return tuple(sorted(found, key=lambda each: each.account.room))

    @property
    def fall(self) -> Percent:
        return self.values["fall"]

    @property
    def days(self) -> Sessions:
        return self.values["days"]

    @cached_property
    def weakest(self) -> Contour | None:
        standing = [each for each in self.contours if each.ratio is not None]
        return min(standing, key=lambda each: each.ratio / each.line, default=None)

    @property
    def ratio(self) -> Percent | None:
        return self.weakest and self.weakest.ratio

    @property
    def called(self) -> Count:
        return sum(each.is_called for each in self.contours)

    @property
    def lenders(self) -> Count:
        return len(self.contours)

    @property
    def chance(self) -> Chance | None:
        """Return the chance of a call by that day at the likeliest of all lenders."""
        return max((each.chance for each in self.contours if each.chance is not None), default=None)

    @property
    def has_own_pairs(self) -> YesNo:
        """Return whether each pair has a correlation of its own."""
        return self.values["each"]

    @property
    def has_own_volatilities(self) -> YesNo:
        """Return whether each symbol has a volatility of its own."""
        return self.values["each_volatility"]

    @property
    def measured(self) -> Correlation | None:
        """Return how far one's own shares moved together in the last crash that is shipped."""
        return measured_correlation(self.mine.symbols, EPISODE)

    @property
    def state(self) -> Word:
        if not self.contours:
            return NO_LOAN
        return ALL if self.called == self.lenders else SOME if self.called else NOBODY

    @property
    def tone(self) -> str:
        if self.weakest is None:
            return tones.PLAIN
        below = tones.SOLD if isinstance(self.weakest.account, OnChain) else tones.CALLED
        return tones.of_ratio(max(self.ratio, 0), self.weakest.line, below=below)


def callers(mine: Portfolio) -> tuple[Account, ...]:
    """Return the accounts that may call the reader: those with a debt, where it is not the borrower who is called."""
    return tuple(account for account in mine.accounts if account.own_call and account.debt)


def terms_of(values: Values) -> dict[str, int | Swings | Pairs]:
    """Return the settings that the chances depend on."""
    return {"days": int(values["days"]), "volatility": swings_of(values), "correlation": pairs_of(values)}


class Simulations:
    """The simulations of one position; the last one is kept, so that a move on the map alone counts nothing anew."""

    def __init__(self, mine: Portfolio):
        self._accounts = callers(mine)
        self._last: tuple[dict, JointChances] | None = None

    def steps(self, values: Values) -> Steps | None:
        """Return the steps of the simulation of these settings; None where nobody can call."""
        return self._count(terms_of(values)) if self._accounts else None

    def _count(self, terms: dict[str, int | Swings | Pairs]) -> Steps:
        if self._last is None or self._last[0] != terms:
            for found in simulated(Portfolio(accounts=self._accounts), **terms):
                if isinstance(found, JointChances):
                    self._last = terms, found
                else:
                    yield found
        return self._last[1]
