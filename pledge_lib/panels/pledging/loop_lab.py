"""F1.9: the leverage loop; each round makes the position larger, the room smaller and the loss in a fall larger."""

import math
from dataclasses import dataclass
from functools import partial

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.leverage import loop_bought
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.units import COUNT, PERCENT
from pledge_lib.panels import loop_chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.loop import Loop, reasons
from pledge_lib.panels.words import Words

ID = "F1.9"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("call_line", "loan_to_value")


@dataclass(frozen=True, kw_only=True)
class LoopLab(Loop):
    """A loop of pledged shares under the rules of one kind of lender."""

    rules: PledgeRules


def loop_lab(values: Values) -> LoopLab:
    """Return what the panel shows, from numbers alone."""
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


def view(result: LoopLab, words: Words) -> View:
    """Say and draw the result."""
    numbers = {
        "loan_to_value": percent_text(result.loan_to_value),
        "rounds": amount_text(result.rounds),
        "exposure": amount_text(result.exposure, 3),
        "debt": amount_text(result.debt, 3),
        "last": amount_text(loop_bought(result.loan_to_value, result.rounds), 3),
        "collateral": amount_text(result.collateral, 3),
        "ratio": percent_text(result.ratio),
        "line": percent_text(result.line),
        "room": percent_text(result.room),
        "loss_at_call": percent_text(result.loss_at_call) if result.debt else "—",  # no debt, no line to fall to
        "fall": percent_text(result.fall),
        "ratio_after": percent_text(result.ratio_after),
        "loss": percent_text(result.loss),
        "left": percent_text(1 - result.loss),
        "asset_yield": percent_text(result.asset_yield),
        "loan_rate": percent_text(result.loan_rate),
        "carry": percent_text(result.carry),
        "year": percent_text(result.carry - result.loss),
        "cap": percent_text(result.rules.loan_to_value),
    }
    rows = ("exposure", "debt", "collateral", "ratio", "line", "room", "loss_at_call", "ratio_after", "loss", "left",
            "carry", "year")  # fmt: skip
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in reasons(result)),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in rows),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=loop_chart.lines(result),
        ranges=loop_chart.ranges(result),
        rules=((result.rules, RULES_USED),),
    )


def _notes(result: LoopLab):
    if result.loan_to_value > exact(result.rules.loan_to_value):
        yield "above-cap"
    if result.rounds == math.inf and not result.last_pledged:
        yield "no-last-round"
    if result.debt and exact(result.loan_rate) >= exact(result.asset_yield):
        yield "carry-lost" if result.carry < 0 else "carry-shrinks"
    if result.loss >= 1:
        yield "equity-gone"


def _presets() -> tuple[Preset, ...]:
    """Return the course's loops, and the bond fund whose loan grows dear while its price falls."""
    broker = {"profile": PROFILES[0], "line": 1.30, "loan_to_value": 0.60, "last_pledged": True, "fall": 0.20}
    plain = {**broker, "endless": False, "asset_yield": 0.06, "loan_rate": 0.025}
    bond = {**broker, "endless": True, "rounds": 3, "asset_yield": 0.06}
    return tuple(
        Preset(label=f"{ID}.preset.{name}", values=values)
        for name, values in (
            ("one-free", {**plain, "rounds": 1, "last_pledged": False}),
            ("one", {**plain, "rounds": 1}),
            ("three", {**plain, "rounds": 3}),
            ("bond-calm", {**bond, "loan_rate": 0.025, "fall": 0.0}),
            ("bond-shock", {**bond, "loan_rate": 0.0645, "fall": 0.22}),
            ("too-much", {**bond, "loan_rate": 0.025, "loan_to_value": 0.70, "line": 1.50}),
        )
    )


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="loan_to_value", low=0.10, high=0.70, step=0.05, default=0.60, unit=PERCENT),
        Slider(key="rounds", low=0, high=loop_chart.MOST_ROUNDS, step=1, default=3, unit=COUNT,
               sets=lambda _rounds, _values: {"endless": False}),
        Toggle(key="endless", default=False),
        Toggle(key="last_pledged", default=True),
        Slider(key="fall", low=0.0, high=0.60, step=0.01, default=0.20, unit=PERCENT),
        Slider(key="asset_yield", low=0.0, high=0.10, step=0.0025, default=0.06, unit=PERCENT),
        Slider(key="loan_rate", low=0.01, high=0.08, step=0.0005, default=0.025, unit=PERCENT),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILES[0]).call_line,
               unit=PERCENT),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            sets=lambda name, _values: {"line": datasets.rules(name).call_line},
            label=lambda name, words: words.of(datasets.title(name)),
        ),
    )  # fmt: skip
    figure = partial(loop_chart.figure, figure_id=ID)
    return Declaration(id=ID, controls=controls, presets=_presets(), model=loop_lab, view=view, figure=figure)
