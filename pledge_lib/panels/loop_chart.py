"""A leverage loop as a picture: with each round the room falls in steps, and the same fall of the price costs more.

Where the room has sunk below the fall that the reader sets, the call comes; one axis for both, in per cent. What each
round buys stands in a drawer.
"""

import math
from collections.abc import Iterator, Mapping

from pledge_lib.finance.leverage import loop_bought, loop_collateral, loop_debt, loop_exposure, loop_loss, loop_room
from pledge_lib.finance.units import COUNT, PERCENT
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.stage import Label, Pulse

MOST_ROUNDS = 10
ROUNDS = (*range(MOST_ROUNDS + 1), math.inf)
PLACES = tuple(range(len(ROUNDS)))  # the endless loop is drawn one place after the last counted round
ENDS = (-0.5, PLACES[-1] + 0.5)
TICKS = {"tickvals": PLACES, "ticktext": [*map(str, ROUNDS[:-1]), "∞"], "range": ENDS, "showgrid": False}
LOWEST_ROOM = -20  # per cent: the room of an endless loop at 70 % below a line of 170 %
ALL = 100  # per cent of own money


def at_the_end(endless: bool, _values: Mapping) -> Mapping:
    """Return where the lead goes with an endless loop: to its end."""
    return {"rounds": MOST_ROUNDS} if endless else {}


CONTROLS = (
    Slider(
        key="rounds",
        low=0,
        high=MOST_ROUNDS,
        step=1,
        default=3,
        unit=COUNT,
        sets=lambda _rounds, _values: {"endless": False},
    ),
    Toggle(key="endless", default=False, sets=at_the_end),
    Toggle(key="last_pledged", default=True),
    Slider(key="fall", low=0.0, high=0.60, step=0.01, default=0.20, unit=PERCENT),
)


def rooms(loop) -> list[float]:
    """Return the room in per cent after each number of rounds."""
    last = {"last_pledged": loop.last_pledged}
    return [100 * float(loop_room(loop.loan_to_value, rounds, loop.line, **last)) for rounds in ROUNDS]


def losses(loop) -> list[float]:
    """Return the per cent of own money that the fall takes after each number of rounds."""
    return [100 * float(loop_loss(loop.loan_to_value, rounds, loop.fall)) for rounds in ROUNDS]


def tone_after(loop, rounds: float, below: str) -> str:
    """Return the tone of a loop of so many rounds after the fall."""
    debt = loop_debt(loop.loan_to_value, rounds)
    if not debt:
        return tones.SAFE
    collateral = loop_collateral(loop.loan_to_value, rounds, last_pledged=loop.last_pledged)
    return tones.of_ratio(float(collateral * (1 - loop.fall) / debt), float(loop.line), below=below)


def zones(loop, below: str = tones.CALLED) -> tones.Zones:
    """Return the tone of each number of rounds on the lead's track; each reaches half a round to both sides."""
    shades = [tone_after(loop, rounds, below) for rounds in ROUNDS[:-1]]
    return (*((place + 0.5, shade) for place, shade in enumerate(shades[:-1])), (None, shades[-1]))


def lowest(loop) -> float:
    """Return the lower end of the upright axis: a loop may start below its line."""
    return LOWEST_ROOM if min(rooms(loop)) < 0 else 0


def highest(loop) -> float:
    """Return the upper end: the loss of an endless loop is on the axis."""
    return max(ALL, charts.nice_ceiling(losses(loop)[-1]))


def points(loop) -> dict:
    """Return the numbers of the marks, all in per cent."""
    found, lost, fall = rooms(loop), losses(loop), float(loop.fall) * 100
    here, (left, right) = ROUNDS.index(loop.rounds), ENDS
    is_gone_seen = highest(loop) > ALL
    return {
        "below": toned.box(left, right, lowest(loop), fall),
        "fall": (ENDS, [fall] * 2),
        "gone": (ENDS, [ALL if is_gone_seen else charts.NOWHERE] * 2),
        "stem": ([here, here], [lowest(loop), max(found[here], lost[here])]),
        "loss": (PLACES, lost),
        "room": (PLACES, found),
        "rounds": (PLACES, found),
        "loss-now": ([here], [lost[here]]),
        "room-now": ([here], [found[here]]),
    }


def labels(loop, below: str) -> Iterator[Label]:
    """Yield both numbers at their dots, the level of the fall, and the name of each line."""
    found, lost, fall = rooms(loop), losses(loop), float(loop.fall) * 100
    here, right = ROUNDS.index(loop.rounds), ENDS[1]
    lies_lower = found[here] < lost[here]
    yield Label(
        uid="now",
        x=here,
        y=found[here],
        tone=tones.STATE,
        look="strong",
        rank=0,
        at="l",
        dx=12,
        dy=14 if lies_lower else -24 if here == PLACES[-1] else -16,  # at the end it stands over the dots before it
    )
    yield Label(uid="loss-now", x=here, y=lost[here], rank=1, at="l", dx=12, dy=-14 if lies_lower else 14)
    yield Label(uid="fall", x=right, y=fall, tone=below, at="r", dx=-6, dy=12, rank=2, others=((ENDS[0], fall),))
    end = PLACES[-2]
    yield Label(
        uid="room",
        x=PLACES[1] + 0.5,
        y=(found[1] + found[2]) / 2,
        at="l",
        dx=8,
        dy=-12,
        rank=3,
        others=((end, found[end]),),
    )
    yield Label(uid="loss", x=right, y=lost[-1], at="r", dx=-6, dy=-14, rank=4)
    yield Label(
        uid="gone",
        x=ENDS[0],
        y=ALL if highest(loop) > ALL else charts.NOWHERE,
        tone=tones.SOLD,
        at="l",
        dx=6,
        dy=-11,
        rank=5,
    )


def chart(below: str = tones.CALLED) -> Chart:
    """Return the picture; `below` is the tone of a loop that the fall brings under its line."""
    return Chart(
        marks=(
            toned.zone("below", tone=below),
            toned.line("fall", tone=below, width=2),
            toned.line("gone", tone=tones.SOLD, width=2, dash="longdash"),
            toned.line("stem", tone=tones.QUIET, width=1.5, dash="dot"),
            toned.line("loss", tone=tones.INK, width=2, dash="dash"),
            toned.line("room", tone=tones.CURVE, width=3),
            toned.dot("rounds", tone=tones.CURVE, size=7),
            toned.dot("loss-now", tone=tones.INK, size=11, symbol="square"),
            toned.dot("room-now"),
        ),
        points=points,
        ranges=lambda loop: {"yaxis": (lowest(loop), highest(loop))},
        labels=lambda loop: tuple(labels(loop, below)),
        pulse=lambda loop: (Pulse(y=float(loop.fall) * 100),),
        track=lambda loop: (0, MOST_ROUNDS),
        layout=axes.plain(TICKS, {"ticksuffix": "%"}),
    )


def stairs(loop) -> tuple[list[float], list[float]]:
    """Return what each round buys and on what it stands; the last place takes all rounds after the tenth."""
    loan_to_value, last = loop.loan_to_value, loop.rounds
    heights = [float(loop_bought(loan_to_value, rounds)) if rounds <= last else 0.0 for rounds in ROUNDS[:-1]]
    tops = [float(loop_exposure(loan_to_value, rounds)) for rounds in ROUNDS[:-1]]
    rest = float(loop.exposure) - tops[-1] if last == math.inf else 0.0
    heights, bases = [*heights, rest], [0.0, *tops]
    return heights, [base if height else 0.0 for height, base in zip(heights, bases, strict=True)]


def bought(loop) -> dict:
    """Return the bars of the drawer, in multiples of own money."""
    heights, bases = stairs(loop)
    free = None if loop.last_pledged or loop.rounds == math.inf else loop.rounds
    own, pledged, unpledged = ([0.0] * len(PLACES) for _ in range(3))
    for place, height in enumerate(heights):
        which = unpledged if place == free and place > 0 else own if place == 0 else pledged
        which[place] = height
    return {
        "own": {"x": PLACES, "y": own, "base": bases},
        "pledged": {"x": PLACES, "y": pledged, "base": bases},
        "free": {"x": PLACES, "y": unpledged, "base": bases},
        "exposure": (ENDS, [float(loop.exposure)] * 2),
    }


STAIRS = Drawer(
    name="bought",
    chart=Chart(
        marks=(
            toned.bars("own", tone=tones.INK),
            toned.bars("pledged", tone=tones.CURVE),
            toned.bars("free", tone=tones.QUIET, hollow=True),
            toned.line("exposure", tone=tones.QUIET, width=1.5, dash="dot"),
        ),
        points=bought,
        ranges=lambda loop: {"yaxis": (0, max(2, math.ceil(loop.exposure)))},
        labels=lambda loop: (Label(uid="exposure", x=ENDS[1], y=float(loop.exposure), at="r", dx=-6, dy=12),),
        layout=axes.plain(TICKS, {"ticksuffix": " ×"}, names=("", "axis.own"), barmode="overlay"),
    ),
)
