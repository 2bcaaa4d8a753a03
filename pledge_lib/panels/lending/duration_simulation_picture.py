"""The pictures of F3.8: the days on loan of many years as bars, and in a drawer how long a loan runs."""

import numpy as np

from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.duration_simulation_model import BAND, BIN, DurationSimulation
from pledge_lib.panels.stage import Label

LONGEST = 180  # days of the drawer
AFTER = np.arange(0, LONGEST + 1, 2)
TICKS = 5
ROOM = 1.25  # above the highest bar, for what is written there
ABOVE = 1.03  # of its height: where the arrow on a bar stands


def ceiling(result: DurationSimulation) -> float:
    """Return the upper end of the bars' axis: one for every place of the lead, so that it stands under the hand."""
    return min(100.0, charts.nice_ceiling(result.of.usual_bar * 100 * ROOM, charts.FINE))


def cut(result: DurationSimulation) -> float:
    """Return the height at which a bar is cut off that would be higher, as there is no room to write above it."""
    return ceiling(result) / ROOM


def is_cut(result: DurationSimulation) -> np.ndarray:
    """Return whether each bar is cut off."""
    return result.counted.bars * 100 > cut(result)


def bars(result: DurationSimulation) -> dict:
    """Return the bars, those between the ends of the band apart from the others, and an arrow on each one cut off."""
    edges, heights = result.counted.edges, np.minimum(result.counted.bars * 100, cut(result))
    low, high = (result.simulated.below(share) for share in BAND)
    inside = (edges[1:] > low) & (edges[:-1] <= high)
    middles = (edges[:-1] + BIN / 2).tolist()
    return {
        "within": {"x": middles, "y": np.where(inside, heights, 0).tolist()},
        "beyond": {"x": middles, "y": np.where(inside, 0, heights).tolist()},
        "cut": (middles, np.where(is_cut(result), cut(result) * ABOVE, charts.NOWHERE).tolist()),
    }


def points(result: DurationSimulation) -> dict:
    """Return the numbers of the marks; the bars are of the simulation last done, the mean is of the hand's place."""
    top, days = ceiling(result), result.now.lending.days
    return bars(result) | {
        "full": ([days, days], [0, top]),
        "expected": ([result.now.lending.expected_days] * 2, [0, top]),
    }


def ticks(result: DurationSimulation, say) -> dict:
    """Return the names under the bars: the share of the days, and what it brings at these values."""
    shares = [place / TICKS for place in range(TICKS + 1)]
    days = tuple(share * result.now.lending.days for share in shares)
    names = (
        f"{PERCENT(share)}<br>{MONEY.rounded(0)(result.now.income(each))}"
        for share, each in zip(shares, days, strict=True)
    )
    return {"xaxis": (days, tuple(names))}


def looks(result: DurationSimulation, _say) -> dict:
    """Return the tones of the bars: quiet ones are of older values."""
    return {"within": {"tone": tones.QUIET if result.is_older else tones.CURVE}}


def labels(result: DurationSimulation):
    """Yield the mean at its line, what every single day would bring, and how many years are in which bars."""
    top, days = ceiling(result), result.now.lending.days
    expected = result.now.lending.expected_days
    low, high = (result.simulated.below(share) for share in BAND)
    side = {"at": "l", "dx": 8} if expected < days / 2 else {"at": "r", "dx": -8}
    yield Label(uid="expected", x=expected, y=top, look="strong", tone=tones.INK, rank=0, dy=11, **side)
    yield band_label(result)
    yield Label(uid="full", x=days, y=top * 0.8, at="r", dx=-8, rank=2, others=((days, top * 0.6),))
    edge = days / 5  # nearer to an end there is no room beside the bars
    if high < days - edge:
        yield Label(uid="good", x=high, y=0, dx=14, dy=-44, rank=3)
    if low > edge:
        yield Label(uid="bad", x=low, y=0, at="r", dx=-14, dy=-44, rank=4)


def band_label(result: DurationSimulation) -> Label:
    """Return the name of the band above its bars; where some are cut off, beside them and with the tallest's height."""
    cut_off = np.flatnonzero(is_cut(result))
    if not len(cut_off):
        middle = sum(map(result.simulated.below, BAND)) / 2
        tallest = result.counted.tallest * 100
        return Label(uid="within", x=middle, y=tallest, at="c", dy=-10, tone=tones.CURVE, rank=1)
    starts, ends = result.counted.edges[[cut_off[0], cut_off[-1] + 1]].tolist()
    at_left = ends < result.of.lending.days / 2
    side = {"x": ends, "at": "l", "dx": 9} if at_left else {"x": starts, "at": "r", "dx": -9}
    return Label(uid="within", text="label.cut", y=cut(result), dy=11, tone=tones.CURVE, rank=1, **side)


YEARS = Chart(
    marks=(
        toned.bars("within", tone=tones.CURVE, width=BIN * 0.9),
        toned.bars("beyond", tone=tones.QUIET, hollow=True, width=BIN * 0.9),
        toned.line("full", tone=tones.QUIET, width=2, dash="dash"),
        toned.line("expected", tone=tones.INK, width=3),
        toned.event("cut", tone=tones.CURVE, symbol="triangle-up", size=8),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, result.now.lending.days), "yaxis": (0, ceiling(result))},
    looks=looks,
    ticks=ticks,
    labels=labels,
    layout=axes.plain({}, {"ticksuffix": "%"}, right=30, bottom=60, barmode="overlay"),
)


def length(result: DurationSimulation) -> dict:
    """Return the share of loans still running, beside loans that last exactly the mean, and where half have ended."""
    lending = result.now.lending
    return {
        "still": (AFTER.tolist(), (lending.still_on_loan(AFTER) * 100).tolist()),
        "promised": ([0, lending.mean_days, lending.mean_days, LONGEST], [100, 100, 0, 0]),
        "half": ([lending.half_life], [lending.still_on_loan(lending.half_life) * 100]),
    }


def length_labels(result: DurationSimulation):
    """Yield the names of both lines, and at the dot when half have ended."""
    lending = result.now.lending
    half = lending.still_on_loan(lending.half_life) * 100
    yield Label(uid="half", x=lending.half_life, y=half, look="strong", tone=tones.CURVE, rank=0, dx=12, dy=-12)
    yield Label(uid="promised", x=lending.mean_days, y=100, dx=8, dy=12, rank=1)


LENGTH = Drawer(
    name="length",
    chart=Chart(
        marks=(
            toned.line("promised", tone=tones.QUIET, width=2, dash="dash"),
            toned.line("still", tone=tones.CURVE, width=3),
            toned.dot("half", tone=tones.CURVE, size=13),
        ),
        points=length,
        ranges=lambda result: {"xaxis": (0, LONGEST), "yaxis": (0, 105)},
        labels=length_labels,
        layout=axes.plain({}, {"ticksuffix": "%"}, names=("axis.after", "axis.still")),
    ),
)
