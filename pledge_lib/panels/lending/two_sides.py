"""F3.0: one loan of shares seen from both sides; the lender's fee and the borrower's ratio move with one price."""

from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.money import amount_text
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.two_sides_view import CHANGES, ID, LONGEST, PROFILE, figure, view

REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 9), date(2025, 4, 10), date(2025, 5, 2), date(2025, 5, 14))


@dataclass(frozen=True, kw_only=True)
class TwoSides:
    """The loan as it was opened and at the price on the handle, which is taken as the close of every day; TWD."""

    opened: StockLoan
    now: StockLoan
    change: float
    days: int
    broker_share: float
    a_day: FeeStatement
    to_date: FeeStatement

    @property
    def rules(self) -> LendingRules:
        return self.now.rules

    @property
    def cash(self) -> float:
        """Return what a called borrower must add: back to the target, not only to the line; 0 without a call."""
        return self.now.cure(self.rules.cure_target) if self.now.state == CALLED else 0.0

    @property
    def cash_to_line(self) -> float:
        return self.now.cure(self.rules.call_line)

    @property
    def to_take_back(self) -> float:
        """Return the collateral above the target, which the borrower may take back (rule C-4)."""
        return max(0.0, float(self.now.held - self.rules.cure_target * self.now.owed))

    @property
    def uncovered(self) -> float:
        """Return what buying the shares back costs beyond the collateral."""
        return self.now.recovery().missing

    @property
    def state(self) -> str:
        if self.now.state == CALLED:
            return "uncovered" if self.uncovered > 0 else CALLED
        on_the_line = exact(self.now.held) == exact(self.rules.call_line) * exact(self.now.owed)
        return "on-the-line" if on_the_line else NORMAL


def two_sides(values: Values) -> TwoSides:
    """Return what the panel shows, from numbers alone."""
    rules = replace(datasets.rules(PROFILE), call_line=values["line"])
    days, share = int(values["days"]), values["share"]
    opened = StockLoan(
        shares=exact(values["value"]) / exact(values["price"]),  # exact, so that value = shares x price
        price=exact(values["price"]),
        annual_rate=values["rate"],
        rules=rules,
        collateral=float(exact(values["start"]) * exact(values["value"])),
    )
    now = opened.at(exact(after_change(values["price"], values["change"])))
    close = float(now.price)
    return TwoSides(
        opened=opened,
        now=now,
        change=values["change"],
        days=days,
        broker_share=share,
        a_day=now.net([close], broker_share=share),
        to_date=now.net([close] * days, broker_share=share),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, and a real share at real closes."""
    base = {"value": 1_000_000, "price": 100, "rate": 0.03, "days": 30, "share": 0.20, "start": 1.40, "line": 1.20}
    cases = {
        "seventeen": {"change": 0.17},
        "twenty-one": {"change": 0.21},
        "gap": {"change": 0.50},
        "fall": {"change": -0.20},
        "thin": {"change": 0.10, "start": 1.30},
    }
    closes = datasets.prices(REAL_SHARE)
    first = closes.close(REAL_DAYS[0])
    real = []
    for day in REAL_DAYS[1:]:
        close = closes.close(day)
        held = {"value": first * 1_000, "price": first, "days": (day - REAL_DAYS[0]).days}
        held["change"] = float(exact(close) / exact(first) - 1)
        fields = {"symbol": REAL_SHARE, "day": day.isoformat(), "close": amount_text(close)}
        real.append(Preset(label="preset.real", fields=fields, values={**base, **held}))
    return (*(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()), *real)


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
        Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
        Slider(key="rate", low=0.0001, high=rules.highest_rate, step=0.0001, default=0.03, unit=PERCENT),
        Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Slider(key="start", low=1.05, high=1.60, step=0.01, default=rules.initial_ratio, unit=PERCENT),
        Slider(key="line", low=1.00, high=1.30, step=0.01, default=rules.call_line, unit=PERCENT),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=two_sides, view=view, figure=figure)
