"""The picture of F1.5: what each of two loans costs per year over its days; the money over the days in a drawer."""

import math
from collections.abc import Callable
from functools import cache

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.pledging.fee_clock_model import LONGEST, MONTH, FeeClock, Offer
from pledge_lib.panels.stage import Label, Pulse

SHORT, TOP = 400, 20  # days and per cent at the ends of the axes, unless the case needs more
ROOM = 1.3  # times the yearly cost of a long loan that the upright axis shows at least
GRID = (*range(1, 60), *range(60, LONGEST, 10))
SPANS = (60, 120, 250, SHORT, LONGEST)
NOT = charts.NOWHERE


def meeting(result: FeeClock) -> float:
    """Return the day of breakeven, nowhere if it is none of the days that a loan may run."""
    found = result.breakeven or math.inf
    return found if found <= LONGEST else NOT


def span(result: FeeClock) -> int:
    """Return the last day of the axis."""
    met = meeting(result)
    return LONGEST if result.days > SHORT or met > SHORT else SHORT


def top(result: FeeClock) -> float:
    """Return the yearly cost at the upper end of the axis, in per cent."""
    needed = max(offer.effective_on(SHORT) for offer in (result.mine, result.other)) * 100 * ROOM
    return max(TOP, charts.nice_ceiling(needed, charts.FINE))


def yearly(offer: Offer) -> Callable[[float], float]:
    """Return the yearly cost of an offer by its days, in per cent; both the curve and the gap ask for each day."""
    return cache(lambda day: offer.effective_on(day) * 100)


def curve(offer: Offer, end: int, cost: Callable[[float], float]):
    """Return the yearly cost over the days, which falls at once on the day from which the handling fee is waived."""
    waived = min(max(offer.waived_on, 1), end)
    days = sorted([*(min(day, end) for day in GRID), waived, end])
    costs = [cost(day) for day in days]
    place = days.index(waived)
    before = offer.rate + offer.fees_on(0) / offer.loan * offer.basis / waived
    return [*days[:place], waived, *days[place:]], [*costs[:place], before * 100, *costs[place:]]


def points(result: FeeClock) -> dict:
    """Return the numbers of the marks: both curves, what lies between them after they have met, and the two dots."""
    mine, other, end, high, met = result.mine, result.other, span(result), top(result), meeting(result)
    costs = [mine.effective * 100, other.effective * 100]
    of_mine, of_other = yearly(mine), yearly(other)
    gone = math.isnan(met)
    height = NOT if gone else of_mine(met)
    after = [max(day, met) for day in (*(min(day, end) for day in GRID), end)]
    apart = [[min(cost(day), high) for day in after] for cost in (of_mine, of_other)]
    return {
        "gap": ([NOT] * 2 * len(after),) * 2 if gone else toned.between(after, *apart),
        "mine": curve(mine, end, of_mine),
        "other": curve(other, end, of_other),
        "meets": ([met, met], [0, height]),
        "crossing": ([met], [height if height <= high else NOT]),
        "other-now": ([result.days], [costs[1] if costs[1] <= high else NOT]),
        "now": ([result.days], [costs[0] if costs[0] <= high else NOT]),
        "beyond": ([result.days if cost > high else NOT for cost in costs], [high, high]),
    }


def labels(result: FeeClock):
    """Yield the yearly cost at each dot, the names at the ends of the curves, and the day on which they meet."""
    mine, other, end, high, met = result.mine, result.other, span(result), top(result), meeting(result)
    costs = {"now": mine.effective * 100, "other-now": other.effective * 100}
    upper = "now" if costs["now"] >= costs["other-now"] else "other-now"
    far = result.days > end * 0.8
    for rank, (uid, cost) in enumerate(costs.items()):
        beside = {"at": "r", "dx": -13} if far else {"at": "l", "dx": 38 if cost > high else 13}
        if uid == "other-now" != upper:
            beside = {"at": "c"}  # right below it, as the ring where both meet may be near
        low = 30 if uid == "now" else 15  # below the curve, which falls where its number stands
        shift = 12 if cost > high else -14 if uid == upper else low
        look, tone = ("strong", tones.STATE) if uid == "now" else ("", "")
        yield Label(uid=uid, x=result.days, y=min(cost, high), look=look, tone=tone, rank=rank, dy=shift, **beside)
    ends = {"mine": mine.effective_on(end), "other": other.effective_on(end)}
    lower = min(ends, key=ends.get)
    for uid, offer in (("mine", mine), ("other", other)):
        text = f"label.{uid}" if offer.fees else f"label.{uid}-free"
        yield Label(
            uid=uid,
            text=text,
            x=end,
            y=ends[uid] * 100,
            at="r",
            dx=-8,
            rank=3,
            tone=tones.CURVE if uid == "mine" else "",
            dy=14 if uid == lower else -13,
        )
    if not math.isnan(met):
        side = {"at": "r", "dx": -8} if met > end * 0.6 else {"at": "l", "dx": 8}
        yield Label(uid="meets", x=met, y=0, rank=2, dy=-12, **side)
        after = (met + end) / 2
        middle = (mine.effective_on(after) + other.effective_on(after)) * 50
        yield Label(uid="gap", x=after, y=middle, at="c", rank=5, look="word", drops=True)


CHART = Chart(
    marks=(
        toned.zone("gap", tone=tones.QUIET),
        toned.line("meets", tone=tones.QUIET, width=1.5, dash="dash", clip=True),
        toned.line("other", tone=tones.INK, width=2, clip=True),
        toned.line("mine", tone=tones.CURVE, width=3, clip=True),
        toned.dot("crossing", tone=tones.QUIET, hollow=True, size=12),
        toned.event("beyond", tone=tones.INK, symbol="triangle-up"),
        toned.dot("other-now", tone=tones.INK, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": (0, top(result))},
    labels=labels,
    pulse=lambda result: (
        () if math.isnan(meeting(result)) else (Pulse(x=meeting(result), over=result.days >= meeting(result)),)
    ),
    track=lambda result: (1, LONGEST),
    layout=axes.plain({}, {"ticksuffix": "%"}),
)


def money_points(result: FeeClock) -> dict:
    """Return the numbers of the drawer's marks: both costs over the days, what was paid, the last day, breakeven."""
    mine, other, met = result.mine, result.other, meeting(result)
    return {
        "mine": costs(mine),
        "other": costs(other),
        "paid": payments(result),
        "now": ([result.days] * 2, [mine.cost, other.cost]),
        "crossing": ([met], [NOT if math.isnan(met) else mine.cost_on(met)]),
    }


def costs(offer: Offer):
    """Return the cost over the days, which falls at once on the day from which the handling fee is waived."""
    waived = min(offer.waived_on, LONGEST)
    before = offer.fees_on(0) + offer.interest_until(waived)
    days = [0, waived, waived, LONGEST]
    return days, [offer.cost_on(0), before, offer.cost_on(waived), offer.cost_on(LONGEST)]


def payments(result: FeeClock):
    """Return the steps in which interest leaves the account: fees at the draw, then monthly or at the end."""
    every = MONTH if result.paid_monthly else LONGEST
    days, paid = [0], [result.mine.fees]
    for place in range(1, LONGEST // MONTH + 2):
        day = min(place * every, result.days)
        days += [day, day]
        paid += [paid[-1], result.mine.fees + result.mine.interest_until(day)]
    return days, paid


def money_ranges(result: FeeClock) -> dict:
    """Return the ends of the drawer's axes, which move in steps only."""
    met = meeting(result)
    needed = max(result.days, 0 if math.isnan(met) else met) * 1.15
    last = next((span for span in SPANS if span >= needed), LONGEST)
    highest = max(offer.cost_on(last) for offer in (result.mine, result.other))
    return {"xaxis": (0, last), "yaxis": (0, charts.nice_ceiling(highest))}


def money_labels(result: FeeClock):
    """Yield the names of the three lines."""
    last = money_ranges(result)["xaxis"][1]
    mine, other = result.mine.cost_on(last), result.other.cost_on(last)
    yield Label(uid="money-mine", x=last, y=mine, at="r", dx=-8, dy=-12 if mine >= other else 14, tone=tones.CURVE)
    yield Label(uid="money-other", x=last, y=other, at="r", dx=-8, dy=14 if mine >= other else -12)
    yield Label(uid="money-paid", x=0, y=result.mine.fees, at="l", dx=8, dy=-11, rank=6)


MONEY = Chart(
    marks=(
        toned.line("other", tone=tones.INK, width=2, clip=True),
        toned.line("mine", tone=tones.CURVE, width=3, clip=True),
        toned.line("paid", tone=tones.QUIET, width=2, dash="dot", clip=True),
        toned.dot("now", tone=tones.INK, size=10),
        toned.dot("crossing", tone=tones.QUIET, hollow=True, size=12),
    ),
    points=money_points,
    ranges=money_ranges,
    labels=money_labels,
    layout=axes.plain({}, {"tickformat": ","}, left=72, names=("axis.days", "axis.cost")),
)
