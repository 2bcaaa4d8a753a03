"""The pictures of F4.9: a map of both prices with the health factors as rays, and in a drawer one over their ratio."""

from dataclasses import dataclass
from math import inf

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import NUMBER
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.stage import Label, Pulse

CHANGES, DEEPEST_DEPEG = (-0.50, 0.50), 0.15
LOW, HIGH = -60.0, 60.0  # the ends of the map in per cent: every change that the sliders reach lies within
RAYS = (1.25, 1.5, 2.0)  # health factors that are drawn besides the line
NEAR = tones.near_from(1)
RATIOS = (0.30, 3.0)  # the ratios of the prices that two changes can lead to
LEVEL = NUMBER.rounded(2)
TOP = 2.5  # of the axis of health factors in the drawer


@dataclass(frozen=True, kw_only=True)
class Ray:
    """A health factor, and the changes of both prices that lead to it."""

    level: Quantity
    slope: float  # of the debt's price over the collateral's

    def up(self, across: float) -> float:
        """Return the change of the debt token at a change of the collateral, in per cent, within the map."""
        return min(max(self.slope * (100 + across) - 100, LOW), HIGH)

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the ray enters the map and where it leaves it; the first is larger if it passes by."""
        return max(LOW, (100 + LOW) / self.slope - 100), min(HIGH, (100 + HIGH) / self.slope - 100)

    @property
    def piece(self) -> tuple[float, float, float, float] | None:
        """Return the piece of it on the map."""
        left, right = self.ends
        return (left, self.up(left), right, self.up(right)) if left < right else None


def ray(result, health: float) -> Ray:
    """Return the ray of a health factor."""
    return Ray(level=LEVEL(health), slope=result.opened.health_factor / health)


def rays(result, healths=RAYS) -> list[Ray]:
    """Return the rays that cross the map."""
    return [each for each in (ray(result, health) for health in healths) if each.piece]


def points(result) -> dict:
    """Return the numbers of the marks: three zones between the rays, the way of both prices, and where they are."""
    line, near = ray(result, 1), ray(result, NEAR)
    corners = [min(max(end, LOW), HIGH) for each in (line, near) for end in each.ends]
    across = sorted((LOW, HIGH, *corners))
    on_line, on_near = ([each.up(x) for x in across] for each in (line, near))
    x, y = result.collateral_change * 100, result.debt_change * 100
    led = result.correlation * result.change * 100
    return {
        "safe": toned.between(across, [LOW] * len(across), on_near),
        "near": toned.between(across, on_near, on_line),
        "sold": toned.between(across, on_line, [HIGH] * len(across)),
        "rays": toned.segments(each.piece for each in rays(result)),
        "one": toned.segments(each.piece for each in rays(result, (1,))),
        "together": ([end * 100 for end in CHANGES], [result.correlation * end * 100 for end in CHANGES]),
        "cross": toned.segments(((LOW, y, HIGH, y), (x, LOW, x, HIGH))),
        "depeg": ([result.change * 100, x], [led, y]),
        "opened": ([0.0], [0.0]),
        "now": ([x], [y]),
    }


NEAR_START = 40  # per cent: a label on this side of the dot would reach the ring of the start


def labels(result):
    """Yield the health factor at the dot, those of the rays where they leave the map, and the way of both prices."""
    x, y = result.collateral_change * 100, result.debt_change * 100
    side = {"at": "r", "dx": -13} if -NEAR_START < x < 0 else {"dx": 13}  # not over the ring of the start
    yield Label(uid="now", x=x, y=y, tone=tones.STATE, look="strong", rank=0, dy=-15, **side)
    for place, each in enumerate(rays(result, (1, *RAYS))):
        *lower, right, top = each.piece
        uid, name, tone = ("one", "one", tones.SOLD) if each.level.value == 1 else (f"ray-{place}", "ray", tones.INK)
        text = (f"label.{name}", each)
        at = {"at": "r", "dx": -8, "dy": 12, "others": (tuple(lower),)}
        yield Label(uid=uid, x=right, y=top, text=text, tone=tone, rank=1 + place, **at)
    yield Label(uid="sold", x=LOW, y=HIGH, tone=tones.SOLD, look="word", dx=8, dy=12, rank=6, drops=True)
    way = -15 if result.correlation * CHANGES[0] * 100 > y else 13  # on the side of its line where the dot's is not
    yield Label(uid="together", x=CHANGES[0] * 100, y=result.correlation * CHANGES[0] * 100, dx=8, dy=way, rank=7)


def lift(result) -> tuple:
    """Return the depeg as what a hand moves up and down, where it is the debt token that loses its peg."""
    if result.depegged != "debt":
        return ()
    led = 1 + result.correlation * result.change
    return ("depeg", led * 100 - 100, led * (1 - DEEPEST_DEPEG) * 100 - 100)


def zones(result) -> tones.Zones:
    """Return the changes up to which the health factor is below 1, and up to which it is near."""
    return tones.falling(change_at(result, 1), change_at(result, NEAR), below=tones.SOLD)


def change_at(result, health: float) -> float:
    """Return the change of the collateral that leads to a health factor; without end if no change leads up to it."""
    collateral, debt = result.pegs
    gain, loss = result.opened.health_factor * collateral, health * debt
    rises = gain - loss * result.correlation
    return (loss - gain) / rises if rises > 0 else inf


MAP = Chart(
    marks=(
        toned.zone("safe", tone=tones.SAFE),
        toned.zone("near", tone=tones.NEAR),
        toned.zone("sold", tone=tones.SOLD),
        toned.line("rays", tone=tones.QUIET, width=1.5),
        toned.line("one", tone=tones.SOLD, width=3),
        toned.line("together", tone=tones.INK, width=2, dash="dot"),
        toned.line("cross", tone=tones.QUIET, width=1, dash="dot"),
        toned.line("depeg", tone=tones.INK, width=5),
        toned.dot("opened", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    labels=labels,
    pulse=lambda result: (Pulse(x=result.collateral_change * 100),),
    track=lambda result: tuple(((1 + end) * result.pegs[0] - 1) * 100 for end in CHANGES),
    lift=lift,
    ranges=lambda result: {"xaxis": (LOW, HIGH), "yaxis": (LOW, HIGH)},
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}),
)


def over_ratio(result) -> dict:
    """Return the health factor over the ratio of the prices: one line, whatever each price does alone."""
    opened, top = result.opened.health_factor, highest(result)
    last = min(RATIOS[1], top / opened)
    return {
        "line": ([ratio * 100 for ratio in (RATIOS[0], last)], [opened * RATIOS[0], opened * last]),
        "one": ([ratio * 100 for ratio in RATIOS], [1, 1]),
        "now": ([result.ratio * 100], [result.now.health_factor]),
    }


def highest(result) -> float:
    """Return the end of the axis of health factors."""
    return max(TOP, charts.nice_ceiling(result.now.health_factor, charts.FINE))


OVER_RATIO = Chart(
    marks=(
        toned.line("one", tone=tones.SOLD, width=2),
        toned.line("line", tone=tones.CURVE, width=3),
        toned.dot("now"),
    ),
    points=over_ratio,
    labels=lambda result: (
        Label(uid="health", x=result.ratio * 100, y=result.now.health_factor, look="strong", rank=0, dx=13, dy=15),
        Label(uid="line", x=RATIOS[1] * 100, y=1, tone=tones.SOLD, at="r", dx=-8, dy=12, rank=1),
    ),
    ranges=lambda result: {"xaxis": tuple(end * 100 for end in RATIOS), "yaxis": (0, highest(result))},
    layout=axes.plain({"ticksuffix": "%"}, {}, names=("axis.ratio", "axis.health")),
)
