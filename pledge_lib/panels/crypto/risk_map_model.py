"""What F4.10 shows, from numbers alone: one risk or several, and who bears each in which product."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, AaveChange, aave_assets, aave_history
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.finance.units import Count, Health, Percent, Word
from pledge_lib.panels.controls import Values

PROFILE, TOKEN = "tw-broker-pledge", "WETH"
CAPO = 0.0285  # how far too low a price cap valued wstETH on 2026-03-10 (CRYPTO 8)
PRICE = "price"
ORACLE, CONTRACT, CUSTODY, GOVERNANCE, LEGAL = SWITCHED = ("oracle", "contract", "custody", "governance", "legal")
RISKS = (PRICE, *SWITCHED)
PLEDGE, CHAIN, EARN = PRODUCTS = ("pledge", "chain", "earn")
YOU, SHARED, NOBODY = "you", "shared", "nobody"
WHO = {
    PRICE: (YOU, YOU, YOU),
    ORACLE: (NOBODY, YOU, NOBODY),
    CONTRACT: (NOBODY, SHARED, SHARED),
    CUSTODY: (SHARED, YOU, YOU),
    GOVERNANCE: (YOU, YOU, YOU),
    LEGAL: (SHARED, YOU, YOU),
}
CELLS = tuple((risk, product) for risk in RISKS for product in PRODUCTS)


@dataclass(frozen=True, kw_only=True)
class RiskMap:
    """The same share borrowed in Taipei and on chain, and what else goes wrong; an oracle's error is a fraction."""

    borrowed: Percent
    threshold: Percent
    asked_error: float
    fails: Word
    risk: tuple[Word, ...]

    @property
    def rules(self) -> PledgeRules:
        return datasets.rules(PROFILE)

    @property
    def ether(self) -> AaveAsset:
        return aave_assets()[TOKEN]

    @property
    def error(self) -> Percent:
        """Return how far too low the oracle values the collateral now."""
        return self.asked_error if ORACLE in self.risk else 0.0

    @property
    def capo(self) -> Percent:
        """Return the error of the real event."""
        return CAPO

    @property
    def pledge_room(self) -> Percent:
        """Return the fall that leads a pledge to its call line; negative when past it."""
        return fall_to_line(maintenance_ratio(1, self.borrowed), self.rules.call_line)

    @property
    def health(self) -> Health:
        """Return the health factor at the oracle's price."""
        return health_factor(1 - self.error, self.borrowed, self.threshold)

    @property
    def by_error(self) -> bool:
        """Return whether the loan on chain may be liquidated only because the oracle is wrong."""
        return below(self.health, 1) and not below(health_factor(1, self.borrowed, self.threshold), 1)

    @property
    def chain_room(self) -> Percent:
        """Return the fall that leads the loan on chain to its line; negative when past it."""
        return fall_to_liquidation(self.health)

    @property
    def alone(self) -> Count:
        """Return in how many of the three ways what fails falls on you alone."""
        return WHO[self.fails].count(YOU)

    @property
    def ways(self) -> Count:
        return len(PRODUCTS)

    @property
    def state(self) -> Word:
        if below(self.health, 1):
            return "liquidatable"
        return "everywhere" if self.alone == self.ways else "differs" if self.alone else "shared"

    @property
    def count(self) -> Count:
        return len(self.risk)

    @property
    def pledge_count(self) -> Count:
        return self._on_you_alone(PLEDGE)

    @property
    def chain_count(self) -> Count:
        return self._on_you_alone(CHAIN)

    @property
    def earn_count(self) -> Count:
        return self._on_you_alone(EARN)

    @cached_property
    def limit_changes(self) -> list[AaveChange]:
        return [change for change in aave_history(TOKEN) if change.parameter == "loan_to_value"]

    @property
    def zeroed(self) -> AaveChange:
        """Return the change that set ether's limit to 0."""
        (change,) = (change for change in self.limit_changes if not float(change.after))
        return change

    @property
    def restored(self) -> AaveChange:
        """Return the change that brought ether's limit back."""
        return self.limit_changes[self.limit_changes.index(self.zeroed) + 1]

    def is_on(self, risk: str) -> bool:
        """Return whether a risk strikes; the price always does."""
        return risk == PRICE or risk in self.risk

    def _on_you_alone(self, product: str) -> int:
        return sum(absorber(risk, product) == YOU for risk in self.risk)


def risk_map(values: Values) -> RiskMap:
    """Return what the figure shows, from numbers alone."""
    return RiskMap(
        borrowed=values["borrow"],
        threshold=values["threshold"],
        asked_error=values["error"],
        fails=values["fails"],
        risk=tuple(risk for risk in SWITCHED if values[risk] or risk == values["fails"]),
    )


def absorber(risk: str, product: str) -> str:
    """Return who absorbs a risk of a product."""
    return WHO[risk][PRODUCTS.index(product)]


@dataclass(frozen=True)
class Square:
    """A square of the grid that is switched on: who absorbs what fails."""

    who: Word
    fails: Word
