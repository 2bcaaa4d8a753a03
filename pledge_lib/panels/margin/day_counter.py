"""F2.2: the interest days of a margin purchase on the real calendar, from settlement to settlement."""

from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.units import COUNT, MONEY, PERCENT, STOCKS
from pledge_lib.market.sessions import require_session
from pledge_lib.panels import calendar_days, charts, marks
from pledge_lib.panels.calendar_days import NamedDay, kind_of, weekday
from pledge_lib.panels.controls import Day, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.margin.day_counter_model import (
    BUY,
    BUY_SETTLES,
    PROFILE,
    ROW,
    SALE_SETTLES,
    SELL,
    DayCounter,
    day_counter,
)

ID = "F2.2"
RULES_USED = ("annual_rate", "day_basis", "term_months", "longest_term_months")
SOURCES = ("A-3",)  # the rule that says from which day to which interest runs
FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)
LOOKS = calendar_days.LOOKS | {
    BUY: ("triangle-up", charts.GREEN),
    SELL: ("triangle-down", charts.RED),
    BUY_SETTLES: ("square", charts.GREEN),
    SALE_SETTLES: ("square", charts.RED),
}


@dataclass(frozen=True)
class TwoDays:
    """Two days that belong together, such as a trade and its settlement."""

    first: NamedDay
    last: NamedDay


def notes(result: DayCounter):
    """Yield what the reader has to know besides."""
    if result.left_out:
        yield "note.left-out"
    if result.beyond_term:
        yield "note.beyond-term"
    if result.share is not None and result.share >= 0.5:
        yield "note.half"


def rows(result: DayCounter):
    """Yield the rows of the table."""
    days = (result.bought, result.buy_settles, result.sold, result.sale_settles, result.last_day)
    bought, buy_settles, sold, sale_settles, last_day = map(NamedDay, days)
    yield Row(("two-days",), "buy", TwoDays(bought, buy_settles))
    yield Row(("two-days",), "sell", TwoDays(sold, sale_settles))
    yield Row(("two-days",), "span", TwoDays(buy_settles, last_day)) if result.days else Row(("no-span",), "span")
    yield from ("days", "interest", "traded_days", "sessions", "whole_gain", "share")


def points(result: DayCounter) -> dict:
    """Return the numbers of the marks: the bars of money, then for each row its shade and its days."""
    across = tuple(range(ROW))
    found = {"money": {"x": [result.left, result.interest, result.whole_gain]}}
    for place, strip in enumerate(result.strips):
        found[f"heat-{place}"] = {"x": across, "y": [2.0 if result.place_of(day) else 0.0 for day in strip]}
        found[f"days-{place}"] = (across, [1.0] * ROW)
    return found


def ranges(result: DayCounter) -> dict:
    """Return the ends of the axis of money."""
    lowest = -charts.nice_ceiling(-result.left) if result.left < 0 else 0.0
    return {"xaxis": (lowest, charts.nice_ceiling(max(result.whole_gain, result.interest)))}


def looks(result: DayCounter, say) -> dict:
    """Return the symbol, the colour and the hover text of each day."""
    found = {}
    for place, strip in enumerate(result.strips):
        symbols, colors = zip(*(LOOKS[result.marked.get(day) or kind_of(day)[0]] for day in strip), strict=True)
        texts = tuple(hover(result, day, say) for day in strip)
        found[f"days-{place}"] = {"symbol": symbols, "color": colors, "text": texts}
    return found


def hover(result: DayCounter, day: date, say) -> str:
    """Return what a day is, and which interest day."""
    (kind, reason), nth = kind_of(day), result.place_of(day)
    said = [day.isoformat(), weekday(day, say), say(f"F1.3.day.{kind}")]
    said += [say(f"closed.{reason}")] if reason else []
    said += [say(f"mark.{result.marked[day]}")] if day in result.marked else []
    said += [say("nth", count=COUNT(nth))] if nth else []
    return " ".join(said)


def ticks(result: DayCounter, say) -> dict:
    """Return the names of the days: day of the month, weekday, and which interest day it is."""
    found = {}
    for place, strip in enumerate(result.strips):
        names = []
        for day in strip:
            month = f"{day.month}/" if day == strip[0] or day.day == 1 else ""
            nth = result.place_of(day)
            names.append(f"{month}{day.day}<br>{weekday(day, say)}<br>{f'+{nth}' if nth else ''}")
        found[f"xaxis{place + 2}"] = (tuple(range(ROW)), tuple(names))
    return found


def layout(say) -> dict:
    """Return two rows of the calendar over the gain with what interest takes of it."""
    strip = {"range": [-0.6, ROW - 0.4], "showgrid": False, "tickangle": 0, "tickfont": {"size": 11},
             "tickvals": [], "ticktext": []}  # fmt: skip
    blank = {"range": [0, 2], "showticklabels": False, "showgrid": False}
    return {
        "height": 470,
        "showlegend": False,
        "margin": {"l": 110, "r": 24, "t": 66, "b": 40},
        "xaxis": {"range": [0, 50_000], "tickformat": ",", "zeroline": True, "anchor": "y"},
        "yaxis": {"range": [-0.5, 2.5], "domain": [0.0, 0.24], "anchor": "x"},
        "xaxis2": {**strip, "anchor": "y2"},
        "yaxis2": {**blank, "domain": [0.88, 1.0], "anchor": "x2"},
        "xaxis3": {**strip, "anchor": "y3"},
        "yaxis3": {**blank, "domain": [0.52, 0.64], "anchor": "x3"},
        "annotations": marks.stacked_headings(say, lift=5, strip=1.0, money=0.24),
    }


def marks_of_strip(place: int):
    """Return the shade and the days of one row of the calendar."""
    shade, pane = "rgba(217, 130, 43, 0.35)", str(place + 2)
    return (
        marks.columns(f"heat-{place}", color=shade, pattern="", width=1, pane=pane),
        marks.dots(f"days-{place}", color=charts.GREY, hover="%{hovertext}", pane=pane),
    )


CHART = Chart(
    marks=(
        marks.bars("money", names=("bar.left", "bar.interest", "bar.gain"), color=charts.BLUE, patterns=["", "/", "."]),
        *marks_of_strip(0),
        *marks_of_strip(1),
    ),
    points=points,
    layout=layout,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
)


def presets():
    """Yield the lesson's holiday, the articles' sums, and days on which the calendar surprises."""
    base = {"amount": 600_000, "rate": 0.065, "stocks": 1, "gain": 20_000}
    cases = {
        "holiday": {"buy": date(2025, 3, 28), "sell": date(2025, 4, 2)},
        "two-days": {"buy": date(2025, 3, 10), "sell": date(2025, 3, 12)},
        "same-day": {"buy": date(2025, 3, 10), "sell": date(2025, 3, 10)},
        "five-stocks": {"buy": date(2025, 3, 3), "sell": date(2025, 3, 17), "stocks": 5, "gain": 2_000},
        "typhoon": {"buy": date(2024, 9, 26), "sell": date(2024, 10, 1)},
        "new-year": {"buy": date(2025, 1, 20), "sell": date(2025, 2, 3)},
        "half-year": {"buy": date(2025, 1, 2), "sell": date(2025, 7, 2)},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})


def figure() -> Figure:
    """Declare the figure."""
    days = {"low": FIRST_DAY, "high": LAST_DAY, "require": require_session}
    return Figure(
        id=ID,
        controls=(
            Day(key="buy", default=date(2025, 3, 28), **days),
            Day(key="sell", default=date(2025, 4, 2), **days),
            Slider(key="amount", low=10_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY),
            Slider(key="rate", low=0.04, high=0.08, step=0.0001, default=0.065, unit=PERCENT),
            Slider(key="stocks", low=1, high=10, step=1, default=1, unit=STOCKS),
            Slider(key="gain", low=0, high=200_000, step=1_000, default=20_000, unit=MONEY),
        ),
        presets=tuple(presets()),
        lead="sell",
        hero=("days", "interest", "share"),
        model=day_counter,
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
