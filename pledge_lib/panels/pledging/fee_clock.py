"""F1.5: what a loan costs as the days pass, beside another lender's, with the real lenders' tables."""

import math

from pledge_lib import datasets
from pledge_lib.finance.units import DAYS, LOTS, MONEY, PERCENT, RATE
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.pledging import lender_table
from pledge_lib.panels.pledging.fee_clock_model import LONGEST, FeeClock, Offer, fee_clock
from pledge_lib.panels.pledging.lender_table import OWN, PROFILE

ID = "F1.5"
PAYMENT_DAYS = 30  # the panel knows no calendar, so a month of payments is 30 days, and says so
SPANS = (60, 120, 250, 400, LONGEST)
HOVER = "%{x:.0f} → %{y:,.2f}"
RULES_USED = ("day_basis", "term_months", "longest_term_months")


def notes(result: FeeClock):
    """Yield when interest is paid, and what becomes of a handling fee with a minimum or a waiver."""
    yield "note.monthly" if result.paid_monthly else "note.at-repayment"
    if result.mine.terms.can_be_waived:
        yield "note.waived" if result.mine.is_waived else "note.not-waived"


def points(result: FeeClock) -> dict:
    """Return the numbers of the marks: both costs over the days, what was paid, the last day and the breakeven."""
    mine, other = result.mine, result.other
    crossing = result.breakeven if (result.breakeven or math.inf) <= LONGEST else None
    return {
        "mine": costs(mine),
        "other": costs(other),
        "paid": payments(result),
        "now": ([result.days] * 2, [mine.cost, other.cost]),
        "crossing": (
            [charts.NOWHERE if crossing is None else crossing],
            [charts.NOWHERE if crossing is None else mine.cost_on(crossing)],
        ),
    }


def costs(offer: Offer):
    """Return the cost over the days, which falls at once on the day from which the handling fee is waived."""
    waived = min(offer.waived_on, LONGEST)
    before = offer.fees_on(0) + offer.interest_until(waived)
    days = [0, waived, waived, LONGEST]
    return days, [offer.cost_on(0), before, offer.cost_on(waived), offer.cost_on(LONGEST)]


def payments(result: FeeClock):
    """Return the steps in which interest leaves the account: fees at the draw, then monthly or at the end."""
    every = PAYMENT_DAYS if result.paid_monthly else LONGEST
    days, paid = [0], [result.mine.fees]
    for place in range(1, LONGEST // PAYMENT_DAYS + 2):
        day = min(place * every, result.days)
        days += [day, day]
        paid += [paid[-1], result.mine.fees + result.mine.interest_until(day)]
    return days, paid


def ranges(result: FeeClock) -> dict:
    """Return the ends of the axes, which move in steps only."""
    needed = max(result.days, min(result.breakeven or 0, LONGEST)) * 1.15
    span = next((span for span in SPANS if span >= needed), LONGEST)
    highest = max(offer.cost_on(span) for offer in (result.mine, result.other))
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
        **{"loan": 600_000, "rate": 0.0295, "account_fee": 5_000, "fee_share": 0.0, "fee_minimum": 0},
        **{"fee_waived_at": 0, "fee_per_lot": 0},
        **{"fee_per_draw": 0, "repaid_on": LONGEST, "lender": OWN},
        **{"other": OWN, "other_rate": 0.0645, "other_fees": 0},
    }
    return Figure(
        id=ID,
        controls=(
            Slider(key="loan", low=50_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY,
                   sets=lender_table.refill_other),
            Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS, sets=lender_table.refill_other),
            Choice(key="lender", options=options, default=OWN, sets=lender_table.fill_mine, label=lender_table.name),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT,
                   sets=lender_table.mine_edited),
            Slider(key="account_fee", low=0, high=20_000, step=100, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="fee_share", low=0.0, high=0.005, step=0.0001, default=0.0, unit=RATE,
                   sets=lender_table.mine_edited),
            Slider(key="fee_minimum", low=0, high=5_000, step=10, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="fee_waived_at", low=0, high=10_000, step=10, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="fee_per_lot", low=0, high=20, step=1, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="lots", low=0, high=100, step=1, default=10, unit=LOTS,
                   sets=lender_table.refill_other),
            Slider(key="fee_per_draw", low=0, high=5_000, step=10, default=0, unit=MONEY,
                   sets=lender_table.mine_edited),
            Slider(key="repaid_on", low=1, high=LONGEST, step=1, default=LONGEST, unit=DAYS,
                   sets=lender_table.refill_other),
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
        notes=notes,
        main=CHART,
        table=TABLE,
        sheet=lender_table.SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: dict.fromkeys(quote.lender.source for quote in result.quotes),
    )  # fmt: skip
