"""The two panes of F1.8: the fan of the ratio over the sessions, and the odds over the ratio at the start."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

ID = "F1.8"
RATIOS = (1.40, 4.00)
SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)
CHARTED = 60  # sessions of the fan, besides the start
CEILINGS = (2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0)
WITHIN = 3  # standard errors on either side of what was counted
ON_FAN = "%{x} → %{y:.1f}%"
ON_CURVE = "%{x:.1f}% → %{y:.1f}%"


def charted(days: int) -> tuple[int, ...]:
    """Return the sessions at which the fan is drawn.

    >>> charted(21)[:4], len(charted(504))
    ((0, 1, 2, 3), 61)
    """
    return tuple(sorted({round(days * place / CHARTED) for place in range(CHARTED + 1)}))


def lines(result) -> dict:
    """Return the numbers of each trace; the fan is the simulated one where there is one of these values."""
    values, simulated = result.values, result.simulated
    now = simulated.fan if simulated else result.formula_fan
    days = charted(result.days)[: len(now)]
    found = {f"fan-{share}": (days, [ratio * 100 for ratio in ratios])
             for share, ratios in zip(SHARES, zip(*now, strict=True), strict=True)}  # fmt: skip
    ratios, odds = result.curve
    return found | {
        "line": ([0, result.days], [values["line"] * 100] * 2),
        "curve": ([ratio * 100 for ratio in ratios], [share * 100 for share in odds]),
        "error": _error(result),
        "formula": ([values["ratio"] * 100], [result.formula.probability_of_call * 100]),
        "simulated": _dot(values["ratio"], simulated),
        "older": _dot(result.found_of["ratio"], result.found) if result.is_older and result.found else _dot(0, None),
    }


def _dot(ratio: float, simulated) -> tuple[list[float], list[float]]:
    return ([ratio * 100], [simulated.odds.probability_of_call * 100]) if simulated else ([charts.NOWHERE],) * 2


def _error(result) -> tuple[list[float], list[float]]:
    """Return the line of so many standard errors below and above what was counted."""
    if result.simulated is None or result.simulated.odds.standard_error is None:
        return ([charts.NOWHERE] * 2,) * 2
    counted = result.simulated.odds
    width = WITHIN * counted.standard_error
    ends = (max(0.0, counted.probability_of_call - width), min(1.0, counted.probability_of_call + width))
    return [result.values["ratio"] * 100] * 2, [end * 100 for end in ends]


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    fans = [result.formula_fan, *([result.simulated.fan] if result.simulated else [])]
    highest = max(ratio for ratios in fans for row in ratios for ratio in row)
    ceiling = next((end for end in CEILINGS if end >= max(highest, result.values["line"]) * 1.02), CEILINGS[-1])
    return {"xaxis": (0, result.days), "yaxis": (0, ceiling * 100)}


def figure(words: Words):
    """Return the empty figure."""
    names = ("median", "line", "curve", "formula", "simulated", "older")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    said |= {
        name: words(f"{ID}.trace.band", share=percent_text(upper - lower, 0))
        for name, lower, upper in (("wide", SHARES[0], SHARES[-1]), ("narrow", SHARES[1], SHARES[-2]))
    }
    said["error"] = words(f"{ID}.trace.error", within=amount_text(WITHIN))
    low, lower, middle, upper, high = (f"fan-{share}" for share in SHARES)
    traces = [
        charts.edge(low, dash="dot"),
        charts.edge(high, dash="dot", name=said["wide"], fill="rgba(59,127,196,0.18)"),
        charts.edge(lower),
        charts.edge(upper, name=said["narrow"], fill="rgba(59,127,196,0.30)"),
        charts.line(middle, said["median"], charts.BLUE, hover=f"{said['median']} {ON_FAN}"),
        charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} {ON_FAN}"),
        charts.line("curve", said["curve"], charts.BLUE, hover=f"{said['curve']} {ON_CURVE}", pane="2"),
        charts.line("error", said["error"], charts.ORANGE, width=4, pane="2"),
        *(charts.dots(name, said[name], color, symbols=symbol, hover=f"{said[name]} {ON_CURVE}", pane="2")
          for name, color, symbol in (("formula", charts.BLUE, "diamond"), ("older", charts.GREY, "square-open"),
                                      ("simulated", charts.ORANGE, "circle-open"))),
    ]  # fmt: skip
    return charts.figure(
        traces,
        height=400,
        legend={"orientation": "h", "y": -0.2, "yanchor": "top", "x": 0, "traceorder": "normal"},
        margin={"l": 58, "r": 18, "t": 34, "b": 130},
        xaxis={"domain": (0.0, 0.53), "range": (0, 252), "title": words(f"{ID}.axis.sessions")},
        yaxis={"range": (0, 300), "ticksuffix": "%"},
        xaxis2={"domain": (0.63, 1.0), "range": [end * 100 for end in RATIOS], "ticksuffix": "%", "anchor": "y2",
                "title": words(f"{ID}.axis.ratio")},
        yaxis2={"range": (0, 100), "ticksuffix": "%", "anchor": "x2"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("fan", 0.265), ("curve", 0.815))
        ],
    )  # fmt: skip
