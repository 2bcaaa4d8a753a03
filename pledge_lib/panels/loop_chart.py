"""The two panes of a leverage loop: what each round buys, and what more rounds do to the room and to own money."""

import math

from pledge_lib.finance.leverage import loop_bought, loop_exposure, loop_loss, loop_room
from pledge_lib.panels import charts
from pledge_lib.panels.words import Words

MOST_ROUNDS = 10
ROUNDS = (*range(MOST_ROUNDS + 1), math.inf)
PLACES = tuple(range(len(ROUNDS)))  # the endless loop is drawn one place after the last counted round
ENDS = (-0.5, PLACES[-1] + 0.5)
SMALLEST_LOSS_AXIS = 50
LOWEST_ROOM = -20  # per cent: the room of an endless loop at 70 % below a line of 170 %


def lines(result) -> dict:
    """Return the numbers of each trace, in multiples of own money and in per cent of it."""
    heights, bases = _stairs(result)
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


def _stairs(result) -> tuple[list[float], list[float]]:
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


def figure(words: Words, figure_id: str):
    """Return the empty figure, with the texts of the panel that draws it."""
    names = ("own", "pledged", "free", "exposure", "room", "fall", "loss")
    said = {name: words(f"{figure_id}.trace.{name}") for name in names}
    times, percent = "%{x}: %{y:.3f} ×", "%{y:.2f}%"
    ticks = {"tickvals": PLACES, "ticktext": [*map(str, ROUNDS[:-1]), "∞"], "range": ENDS, "showgrid": False}
    traces = [
        charts.columns("own", said["own"], charts.BLUE, pattern="", hover=f"{said['own']} {times}"),
        charts.columns("pledged", said["pledged"], charts.ORANGE, pattern="/", hover=f"{said['pledged']} {times}"),
        charts.columns("free", said["free"], charts.GREY, pattern="x", hover=f"{said['free']} {times}"),
        charts.line("exposure", said["exposure"], charts.GREY, dash="dot", width=1.5,
                    hover=f"{said['exposure']} %{{y:.3f}} ×"),
        charts.line("room", said["room"], charts.BLUE, hover=f"{said['room']} {percent}", pane="2"),
        charts.line("fall", said["fall"], charts.GREY, dash="dashdot", width=2, hover=f"{said['fall']} {percent}",
                    pane="2"),
        charts.line("loss", said["loss"], charts.RED, dash="dash", hover=f"{said['loss']} {percent}",
                    pane="2").update(yaxis="y3"),
        charts.dots("room-now", said["room"], charts.BLUE, symbols="diamond", hover=f"{said['room']} {percent}",
                    pane="2"),
        charts.dots("loss-now", said["loss"], charts.RED, symbols="x", hover=f"{said['loss']} {percent}",
                    pane="2").update(yaxis="y3"),
    ]  # fmt: skip
    for trace in traces[-2:]:
        trace.showlegend = False
    return charts.figure(
        traces,
        height=380,
        barmode="overlay",
        margin={"l": 52, "r": 62, "t": 80, "b": 48},
        xaxis={"title": words(f"{figure_id}.axis.round"), "domain": (0.0, 0.42), **ticks},
        yaxis={"range": [0, 3], "title": words(f"{figure_id}.axis.exposure")},
        xaxis2={"title": words(f"{figure_id}.axis.rounds"), "domain": (0.54, 1.0), "anchor": "y2", **ticks},
        yaxis2={"range": [0, 100], "anchor": "x2", "ticksuffix": "%", "title": words(f"{figure_id}.axis.room")},
        yaxis3={"range": [0, 50], "anchor": "x2", "overlaying": "y2", "side": "right", "showgrid": False,
                "ticksuffix": "%", "title": words(f"{figure_id}.axis.loss")},
    )  # fmt: skip
