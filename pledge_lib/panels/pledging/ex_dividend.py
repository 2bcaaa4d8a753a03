"""F1.7: the ratio around an ex-dividend day: it falls at once, the cash comes weeks later."""

from collections.abc import Iterable

from pledge_lib import datasets
from pledge_lib.finance.units import DATE, DAYS, PER_SHARE, PERCENT, TEXT
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Mark, Row, Table
from pledge_lib.panels.pledging.ex_dividend_model import (
    CASH_GOES,
    KEPT,
    PROFILES,
    ExDividend,
    capital_cut,
    ex_dividend,
    longest_premark,
)

ID = "F1.7"
RULES_USED = ("premark_sessions", "call_line", "cure_sessions", "cure_target", "loan_step")
NO_PREMARK = "0"
LARGEST = 0.12
DEFAULT = "2330 2025-03-18"
STARTS, SPANS, AIR = (-16, -35), (30, 45, 60, 80), 12  # calendar days from the ex-date
AXIS_STEP = 20  # per cent: the axis moves in steps
HOVER = "%{x:.0f} → %{y:.2f}%"


def why(result: ExDividend):
    """Yield what the dividend does, and what a capital cut does not."""
    yield "why.normal" if result.paid and result.on else "why.sold"
    yield "why.capital-cut", capital_cut()


def notes(result: ExDividend):
    """Yield what the reader has to know besides."""
    if result.rules.premark_sessions != datasets.rules(result.rules.name).premark_sessions:
        yield "note.own-premark"
    if result.use in ("lender", "cash"):
        yield f"note.{result.use}"


def table_rows(result: ExDividend):
    """Yield the days and the ratios on them, the call, and the ratio after each use of the cash."""
    yield from ("ex_date", "pay_day")
    ratios = {"before": "before.ratio", "on": "on.ratio", "after": "paid.ratio"}
    yield from (Row((path,), name) for name, path in ratios.items())
    yield from ("summary.lowest_ratio", "summary.lowest_day")
    yield from ("summary.notice", "summary.deadline", "summary.first_sale", "summary.called_sum")
    yield from (Row((f"after.{use}.ratio",), f"after_{use}") for use in CASH_GOES)


def steps(log: TimelineLog, ex_date) -> tuple[list, list]:
    """Return the ratios as steps over calendar days from the ex-date: each holds until the next row, or the sale."""
    held, sold = before_sale(log), log.summary.sold
    days = [(row.date - ex_date).days for row in held]
    ends = [*days[1:], *([(sold - ex_date).days] if sold else [])]
    ratios = [row.ratio * 100 for row in held for _end in ("from", "to")]
    return sorted(days + ends), ratios[: len(days) + len(ends)]


def before_sale(log: TimelineLog) -> list[TimelineRow]:
    """Return the rows on which the shares are still there."""
    sold = log.summary.sold
    return [row for row in log if not sold or row.date < sold]


def points(result: ExDividend) -> dict:
    """Return the numbers of the marks; days from the ex-date."""
    line, (low, high) = result.rules.call_line * 100, ranges(result)["yaxis"]
    pay = (result.pay_day - result.ex_date).days
    now, sold = steps(result.log, result.ex_date), result.summary.sold
    end = (now[0][-1], now[1][-1]) if sold else (charts.NOWHERE,) * 2
    on = None if result.on is result.called else result.on
    return {
        "line": ([STARTS[-1], SPANS[-1] + AIR], [line] * 2),
        "ex-date": ([0, 0], [low, high]),
        "pay-day": ([pay] * 2, [low, high]),
        "other": steps(result.other_marking, result.ex_date),
        "ratio": now,
        "marks": places((result.before, on, result.paid, result.called), result.ex_date),
        "names": ([0, pay, end[0]], [*[high - (high - low) * 0.04] * 2, end[1]]),
    }


def places(rows: Iterable[TimelineRow | None], ex_date) -> tuple:
    """Return where some rows stand; a row that is not there stands nowhere."""
    found = [((row.date - ex_date).days, row.ratio * 100) if row else (charts.NOWHERE,) * 2 for row in rows]
    return tuple(zip(*found, strict=True))


def ranges(result: ExDividend) -> dict:
    """Return the ends of the axes, which move in steps only."""
    pay = (result.pay_day - result.ex_date).days
    shown = [row.ratio * 100 for log in (result.log, result.other_marking) for row in before_sale(log)]
    ends = [*shown, result.rules.call_line * 100]
    above = 8 + 0.12 * (max(ends) - min(ends))  # room for the names of the two days
    low = (min(ends) - 5) // AXIS_STEP * AXIS_STEP
    high = -(-(max(ends) + above) // AXIS_STEP) * AXIS_STEP
    start = next(start for start in STARTS if start <= (result.before.date - result.ex_date).days)
    return {"xaxis": (start, next(span for span in SPANS if span >= pay) + AIR), "yaxis": (low, high)}


def line(uid: str, color: str, hover: str = "", *, named: bool = True, **style) -> Mark:
    """Return a line that stands in the legend, or not."""
    return marks.line(uid, color=color, name=uid, hover=hover, also={"showlegend": named}, **style)


def names(say):
    """Return the empty names of the two days and of the sale, each a little to the right."""
    return charts.labels("names", [f" {say(f'trace.{name}')}" for name in ("ex-date", "pay-day", "sold")])


CHART = Chart(
    marks=(
        line("line", charts.RED, "{name} %{y:.2f}%", dash="dash"),
        line("ex-date", charts.ORANGE, dash="dot", width=1.5, named=False),
        line("pay-day", charts.GREEN, dash="dashdot", width=1.5, named=False),
        line("other", charts.GREY, "{name} " + HOVER, dash="dot", width=2),
        line("ratio", charts.BLUE, "{name} " + HOVER),
        marks.dots(
            "marks", color=[charts.GREY, charts.ORANGE, charts.GREEN, charts.RED],
            symbols=["circle", "diamond", "square", "x"], hover=HOVER, also={"showlegend": False},
        ),
        Mark(uid="names", draw=names),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 360,
        "xaxis": {"range": [STARTS[0], SPANS[0] + AIR], "title": say("axis.days")},
        "yaxis": {"range": [120, 180], "ticksuffix": "%", "title": say("axis.ratio")},
    },
)  # fmt: skip


def presets():
    """Yield the lesson's 100 over 60, the two ways into a call, and real dividends."""
    base = {"profile": PROFILES[0], "event": DEFAULT, "days": 30, "loan_to_value": 0.60, "premark": NO_PREMARK,
            "cash_goes": KEPT}  # fmt: skip
    company = {"profile": "tw-sfc-pledge", "premark": str(longest_premark())}
    made_up = {
        "sixty": {**base, "dividend": 0.05},
        "premark": {**base, **company, "dividend": 0.05},
        "called": {**base, "dividend": 0.05, "loan_to_value": 0.75},
        "called-before": {**base, **company, "dividend": 0.05, "loan_to_value": 0.70},
    }
    for name, values in made_up.items():
        yield Preset(label=f"preset.{name}", values=values)
    for key in (DEFAULT, "2412 2024-07-04"):
        real = recorded_dividends()[key]
        yield Preset(
            label="preset.real",
            fields={"symbol": TEXT(real.symbol), "day": DATE(real.ex_date), "cash": PER_SHARE(real.cash_per_share)},
            values={**base, "event": key, "dividend": real.part},
        )


def event(key: str, say) -> str:
    """Return a recorded dividend: symbol, name and ex-date."""
    dividend = recorded_dividends()[key]
    return say("event", dividend, name=say.of(datasets.prices(dividend.symbol).name))


def figure() -> Figure:
    """Declare the figure."""
    events = tuple(key for key, dividend in recorded_dividends().items() if dividend.part <= LARGEST)
    return Figure(
        id=ID,
        controls=(
            Slider(key="dividend", low=0.0, high=LARGEST, step=0.005, default=0.05, unit=PERCENT),
            Slider(key="days", low=10, high=60, step=1, default=30, unit=DAYS),
            Slider(key="loan_to_value", low=0.30, high=0.80, step=0.01, default=0.60, unit=PERCENT),
            Choice(key="cash_goes", options=CASH_GOES, default=KEPT),
            Choice(key="premark", options=(NO_PREMARK, str(longest_premark())), default=NO_PREMARK),
            Choice(
                key="profile", options=PROFILES, default=PROFILES[0],
                sets=lambda name, _values: {"premark": str(datasets.rules(name).premark_sessions)},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
            Choice(
                key="event", options=events, default=DEFAULT,
                sets=lambda key, _values: {"dividend": recorded_dividends()[key].part}, label=event,
            ),
        ),
        presets=tuple(presets()),
        lead="dividend",
        hero=("on.ratio", "cash", "days"),
        model=ex_dividend,
        why=why,
        notes=notes,
        main=CHART,
        table=Table(rows=table_rows),
        rules=lambda result: ((result.rules.name, RULES_USED),),
        sources=lambda result: result.recorded.sources,
    )  # fmt: skip
