"""The picture of F4.7: the price, the chain and Taipei as lanes on one clock, and the day on which money arrives.

A lane is safe until its line is crossed; in Taipei time to act follows, on chain nothing does. ✕ is a liquidation or a
forced sale, ▲ a notice; the days on which Taipei does not trade are grey. Own money day by day is a drawer.
"""

import math
from collections.abc import Iterator
from datetime import date

from pledge_lib.finance.units import DAY_IN_YEAR
from pledge_lib.market import procedure
from pledge_lib.panels import axes, calendar_days, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.crypto.two_clocks_model import FIRST_RESERVE, LAST_RESERVE, TwoClocks
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label, Pulse

PRICE, CHAIN, TAIPEI = 2, 1, 0  # the heights of the lanes
HALF = 0.27  # half the height of a lane, where a lane is 1 high
FOOT, TOP = -0.6, 2.6
TONES = {procedure.CALLED: tones.NEAR, procedure.WATCH: tones.NEAR, procedure.SAME_DAY: tones.NEAR}  # time to act
STATES = (tones.SAFE, tones.NEAR, tones.SOLD)
OPEN = (calendar_days.SESSION, calendar_days.SETTLEMENT)  # business days of Taipei
FEW_DAYS, SHORT_STEP, WEEK = 20, 3, 7
LEFT_STEP = 20  # per cent, of the ends of own money


def place_of(result: TwoClocks, day: date) -> int:
    """Return how many days after the loan a day is."""
    return (day - result.path.days[0]).days


def last_place(result: TwoClocks) -> int:
    """Return the last day of the clock, the path's: there the lanes end, and with them the axis and the hand."""
    return len(result.path.days) - 1


def chain_lane(result: TwoClocks) -> Iterator[tuple[str, float, float]]:
    """Yield the stretches of the loan on chain as tone and ends: safe, and what follows the first liquidation."""
    end = len(result.path.days) - 0.5
    if result.liquidated is None:
        yield tones.SAFE, -0.5, end
    else:
        day = place_of(result, result.liquidated.date) - 0.5
        yield from ((tones.SAFE, -0.5, day), (tones.SOLD, day, end))


def taipei_lane(result: TwoClocks) -> Iterator[tuple[str, float, float]]:
    """Yield each business day of the pledge up to the next one: safe, time to act, or the lender may sell."""
    starts = [place_of(result, row.date) - 0.5 for row in result.taipei]
    for row, start, end in zip(result.taipei, starts, [*starts[1:], len(result.path.days) - 0.5], strict=True):
        yield TONES.get(row.state, tones.of_state(row.state)), start, end


def points(result: TwoClocks) -> dict:
    """Return the numbers of the marks; what did not happen is nowhere."""
    lanes = [(CHAIN, *found) for found in chain_lane(result)] + [(TAIPEI, *found) for found in taipei_lane(result)]
    closed = (place for place, day in enumerate(days_of(result)) if calendar_days.kind_of(day)[0] not in OPEN)
    money, edge = money_place(result), last_place(result) + 0.5
    return {
        "closed": toned.boxes((place - 0.5, place + 0.5, FOOT, TOP) for place in closed),
        **{
            tone: toned.boxes(
                (left, right, row - HALF, row + HALF) for row, found, left, right in lanes if found == tone
            )
            for tone in STATES
        },
        "price": (list(range(len(result.path.days))), heights(result, result.path.closes)),
        "low": low_of_the_fall(result),
        "due": due(result),
        "notice": event(result, result.notice, TAIPEI + HALF),
        "liquidated": event(result, result.liquidated, CHAIN),
        "sale": event(result, result.sale, TAIPEI),
        "money": ([money] * 2, [FOOT, TOP]),
        "in-time": ([money] * 2, [CHAIN, TAIPEI]),
        "off": ([edge if is_off(result) else charts.NOWHERE] * 2, [CHAIN, TAIPEI]),
    }


def days_of(result: TwoClocks) -> Iterator[date]:
    """Yield every day of the clock."""
    first = result.path.days[0].toordinal()
    return (date.fromordinal(first + place) for place in range(last_place(result) + 1))


def heights(result: TwoClocks, prices) -> list[float]:
    """Return prices as places in the strip of the price."""
    low, high = min(result.path.lows), max(result.path.closes)
    return [PRICE - HALF + 2 * HALF * (price - low) / (high - low) for price in prices]


def low_of_the_fall(result: TwoClocks) -> toned.Path:
    """Return the stem from the low of the worst day to its close; both of one height leave none."""
    place = place_of(result, result.path.fall_day)
    low, close = heights(result, (result.path.lows[place], result.path.closes[place]))
    return toned.segments([(place, low, place, close)])


def due(result: TwoClocks) -> toned.Path:
    """Return the tick at the end of the day of the deadline."""
    if result.notice is None or result.notice.deadline > result.path.days[-1]:
        return toned.AWAY
    at = place_of(result, result.notice.deadline) + 0.5
    return toned.segments([(at, TAIPEI - HALF - 0.1, at, TAIPEI + HALF + 0.1)])


def event(result: TwoClocks, row, lane: float) -> tuple[list, list]:
    """Return where an event stands in its lane."""
    return ([charts.NOWHERE], [charts.NOWHERE]) if row is None else ([place_of(result, row.date)], [lane])


def is_off(result: TwoClocks) -> bool:
    """Return whether money arrives on a day after the end of the path: typed, for the hand goes no further."""
    return bool(result.values["reserve"]) and result.reserve_on > result.path.days[-1]


def money_place(result: TwoClocks) -> float:
    """Return the day on which money arrives; without a reserve none does, nor after the end of the path."""
    arrives = result.values["reserve"] and not is_off(result)
    return place_of(result, result.reserve_on) if arrives else charts.NOWHERE


def looks(result: TwoClocks, _say: Say) -> dict:
    """Return the tones of the money in both lanes: in time or too late."""
    worn = {"tone": tuple(tones.SAFE if kept else tones.SOLD for kept in result.kept)}
    return {"in-time": worn, "off": worn}


def labels(result: TwoClocks) -> Iterator[Label]:
    """Yield the lanes with what became of them, what happened, and the day of the money."""
    chain, taipei = (tones.SAFE if kept else tones.SOLD for kept in result.kept)
    lanes = (
        ("price", PRICE, ""),
        (f"chain-{result.chain_outcome}", CHAIN, chain),
        (f"taipei-{result.taipei_outcome}", TAIPEI, taipei),
    )
    for name, row, tone in lanes:
        yield Label(
            uid=f"lane-{name}",
            x=-0.5,
            y=row,
            text=f"lane.{name.partition('-')[0]}",
            under=f"under.{name}",
            tone=tone,
            look="lane",
            rank=0,
        )
    if is_off(result):
        yield Label(uid="off", x=last_place(result) + 0.5, y=FOOT, rank=0, at="r", dx=-7, dy=-7)
    yield Label(uid="now", x=money_place(result), y=FOOT, look="strong", rank=0, at="l", dx=7, dy=-7)
    happened = (
        ("liquidated", result.liquidated, CHAIN, tones.SOLD),
        ("notice", result.notice, TAIPEI, tones.NEAR),
        ("sold", result.sale, TAIPEI, tones.SOLD),
    )
    for uid, row, lane, tone in happened:
        if row is not None:
            yield Label(
                uid=uid, x=place_of(result, row.date), y=lane + HALF, tone=tone, at="l", dx=9, dy=-9, rank=2, drops=True
            )
    if result.notice is not None and result.notice.deadline <= result.path.days[-1]:
        at = place_of(result, result.notice.deadline) + 0.5
        yield Label(uid="deadline", x=at, y=TAIPEI - HALF, at="r", dx=-5, dy=10, tone=tones.NEAR, rank=3)


def ticks(result: TwoClocks, say: Say) -> dict:
    """Return the days named under the lanes, counted from the day of the fall: date and weekday."""
    days = list(days_of(result))
    step = SHORT_STEP if len(days) <= FEW_DAYS else WEEK
    places = range(place_of(result, result.path.fall_day) % step, len(days), step)
    names = (f"{DAY_IN_YEAR(days[place])} {calendar_days.weekday(days[place], say)}" for place in places)
    return {"xaxis": (tuple(places), tuple(names))}


def track(result: TwoClocks) -> tuple[float, float]:
    """Return where the ends of the lead stand on the clock; the hand goes no further than the axis."""
    fall = place_of(result, result.path.fall_day)
    return fall + FIRST_RESERVE, fall + LAST_RESERVE


CHART = Chart(
    marks=(
        toned.zone("closed", tone=tones.PLAIN),
        *(toned.zone(tone, tone=tone) for tone in STATES),
        toned.line("price", tone=tones.CURVE, width=2.5),
        toned.line("low", tone=tones.CURVE, width=2, dash="dot"),
        toned.line("money", tone=tones.INK, width=1.5, dash="dash"),
        toned.line("due", tone=tones.NEAR, width=3),
        toned.event("notice", tone=tones.NEAR, symbol="triangle-up"),
        toned.event("liquidated", tone=tones.SOLD, symbol="x-thin"),
        toned.event("sale", tone=tones.SOLD, symbol="x-thin"),
        toned.dot("in-time", tone=tones.SAFE, size=14),
        toned.event("off", tone=tones.SOLD, symbol="triangle-right"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (-0.6, last_place(result) + 0.6)},
    looks=looks,
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: tuple(
        Pulse(y=(row - HALF, row + HALF), over=not kept) for row, kept in zip((CHAIN, TAIPEI), result.kept, strict=True)
    ),
    track=track,
    layout=axes.lanes({"showgrid": False}, 3),
)


def left_points(result: TwoClocks) -> dict:
    """Return the share of own money left, in per cent; Taipei's moves at its closes only."""
    business = [place_of(result, row.date) for row in result.taipei]
    return {
        "chain-left": (list(range(len(result.path.days))), [left * 100 for left in result.chain_left]),
        "taipei-left": (business, [left * 100 for left in result.taipei_left]),
    }


def left_ends(result: TwoClocks) -> tuple[float, float]:
    """Return the ends of own money, in whole steps with a little room."""
    shown = [share * 100 for share in (*result.chain_left, *result.taipei_left, 0, 1)]
    return tuple(turn((end(shown) + room) / LEFT_STEP) * LEFT_STEP for turn, end, room in _ENDS)


_ENDS = ((math.floor, min, -2), (math.ceil, max, 2))


def left_labels(result: TwoClocks) -> Iterator[Label]:
    """Yield the two names at the last day of each curve."""
    yield Label(uid="chain-left", x=len(result.path.days) - 1, y=result.left_on_chain * 100, at="r", dy=12, rank=1)
    at = place_of(result, result.taipei.rows[-1].date)
    yield Label(uid="taipei-left", x=at, y=result.left_in_taipei * 100, at="r", dy=-12, rank=2)


LEFT = Drawer(
    name="left",
    chart=Chart(
        marks=(
            toned.line("chain-left", tone=tones.CURVE, width=3),
            toned.line("taipei-left", tone=tones.INK, width=2.5, dash="dash", steps=True),
        ),
        points=left_points,
        ranges=lambda result: {"xaxis": (-0.6, last_place(result) + 0.6), "yaxis": left_ends(result)},
        ticks=ticks,
        labels=lambda result: tuple(left_labels(result)),
        layout=axes.plain({"showgrid": False}, {"ticksuffix": "%"}, names=("", "axis.left")),
    ),
)
