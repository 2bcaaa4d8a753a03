"""F1.5: what a loan costs as the days pass, beside another lender's, with the real lenders' tables."""

from pledge_lib import datasets
from pledge_lib.finance.units import DAYS, LOTS, MONEY, PERCENT, RATE
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging import lender_table
from pledge_lib.panels.pledging.fee_clock_model import LONGEST, FeeClock, fee_clock
from pledge_lib.panels.pledging.fee_clock_picture import CHART
from pledge_lib.panels.pledging.fee_clock_picture import MONEY as MONEY_CHART
from pledge_lib.panels.pledging.lender_table import OWN, PROFILE

ID = "F1.5"
RULES_USED = ("day_basis", "term_months", "longest_term_months")


def notes(result: FeeClock):
    """Yield that interest is paid monthly, and what becomes of a handling fee with a minimum or a waiver."""
    if result.paid_monthly:
        yield "note.monthly"
    if result.mine.terms.can_be_waived:
        yield "note.waived" if result.mine.is_waived else "note.not-waived"


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
        Row(("saved",), "saved"),
        Row(("of_income",), "of_income"),
        Row(("of_dividends",), "of_dividends"),
    ),
)


def chip(result: FeeClock) -> str:
    """Return the word for which of the two costs less over these days."""
    mine, other = result.mine.cost, result.other.cost
    return "chip.equal" if mine == other else "chip.cheaper" if mine < other else "chip.dearer"


def figure() -> Figure:
    """Declare the figure: the lenders' tables come from the data, and stay editable."""
    options = (OWN, *(lender.id for lender in datasets.lenders()))
    bank = {
        **{"loan": 600_000, "rate": 0.0295, "account_fee": 5_000, "fee_share": 0.0, "fee_minimum": 0},
        **{"fee_waived_at": 0, "fee_per_lot": 0},
        **{"fee_per_draw": 0, "repaid_on": LONGEST, "lender": OWN},
        **{"other": OWN, "other_rate": 0.0645, "other_fees": 0},
    }
    broker = {**bank, "rate": 0.0645, "account_fee": 0, "other_rate": 0.0295, "other_fees": 5_000}
    return Figure(
        id=ID,
        controls=(
            Slider(
                key="loan",
                low=50_000,
                high=5_000_000,
                step=10_000,
                default=600_000,
                unit=MONEY,
                sets=lender_table.refill_other,
            ),
            Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS, sets=lender_table.refill_other),
            Choice(key="lender", options=options, default=OWN, sets=lender_table.fill_mine, label=lender_table.name),
            Slider(
                key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT, sets=lender_table.mine_edited
            ),
            Slider(
                key="account_fee", low=0, high=20_000, step=100, default=0, unit=MONEY, sets=lender_table.mine_edited
            ),
            Slider(
                key="fee_share", low=0.0, high=0.005, step=0.0001, default=0.0, unit=RATE, sets=lender_table.mine_edited
            ),
            Slider(key="fee_minimum", low=0, high=5_000, step=10, default=0, unit=MONEY, sets=lender_table.mine_edited),
            Slider(
                key="fee_waived_at", low=0, high=10_000, step=10, default=0, unit=MONEY, sets=lender_table.mine_edited
            ),
            Slider(key="fee_per_lot", low=0, high=20, step=1, default=0, unit=MONEY, sets=lender_table.mine_edited),
            Slider(key="lots", low=0, high=100, step=1, default=10, unit=LOTS, sets=lender_table.refill_other),
            Slider(
                key="fee_per_draw", low=0, high=5_000, step=10, default=0, unit=MONEY, sets=lender_table.mine_edited
            ),
            Slider(
                key="repaid_on", low=1, high=LONGEST, step=1, default=LONGEST, unit=DAYS, sets=lender_table.refill_other
            ),
            Slider(key="income", low=10_000, high=300_000, step=1_000, default=50_000, unit=MONEY),
            Slider(key="dividends", low=0, high=500_000, step=1_000, default=50_000, unit=MONEY),
            Choice(key="paid", options=("at-repayment", "monthly"), default="at-repayment"),
            Choice(key="other", options=options, default=OWN, sets=lender_table.fill_other, label=lender_table.name),
            Slider(
                key="other_rate",
                low=0.01,
                high=0.10,
                step=0.0005,
                default=0.0645,
                unit=PERCENT,
                sets=lender_table.other_edited,
            ),
            Slider(
                key="other_fees", low=0, high=100_000, step=100, default=0, unit=MONEY, sets=lender_table.other_edited
            ),
            *lender_table.cells(),
        ),
        presets=(
            *(Preset(label=f"preset.bank-{days}", values={**bank, "days": days}) for days in (30, 90, 365)),
            Preset(label="preset.early", values={**broker, "days": 182, "repaid_on": 120}),
            Preset(label="preset.whole-term", values={**broker, "days": 182}),
        ),
        lead="days",
        hero=("mine.effective", "mine.cost", "other.cost"),
        tone=lambda result: tones.PLAIN,
        chip=chip,
        drawers=(Drawer(name="money", chart=MONEY_CHART),),
        model=fee_clock,
        notes=notes,
        main=CHART,
        table=TABLE,
        sheet=lender_table.SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: dict.fromkeys(quote.lender.source for quote in result.quotes),
    )
