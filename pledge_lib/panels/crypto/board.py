"""F4.1: one loan on chain on one screen; health factor, interest and liquidation price move together."""

import math
from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import LIQUIDATABLE, SAFE, CryptoPosition, ratio_of
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, continuous_factor, days_to_liquidation, health_after
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import amount_text
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DAYS, DOLLARS, PERCENT, TOKENS
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.crypto.board_view import CHANGES, ID, LONGEST, PROFILE, figure, view
from pledge_lib.panels.declaration import Declaration

COLLATERAL, BORROWED = "WETH", "USDC"
YEAR = 365  # days; the protocol's year (CRYPTO 3.1)
REAL, REAL_DAYS = "ETH", (date(2025, 10, 9), date(2025, 10, 10))


@dataclass(frozen=True, kw_only=True)
class Board:
    """The position as it was opened and as it stands after the price change; money in US dollars."""

    opened: CryptoPosition
    now: CryptoPosition
    change: float
    borrow_rate: float
    days: int

    @property
    def units(self) -> float:
        return self.now.collateral[0].amount

    @property
    def price(self) -> float:
        return self.now.collateral[0].price

    @property
    def liquidation_price(self) -> float | None:
        return self.now.liquidation_price(COLLATERAL)

    @property
    def line_ratio(self) -> float:
        """Return the maintenance ratio at which the health factor is 1."""
        return ratio_of(1, self.now.threshold)

    @property
    def interest_a_day(self) -> float:
        return simple_interest(self.now.debt_value, self.borrow_rate, 1, YEAR)

    @property
    def interest(self) -> float:
        """Return the interest of all days, compounded continuously."""
        seconds = self.days * YEAR_SECONDS / YEAR
        return self.now.debt_value * (continuous_factor(self.borrow_rate, seconds) - 1)

    @property
    def health_after(self) -> float:
        """Return the health factor after the days, the price unchanged."""
        return health_after(self.now.health_factor, self.borrow_rate, self.days)

    @property
    def days_to_one(self) -> float:
        """Return after how many days interest alone leads to 1."""
        health = self.now.health_factor
        return math.inf if health == math.inf else days_to_liquidation(health, self.borrow_rate)

    @property
    def call(self) -> Liquidation:
        """Return what one call may do now."""
        return liquidate(self.now, COLLATERAL, BORROWED, datasets.rules(PROFILE))

    @property
    def state(self) -> str:
        if self.now.state == NO_DEBT:
            return NO_DEBT
        if self.now.state == LIQUIDATABLE:
            return "below-at-start" if self.opened.state == LIQUIDATABLE else LIQUIDATABLE
        if self.now.common_fall == 0:
            return "on-the-line"
        return "leaks" if self.health_after < 1 else SAFE


def board(values: Values) -> Board:
    """Return what the panel shows, from numbers alone."""
    held = replace(
        aave_assets()[COLLATERAL].collateral(values["units"], values["price"]), threshold=values["threshold"]
    )
    opened = CryptoPosition(collateral=[held], debts=[Debt(symbol=BORROWED, amount=values["debt"])])
    return Board(
        opened=opened,
        now=opened.at({COLLATERAL: after_change(values["price"], values["change"])}),
        change=values["change"],
        borrow_rate=values["rate"],
        days=int(values["days"]),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the worked examples of the lesson, the loan at its limit, and a real day from close to low."""
    ether = aave_assets()[COLLATERAL]
    base = {"change": 0.0, "units": 1, "price": 3_000, "debt": 1_500, "threshold": 0.83, "rate": 0.048, "days": 30}
    ten_thousand = {**base, "units": 5, "price": 2_000}
    limit = {**ten_thousand, "debt": float(10_000 * exact(ether.loan_to_value)), "threshold": ether.threshold}
    cases = {
        "half": base,
        "sixty": {**ten_thousand, "debt": 6_000},
        "eighty": {**base, "units": 5, "price": 4_000, "debt": 12_000, "threshold": 0.80},
        "limit": limit,
        "limit-down": {**limit, "change": -0.05},
        "leak": {**base, "debt": 2_250, "rate": 0.336, "days": 110},
        "on-the-line": {**base, "price": 2_000, "debt": 1_660},
    }
    first, last = (datasets.prices(REAL).point(day) for day in REAL_DAYS)
    real = {**limit, "units": 1, "price": first.close, "debt": round(first.close * 0.70)}
    real["change"] = float(exact(last.low) / exact(first.close) - 1)
    fields = {
        "symbol": REAL,
        "day": last.date.isoformat(),
        "close": amount_text(first.close),
        "low": amount_text(last.low),
    }
    named = (Preset(label=f"{ID}.preset.{name}", values=values) for name, values in cases.items())
    return (*named, Preset(label=f"{ID}.preset.real", fields=fields, values=real))


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
        Slider(key="debt", low=0, high=50_000, step=50, default=1_500, unit=DOLLARS),
        Slider(key="units", low=0.5, high=20, step=0.5, default=1, unit=TOKENS),
        Slider(key="price", low=100, high=10_000, step=10, default=3_000, unit=DOLLARS),
        Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=0.83, unit=PERCENT),
        Slider(key="rate", low=0.0, high=1.0, step=0.001, default=0.048, unit=PERCENT),
        Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=board, view=view, figure=figure)
