"""F4.10: what else can fail, and who absorbs it: a pledge, a loan on chain and an exchange account side by side."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, AaveChange, aave_assets, aave_history
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.controls import Preset, Slider, Toggle, Values
from pledge_lib.panels.crypto.risk_map_view import (
    CAPO,
    CONTRACT,
    CUSTODY,
    GOVERNANCE,
    ID,
    LEGAL,
    ORACLE,
    PROFILE,
    SWITCHED,
    TOKEN,
    figure,
    view,
)
from pledge_lib.panels.declaration import Declaration


@dataclass(frozen=True, kw_only=True)
class RiskMap:
    """The same share borrowed in Taipei and on chain, and what else goes wrong; an oracle's error is a fraction."""

    borrowed: float
    threshold: float
    asked_error: float
    failing: tuple[str, ...]

    @property
    def rules(self) -> PledgeRules:
        return datasets.rules(PROFILE)

    @property
    def ether(self) -> AaveAsset:
        return aave_assets()[TOKEN]

    @property
    def error(self) -> float:
        """Return how far too low the oracle values the collateral now."""
        return self.asked_error if ORACLE in self.failing else 0.0

    @property
    def pledge_room(self) -> float:
        """Return the fall that leads a pledge to its call line; negative when past it."""
        return fall_to_line(maintenance_ratio(1, self.borrowed), self.rules.call_line)

    @property
    def health(self) -> float:
        """Return the health factor at the oracle's price."""
        return health_factor(1 - self.error, self.borrowed, self.threshold)

    @property
    def chain_room(self) -> float:
        """Return the fall that leads the loan on chain to its line; negative when past it."""
        return fall_to_liquidation(self.health)

    @property
    def limit_set_to_nothing(self) -> tuple[AaveChange, AaveChange]:
        """Return the day on which ether's limit was set to 0, and the day on which it came back."""
        changes = [change for change in aave_history(TOKEN) if change.parameter == "loan_to_value"]
        (zeroed,) = (place for place, change in enumerate(changes) if not float(change.after))
        return changes[zeroed], changes[zeroed + 1]


def risk_map(values: Values) -> RiskMap:
    """Return what the panel shows, from numbers alone."""
    failing = tuple(risk for risk in SWITCHED if values[risk])
    return RiskMap(
        borrowed=values["borrow"], threshold=values["threshold"], asked_error=values["error"], failing=failing
    )


def _presets() -> tuple[Preset, ...]:
    """Return the price alone, each real event with what failed in it, and everything at once."""
    ether = aave_assets()[TOKEN]
    quiet = {"borrow": 0.60, "threshold": ether.threshold, "error": CAPO} | dict.fromkeys(SWITCHED, False)
    together = {"borrow": ether.emode_loan_to_value, "threshold": ether.emode_threshold}
    fields = {"limit": percent_text(ether.loan_to_value), "error": percent_text(CAPO)}
    cases = {
        "price": quiet,
        "limits": {**quiet, "borrow": ether.loan_to_value},
        "capo": {**quiet, **together, ORACLE: True},
        "forged": {**quiet, CONTRACT: True, GOVERNANCE: True},
        "exchange": {**quiet, CUSTODY: True, LEGAL: True},
        "everything": quiet | dict.fromkeys(SWITCHED, True),
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", fields=fields, values=values) for name, values in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    threshold = aave_assets()[TOKEN].threshold
    controls = (
        *(Toggle(key=risk, default=False) for risk in SWITCHED),
        Slider(key="borrow", low=0.10, high=0.95, step=0.005, default=0.60, unit=PERCENT),
        Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=threshold, unit=PERCENT),
        Slider(key="error", low=0.0, high=0.10, step=0.0005, default=CAPO, unit=PERCENT),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=risk_map, view=view, figure=figure)
