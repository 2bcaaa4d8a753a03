"""The picture of F3.1: the fee as it is earned, and the stairs in which it is paid; the fee of each day in a drawer."""

import math
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from pledge_lib.finance.units import DAY_IN_YEAR
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.income_model import LONGEST, Income
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label

SPANS = (60, 120, 210)  # days of the axis; the last has room for the payment after a long holiday
STRETCHES = 24  # pieces of the line of fees, whose days are too many to draw one by one
CLOSE = 10  # of the axis: a month that begins nearer to the lending has no name under it


def paid_days(result: Income) -> list[int]:
    """Return when each payment comes, in days since the lending."""
    return [(cash.payment.paid_on - result.lent).days for cash in result.payments]


def span(result: Income) -> int:
    """Return the last day of the axis."""
    return _room_for(max(paid_days(result)))


def top(result: Income) -> float:
    """Return the upper end of the axis: what so many days may earn, so that it stands while the days are moved.

    The hand goes to the last day of the axis, whose payment comes after it; what is earned until then still fits.
    """
    return charts.nice_ceiling(max(result.fees) * _room_for(result.days), charts.FINE)


def _room_for(day: int) -> int:
    return next(span for span in SPANS if span >= day)


def sampled(result: Income) -> list[int]:
    """Return the days at which the line of fees is drawn, from the lending to the return."""
    pieces = min(STRETCHES, result.days)
    return [round(result.days * place / pieces) for place in range(pieces + 1)]


def so_far(result: Income) -> list[float]:
    """Return the fee of the first so many days, from none on."""
    return [0.0, *accumulate(result.fees)]


def own_part(result: Income) -> float:
    """Return which part of the fee is the lender's."""
    return result.received.paid / result.gross if result.gross else 1 - result.share


def levels(result: Income) -> list[float]:
    """Return what has been received after each payment."""
    return [*accumulate(cash.statement.net for cash in result.payments)]


def stairs(result: Income, until: float) -> tuple[list, list]:
    """Return the steps in which the money comes, up to a day."""
    across, up = [0], [0.0]
    for day, level in zip(paid_days(result), levels(result), strict=True):
        across += [day, day]
        up += [up[-1], level]
    return [*across, until], [*up, up[-1]]


def waiting(result: Income) -> tuple[list, list]:
    """Return the zone between what is earned and what is paid, until the last payment."""
    last = paid_days(result)[-1]
    across, received = stairs(result, last)
    fees, part = so_far(result), own_part(result)
    days = sampled(result)
    earned = [fees[day] * part for day in days]
    return [*days, last, *across[::-1]], [*earned, earned[-1], *received[::-1]]


def points(result: Income) -> dict:
    """Return the numbers of the marks; after the return nothing more is earned."""
    days, fees, part, end = sampled(result), so_far(result), own_part(result), span(result)
    gross = [fees[day] for day in days]
    return {
        "waiting": waiting(result),
        "gross": ([*days, end], [*gross, gross[-1]]),
        "earned": ([*days, end], [fee * part for fee in (*gross, gross[-1])]),
        "received": stairs(result, end),
        "payments": (paid_days(result), levels(result)),
        "back": ([result.days] * 2, [0, top(result)]),
        "now": ([result.days], [result.received.paid]),
    }


def labels(result: Income) -> Iterator[Label]:
    """Yield the income at the return, the day of each payment, and the names of the lines and of the gap."""
    end = span(result)
    place = {"x": result.days, "y": result.received.paid, "at": "r", "dx": -13, "dy": -17}
    yield Label(uid="now", look="strong", tone=tones.STATE, rank=0, **place)
    days, reached = paid_days(result), levels(result)
    for number, (day, level, cash) in enumerate(zip(days, reached, result.payments, strict=True)):
        last = cash is result.payments[-1]
        beside = {"at": "l", "dx": 8, "dy": 19, "rank": 1} if last else {"at": "r", "dx": -8, "dy": -10, "rank": 2}
        yield Label(uid=f"paid-{number}", x=day, y=level, text=("label.paid", cash), must=True, **beside)
    yield Label(uid="gross", x=end, y=result.gross, at="r", dx=-6, dy=-12, rank=3, must=True)
    yield Label(uid="received", x=end, y=reached[-1], at="r", dx=-6, dy=19, rank=4, tone=tones.CURVE, must=True)
    middle = result.days * 0.6
    under = sum(level for day, level in zip(days, reached, strict=True) if day <= middle)
    height = so_far(result)[int(middle)] * own_part(result)
    yield Label(uid="waiting", x=middle, y=(height + min(under, height)) / 2, at="c", look="word", rank=5, drops=True)


def ticks(result: Income, _say: Say) -> dict:
    """Return the first days of the months, and the day of the lending."""
    end, days = span(result), [result.lent]
    first = result.lent.replace(day=1)
    for month in range(1, math.ceil(end / 28) + 1):
        following = date(first.year + (first.month - 1 + month) // 12, (first.month - 1 + month) % 12 + 1, 1)
        if end / CLOSE < (following - result.lent).days <= end:
            days.append(following)
    return {"xaxis": ([(day - result.lent).days for day in days], list(map(DAY_IN_YEAR, days)))}


CHART = Chart(
    marks=(
        toned.zone("waiting", tone=tones.NEAR),
        toned.line("back", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.line("gross", tone=tones.QUIET, width=1.5, dash="dash"),
        toned.line("earned", tone=tones.INK, width=2),
        toned.line("received", tone=tones.CURVE, width=3),
        toned.event("payments", tone=tones.CURVE, symbol="cross-thin"),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": (0, top(result))},
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    track=lambda result: (1, LONGEST),
    layout=axes.plain({"showgrid": False}, {"tickformat": ","}, left=66),
)


def daily(result: Income) -> tuple[list, list]:
    """Return the fee of the days that are drawn."""
    days = sorted({max(day, 1) for day in sampled(result)})
    return days, [result.fees[day - 1] for day in days]


FEE_OF_A_DAY = Drawer(
    name="fee",
    chart=Chart(
        marks=(toned.line("fee", daily, tone=tones.CURVE, width=2),),
        ranges=lambda result: {
            "xaxis": (0, span(result)),
            "yaxis": (0, charts.nice_ceiling(max(result.fees) * 1.02, charts.FINE)),
        },
        ticks=ticks,
        layout=axes.plain({"showgrid": False}, {"tickformat": ","}, left=66, names=("", "axis.fee")),
    ),
)
