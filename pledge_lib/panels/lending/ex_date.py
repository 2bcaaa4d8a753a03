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
    combined_tax,
    ex_date_decision,
    separate_tax,
    view_on,
)
from pledge_lib.finance.lending.income import fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import (
    DATE,
    DAYS,
    MONEY,
    PER_SHARE,
    PERCENT,
    TEXT,
    Days,
    Deduction,
    Money,
    Percent,
    Word,
)
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.ex_date_picture import CHART
from pledge_lib.panels.lending.tax_brackets import BRACKETS, bracket_choice

ID = "F3.6"
PROFILE = "tw-lending"
RULES_USED = (
    "compensation_is_dividend_since",
    "dividend_credit",
    "dividend_credit_cap",
    "separate_dividend_rate",
    "broker_share",
    "day_basis",
    "highest_rate",
    "withholding",
)
SOURCES = ("C-10", "C-11", "C-12", "C-13", "C-18")  # two letters, the tax bureau, and who says that it is exempt
BY_DATE = "by-date"
REAL, LOTS = "2412 2024-07-04", 10  # a recorded dividend, on so many lots of 1,000 shares


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """The decision under one view of the compensation, and the fee rate that makes up for the extra tax."""

    view: Word
    decision: ExDateDecision
    breakeven: Percent


@dataclass(frozen=True, kw_only=True)
class ExDate:
    """A holding on loan before an ex-date, decided under each view.

    `asked` is what the reader looks at and `by_date` the view of the letter in force on the day of the payment.
    """

    dividend: Money
    bracket: Percent
    days: Days
    gross: Money
    asked: str
    by_date: str
    treatments: Mapping[str, Treatment]
    rules: LendingRules

    @property
    def in_force(self) -> Treatment:
        return self.treatments[self.by_date]

    @property
    def chosen(self) -> Treatment:
        return self.in_force if self.asked == BY_DATE else self.treatments[self.asked]

    @property
    def decision(self) -> ExDateDecision:
        return self.chosen.decision

    @property
    def breakeven(self) -> Percent:
        return self.chosen.breakeven

    @property
    def combined(self) -> Money:
        """Return the tax on the dividend together with other income."""
        return combined_tax(self.dividend, self.bracket, self.rules)

    @property
    def separate(self) -> Money:
        """Return the tax on the dividend apart."""
        return separate_tax(self.dividend, self.rules)

    @property
    def less_recalled(self) -> Deduction:
        """Return the tax as it is taken off what a recall brings."""
        return self.decision.tax_recalled

    @property
    def less_lent(self) -> Deduction:
        """Return the tax as it is taken off what lending through brings."""
        return self.decision.tax_lent

    @property
    def less_tax(self) -> Money:
        """Return the tax that lending through saves."""
        return -self.decision.extra_tax

    @property
    def apart(self) -> Money:
        """Return by how much lending through and recalling differ."""
        return abs(self.decision.difference)

    @property
    def state(self) -> str:
        extra_tax = self.decision.extra_tax
        if self.dividend == 0:
            return "no-dividend"
        if extra_tax == 0:
            return "same-tax"
        if extra_tax < 0:
            return "less-tax"
        if self.decision.difference >= 0:
            return "fee-covers"
        return "fee-too-small" if self.breakeven <= self.rules.highest_rate else "beyond-cap"


def ex_date(values: Values) -> ExDate:
    """Return what the figure shows, from numbers alone."""
    rules, bracket, days = datasets.rules(PROFILE), BRACKETS[values["bracket"]], round(values["days"])
    gross = simple_interest(values["value"], values["rate"], days, rules.day_basis)
    net_fee = fee_statement(gross, rules, broker_share=rules.broker_share).after_tax(bracket)

    def treated(view: str) -> Treatment:
        decision = ex_date_decision(values["dividend"], bracket, net_fee, rules, view)
        breakeven = breakeven_rate(
            decision.extra_tax, bracket, values["value"], days, rules.broker_share, rules.day_basis
        )
        return Treatment(view=view, decision=decision, breakeven=breakeven)

    return ExDate(
        dividend=values["dividend"],
        bracket=bracket,
        days=days,
        gross=gross,
        asked=values["view"],
        by_date=view_on(values["paid_on"], rules),
        treatments={view: treated(view) for view in VIEWS},
        rules=rules,
    )


def notes(result: ExDate):
    """Yield what else to know."""
    if result.dividend:
        yield "note.always"
    if result.asked == EXEMPT:
        yield "note.exempt"
    elif result.chosen != result.in_force:
        yield "note.other-letter"
    if result.dividend * result.rules.dividend_credit > result.rules.dividend_credit_cap:
        yield "note.credit-cap"
    yield "note.left-out"


def rows(result: ExDate):
    """Yield a row for each view; words stand where any rate or none will do."""
    for treatment in result.treatments.values():
        breakeven = "breakeven"
        if treatment.breakeven == 0:
            breakeven = ("cell.any-rate",)
        elif treatment.breakeven > result.rules.highest_rate:
            breakeven = ("cell.beyond-cap",)
        amounts = ("decision.recall", "decision.lend_through", "decision.difference", "decision.extra_tax")
        yield Row(("view", *amounts, breakeven), about=treatment)


TABLE = Table(columns=("view", "recall", "lend", "difference", "extra_tax", "breakeven"), rows=rows)


def presets():
    """Yield the lesson's dividend in two brackets under the views, a real dividend, and a fee that is enough."""
    base = {
        "dividend": 50_000,
        "bracket": "40",
        "value": 1_000_000,
        "days": 10,
        "rate": 0.03,
        "view": DIVIDEND,
        "paid_on": date(2026, 7, 31),
    }
    cases = {
        "letter": {},
        "older-high": {"view": OTHER},
        "older-low": {"view": OTHER, "bracket": "5"},
        "before-the-letter": {"view": BY_DATE, "paid_on": date(2015, 7, 31)},
        "exempt": {"view": EXEMPT, "bracket": "5"},
        "hot": {"view": OTHER, "rate": 0.08, "days": 60},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    action, shares = recorded_dividends()[REAL], LOTS * 1_000
    close = action.cash_per_share / action.part
    real = {
        "dividend": round(action.cash_per_share * shares),
        "value": round(close * shares),
        "view": BY_DATE,
        "bracket": "20",
        "paid_on": date(2024, 8, 2),
    }
    said = {"symbol": TEXT(action.symbol), "day": DATE(action.ex_date), "cash": PER_SHARE(action.cash_per_share)}
    yield Preset(label="preset.real", fields=said, values=base | real)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="dividend", low=0, high=1_000_000, step=5_000, default=50_000, unit=MONEY),
            bracket_choice("40"),
            Choice(key="view", options=(*VIEWS, BY_DATE), default=DIVIDEND),
            Slider(key="value", low=1_000_000, high=20_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Slider(key="days", low=1, high=60, step=1, default=10, unit=DAYS),
            Slider(
                key="rate",
                low=rules.auction_step,
                high=rules.highest_rate,
                step=rules.auction_step,
                default=0.03,
                unit=PERCENT,
            ),
            Day(key="paid_on", low=date(2008, 1, 2), high=date(2026, 12, 31), default=date(2026, 7, 31)),
        ),
        presets=tuple(presets()),
        lead="rate",
        hero=("decision.difference", "decision.extra_tax", "breakeven"),
        model=ex_date,
        why=lambda result: ("why.recall", f"why.{result.chosen.view}", "why.fee"),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: ("paid_on",) if result.asked == EXEMPT else (),
        rules=lambda result: ((result.rules, RULES_USED),),
        sources=lambda result: SOURCES,
    )
