"""F1.9: the leverage loop; each round makes the position larger, the room smaller and the loss in a fall larger."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels import loop_chart, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.loop import Loop, carry_note, reasons

ID = "F1.9"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("call_line", "loan_to_value")
ROWS = (
    "state",
    "exposure",
    "debt",
    "collateral",
    "ratio",
    "line",
    "room",
    "loss_at_call",
    "ratio_after",
    "loss",
    "left",
    "carry",
    "year",
)


@dataclass(frozen=True, kw_only=True)
class LoopLab(Loop):
    """A loop of pledged shares under the rules of one kind of lender."""

    rules: PledgeRules


def loop_lab(values: Values) -> LoopLab:
    """Return what the figure shows, from numbers alone."""
    return LoopLab(
        loan_to_value=exact(values["loan_to_value"]),
        rounds=math.inf if values["endless"] else exact(values["rounds"]),
        last_pledged=values["last_pledged"],
        line=values["line"],
        fall=values["fall"],
        asset_yield=values["asset_yield"],
        loan_rate=values["loan_rate"],
        rules=datasets.rules(values["profile"]),
    )


def notes(result: LoopLab):
    """Yield what the reader has to know besides."""
    if result.loan_to_value > exact(result.rules.loan_to_value):
        yield "note.above-cap"
    if result.rounds == math.inf and not result.last_pledged:
        yield "note.no-last-round"
    yield from carry_note(result)
    if result.loss >= 1:
        yield "note.equity-gone"


def presets():
    """Yield the course's loops, and the bond fund whose loan grows dear while its price falls."""
    broker = {"profile": PROFILES[0], "line": 1.30, "loan_to_value": 0.60, "last_pledged": True, "fall": 0.20}
    plain = {**broker, "endless": False, "asset_yield": 0.06, "loan_rate": 0.025}
    bond = {**broker, "endless": True, "rounds": loop_chart.MOST_ROUNDS, "asset_yield": 0.06}
    for name, values in (
        ("one-free", {**plain, "rounds": 1, "last_pledged": False}),
        ("one", {**plain, "rounds": 1}),
        ("three", {**plain, "rounds": 3}),
        ("bond-calm", {**bond, "loan_rate": 0.025, "fall": 0.0}),
        ("bond-shock", {**bond, "loan_rate": 0.0645, "fall": 0.22}),
        ("too-much", {**bond, "loan_rate": 0.025, "loan_to_value": 0.70, "line": 1.50}),
    ):
        yield Preset(label=f"preset.{name}", values=values)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="loan_to_value", low=0.10, high=0.70, step=0.05, default=0.60, unit=PERCENT),
            *loop_chart.CONTROLS,
            Slider(key="asset_yield", low=0.0, high=0.10, step=0.0025, default=0.06, unit=PERCENT),
            Slider(key="loan_rate", low=0.01, high=0.08, step=0.0005, default=0.025, unit=PERCENT),
            Slider(
                key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILES[0]).call_line, unit=PERCENT
            ),
            Choice(
                key="profile",
                options=PROFILES,
                default=PROFILES[0],
                sets=lambda name, _values: {"line": datasets.rules(name).call_line},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=tuple(presets()),
        lead="rounds",
        hero=("room", "loss", "exposure"),
        tone=lambda loop: loop_chart.tone_after(loop, loop.rounds, tones.CALLED),
        zones=loop_chart.zones,
        model=loop_lab,
        why=reasons,
        notes=notes,
        main=loop_chart.chart(),
        drawers=(loop_chart.STAIRS,),
        table=Table(rows=lambda loop: ROWS),
        rules=lambda loop: ((loop.rules.name, RULES_USED),),
    )
