"""F3.7: a borrower of shares as the price rises: the ratio, the call, and what the lender gets when nobody cures."""

import math
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.default import limit_ups
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import DATE, MONEY, PERCENT, PRICE, SIGNED, TEXT, TIMES
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.borrower_default_model import (
    BROKER,
    CASH,
    EXCHANGE,
    LIMIT_OF,
    PROFILE,
    STOCK,
    BorrowerDefault,
    borrower_default,
)
from pledge_lib.panels.lending.borrower_default_picture import CHANGES, DRAWERS, GAPS, JUMP, tone, zones
from pledge_lib.panels.stage import Hero

ID = "F3.7"
RULES_USED = (
    "initial_ratio",
    "call_line",
    "cure_target",
    "exchange_cure_sessions",
    "broker_cure_sessions",
    "listed_counted",
)
SOURCES = ("C-4", "C-5", "C-19")  # what stands in the ratio, what is done after a call
REAL_DAYS = (date(2025, 4, 9), date(2025, 5, 16))
REAL_SHARES = ("2330", "2317", "2603")
LENT_AT = 800  # of the share that the lesson lends


def sentence(result: BorrowerDefault):
    """Yield what comes of it if the borrower fails; before any jump, what the borrower is asked for."""
    if result.recovery.missing:
        yield "sentence.missing"
    else:
        yield "sentence.whole" if result.gap else f"sentence.{result.state}"


def chip(result: BorrowerDefault) -> str:
    """Return in a word how it ends for the lender."""
    if result.recovery.missing:
        return "chip.short"
    if result.now.state == CALLED and not result.gap:
        return "chip.called"
    return "chip.late" if tone(result) == tones.CALLED else "chip.enough"


def bearable(result: BorrowerDefault) -> Hero:
    """Return the jump that the collateral still pays for."""
    if math.isinf(result.bearable):
        return Hero(text="hero.any-jump", caption="hero.bearable")
    return Hero(path="bearable")


def why(result: BorrowerDefault):
    """Yield the formulas that this state needs."""
    yield "why.ratio"
    if result.kind == STOCK:
        yield "why.stock"
    yield "why.no-call" if math.isinf(result.call_change) else f"why.call-{result.kind}"
    if result.state == CALLED:
        yield "why.cure"
    yield "why.recovery"
    if result.kind == STOCK:
        yield "why.sold"
    yield "why.order"
    yield f"why.{result.profile}"
    if result.kind == STOCK:
        yield "why.model"


def notes(result: BorrowerDefault):
    """Yield what else to know."""
    if result.opened.state == CALLED:
        yield "note.called-at-start"
    elif is_below(result.opened.collateral, result.opened.value, result.rules.initial_ratio):
        yield "note.thin-start"


def rows(result: BorrowerDefault):
    """Yield the rows of the table; words stand where there is no number."""
    yield from ("state", "now.ratio", "start", "now.collateral", "posted", "now.value")
    no_rise, any_jump = math.isinf(result.call_change), math.isinf(result.bearable)
    yield Row((("cell.no-rise",) if no_rise else "call_price",), "call_price")
    already = ("cell.already",) if result.state == CALLED else "room"
    yield Row((("cell.no-rise",) if no_rise else already,), "room")
    yield from ("to_line", "to_target", "sessions", "rise_while_waiting")
    yield Row(("sold.price",), "back_price")
    yield "recovery.claim"
    yield Row(("sold.collateral",), "sold")
    yield from ("recovery.missing", "recovery.returned", "recovery.recovered")
    yield Row((("cell.any-jump",) if any_jump else "bearable",), "bearable")


def presets():
    """Yield the lesson's cases, limit-ups while everybody waits, and real rises."""
    rules, limit = datasets.rules(PROFILE), datasets.rules(LIMIT_OF).daily_limit
    base = {
        "price": LENT_AT,
        "start": 1.40,
        "line": 1.20,
        "change": 0.0,
        "gap": 0.0,
        "kind": CASH,
        "correlation": 0.5,
        "fees_due": 0,
        "dividends_due": 0,
        "profile": EXCHANGE,
    }
    waiting = {EXCHANGE: rules.exchange_cure_sessions, BROKER: rules.broker_cure_sessions}
    cases = {
        "seventeen": {"change": 0.17},
        "twenty-one": {"change": 0.21, "price": 1_000},
        "lesson": {"gap": 0.50},
        "gap": {"gap": 0.45},
        **{
            f"limit-ups-{profile}": {"change": 0.17, "gap": round(limit_ups(days + 1, limit), 4), "profile": profile}
            for profile, days in waiting.items()
        },
        "together": {"kind": STOCK, "correlation": -0.5, "change": 0.20, "gap": 0.40, "profile": BROKER},
        "moves-along": {"kind": STOCK, "correlation": 1.0, "change": 0.30, "profile": BROKER},
        "dues": {"change": 0.12, "fees_due": 5_000, "dividends_due": 50_000},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    first, last = REAL_DAYS
    for symbol in REAL_SHARES:
        closes = datasets.prices(symbol)
        change = round(float(exact(closes.close(last)) / exact(closes.close(first)) - 1), 4)
        said = {"symbol": TEXT(symbol), "first": DATE(first), "last": DATE(last)}
        yield Preset(label="preset.real", group="group.real", fields=said, values=base | {"change": change})


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="gap", low=GAPS[0], high=GAPS[1], step=0.01, default=0.0, unit=PERCENT),
            Slider(key="start", low=1.05, high=1.60, step=0.01, default=rules.initial_ratio, unit=PERCENT),
            Slider(key="price", low=200, high=2_000, step=5, default=LENT_AT, unit=PRICE),
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Choice(key="kind", options=(CASH, STOCK), default=CASH),
            Choice(key="profile", options=(EXCHANGE, BROKER), default=EXCHANGE),
            Slider(key="correlation", low=-1.0, high=1.0, step=0.1, default=0.5, unit=TIMES),
            Slider(key="line", low=1.00, high=1.30, step=0.01, default=rules.call_line, unit=PERCENT),
            Slider(key="fees_due", low=0, high=20_000, step=500, default=0, unit=MONEY),
            Slider(key="dividends_due", low=0, high=100_000, step=5_000, default=0, unit=MONEY),
        ),
        presets=tuple(presets()),
        lead="gap",
        hero=("recovery.missing", bearable, "now.ratio"),
        tone=tone,
        chip=chip,
        zones=zones,
        model=borrower_default,
        sentence=sentence,
        why=why,
        notes=notes,
        main=JUMP,
        drawers=DRAWERS,
        table=Table(rows=rows),
        idle=lambda result: ("correlation",) if result.kind == CASH else (),
        rules=lambda result: ((result.rules, RULES_USED), (LIMIT_OF, ("daily_limit",))),
        sources=lambda result: SOURCES,
    )
