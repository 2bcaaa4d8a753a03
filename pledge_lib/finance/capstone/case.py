"""The case of the capstone: who needs how much for how long, and what there is to pledge. Drawn by a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from pledge_lib.finance.amounts import product
from pledge_lib.finance.units import Date, Money, Months, Percent, Text, YesNo

BOTH, FUND, SHARE = MIXES = ("both", "fund", "share")
SUMS = tuple(range(600_000, 1_500_001, 100_000))
MONTHS = tuple(range(6, 16))
COVER = (3.0, 3.2, 3.4, 3.6, 3.8, 4.0)  # what is held, in times the sum
IN_THE_FUND = (0.4, 0.5, 0.6)
RESERVES = (0.1, 0.15, 0.2, 0.25, 0.3)  # parts of the sum
BRACKETS = (0.05, 0.12, 0.20, 0.30)
ELIGIBLE = (True, True, False)
STEP = 10_000  # holdings and reserves are told in such sums


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is given: `fund` and `share` are worth so much; a share that is not `eligible` for margin is lent on less.

    >>> EXAMPLE.value
    3000000
    """

    sum: Money
    months: Months
    fund: Text
    fund_value: Money
    share: Text
    share_value: Money
    eligible: YesNo
    reserve: Money
    bracket: Percent
    start: Date

    @property
    def value(self) -> Money:
        """Return what is held in all."""
        return self.fund_value + self.share_value

    @property
    def least(self) -> Percent:
        """Return the loan-to-value when everything is pledged."""
        return self.sum / self.value

    def of(self, mix: str) -> dict[str, float]:
        """Return what a choice of holdings is worth, by symbol."""
        held = {FUND: (self.fund, self.fund_value), SHARE: (self.share, self.share_value)}
        return dict(held[name] for name in held if mix in (BOTH, name))


EXAMPLE = Case(
    sum=900_000,
    months=9,
    fund="0050",
    fund_value=1_800_000,
    share="2330",
    share_value=1_200_000,
    eligible=True,
    reserve=200_000,
    bracket=0.20,
    start=date(2025, 7, 1),
)


def drawn_case(seed: str | None, shares: Sequence[str], starts: Sequence[date]) -> Case:
    """Return the case of a seed, the same on every machine; without a seed the example."""
    if seed is None:
        return EXAMPLE
    chance = Random(f"{seed}:capstone")
    wanted = chance.choice(SUMS)
    value = _stepped(product(wanted, chance.choice(COVER)))
    in_fund = _stepped(product(value, chance.choice(IN_THE_FUND)))
    return Case(
        sum=wanted,
        months=chance.choice(MONTHS),
        fund=EXAMPLE.fund,
        fund_value=in_fund,
        share=chance.choice(shares),
        share_value=value - in_fund,
        eligible=chance.choice(ELIGIBLE),
        reserve=_stepped(product(wanted, chance.choice(RESERVES))),
        bracket=chance.choice(BRACKETS),
        start=chance.choice(starts),
    )


def _stepped(amount: float) -> int:
    return round(amount / STEP) * STEP
