"""The pictures of F3.9: a lane for each broker from the worst to the best end of its row; the scores in a drawer."""

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.scorecard_model import BEST, WORST, Scorecard
from pledge_lib.panels.stage import Label, Pulse

STEP = 0.05  # of the place in the ranges
LEAST = 1_000  # of the axis of money, where nothing can be lent
HIGHEST = 105  # of the axis of scores, so that a dot at 100 is whole


def heights(result: Scorecard) -> list[int]:
    """Return the height of each lane, the first printed on top."""
    return list(reversed(range(result.count)))


def ends(result: Scorecard) -> tuple[float, float]:
    """Return the ends of the upright axis."""
    return -0.6, result.count - 0.4


def pieces(result: Scorecard, name: str, field: str) -> dict:
    """Return the bars from the worst to the best end, the dots at the place looked at, and a line through the first."""
    low, now, high = (
        [getattr(row, field) for row in rows]
        for rows in zip(*((row.worst, row, row.best) for row in result.rows), strict=True)
    )
    lengths = [top - bottom for bottom, top in zip(low, high, strict=True)]
    return {
        name: {"y": heights(result), "base": low, "x": lengths},
        f"{name}-first": ([getattr(result.leader, field)] * 2, list(ends(result))),
        f"{name}-now": (now, heights(result)),
    }


def ticks(result: Scorecard, say) -> dict:
    """Return the names of the lanes."""
    names = tuple("<br>".join(say.of(row.name).rsplit(" ", 1)) for row in reversed(result.rows))
    return {"yaxis": (tuple(range(result.count)), names)}


def drawn(name: str) -> tuple:
    """Return the marks of a picture: ranges, the line through the first dot, and the dots."""
    return (
        toned.bars(name, tone=tones.QUIET, width=0.28, level=True),
        toned.line(f"{name}-first", tone=tones.INK, width=1.5, dash="dash"),
        toned.dot(f"{name}-now", tone=tones.CURVE, size=15),
    )


def layout(name: str):
    """Return the layout of lanes with names at their left."""
    return axes.plain(
        {"tickformat": ","},
        {"showgrid": False},
        left=104,
        narrow=84,
        barmode="overlay",
        names=(f"axis.{name}", ""),
    )


def labels(result: Scorecard):
    """Yield at each dot what a year brings, and the ends of the first row."""
    for place, (row, height) in enumerate(zip(result.rows, heights(result), strict=True)):
        yield Label(uid=f"net-{place}", x=row.net, y=height, text=("label.net", row), dx=12, dy=-15, rank=place)


def track(result: Scorecard) -> tuple[float, ...]:
    """Return what a year brings at each step of the lead, where one row speaks for all."""
    if result.state != "alike":
        return ()
    steps = round((BEST - WORST) / STEP)
    return tuple(result.leader.at(WORST + place * STEP).net for place in range(steps + 1))


def highest(result: Scorecard) -> float:
    """Return the end of the axis of money, which moves in steps only."""
    return charts.nice_ceiling(max(LEAST, *(row.best.net * 1.05 for row in result.rows)), charts.FINE)


NETS = Chart(
    marks=drawn("nets"),
    points=lambda result: pieces(result, "nets", "net"),
    ranges=lambda result: {"xaxis": (0, highest(result)), "yaxis": ends(result)},
    ticks=ticks,
    labels=labels,
    pulse=lambda result: (Pulse(x=result.leader.net, over=len(set(result.places)) > 1),),
    track=track,
    layout=layout("nets"),
)
SCORES = Drawer(
    name="scores",
    chart=Chart(
        marks=drawn("scores"),
        points=lambda result: pieces(result, "scores", "score"),
        ranges=lambda result: {"xaxis": (0, HIGHEST), "yaxis": ends(result)},
        ticks=ticks,
        labels=lambda result: (
            Label(uid=f"score-{place}", x=row.score, y=height, text=("label.score", row), dx=12, dy=-15, rank=place)
            for place, (row, height) in enumerate(zip(result.rows, heights(result), strict=True))
        ),
        layout=layout("scores"),
    ),
)
