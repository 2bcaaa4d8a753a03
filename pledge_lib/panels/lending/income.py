"""F3.1: what lending shares earns: each day's fee at its close, the sum of them, and the days on which it is paid."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.rules import AUCTION, NEGOTIATED
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, PRICE, SHARES, SIGNED, TEXT
from pledge_lib.market.sessions import require_session
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending import income_model as model
from pledge_lib.panels.lending.income_model import LONGEST, Income, income
from pledge_lib.panels.lending.income_picture import CHART, FEE_OF_A_DAY
from pledge_lib.panels.stage import Hero

ID = "F3.1"
FIRST_DAY, LAST_DAY = model.REAL_FROM, date(2026, 12, 31)
RULES_USED = (
    "highest_rate",
    "auction_step",
    "negotiated_step",
    "day_basis",
    "daily_minimum",
    "broker_share",
    "withholding",
    "withholding_waiver",
    "premium_on_fee",
    "monthly_settlement_since",
)


def sentence(result: Income):
    """Yield what the fee comes to, and when it is paid."""
    yield f"sentence.{result.state}"
    yield "paid.monthly" if result.count > 1 else "paid.once"


def why(result: Income):
    """Yield the fee of a day, the sum of the days, and what of it arrives when."""
    yield "why.floored" if result.floored else "why.day"
    yield "why.fixed-floored" if result.floored and result.mark == model.FIXED else f"why.{result.mark}"
    yield "why.monthly" if result.monthly else "why.at-return"


def notes(result: Income):
    """Yield what the reader has to know besides."""
    if result.floored:
        yield "note.minimum" if result.gross > result.unrounded else "note.floored"
    if result.received.withheld != result.other_way.withheld:
        yield "note.monthly-withheld" if result.monthly else "note.at-return-withheld"
    elif result.received.withheld:
        yield "note.withheld"
    if result.monthly and result.lent < result.rules.monthly_settlement_since:
        yield "note.before-the-rule"
    if result.is_closed_day:
        yield "note.closed-day"


def idle(result: Income):
    """Yield the controls that change nothing: a move of no moving price, a way of settling in an auction."""
    if result.mark != model.MOVING:
        yield "move"
    if result.channel == AUCTION:
        yield "settle"


def sources(result: Income):
    """Yield the article of the cases, and where real closes come from."""
    yield "article-003"
    if result.mark == model.REAL:
        yield from datasets.prices(model.REAL_SHARE).sources


def chip(result: Income) -> str:
    """Return in how many payments the fee comes, or that the rate is refused."""
    if result.state == "off-step":
        return "chip.off-step"
    return "chip.once" if result.count == 1 else "chip.parts"


def fee_of_a_day(result: Income) -> Hero:
    """Return the fee of the first day, with that of the last one below it where it differs."""
    return Hero(path="first_fee", sub="sub.each-day" if result.last_fee == result.first_fee else "sub.last-day")


TABLE = Table(
    rows=lambda result: (
        "value",
        "first_fee",
        "last_fee",
        "gross",
        "received.broker_fee",
        "received.paid",
        "received.withheld",
        "received.net",
        "returned",
        "last_paid",
        "other_net",
    ),
)
PAYMENT = (
    "stretch",
    "payment.days",
    "statement.gross",
    "statement.broker_fee",
    "statement.withheld",
    "statement.net",
    "payment.paid_on",
)
SHEET = Table(
    head="sheet",
    columns=("stretch", "days", "gross", "broker_fee", "withheld", "net", "paid_on"),
    rows=lambda result: (Row(PAYMENT, about=cash) for cash in result.payments),
)


def presets():
    """Yield the lesson's cases, those of an article, and a real share from a real day on."""
    base = {
        "price": 800,
        "shares": 1_000,
        "rate": 0.03,
        "days": 15,
        "mark": model.FIXED,
        "move": 0.20,
        "share": 0.20,
        "rounding": model.NO_ROUNDING,
        "channel": NEGOTIATED,
        "settle": model.MONTHLY,
        "lent": date(2026, 6, 10),
    }
    large = {"days": 90, "shares": 5_000, "rate": 0.04}
    cases = {
        "fifteen-days": {},
        **{
            f"floored-{case.id}": {
                "price": case.price,
                "shares": case.shares,
                "rate": case.annual_rate,
                "days": case.days,
                "rounding": model.ONE_BROKERS,
            }
            for case in lending_scenarios()[:2]
        },
        "rising": {"mark": model.MOVING, "days": 60},
        "monthly": large,
        "at-return": large | {"settle": model.AT_RETURN},
        "auction": {"rate": 0.1593, "channel": AUCTION},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    close = datasets.prices(model.REAL_SHARE).close(model.REAL_FROM)
    real = {"price": close, "mark": model.REAL, "days": LONGEST, "lent": model.REAL_FROM, "settle": model.AT_RETURN}
    said = {"symbol": TEXT(model.REAL_SHARE), "day": DATE(model.REAL_FROM), "close": MONEY(close)}
    yield Preset(label="preset.real", fields=said, values=base | real)
    yield Preset(label="preset.quarter-share", values=base | {"share": 0.25})


def figure() -> Figure:
    """Declare the figure; the rate moves in the finest step of a channel, an auction takes whole steps only."""
    rules = datasets.rules(model.PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="price", low=5, high=2_000, step=1, default=800, unit=PRICE),
            Slider(key="shares", low=1_000, high=50_000, step=1_000, default=1_000, unit=SHARES),
            Slider(
                key="rate",
                low=rules.negotiated_step,
                high=rules.highest_rate,
                step=rules.negotiated_step,
                default=0.03,
                unit=PERCENT,
            ),
            Slider(key="days", low=1, high=LONGEST, step=1, default=15, unit=DAYS),
            Choice(key="mark", options=model.MARKS, default=model.FIXED),
            Slider(key="move", low=-0.50, high=0.50, step=0.01, default=0.20, unit=SIGNED),
            Choice(key="rounding", options=model.ROUNDINGS, default=model.NO_ROUNDING),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Choice(key="channel", options=(NEGOTIATED, AUCTION), default=NEGOTIATED),
            Choice(key="settle", options=model.SETTLEMENTS, default=model.MONTHLY),
            Day(key="lent", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 6, 10), require=require_session),
        ),
        presets=tuple(presets()),
        lead="days",
        hero=("received.paid", "gross", fee_of_a_day),
        tone=lambda result: tones.NEAR if result.state == "off-step" else tones.PLAIN,
        chip=chip,
        drawers=(FEE_OF_A_DAY,),
        model=income,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        sheet=SHEET,
        idle=idle,
        rules=lambda result: ((model.PROFILE, RULES_USED),),
        sources=sources,
    )
