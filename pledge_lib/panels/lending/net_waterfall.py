"""F3.3: a lending fee on its way to the lender: the broker's share, what is withheld, and the year's income tax."""

from pledge_lib import datasets
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.net_waterfall_model import PROFILE, NetWaterfall, Step, net_waterfall
from pledge_lib.panels.lending.net_waterfall_picture import CHART, WAIVER
from pledge_lib.panels.lending.tax_brackets import bracket_choice

ID = "F3.3"
RULES_USED = (
    "broker_share",
    "withholding",
    "withholding_waiver",
    "premium_on_fee",
    "premium_rate",
    "premium_threshold",
    "premium_cap",
)
SOURCES = ("C-12", "C-4")  # the fee is lease income; interest on cash collateral goes to the borrower


def notes(result: NetWaterfall):
    """Yield what else to know."""
    if result.statement.gross:
        yield "note.each-payment"
    if result.rules.premium_on_fee:
        yield "note.premium" if result.statement.premium else "note.no-premium"


TABLE = Table(
    columns=("quantity", "amount", "to"),
    rows=lambda result: (
        Row((step.kind, "to"), step.name, about=step)
        for step in (*result.steps, Step(name="collateral-interest", amount=None))
    ),
)


def presets():
    """Yield the article's thousand, the worked example, one broker's rounding, and payments that are withheld from."""
    usual = datasets.rules(PROFILE).broker_share
    cases = {
        "article": {"fee": 1_000, "share": 0.25, "bracket": "20"},
        "worked": {"fee": 986.30, "share": 0.25, "bracket": "12"},
        "rounded": {"fee": 975, "share": usual, "bracket": "12"},
        "at-the-waiver": {"fee": 25_000, "share": usual, "bracket": "20"},
        "withheld": {"fee": 30_000, "share": usual, "bracket": "40"},
        "refund": {"fee": 30_000, "share": usual, "bracket": "5"},
    }
    for name, values in cases.items():
        yield Preset(label=f"preset.{name}", values={"premium": False, **values})


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="fee", low=0, high=100_000, step=100, default=1_000, unit=MONEY),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            bracket_choice("20"),
            Toggle(key="premium", default=rules.premium_on_fee),
        ),
        presets=tuple(presets()),
        lead="share",
        hero=("kept", "statement.paid", "statement.net"),
        tone=lambda result: tones.PLAIN,
        drawers=(Drawer(name="waiver", chart=WAIVER),),
        model=net_waterfall,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
