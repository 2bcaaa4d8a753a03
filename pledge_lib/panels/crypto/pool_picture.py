"""The pictures of F4.3: both rates over the utilisation, and in a drawer the two sides of the pool."""

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.crypto.pool_model import Pool, Waypoint
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label, Pulse

SMALLEST, MOST = 100_000, 2_000_000
STEPS = tuple(place / 50 for place in range(51))
NAMED = (0.50, 0.90, 0.95)  # those whose rate stands at the curve
ASSETS, OWED = 0, 1  # places of the two sides of the pool
APART = 6  # points of the axis between two dots that leave room for the number of each


def points(result: Pool) -> dict:
    """Return the numbers of the marks: the two curves over the utilisation, each with its dot, and the kink."""
    used = sorted({*STEPS, result.kink})  # the corner itself is a point of the line
    used += [1.0] * (len(STEPS) + 1 - len(used))
    across, now, top = [each * 100 for each in used], result.utilization * 100, highest(result)
    return {
        "near": toned.box(result.kink * 100, 100, 0, top),
        "kink": ([result.kink * 100] * 2, [0, top]),
        "supply": (across, [result.curve.supply_apr(each) * 100 for each in used]),
        "borrow": (across, [result.curve.borrow_apr(each) * 100 for each in used]),
        "gap": ([now, now], [result.supply_rate * 100, result.borrow_rate * 100]),
        "waypoints": ([each * 100 for each in NAMED], [result.curve.borrow_apr(each) * 100 for each in NAMED]),
        "supply-now": ([now], [result.supply_rate * 100]),
        "now": ([now], [result.borrow_rate * 100]),
    }


def highest(result: Pool) -> float:
    """Return the end of the axis of rates."""
    return charts.nice_ceiling(result.curve.borrow_apr(1.0) * 100, charts.FINE)


def labels(result: Pool):
    """Yield the two rates now, the kink, the names of the curves, and rates along the way."""
    now, top = result.utilization * 100, highest(result)
    borrow, supply = result.borrow_rate * 100, result.supply_rate * 100
    yield Label(uid="now", x=now, y=borrow, tone=tones.STATE, look="strong", rank=0, at="r", dx=-14, dy=-15)
    if borrow - supply > APART * top / 100:
        yield Label(uid="supply-now", x=now, y=supply, rank=2, dx=13, dy=12)
    yield Label(uid="kink", x=result.kink * 100, y=top, tone=tones.NEAR, rank=1, at="r", dx=-7, dy=12)
    yield Label(
        uid="borrow", x=100, y=result.curve.borrow_apr(1.0) * 100, tone=tones.CURVE, rank=4, at="r", dx=-30, dy=8
    )
    yield Label(uid="supply", x=91, y=result.curve.supply_apr(0.91) * 100, rank=4, dx=8, dy=14)
    for used in NAMED:
        spot = Waypoint(used, result.curve.borrow_apr(used))
        place = {"x": used * 100, "y": spot.rate * 100, "at": "r", "dx": -9, "dy": -9}
        yield Label(uid=f"at-{round(used * 100)}", text=("label.waypoint", spot), rank=6, drops=True, **place)


def track(result: Pool) -> tuple[float, ...]:
    """Return the utilisation at both ends of the lead, where money is left to lend."""
    return (0, MOST / result.rest_of_supply * 100) if result.rest_of_supply else ()


CHART = Chart(
    marks=(
        toned.zone("near", tone=tones.NEAR),
        toned.line("kink", tone=tones.NEAR, width=2),
        toned.line("supply", tone=tones.QUIET, width=2),
        toned.line("borrow", tone=tones.CURVE, width=3),
        toned.line("gap", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("waypoints", tone=tones.CURVE, size=6),
        toned.dot("supply-now", tone=tones.QUIET, hollow=True, size=13),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, 100), "yaxis": (0, highest(result))},
    labels=labels,
    pulse=lambda result: (
        Pulse(x=result.kink * 100, over=result.beyond > 0),
        Pulse(x=100, over=result.utilization == 1),
    ),
    track=track,
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}),
)


def sides(result: Pool) -> dict:
    """Return the two sides of the pool: what it holds, and what it owes."""
    asked = min(result.blocked, result.left)
    return {
        "lent": {"x": [ASSETS], "base": [0], "y": [result.borrowed]},
        "available": {"x": [ASSETS], "base": [result.borrowed], "y": [result.available]},
        "owed": {"x": [OWED], "base": [0], "y": [result.left]},
        "blocked": {"x": [OWED], "base": [result.left - asked], "y": [asked]},
    }


def side_labels(result: Pool):
    """Yield the name and the sum of each part that has a height."""
    asked = min(result.blocked, result.left)
    parts = (
        ("lent", ASSETS, 0, result.borrowed),
        ("available", ASSETS, result.borrowed, result.available),
        ("owed", OWED, 0, result.left - asked),
        ("blocked", OWED, result.left - asked, asked),
    )
    for name, place, base, height in parts:
        if height:
            yield Label(uid=name, x=place + 0.3, y=base + height / 2, dx=8)


SIDES_CHART = Chart(
    marks=(
        toned.bars("lent", tone=tones.CURVE, width=0.5),
        toned.bars("available", tone=tones.SAFE, width=0.5),
        toned.bars("owed", tone=tones.QUIET, width=0.5),
        toned.bars("blocked", tone=tones.CALLED, width=0.5),
    ),
    points=sides,
    ranges=lambda result: {"yaxis": (0, charts.nice_ceiling(result.supplied, charts.FINE))},
    ticks=lambda result, say: {"xaxis": ((ASSETS, OWED), (say("axis.assets"), say("axis.owed")))},
    labels=side_labels,
    layout=axes.plain({"range": [-0.4, 2.2]}, {"tickformat": ","}, left=80, barmode="overlay", names=("", "axis.pool")),
)
