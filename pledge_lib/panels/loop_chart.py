"""The two panes of a leverage loop: what each round buys, and what more rounds do to the room and to own money."""

import math

from pledge_lib.finance.leverage import loop_bought, loop_exposure, loop_loss, loop_room
from pledge_lib.panels import charts, marks
from pledge_lib.panels.figure import Chart

MOST_ROUNDS = 10
ROUNDS = (*range(MOST_ROUNDS + 1), math.inf)
PLACES = tuple(range(len(ROUNDS)))  # the endless loop is drawn one place after the last counted round
ENDS = (-0.5, PLACES[-1] + 0.5)
SMALLEST_LOSS_AXIS = 50
TIMES, PERCENT = "%{y:.3f} ×", "{name} %{y:.2f}%"
RIGHT, UNNAMED = {"yaxis": "y3"}, {"showlegend": False}
LOWEST_ROOM = -20  # per cent: the room of an endless loop at 70 % below a line of 170 %


def points(result) -> dict:
    """Return the numbers of the marks, in multiples of own money and in per cent of it."""
    heights, bases = stairs(result)
    free = None if result.last_pledged or result.rounds == math.inf else result.rounds
    own, pledged, unpledged = ([0.0] * len(PLACES) for _ in range(3))
    for place, height in enumerate(heights):
        which = unpledged if place == free and place > 0 else own if place == 0 else pledged
        which[place] = height
    rooms = [100 * loop_room(result.loan_to_value, rounds, result.line, last_pledged=result.last_pledged)
             for rounds in ROUNDS]  # fmt: skip
    losses = [100 * loop_loss(result.loan_to_value, rounds, result.fall) for rounds in ROUNDS]
    here = ROUNDS.index(result.rounds)
    return {
        "own": {"x": PLACES, "y": own, "base": bases},
        "pledged": {"x": PLACES, "y": pledged, "base": bases},
        "free": {"x": PLACES, "y": unpledged, "base": bases},
        "exposure": (ENDS, [result.exposure] * 2),
        "room": (PLACES, rooms),
        "fall": (ENDS, [result.fall * 100] * 2),
        "loss": (PLACES, losses),
        "room-now": ([here], [rooms[here]]),
        "loss-now": ([here], [losses[here]]),
    }


def stairs(result) -> tuple[list[float], list[float]]:
    """Return what each round buys and on what it stands; the last place takes all rounds after the tenth."""
    loan_to_value, last = result.loan_to_value, result.rounds
    heights = [float(loop_bought(loan_to_value, rounds)) if rounds <= last else 0.0 for rounds in ROUNDS[:-1]]
    tops = [float(loop_exposure(loan_to_value, rounds)) for rounds in ROUNDS[:-1]]
    rest = float(result.exposure) - tops[-1] if last == math.inf else 0.0
    heights, bases = [*heights, rest], [0.0, *tops]
    return heights, [base if height else 0.0 for height, base in zip(heights, bases, strict=True)]


def ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only; both axes of the right pane have their 0 at one height."""
    lowest = LOWEST_ROOM if loop_room(result.loan_to_value, math.inf, result.line) < 0 else 0
    worst = 100 * loop_loss(result.loan_to_value, math.inf, result.fall)
    highest = charts.nice_ceiling(max(SMALLEST_LOSS_AXIS, worst))
    return {
        "yaxis": (0, max(2, math.ceil(result.exposure))),
        "yaxis2": (lowest, 100),
        "yaxis3": (lowest * highest / 100, highest),
    }


def layout(say) -> dict:
    """Return the two panes beside one another, the right one with two axes."""
    ticks = {"tickvals": PLACES, "ticktext": [*map(str, ROUNDS[:-1]), "∞"], "range": ENDS, "showgrid": False}
    return {
        "height": 380,
        "barmode": "overlay",
        "margin": {"l": 52, "r": 62, "t": 80, "b": 48},
        "xaxis": {"title": say("axis.round"), "domain": (0.0, 0.42), **ticks},
        "yaxis": {"range": [0, 3], "title": say("axis.exposure")},
        "xaxis2": {"title": say("axis.rounds"), "domain": (0.54, 1.0), "anchor": "y2", **ticks},
        "yaxis2": {"range": [0, 100], "anchor": "x2", "ticksuffix": "%", "title": say("axis.room")},
        "yaxis3": {"range": [0, 50], "anchor": "x2", "overlaying": "y2", "side": "right", "showgrid": False,
                   "ticksuffix": "%", "title": say("axis.loss")},
    }  # fmt: skip


def step(uid: str, color: str, pattern: str):
    """Return the bars of one kind of step, each on the one before."""
    return marks.columns(uid, color=color, name=uid, pattern=pattern, hover=f"{{name}} %{{x}}: {TIMES}")


CHART = Chart(
    marks=(
        step("own", charts.BLUE, ""),
        step("pledged", charts.ORANGE, "/"),
        step("free", charts.GREY, "x"),
        marks.line("exposure", color=charts.GREY, name="exposure", dash="dot", width=1.5, hover=f"{{name}} {TIMES}"),
        marks.line("room", color=charts.BLUE, name="room", hover=PERCENT, pane="2"),
        marks.line("fall", color=charts.GREY, name="fall", dash="dashdot", width=2, hover=PERCENT, pane="2"),
        marks.line("loss", color=charts.RED, name="loss", dash="dash", hover=PERCENT, pane="2", also=RIGHT),
        marks.dots(
            "room-now", color=charts.BLUE, name="room", symbols="diamond", hover=PERCENT, pane="2", also=UNNAMED
        ),
        marks.dots(
            "loss-now", color=charts.RED, name="loss", symbols="x", hover=PERCENT, pane="2", also=RIGHT | UNNAMED
        ),
    ),
    points=points,
    ranges=ranges,
    layout=layout,
)
