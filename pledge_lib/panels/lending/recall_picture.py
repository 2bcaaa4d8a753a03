"""The picture of F3.5: what the shares are worth while they come back, and what waiting missed, beside the fee."""

from datetime import date, timedelta

from pledge_lib.finance.units import DAY_IN_YEAR
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label

TICKS_APART = 3  # dates nearer to each other would be written over one another
BRACKET, HAIR, CAP = 0.35, 0.75, 0.12  # days to the right of the sale, and half the width of the ends
FOOT = 0.04  # of the axis: where the notices stand
ROOM = 0.2  # of the axis: so much lies below the lowest value, or the value there stands over the names of the notices
OPEN = (SESSION, SETTLEMENT)


def since(result, day: date) -> int:
    """Return the days from the recall until a day."""
    return (day - result.recall.asked).days


def last_day(result) -> int:
    """Return the end of the axis: the longest notice has room, whichever is chosen."""
    return since(result, result.notices[-1].recall.sold) + 2


def ends(result) -> tuple[float, float]:
    """Return the ends of the axis of money: all moves that the lead can reach with this notice are within."""
    step = charts.nice_ceiling(result.value) / 10
    if result.is_even:
        moves = ((1 - result.daily_limit) ** result.recall.sessions, (1 + result.daily_limit) ** result.recall.sessions)
    else:
        worth = [value / result.value for value in result.notices[-1].worth.values()]
        moves = (min(worth) - 0.05, max(worth) + 0.05)
    low, high = (result.value * move for move in moves)
    lowest, highest = low // step * step, -(-high // step) * step
    if low - lowest < ROOM * (highest - lowest):
        lowest -= step
    return max(0.0, lowest), highest


def path(sale) -> tuple[list[int], list[float]]:
    """Return what the holding is worth from the recall to the first possible sale; it holds until the next session."""
    days, values = [0], [sale.value]
    for day, value in list(sale.worth.items())[1:]:
        days += [since(sale, day)] * 2
        values += [values[-1], value]
    return days, values


def later(result) -> tuple[list[int], list[float]]:
    """Return how the holding would go on until the longest notice is over."""
    days, values = path(result.notices[-1])
    start = since(result, result.recall.sold)
    places = [place for place, day in enumerate(days) if day >= start]
    return [days[place] for place in places], [values[place] for place in places]


def points(result) -> dict:
    """Return the numbers of the marks; days since the recall."""
    recall, end, (low, high) = result.recall, last_day(result), ends(result)
    returned, sold = (since(result, day) for day in (recall.returned, recall.sold))
    before_return = max(day for day in result.worth if day <= recall.returned)
    days = (recall.asked + timedelta(days=place) for place in range(end + 1))
    closed = (place for place, day in enumerate(days) if kind_of(day)[0] not in OPEN)
    at, hair = sold + BRACKET, sold + HAIR
    fee = result.value + (result.fee if result.left <= result.value else -result.fee)
    return {
        "closed": toned.boxes((place - 0.5, place + 0.5, low, high) for place in closed),
        "at-once": ([0, end], [result.value] * 2),
        "later": later(result),
        "waiting": path(result),
        "notices": ([since(result, sale.recall.sold) for sale in result.notices], [foot(result)] * len(result.notices)),
        "span": ([0, sold], [foot(result)] * 2),
        "missed": toned.segments(
            (
                (at, result.value, at, result.left),
                (at - CAP, result.value, at + CAP, result.value),
                (at - CAP, result.left, at + CAP, result.left),
            )
        ),
        "fee": toned.segments(
            (
                (hair, result.value, hair, fee),
                (hair - CAP, result.value, hair + CAP, result.value),
                (hair - CAP, fee, hair + CAP, fee),
            )
        ),
        "marks": ([0, returned], [result.value, result.worth[before_return]]),
        "now": ([sold], [result.left]),
    }


def foot(result) -> float:
    """Return the height at which the notices stand."""
    low, high = ends(result)
    return low + FOOT * (high - low)


def labels(result):
    """Yield what is left, what was missed, the fee at the same scale, and the notices to choose from."""
    sold, end, did_fall = since(result, result.recall.sold), last_day(result), result.left <= result.value
    away = 1 if did_fall else -1  # the path is on the other side of the line of a sale at once
    side = {"at": "l", "dx": 8} if sold < end * 0.7 else {"at": "r", "dx": -16}
    yield Label(uid="now", x=sold, y=result.left, tone=tones.STATE, look="strong", rank=0, at="r", dx=-12, dy=7 * away)
    middle = (result.value + result.left) / 2
    yield Label(uid="missed", x=sold + BRACKET, y=middle, tone=tones.INK, rank=1, must=True, **side)
    yield Label(uid="fee", x=sold + HAIR, y=result.value, rank=2, dy=-12 * away, must=True, **side)
    yield Label(uid="at-once", x=0, y=result.value, rank=4, dx=-6, dy=-18 * away, must=True)
    for sale in result.notices:
        yield Label(
            uid=f"notice-{sale.notice}",
            text=("label.notice" if sale.notice == result.notice else "label.other-notice", sale),
            x=since(result, sale.recall.sold),
            y=foot(result),
            tone=tones.CURVE if sale.notice == result.notice else "",
            at="c",
            dy=-13,
            rank=3 if sale.notice == result.notice else 5,
            must=True,
            sets=("notice", str(sale.notice)),
        )


def ticks(result, _say) -> dict:
    """Return the days to be written under the axis."""
    places = tuple(range(0, last_day(result) + 1, TICKS_APART))
    days = [result.recall.asked + timedelta(days=place) for place in places]
    return {"xaxis": (places, tuple(map(DAY_IN_YEAR, days)))}


CHART = Chart(
    marks=(
        toned.zone("closed", tone=tones.QUIET),
        toned.line("at-once", tone=tones.QUIET, width=2, dash="dash"),
        toned.line("later", tone=tones.QUIET, width=2, dash="dot", clip=True),
        toned.line("waiting", tone=tones.CURVE, width=3, clip=True),
        toned.line("span", tone=tones.CURVE, width=5),
        toned.dot("notices", tone=tones.CURVE, hollow=True, size=11),
        toned.line("missed", tone=tones.INK, width=2.5),
        toned.line("fee", tone=tones.INK, width=1.5),
        toned.dot("marks", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (-0.5, last_day(result) + 0.5), "yaxis": ends(result)},
    labels=labels,
    ticks=ticks,
    layout=axes.plain({"showgrid": False}, {"tickformat": ","}, left=72),
)
