"""The four panes of F1.3: the price, the ratio with its flags, the calendar strip, and the money of a sale."""

import math
from dataclasses import dataclass, replace
from datetime import date

from pledge_lib.market.events import TimelineRow
from pledge_lib.market.plan import INTRADAY
from pledge_lib.panels import charts, event_flags, marks, waterfall
from pledge_lib.panels.figure import Chart, Mark
from pledge_lib.panels.pledging import timeline_strip
from pledge_lib.panels.pledging.timeline_log import START, SUSPENDED, Entry, has_ratio
from pledge_lib.panels.pledging.timeline_model import Timeline
from pledge_lib.panels.saying import Say

FORTNIGHT = 14
RATIO_STEP = 0.5
NO_SALE = 1_000_000  # TWD: the end of the axis where nothing was sold
FLAGS = {
    START: event_flags.START,
    SUSPENDED: ("square-open", charts.ORANGE),
    **event_flags.FLAGS,
}
FLAG_STEP = 0.09  # of the height of the ratio's axis, between two flags of one day
TICKS = 6  # days named under the ratio


def points(result: Timeline) -> dict:
    """Return the numbers of each trace; what lies after the end of the position has no ratio."""
    rows, rules, until = result.log.rows, result.rules, last_day(result)
    across = [place_of(result, row.date) for row in rows]
    intraday = result.log.plan.mark == INTRADAY
    lows = dict(zip(result.path.days, result.path.lows, strict=True)) if intraday else {}
    flags = flags_of(result)
    return {
        "close": (across, [row.close for row in rows]),
        "low": (across, [lows.get(row.date, charts.NOWHERE) for row in rows]),
        "call-price": (across, [call_price(row, rules.call_line) for row in rows]),
        "ratio": (across, [row.ratio * 100 if has_ratio(row) else charts.NOWHERE for row in rows]),
        "line": ([-1, until], [rules.call_line * 100] * 2),
        "target": ([-1, until], [rules.cure_target * 100] * 2),
        "flags": ([flag.place for flag in flags], [flag.height for flag in flags]),
        "strip": (range(timeline_strip.LENGTH), [0] * timeline_strip.LENGTH),
        "sale": waterfall.bars(result.sale, result.last.bill),
    }


def ranges(result: Timeline) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "xaxis": (-1, last_day(result)),
        "yaxis": price_ends(result),
        "yaxis2": tuple(end * 100 for end in ratio_ends(result)),
        "yaxis4": waterfall.ends(result.sale, result.last.bill, NO_SALE),
    }


def looks(result: Timeline, say: Say) -> dict:
    """Return symbols, colours and hover texts."""
    days = tuple(row.date.isoformat() for row in result.log)
    flags = flags_of(result)
    symbols, colors = zip(*(FLAGS[flag.entry.event] for flag in flags), strict=True)
    said = tuple(f"{flag.entry.row.date} {say.about(flag.entry).field('event')}" for flag in flags)
    return {
        "close": {"text": days},
        "ratio": {"text": days},
        "flags": {"symbol": symbols, "color": colors, "text": said},
        "strip": timeline_strip.looks(timeline_strip.strip(result), say),
    }


def ticks(result: Timeline, say: Say) -> dict:
    """Return the names of the days under the panes."""
    days, end = [row.date for row in result.log], last_day(result)
    wanted = [end * part / TICKS for part in range(TICKS) if end * part / TICKS <= place_of(result, days[-1])]
    named = sorted({min(days, key=lambda day, place=place: abs(place_of(result, day) - place)) for place in wanted})
    return {
        "xaxis": (tuple(place_of(result, day) for day in named), tuple(day.isoformat() for day in named)),
        "xaxis2": timeline_strip.ticks(timeline_strip.strip(result), say),
    }


def last_day(result: Timeline) -> int:
    """Return the right end of the path's panes in days after the start: whole fortnights."""
    days = place_of(result, result.last.date)
    return max(FORTNIGHT, math.ceil((days + 1) / FORTNIGHT) * FORTNIGHT)


def place_of(result: Timeline, day: date) -> int:
    return (day - result.first.date).days


def call_price(row: TimelineRow, line: float) -> float:
    """Return the price at which the ratio of the day would be on the line: both move together."""
    return row.judged * line / row.ratio if has_ratio(row) else charts.NOWHERE


def ratio_ends(result: Timeline) -> tuple[float, float]:
    shown = [row.ratio for row in result.log if has_ratio(row)]
    low, high = min(*shown, result.rules.call_line), max(*shown, result.rules.cure_target)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.1) / RATIO_STEP)
    return max(0.0, steps[0] * RATIO_STEP), steps[1] * RATIO_STEP


def price_ends(result: Timeline) -> tuple[float, float]:
    """Return the ends of the price axis: whole tenths of a round number, with room for the call price."""
    calls = [call_price(row, result.rules.call_line) for row in result.log if has_ratio(row)]
    shown = [*calls, *result.path.lows, *(row.close for row in result.log)]
    step = charts.nice_ceiling(max(shown)) / 10
    return math.floor(min(shown) * 0.97 / step) * step, math.ceil(max(shown) * 1.03 / step) * step


@dataclass(frozen=True)
class Flag:
    """A mark on the ratio's pane for something that happened."""

    entry: Entry
    place: int
    height: float


def flags_of(result: Timeline) -> list[Flag]:
    """Return the flags; those of one day stand one above the other, those without a ratio on the line."""
    low, high = ratio_ends(result)
    found: list[Flag] = []
    for entry in result.entries:
        if entry.event in FLAGS:
            place = place_of(result, entry.row.date)
            ratio = entry.ratio or result.rules.call_line
            above = sum(flag.place == place for flag in found) * FLAG_STEP * (high - low)
            found.append(Flag(entry, place, min(ratio + above, high) * 100))
    return found


def on_ratio(mark: Mark, **also) -> Mark:
    """Return the mark on the pane of the ratio, under the days of the price."""
    return replace(mark, also={"yaxis": "y2", **also})


def layout(say: Say) -> dict:
    """Return four panes one below the other, each under its heading."""
    return {
        "height": 760,
        "showlegend": False,
        "margin": {"l": 74, "r": 18, "t": 34, "b": 40},
        "xaxis": {"range": [-1, 28], "anchor": "y2", "tickangle": 0, "tickvals": [], "ticktext": []},
        "yaxis": {"range": [0, 100], "domain": [0.80, 1.0], "tickformat": ","},
        "yaxis2": {"range": [100, 200], "domain": [0.47, 0.70], "anchor": "x", "ticksuffix": "%"},
        "xaxis2": {"range": [-0.7, timeline_strip.LENGTH - 0.3], "anchor": "y3", "showgrid": False, "tickangle": 0,
                   "tickfont": {"size": 10}, "tickvals": [], "ticktext": []},
        "yaxis3": {"range": [-1, 1], "domain": [0.325, 0.36], "anchor": "x2", "showticklabels": False,
                   "showgrid": False},
        "xaxis3": {**waterfall.axis(say), "anchor": "y4"},
        "yaxis4": {"range": [0, NO_SALE], "domain": [0.0, 0.17], "anchor": "x3", "tickformat": ",", "zeroline": True},
        "annotations": marks.stacked_headings(say, price=1.0, ratio=0.70, strip=0.37, sale=0.17),
    }  # fmt: skip


IN_MONEY, IN_PER_CENT = "%{y:,.2f}", "%{y:.2f}%"
CALLED_BELOW = {"fill": "tozeroy", "fillcolor": "rgba(214, 69, 69, 0.12)"}
CHART = Chart(
    marks=(
        marks.line("close", color=charts.BLUE, hover=f"%{{hovertext}} {IN_MONEY}"),
        marks.line("low", color=charts.GREY, name="low", dash="dot", width=1.5, hover=f"{{name}} {IN_MONEY}"),
        marks.line("call-price", color=charts.RED, name="call-price", dash="dash", hover=f"{{name}} {IN_MONEY}"),
        on_ratio(marks.line("ratio", color=charts.BLUE, hover=f"%{{hovertext}} {IN_PER_CENT}")),
        on_ratio(
            marks.line("line", color=charts.RED, name="line", dash="longdash", hover=f"{{name}} {IN_PER_CENT}"),
            **CALLED_BELOW,
        ),
        on_ratio(marks.line("target", color=charts.GREEN, name="target", dash="dot", hover=f"{{name}} {IN_PER_CENT}")),
        on_ratio(marks.dots("flags", color=charts.GREY, hover="%{hovertext}")),
        marks.dots("strip", color=charts.GREY, hover="%{hovertext}", pane="2", also={"yaxis": "y3"}),
        Mark(uid="sale", draw=lambda say: waterfall.trace(pane="4"), also={"xaxis": "x3"}),
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=layout,
)
