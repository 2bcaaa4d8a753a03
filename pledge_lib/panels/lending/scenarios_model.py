"""What F3.2 works out: what each of the loans of an article earns, per day and in total, and who comes first."""

from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.income import FeeStatement, fee_statement, floored_daily_fee
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.units import Count, Days, Money, Percent, Price, Shares, Tenths, Word
from pledge_lib.panels.controls import Values

PROFILE = "tw-lending"
LONGEST = 180
NO_ROUNDING, ONE_BROKERS = ROUNDINGS = ("none", "one-brokers")
EDITED = ("price", "shares", "rate", "days")  # of each loan, under `<name>:<loan>`


@dataclass(frozen=True, kw_only=True)
class Loan:
    """One of the loans: what is lent, what it earns, and its place among all by the mean of a day and by the total."""

    name: Word
    price: Price
    shares: Shares
    rate: Percent
    days: Days
    statement: FeeStatement
    day: Days
    rank: Count = 1
    total_rank: Count = 1

    @property
    def value(self) -> Money:
        return self.price * self.shares

    @property
    def gross(self) -> Money:
        return self.statement.gross

    @property
    def net(self) -> Money:
        """Return what is left after the broker's share; withholding is a prepayment, so it is not taken off."""
        return self.statement.paid

    @property
    def share_of_days(self) -> float:
        """Return which part of the loan is over on the day; all days of a loan earn the same."""
        return min(self.day, self.days) / self.days

    @property
    def so_far(self) -> Money:
        """Return the fee until the day, before the broker's share."""
        return self.gross * self.share_of_days

    @property
    def so_far_net(self) -> Money:
        return self.net * self.share_of_days

    @property
    def still_out(self) -> Days:
        return max(self.days - self.day, 0)

    @property
    def short(self) -> Word:
        return self.name

    @property
    def a_day(self) -> Money:
        """Return the mean fee of a day before the broker's share."""
        return self.gross / self.days


@dataclass(frozen=True, kw_only=True)
class Scenarios:
    """The loans on a day, the one whose value the curves of equal income are drawn for, and the goal of an income."""

    day: Days
    loans: tuple[Loan, ...]
    shown: Loan
    goal: Money
    rules: LendingRules
    floored: bool

    @property
    def by_day(self) -> tuple[Loan, ...]:
        """Return the loans from the one that earns most a day."""
        return tuple(sorted(self.loans, key=lambda loan: loan.rank))

    @property
    def best_by_day(self) -> tuple[Loan, ...]:
        """Return the loans that share the first place by day."""
        return tuple(loan for loan in self.loans if loan.rank == 1)

    @property
    def leaders(self) -> tuple[Loan, ...]:
        """Return the loans that have earned most until the day; to the cent they may be several."""
        found = places([loan.so_far for loan in self.loans])
        return tuple(loan for loan, place in zip(self.loans, found, strict=True) if place == 1)

    @property
    def leader(self) -> Loan:
        """Return the leading loan, of several the shown one."""
        return self.shown if self.shown in self.leaders else self.leaders[0]

    @property
    def best_a_day(self) -> Money:
        return self.by_day[0].a_day

    @property
    def double(self) -> Money:
        return self.shown.gross * 2

    @property
    def goal_days(self) -> Tenths:
        """Return how many days the shown loan takes to earn the goal."""
        return self.goal / self.shown.a_day

    @property
    def state(self) -> str:
        if len(self.leaders) > 1:
            return "tied"
        return "same-first" if self.leader in self.best_by_day else "other-first"


def scenarios(values: Values) -> Scenarios:
    """Return what the figure shows, from numbers alone."""
    rules, floored = datasets.rules(PROFILE), values["rounding"] == ONE_BROKERS
    loans = ranked([_loan(each.id, values, rules, floored) for each in lending_scenarios()])
    shown = next(loan for loan in loans if loan.name == values["shown"])
    return Scenarios(
        day=int(values["day"]), loans=loans, shown=shown, goal=values["goal"], rules=rules, floored=floored
    )


def ranked(loans: list[Loan]) -> tuple[Loan, ...]:
    """Return the loans with their places."""
    by_day, by_total = places([loan.a_day for loan in loans]), places([loan.gross for loan in loans])
    ranks = zip(loans, by_day, by_total, strict=True)
    return tuple(replace(loan, rank=day, total_rank=total) for loan, day, total in ranks)


def places(amounts: list[float]) -> list[int]:
    """Return the place of each amount, the largest first; what reads the same to the cent shares its place.

    >>> places([54.79, 32.8801, 32.8804])
    [1, 2, 2]
    """
    cents = [round_half_up(amount, 2) for amount in amounts]
    return [1 + sum(other > own for other in cents) for own in cents]


def _loan(name: str, values: Values, rules: LendingRules, floored: bool) -> Loan:
    price, shares, rate, days = (values[f"{key}:{name}"] for key in EDITED)
    days = int(days)
    gross = simple_interest(price * shares, rate, days, rules.day_basis)
    if floored:
        gross = floored_daily_fee(shares, price, rate, rules) * days
    statement = fee_statement(gross, rules, broker_share=values["share"], floored=floored)
    return Loan(
        name=name, price=price, shares=shares, rate=rate, days=days, statement=statement, day=int(values["day"])
    )
