"""F0.2: one loan in five words, one below the other on one hidden scale; move any of them, and all follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.unit import Quantity, Unit
from pledge_lib.finance.units import HEALTH, PERCENT, TIMES
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.overview.translator_model import (
    FALL,
    HEALTH_FACTOR,
    HIGHEST,
    LEVERAGE,
    LOWEST,
    LTV,
    RATIO,
    ROWS,
    Translation,
    ltv_from,
    others,
    translation,
)
from pledge_lib.panels.stage import Label, Pulse

ID, PROFILE, TOKEN = "F0.2", "tw-broker-pledge", "WETH"
UNITS: dict[str, Unit] = {
    LTV: PERCENT,
    RATIO: PERCENT,
    HEALTH_FACTOR: HEALTH.rounded(2),
    LEVERAGE: TIMES.rounded(2),
    FALL: PERCENT,
}
ROUND = {  # the values that a row names
    LTV: (0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90),
    RATIO: (5.0, 3.0, 2.5, 2.0, 1.6, 1.3, 1.1),
    HEALTH_FACTOR: (4.0, 3.0, 2.0, 1.5, 1.2, 1.0, 0.9),
    LEVERAGE: (1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 10.0),
    FALL: (0.70, 0.60, 0.50, 0.40, 0.30, 0.20, 0.10, 0.0),
}
ENDS = (LOWEST * 100, HIGHEST * 100)
TICK = 0.10  # half the height of a tick
TOP = len(ROWS) - 1


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A round value of a row, and where it stands on the scale."""

    row: str
    height: int
    place: float
    value: Quantity


def ticks(result: Translation) -> Iterator[Tick]:
    """Yield the round values that lie on the scale."""
    for place, row in enumerate(ROWS):
        for value in ROUND[row]:
            at = ltv_from(row, value, line=result.line, threshold=result.threshold)
            if LOWEST < at < HIGHEST:
                yield Tick(row=row, height=TOP - place, place=at * 100, value=UNITS[row](value))


def points(result: Translation) -> dict:
    """Return the numbers of all marks."""
    low, high, now = -0.6, TOP + 0.6, result.ltv * 100
    called, sold = result.ltv_of_line * 100, result.threshold * 100
    return {
        "called": toned.box(max(called, ENDS[0]), min(sold, ENDS[1]), low, high),
        "sold": toned.box(sold, ENDS[1], low, high),
        "scales": toned.segments((ENDS[0], TOP - place, ENDS[1], TOP - place) for place in range(len(ROWS))),
        "ticks": toned.segments(
            (tick.place, tick.height - TICK, tick.place, tick.height + TICK) for tick in ticks(result)
        ),
        "line": ([called] * 2, [low, high]) if called < ENDS[1] else toned.AWAY,
        "threshold": ([sold] * 2, [low, high]),
        "thread": ([now, now], [low, high]),
        "dots": ([now] * len(ROWS), [TOP - place for place in range(len(ROWS))]),
    }


def labels(result: Translation) -> Iterator[Label]:
    """Yield the names of the rows with the value at each, the round values, and the two lines."""
    for place, row in enumerate(ROWS):
        yield Label(
            uid=f"row-{row}",
            x=ENDS[0],
            y=TOP - place,
            text=f"row.{row}",
            under=f"value.{row}",
            look="lane",
            tone=tones.PLAIN,
            rank=0,
        )
    for place, tick in enumerate(ticks(result)):
        yield Label(
            uid=f"{tick.row}-{tick.value.value}",
            x=tick.place,
            y=tick.height,
            text=("tick", tick),
            at="c",
            dy=15,
            rank=7,
            drops=place % 2 == 1,
        )
    yield Label(uid="now", x=result.ltv * 100, y=TOP + 0.6, rank=0, look="strong", dx=8, dy=8, drops=True)
    yield Label(uid="line", x=result.ltv_of_line * 100, y=-0.6, rank=2, at="r", dx=-5, dy=-8, tone=tones.CALLED)
    yield Label(uid="threshold", x=result.threshold * 100, y=-0.6, rank=1, at="l", dx=5, dy=-8, tone=tones.SOLD)


def zones(result: Translation) -> tones.Zones:
    """Return where along what is lent each line is reached."""
    near, call, sold = 1 / tones.near_from(result.line), result.ltv_of_line, result.threshold
    if sold <= call:
        return ((min(near, sold), tones.SAFE), (sold, tones.NEAR), (None, tones.SOLD))
    return ((near, tones.SAFE), (call, tones.NEAR), (sold, tones.CALLED), (None, tones.SOLD))


def tone(result: Translation) -> str:
    """Return the worse of the two lines' states."""
    return tones.SOLD if result.is_liquidatable else tones.of_ratio(result.ratio, result.line)


def presets() -> Iterator[Preset]:
    """Yield the worked example, the limit on chain, and two exercises."""
    cases = {
        "sixty": (0.60, 1.30, 0.83),
        "fifty": (0.50, 1.30, 0.83),
        "forty": (0.40, 1.30, 0.83),
        "limit": (0.805, 1.30, 0.83),
        "one-eighty": (round(1 / 1.80, 6), 1.40, 0.83),
        "seventy": (0.70, 1.30, 0.83),
    }
    for name, (ltv, line, threshold) in cases.items():
        terms = {"line": line, "threshold": threshold}
        yield Preset(label=f"preset.{name}", name=name, values={LTV: ltv, **terms, **others(LTV, ltv, terms)})


def figure() -> Figure:
    """Declare the figure."""
    first = {"line": 1.30, "threshold": aave_assets()[TOKEN].threshold}
    start = {LTV: 0.60} | others(LTV, 0.60, first)

    def row(key: str, low: float, high: float, step: float, unit: Unit) -> Slider:
        moved = partial(others, key)
        return Slider(key=key, low=low, high=high, step=step, default=start[key], unit=unit, sets=moved)

    def again(key: str):
        return lambda value, values: others(LTV, values[LTV], {**values, key: value})

    return Figure(
        id=ID,
        controls=(
            row(LTV, LOWEST, HIGHEST, 0.005, PERCENT),
            Slider(key="line", low=1.0, high=1.70, step=0.01, default=first["line"], unit=PERCENT, sets=again("line")),
            Slider(
                key="threshold",
                low=0.50,
                high=0.95,
                step=0.005,
                default=first["threshold"],
                unit=PERCENT,
                sets=again("threshold"),
            ),
            row(RATIO, 1.05, 10.0, 0.01, PERCENT),
            row(HEALTH_FACTOR, 0.52, 9.5, 0.01, HEALTH),
            row(LEVERAGE, 1.11, 20.0, 0.01, TIMES),
            row(FALL, -0.62, 0.90, 0.01, PERCENT),
        ),
        presets=tuple(presets()),
        lead=LTV,
        hero=("ratio", "health", "leverage"),
        tone=tone,
        zones=zones,
        model=translation,
        why=lambda result: ("why",),
        main=Chart(
            marks=(
                toned.zone("called", tone=tones.CALLED),
                toned.zone("sold", tone=tones.SOLD),
                toned.line("scales", tone=tones.QUIET, width=1),
                toned.line("ticks", tone=tones.QUIET, width=1.5),
                toned.line("line", tone=tones.CALLED, width=2),
                toned.line("threshold", tone=tones.SOLD, width=2, dash="dash"),
                toned.line("thread", tone=tones.INK, width=2),
                toned.dot("dots", size=14),
            ),
            points=points,
            ranges=lambda result: {"xaxis": ENDS, "yaxis": (-0.6, TOP + 0.6)},
            labels=lambda result: tuple(labels(result)),
            pulse=lambda result: (
                Pulse(x=result.ltv_of_line * 100, over=result.is_called),
                Pulse(x=result.threshold * 100, over=result.is_liquidatable),
            ),
            track=lambda result: ENDS,
            layout=axes.lanes({"showticklabels": False, "showgrid": False}, len(ROWS)),
        ),
        wide=True,
        table=Table(
            rows=lambda result: (
                "ltv",
                "ratio",
                "health",
                "leverage",
                "fall",
                "fall_on_chain",
                "points",
                "points_on_chain",
            ),
        ),
        rules=lambda result: ((PROFILE, ("call_line",)),),
        sources=lambda result: (aave_assets()[TOKEN].risk_source,),
    )
