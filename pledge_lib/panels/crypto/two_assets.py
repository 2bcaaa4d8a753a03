"""F4.9: when the debt moves too: the health factor over the prices of both assets, with its line at 1."""

import math
from dataclasses import dataclass, replace

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.units import NUMBER, PERCENT
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.crypto.two_assets_view import CHANGES, ID, figure, view
from pledge_lib.panels.declaration import Declaration

VALUE = 10_000  # dollars of collateral at the opening; every price starts at 1
COLLATERAL, DEBT = SIDES = ("collateral", "debt")
HELD, OWED = ("WETH", "wstETH", "WBTC", "USDC"), ("USDT", "WETH", "cbBTC")
BOTH = "WETH"  # the one token that can be on either side, never on both at once
OTHER_HELD, OTHER_OWED = "wstETH", "USDT"


@dataclass(frozen=True, kw_only=True)
class TwoAssets:
    """A position as it was opened and after both prices moved; changes are fractions of the opening prices."""

    held: AaveAsset
    owed: AaveAsset
    opened: CryptoPosition
    now: CryptoPosition
    borrowed: float
    asked_emode: bool
    change: float
    correlation: float
    depeg: float
    depegged: str
    collateral_change: float
    debt_change: float

    @property
    def threshold(self) -> float:
        return self.opened.threshold

    @property
    def limit(self) -> float:
        return self.opened.max_ltv

    @property
    def ratio(self) -> float:
        """Return the price of the collateral over that of the debt, as a multiple of the opening's."""
        return (1 + self.collateral_change) / (1 + self.debt_change)

    @property
    def ratio_at_line(self) -> float:
        """Return that multiple at a health factor of 1."""
        return 1 / self.opened.health_factor

    @property
    def room(self) -> float:
        """Return by how much the ratio of the prices may still fall; negative when past the line."""
        return 1 - 1 / self.now.health_factor

    def health_at(self, collateral_change, debt_change):
        """Return the health factor at other prices, elementwise."""
        return self.opened.health_factor * (1 + collateral_change) / (1 + debt_change)

    @property
    def state(self) -> str:
        if self.opened.health_factor < 1:
            return "below-at-start"
        if math.isclose(self.now.health_factor, 1, rel_tol=1e-12):
            return "on-the-line"
        return "safe" if self.now.health_factor > 1 else "liquidatable"


def two_assets(values: Values) -> TwoAssets:
    """Return what the panel shows, from numbers alone."""
    held, owed = aave_assets()[values["held"]], aave_assets()[values["owed"]]
    together = bool(held.emode_label) and held.emode_label == owed.emode_label
    emode = held.emode if together and values["emode"] else None
    collateral = replace(held.collateral(VALUE, 1), in_emode=emode is not None)
    debt = Debt(symbol=owed.symbol, amount=float(exact(values["borrow"]) * VALUE))
    opened = CryptoPosition(collateral=[collateral], debts=[debt], emode=emode)
    moved = {COLLATERAL: 1 + exact(values["change"])}
    moved[DEBT] = 1 + exact(values["correlation"]) * exact(values["change"])
    moved[values["depegged"]] *= 1 - exact(values["depeg"])
    return TwoAssets(
        held=held,
        owed=owed,
        opened=opened,
        now=opened.at({held.symbol: float(moved[COLLATERAL]), owed.symbol: float(moved[DEBT])}),
        borrowed=values["borrow"],
        asked_emode=values["emode"],
        change=values["change"],
        correlation=values["correlation"],
        depeg=values["depeg"],
        depegged=values["depegged"],
        collateral_change=float(moved[COLLATERAL] - 1),
        debt_change=float(moved[DEBT] - 1),
    )


def _keep_apart(other: str, instead: str):
    """Return what choosing a token sets: the other side moves away from it."""
    return lambda option, values: {other: instead} if option == BOTH == values[other] else {}


def _presets() -> tuple[Preset, ...]:
    """Return the loop of the golden example with and without e-mode, dollars against ether, and bitcoin on ether."""
    loop = {"held": "wstETH", "owed": "WETH", "borrow": 0.75, "change": 0.0, "correlation": 1.0, "depeg": 0.0,
            "depegged": COLLATERAL, "emode": True}  # fmt: skip
    limit = {**loop, "borrow": aave_assets()["wstETH"].emode_loan_to_value}
    dollars = {**loop, "held": "WETH", "owed": "USDT", "correlation": 0.0, "emode": False, "borrow": 0.60}
    cases = {
        "loop": loop,
        "both-fall": {**loop, "change": -0.50},
        "depeg": {**limit, "depeg": 0.025},
        "no-emode": {**loop, "emode": False, "depeg": 0.10},
        "dollars": {**dollars, "change": -0.25},
        "short": {**dollars, "held": "USDC", "owed": "WETH", "change": 0.0, "depeg": 0.05},
        "apart": {**dollars, "held": "WBTC", "owed": "WETH", "correlation": -0.5, "change": -0.20},
        "cheap-debt": {**dollars, "change": -0.20, "depeg": 0.10, "depegged": DEBT},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=values) for name, values in cases.items())


def _name(symbol: str, words) -> str:
    return symbol


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Choice(key="held", options=HELD, default="wstETH", label=_name, sets=_keep_apart("owed", OTHER_OWED)),
        Choice(key="owed", options=OWED, default="WETH", label=_name, sets=_keep_apart("held", OTHER_HELD)),
        Slider(key="borrow", low=0.10, high=0.95, step=0.01, default=0.75, unit=PERCENT),
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
        Slider(key="correlation", low=-1.0, high=1.0, step=0.05, default=1.0, unit=NUMBER),
        Slider(key="depeg", low=0.0, high=0.15, step=0.005, default=0.0, unit=PERCENT),
        Choice(key="depegged", options=SIDES, default=COLLATERAL),
        Toggle(key="emode", default=True),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=two_assets, view=view, figure=figure)
