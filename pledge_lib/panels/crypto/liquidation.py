"""F4.4: what happens below a health factor of 1: call after call, what is repaid, what is taken and what is left."""

import math
from dataclasses import replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.position import SAFE
from pledge_lib.finance.lines import above
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DATE, DOLLARS, PERCENT, TOKENS
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.liquidation_model import ASSET, MOST_SHOWN, VERSIONS, Stepper, stepper
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.stage import Hero, Label, Pulse

ID = "F4.4"
CRASH, CRASH_DAYS = "ETH", (date(2024, 8, 4), date(2024, 8, 5))
PLACES = 2 + MOST_SHOWN  # before the fall, after it, and the calls
HIGHEST_HEALTH = 1.5  # what is above is drawn here; the table says the number
BARS = ("opened", "lost", "repaid", "bonus", "left")
TONES = {
    "no-debt": tones.SAFE,
    "unprofitable": tones.CALLED,
    "dust": tones.CALLED,
    "closed": tones.SOLD,
    "stuck": tones.SOLD,
    "bad-debt": tones.SOLD,
}
DUST_RULES = ("small_position", "dust")
TARGET_RULES = ("target_health_factor",)
SHARE_RULES = ("close_factor", "full_close_health_factor")


def reasons(result: Stepper):
    """Yield why: the health factor, how much one call may repay, what it does, and whether that helps."""
    if result.state == NO_DEBT:
        yield f"why.{NO_DEBT}"
        return
    yield "why.health"
    if result.first:
        yield f"why.{most_allowed(result)}"
        if result.first.refused:
            yield "why.refused"
        else:
            yield "why.short" if result.first.repaid < result.first.most_repaid else "why.taken"
            if result.first.after.collateral_value:
                yield "why.left"
        if result.deficit:
            yield "why.booked" if result.rules.books_deficit else "why.not-booked"
    yield "why.turning-point"


def most_allowed(result: Stepper) -> str:
    """Return by which rule the first call may repay so much."""
    rules, fallen = result.rules, result.fallen
    if rules.has_target:
        return "target"
    if result.first.close_factor < 1:
        return "half" if rules.full_close_health_factor else "always-half"
    half_allowed = above(fallen.health_factor, rules.full_close_health_factor)
    return "small" if half_allowed and min(fallen.collateral_value, fallen.debt_value) < rules.small_position else "all"


def notes(result: Stepper):
    """Yield what the reader has to know besides."""
    if result.turning_point >= 1:
        yield "note.insane"
    elif result.gets_worse:
        yield "note.worse"
    if result.rules.name == "aave-v2":
        yield "note.v2"
    if result.rules.has_target:
        yield "note.v4"


def rows(result: Stepper):
    """Yield how things stand at each step, and all calls together where there are several."""
    cells = ("repaid", "taken", "collateral", "unpaid", "health")
    for step in result.steps:
        yield Row(cells, step.name, step)
    if result.count > 1:
        yield Row(cells, "all", replace(result.steps[-1], repaid=result.repaid, taken=result.taken))


def tone(result: Stepper) -> str:
    """Return how it ends: by the health factor where the position lives on."""
    return TONES.get(result.state) or tones.of_ratio(result.end.health_factor, 1, below=tones.SOLD)


def is_near(result: Stepper) -> bool:
    """Return whether nobody may liquidate yet, but the line is not far."""
    return result.state == SAFE and tone(result) == tones.NEAR


def zones(result: Stepper) -> tones.Zones:
    """Return from which fall on the line is near, anybody may take a half, and anybody may take all."""
    health = result.opened.health_factor
    if health == math.inf:
        return ((None, tones.SAFE),)
    near, line, full = (max(1 - at / health, 0.0) for at in (tones.near_from(1), 1, whole_from(result)))
    return ((near, tones.SAFE), (line, tones.NEAR), (full, tones.CALLED), (None, tones.SOLD))


def whole_from(result: Stepper) -> float:
    """Return the health factor from which on all may be repaid, or where it helps no more if there is none."""
    return min(result.rules.full_close_health_factor or result.turning_point, 1)


def hanging(result: Stepper) -> dict[str, tuple[float, float]]:
    """Return the lower end and the height of each bar: every use hangs where the one before has left off."""
    opened, fallen = result.opened.collateral_value, result.fallen.collateral_value
    after = fallen - result.repaid
    return {
        "opened": (0, opened),
        "lost": (fallen, opened - fallen),
        "repaid": (after, result.repaid),
        "bonus": (after - result.penalty, result.penalty),
        "left": (0, result.end.collateral_value),
    }


def points(result: Stepper) -> dict:
    """Return the numbers of the marks: the bars, the connectors, and of what is left the part that is owed."""
    bars = hanging(result)
    tops = [base for base, _ in (bars["lost"], bars["repaid"], bars["bonus"])]
    levels = [result.opened.collateral_value, *tops]
    owed = min(result.end.debt_value, result.end.collateral_value)
    return {
        "joined": toned.segments((place - 0.3, level, place + 1.3, level) for place, level in enumerate(levels)),
        "bars": {
            "x": range(len(BARS) - 1),
            "base": [bars[name][0] for name in BARS[:-1]],
            "y": [bars[name][1] for name in BARS[:-1]],
        },
        "own": {"x": [len(BARS) - 1], "base": [owed], "y": [result.end.collateral_value - owed]},
        "owed": {"x": [len(BARS) - 1], "base": [0], "y": [owed]},
        "deficit": {"x": [len(BARS) - 1], "base": [0], "y": [-result.deficit]},
    }


def ends(result: Stepper) -> tuple[float, float]:
    """Return the ends of the axis: the collateral before the fall, and below zero what nobody pays."""
    lowest = -charts.nice_ceiling(result.deficit, charts.FINE) if result.deficit else 0
    return lowest, charts.nice_ceiling(result.opened.collateral_value, charts.FINE)


def labels(result: Stepper):
    """Yield the sum of each bar on its top."""
    for place, name in enumerate(BARS):
        base, height = hanging(result)[name]
        yield Label(
            uid=name,
            x=place,
            y=base + height,
            at="c",
            dy=-10,
            rank=place,
            look="strong" * (name == "left"),
            tone=tones.INK,
        )
    owed = min(result.end.debt_value, result.end.collateral_value)
    if owed:
        yield Label(uid="owed", x=len(BARS) - 1, y=owed / 2, at="c", rank=6)
    if result.deficit:
        yield Label(uid="deficit", x=len(BARS) - 1.4, y=-result.deficit / 2, at="r", rank=3, tone=tones.SOLD)


CHART = Chart(
    marks=(
        toned.line("joined", tone=tones.QUIET, width=1),
        toned.bars("bars", tone=tones.QUIET, width=0.6),
        toned.bars("own", tone=tones.INK, width=0.7),
        toned.bars("owed", tone=tones.CALLED, hollow=True, width=0.7),
        toned.bars("deficit", tone=tones.SOLD, width=0.7),
    ),
    points=points,
    ranges=lambda result: {"yaxis": ends(result)},
    looks=lambda result, say: {"bars": {"tone": (tones.CURVE, tones.QUIET, tones.INK, tones.CALLED)}},
    ticks=lambda result, say: {"xaxis": (tuple(range(len(BARS))), tuple(say(f"bar.{name}") for name in BARS))},
    labels=labels,
    pulse=lambda result: (Pulse(y=0, over=bool(result.calls)),),
    layout=axes.plain({"range": [-0.6, len(BARS) - 0.4]}, {"tickformat": ","}, left=62, barmode="overlay"),
)


def healths(result: Stepper) -> dict:
    """Return the health factor before the fall, after it and after each call, with 1 and the turning point."""
    across = (-0.4, PLACES - 0.6)
    places = range(len(result.steps))
    return {
        "one": (across, [1, 1]),
        "turning": (across, [result.turning_point] * 2),
        "health": (places, [min(step.health or 0, HIGHEST_HEALTH) for step in result.steps]),
        "calls": (places, [min(step.health or 0, HIGHEST_HEALTH) for step in result.steps]),
    }


HEALTH_CHART = Chart(
    marks=(
        toned.line("one", tone=tones.SOLD, width=2),
        toned.line("turning", tone=tones.NEAR, width=2, dash="dot"),
        toned.line("health", tone=tones.CURVE, width=3),
        toned.dot("calls", tone=tones.CURVE, size=10),
    ),
    points=healths,
    ticks=lambda result, say: {
        "xaxis": (tuple(range(len(result.steps))), tuple(say(f"tick.{step.name}", step) for step in result.steps))
    },
    labels=lambda result: (
        Label(uid="one", x=PLACES - 0.6, y=1, tone=tones.SOLD, at="r", dx=-8, dy=-11, rank=1),
        Label(uid="turning", x=PLACES - 0.6, y=result.turning_point, tone=tones.NEAR, at="r", dx=-8, dy=12, rank=2),
    ),
    layout=axes.plain(
        {"range": [-0.4, PLACES - 0.6]}, {"range": [0, HIGHEST_HEALTH * 1.03]}, names=("", "axis.health")
    ),
)


def presets():
    """Yield the lesson's position in several falls and versions, a small loan, and a real day from close to low."""
    base = {
        "version": VERSIONS[2],
        "amount": 5,
        "price": 2_000,
        "borrowed": 0.805,
        "threshold": 0.83,
        "bonus": 0.05,
        "fall": 0.05,
        "gas": 20,
    }
    cases = {
        "half": {},
        "all": {"fall": 0.08},
        "bad-debt": {"fall": 0.25},
        "worse": {"version": VERSIONS[0], "fall": 0.18},
        "target": {"version": VERSIONS[3]},
        "small": {"amount": 1},
        "gas": {"amount": 0.1, "gas": 50},
    }
    before, after = CRASH_DAYS
    close, low = (datasets.prices(CRASH).point(day) for day in CRASH_DAYS)
    fall = float(1 - exact(low.low) / exact(close.close))
    real = {**base, "price": close.close, "borrowed": 0.70, "fall": round(fall, 4)}
    yield from (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())
    fields = {"day": DATE(after), "before": DATE(before), "fall": PERCENT(real["fall"])}
    yield Preset(label="preset.real", name="real", values=real, fields=fields)


def figure() -> Figure:
    """Declare the figure."""
    asset = aave_assets()[ASSET]
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=0.60, step=0.005, default=0.05, unit=PERCENT),
            Slider(key="borrowed", low=0.0, high=0.95, step=0.005, default=asset.loan_to_value, unit=PERCENT),
            Slider(key="bonus", low=0.01, high=0.15, step=0.005, default=asset.bonus, unit=PERCENT),
            Slider(key="gas", low=0, high=500, step=5, default=20, unit=DOLLARS),
            Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=asset.threshold, unit=PERCENT),
            Slider(key="amount", low=0.1, high=50, step=0.1, default=5, unit=TOKENS),
            Slider(key="price", low=100, high=10_000, step=10, default=2_000, unit=DOLLARS),
            Choice(
                key="version",
                options=VERSIONS,
                default=VERSIONS[2],
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=tuple(presets()),
        lead="fall",
        hero=(Hero(path="end_health"), "end.collateral_value", "penalty"),
        tone=tone,
        chip=lambda result: "chip.near" if is_near(result) else f"chip.{result.state}",
        zones=zones,
        drawers=(Drawer(name="health", chart=HEALTH_CHART),),
        model=stepper,
        why=lambda result: (*reasons(result), "why.jump") if result.done else reasons(result),
        notes=notes,
        main=CHART,
        table=Table(columns=("call", "repaid", "taken", "collateral", "debt", "health"), rows=rows),
        rules=lambda result: ((result.rules.name, rules_used(result)),),
        sources=lambda result: (result.asset.risk_source,),
    )


def rules_used(result: Stepper) -> tuple[str, ...]:
    """Return the names of the rules that decide how much a call may repay, and what may be left."""
    return (*(TARGET_RULES if result.rules.has_target else SHARE_RULES), *DUST_RULES, "books_deficit")
