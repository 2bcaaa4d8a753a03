"""F1.5: what a loan costs as the days pass, beside another lender's, with the real lenders' tables."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, loan_cost, simple_interest
from pledge_lib.finance.units import DAYS, LOTS, MONEY, PERCENT, Count, Days, Money, Percent, Tenths
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.pledging import lender_table
from pledge_lib.panels.pledging.lender_table import OWN

ID = "F1.5"
PROFILE = "tw-broker-pledge"
LONGEST = 730
PAYMENT_DAYS = 30  # the panel knows no calendar, so a month of payments is 30 days, and says so
SPANS = (60, 120, 250, 400, LONGEST)
HOVER = "%{x:.0f} → %{y:,.2f}"
RULES_USED = ("day_basis", "term_months", "longest_term_months")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A rate and all fees of one loan, and what it has cost after its days; money in TWD."""

    rate: Percent
    fees: Money
    cost: Money
    effective: Percent


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What the loan costs at a lender of the tables."""

    lender: datasets.Lender
    offer: Offer


@dataclass(frozen=True, kw_only=True)
class FeeClock:
    """Your loan and another one over the same days."""

    loan: Money
    days: Days
    day_basis: Count
    mine: Offer
    other: Offer
    paid_monthly: bool
    quotes: tuple[Quote, ...]

    @property
    def interest_a_day(self) -> Money:
        return self.interest_until(1)

    @property
    def interest(self) -> Money:
        return self.interest_until(self.days)

    def interest_until(self, day: float) -> float:
        return simple_interest(self.loan, self.mine.rate, day, self.day_basis)

    def cost_on(self, day: float, offer: Offer) -> float:
        return offer.fees + self.loan * offer.rate * day / self.day_basis

    @property
    def difference(self) -> Money:
        return abs(self.mine.cost - self.other.cost)

    @property
    def breakeven(self) -> Tenths | None:
        """Return the day on which both have cost the same; None where one is cheaper for any number of days."""
        mine, other = self.mine, self.other
        day = breakeven_days(self.loan, mine.rate, mine.fees, other.rate, other.fees, self.day_basis)
        return day if 0 < day < math.inf else None

    @property
    def state(self) -> str:
        if self.mine.cost == self.other.cost:
            return "equal"
        if self.breakeven is None:
            return "never"
        return "cheaper" if self.mine.cost < self.other.cost else "dearer"


def fee_clock(values: Values) -> FeeClock:
    """Return what the figure shows, from numbers alone."""
    loan, basis = values["loan"], datasets.rules(PROFILE).day_basis
    days = min(values["days"], values["repaid_on"])

    def offer(rate: float, fees: float) -> Offer:
        cost = loan_cost(loan, rate, days, fees, basis)
        return Offer(rate=rate, fees=fees, cost=cost, effective=effective_annual_cost(loan, rate, days, fees, basis))

    return FeeClock(
        loan=loan,
        days=days,
        day_basis=basis,
        mine=offer(values["rate"], fees_of(values)),
        other=offer(values["other_rate"], values["other_fees"]),
        paid_monthly=values["paid"] == "monthly",
        quotes=tuple(
            Quote(lender=lender, offer=offer(*lender_table.terms(lender, values))) for lender in datasets.lenders()
        ),
    )


def fees_of(values: Values) -> float:
    """Return the account fee, the share of the loan, the transfer fee of each lot and the fee of the draw."""
    by_lot = values["fee_per_lot"] * values["lots"]
    return values["account_fee"] + values["fee_share"] * values["loan"] + by_lot + values["fee_per_draw"]


def points(result: FeeClock) -> dict:
    """Return the numbers of the marks: both costs over the days, what was paid, the last day and the breakeven."""
    mine, other, end = result.mine, result.other, [0, LONGEST]
    crossing = result.breakeven if (result.breakeven or math.inf) <= LONGEST else None
    return {
        "mine": (end, [result.cost_on(day, mine) for day in end]),
        "other": (end, [result.cost_on(day, other) for day in end]),
        "paid": payments(result),
        "now": ([result.days] * 2, [mine.cost, other.cost]),
        "crossing": (
            [charts.NOWHERE if crossing is None else crossing],
            [charts.NOWHERE if crossing is None else result.cost_on(crossing, mine)],
        ),
    }


def payments(result: FeeClock):
    """Return the steps in which interest leaves the account: fees at the draw, then monthly or at the end."""
    every = PAYMENT_DAYS if result.paid_monthly else LONGEST
    days, paid = [0], [result.mine.fees]
    for place in range(1, LONGEST // PAYMENT_DAYS + 2):
        day = min(place * every, result.days)
        days += [day, day]
        paid += [paid[-1], result.mine.fees + result.interest_until(day)]
    return days, paid


def ranges(result: FeeClock) -> dict:
    """Return the ends of the axes, which move in steps only."""
    needed = max(result.days, min(result.breakeven or 0, LONGEST)) * 1.15
    span = next((span for span in SPANS if span >= needed), LONGEST)
    highest = max(result.cost_on(span, offer) for offer in (result.mine, result.other))
    return {"xaxis": (0, span), "yaxis": (0, charts.nice_ceiling(highest))}


CHART = Chart(
    marks=(
        marks.line("mine", color=charts.BLUE, name="mine", hover=f"{{name}} {HOVER}"),
        marks.line("other", color=charts.ORANGE, name="other", dash="dash", hover=f"{{name}} {HOVER}"),
        marks.line("paid", color=charts.GREY, name="paid", dash="dot", width=1.5, hover=f"{{name}} {HOVER}"),
        marks.dots("now", color=charts.BLUE, name="now", symbols="diamond", hover=HOVER),
        marks.dots("crossing", color=charts.RED, name="crossing", symbols="x", hover=f"{{name}} {HOVER}"),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 320,
        "margin": {"l": 78, "r": 18, "t": 34, "b": 48},
        "xaxis": {"range": [0, 120], "title": say("axis.days")},
        "yaxis": {"range": [0, 10_000], "tickformat": ",", "title": say("axis.cost")},
    },
)
TABLE = Table(
    columns=("quantity", "mine", "other"),
    rows=lambda result: (
        Row(("mine.rate", "other.rate"), "rate"),
        Row(("mine.fees", "other.fees"), "fees"),
        Row(("interest_a_day",), "interest_a_day"),
        Row(("interest",), "interest"),
        Row(("mine.cost", "other.cost"), "cost"),
        Row(("mine.effective", "other.effective"), "effective"),
        Row(("breakeven",), "breakeven"),
    ),
)


def figure() -> Figure:
    """Declare the figure: the lenders' tables come from the data, and stay editable."""
    options = (OWN, *(lender.id for lender in datasets.lenders()))
    bank = {
        **{"loan": 600_000, "rate": 0.0295, "account_fee": 5_000, "fee_share": 0.0, "fee_per_lot": 0},
        **{"fee_per_draw": 0, "repaid_on": LONGEST, "lender": OWN},
        **{"other": OWN, "other_rate": 0.0645, "other_fees": 0},
    }
    return Figure(
        id=ID,
        controls=(
            Slider(key="loan", low=50_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY,
                   sets=lender_table.refill_other),
            Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS),
            Choice(key="lender", options=options, default=OWN, sets=lender_table.fill_mine, label=lender_table.name),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT,
                   sets=lender_table.mine_edited),
            Slider(key="account_fee", low=0, high=20_000, step=100, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="fee_share", low=0.0, high=0.005, step=0.0001, default=0.0, unit=PERCENT,
                   sets=lender_table.mine_edited),
            Slider(key="fee_per_lot", low=0, high=20, step=1, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="lots", low=0, high=100, step=1, default=10, unit=LOTS,
                   sets=lender_table.refill_other),
            Slider(key="fee_per_draw", low=0, high=5_000, step=10, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="repaid_on", low=1, high=LONGEST, step=1, default=LONGEST, unit=DAYS),
            Choice(key="paid", options=("at-repayment", "monthly"), default="at-repayment"),
            Choice(key="other", options=options, default=OWN, sets=lender_table.fill_other, label=lender_table.name),
            Slider(key="other_rate", low=0.01, high=0.10, step=0.0005, default=0.0645, unit=PERCENT,
                   sets=lender_table.other_edited),
            Slider(key="other_fees", low=0, high=100_000, step=100, default=0, unit=MONEY,
                   sets=lender_table.other_edited),
            *lender_table.cells(),
        ),
        presets=tuple(Preset(label=f"preset.bank-{days}", values={**bank, "days": days}) for days in (30, 90, 365)),
        lead="days",
        hero=("mine.effective", "mine.cost", "other.cost"),
        model=fee_clock,
        notes=lambda result: ("note.monthly" if result.paid_monthly else "note.at-repayment",),
        main=CHART,
        table=TABLE,
        sheet=lender_table.SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: dict.fromkeys(quote.lender.source for quote in result.quotes),
    )  # fmt: skip
