"""The picture of F3.2: each loan's fee grows along a straight line, stands when the shares are back; rates in a drawer.

The slope of a line is what a day earns, its end the total: so two loans that bring the same on different days are seen
to do so.
"""

from pledge_lib import datasets
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.scenarios_model import LONGEST, PROFILE, Loan, Scenarios
from pledge_lib.panels.stage import Label, Pulse

SPANS = (60, 120, LONGEST)
POINTS = 40  # of a curve
CURVES = ("same", "double", "goal")
LOANS = ("1", "2", "3", "4")
LEFT = 0.35  # of the axis: a line that ends before it has its name to the right
APART = 0.04  # of the axis: ticks closer than this run into each other


def span(result: Scenarios) -> int:
    """Return the last day of the axis, which moves in steps only."""
    needed = max(result.day, *(loan.days for loan in result.loans))
    return next(span for span in SPANS if span >= needed)


def top(result: Scenarios) -> float:
    """Return the end of the axis of fees, with room for a name above the highest line."""
    return charts.nice_ceiling(max(loan.gross for loan in result.loans) * 1.1, charts.FINE)


def points(result: Scenarios) -> dict:
    """Return the numbers of the marks: the lines with their ends, the day, and how far each loan has come on it."""
    end, loans, leaders = span(result), result.loans, result.leaders
    first = (*leaders, *(leaders[-1] for _ in loans))[: len(loans)]  # as many points as all loans could tie
    return {
        "day": ([result.day] * 2, [0, top(result)]),
        "rest": toned.segments((loan.days, loan.gross, end, loan.gross) for loan in loans),
        **{f"loan-{loan.name}": ([0, loan.days], [0, loan.gross]) for loan in loans},
        "ends": ([loan.days for loan in loans], [loan.gross for loan in loans]),
        "others": ([result.day] * len(loans), [loan.so_far for loan in loans]),
        "now": ([result.day] * len(loans), [loan.so_far for loan in first]),
    }


def looks(result: Scenarios, say) -> dict:
    """Return the line of the shown loan in the tone of the curve, the others quiet."""
    return {f"loan-{loan.name}": {"tone": tone(loan, result)} for loan in result.loans}


def tone(loan: Loan, result: Scenarios) -> str:
    return tones.CURVE if loan.name == result.shown.name else tones.QUIET


def ticks(result: Scenarios, say) -> dict:
    """Return the days on which loans end, without those too close to the one before."""
    places = [0]
    for days in sorted(loan.days for loan in result.loans):
        if days - places[-1] > APART * span(result):
            places.append(days)
    return {"xaxis": (tuple(places), tuple(map(str, places)))}


def labels(result: Scenarios):
    """Yield what the leading loan has earned on the day, and the name and total of each line at its end."""
    leader, end = result.leader, span(result)
    side = {"at": "l", "dx": 13} if result.day < LEFT * end else {"at": "r", "dx": -13}
    yield Label(uid="now", x=result.day, y=leader.so_far, tone=tones.STATE, look="strong", rank=0, dy=-16, **side)
    for loan in result.loans:
        is_shown = loan.name == result.shown.name
        side = {"at": "l", "dx": 2} if loan.days < LEFT * end else {"at": "r", "dx": -2}
        yield Label(
            uid=f"end-{loan.name}",
            text=("label.end", loan),
            x=loan.days,
            y=loan.gross,
            tone=tones.CURVE if is_shown else "",
            rank=1 if is_shown else 2 + loan.total_rank,
            dy=-19 if loan in result.leaders and loan.days == result.day else -13,  # clear of the dot of now
            others=((end, loan.gross),) if loan.days < end else (),  # its level goes on to there
            must=True,
            **side,
        )


CHART = Chart(
    marks=(
        toned.line("day", tone=tones.QUIET, width=1),
        toned.line("rest", tone=tones.QUIET, width=1.5, dash="dot"),
        *(toned.line(f"loan-{name}", tone=tones.QUIET, width=3) for name in LOANS),
        toned.dot("ends", tone=tones.INK, size=7),
        toned.dot("others", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": (0, top(result))},
    looks=looks,
    ticks=ticks,
    labels=labels,
    pulse=lambda result: (Pulse(y=result.leader.so_far, over=len(result.leaders) > 1),),
    track=lambda result: (1, LONGEST),
    layout=axes.plain({}, {"tickformat": ","}, left=62),
)


def curves(result: Scenarios) -> dict:
    """Return the numbers of the drawer's marks: days and rates of equal income at the value of the shown loan."""
    cap = result.rules.highest_rate
    product = result.shown.rate * result.shown.days
    times = {"same": 1.0, "double": 2.0, "goal": result.goal / result.shown.gross}
    return {
        "cap": ([0, LONGEST], [cap * 100] * 2),
        **{name: curve(product * times[name], cap) for name in CURVES},
        "loans": ([loan.days for loan in result.loans], [loan.rate * 100 for loan in result.loans]),
    }


def curve(product: float, cap: float) -> tuple[list[float], list[float]]:
    """Return days and rates of one product, which decides at one value, from the cap of the rate on."""
    shortest = product / cap
    lasted = [shortest * max(LONGEST / shortest, 1.01) ** (place / (POINTS - 1)) for place in range(POINTS)]
    return lasted, [product / day * 100 for day in lasted]


def curve_labels(result: Scenarios):
    """Yield the names of the curves near their right ends, that of the cap, and of each loan at its dot."""
    drawn, end = curves(result), span(result)
    yield Label(uid="cap", x=end, y=result.rules.highest_rate * 100, at="r", dx=-8, dy=-10, rank=1)
    for rank, name in enumerate(CURVES):
        days, rates = drawn[name]
        place = next((place for place, day in enumerate(days) if day > end * 0.6), POINTS - 1)
        yield Label(uid=name, x=days[place], y=rates[place], dx=6, dy=-11, rank=2 + rank)
    for loan in result.loans:
        rank = 6 if loan.name == result.shown.name else 7
        yield Label(uid=f"loan-{loan.name}", text=("label.loan", loan), x=loan.days, y=loan.rate * 100, dx=9, rank=rank)


MAP = Chart(
    marks=(
        toned.line("cap", tone=tones.INK, width=1.5, dash="dashdot", clip=True),
        toned.line("same", tone=tones.CURVE, width=3, clip=True),
        toned.line("double", tone=tones.CURVE, width=2, dash="dash", clip=True),
        toned.line("goal", tone=tones.INK, width=2, dash="dot", clip=True),
        toned.dot("loans", tone=tones.QUIET, size=11),
    ),
    points=curves,
    ranges=lambda result: {"xaxis": (0, span(result))},
    looks=lambda result, say: {"loans": {"tone": tuple(tone(loan, result) for loan in result.loans)}},
    labels=curve_labels,
    layout=axes.plain(
        {},
        {"ticksuffix": "%", "range": [0, datasets.rules(PROFILE).highest_rate * 110]},
        names=("axis.days", "axis.rate"),
    ),
)
