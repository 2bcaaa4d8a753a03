"""F2.1: own money and a margin loan; ratio, call price, interest and return on own money move together."""

from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.costs import PlannedCosts, planned_costs
from pledge_lib.finance.margin.plan import breakeven_move, gross_return, net_return, yield_on_own
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import amount_text, floor_to
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE
from pledge_lib.market.sessions import interest_days
from pledge_lib.panels.controls import Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.amplifier_view import CHANGES, ID, SYMBOL, figure, view

PROFILE = "tw-margin"
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 8), date(2025, 4, 9))


@dataclass(frozen=True, kw_only=True)
class Amplifier:
    """A margin purchase as it was opened and as it stands after the price change; money in TWD, returns fractions."""

    own_funds: float
    value: float
    opened: MarginAccount
    now: MarginAccount
    change: float
    days: int
    annual_rate: float
    dividend_yield: float
    with_costs: bool
    costs: PlannedCosts
    interest_a_day: float

    @property
    def rules(self) -> MarginRules:
        return self.now.rules

    @property
    def loan(self) -> float:
        return self.now.debt

    @property
    def financing_ratio(self) -> float:
        """Return what is really lent of the value, after the step in which loans are granted."""
        return self.loan / self.value

    @property
    def own_money(self) -> float:
        """Return own funds and, where costs count, the buying commission."""
        return self.own_funds + (self.costs.buying if self.with_costs else 0)

    @property
    def profit(self) -> float:
        """Return what the trade brings, after costs where they count; negative for a loss."""
        return self.value * self.change - (self.costs.total if self.with_costs else 0)

    def return_at(self, change: float, financing_ratio: float | None = None) -> float:
        """Return what a price change brings on own money, with this loan or with another."""
        ratio = self.financing_ratio if financing_ratio is None else financing_ratio
        if not self.with_costs:
            return gross_return(change, ratio)
        return net_return(change, financing_ratio=ratio, days=self.days, annual_rate=self.annual_rate, rules=self.rules)

    @property
    def breakeven(self) -> float:
        """Return the price change at which the costs that count are earned."""
        if not self.with_costs:
            return 0.0
        terms = {"days": self.days, "annual_rate": self.annual_rate, "rules": self.rules}
        return breakeven_move(financing_ratio=self.financing_ratio, **terms)

    @property
    def yield_on_own(self) -> float:
        """Return a year's dividends less a year's interest over own funds."""
        terms = {"financing_ratio": self.financing_ratio, "annual_rate": self.annual_rate}
        return yield_on_own(self.dividend_yield, **terms)

    @property
    def state(self) -> str:
        on_the_line = self.loan and exact(self.now.collateral) == exact(self.rules.call_line) * exact(self.loan)
        return "on-the-line" if on_the_line else self.now.state


def amplifier(values: Values) -> Amplifier:
    """Return what the panel shows, from numbers alone."""
    rules, own, ratio = datasets.rules(PROFILE), exact(values["own"]), exact(values["financing_ratio"])
    loan = floor_to(own * ratio / (1 - ratio), rules.loan_step)  # so that own funds and loan together buy the value
    value = own + loan
    shares = Long(SYMBOL, shares=value / exact(values["price"]), price=values["price"], loan=loan)
    opened = MarginAccount(rules=rules, longs=(shares,))
    sold_for = after_change(value, values["change"])
    return Amplifier(
        own_funds=values["own"],
        value=float(value),
        opened=opened,
        now=opened.at(after_change(values["price"], values["change"])),
        change=values["change"],
        days=values["days"],
        annual_rate=values["rate"],
        dividend_yield=values["dividend_yield"],
        with_costs=values["costs"],
        costs=planned_costs(float(value), sold_for, loan, days=values["days"], annual_rate=values["rate"], rules=rules),
        interest_a_day=simple_interest(loan, values["rate"], 1, rules.day_basis),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, the worked examples, and a real share at real closes."""
    base = {"own": 40_000, "financing_ratio": 0.60, "price": 100, "days": 30, "rate": 0.065, "dividend_yield": 0.0}
    cases = {
        "up": {"change": 0.10, "costs": False},
        "down": {"change": -0.10, "costs": True},
        "there-and-back": {"change": -0.01, "costs": False},
        "at-the-line": {"change": -0.22, "costs": True},
        "w2": {"own": 64_000, "price": 80, "change": 0.0, "costs": True},
        "w3": {"own": 22_300, "price": 55.3, "change": 0.0, "costs": True},
        "dividends": {"change": 0.0, "costs": True, "days": 365, "dividend_yield": 0.03},
        "no-loan": {"financing_ratio": 0.0, "change": -0.10, "costs": True},
    }
    closes = datasets.prices(REAL_SHARE)
    first = closes.close(REAL_DAYS[0])
    real = []
    for day in REAL_DAYS:
        close = closes.close(day)
        held = {"own": 400_000, "price": first, "change": float(exact(close) / exact(first) - 1), "costs": True}
        held["days"] = interest_days(REAL_DAYS[0], day)
        fields = {"symbol": REAL_SHARE, "day": day.isoformat(), "close": amount_text(close)}
        real.append(Preset(label="preset.real", fields=fields, values={**base, **held}))
    return (*(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()), *real)


def panel() -> Declaration:
    """Declare the panel."""
    highest = datasets.rules(PROFILE).financing_ratio
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.10, unit=PERCENT),
        Slider(key="financing_ratio", low=0.0, high=highest, step=0.05, default=highest, unit=PERCENT),
        Slider(key="own", low=10_000, high=5_000_000, step=10_000, default=40_000, unit=MONEY),
        Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
        Slider(key="days", low=0, high=365, step=1, default=30, unit=DAYS),
        Slider(key="rate", low=0.04, high=0.08, step=0.0001, default=0.065, unit=PERCENT),
        Toggle(key="costs", default=True),
        Slider(key="dividend_yield", low=0.0, high=0.10, step=0.005, default=0.03, unit=PERCENT),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=amplifier, view=view, figure=figure)
