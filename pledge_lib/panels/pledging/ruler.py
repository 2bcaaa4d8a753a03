"""F1.2: the same fall on two rulers, in percentage points of the ratio and in per cent of the price."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance import lines
from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.finance.units import PERCENT, Percent, Points, Times
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F1.2"
PROFILE = "tw-broker-pledge"
POINTS, PERCENTS = 1.0, 0.0  # heights of the two rulers
LONGEST = 0.70  # the largest fall of the price on the rulers
TICK, FULL = 0.06, 0.12  # how far a tick, and one with a number, stands out


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """A start ratio, a line and a fall so far."""

    start: Percent
    line: Percent
    fall: Percent

    @property
    def ratio(self) -> Percent:
        return after_change(self.start, -self.fall)

    @property
    def points_lost(self) -> Points:
        return float(exact(self.start) - exact(self.ratio))

    @property
    def points_to_line(self) -> Points:
        return float(exact(self.start) - exact(self.line))

    @property
    def fall_to_line(self) -> Percent:
        return fall_to_line(self.start, self.line)

    @property
    def misread(self) -> Percent:
        """Return the fall of the price of somebody who takes the points to the line for per cent."""
        return self.points_to_line

    @property
    def ratio_if_misread(self) -> Percent:
        """Return the ratio after that fall."""
        return after_change(self.start, -self.misread)

    @property
    def times(self) -> Times | None:
        """Return how many points go with one per cent of the price."""
        return self.points_to_line / self.fall_to_line if self.fall_to_line else None

    @property
    def state(self) -> str:
        if lines.below(self.start, self.line):
            return "below-at-start"
        if lines.on(self.ratio, self.line):
            return "on-the-line"
        return "called" if lines.below(self.ratio, self.line) else "normal"


def zones(ruler: Ruler) -> tones.Zones:
    """Return where on the lead the line is near, and where it is crossed."""
    near = fall_to_line(ruler.start, tones.near_from(ruler.line))
    return tones.rising(near, ruler.fall_to_line)


def ticks(ruler: Ruler) -> tuple[list, list]:
    """Return the ticks of both rulers: every 10 points at the fall that they are, every 10 per cent."""
    in_points = [number / 100 / ruler.start for number in range(0, round(ruler.start * LONGEST * 100) + 1, 10)]
    in_per_cent = [number / 100 for number in range(0, round(LONGEST * 100) + 1, 10)]
    up = ((fall * 100, POINTS, fall * 100, POINTS + TICK) for fall in in_points)
    down = ((fall * 100, PERCENTS, fall * 100, PERCENTS - TICK) for fall in in_per_cent)
    return toned.segments((*up, *down))


def seen(fall: float) -> float:
    """Return the place of a fall on the rulers, nowhere if it lies beyond them."""
    return fall * 100 if 0 <= fall <= LONGEST else charts.NOWHERE


def points(ruler: Ruler) -> dict:
    """Return the rulers, the falls so far, the line through both, and the fall of who reads points as per cent."""
    end, now, called = LONGEST * 100, ruler.fall * 100, seen(ruler.fall_to_line)
    both = [PERCENTS - FULL, POINTS + FULL]
    return {
        "called": toned.box(max(0.0, ruler.fall_to_line * 100), end, PERCENTS, POINTS),
        "rulers": toned.segments(((0, POINTS, end, POINTS), (0, PERCENTS, end, PERCENTS))),
        "ticks": ticks(ruler),
        "lost": toned.segments(((0, POINTS, now, POINTS), (0, PERCENTS, now, PERCENTS))),
        "line": ([called] * 2, both),
        "handle": ([now] * 2, both),
        "misread": ([seen(ruler.misread)], [PERCENTS]),
        "beyond": ([charts.NOWHERE if ruler.misread <= LONGEST else end], [PERCENTS]),
        "now": ([now, now], [POINTS, PERCENTS]),
    }


def labels(ruler: Ruler):
    """Yield what either ruler says of the fall, the line, the ticks of the points, and what a misreading leads to."""
    now = ruler.fall * 100
    for uid, height, dy in (("points", POINTS, -28), ("percent", PERCENTS, 30)):
        yield Label(uid=uid, x=now, y=height, tone=tones.STATE, look="strong", rank=0, at="l", dx=4, dy=dy)
    at_line = seen(ruler.fall_to_line)
    yield Label(uid="line", x=at_line, y=(POINTS + PERCENTS) / 2, tone=tones.CALLED, at="l", dx=8, rank=1)
    misread = min(ruler.misread, LONGEST) * 100
    is_beyond = ruler.misread > LONGEST
    if ruler.state != "below-at-start":
        yield Label(
            uid="beyond" if is_beyond else "misread",
            x=misread,
            y=PERCENTS,
            rank=2,
            dx=-10 if is_beyond else 0,
            at="r" if is_beyond else "c",
            dy=-20,
        )
    for number in range(0, round(ruler.start * LONGEST * 100) + 1, 20):
        text = ("label.tick", Tick(points=number / 100))
        yield Label(uid=f"tick-{number}", x=number / ruler.start, y=POINTS, text=text, at="c", dy=14, rank=6)
    for uid, height, dy in (("upper", POINTS, -62), ("lower", PERCENTS, 56)):
        yield Label(uid=uid, x=0, y=height, at="l", dy=dy, rank=5, look="word")


@dataclass(frozen=True)
class Tick:
    """A number on the ruler of points."""

    points: Points


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.line("ticks", tone=tones.QUIET, width=1.5),
        toned.line("rulers", tone=tones.QUIET, width=2),
        toned.line("lost", tone=tones.CURVE, width=8),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("handle", tone=tones.INK, width=1.5, dash="dot"),
        toned.dot("misread", tone=tones.QUIET, hollow=True, size=12),
        toned.event("beyond", tone=tones.QUIET, symbol="triangle-right"),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda ruler: {"xaxis": (0, LONGEST * 100)},
    labels=labels,
    pulse=lambda ruler: (Pulse(x=ruler.fall_to_line * 100),),
    track=lambda ruler: (0, LONGEST * 100),
    layout=axes.plain(
        {"dtick": 10, "ticksuffix": "%", "showgrid": False},
        {"range": [-0.75, 1.7], "showticklabels": False, "showgrid": False, "zeroline": False},
        left=20,
    ),
)
TABLE = Table(
    columns=("quantity", "points", "percent"),
    rows=lambda ruler: (
        Row(("points_lost", "fall"), "so-far"),
        Row(("points_to_line", "fall_to_line"), "to-line"),
        Row(("ratio",), "ratio"),
        Row(("times",), "times"),
    ),
)


def figure() -> Figure:
    """Declare the figure."""
    cases = (("sixty", 5 / 3, 0.22), ("fifty", 2.0, 0.35), ("forty-fall", 2.0, 0.40))
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=LONGEST, step=0.005, default=0.0, unit=PERCENT),
            Slider(key="start", low=1.35, high=4.0, step=0.01, default=5 / 3, unit=PERCENT),
            Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILE).call_line, unit=PERCENT),
        ),
        presets=tuple(
            Preset(label=f"preset.{name}", values={"start": start, "line": 1.30, "fall": fall})
            for name, start, fall in cases
        ),
        lead="fall",
        hero=("ratio", "fall_to_line", "points_to_line"),
        tone=lambda ruler: tones.of_state(ruler.state, ratio=ruler.ratio, line=ruler.line),
        zones=zones,
        model=lambda values: Ruler(**values),
        main=CHART,
        table=TABLE,
        rules=lambda ruler: ((PROFILE, ("call_line",)),),
    )
