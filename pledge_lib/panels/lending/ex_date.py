"""F3.6: lending through an ex-date or recalling before it, after tax, under each view of the compensation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.dividend_tax import (
    DIVIDEND,
    EXEMPT,
    OTHER,
    VIEWS,
    ExDateDecision,
    breakeven_rate,
    ex_date_decision,
    view_on,
)
from pledge_lib.finance.lending.income import fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, MONEY, PERCENT
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.ex_date_view import ID, figure, view
from pledge_lib.panels.lending.tax_brackets import BRACKETS, bracket_choice

PROFILE = "tw-lending"
BY_DATE = "by-date"
REAL, LOTS = "2412 2024-07-04", 10  # a recorded dividend, on so many lots of 1,000 shares


@dataclass(frozen=True, kw_only=True)
class ExDate:
    """A holding on loan before an ex-date, decided under each view; `chosen` is the view that the reader looks at."""

    value: float
    dividend: float
    bracket: float
    days: int
    rate: float
    paid_on: date
    asked: str
    gross: float
    decisions: Mapping[str, ExDateDecision]
    breakevens: Mapping[str, float]
    rules: LendingRules

    @property
    def by_date(self) -> str:
        """Return the view of the letter in force on the day of the payment."""
        return view_on(self.paid_on, self.rules)

    @property
    def chosen(self) -> str:
        return self.by_date if self.asked == BY_DATE else self.asked

    @property
    def decision(self) -> ExDateDecision:
        return self.decisions[self.chosen]

    @property
    def extra_tax(self) -> float:
        """Return the income tax that lending through costs more than the dividend itself; negative when less."""
        return self.decision.tax_lent - self.decision.tax_recalled

    @property
    def breakeven(self) -> float:
        return self.breakevens[self.chosen]

    @property
    def state(self) -> str:
        if self.dividend == 0:
            return "no-dividend"
        if self.extra_tax == 0:
            return "same-tax"
        if self.extra_tax < 0:
            return "less-tax"
        if self.decision.difference >= 0:
            return "fee-covers"
        return "fee-too-small" if self.breakeven <= self.rules.highest_rate else "beyond-cap"


def ex_date(values: Values) -> ExDate:
    """Return what the panel shows, from numbers alone."""
    rules, bracket, days = datasets.rules(PROFILE), BRACKETS[values["bracket"]], round(values["days"])
    gross = simple_interest(values["value"], values["rate"], days, rules.day_basis)
    net_fee = fee_statement(gross, rules, broker_share=rules.broker_share).after_tax(bracket)
    decisions = {name: ex_date_decision(values["dividend"], bracket, net_fee, rules, name) for name in VIEWS}
    breakevens = {
        name: breakeven_rate(own.tax_lent - own.tax_recalled, bracket, values["value"], days, rules.broker_share,
                             rules.day_basis)
        for name, own in decisions.items()
    }  # fmt: skip
    return ExDate(
        value=values["value"],
        dividend=values["dividend"],
        bracket=bracket,
        days=days,
        rate=values["rate"],
        paid_on=values["paid_on"],
        asked=values["view"],
        gross=gross,
        decisions=decisions,
        breakevens=breakevens,
        rules=rules,
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's dividend in two brackets under the views, a real dividend, and a fee that is enough."""
    base = {"dividend": 50_000, "bracket": "40", "value": 1_000_000, "days": 10, "rate": 0.03, "view": DIVIDEND,
            "paid_on": date(2026, 7, 31)}  # fmt: skip
    action = recorded_dividends()[REAL]
    close = action.cash_per_share / action.part
    shares = LOTS * 1_000
    cases = {
        "letter": {},
        "older-high": {"view": OTHER},
        "older-low": {"view": OTHER, "bracket": "5"},
        "before-the-letter": {"view": BY_DATE, "paid_on": date(2015, 7, 31)},
        "exempt": {"view": EXEMPT, "bracket": "5"},
        "hot": {"view": OTHER, "rate": 0.08, "days": 60},
    }
    real = {"dividend": round(action.cash_per_share * shares), "value": round(close * shares), "view": BY_DATE,
            "bracket": "20", "paid_on": date(2024, 8, 2)}  # fmt: skip
    fields = {"symbol": action.symbol, "day": action.ex_date.isoformat(), "cash": f"{action.cash_per_share:g}"}
    return (
        *(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items()),
        Preset(label=f"{ID}.preset.real", fields=fields, values=base | real),
    )


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="dividend", low=0, high=1_000_000, step=5_000, default=50_000, unit=MONEY),
        bracket_choice("40"),
        Choice(key="view", options=(DIVIDEND, OTHER, EXEMPT, BY_DATE), default=DIVIDEND),
        Slider(key="value", low=1_000_000, high=20_000_000, step=50_000, default=1_000_000, unit=MONEY),
        Slider(key="days", low=1, high=60, step=1, default=10, unit=DAYS),
        Slider(key="rate", low=rules.auction_step, high=rules.highest_rate, step=rules.auction_step, default=0.03,
               unit=PERCENT),
        Day(key="paid_on", low=date(2008, 1, 2), high=date(2026, 12, 31), default=date(2026, 7, 31)),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=ex_date, view=view, figure=figure)
