"""The four panes of F1.3: the price, the ratio with its flags, the calendar strip, and the money of a sale."""

import math
from dataclasses import dataclass
from datetime import date

from pledge_lib.market.events import TimelineRow
from pledge_lib.market.plan import INTRADAY
from pledge_lib.panels import charts, event_flags, waterfall
from pledge_lib.panels.pledging import timeline_log, timeline_strip
from pledge_lib.panels.pledging.timeline_model import Timeline
from pledge_lib.panels.words import Words

ID = "F1.3"
FORTNIGHT = 14
RATIO_STEP = 0.5
STEPS_OF_SALE = tuple(waterfall.USES)
NO_SALE = 1_000_000  # TWD: the end of the axis where nothing was sold
FLAGS = {
    timeline_log.START: event_flags.START,
    timeline_log.SUSPENDED: ("square-open", charts.ORANGE),
    **event_flags.FLAGS,
}
FLAG_STEP = 0.09  # of the height of the ratio's axis, between two flags of one day
TICKS = 6  # days named under the ratio


def lines(result: Timeline) -> dict:
    """Return the numbers of each trace; what lies after the end of the position has no ratio."""
    rows, rules, until = result.log.rows, result.rules, last_day(result)
    across = [_place(result, row.date) for row in rows]
    intraday = result.log.plan.mark == INTRADAY
    lows = dict(zip(result.path.days, result.path.lows, strict=True)) if intraday else {}
    flags = _flags(result)
    return {
        "close": (across, [row.close for row in rows]),
        "low": (across, [lows.get(row.date, charts.NOWHERE) for row in rows]),
        "call-price": (across, [_call_price(row, rules.call_line) for row in rows]),
        "ratio": (across, [row.ratio * 100 if _has_ratio(row) else charts.NOWHERE for row in rows]),
        "line": ([-1, until], [rules.call_line * 100] * 2),
        "target": ([-1, until], [rules.cure_target * 100] * 2),
        "flags": ([flag.place for flag in flags], [flag.height for flag in flags]),
        "strip": (range(timeline_strip.LENGTH), [0] * timeline_strip.LENGTH),
        "sale": waterfall.bars(result.log.summary.statement, result.last.bill),
    }


def ranges(result: Timeline) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "xaxis": (-1, last_day(result)),
        "yaxis": _price_ends(result),
        "yaxis2": tuple(end * 100 for end in _ratio_ends(result)),
        "yaxis4": waterfall.ends(result.log.summary.statement, result.last.bill, NO_SALE),
    }


def looks(result: Timeline, words: Words) -> dict:
    """Return symbols, colours and hover texts."""
    days = tuple(row.date.isoformat() for row in result.log)
    flags = _flags(result)
    symbols, colors = zip(*(FLAGS[flag.entry.kind] for flag in flags), strict=True)
    said = tuple(f"{flag.entry.day.isoformat()} {flag.entry.text(words)}" for flag in flags)
    return {
        "close": {"text": days},
        "ratio": {"text": days},
        "flags": {"symbol": symbols, "color": colors, "text": said},
        "strip": timeline_strip.looks(timeline_strip.strip(result), words),
    }


def ticks(result: Timeline, words: Words) -> dict:
    """Return the names of the days under the panes."""
    days, end = [row.date for row in result.log], last_day(result)
    wanted = [end * part / TICKS for part in range(TICKS) if end * part / TICKS <= _place(result, days[-1])]
    named = sorted({min(days, key=lambda day, place=place: abs(_place(result, day) - place)) for place in wanted})
    return {
        "xaxis": (tuple(_place(result, day) for day in named), tuple(day.isoformat() for day in named)),
        "xaxis2": timeline_strip.ticks(timeline_strip.strip(result), words),
    }


def last_day(result: Timeline) -> int:
    """Return the right end of the path's panes in days after the start: whole fortnights."""
    days = _place(result, result.last.date)
    return max(FORTNIGHT, math.ceil((days + 1) / FORTNIGHT) * FORTNIGHT)


def _place(result: Timeline, day: date) -> int:
    return (day - result.first.date).days


def _has_ratio(row: TimelineRow) -> bool:
    """Return whether something is owed and something pledged."""
    return 0 < row.ratio < math.inf


def _call_price(row: TimelineRow, line: float) -> float:
    """Return the price at which the ratio of the day would be on the line: both move together."""
    return row.judged * line / row.ratio if _has_ratio(row) else charts.NOWHERE


def _ratio_ends(result: Timeline) -> tuple[float, float]:
    shown = [row.ratio for row in result.log if _has_ratio(row)]
    low, high = min(*shown, result.rules.call_line), max(*shown, result.rules.cure_target)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.1) / RATIO_STEP)
    return max(0.0, steps[0] * RATIO_STEP), steps[1] * RATIO_STEP


def _price_ends(result: Timeline) -> tuple[float, float]:
    """Return the ends of the price axis: whole tenths of a round number, with room for the call price."""
    calls = [_call_price(row, result.rules.call_line) for row in result.log if _has_ratio(row)]
    shown = [*calls, *result.path.lows, *(row.close for row in result.log)]
    step = charts.nice_ceiling(max(shown)) / 10
    return math.floor(min(shown) * 0.97 / step) * step, math.ceil(max(shown) * 1.03 / step) * step


@dataclass(frozen=True)
class Flag:
    """A mark on the ratio's pane for something that happened."""

    entry: timeline_log.Entry
    place: int
    height: float


def _flags(result: Timeline) -> list[Flag]:
    """Return the flags; those of one day stand one above the other, those without a ratio on the line."""
    low, high = _ratio_ends(result)
    found: list[Flag] = []
    for entry in timeline_log.entries(result):
        if entry.kind in FLAGS:
            place = _place(result, entry.day)
            ratio = entry.ratio if 0 < entry.ratio < math.inf else result.rules.call_line
            above = sum(flag.place == place for flag in found) * FLAG_STEP * (high - low)
            found.append(Flag(entry, place, min(ratio + above, high) * 100))
    return found


def figure(words: Words):
    """Return the empty figure."""
    price, ratio = "%{hovertext} %{y:,.2f}", "%{hovertext} %{y:.2f}%"
    said = {name: words(f"{ID}.trace.{name}") for name in ("call-price", "low", "line", "target")}
    traces = [
        charts.line("close", "", charts.BLUE, hover=price),
        charts.line("low", said["low"], charts.GREY, dash="dot", width=1.5, hover=said["low"] + " %{y:,.2f}"),
        charts.line("call-price", said["call-price"], charts.RED, dash="dash", hover=said["call-price"] + " %{y:,.2f}"),
        _on("y2", charts.line("ratio", "", charts.BLUE, hover=ratio)),
        _on("y2", charts.line("line", said["line"], charts.RED, dash="longdash", hover=said["line"] + " %{y:.2f}%")),
        _on("y2", charts.line("target", said["target"], charts.GREEN, dash="dot", hover=said["target"] + " %{y:.2f}%")),
        _on("y2", charts.dots("flags", "", charts.GREY, hover="%{hovertext}")),
        _on("y3", charts.dots("strip", "", charts.GREY, hover="%{hovertext}", pane="2")),
        waterfall.trace(pane="4").update(xaxis="x3"),
    ]
    traces[4].update(fill="tozeroy", fillcolor="rgba(214, 69, 69, 0.12)")
    return charts.figure(
        traces,
        height=760,
        showlegend=False,
        margin={"l": 74, "r": 18, "t": 34, "b": 40},
        xaxis={"range": [-1, 28], "anchor": "y2", "tickangle": 0, "tickvals": [], "ticktext": []},
        yaxis={"range": [0, 100], "domain": [0.80, 1.0], "tickformat": ","},
        yaxis2={"range": [100, 200], "domain": [0.47, 0.70], "anchor": "x", "ticksuffix": "%"},
        xaxis2={"range": [-0.7, timeline_strip.LENGTH - 0.3], "anchor": "y3", "showgrid": False, "tickangle": 0,
                "tickfont": {"size": 10}, "tickvals": [], "ticktext": []},
        yaxis3={"range": [-1, 1], "domain": [0.325, 0.36], "anchor": "x2", "showticklabels": False, "showgrid": False},
        xaxis3={**waterfall.axis(words), "anchor": "y4"},
        yaxis4={"range": [0, NO_SALE], "domain": [0.0, 0.17], "anchor": "x3", "tickformat": ",", "zeroline": True},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"size": 12}}
            for name, y in (("price", 1.0), ("ratio", 0.70), ("strip", 0.37), ("sale", 0.17))
        ],
    )  # fmt: skip


def _on(axis: str, trace):
    return trace.update(yaxis=axis)
