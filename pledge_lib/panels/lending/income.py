"""F3.1: what lending shares earns: each day's fee at its close, the sum of them, and the days on which it is paid."""

from datetime import date
from itertools import accumulate

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.rules import AUCTION, NEGOTIATED
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, PRICE, SHARES, TEXT
from pledge_lib.market.sessions import require_session
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.lending import income_model as model
from pledge_lib.panels.lending.income_model import LONGEST, MOST_PAYMENTS, Income, income

ID = "F3.1"
FIRST_DAY, LAST_DAY = model.REAL_FROM, date(2026, 12, 31)
SPANS = (20, 40, 80, 120, 210)  # the last with room for the payment after a long holiday
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
HOVER = "{name} %{x:.0f} → %{y:,.2f}"


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


def padded(points) -> tuple:
    """Return as many points as there can be payments: the last stands for those that are not there."""
    return (tuple(points) + (points[-1],) * MOST_PAYMENTS)[:MOST_PAYMENTS]


def paid_days(result: Income) -> list[int]:
    """Return when each payment comes, in days since the lending."""
    return [(cash.payment.paid_on - result.lent).days for cash in result.payments]


def points(result: Income) -> dict:
    """Return the numbers of the marks: the fee so far, the steps in which it arrives, the fee of each day."""
    beyond = LONGEST - result.days
    days, so_far = [*range(result.days + 1), *[result.days] * beyond], [0.0, *accumulate(result.fees)]
    arrived, levels = [0], [0.0]
    for day, cash in zip(paid_days(result), result.payments, strict=True):
        arrived += [day, day]
        levels += [levels[-1], levels[-1] + cash.statement.net]
    steps = 2 * MOST_PAYMENTS + 2  # to the end of the axis, too
    return {
        "gross": (days, so_far + so_far[-1:] * beyond),
        "received": ((arrived + [SPANS[-1]] * steps)[:steps], (levels + levels[-1:] * steps)[:steps]),
        "payments": (padded(paid_days(result)), padded(levels[2::2])),
        "fee": (days[1:], result.fees + result.fees[-1:] * beyond),
    }


def ranges(result: Income) -> dict:
    """Return the ends of the axes, which move in steps only."""
    span = next(span for span in SPANS if span >= max(paid_days(result)))
    return {
        "xaxis": (0, span),
        "yaxis": (0, charts.nice_ceiling(result.gross)),
        "xaxis2": (0, span),
        "yaxis2": (0, charts.nice_ceiling(max(result.fees) * 1.02)),
    }


CHART = Chart(
    marks=(
        marks.line("gross", color=charts.BLUE, name="gross", hover=HOVER),
        marks.line("received", color=charts.GREEN, name="received", dash="dash", hover=HOVER),
        marks.dots("payments", color=charts.GREEN, name="payments", symbols="square", hover="%{hovertext}"),
        marks.line("fee", color=charts.ORANGE, name="fee", width=2, hover=HOVER, pane="2"),
    ),
    points=points,
    ranges=ranges,
    looks=lambda result, say: {"payments": {"text": padded([say("hover", cash) for cash in result.payments])}},
    layout=lambda say: {
        "height": 390,
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        "margin": {"l": 74, "r": 18, "t": 34, "b": 92},
        "xaxis": {"domain": (0.0, 0.60), "range": (0, 20), "title": say("axis.days")},
        "yaxis": {"range": (0, 1_000), "tickformat": ","},
        "xaxis2": {"domain": (0.70, 1.0), "range": (0, 20), "anchor": "y2", "title": say("axis.days")},
        "yaxis2": {"range": (0, 100), "anchor": "x2", "tickformat": ",", "rangemode": "tozero"},
        "annotations": marks.headings(say, sum=0.30, fee=0.85),
    },
)
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
            Slider(key="move", low=-0.50, high=0.50, step=0.01, default=0.20, unit=PERCENT),
            Choice(key="rounding", options=model.ROUNDINGS, default=model.NO_ROUNDING),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Choice(key="channel", options=(NEGOTIATED, AUCTION), default=NEGOTIATED),
            Choice(key="settle", options=model.SETTLEMENTS, default=model.MONTHLY),
            Day(key="lent", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 6, 10), require=require_session),
        ),
        presets=tuple(presets()),
        lead="days",
        hero=("received.paid", "gross", "first_fee"),
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
