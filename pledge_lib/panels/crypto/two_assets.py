"""F4.9: when the debt moves too: the map of both prices, on which each health factor is a ray."""

from dataclasses import dataclass, replace
from typing import Annotated

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.lines import below, on
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import CHANGE, CORRELATION, NUMBER, PERCENT, SIGNED, DollarPrice, Percent, Signed, Word
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.crypto.two_assets_picture import CHANGES, DEEPEST_DEPEG, MAP, OVER_RATIO, zones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table

ID = "F4.9"
VALUE = 10_000  # dollars of collateral at the opening; every price starts at 1
COLLATERAL, DEBT = SIDES = ("collateral", "debt")
HELD, OWED = ("WETH", "wstETH", "WBTC", "USDC"), ("USDT", "WETH", "cbBTC")
BOTH = "WETH"  # the one token that can be on either side, never on both at once
OTHER_HELD, OTHER_OWED = "wstETH", "USDT"
IN_TABLE = (-0.40, -0.20, 0.0, 0.20, 0.40)
BLANK = ("",) * len(IN_TABLE)
HEALTH = NUMBER.rounded(2)  # of the coarse grid in the table


@dataclass(frozen=True, kw_only=True)
class TwoAssets:
    """A position as it was opened and after both prices moved; changes are fractions of the opening prices."""

    held: AaveAsset
    owed: AaveAsset
    opened: CryptoPosition
    now: CryptoPosition
    borrowed: Percent
    change: Signed
    correlation: Annotated[float, CORRELATION]
    depeg: Percent
    depegged: Word
    collateral_change: Signed
    debt_change: Signed

    @property
    def collateral(self) -> DollarPrice:
        return self.now.collateral_value

    @property
    def debt(self) -> DollarPrice:
        return self.now.debt_value

    @property
    def threshold(self) -> Percent:
        return self.opened.threshold

    @property
    def limit(self) -> Percent:
        return self.opened.max_ltv

    @property
    def ratio(self) -> Percent:
        """Return the price of the collateral over that of the debt, as a multiple of the opening's."""
        return (1 + self.collateral_change) / (1 + self.debt_change)

    @property
    def ratio_at_line(self) -> Percent:
        """Return that multiple at a health factor of 1."""
        return 1 / self.opened.health_factor

    @property
    def room(self) -> Percent:
        """Return by how much the ratio of the prices may still fall; negative when past the line."""
        return 1 - 1 / self.now.health_factor

    @property
    def rise_back(self) -> Percent:
        """Return by how much the ratio of the prices must rise to be on the line again; negative while it is above."""
        return -self.room

    @property
    def moves_together(self) -> bool:
        return bool(self.held.emode_label) and self.held.emode_label == self.owed.emode_label

    def health_at(self, collateral_change, debt_change):
        """Return the health factor at other prices, elementwise."""
        return self.opened.health_factor * (1 + collateral_change) / (1 + debt_change)

    @property
    def pegs(self) -> tuple[float, float]:
        """Return what the depeg leaves of the price of each side."""
        left = 1 - self.depeg
        return (left, 1.0) if self.depegged == COLLATERAL else (1.0, left)

    @property
    def state(self) -> Word:
        if below(self.opened.health_factor, 1):
            return "below-at-start"
        if on(self.now.health_factor, 1):
            return "on-the-line"
        return "liquidatable" if below(self.now.health_factor, 1) else "safe"


def two_assets(values: Values) -> TwoAssets:
    """Return what the figure shows, from numbers alone."""
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
        change=values["change"],
        correlation=values["correlation"],
        depeg=values["depeg"],
        depegged=values["depegged"],
        collateral_change=float(moved[COLLATERAL] - 1),
        debt_change=float(moved[DEBT] - 1),
    )


def keep_apart(other: str, instead: str):
    """Return what choosing a token sets: the other side moves away from it."""
    return lambda option, values: {other: instead} if option == BOTH == values[other] else {}


def presets():
    """Yield the loop of the golden example with and without e-mode, dollars against ether, and bitcoin on ether."""
    loop = {
        "held": "wstETH",
        "owed": "WETH",
        "borrow": 0.75,
        "change": 0.0,
        "correlation": 1.0,
        "depeg": 0.0,
        "depegged": COLLATERAL,
        "emode": True,
    }
    limit = {**loop, "borrow": aave_assets()["wstETH"].emode_loan_to_value}
    dollars = {**loop, "held": "WETH", "owed": "USDT", "correlation": 0.0, "emode": False, "borrow": 0.60}
    cases = {
        "loop": loop,
        "both-fall": {**loop, "change": -0.50},
        "depeg": {**limit, "depeg": 0.0285},
        "no-emode": {**loop, "emode": False, "depeg": 0.10},
        "dollars": {**dollars, "change": -0.25},
        "short": {**dollars, "held": "USDC", "owed": "WETH", "change": 0.0, "depeg": 0.05},
        "apart": {**dollars, "held": "WBTC", "owed": "WETH", "correlation": -0.5, "change": -0.20},
        "cheap-debt": {**dollars, "change": -0.20, "depeg": 0.10, "depegged": DEBT},
    }
    return (Preset(label=f"preset.{name}", values=values) for name, values in cases.items())


def sentence(result: TwoAssets):
    """Yield what became of the health factor; a safe one says whether both prices moved alike."""
    alike = "together" if result.collateral_change == result.debt_change else "apart"
    yield f"sentence.{result.state}" + (f"-{alike}" if result.state == "safe" and result.change else "")


def rows(result: TwoAssets):
    """Yield the quantities of the position."""
    yield "state"
    yield Row(("opened.health_factor",), "start_health")
    yield from (
        "now.health_factor",
        "collateral",
        "debt",
        "now.ltv",
        "limit",
        "threshold",
        "ratio",
        "ratio_at_line",
        "room",
    )


def grid(result: TwoAssets):
    """Yield the health factor on a coarse grid of both changes."""
    yield Row(tuple(CHANGE(across) for across in IN_TABLE), "grid")
    for up in reversed(IN_TABLE):
        yield Row(tuple(HEALTH(result.health_at(across, up)) for across in IN_TABLE), "owed", Moved(CHANGE(up)))


@dataclass(frozen=True)
class Moved:
    """By how much the debt token changes in a row of the grid."""

    moved: Quantity


def tone(result: TwoAssets) -> str:
    """Return the tone of the health factor now; who could never open the loan is past the line."""
    if result.state == "below-at-start":
        return tones.SOLD
    return tones.of_ratio(result.now.health_factor, 1, below=tones.SOLD)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Choice(key="held", options=HELD, default="wstETH", label=own_name, sets=keep_apart("owed", OTHER_OWED)),
            Choice(key="owed", options=OWED, default="WETH", label=own_name, sets=keep_apart("held", OTHER_HELD)),
            Slider(key="borrow", low=0.10, high=0.95, step=0.01, default=0.75, unit=PERCENT),
            Slider(key="depeg", low=0.0, high=DEEPEST_DEPEG, step=0.005, default=0.0, unit=PERCENT),
            Slider(key="correlation", low=-1.0, high=1.0, step=0.05, default=1.0, unit=NUMBER),
            Choice(key="depegged", options=SIDES, default=COLLATERAL),
            Toggle(key="emode", default=True),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.health_factor", "ratio", lambda result: "rise_back" if result.room < 0 else "room"),
        tone=tone,
        zones=zones,
        drawers=(Drawer(name="ratio", chart=OVER_RATIO, table=Table(columns=("grid", *BLANK), rows=grid)),),
        model=two_assets,
        sentence=sentence,
        why=lambda result: ("why", "lines.emode" if result.opened.emode else "lines.own"),
        notes=lambda result: ("note.above-limit",) if result.borrowed > result.limit else (),
        idle=lambda result: () if result.moves_together else ("emode",),
        main=MAP,
        table=Table(rows=rows),
        sources=lambda result: dict.fromkeys(("aave-origin", result.held.risk_source, "aave-dump")),
    )


def own_name(symbol: str, _say) -> str:
    """Return a token's name, the same in every language."""
    return symbol
