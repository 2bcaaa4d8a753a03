"""The two lines of F3.5, sold at once and sold after the wait, over a strip of the days between."""

from datetime import date, timedelta

from pledge_lib.finance.units import DATE
from pledge_lib.panels import charts, marks
from pledge_lib.panels.calendar_days import LOOKS, kind_of, weekday
from pledge_lib.panels.figure import Chart

SPANS = (7, 14, 21, 28, 35)  # days shown
EVERY_DAY, TICKS_APART = 14, 3  # dates nearer to each other would be written over one another


def since(result, day: date) -> int:
    """Return the days from the recall until a day."""
    return (day - result.recall.asked).days


def span_of(result) -> int:
    """Return the days that are shown."""
    return next(span for span in SPANS if span > since(result, result.recall.sold))


def points(result) -> dict:
    """Return the numbers of the marks; days since the recall."""
    recall, span, worth = result.recall, span_of(result), result.worth
    returned, sold = (since(result, day) for day in (recall.returned, recall.sold))
    before_return = max(day for day in worth if day <= recall.returned)
    days, values = [0], [result.value]
    for day, value in list(worth.items())[1:]:  # it holds until the next session
        days += [since(result, day)] * 2
        values += [values[-1], value]
    return {
        "at-once": ([0, span], [result.value] * 2),
        "waiting": (days, values),
        "marks": ([0, returned, sold], [result.value, worth[before_return], result.left]),
        "days": (list(range(span + 1)), [1.0] * (span + 1)),
    }


def looks(result, say) -> dict:
    """Return the kind of each day of the strip, and what it says."""
    days = [result.recall.asked + timedelta(days=place) for place in range(span_of(result) + 1)]
    symbols, colors = zip(*(LOOKS[kind_of(day)[0]] for day in days), strict=True)
    return {"days": {"symbol": symbols, "color": colors, "text": tuple(named(day, say) for day in days)}}


def named(day: date, say) -> str:
    """Return a day with its day of the week, its kind, and why the market is closed."""
    kind, reason = kind_of(day)
    said = [DATE.write(day), weekday(day, say), say(f"F1.3.day.{kind}")]
    return " ".join(said + ([say(f"closed.{reason}")] if reason else []))


def ticks(result, _say) -> dict:
    """Return the days to be written under the axis."""
    span = span_of(result)
    places = tuple(range(0, span + 1, 1 if span <= EVERY_DAY else TICKS_APART))
    days = [result.recall.asked + timedelta(days=place) for place in places]
    return {"xaxis": (places, tuple(f"{day.month}/{day.day}" for day in days))}


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    values = [result.value, *result.worth.values()]
    step = charts.nice_ceiling(result.value) / 10
    low, high = min(values) // step * step, -(-max(values) // step) * step
    return {"xaxis": (-0.5, span_of(result) + 0.5), "yaxis": (max(0.0, low - step), high + step)}


CHART = Chart(
    marks=(
        marks.line("at-once", color=charts.GREY, name="at-once", dash="dash", hover="{name} %{y:,.0f}"),
        marks.line("waiting", color=charts.BLUE, name="waiting", hover="{name} %{y:,.0f}"),
        marks.dots(
            "marks",
            color=[charts.GREY, charts.ORANGE, charts.RED],
            name="marks",
            hover="%{y:,.0f}",
            symbols=["circle", "diamond-open", "square-open"],
            also={"showlegend": False},
        ),
        marks.dots("days", color=charts.GREY, hover="%{hovertext}", also={"showlegend": False, "yaxis": "y2"}),
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=lambda say: {
        "height": 380,
        "margin": {"l": 92, "r": 18, "t": 36, "b": 48},
        "xaxis": {
            "range": [-0.5, 7.5],
            "anchor": "y2",
            "showgrid": False,
            "tickangle": 0,
            "tickfont": {"size": 11},
            "title": say("axis.days"),
        },
        "yaxis": {"range": [600_000, 900_000], "domain": (0.22, 1.0), "tickformat": ",", "title": say("axis.value")},
        "yaxis2": {"range": [0, 2], "domain": (0.0, 0.14), "showticklabels": False, "showgrid": False},
    },
)
