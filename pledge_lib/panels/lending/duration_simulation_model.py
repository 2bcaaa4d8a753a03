"""What F3.8 works out: the year by the closed form, and the simulated years beside it, maybe of older values."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

import numpy as np

from pledge_lib import datasets
from pledge_lib.finance.lending.income import yearly_yield
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, Chance, Count, Days, Percent, Tenths, WholeMoney, WholePercent
from pledge_lib.market.lending.fee_simulation import Lending, SimulatedYears, simulated_years
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found, Steps

PROFILE = "tw-lending"
EARLY = 7  # days
BAND = (0.10, 0.90)
ALIKE, BY_LUCK = 1, 2  # standard errors apart
BIN = 5  # days on loan that are one bar
USUAL = (10, 90)  # days: mean lengths at which the axis has about the room that the bars take


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year on these values by the closed form; TWD."""

    values: Values
    rules: LendingRules
    lending: Lending

    def income(self, days: float) -> float:
        """Return what so many days on loan bring the lender, the broker's share taken off."""
        return self.values["value"] * self.added(days)

    def added(self, days: float) -> float:
        """Return what so many days on loan add to the holding in a year, as a fraction."""
        return yearly_yield(self.values["rate"], self.values["share"], days / self.lending.days)

    @property
    def share(self) -> WholePercent:
        """Return the broker's share of the fee."""
        return self.values["share"]

    @property
    def together(self) -> Days:
        return self.lending.mean_days + self.lending.mean_wait

    @property
    def after_ex(self) -> Days:
        return self.lending.days - self.lending.ex_day

    @property
    def usual_bar(self) -> Chance:
        """Return about the share of the years in the tallest bar of any usual mean length, whatever the one now is."""
        usual = (replace(self.lending, mean_days=length) for length in USUAL)
        return max(BIN / (spread(lending) * math.sqrt(2 * math.pi)) for lending in usual)

    @property
    def early(self) -> Chance:
        """Return the odds that a loan is back early."""
        return 1 - self.lending.still_on_loan(EARLY)

    @property
    def full(self) -> WholeMoney:
        """Return what a year on loan every single day brings."""
        return self.income(self.lending.days)


@dataclass(frozen=True, kw_only=True)
class OnLoan:
    """So many days on loan on average, and what they are in their year."""

    year: Year
    days: Annotated[float, DAYS.rounded(1)]

    @property
    def used(self) -> Chance:
        """Return the share of the year's days."""
        return self.days / self.year.lending.days

    @property
    def income(self) -> WholeMoney:
        return self.year.income(self.days)

    @property
    def added(self) -> Percent:
        return self.year.added(self.days)


@dataclass(frozen=True, kw_only=True)
class Counted(OnLoan):
    """What the simulated years came to, at the values they are of."""

    simulated: SimulatedYears

    @property
    def low_days(self) -> Days:
        return self.simulated.below(BAND[0])

    @property
    def median_days(self) -> Days:
        return self.simulated.below(0.5)

    @property
    def high_days(self) -> Days:
        return self.simulated.below(BAND[1])

    @property
    def low(self) -> WholeMoney:
        return self.year.income(self.low_days)

    @property
    def median(self) -> WholeMoney:
        return self.year.income(self.median_days)

    @property
    def high(self) -> WholeMoney:
        return self.year.income(self.high_days)

    @cached_property
    def bars(self) -> np.ndarray:
        """Return the share of the years in each bar."""
        return np.histogram(self.simulated.days, self.edges)[0] / self.years

    @property
    def edges(self) -> np.ndarray:
        """Return where each bar begins, and the last one ends, in days on loan."""
        return np.arange(0, self.year.lending.days + BIN, BIN)

    @property
    def tallest(self) -> Chance:
        """Return the share of the years in the tallest bar."""
        return float(self.bars.max())

    @property
    def loans(self) -> Tenths:
        return float(self.simulated.loans.mean())

    @property
    def error(self) -> Annotated[float, DAYS.rounded(2)]:
        return self.simulated.standard_error

    @property
    def years(self) -> Count:
        return len(self.simulated.days)

    @property
    def difference(self) -> Tenths:
        """Return how many standard errors the simulated mean lies above the closed form of its values."""
        return (self.days - self.year.lending.expected_days) / self.error

    @property
    def apart(self) -> Tenths:
        return abs(self.difference)


@dataclass(frozen=True, kw_only=True)
class DurationSimulation:
    """The year of these values, and the simulated years last done with the year they are of, maybe of older values."""

    now: Year
    simulated: SimulatedYears
    of: Year

    @property
    def is_older(self) -> bool:
        return self.of.values != self.now.values

    @cached_property
    def formula(self) -> OnLoan:
        return OnLoan(year=self.now, days=self.now.lending.expected_days)

    @cached_property
    def counted(self) -> Counted:
        return Counted(year=self.of, days=self.simulated.mean, simulated=self.simulated)

    @property
    def early_days(self) -> Days:
        return EARLY

    @property
    def within(self) -> Count:
        """Return up to how many standard errors the luck of the draw explains."""
        return BY_LUCK

    @property
    def verdict(self) -> str:
        """Return how far the simulation and the closed form agree."""
        if self.counted.apart <= ALIKE:
            return "same"
        return "chance" if self.counted.apart <= BY_LUCK else "rare"

    @property
    def state(self) -> str:
        return "older" if self.is_older else "simulated"


def duration_simulation(values: Values, found: Found) -> DurationSimulation:
    """Return what the figure shows, from numbers and the simulation last done."""
    return DurationSimulation(now=_year(values), simulated=found.result, of=_year(found.values))


def simulation(values: Values) -> Steps:
    """Return the steps of simulating the years."""
    return simulated_years(_year(values).lending, int(values["years"]), int(values["seed"]))


def spread(lending: Lending) -> float:
    """Return the standard deviation of a year's days on loan, the ex-date aside.

    A day is on loan or not, and resembles the day before it: with that correlation a, the variance of n such days
    is n p q ((1 + a) / (1 - a) - 2 a (1 - a^n) / (n (1 - a)^2)).
    """
    days, share = lending.days, lending.ordinary_share
    alike = 1 - 1 / lending.mean_days - 1 / lending.mean_wait
    grows = (1 + alike) / (1 - alike) - 2 * alike * (1 - alike**days) / (days * (1 - alike) ** 2)
    return math.sqrt(days * share * (1 - share) * grows)


def _year(values: Values) -> Year:
    rules = datasets.rules(PROFILE)
    lending = Lending(
        mean_days=values["mean_days"],
        mean_wait=values["mean_wait"],
        days=rules.day_basis,
        ex_day=int(values["ex_day"]),
        ex_return=values["ex_return"],
    )
    return Year(values=dict(values), rules=rules, lending=lending)
