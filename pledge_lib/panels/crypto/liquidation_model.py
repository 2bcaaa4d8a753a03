"""What F4.4 shows, from numbers alone: call after call, what is repaid, what is taken and what is left."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, improves, liquidate_until_safe
from pledge_lib.finance.crypto.position import SAFE, CryptoPosition
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import Count, Dollars, Health, Number, Percent, Word
from pledge_lib.panels.controls import Values

VERSIONS = ("aave-v2", "aave-v3-0", "aave-v3-3", "aave-v4")
ASSET, HELD, OWED = "WETH", "ETH", "USDC"
DEEPEST = 0.60  # the fall at which the hand ends
MOST_SHOWN = 6  # calls; of more the first ones and the last are shown


@dataclass(frozen=True, kw_only=True)
class Step:
    """How things stand before the fall, after it or after a call: what was repaid and taken in all, what is left.

    `debt` counts what is written off; without collateral there is no health factor.
    """

    name: str
    call: Count = 0
    repaid: Dollars | None = None
    taken: Dollars | None = None
    position: CryptoPosition
    unpaid: Dollars

    @property
    def collateral(self) -> Dollars:
        return self.position.collateral_value

    @property
    def health(self) -> Health | None:
        return self.position.health_factor if self.position.collateral_value else None


@dataclass(frozen=True, kw_only=True)
class Stepper:
    """A position before a fall of the price and after it, and the calls that follow; money in US dollars."""

    opened: CryptoPosition
    fallen: CryptoPosition
    calls: tuple[Liquidation, ...]
    rules: CryptoRules
    asset: AaveAsset
    gas: Dollars

    @property
    def done(self) -> tuple[Liquidation, ...]:
        """Return the calls that were not refused."""
        return tuple(call for call in self.calls if not call.refused)

    @property
    def count(self) -> Count:
        return len(self.done)

    @property
    def first(self) -> Liquidation | None:
        return self.calls[0] if self.calls else None

    @property
    def first_taken(self) -> Dollars:
        return self.first.repaid + self.first.penalty

    @property
    def room(self) -> Percent | None:
        """Return the fall that is left until anybody may liquidate."""
        return 1 - 1 / self.fallen.health_factor if self.fallen.health_factor else None

    @property
    def end(self) -> CryptoPosition:
        return self.done[-1].after if self.done else self.fallen

    @property
    def end_health(self) -> Health | None:
        """Return the health factor at the end; without collateral there is none."""
        return self.end.health_factor if self.end.collateral_value else None

    @property
    def lost(self) -> Dollars:
        """Return what the fall has taken of the collateral's value."""
        return self.opened.collateral_value - self.fallen.collateral_value

    @property
    def own(self) -> Dollars:
        """Return what is left of the collateral beyond the debt."""
        return max(self.end.collateral_value - self.end.debt_value, 0)

    @property
    def threshold(self) -> Percent:
        return self.fallen.threshold

    @property
    def bonus(self) -> Percent:
        return self.fallen.bonus_of(HELD)

    @property
    def repaid(self) -> Dollars:
        return sum(call.repaid for call in self.done)

    @property
    def taken(self) -> Dollars:
        """Return the collateral that was taken."""
        return self.repaid + self.penalty

    @property
    def penalty(self) -> Dollars:
        """Return what the borrower loses to the bonuses."""
        return sum(call.penalty for call in self.done)

    @property
    def income(self) -> Dollars:
        """Return what the liquidators keep of the bonuses."""
        return sum(call.income for call in self.done)

    @property
    def fee(self) -> Dollars:
        return self.penalty - self.income

    @property
    def deficit(self) -> Dollars:
        """Return the debt that nobody has paid and no collateral stands behind."""
        booked = self.done[-1].deficit.get(OWED, 0.0) if self.done else 0.0
        return booked or (0.0 if self.end.collateral_value else self.end.debt_value)

    @property
    def most_unpaid(self) -> Dollars:
        """Return the deficit that no fall of the hand exceeds: what is taken is no less than at the deepest one.

        Nor is it so little that the bonus on all of it would not pay for the gas.
        """
        bonus = self.opened.bonus_of(HELD)
        worth_a_call = self.gas * (1 + bonus) / (bonus * (1 - self.asset.protocol_fee))
        least = max(self.opened.collateral_value * (1 - DEEPEST), worth_a_call)
        return max(self.opened.debt_value - least / (1 + bonus), 0.0)

    @property
    def turning_point(self) -> Number:
        """Return the health factor below which a call makes it worse."""
        return float(exact(self.threshold) * (1 + exact(self.bonus)))

    @property
    def gets_worse(self) -> bool:
        """Return whether the first call leaves the health factor lower, or nothing behind the rest of the debt."""
        return bool(self.done) and not improves(self.fallen.health_factor, self.threshold, self.bonus)

    @property
    def shown(self) -> list[tuple[int, Liquidation]]:
        """Return the number and the call of each bar: the first ones, and the last where there are more."""
        counted = list(enumerate(self.done, start=1))
        return counted if len(counted) <= MOST_SHOWN else [*counted[: MOST_SHOWN - 1], counted[-1]]

    @property
    def steps(self) -> list[Step]:
        """Return how things stand before the fall, after it, and after each call that is shown."""
        found = [
            Step(name=name, position=position, unpaid=position.debt_value)
            for name, position in (("before", self.opened), ("fallen", self.fallen))
        ]
        for number, call in self.shown:
            brought = {"repaid": call.repaid, "taken": call.repaid + call.penalty}
            found.append(Step(name="call", call=number, **brought, position=call.after, unpaid=unpaid(call)))
        return found

    @property
    def state(self) -> Word:
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


def unpaid(call: Liquidation) -> float:
    """Return the debt that is left after a call, the part that is written off included."""
    return call.after.debt_value + sum(call.deficit.values())


def stepper(values: Values) -> Stepper:
    """Return what the figure shows, from numbers alone."""
    asset, price = aave_assets()[ASSET], exact(values["price"])
    held = Collateral(
        symbol=HELD,
        amount=values["amount"],
        price=values["price"],
        loan_to_value=0,
        threshold=values["threshold"],
        bonus=values["bonus"],
        protocol_fee=asset.protocol_fee,
    )
    borrowed = held.value * exact(values["borrowed"])
    opened = CryptoPosition(collateral=[held], debts=[Debt(symbol=OWED, amount=borrowed)] if borrowed else [])
    fallen = opened.at({HELD: price * (1 - exact(values["fall"]))})
    rules = datasets.rules(values["version"])
    return Stepper(
        opened=opened,
        fallen=fallen,
        calls=liquidate_until_safe(fallen, HELD, OWED, rules, values["gas"]),
        rules=rules,
        asset=asset,
        gas=values["gas"],
    )
