"""The pictures of F4.4: the collateral and what each call takes of it, and in a drawer the health factor after each."""

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.crypto.liquidation_model import MOST_SHOWN, Stepper
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label, Pulse

PLACES = 2 + MOST_SHOWN  # before the fall, after it, and the calls
HIGHEST_HEALTH = 1.5  # what is above is drawn here; the table says the number
BARS = ("opened", "lost", "repaid", "bonus", "left")
WIDTH = 0.7  # of the last bar


def whole_from(result: Stepper) -> float:
    """Return the health factor from which on all may be repaid, or where it helps no more if there is none."""
    return min(result.rules.full_close_health_factor or result.turning_point, 1)


def hanging(result: Stepper) -> dict[str, tuple[float, float]]:
    """Return the lower end and the height of each bar: every use hangs where the one before has left off."""
    opened, fallen = result.opened.collateral_value, result.fallen.collateral_value
    after = fallen - result.repaid
    return {
        "opened": (0, opened),
        "lost": (fallen, opened - fallen),
        "repaid": (after, result.repaid),
        "bonus": (after - result.penalty, result.penalty),
        "left": (0, result.end.collateral_value),
    }


def points(result: Stepper) -> dict:
    """Return the numbers of the marks: the bars, the connectors, and of what is left the part that is owed."""
    bars = hanging(result)
    tops = [base for base, _ in (bars["lost"], bars["repaid"], bars["bonus"])]
    levels = [result.opened.collateral_value, *tops]
    owed = min(result.end.debt_value, result.end.collateral_value)
    return {
        "joined": toned.segments((place - 0.3, level, place + 1.3, level) for place, level in enumerate(levels)),
        "bars": {
            "x": range(len(BARS) - 1),
            "base": [bars[name][0] for name in BARS[:-1]],
            "y": [bars[name][1] for name in BARS[:-1]],
        },
        "own": {"x": [len(BARS) - 1], "base": [owed], "y": [result.end.collateral_value - owed]},
        "owed": {"x": [len(BARS) - 1], "base": [0], "y": [owed]},
        "deficit": {"x": [len(BARS) - 1], "base": [0], "y": [-result.deficit]},
    }


def ends(result: Stepper) -> tuple[float, float]:
    """Return the ends of the axis: the collateral before the fall, and below zero the most that nobody pays."""
    lowest = -charts.nice_ceiling(result.most_unpaid, charts.FINE) if result.most_unpaid else 0
    return lowest, charts.nice_ceiling(result.opened.collateral_value, charts.FINE)


def labels(result: Stepper):
    """Yield the sum of each bar on its top."""
    for place, name in enumerate(BARS):
        base, height = hanging(result)[name]
        yield Label(
            uid=name,
            text=None if height else "label.nothing",
            x=place,
            y=base + height,
            at="c",
            dy=-10,
            rank=1 if name == "left" else 1 + place,
            look="strong" * (name == "left"),
            tone=tones.INK,
        )
    owed = min(result.end.debt_value, result.end.collateral_value)
    if owed:
        last = len(BARS) - 1
        yield Label(uid="owed", x=last, y=owed / 2, at="c", rank=6, fit=(last - WIDTH / 2, last + WIDTH / 2))
    if result.deficit:
        yield Label(uid="deficit", x=len(BARS) - 1.4, y=-result.deficit / 2, at="r", rank=3, tone=tones.SOLD)


CHART = Chart(
    marks=(
        toned.line("joined", tone=tones.QUIET, width=1),
        toned.bars("bars", tone=tones.QUIET, width=0.6),
        toned.bars("own", tone=tones.INK, width=WIDTH),
        toned.bars("owed", tone=tones.CALLED, hollow=True, width=WIDTH),
        toned.bars("deficit", tone=tones.SOLD, width=WIDTH),
    ),
    points=points,
    ranges=lambda result: {"yaxis": ends(result)},
    looks=lambda result, say: {"bars": {"tone": (tones.CURVE, tones.QUIET, tones.INK, tones.CALLED)}},
    ticks=lambda result, say: {"xaxis": (tuple(range(len(BARS))), tuple(say(f"bar.{name}") for name in BARS))},
    labels=labels,
    pulse=lambda result: (Pulse(y=0, over=bool(result.calls)),),
    layout=axes.plain({"range": [-0.6, len(BARS) - 0.4]}, {"tickformat": ","}, left=62, barmode="overlay"),
)


def healths(result: Stepper) -> dict:
    """Return the health factor before the fall, after it and after each call, with 1 and the turning point."""
    across = (-0.4, PLACES - 0.6)
    places = range(len(result.steps))
    return {
        "one": (across, [1, 1]),
        "turning": (across, [result.turning_point] * 2),
        "health": (places, [min(step.health or 0, HIGHEST_HEALTH) for step in result.steps]),
        "calls": (places, [min(step.health or 0, HIGHEST_HEALTH) for step in result.steps]),
    }


HEALTH_CHART = Chart(
    marks=(
        toned.line("one", tone=tones.SOLD, width=2),
        toned.line("turning", tone=tones.NEAR, width=2, dash="dot"),
        toned.line("health", tone=tones.CURVE, width=3),
        toned.dot("calls", tone=tones.CURVE, size=10),
    ),
    points=healths,
    ticks=lambda result, say: {
        "xaxis": (tuple(range(len(result.steps))), tuple(say(f"tick.{step.name}", step) for step in result.steps))
    },
    labels=lambda result: (
        Label(uid="one", x=PLACES - 0.6, y=1, tone=tones.SOLD, at="r", dx=-8, dy=-11, rank=1),
        Label(uid="turning", x=PLACES - 0.6, y=result.turning_point, tone=tones.NEAR, at="r", dx=-8, dy=12, rank=2),
    ),
    layout=axes.plain(
        {"range": [-0.4, PLACES - 0.6]}, {"range": [0, HIGHEST_HEALTH * 1.03]}, names=("", "axis.health")
    ),
)
