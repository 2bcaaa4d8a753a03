"""F4.6: the loop on chain, as F1.9 on the stock market: more rounds, more exposure, less room before a liquidation."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.units import DATE, PERCENT, TIMES, Health, Percent, Word
from pledge_lib.panels import loop_chart, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.loop import Loop, carry_note, reasons

ID = "F4.6"
ETHER, STAKED, BITCOIN = PAIRS = ("ether", "staked", "bitcoin")  # what is held, and borrowed against
HELD = {ETHER: "WETH", STAKED: "wstETH", BITCOIN: "WBTC"}
ROWS = (
    "state",
    "exposure",
    "debt",
    "collateral",
    "health",
    "ratio",
    "room",
    "loss_at_call",
    "health_after",
    "loss",
    "left",
    "carry",
    "year",
)
ORACLE_ERRED = date(2026, 3, 10)


@dataclass(frozen=True, kw_only=True)
class Multiply(Loop):
    """A loop whose line is one over the liquidation threshold; `rules` are the parameters of what is held."""

    pair: str
    threshold: Percent
    rules: AaveAsset

    @property
    def falling(self) -> Word:
        """Return whose price falls."""
        return self.pair

    @property
    def health(self) -> Health:
        return self.ratio * exact(self.threshold) if self.debt else math.inf

    @property
    def health_after(self) -> Health:
        return self.ratio_after * exact(self.threshold) if self.debt else math.inf

    @property
    def highest_exposure(self) -> Annotated[float, TIMES.rounded(2)]:
        """Return the exposure at which an endless loop starts at a health factor of 1."""
        return 1 / (1 - self.threshold)

    @property
    def most_lent(self) -> Percent:
        """Return the maximum LTV of the pair."""
        return most_lent(self.pair)


def multiply(values: Values) -> Multiply:
    """Return what the figure shows, from numbers alone."""
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


def notes(result: Multiply):
    """Yield what the reader has to know besides."""
    if result.loan_to_value > exact(result.most_lent):
        yield "note.above-limit"
    if result.pair == STAKED:
        yield "note.pair"
    yield from carry_note(result)
    if result.loss >= 1:
        yield "note.equity-gone"


def lines_of(pair: str) -> Values:
    """Return the threshold that counts for a pair: its category's where the loan moves with what is held."""
    asset = aave_assets()[HELD[pair]]
    return {"threshold": asset.emode_threshold if pair == STAKED else asset.threshold}


def most_lent(pair: str) -> float:
    """Return the maximum LTV of a pair: the asset's own, or that of its category where the loan moves with it."""
    asset = aave_assets()[HELD[pair]]
    return asset.emode_loan_to_value if pair == STAKED else asset.loan_to_value


def taken(pair: str, values: Values) -> Values:
    """Return what a pair brings along: its threshold, and no more borrowed in a round than it lends."""
    return {**lines_of(pair), "loan_to_value": min(values["loan_to_value"], most_lent(pair))}


def presets():
    """Yield the lesson's loops, and a staked loop in calm, with the pool emptied, and on a day the oracle erred."""
    plain = {
        "pair": ETHER,
        **lines_of(ETHER),
        "loan_to_value": 0.70,
        "rounds": 3,
        "endless": False,
        "last_pledged": True,
        "fall": 0.20,
        "staking_yield": 0.024,
        "borrow_rate": 0.0235,
    }
    staked = {
        **plain,
        "pair": STAKED,
        **lines_of(STAKED),
        "loan_to_value": 0.80,
        "endless": True,
        "rounds": loop_chart.MOST_ROUNDS,
        "fall": 0.0,
    }
    ether, of_staked = aave_assets()[HELD[ETHER]], aave_assets()[HELD[STAKED]]
    emptied = round(ether.curve.borrow_apr(1), 6)
    oracle = {**staked, "loan_to_value": of_staked.emode_loan_to_value, "fall": 0.0285}
    for name, values, said in (
        ("three", plain, {}),
        ("endless", {**plain, "endless": True, "rounds": loop_chart.MOST_ROUNDS}, {}),
        ("bitcoin", {**plain, "pair": BITCOIN, **lines_of(BITCOIN), "staking_yield": 0.0}, {}),
        ("staked", staked, {}),
        ("emptied", {**staked, "borrow_rate": emptied}, {"rate": PERCENT(emptied), "day": DATE(ether.rates_as_of)}),
        ("oracle", oracle, {"fall": PERCENT(oracle["fall"]), "day": DATE(ORACLE_ERRED)}),
    ):
        yield Preset(label=f"preset.{name}", values=values, fields=said)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(
                key="loan_to_value",
                low=0.10,
                high=max(map(most_lent, PAIRS)),
                step=0.01,
                default=0.70,
                unit=PERCENT,
            ),
            *loop_chart.CONTROLS,
            Slider(key="staking_yield", low=0.0, high=0.10, step=0.0005, default=0.024, unit=PERCENT),
            Slider(key="borrow_rate", low=0.0, high=0.50, step=0.0005, default=0.0235, unit=PERCENT),
            Slider(
                key="threshold",
                low=0.78,
                high=0.95,
                step=0.005,
                default=aave_assets()[HELD[ETHER]].threshold,
                unit=PERCENT,
            ),
            Choice(key="pair", options=PAIRS, default=ETHER, sets=taken),
        ),
        presets=tuple(presets()),
        lead="rounds",
        hero=("health", "room", "exposure"),
        tone=lambda loop: loop_chart.tone_after(loop, loop.rounds, tones.SOLD),
        zones=lambda loop: loop_chart.zones(loop, tones.SOLD),
        model=multiply,
        why=lambda loop: reasons(loop, "health"),
        notes=notes,
        main=loop_chart.chart(below=tones.SOLD),
        drawers=(loop_chart.STAIRS,),
        table=Table(rows=lambda loop: ROWS),
        sources=lambda loop: dict.fromkeys((loop.rules.risk_source, loop.rules.rates_source)),
    )
