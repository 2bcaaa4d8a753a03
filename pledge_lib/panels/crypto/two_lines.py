"""F4.2: two lines and not one: where borrowing ends, where liquidation begins, and the buffer between them."""

from dataclasses import dataclass, replace

from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.crypto.two_lines_view import HIGHEST_FALL, ID, LIMIT, THRESHOLD, WHOLE, figure, view
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.words import Words

VALUE = 10_000  # dollars of collateral at the opening
BORROWED = "stablecoin"
FIRST = "WETH"


@dataclass(frozen=True, kw_only=True)
class TwoLines:
    """One collateral with its dated lines, what was borrowed on it, and the fall since."""

    asset: AaveAsset
    opened: CryptoPosition
    now: CryptoPosition
    borrowed: float
    fall: float

    @property
    def lines(self) -> dict[str, float]:
        """Return the three lines as LTVs: the limit of borrowing, liquidation, and all of the collateral."""
        return {LIMIT: self.asset.loan_to_value, THRESHOLD: self.asset.threshold, WHOLE: 1.0}

    def points_to(self, line: str) -> float:
        """Return how far the LTV is from a line, in percentage points / 100; negative when past it."""
        return self.lines[line] - self.now.ltv

    def fall_to(self, line: str) -> float | None:
        """Return the fall of the price that leads to a line; negative when past it, None where there is no line."""
        return 1 - self.now.ltv / self.lines[line] if self.lines[line] else None

    @property
    def buffer(self) -> float:
        """Return the fall that liquidates a loan borrowed to the limit."""
        return float(1 - exact(self.asset.loan_to_value) / exact(self.asset.threshold))

    @property
    def state(self) -> str:
        if not self.borrowed:
            return "no-debt"
        owed, held = exact(self.now.debt_value), exact(self.now.collateral_value)
        if owed > held:
            return "uncovered"
        if owed > exact(self.asset.threshold) * held:
            return "liquidatable"
        limit = exact(self.asset.loan_to_value) * held
        return "within" if owed < limit else "at-limit" if owed == limit else "buffer"


def two_lines(values: Values) -> TwoLines:
    """Return what the panel shows, from numbers alone."""
    asset = aave_assets()[values["asset"]]
    held = replace(asset.collateral(1, VALUE), in_emode=False)
    debt = float(exact(values["borrow"]) * VALUE)
    opened = CryptoPosition(collateral=[held], debts=[Debt(symbol=BORROWED, amount=debt)])
    return TwoLines(
        asset=asset,
        opened=opened,
        now=opened.at({asset.symbol: after_change(VALUE, -values["fall"])}),
        borrowed=values["borrow"],
        fall=values["fall"],
    )


def _asset_label(symbol: str, words: Words) -> str:
    asset = aave_assets()[symbol]
    lines = {"limit": percent_text(asset.loan_to_value), "threshold": percent_text(asset.threshold)}
    return words(f"{ID}.asset", symbol=symbol, **lines)


def _presets() -> tuple[Preset, ...]:
    """Return the prediction of the lesson, two falls from there, and other assets as they were set on a day."""
    assets = aave_assets()
    limit = {"asset": FIRST, "borrow": assets[FIRST].loan_to_value, "fall": 0.0}
    cases = {
        "limit": limit,
        "three": {**limit, "fall": 0.03},
        "five": {**limit, "fall": 0.05},
        "twenty-five": {**limit, "fall": 0.25},
        "sixty": {**limit, "borrow": 0.60},
        "bitcoin": {**limit, "asset": "WBTC", "borrow": assets["WBTC"].loan_to_value},
        "no-new-loans": {**limit, "asset": "DAI", "borrow": 0.50},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=values) for name, values in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    limit = aave_assets()[FIRST].loan_to_value
    controls = (
        Slider(key="borrow", low=0.0, high=limit, step=0.005, default=limit, unit=PERCENT),
        Slider(key="fall", low=0.0, high=HIGHEST_FALL, step=0.005, default=0.0, unit=PERCENT),
        Choice(key="asset", options=tuple(aave_assets()), default=FIRST, label=_asset_label),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=two_lines, view=view, figure=figure)
