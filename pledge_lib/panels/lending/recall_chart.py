"""The two lines of F3.5, sold at once and sold after the wait, over a strip of the days between."""

from datetime import timedelta

from pledge_lib.panels import charts
from pledge_lib.panels.calendar_days import LOOKS, kind_of, weekday
from pledge_lib.panels.words import Words

ID = "F3.5"
SPANS = (7, 14, 21, 28, 35)  # days shown
EVERY_DAY, TICKS_APART = 14, 3  # dates nearer to each other would be written over one another


def lines(result) -> dict:
    """Return the numbers of each trace; days since the recall."""
    recall, span = result.recall, _span(result)
    returned, sold = (_since(result, day) for day in (recall.returned, recall.sold))
    worth = {day: close * result.scale for day, close in recall.closes.items()}
    before_return = max(day for day in worth if day <= recall.returned)
    return {
        "at-once": ([0, span], [result.value] * 2),
        "waiting": _steps(result, worth),
        "marks": ([0, returned, sold], [result.value, worth[before_return], result.left]),
        "days": (list(range(span + 1)), [1.0] * (span + 1)),
    }


def _steps(result, worth) -> tuple[list, list]:
    """Return the value day by day: it holds until the next session."""
    days, values = [0], [result.value]
    for day, value in list(worth.items())[1:]:
        days += [_since(result, day)] * 2
        values += [values[-1], value]
    return days, values


def looks(result, words: Words) -> dict:
    """Return the kind of each day of the strip, and what it says."""
    days = [result.recall.asked + timedelta(days=place) for place in range(_span(result) + 1)]
    symbols, colors = zip(*(LOOKS[kind_of(day)[0]] for day in days), strict=True)
    return {"days": {"symbol": symbols, "color": colors, "text": tuple(_named(day, words) for day in days)}}


def _named(day, words: Words) -> str:
    kind, reason = kind_of(day)
    said = [day.isoformat(), weekday(day, words), words(f"F1.3.day.{kind}")]
    return " ".join(said + ([words(f"closed.{reason}")] if reason else []))


def ticks(result) -> dict:
    """Return the days to be written under the axis."""
    span = _span(result)
    places = tuple(range(0, span + 1, 1 if span <= EVERY_DAY else TICKS_APART))
    days = [result.recall.asked + timedelta(days=place) for place in places]
    return {"xaxis": (places, tuple(f"{day.month}/{day.day}" for day in days))}


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    values = [result.value, *(close * result.scale for close in result.recall.closes.values())]
    step = charts.nice_ceiling(result.value) / 10
    low, high = min(values) // step * step, -(-max(values) // step) * step
    return {"xaxis": (-0.5, _span(result) + 0.5), "yaxis": (max(0.0, low - step), high + step)}


def _span(result) -> int:
    return next(span for span in SPANS if span > _since(result, result.recall.sold))


def _since(result, day) -> int:
    return (day - result.recall.asked).days


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("at-once", "waiting", "marks")}
    money = "%{y:,.0f}"
    colors, symbols = [charts.GREY, charts.ORANGE, charts.RED], ["circle", "diamond-open", "square-open"]
    traces = [
        charts.line("at-once", said["at-once"], charts.GREY, dash="dash", hover=f"{said['at-once']} {money}"),
        charts.line("waiting", said["waiting"], charts.BLUE, hover=f"{said['waiting']} {money}"),
        charts.dots("marks", said["marks"], colors, symbols=symbols, hover=money),
        charts.dots("days", "", charts.GREY, hover="%{hovertext}"),
    ]
    traces[2].showlegend = traces[3].showlegend = False
    traces[3].update(yaxis="y2")
    return charts.figure(
        traces,
        height=380,
        margin={"l": 92, "r": 18, "t": 36, "b": 48},
        xaxis={"range": [-0.5, 7.5], "anchor": "y2", "showgrid": False, "tickangle": 0, "tickfont": {"size": 11},
               "title": words(f"{ID}.axis.days")},
        yaxis={"range": [600_000, 900_000], "domain": (0.22, 1.0), "tickformat": ",",
               "title": words(f"{ID}.axis.value")},
        yaxis2={"range": [0, 2], "domain": (0.0, 0.14), "showticklabels": False, "showgrid": False},
    )  # fmt: skip
