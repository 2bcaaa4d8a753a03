"""The picture of F1.10: the cash of the last day of a term, over the ratio of that day; the plan in a drawer."""

from datetime import date
from itertools import pairwise

from pledge_lib.finance.units import DATE
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.pledging.rollover_model import Rollover
from pledge_lib.panels.stage import Label, Pulse

LOWEST, HIGHEST = 1.00, 3.00  # the ratios of the lead and of the axis
BAR_DAYS = 18
AXIS_DAYS = (-20, 580)  # to the end of the longest term that the rules know, and a long holiday
NARROW_DAYS = 75  # dates nearer to each other would be written over one another
BEYOND = 45  # points of the ratio that a sum takes
HIGHER = 0.1  # of the axis: how much higher a name stands where a sum is in its place
NAMED = 0.6  # of the axis, where the extension line has its name


def can_be_extended(result: Rollover) -> bool:
    """Return whether there is a ratio with which the loan is extended on that day."""
    return bool(result.asked) and not result.is_refused_anyway


def top(result: Rollover) -> float:
    """Return the upper end of the axis of cash."""
    return charts.nice_ceiling(result.everything * 1.1, charts.FINE)


def short_at(result: Rollover, ratio: float) -> float:
    """Return what is missing after a new loan at another ratio; the lender's whole thousands are not drawn."""
    return result.everything - min(result.loan, result.loan * ratio / result.enough)


def points(result: Rollover) -> dict:
    """Return the cash of that day, which falls at the line to the interest alone, and what a new loan leaves."""
    line, high, now = result.renewal_line * 100, top(result), result.ratio * 100
    extended = can_be_extended(result)
    after = result.that_day.interest if extended else result.everything
    enough = min(max(result.enough, LOWEST), HIGHEST)
    return {
        "refused": toned.box(LOWEST * 100, line, 0, high) if extended else toned.box(0, 0, 0, 0),
        "line": ([line] * 2, [0, high]) if extended else toned.AWAY,
        "missing": (
            [LOWEST * 100, enough * 100, HIGHEST * 100],
            [short_at(result, ratio) for ratio in (LOWEST, enough, HIGHEST)],
        ),
        "cash": ([LOWEST * 100, line, line, HIGHEST * 100], [result.everything] * 2 + [after] * 2),
        "brings": ([now, now], [result.short, result.everything]) if result.that_day.principal else toned.AWAY,
        "short": ([now], [result.short]),
        "now": ([now], [result.that_day.cash]),
    }


def labels(result: Rollover):
    """Yield the sum at the dot, what is missing at its ring, and the names of the line, the step and the curve."""
    now, line, high = result.ratio * 100, result.renewal_line * 100, top(result)
    extended = can_be_extended(result)
    beside = {"x": now, "at": "l", "dx": 13}
    if now > (LOWEST + HIGHEST) * 50:
        beside = {"x": now, "at": "r", "dx": -13}
    elif extended and line - BEYOND < now < line:  # the line would run through the sum
        beside = {"x": line, "at": "l", "dx": 8}
    yield Label(uid="now", y=result.that_day.cash, tone=tones.STATE, look="strong", rank=0, dy=-15, **beside)
    if result.that_day.principal:
        yield Label(uid="short", y=result.short, rank=1, dy=-11, **beside)
    if extended:
        yield Label(uid="line", x=line, y=high * NAMED, tone=tones.CALLED, rank=2, dx=8)
        interest = result.that_day.interest
        other = (HIGHEST * 100, interest + high * HIGHER)  # above the sum at the dot
        yield Label(uid="interest", x=HIGHEST * 100, y=interest, rank=5, at="r", dx=-8, dy=-13, others=(other,))
    all_of_it = {"x": line, "at": "l", "dx": 8, "dy": 14} if extended else {"x": HIGHEST * 100, "at": "r", "dx": -8}
    yield Label(uid="everything", y=result.everything, rank=4, **{"dy": -13, **all_of_it})
    middle = (LOWEST + min(max(result.enough, LOWEST), HIGHEST)) / 2
    yield Label(uid="missing", x=middle * 100, y=short_at(result, middle), rank=6, dx=30, dy=-10, must=True)


CHART = Chart(
    marks=(
        toned.zone("refused", tone=tones.CALLED),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("missing", tone=tones.INK, width=2, dash="dot"),
        toned.line("brings", tone=tones.QUIET, width=1.5, dash="dash"),
        toned.line("cash", tone=tones.CURVE, width=3),
        toned.dot("short", tone=tones.INK, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (LOWEST * 100, HIGHEST * 100), "yaxis": (0, top(result))},
    labels=labels,
    pulse=lambda result: (
        (Pulse(x=result.renewal_line * 100, over=bool(result.end.refusal)),) if can_be_extended(result) else ()
    ),
    track=lambda result: (LOWEST * 100, HIGHEST * 100),
    layout=axes.plain({"ticksuffix": "%"}, {"tickformat": ","}, left=72),
)


def since(result: Rollover, day: date) -> int:
    """Return the days since the draw."""
    return (day - result.drawn).days


def plan(result: Rollover) -> dict:
    """Return the payments of interest as bars and the ends of the terms as upright lines; days since the draw."""
    days = [since(result, paid.day) for paid in result.payments]
    ends = [since(result, term.day) for term in result.terms]
    paid = [(payment.interest, day > ends[0]) for payment, day in zip(result.payments, days, strict=True)]
    high = plan_top(result)
    return {
        "before": (days, [0 if reset else interest for interest, reset in paid]),
        "after": (days, [interest if reset else 0 for interest, reset in paid]),
        "extended": toned.segments((day, 0, day, high) for day in ends[:-1]),
        "due": ([ends[-1]] * 2, [0, high]),
    }


def plan_top(result: Rollover) -> float:
    """Return the upper end of the axis of interest, above all bars."""
    return charts.nice_ceiling(max(paid.interest for paid in result.payments) * 1.3, charts.FINE)


def plan_labels(result: Rollover):
    """Yield what happens at the end of each term, and the sum of the first bar at each of the two rates."""
    high = plan_top(result)
    for term in result.terms:
        key = "plan-due" if term is result.end else "plan-extended"
        place = {"x": since(result, term.day), "y": high, "at": "r", "dx": -6, "dy": 26}
        yield Label(uid=f"end-{term.number}", text=(f"label.{key}", term), rank=term is not result.end, **place)
    first_after = next((paid for paid in result.payments if paid.day > result.terms[0].day), None)
    for uid, paid in (("plan-before", result.first), ("plan-after", first_after)):
        if paid:
            place = {"x": since(result, paid.day), "y": paid.interest, "at": "r", "dx": -10, "dy": -8}
            yield Label(uid=uid, text=("label.plan-paid", paid), rank=2, **place)


def plan_ticks(result: Rollover, say) -> dict:
    """Return the days to be written under the axis: the draw and the ends of the terms."""
    days = [result.drawn, *(term.day for term in result.terms)]
    apart = [day for day, after in pairwise(days) if (after - day).days > NARROW_DAYS]
    shown = [*apart, days[-1]]
    return {"xaxis": ([since(result, day) for day in shown], list(map(DATE, shown)))}


PLAN = Chart(
    marks=(
        toned.line("extended", tone=tones.SAFE, width=2, dash="dash"),
        toned.line("due", tone=tones.INK, width=2),
        toned.bars("before", tone=tones.CURVE, width=BAR_DAYS),
        toned.bars("after", tone=tones.CURVE, hollow=True, width=BAR_DAYS),
    ),
    points=plan,
    ranges=lambda result: {"xaxis": AXIS_DAYS, "yaxis": (0, plan_top(result))},
    labels=plan_labels,
    ticks=plan_ticks,
    layout=axes.plain(
        {"showgrid": False}, {"tickformat": ","}, left=72, barmode="overlay", names=("axis.days", "axis.interest")
    ),
)
