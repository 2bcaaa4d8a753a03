"""What F1.6 shows, from numbers alone: the mix as a pledge, and its outlook over all correlations."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import Correlation, Count, Money, Percent, Title
from pledge_lib.market.correlations import pair_correlations
from pledge_lib.market.pledging.tranches import SESSIONS_A_MONTH, odds_in_tranches
from pledge_lib.panels.controls import Values

ASSETS = ("a", "b", "c", "d")
TIERS = {
    "eligible": "loan_to_value",
    "not-eligible": "loan_to_value_not_eligible",
    "bond": "bond_loan_to_value",
}
GRID = tuple(place / 20 for place in range(21))  # the steps of the slider
CRASH_WINDOW = "2025-tariffs"  # the window in which the shipped shares moved together most


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One part of the mix: its weight, its yearly volatility, and what the lender lends on it; money in TWD."""

    name: str
    weight: Percent
    volatility: Percent
    tier: str
    loan_to_value: Percent
    value: Money

    @property
    def lendable(self) -> Money:
        return self.value * self.loan_to_value


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One correlation: the volatility of the mix and the odds of a call within a year."""

    correlation: Correlation
    volatility: Percent
    odds: Percent
    odds_at_once: Percent


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How far the recorded shares really moved together in one crash."""

    name: Title
    mean: Correlation
    highest: Correlation
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CollateralMix:
    """The mix as a pledge, its outlook now and in a crash, and the curve over all correlations."""

    assets: tuple[Asset, ...]
    pledge: Pledge
    now: Outlook
    in_crash: Outlook
    curve: tuple[Outlook, ...]

    @property
    def used(self) -> tuple[Asset, ...]:
        return tuple(asset for asset in self.assets if asset.weight)

    @property
    def count(self) -> Count:
        return len(self.used)

    @property
    def is_mixed(self) -> bool:
        return self.count > 1

    @property
    def apart(self) -> Percent:
        """Return the volatility that the mix would have if nothing moved together."""
        return self.curve[0].volatility

    @property
    def mean_volatility(self) -> Percent:
        """Return the weighted mean of the volatilities: what the mix would have if everything moved together."""
        return self.curve[-1].volatility

    @property
    def of_hundred(self) -> Count:
        """Return in how many of a hundred such accounts the call comes within the year."""
        return round(self.now.odds * 100)

    @property
    def as_one(self) -> Percent:
        """Return the odds if everything moved together."""
        return self.curve[-1].odds

    @property
    def month(self) -> Count:
        """Return the sessions between two tranches."""
        return SESSIONS_A_MONTH

    @property
    def state(self) -> str:
        if not self.used:
            return "empty"
        if self.pledge.state == CALLED:
            return "called-at-start"
        return "mixed" if self.is_mixed else "single"


def collateral_mix(values: Values) -> CollateralMix:
    """Return what the figure shows, from numbers alone."""
    rules = datasets.rules(values["profile"])
    assets = tuple(assets_of(values, rules))
    holdings = [Holding(asset.name, shares=asset.value, price=1, loan_to_value=asset.loan_to_value) for asset in assets]
    untouched = Pledge(holdings=holdings, principal=0, rules=rules)
    loan = floor_to(exact(untouched.loan_cap) * exact(values["use"]), rules.loan_step)
    pledge = Pledge(holdings=holdings, principal=loan, rules=rules)
    together = [asset.weight for asset in assets], [asset.volatility for asset in assets]
    terms = (pledge.ratio, rules.call_line)

    def outlook(correlation: float) -> Outlook:
        volatility = float(portfolio_volatility(*together, correlation))
        return Outlook(
            correlation=correlation,
            volatility=volatility,
            odds=odds_in_tranches(*terms, volatility=volatility, tranches=values["tranches"]),
            odds_at_once=odds_in_tranches(*terms, volatility=volatility, tranches=1),
        )

    return CollateralMix(
        assets=assets,
        pledge=pledge,
        now=outlook(values["correlation"]),
        in_crash=outlook(values["crash"]),
        curve=tuple(map(outlook, GRID)),
    )


def assets_of(values: Values, rules: PledgeRules) -> Iterator[Asset]:
    """Yield the assets, each with its share of all parts."""
    parts = [exact(values[f"part_{name}"]) for name in ASSETS]
    for name, part in zip(ASSETS, parts, strict=True):
        weight = part / (sum(parts) or 1)
        yield Asset(
            name=name,
            weight=float(weight),
            volatility=values[f"volatility_{name}"],
            tier=values[f"tier_{name}"],
            loan_to_value=getattr(rules, TIERS[values[f"tier_{name}"]]),
            value=exact(values["value"]) * weight,
        )


@cache
def measured() -> Measured:
    """Return how the recorded shares moved together in the crash, and where their prices are from."""
    pairs = pair_correlations(CRASH_WINDOW)
    symbols = sorted({symbol for pair in pairs for symbol in pair})
    points = (point for symbol in symbols for point in datasets.prices(symbol).window(CRASH_WINDOW))
    return Measured(
        name=datasets.windows()[CRASH_WINDOW].name,
        mean=sum(pairs.values()) / len(pairs),
        highest=max(pairs.values()),
        sources=tuple(dict.fromkeys(point.source for point in points)),
    )
