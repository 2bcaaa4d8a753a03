"""F4.6: the loop on chain, as F1.9 on the stock market: more rounds, more exposure, less room before a liquidation."""

import math
from dataclasses import dataclass
from functools import partial

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.leverage import loop_bought
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.units import COUNT, PERCENT
from pledge_lib.panels import loop_chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.loop import Loop, reasons
from pledge_lib.panels.words import Words

ID = "F4.6"
ETHER, STAKED, BITCOIN = PAIRS = ("ether", "staked", "bitcoin")  # what is held, and borrowed against
HELD = {ETHER: "WETH", STAKED: "wstETH", BITCOIN: "WBTC"}
ROWS = ("exposure", "debt", "collateral", "health", "ratio", "room", "loss_at_call", "health_after", "loss", "left",
        "carry", "year")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Multiply(Loop):
    """A loop whose line is one over the liquidation threshold; `rules` are the parameters of what is held."""

    pair: str
    threshold: float
    rules: AaveAsset

    @property
    def health(self) -> float:
        return self.ratio * exact(self.threshold) if self.debt else math.inf

    @property
    def health_after(self) -> float:
        return self.ratio_after * exact(self.threshold) if self.debt else math.inf

    @property
    def highest_exposure(self) -> float:
        """Return the exposure at which an endless loop starts at a health factor of 1."""
        return 1 / (1 - self.threshold)

    @property
    def most_lent(self) -> float:
        """Return the maximum LTV: the asset's own, or that of its category where the loan moves with it."""
        return self.rules.emode_loan_to_value if self.pair == STAKED else self.rules.loan_to_value


def multiply(values: Values) -> Multiply:
    """Return what the panel shows, from numbers alone."""
    threshold = exact(values["threshold"])
    return Multiply(
        loan_to_value=exact(values["loan_to_value"]),
        rounds=math.inf if values["endless"] else exact(values["rounds"]),
        last_pledged=values["last_pledged"],
        line=1 / threshold,
        fall=values["fall"],
        asset_yield=values["staking_yield"],
        loan_rate=values["borrow_rate"],
        pair=values["pair"],
        threshold=values["threshold"],
        rules=aave_assets()[HELD[values["pair"]]],
    )


def view(result: Multiply, words: Words) -> View:
    """Say and draw the result."""
    numbers = {
        "loan_to_value": percent_text(result.loan_to_value),
        "rounds": amount_text(result.rounds),
        "exposure": amount_text(result.exposure, 3),
        "debt": amount_text(result.debt, 3),
        "last": amount_text(loop_bought(result.loan_to_value, result.rounds), 3),
        "collateral": amount_text(result.collateral, 3),
        "threshold": percent_text(result.threshold),
        "health": _health(result.health),
        "health_after": _health(result.health_after),
        "ratio": percent_text(result.ratio),
        "line": percent_text(result.line),
        "room": percent_text(result.room),
        "loss_at_call": percent_text(result.loss_at_call) if result.debt else "—",  # no debt, no line to fall to
        "fall": percent_text(result.fall),
        "loss": percent_text(result.loss),
        "left": percent_text(1 - result.loss),
        "staking_yield": percent_text(result.asset_yield),
        "borrow_rate": percent_text(result.loan_rate),
        "carry": percent_text(result.carry),
        "year": percent_text(result.carry - result.loss),
        "most_lent": percent_text(result.most_lent),
        "highest": amount_text(result.highest_exposure, 2),
    }
    price = words(f"{ID}.falls.{result.pair}")
    state = words(f"{ID}.state.{result.state}")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers, name=price),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in reasons(result, "health")),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), state),
            *((words(f"{ID}.row.{name}", **numbers), _cell(name, numbers, words)) for name in ROWS),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=loop_chart.lines(result),
        ranges=loop_chart.ranges(result),
        sources=tuple(dict.fromkeys((result.rules.risk_source, result.rules.rates_source))),
    )


def _health(health: float) -> str:
    """Return the health factor as text; one that is just below the line must not read 1.0000."""
    return amount_text(min(health, 0.9999) if health < 1 else health, 4)


def _cell(name: str, numbers, words: Words) -> str:
    multiple = name in ("exposure", "debt", "collateral")
    return words(f"{ID}.times", count=numbers[name]) if multiple else numbers[name]


def _notes(result: Multiply):
    if result.loan_to_value > exact(result.most_lent):
        yield "above-limit"
    if result.pair == STAKED:
        yield "pair"
    if result.debt and exact(result.loan_rate) >= exact(result.asset_yield):
        yield "carry-lost" if result.carry < 0 else "carry-shrinks"
    if result.loss >= 1:
        yield "equity-gone"


def _lines_of(pair: str) -> Values:
    """Return the threshold that counts for a pair: its category's where the loan moves with what is held."""
    asset = aave_assets()[HELD[pair]]
    return {"threshold": asset.emode_threshold if pair == STAKED else asset.threshold}


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's loops, and a staked loop in calm, with the pool emptied, and on a day the oracle erred."""
    plain = {"pair": ETHER, **_lines_of(ETHER), "loan_to_value": 0.70, "rounds": 3, "endless": False,
             "last_pledged": True, "fall": 0.20, "staking_yield": 0.024, "borrow_rate": 0.0235}  # fmt: skip
    staked = {**plain, "pair": STAKED, **_lines_of(STAKED), "loan_to_value": 0.80, "endless": True, "fall": 0.0}
    ether, of_staked = aave_assets()[HELD[ETHER]], aave_assets()[HELD[STAKED]]
    emptied = round(ether.curve.borrow_apr(1), 6)
    oracle = {**staked, "loan_to_value": of_staked.emode_loan_to_value, "fall": 0.0285}
    return tuple(
        Preset(label=f"{ID}.preset.{name}", values=values, fields=fields)
        for name, values, fields in (
            ("three", plain, {}),
            ("endless", {**plain, "endless": True}, {}),
            ("bitcoin", {**plain, "pair": BITCOIN, **_lines_of(BITCOIN), "staking_yield": 0.0}, {}),
            ("staked", staked, {}),
            ("emptied", {**staked, "borrow_rate": emptied},
             {"rate": percent_text(emptied), "day": ether.rates_as_of.isoformat()}),
            ("oracle", oracle, {"fall": percent_text(oracle["fall"]), "day": "2026-03-10"}),
        )
    )  # fmt: skip


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="loan_to_value", low=0.10, high=0.93, step=0.01, default=0.70, unit=PERCENT),
        Slider(key="rounds", low=0, high=loop_chart.MOST_ROUNDS, step=1, default=3, unit=COUNT,
               sets=lambda _rounds, _values: {"endless": False}),
        Toggle(key="endless", default=False),
        Toggle(key="last_pledged", default=True),
        Slider(key="fall", low=0.0, high=0.60, step=0.01, default=0.20, unit=PERCENT),
        Slider(key="staking_yield", low=0.0, high=0.10, step=0.0005, default=0.024, unit=PERCENT),
        Slider(key="borrow_rate", low=0.0, high=0.50, step=0.0005, default=0.0235, unit=PERCENT),
        Slider(key="threshold", low=0.78, high=0.95, step=0.005, default=aave_assets()[HELD[ETHER]].threshold,
               unit=PERCENT),
        Choice(key="pair", options=PAIRS, default=ETHER, sets=lambda pair, _values: _lines_of(pair)),
    )  # fmt: skip
    figure = partial(loop_chart.figure, figure_id=ID)
    return Declaration(id=ID, controls=controls, presets=_presets(), model=multiply, view=view, figure=figure)
