"""The two panes of F3.8: which part of the loans is still there after so many days, and how the years turn out."""

import numpy as np

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

LONGEST = 180  # days of the left pane
AFTER = np.arange(0, LONGEST + 1, 2)
BIN = 5  # days on loan
TICKS = 5
BAND = (0.10, 0.90)
WITHIN, BEYOND = "within", "beyond"


def lines(result) -> dict:
    """Return the numbers of each trace; the bars are of the simulation last done."""
    lending = result.now.lending
    expected = lending.expected_days
    return {
        "still": (AFTER.tolist(), (lending.still_on_loan(AFTER) * 100).tolist()),
        "promised": ([0, lending.mean_days, lending.mean_days, LONGEST], [100, 100, 0, 0]),
        "half": ([lending.half_life], [lending.still_on_loan(lending.half_life) * 100]),
        **_bars(result),
        "expected": ([expected] * 2, [0, _ceiling(result)]),
    }


def _histogram(result) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges of the bins of days on loan, and the per cents of the simulated years in each."""
    days = result.simulated.days
    edges = np.arange(0, result.now.lending.days + BIN, BIN)
    return edges, np.histogram(days, edges)[0] / len(days) * 100


def _bars(result) -> dict:
    """Return the bars, those between the ends of the band apart from the others."""
    edges, heights = _histogram(result)
    low, high = (result.simulated.below(share) for share in BAND)
    inside = (edges[1:] > low) & (edges[:-1] <= high)
    middles = (edges[:-1] + BIN / 2).tolist()
    return {
        WITHIN: {"x": middles, "y": np.where(inside, heights, 0).tolist()},
        BEYOND: {"x": middles, "y": np.where(inside, 0, heights).tolist()},
    }


def _ceiling(result) -> float:
    return charts.nice_ceiling(float(_histogram(result)[1].max()) * 1.02)


def ranges(result) -> dict:
    """Return the ends of the axes of the bars; the height moves in steps only."""
    return {"xaxis2": (0, result.now.lending.days), "yaxis2": (0, _ceiling(result))}


def ticks(result) -> dict:
    """Return the names under the bars: the share of the days, and what it brings at these values."""
    shares = [place / TICKS for place in range(TICKS + 1)]
    days = tuple(share * result.now.lending.days for share in shares)
    brought = [amount_text(round(result.now.income(each))) for each in days]
    texts = (f"{percent_text(share, 0)}<br>{money}" for share, money in zip(shares, brought, strict=True))
    return {"xaxis2": (days, tuple(texts))}


def figure(words: Words):
    """Return the empty figure."""
    names = ("still", "promised", "half", WITHIN, BEYOND, "expected")
    said = {name: words(f"F3.8.trace.{name}") for name in names}
    on_curve, on_bar = "%{x:.0f} → %{y:.1f}%", "%{x:.1f} → %{y:.1f}%"
    traces = [
        charts.line("still", said["still"], charts.BLUE, hover=f"{said['still']} {on_curve}"),
        charts.line("promised", said["promised"], charts.GREY, dash="dash", hover=f"{said['promised']} {on_curve}"),
        charts.dots("half", said["half"], charts.BLUE, symbols="diamond", hover=f"{said['half']} {on_curve}"),
        charts.columns(WITHIN, said[WITHIN], charts.GREEN, pattern="", width=BIN * 0.9, hover=on_bar, pane="2"),
        charts.columns(BEYOND, said[BEYOND], charts.ORANGE, pattern="/", width=BIN * 0.9, hover=on_bar, pane="2"),
        charts.line("expected", said["expected"], charts.RED, dash="dot", hover=f"{said['expected']} %{{x:.1f}}",
                    pane="2"),
    ]  # fmt: skip
    return charts.figure(
        traces,
        height=420,
        barmode="overlay",
        margin={"l": 58, "r": 48, "t": 36, "b": 130},
        legend={"orientation": "h", "x": 0, "y": -0.32, "yanchor": "top"},
        xaxis={"domain": (0.0, 0.42), "range": (0, LONGEST), "title": words("F3.8.axis.after")},
        yaxis={"range": (0, 105), "ticksuffix": "%"},
        xaxis2={"domain": (0.53, 1.0), "range": (0, 1), "anchor": "y2", "tickvals": [], "ticktext": [],
                "tickangle": 0, "tickfont": {"size": 11}, "title": words("F3.8.axis.year")},
        yaxis2={"range": (0, 20), "ticksuffix": "%", "anchor": "x2"},
        annotations=[
            {"text": words(f"F3.8.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("length", 0.21), ("year", 0.765))
        ],
    )  # fmt: skip
