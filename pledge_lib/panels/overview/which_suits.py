"""F0.3: which way suits these eight answers, why, and which other answer would put another way first."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import MONTHS, PERCENT, Count, Word
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.overview.which_suits_model import (
    BRACKETS,
    BROKER,
    CARE,
    CASH,
    EARN,
    FITS,
    INVEST,
    MUST_KEEP,
    NO_SALE,
    PERHAPS,
    QUESTIONS,
    RATHER_KEEP,
    SOME_LAW,
    STEADY,
    VARYING,
    WAYS,
    WhichSuits,
    weighed,
)
from pledge_lib.panels.stage import Hero, Label

ID = "F0.3"
TOP = len(WAYS) - 1
LOW, HIGH = -0.6, TOP + 0.6
HALF = 0.26
BESIDE_NAME = 0.55  # above the row: on a phone the reason stands at the right of the way's name, which is above its bar
MIDDLE = {
    "reserve": 0.20,
    "purpose": CASH,
    "months": 6,
    "loan": 6,
    "volatility": 0.40,
    "income": VARYING,
    "keep": RATHER_KEEP,
    "sale": PERHAPS,
    "bracket": "12",
    "remedy": SOME_LAW,
}
COLUMNS = ("name", "points", "chance", "unmet", "loss", "state")


@dataclass(frozen=True, kw_only=True)
class OtherAnswer:
    """An answer that would put another way first."""

    key: str
    option: str
    name: Word


def points(result: WhichSuits) -> dict:
    """Return the bars: the first choice, the others, and what is ruled out."""
    rows = [(TOP - place, way) for place, way in enumerate(result.ways)]
    return {
        "out": toned.boxes((0, 100, row - HALF, row + HALF) for row, way in rows if way.ruled_out),
        "ticks": toned.segments((at, LOW, at, HIGH) for at in (CARE, FITS)),
        "bars": toned.segments(
            (0, row, max(way.points, 0.5), row) for row, way in rows if not way.ruled_out and way is not result.first
        ),
        "best": toned.segments((0, row, max(way.points, 0.5), row) for row, way in rows if way is result.first),
    }


def labels(result: WhichSuits) -> Iterator[Label]:
    """Yield the ways with their place, the points at the end of each bar, and why a way is out."""
    for place, way in enumerate(result.ways):
        row = TOP - place
        name = ("lane.out", way) if way.ruled_out else ("lane.place", way, Place(result.order.index(way) + 1))
        yield Label(uid=f"lane-{way.name}", x=0, y=row, text=name, tone=tones.PLAIN, look="lane", rank=0)
        if way.ruled_out:
            yield Label(
                uid=f"out-{way.name}",
                x=2,
                y=row,
                text=(f"out.{way.ruled_out}",),
                at="l",
                rank=2,
                others=((100, row + BESIDE_NAME),),
            )
        else:
            yield Label(uid=f"points-{way.name}", x=way.points, y=row, text=("lane.points", way), at="l", dx=8, rank=3)
    for uid, at in (("fits", FITS), ("care", CARE)):
        yield Label(uid=uid, x=at, y=HIGH, at="l", dx=4, dy=-8, rank=1)


@dataclass(frozen=True)
class Place:
    """The place of a way among those that are left."""

    place: Count


def others(result: WhichSuits) -> Iterator:
    """Yield the answers that would put another way first, as sentences."""
    for key, option, name in result.other_answers():
        yield (f"flip.{key}.{option}", OtherAnswer(key=key, option=option, name=name))


def first(result: WhichSuits) -> Hero:
    """Return the first choice by its name."""
    return Hero(text=(f"name.{result.first.name}",), caption="hero.first", sub=("sub.first", result.first))


def second(result: WhichSuits) -> Hero:
    """Return the second choice, where there is one."""
    if result.second is None:
        return Hero(text="hero.none", caption="hero.second", sub="sub.no-second")
    return Hero(text=(f"name.{result.second.name}",), caption="hero.second", sub=("sub.second", result.second))


def flip(result: WhichSuits) -> Hero:
    """Return the nearest reserve at which another way comes first."""
    if result.flip is None:
        return Hero(text="hero.none", caption="hero.flip", sub="sub.no-flip")
    return Hero(path="flip_reserve", caption="hero.flip", sub="sub.flip")


def reasons(result: WhichSuits) -> Iterator:
    """Yield why each way stands where it stands."""
    for way in result.ways:
        if way.ruled_out:
            yield ("why.out", way)
        elif way.chance is not None:
            yield ("why.chance", way)
        else:
            yield (f"why.{way.name}", way)
    yield from others(result)
    yield "why.income"
    yield "why.weighing"


def presets() -> Iterator[Preset]:
    """Yield nobody's case, and four people: in need at once, unwilling to sell, with a short chance, in no need."""
    cases = {
        "middle": {},
        "sudden": {"months": 2, "loan": 3, "income": STEADY, "reserve": 0.05},
        "kitchen": {
            "months": 9,
            "loan": 4,
            "volatility": 0.30,
            "income": STEADY,
            "keep": MUST_KEEP,
            "sale": NO_SALE,
            "reserve": 0.25,
        },
        "trader": {"purpose": INVEST, "months": 1, "loan": 12, "volatility": 0.45, "reserve": 0.10, "sale": PERHAPS},
        "holder": {
            "purpose": EARN,
            "months": 24,
            "volatility": 0.25,
            "keep": MUST_KEEP,
            "sale": NO_SALE,
            "bracket": "5",
        },
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", name=name, values=MIDDLE | case)


def figure() -> Figure:
    """Declare the figure."""

    def choice(key: str, options: tuple[str, ...]) -> Choice:
        return Choice(key=key, options=options, default=MIDDLE[key])

    return Figure(
        id=ID,
        controls=(
            Slider(key="reserve", low=0.0, high=1.0, step=0.01, default=MIDDLE["reserve"], unit=PERCENT),
            choice("purpose", QUESTIONS["purpose"]),
            Slider(key="months", low=1, high=24, step=1, default=MIDDLE["months"], unit=MONTHS),
            Slider(key="volatility", low=0.10, high=0.80, step=0.05, default=MIDDLE["volatility"], unit=PERCENT),
            *(choice(key, QUESTIONS[key]) for key in ("income", "keep", "sale")),
            Slider(key="loan", low=1, high=36, step=1, default=MIDDLE["loan"], unit=MONTHS),
            Choice(key="bracket", options=tuple(BRACKETS), default=MIDDLE["bracket"]),
            choice("remedy", QUESTIONS["remedy"]),
        ),
        presets=tuple(presets()),
        lead="reserve",
        hero=(
            first,
            second,
            flip,
        ),
        tone=lambda result: tones.PLAIN,
        model=weighed,
        sentence=lambda result: ("sentence.alone" if result.second is None else "sentence.first",),
        why=reasons,
        main=Chart(
            marks=(
                toned.zone("out", tone=tones.PLAIN),
                toned.line("ticks", tone=tones.QUIET, width=1, dash="dot"),
                toned.line("bars", tone=tones.QUIET, width=12),
                toned.line("best", tone=tones.CURVE, width=12),
            ),
            points=points,
            ranges=lambda result: {"xaxis": (0, 100), "yaxis": (LOW, HIGH)},
            labels=lambda result: tuple(labels(result)),
            layout=axes.lanes({"dtick": 20}, len(WAYS)),
        ),
        wide=True,
        table=Table(
            rows=lambda result: (Row(COLUMNS, about=way) for way in result.ways),
            columns=("way", "points", "chance", "unmet", "loss", "verdict"),
            kinds=True,
        ),
        rules=lambda result: ((BROKER, ("call_line", "cure_target", "loan_to_value")),),
    )
