"""F4.4: what happens below a health factor of 1: call after call, what is repaid, what is taken and what is left."""

from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, improves, liquidate_until_safe
from pledge_lib.finance.crypto.position import SAFE, CryptoPosition
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DOLLARS, PERCENT, TOKENS
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.crypto.liquidation_view import ID, figure, view
from pledge_lib.panels.declaration import Declaration

VERSIONS = ("aave-v2", "aave-v3-0", "aave-v3-3", "aave-v4")
ASSET, HELD, OWED = "WETH", "ETH", "USDC"
CRASH, CRASH_DAYS = "ETH", (date(2024, 8, 4), date(2024, 8, 5))


@dataclass(frozen=True, kw_only=True)
class Stepper:
    """A position before a fall of the price and after it, and the calls that follow; money in US dollars."""

    opened: CryptoPosition
    fallen: CryptoPosition
    calls: tuple[Liquidation, ...]
    fall: float
    gas: float
    rules: CryptoRules
    asset: AaveAsset

    @property
    def done(self) -> tuple[Liquidation, ...]:
        """Return the calls that were not refused."""
        return tuple(call for call in self.calls if not call.refused)

    @property
    def end(self) -> CryptoPosition:
        return self.done[-1].after if self.done else self.fallen

    @property
    def threshold(self) -> float:
        return self.fallen.threshold

    @property
    def bonus(self) -> float:
        return self.fallen.bonus_of(HELD)

    @property
    def repaid(self) -> float:
        return sum(call.repaid for call in self.done)

    @property
    def penalty(self) -> float:
        """Return what the borrower loses to the bonuses."""
        return sum(call.penalty for call in self.done)

    @property
    def income(self) -> float:
        """Return what the liquidators keep of the bonuses."""
        return sum(call.income for call in self.done)

    @property
    def fee(self) -> float:
        return self.penalty - self.income

    @property
    def deficit(self) -> float:
        """Return the debt that nobody has paid and no collateral stands behind."""
        booked = self.done[-1].deficit.get(OWED, 0.0) if self.done else 0.0
        return booked or (0.0 if self.end.collateral_value else self.end.debt_value)

    @property
    def turning_point(self) -> float:
        """Return the health factor below which a call makes it worse."""
        return float(exact(self.threshold) * (1 + exact(self.bonus)))

    @property
    def gets_worse(self) -> bool:
        """Return whether the first call leaves the health factor lower, or nothing behind the rest of the debt."""
        return bool(self.done) and not improves(self.fallen.health_factor, self.threshold, self.bonus)

    @property
    def state(self) -> str:
        if self.fallen.state == NO_DEBT:
            return NO_DEBT
        if self.fallen.state == SAFE:
            return "on-the-line" if self.fallen.health_factor == 1 else SAFE
        if not self.done:
            return "dust" if self.calls else "unprofitable"
        if self.deficit:
            return "bad-debt"
        if self.end.state == NO_DEBT:
            return "closed"
        return "cured" if self.end.state == SAFE else "stuck"


def stepper(values: Values) -> Stepper:
    """Return what the panel shows, from numbers alone."""
    asset, price = aave_assets()[ASSET], exact(values["price"])
    held = Collateral(
        symbol=HELD, amount=values["amount"], price=values["price"], loan_to_value=0,
        threshold=values["threshold"], bonus=values["bonus"], protocol_fee=asset.protocol_fee,
    )  # fmt: skip
    borrowed = held.value * exact(values["borrowed"])
    opened = CryptoPosition(collateral=[held], debts=[Debt(symbol=OWED, amount=borrowed)] if borrowed else [])
    fallen = opened.at({HELD: price * (1 - exact(values["fall"]))})
    rules = datasets.rules(values["version"])
    return Stepper(
        opened=opened,
        fallen=fallen,
        calls=liquidate_until_safe(fallen, HELD, OWED, rules, values["gas"]),
        fall=values["fall"],
        gas=values["gas"],
        rules=rules,
        asset=asset,
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's position in several falls and versions, a small loan, and a real day from close to low."""
    base = {"version": VERSIONS[2], "amount": 5, "price": 2_000, "borrowed": 0.805, "threshold": 0.83, "bonus": 0.05,
            "fall": 0.05, "gas": 20}  # fmt: skip
    cases = {
        "half": {},
        "all": {"fall": 0.08},
        "bad-debt": {"fall": 0.25},
        "worse": {"version": VERSIONS[0], "fall": 0.18},
        "target": {"version": VERSIONS[3]},
        "small": {"amount": 1},
        "gas": {"amount": 0.1, "gas": 50},
    }
    before, after = CRASH_DAYS
    close, low = (datasets.prices(CRASH).point(day) for day in CRASH_DAYS)
    fall = float(1 - exact(low.low) / exact(close.close))
    real = {**base, "price": close.close, "borrowed": 0.70, "fall": round(fall, 4)}
    fields = {"day": after.isoformat(), "before": before.isoformat(), "fall": percent_text(real["fall"])}
    return (
        *(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items()),
        Preset(label=f"{ID}.preset.real", values=real, fields=fields),
    )


def panel() -> Declaration:
    """Declare the panel."""
    asset = aave_assets()[ASSET]
    controls = (
        Slider(key="fall", low=0.0, high=0.60, step=0.005, default=0.05, unit=PERCENT),
        Slider(key="borrowed", low=0.0, high=0.95, step=0.005, default=asset.loan_to_value, unit=PERCENT),
        Slider(key="bonus", low=0.01, high=0.15, step=0.005, default=asset.bonus, unit=PERCENT),
        Slider(key="gas", low=0, high=500, step=5, default=20, unit=DOLLARS),
        Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=asset.threshold, unit=PERCENT),
        Slider(key="amount", low=0.1, high=50, step=0.1, default=5, unit=TOKENS),
        Slider(key="price", low=100, high=10_000, step=10, default=2_000, unit=DOLLARS),
        Choice(
            key="version", options=VERSIONS, default=VERSIONS[2],
            label=lambda name, words: words.of(datasets.title(name)),
        ),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=stepper, view=view, figure=figure)
