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
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.liquidation_model import ASSET, DEEPEST, VERSIONS, Stepper, stepper
from pledge_lib.panels.crypto.liquidation_picture import CHART, HEALTH_CHART, whole_from
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Hero

ID = "F4.4"
CRASH, CRASH_DAYS = "ETH", (date(2024, 8, 4), date(2024, 8, 5))
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
            Slider(key="fall", low=0.0, high=DEEPEST, step=0.005, default=0.05, unit=PERCENT),
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
