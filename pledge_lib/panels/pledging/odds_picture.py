"""The pictures of F1.8: the odds over the ratio when drawn, and in a drawer the fan of the paths."""

from dataclasses import dataclass

from pledge_lib.finance.units import Percent
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.pledging.odds_model import RATIOS, SHARES, WITHIN, Odds, Simulated, charted
from pledge_lib.panels.stage import Label

LOANS = {"sixty": 0.6, "fifty": 0.5, "forty": 0.4}  # loan-to-value of the three rings
CEILINGS = (2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 50.0)


def points(result: Odds) -> dict:
    """Return the curve of the closed form, three loans on it, where the hand is, and what was counted."""
    ratios, odds = result.curve
    loans = LOANS.values()
    return {
        "curve": ([ratio * 100 for ratio in ratios], [share * 100 for share in odds]),
        "loans": ([100 / share for share in loans], [odds_of(result, share) * 100 for share in loans]),
        "error": error_line(result),
        "stem": ([result.values["ratio"] * 100] * 2, [0, result.formula.probability_of_call * 100]),
        "now": ([result.values["ratio"] * 100], [result.formula.probability_of_call * 100]),
        "older": dot(result.older),
        "simulated": dot(result.simulated),
    }


def odds_of(result: Odds, loan_to_value: float) -> float:
    """Return the odds of a loan of so much of the value, read off the curve between its points."""
    ratios, odds = result.curve
    ratio = 1 / loan_to_value
    above = next(place for place, each in enumerate(ratios) if each >= ratio)
    low, high = ratios[above - 1], ratios[above]
    part = (ratio - low) / (high - low)
    return odds[above - 1] + part * (odds[above] - odds[above - 1])


def dot(counted: Simulated | None) -> tuple[list[float], list[float]]:
    """Return what was counted as a point on the curve."""
    return ([counted.ratio * 100], [counted.odds.probability_of_call * 100]) if counted else ([charts.NOWHERE],) * 2


def error_line(result: Odds) -> tuple[list[float], list[float]]:
    """Return the line of so many standard errors below and above what was counted."""
    if result.simulated is None or result.simulated.odds.standard_error is None:
        return ([charts.NOWHERE] * 2,) * 2
    counted = result.simulated.odds
    width = WITHIN * counted.standard_error
    ends = (max(0.0, counted.probability_of_call - width), min(1.0, counted.probability_of_call + width))
    return [result.simulated.ratio * 100] * 2, [end * 100 for end in ends]


def labels(result: Odds):
    """Yield the odds at the dot, what was counted, and the three loans by name."""
    ratio, odds = result.values["ratio"] * 100, result.formula.probability_of_call * 100
    yield Label(uid="now", x=ratio, y=odds, look="strong", rank=0, at="l", dx=4, dy=-17)
    for uid, counted in (("simulated", result.simulated), ("older", result.older)):
        if counted:
            x, y = counted.ratio * 100, counted.odds.probability_of_call * 100
            yield Label(uid=uid, x=x, y=y, text=(f"label.{uid}", counted), at="l", dx=13, dy=8, rank=1)
    for name, share in LOANS.items():
        yield Label(uid=name, x=100 / share, y=odds_of(result, share) * 100, at="l", dx=4, dy=-11, rank=3)


CURVE = Chart(
    marks=(
        toned.line("curve", tone=tones.CURVE, width=3),
        toned.dot("loans", tone=tones.QUIET, hollow=True, size=10),
        toned.line("stem", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("now", tone=tones.CURVE),
        toned.line("error", tone=tones.INK, width=4),
        toned.dot("older", tone=tones.QUIET, hollow=True, size=12, symbol="square"),
        toned.dot("simulated", tone=tones.INK, hollow=True, size=12),
    ),
    points=points,
    ranges=lambda result: {"xaxis": tuple(end * 100 for end in RATIOS), "yaxis": (0, 100)},
    labels=labels,
    track=lambda result: tuple(end * 100 for end in RATIOS),
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}),
)


@dataclass(frozen=True, kw_only=True)
class Band:
    """A band of the fan, and how many of the paths are within."""

    share: Percent


def fan_of(result: Odds) -> dict:
    """Return the fan: two bands around the median; the simulated one where there is one of these values."""
    rows = result.simulated.fan if result.simulated else result.formula_fan
    days = charted(result.days)[: len(rows)]
    across = zip(SHARES, zip(*rows, strict=True), strict=True)
    edges = {share: [ratio * 100 for ratio in edge] for share, edge in across}
    line = result.values["line"] * 100
    lowest = [min(ratio, line) for ratio in edges[SHARES[0]]]
    return {
        "outer": toned.between(days, edges[SHARES[0]], edges[SHARES[-1]]),
        "inner": toned.between(days, edges[SHARES[1]], edges[SHARES[-2]]),
        "called": toned.between(days, lowest, [line] * len(days)),
        "line": ([0, result.days], [line] * 2),
        "median": (days, edges[SHARES[2]]),
    }


def fan_ranges(result: Odds) -> dict:
    """Return the ends of the axes of the fan, which move in steps only."""
    fans = [result.formula_fan, *([result.simulated.fan] if result.simulated else [])]
    highest = max(ratio for ratios in fans for row in ratios for ratio in row)
    ceiling = next((end for end in CEILINGS if end >= max(highest, result.values["line"]) * 1.02), CEILINGS[-1])
    return {"xaxis": (0, result.days), "yaxis": (0, ceiling * 100)}


def fan_labels(result: Odds):
    """Yield the names of the bands, the median and the line at the right edge."""
    row = (result.simulated.fan if result.simulated else result.formula_fan)[-1]
    days = charted(result.days)[: len(result.simulated.fan if result.simulated else result.formula_fan)][-1]
    for uid, place in (("inner", 3), ("outer", 4)):
        band = Band(share=round(SHARES[place] - SHARES[-1 - place], 2))
        yield Label(uid=uid, x=days, y=row[place] * 100, text=("label.band", band), at="r", dx=-6, dy=12)
    yield Label(uid="median", x=days, y=row[2] * 100, at="r", dx=-6, dy=-10, rank=2)
    yield Label(uid="line", x=0, y=result.values["line"] * 100, tone=tones.CALLED, at="l", dx=8, dy=12, rank=1)


PATHS = Drawer(
    name="paths",
    chart=Chart(
        marks=(
            toned.zone("outer", tone=tones.PLAIN),
            toned.zone("inner", tone=tones.CURVE),
            toned.zone("called", tone=tones.CALLED),
            toned.line("line", tone=tones.CALLED, width=2, dash="dash"),
            toned.line("median", tone=tones.CURVE, width=3),
        ),
        points=fan_of,
        ranges=fan_ranges,
        labels=lambda result: tuple(fan_labels(result)),
        layout=axes.plain({}, {"ticksuffix": "%"}, names=("", "axis.ratio")),
    ),
)
