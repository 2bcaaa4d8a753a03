"""The picture of F2.6: the ratio over the price, what is held and what is owed, the days before the register closes."""

from datetime import date, timedelta

from pledge_lib.panels import calendar_days, charts, marks
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of, weekday
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.saying import Say

CHANGES = (-0.50, 1.50)
GRID = tuple(percent / 100 for percent in range(-50, 151, 4))
SHOWN = (50, 500)  # per cent, of the ratio's axis
STRIP = 28  # days
AFTER_CLOSURE = 2
STACKS = {  # which stack, colour and pattern
    "short_sale_collateral": (0, charts.GREEN, "/"),
    "short_sale_margin": (0, charts.GREEN, "x"),
    "shorted": (1, charts.RED, ""),
}
BUY_IN, CLOSURE = "buy-in", "closure"
LOOKS = calendar_days.LOOKS | {BUY_IN: ("triangle-down", charts.RED), CLOSURE: ("square", charts.BLUE)}
ACROSS, LEVEL = "{name} %{x:.0f}% → %{y:.2f}%", "{name} %{y:.2f}%"
IN_NO_LEGEND = {"showlegend": False}


def points(result) -> dict:
    """Return the numbers of the marks but the days, whose places never change."""
    changes = [change * 100 for change in GRID]
    prices = [result.opened.price * (1 + change) for change in GRID]

    def along(ratio: float):
        return [end * 100 for end in CHANGES], [ratio * 100] * 2

    return stacks(result) | {
        "short": (changes, [result.opened.at(price).ratio * 100 for price in prices]),
        "purchase": (changes, [result.purchase.at(price).ratio * 100 for price in prices]),
        "line": along(result.rules.call_line),
        "cancel": along(result.rules.cancel_level),
        "nothing-left": along(1),
        "now": ([result.change * 100], [result.now.ratio * 100]),
        "call": ([result.call_rise * 100], [result.rules.call_line * 100]),
        "days": (range(STRIP), [0] * STRIP),
    }


def stacks(result) -> dict:
    """Return the parts of what is held and of what is owed, one upon the other."""
    heights = (result.now.short_sale_collateral, result.now.short_sale_margin, result.now.value)
    tops, found = [0.0, 0.0], {}
    for (name, (place, _, _)), height in zip(STACKS.items(), heights, strict=True):
        found[name] = {"x": [place], "base": [tops[place]], "y": [height]}
        tops[place] += height
    return found


def strip(result) -> list[date]:
    """Return the days drawn: four weeks that end just after the register closes."""
    last = result.closure + timedelta(days=AFTER_CLOSURE)
    return [last - timedelta(days=STRIP - 1 - place) for place in range(STRIP)]


def kind(result, day: date) -> str:
    """Return how a day is marked: as one of the two that count here, else as any day of the calendar."""
    return {result.buy_in: BUY_IN, result.closure: CLOSURE}.get(day, kind_of(day)[0])


def looks(result, say: Say) -> dict:
    """Return how the days of the strip look, and what each says."""
    symbols, colors = zip(*(LOOKS[kind(result, day)] for day in strip(result)), strict=True)
    return {"days": {"symbol": symbols, "color": colors,
                     "text": tuple(hover(result, day, say) for day in strip(result))}}  # fmt: skip


def hover(result, day: date, say: Say) -> str:
    """Return what a day of the strip says."""
    usual, reason = kind_of(day)
    mark = kind(result, day)
    said = [day.isoformat(), weekday(day, say), say(f"F1.3.day.{usual}")]
    said += [say(f"closed.{reason}")] if reason else []
    said += [say(f"mark.{mark}")] if mark in (BUY_IN, CLOSURE) else []
    return " ".join(said)


def counted(result) -> dict[date, int]:
    """Return which business day before the closure each day is, back to the last day to buy back."""
    between = (day for day in strip(result) if result.buy_in <= day < result.closure)
    days = [day for day in between if kind_of(day)[0] in (SESSION, SETTLEMENT)]
    return {day: place for place, day in enumerate(reversed(days), start=1)}


def ticks(result, say: Say) -> dict:
    """Return the names of the days: day of the month, weekday, and how many business days before the closure."""
    count, names = counted(result), []
    for place, day in enumerate(strip(result)):
        month = f"{day.month}/" if place == 0 or day.day == 1 else ""
        before = f"−{count[day]}" if day in count else ""
        names.append(f"{month}{day.day}<br>{weekday(day, say)}<br>{before}")
    return {"xaxis3": (tuple(range(STRIP)), tuple(names))}


def layout(say: Say) -> dict:
    """Return three panes: the ratio, the stacks beside it, the strip of days below."""
    headings = (("ratio", 0, 1.0, "left"), ("money", 0.88, 1.0, "center"), ("days", 0, 0.08, "left"))
    return {
        "height": 620,
        "barmode": "overlay",
        "margin": {"l": 66, "r": 20, "t": 34, "b": 118},
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        "xaxis": {"range": [end * 100 for end in CHANGES], "domain": [0.0, 0.64], "ticksuffix": "%", "anchor": "y",
                  "title": say("axis.change")},
        "yaxis": {"range": SHOWN, "domain": [0.36, 1.0], "ticksuffix": "%", "anchor": "x"},
        "xaxis2": {"range": [-0.6, 1.6], "domain": [0.76, 1.0], "tickvals": [0, 1], "showgrid": False,
                   "anchor": "y2", "ticktext": [say("axis.held"), say("axis.owed")]},
        "yaxis2": {"range": [0, 200_000], "domain": [0.36, 1.0], "tickformat": ",", "anchor": "x2"},
        "xaxis3": {"range": [-0.7, STRIP - 0.3], "anchor": "y3", "showgrid": False, "tickangle": 0,
                   "tickfont": {"size": 10}, "tickvals": [], "ticktext": []},
        "yaxis3": {"range": [-1, 1], "domain": [0.02, 0.08], "anchor": "x3", "showticklabels": False,
                   "showgrid": False},
        "annotations": [
            {"text": say(f"heading.{name}"), "x": x, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": anchor, "yanchor": "bottom", "yshift": 6, "showarrow": False, "font": {"size": 12}}
            for name, x, y, anchor in headings
        ],
    }  # fmt: skip


CHART = Chart(
    marks=(
        marks.line("short", color=charts.RED, name="short", width=3, hover=ACROSS),
        marks.line("purchase", color=charts.BLUE, name="purchase", dash="dashdot", hover=ACROSS),
        marks.line("line", color=charts.RED, name="line", dash="dash", width=2, hover=LEVEL),
        marks.line("cancel", color=charts.GREEN, name="cancel", dash="dot", width=2, hover=LEVEL),
        marks.line("nothing-left", color=charts.GREY, name="nothing-left", dash="longdash", width=2),
        marks.dots("now", color=charts.RED, name="now", symbols="diamond", hover=ACROSS),
        marks.dots("call", color=charts.RED, name="call", symbols="x", hover="{name} %{x:.2f}%"),
        *(
            marks.columns(
                name, color=color, name=name, pattern=pattern, hover="{name} %{y:,.0f}", pane="2", also=IN_NO_LEGEND
            )
            for name, (_, color, pattern) in STACKS.items()
        ),
        marks.dots("days", color=charts.GREY, hover="%{hovertext}", pane="3", also=IN_NO_LEGEND),
    ),
    points=points,
    looks=looks,
    ticks=ticks,
    ranges=lambda result: {"yaxis2": (0, charts.nice_ceiling(max(result.now.collateral, result.now.value)))},
    layout=layout,
)
