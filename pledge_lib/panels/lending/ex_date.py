"""F3.6: lending through an ex-date or recalling before it, after tax, under each view of the compensation."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, EXEMPT, OTHER, VIEWS
from pledge_lib.finance.units import DATE, DAYS, MONEY, PER_SHARE, PERCENT, TEXT, TIMES
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.ex_date_model import BY_DATE, PROFILE, ExDate, ex_date
from pledge_lib.panels.lending.ex_date_picture import BARS, CHART
from pledge_lib.panels.lending.tax_brackets import bracket_choice
from pledge_lib.panels.stage import Hero

ID = "F3.6"
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
REAL, LOTS = "2412 2024-07-04", 10  # a recorded dividend, on so many lots of 1,000 shares


def notes(result: ExDate):
    """Yield what else to know."""
    if result.asked == EXEMPT:
        yield "note.exempt"
    elif result.chosen != result.in_force:
        yield "note.other-letter"
    if result.at_par * result.rules.dividend_credit > result.rules.dividend_credit_cap:
        yield "note.credit-cap"


def why(result: ExDate):
    """Yield both taxes, the fee until the ex-date, and what is the same under every view or left out."""
    yield from ("why.recall", f"why.{result.chosen.view}", "why.fee")
    if result.stock:
        yield "why.stock"
    if result.received:
        yield "why.always"
    yield "why.left-out"


def idle(result: ExDate):
    """Yield what changes nothing: the day under a view that no letter holds, the price without a stock dividend."""
    if result.asked == EXEMPT:
        yield "paid_on"
    if not result.stock:
        yield "times"


def breakeven(result: ExDate) -> Hero:
    """Return the rate that makes up for the extra tax, or in words that any will do or none may."""
    words = breakeven_words(result.chosen, result)
    if words == "cell.any-rate":
        return Hero(path="breakeven", text=words)
    return Hero(path="breakeven", sub="sub.beyond-cap" if words else None)


def breakeven_words(treatment, result: ExDate) -> str | None:
    """Return the key of the words for a breakeven rate that is none, or None where it is one that may be asked."""
    if treatment.breakeven == 0:
        return "cell.any-rate"
    return "cell.beyond-cap" if treatment.breakeven > result.rules.highest_rate else None


def rows(result: ExDate):
    """Yield a row for each view; words stand where any rate or none will do."""
    for treatment in result.treatments.values():
        words = breakeven_words(treatment, result)
        amounts = ("decision.recall", "decision.lend_through", "decision.difference", "decision.extra_tax")
        yield Row(("view", *amounts, (words,) if words else "breakeven"), about=treatment)


STEPS = Table(
    columns=("step", "answer"),
    rows=lambda result: (
        Row((("answer.ask",),), "ask"),
        Row((("answer.less-tax" if result.decision.extra_tax <= 0 else "answer.extra-tax",),), "tax"),
        Row((("answer.fee",),), "fee"),
        Row((("answer.in-time",),), "in-time"),
    ),
)
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
        "stock": 0,
        "times": 8,
        "paid_on": date(2026, 7, 31),
    }
    cases = {
        "letter": {},
        "older-high": {"view": OTHER},
        "older-low": {"view": OTHER, "bracket": "5"},
        "before-the-letter": {"view": BY_DATE, "paid_on": date(2015, 7, 31)},
        "exempt": {"view": EXEMPT, "bracket": "5"},
        "stock": {"stock": 10_000},
        "stock-older": {"stock": 10_000, "view": OTHER},
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
            Slider(key="stock", low=0, high=500_000, step=1_000, default=0, unit=MONEY),
            Slider(key="times", low=1, high=100, step=0.5, default=8, unit=TIMES),
            Day(key="paid_on", low=date(2008, 1, 2), high=date(2026, 12, 31), default=date(2026, 7, 31)),
        ),
        presets=tuple(presets()),
        lead="rate",
        hero=("decision.difference", "decision.extra_tax", breakeven),
        tone=lambda result: tones.PLAIN,
        chip=lambda result: f"chip.{result.better}",
        drawers=(Drawer(name="bars", chart=BARS), Drawer(name="steps", table=STEPS)),
        model=ex_date,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=idle,
        rules=lambda result: ((result.rules, RULES_USED),),
        sources=lambda result: SOURCES,
    )
