"""What F4.1 shows, from numbers alone: a loan on chain as it was opened, after a change of the price, and with time."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import LIQUIDATABLE, SAFE, CryptoPosition, ratio_of
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, continuous_factor, days_to_liquidation, health_after
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import (
    Count,
    Days,
    DollarPrice,
    Dollars,
    Health,
    Percent,
    Signed,
    Word,
)
from pledge_lib.panels.controls import Values

PROFILE = "aave-v3-3"
COLLATERAL, BORROWED = "WETH", "USDC"
YEAR = 365  # days; the protocol's year (CRYPTO 3.1)


@dataclass(frozen=True, kw_only=True)
class Board:
    """The position as it was opened and as it stands after the price change; money in US dollars."""

    opened: CryptoPosition
    now: CryptoPosition
    change: Signed
    borrow_rate: Percent
    days: Days

    @property
    def start_price(self) -> Dollars:
        return self.opened.collateral[0].price

    @property
    def price(self) -> DollarPrice:
        return self.now.collateral[0].price

    @property
    def liquidation_price(self) -> DollarPrice | None:
        return self.now.liquidation_price(COLLATERAL)

    @property
    def line_ratio(self) -> Percent:
        """Return the maintenance ratio at which the health factor is 1."""
        return ratio_of(1, self.now.threshold)

    @property
    def interest_a_day(self) -> Dollars:
        return simple_interest(self.now.debt_value, self.borrow_rate, 1, YEAR)

    @property
    def interest(self) -> Dollars:
        """Return the interest of all days, compounded continuously."""
        seconds = self.days * YEAR_SECONDS / YEAR
        return self.now.debt_value * (continuous_factor(self.borrow_rate, seconds) - 1)

    @property
    def health_after(self) -> Health:
        """Return the health factor after the days, the price unchanged."""
        return health_after(self.now.health_factor, self.borrow_rate, self.days)

    @property
    def needs(self) -> Percent:
        """Return the rise that leads back to the line."""
        return self.liquidation_price / self.price - 1

    @property
    def days_to_one(self) -> Count | None:
        """Return the day on which interest alone has led to 1; None where it never does."""
        health = self.now.health_factor
        days = math.inf if health == math.inf else days_to_liquidation(health, self.borrow_rate)
        return math.ceil(days) if days < math.inf else None

    @cached_property
    def call(self) -> Liquidation:
        """Return what one call may do now."""
        return liquidate(self.now, COLLATERAL, BORROWED, datasets.rules(PROFILE))

    @property
    def state(self) -> Word:
        if self.now.state == NO_DEBT:
            return NO_DEBT
        if self.now.state == LIQUIDATABLE:
            return "below-at-start" if self.opened.state == LIQUIDATABLE else LIQUIDATABLE
        if self.now.common_fall == 0:
            return "on-the-line"
        return "leaks" if below(self.health_after, 1) else SAFE


def board(values: Values) -> Board:
    """Return what the figure shows, from numbers alone."""
    held = aave_assets()[COLLATERAL].collateral(values["units"], values["price"])
    opened = CryptoPosition(
        collateral=[replace(held, threshold=values["threshold"])],
        debts=[Debt(symbol=BORROWED, amount=values["debt"])],
    )
    return Board(
        opened=opened,
        now=opened.at({COLLATERAL: after_change(values["price"], values["change"])}),
        change=values["change"],
        borrow_rate=values["rate"],
        days=int(values["days"]),
    )
