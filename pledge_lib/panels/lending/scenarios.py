"""F3.2: the four loans of an article day by day, every number editable: total, per day, and who comes first."""

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE, SHARES, TEXT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.scenarios_model import (
    EDITED,
    LONGEST,
    NO_ROUNDING,
    ONE_BROKERS,
    PROFILE,
    ROUNDINGS,
    Scenarios,
    scenarios,
)
from pledge_lib.panels.lending.scenarios_picture import CHART, MAP

ID = "F3.2"
REAL_DAY = "2025-05-26"
REAL_SHARES = {"2330": ("1", "tsmc"), "2881": ("3", "fubon")}  # the loans of the article whose closes are known
ARTICLE_SHARE = 0.25  # the middle of the range that the article names
RULES_USED = ("highest_rate", "auction_step", "negotiated_step", "day_basis", "broker_share", "daily_minimum")


def why(result: Scenarios):
    """Yield how the fee is worked out, and what it depends on."""
    yield "why.floored" if result.floored else "why.fee"
    yield "why.all"


TABLE = Table(
    columns=("loan", "value", "gross", "net", "a_day", "rank", "total_rank"),
    rows=lambda result: (
        Row(("name", "value", "gross", "net", "a_day", "rank", "total_rank"), about=loan) for loan in result.loans
    ),
)
SHEET = Table(
    columns=("loan", *EDITED, "gross", "a_day", "rank"),
    rows=lambda result: (
        Row(("name", *(f"{key}:{loan.name}" for key in EDITED), "gross", "a_day", "rank"), about=loan)
        for loan in result.loans
    ),
)


def cells(rules: LendingRules):
    """Yield the editable numbers: price, shares, rate and days of each loan, as the article prints them."""
    step = rules.negotiated_step
    for each in lending_scenarios():
        yield Cell(key=f"price:{each.id}", low=5, high=2_000, step=0.05, default=each.price, unit=PRICE)
        yield Cell(key=f"shares:{each.id}", low=1_000, high=50_000, step=1_000, default=each.shares, unit=SHARES)
        yield Cell(
            key=f"rate:{each.id}", low=step, high=rules.highest_rate, step=step, default=each.annual_rate, unit=PERCENT
        )
        yield Cell(key=f"days:{each.id}", low=1, high=LONGEST, step=1, default=each.days, unit=DAYS)


def presets():
    """Yield the article's table, with one broker's rounding, and the same table with one number made equal."""
    printed = {}
    for each in lending_scenarios():
        own = {"price": each.price, "shares": each.shares, "rate": each.annual_rate, "days": each.days}
        printed |= {f"{name}:{each.id}": number for name, number in own.items()}
    base = {**printed, "share": ARTICLE_SHARE, "rounding": NO_ROUNDING, "shown": "2", "goal": 1_000, "day": 60}

    def all_at(**same) -> dict:
        return {key: same[key.split(":")[0]] for key in printed if key.split(":")[0] in same}

    cases = {
        "article": {},
        "two-loans": {"shown": "1"},
        "floored": {"rounding": ONE_BROKERS},
        "same-days": {**all_at(days=30), "day": 30},
        "same-rate": all_at(rate=0.04),
        "same-value": all_at(price=100, shares=3_000),
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    closes = {symbol: datasets.prices(symbol).close(REAL_DAY) for symbol in REAL_SHARES}
    said = {name: MONEY(closes[symbol]) for symbol, (_, name) in REAL_SHARES.items()}
    real = {f"price:{loan}": closes[symbol] for symbol, (loan, _) in REAL_SHARES.items()}
    yield Preset(label="preset.real", values=base | real, fields={"day": TEXT(REAL_DAY), **said})


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="day", low=1, high=LONGEST, step=1, default=60, unit=DAYS),
            Choice(
                key="shown",
                options=tuple(each.id for each in lending_scenarios()),
                default="2",
                label=lambda name, say: say(f"name.{name}"),
            ),
            Slider(key="goal", low=100, high=10_000, step=100, default=1_000, unit=MONEY),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=ARTICLE_SHARE, unit=PERCENT),
            Choice(key="rounding", options=ROUNDINGS, default=NO_ROUNDING),
            *cells(datasets.rules(PROFILE)),
        ),
        presets=tuple(presets()),
        lead="day",
        hero=("leader.so_far", "leader.a_day", "leader.still_out"),
        tone=lambda result: tones.PLAIN,
        chip=lambda result: "chip.tied" if len(result.leaders) > 1 else "chip.leads",
        drawers=(Drawer(name="map", chart=MAP),),
        model=scenarios,
        why=why,
        notes=lambda result: ("note.floored",) if result.floored else (),
        main=CHART,
        table=TABLE,
        sheet=SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("article-003",),
    )
