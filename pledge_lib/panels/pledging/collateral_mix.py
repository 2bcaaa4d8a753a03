"""F1.6: what a mix of collateral may borrow, how far it swings, and how likely a call is, now and in a crash."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import CORRELATION, MONEY, PARTS, PERCENT, TRANCHES
from pledge_lib.market.pledging.tranches import odds_in_tranches
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.pledging.collateral_mix_view import ASSETS, ID, figure, view

PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
TIERS = {
    "eligible": "loan_to_value",
    "not-eligible": "loan_to_value_not_eligible",
    "bond": "bond_loan_to_value",
}
GRID = tuple(place / 20 for place in range(21))  # the steps of the slider


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One part of the mix: its weight, its yearly volatility, and what the lender lends on it; money in TWD."""

    weight: float
    volatility: float
    tier: str
    loan_to_value: float
    value: float

    @property
    def lendable(self) -> float:
        return self.value * self.loan_to_value


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One correlation: the volatility of the mix and the odds of a call within a year."""

    correlation: float
    volatility: float
    odds: float
    odds_at_once: float


@dataclass(frozen=True, kw_only=True)
class CollateralMix:
    """The mix as a pledge, its outlook now and in a crash, and the curve over all correlations."""

    assets: tuple[Asset, ...]
    pledge: Pledge
    use: float
    tranches: int
    now: Outlook
    crash: Outlook
    curve: tuple[Outlook, ...]

    @property
    def used(self) -> tuple[Asset, ...]:
        return tuple(asset for asset in self.assets if asset.weight)

    @property
    def mean_volatility(self) -> float:
        """Return the weighted mean of the volatilities: what the mix would have if everything moved together."""
        return self.curve[-1].volatility

    @property
    def state(self) -> str:
        if not self.used:
            return "empty"
        if self.pledge.state == CALLED:
            return "called-at-start"
        return "mixed" if len(self.used) > 1 else "single"


def collateral_mix(values: Values) -> CollateralMix:
    """Return what the panel shows, from numbers alone."""
    rules = datasets.rules(values["profile"])
    parts = [exact(values[f"part_{name}"]) for name in ASSETS]
    weights = [part / (sum(parts) or 1) for part in parts]
    assets = tuple(
        Asset(
            weight=float(weight),
            volatility=values[f"volatility_{name}"],
            tier=values[f"tier_{name}"],
            loan_to_value=getattr(rules, TIERS[values[f"tier_{name}"]]),
            value=exact(values["value"]) * weight,
        )
        for name, weight in zip(ASSETS, weights, strict=True)
    )
    holdings = [
        Holding(name, shares=asset.value, price=1, loan_to_value=asset.loan_to_value)
        for name, asset in zip(ASSETS, assets, strict=True)
    ]
    untouched = Pledge(holdings=holdings, principal=0, rules=rules)
    loan = floor_to(exact(untouched.loan_cap) * exact(values["use"]), rules.loan_step)
    pledge = Pledge(holdings=holdings, principal=loan, rules=rules)

    def outlook(correlation: float) -> Outlook:
        together = [asset.weight for asset in assets], [asset.volatility for asset in assets]
        volatility = float(portfolio_volatility(*together, correlation))
        terms = (pledge.ratio, rules.call_line)
        return Outlook(
            correlation=correlation,
            volatility=volatility,
            odds=odds_in_tranches(*terms, volatility=volatility, tranches=values["tranches"]),
            odds_at_once=odds_in_tranches(*terms, volatility=volatility, tranches=1),
        )

    return CollateralMix(
        assets=assets,
        pledge=pledge,
        use=values["use"],
        tranches=values["tranches"],
        now=outlook(values["correlation"]),
        crash=outlook(values["crash"]),
        curve=tuple(map(outlook, GRID)),
    )


def _presets() -> tuple[Preset, ...]:
    """Return two equal shares that move apart and together, four shares, shares with bonds, everything on one."""
    base = {"profile": PROFILES[0], "value": 1_000_000, "use": 1.0, "crash": 0.8, "tranches": 1}

    def mix(parts: tuple, volatilities=(0.35,) * 4, tiers=("eligible",) * 4, **more) -> Values:
        rows = zip(ASSETS, parts, volatilities, tiers, strict=True)
        assets = {f"part_{name}": part for name, part in zip(ASSETS, parts, strict=True)}
        for name, _, volatility, tier in rows:
            assets |= {f"volatility_{name}": volatility, f"tier_{name}": tier}
        return {**base, **assets, **more}

    mixes = {
        "apart": mix((1, 1, 0, 0), correlation=0.0),
        "together": mix((1, 1, 0, 0), correlation=0.6),
        "four": mix((1, 1, 1, 1), (0.35, 0.30, 0.45, 0.15), correlation=0.3),
        "bond": mix((1, 0, 0, 1), (0.35, 0.35, 0.35, 0.10), ("eligible",) * 3 + ("bond",), correlation=0.1),
        "one": mix((1, 0, 0, 0), correlation=0.3),
        "six-tranches": mix((1, 1, 0, 0), correlation=0.3, tranches=6),
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=values) for name, values in mixes.items())


def panel() -> Declaration:
    """Declare the panel: correlations first, then the four assets, then the loan."""
    assets = []
    for name, part in zip(ASSETS, (1, 1, 0, 0), strict=True):
        assets += [
            Slider(key=f"part_{name}", low=0, high=10, step=1, default=part, unit=PARTS),
            Slider(key=f"volatility_{name}", low=0.10, high=0.80, step=0.01, default=0.35, unit=PERCENT),
            Choice(key=f"tier_{name}", options=tuple(TIERS), default="eligible",
                   label=lambda tier, words: words(f"{ID}.tier.{tier}")),
        ]  # fmt: skip
    controls = (
        Slider(key="correlation", low=0.0, high=1.0, step=0.05, default=0.3, unit=CORRELATION),
        Slider(key="crash", low=0.0, high=1.0, step=0.05, default=0.8, unit=CORRELATION),
        Slider(key="tranches", low=1, high=6, step=1, default=1, unit=TRANCHES),
        *assets,
        Slider(key="use", low=0.10, high=1.0, step=0.05, default=1.0, unit=PERCENT),
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            label=lambda name, words: words.of(datasets.title(name)),
        ),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=collateral_mix, view=view, figure=figure)
