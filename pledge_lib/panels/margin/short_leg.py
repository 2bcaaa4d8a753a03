"""F2.6: one margin short sale: a rising price pulls its ratio down; and the day by which it must be bought back."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import DATE, PERCENT, SIGNED, TEXT
from pledge_lib.panels.controls import Day, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.account_builder import HIGHEST_MARGIN
from pledge_lib.panels.margin.short_leg_model import PROFILE, ShortLeg, short_leg, word_of
from pledge_lib.panels.margin.short_leg_picture import CHANGES, CHART, DAYS_CHART, MONEY_CHART, tone, zones
from pledge_lib.panels.stage import Hero
from pledge_lib.panels.tones import NEAR

ID = "F2.6"
FIRST_DAY, LAST_DAY = date(2008, 2, 1), date(2027, 8, 31)
REAL = (("2454", date(2020, 3, 19), date(2020, 5, 20), 0.90), ("2603", date(2025, 4, 9), date(2025, 5, 16), 1.30))
RULES_USED = (
    "short_sale_margin",
    "net_short_collateral",
    "call_line",
    "cancel_level",
    "cure_target",
    "transaction_tax",
    "commission",
    "handling_fee",
    "buy_in_sessions",
)
SOURCES = ("A-9", "E-7")  # what is in the ratio; that sales of borrowed shares are not forced back


def is_near(result: ShortLeg) -> bool:
    """Return whether there is no call yet, but the line is not far."""
    return result.state in ("opened", "gain", "loss") and tone(result) == NEAR


def why(result: ShortLeg):
    """Yield the ratio, what stands in it, the loss or the gain, and the day to buy back."""
    yield from ("why.ratio", "why.net" if result.net else "why.gross")
    yield from (f"why.{word_of(result.loss)}", "why.no-limit", "why.book")


def notes(result: ShortLeg):
    """Yield what the reader has to know besides."""
    yield from (change.provenance.note for change in result.raised)
    if not result.net:
        yield "note.short-cut"
    if result.buy_in != result.buy_in_without_holidays:
        yield "note.holidays"


def rows(result: ShortLeg):
    """Yield the rows of the table; a called sum only where there is a call."""
    yield from ("state", "now.ratio", Row(("opened.ratio",), "opened"), "opened.short_sale_collateral")
    yield from ("opened.short_sale_margin", "now.value", "now.equity")
    if result.state in (CALLED, "nothing-left"):
        yield "called_sum"
    before, after = word_of(result.loss), word_of(-result.trip.profit)
    yield from (before, Row(("on_margin",), f"{before}_on_margin"))
    yield Row(("by_with_costs",), f"{after}_with_costs")
    yield from ("call_rise", "other_call_rise", "call_price", "price_of_nothing_left")
    yield from ("closure", "buy_in", "buy_in_without_holidays")


def presets():
    """Yield the lesson's cases, the example of the investor protection center, and two real rises."""
    base = {"margin": 0.90, "change": 0.0, "net": True, "closure": date(2025, 4, 5)}
    cases = {
        "ninety": {},
        "called": {"change": 0.46},
        "short-cut": {"change": 0.46, "net": False},
        "crisis": {"change": 0.46, "margin": 1.30},
        "gain": {"change": -0.30},
        "doubled": {"change": 1.0},
        "closure": {"closure": date(2018, 8, 18)},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    for symbol, first, last, margin in REAL:
        closes = datasets.prices(symbol)
        change = float(exact(closes.close(last)) / exact(closes.close(first)) - 1)
        yield Preset(
            label="preset.real",
            name=f"real-{symbol}",
            group="group.real",
            fields={"symbol": TEXT(symbol), "first": DATE(first), "last": DATE(last)},
            values={**base, "change": change, "margin": margin, "closure": last},
        )


def figure() -> Figure:
    """Declare the figure."""
    lowest = datasets.rules(PROFILE).short_sale_margin
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Slider(key="margin", low=lowest, high=HIGHEST_MARGIN, step=0.05, default=lowest, unit=PERCENT),
            Toggle(key="net", default=True),
            Day(key="closure", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 4, 5)),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "call_price", lambda result: Hero(path=word_of(result.loss))),
        tone=tone,
        chip=lambda result: "chip.near" if is_near(result) else f"chip.{result.state}",
        zones=zones,
        drawers=(Drawer(name="money", chart=MONEY_CHART), Drawer(name="days", chart=DAYS_CHART)),
        model=short_leg,
        sentence=lambda result: (f"sentence.{result.state}", "sentence.book"),
        why=why,
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: (*SOURCES, *(change.provenance.source for change in result.raised)),
    )
