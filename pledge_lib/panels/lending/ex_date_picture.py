"""The picture of F3.6: by how much lending through beats recalling over the fee rate, a line for each tax view."""

import math

from pledge_lib import datasets
from pledge_lib.finance.lending.dividend_tax import VIEWS
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.ex_date_model import PROFILE, ExDate, Treatment
from pledge_lib.panels.stage import Label, Pulse

CAP, STEP = datasets.rules(PROFILE).highest_rate * 100, datasets.rules(PROFILE).auction_step * 100
FAR = 0.6  # of the axis: what lies beyond has its name to the left
CLOSE = 0.06  # of the axis: two lines nearer than this have one name
APART = 0.19  # columns of one view stand so far from its middle
NOT = charts.NOWHERE


def ends_of(treatment: Treatment, result: ExDate) -> tuple[float, float]:
    """Return the difference without a fee, which is the tax alone, and at the cap; in between it is a straight line."""
    extra = treatment.decision.extra_tax
    return -extra, result.highest_fee - extra


def span(result: ExDate) -> tuple[float, float]:
    """Return the ends of the axis, the same for every rate."""
    found = [end for treatment in result.treatments.values() for end in ends_of(treatment, result)]
    low, high = min(0, *found), max(0, *found)
    step = charts.nice_ceiling(max(high - low, 1)) / 10
    return math.floor(low * 1.15 / step) * step, math.ceil(high * 1.05 / step) * step


def crossing(result: ExDate) -> float:
    """Return the breakeven rate of the chosen view in per cent, nowhere where no rate or any will do."""
    return result.breakeven * 100 if 0 < result.breakeven <= result.rules.highest_rate else NOT


def points(result: ExDate) -> dict:
    """Return the numbers of the marks: the level of a recall, a line for each view, the crossing and the dot."""
    low, _ = span(result)
    across, chosen = [0, CAP], result.chosen
    met = crossing(result)
    return {
        "level": (across, [0, 0]),
        **{view: (across, list(ends_of(result.treatments[view], result))) for view in VIEWS},
        "drop": ([met] * 2, [low, 0 if met == met else NOT]),
        "cross": ([met], [0 if met == met else NOT]),
        "extra": ([0], [-result.decision.extra_tax if result.decision.extra_tax > 0 else NOT]),
        "now": ([result.rate * 100], [chosen.decision.difference]),
    }


def looks(result: ExDate, say) -> dict:
    """Return the chosen line in the tone of the curve, the others quiet."""
    return {view: {"tone": tones.CURVE if view == result.chosen.view else tones.QUIET} for view in VIEWS}


def labels(result: ExDate):
    """Yield the difference at the dot, the tax at the left end, breakeven, and the names of the views at the right."""
    low, high = span(result)
    rate, difference = result.rate * 100, result.decision.difference
    side = {"at": "r", "dx": -13} if rate > CAP * FAR else {"at": "l", "dx": 13}
    over = 1 if side["at"] == "l" else -1  # the line rises to the right: below it there, above it to the left
    yield Label(uid="now", x=rate, y=difference, tone=tones.STATE, look="strong", rank=0, dy=15 * over, **side)
    if result.decision.extra_tax > 0:
        yield Label(uid="extra", x=0, y=-result.decision.extra_tax, tone=tones.CURVE, rank=2, dx=4, dy=14)
    met = crossing(result)
    left = {"at": "r", "dx": -7} if met > CAP * FAR else {"at": "l", "dx": 7}
    yield Label(uid="cross", x=met, y=low, rank=1, dy=-12, **left)
    yield Label(uid="level", x=CAP * FAR, y=0, at="c", dy=12, rank=6)
    named = []
    for view in (result.chosen.view, *VIEWS):
        height = ends_of(result.treatments[view], result)[1]
        if any(abs(height - other) < CLOSE * (high - low) for other in named):
            continue
        named.append(height)
        is_chosen = view == result.chosen.view
        yield Label(
            uid=f"view-{view}",
            text=f"bar.{view}",
            x=CAP,
            y=height,
            tone=tones.CURVE if is_chosen else "",
            rank=3 if is_chosen else 4,
            at="r",
            dx=-12,
            dy=-11,
        )


CHART = Chart(
    marks=(
        toned.line("level", tone=tones.INK, width=1.5),
        *(toned.line(view, tone=tones.QUIET, width=2.5) for view in VIEWS),
        toned.line("drop", tone=tones.QUIET, width=1.5, dash="dash"),
        toned.dot("cross", tone=tones.INK, hollow=True, size=11),
        toned.dot("extra", tone=tones.CURVE, size=9),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"yaxis": span(result)},
    looks=looks,
    labels=labels,
    pulse=lambda result: (Pulse(y=0, over=result.better == "lend"),),
    track=lambda result: (STEP, CAP),
    layout=axes.plain({"ticksuffix": "%", "range": [0, CAP]}, {"tickformat": ","}, left=66),
)


def columns(result: ExDate) -> dict:
    """Return the numbers of the drawer's columns: two of each view, recalled and lent through."""
    own = [treatment.decision for treatment in result.treatments.values()]
    places = range(len(VIEWS))
    return {
        "recalled": {
            "x": [place - APART for place in places],
            "y": [decision.recall for decision in own],
        },
        "lent": {
            "x": [place + APART for place in places],
            "y": [decision.lend_through for decision in own],
        },
    }


def column_labels(result: ExDate):
    """Yield what the two columns of the first view are."""
    own = next(iter(result.treatments.values())).decision
    yield Label(uid="recalled", x=-APART, y=own.recall, at="c", dy=-10, rank=1)
    yield Label(uid="lent", x=APART, y=own.lend_through, at="c", dy=-10, rank=2)


BARS = Chart(
    marks=(
        toned.bars("recalled", tone=tones.QUIET, width=0.34),
        toned.bars("lent", tone=tones.CURVE, width=0.34),
    ),
    points=columns,
    ranges=lambda result: {
        "yaxis": (
            0,
            charts.nice_ceiling(
                max(max(own.decision.recall, own.decision.lend_through) for own in result.treatments.values()) * 1.1,
                charts.FINE,
            ),
        )
    },
    ticks=lambda result, say: {"xaxis": (tuple(range(len(VIEWS))), tuple(say(f"bar.{view}") for view in VIEWS))},
    labels=column_labels,
    layout=axes.plain(
        {"range": [-0.6, len(VIEWS) - 0.4]}, {"tickformat": ","}, left=72, barmode="overlay", names=("", "axis.money")
    ),
)
