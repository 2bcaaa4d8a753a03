"""A liquidation call: how much may be repaid, what is seized with the bonus, who gets it, and what is left.

Every branch is decided on the exact decimals: a health factor of exactly 1 is safe, exactly 0.95 may be closed whole
(CRYPTO 4). Money is US dollars, amounts are tokens of the asset they belong to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from pledge_lib.finance.checks import (
    InputError,
    exact,
    require_fraction,
    require_not_negative,
    require_positive,
    require_ratio,
)
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.lines import above
from pledge_lib.finance.units import Dollars, Percent, Tokens

HEALTHY, DUST = "healthy", "dust"
MOST_ROUNDS = 50  # a position that half repayments do not cure within so many calls is underwater


@dataclass(frozen=True, kw_only=True)
class Liquidation:
    """One call: refused for a reason, or repaid debt and seized collateral in tokens, and the position after it.

    `most_repaid` is what the close factor allows. `income` is what the liquidator gains: the bonus less the protocol's
    fee, in dollars, before gas. `deficit` is the debt that nobody pays, by symbol.
    """

    before: CryptoPosition
    after: CryptoPosition
    close_factor: Percent
    bonus: Percent
    most_repaid: Dollars
    refused: str | None = None
    repaid: Tokens = 0.0
    seized: Tokens = 0.0
    to_protocol: Tokens = 0.0
    penalty: Dollars = 0.0
    income: Dollars = 0.0
    deficit: Mapping[str, float] = field(default_factory=dict)

    @property
    def to_liquidator(self) -> Tokens:
        """Return the collateral that the liquidator keeps."""
        return self.seized - self.to_protocol


def improves(health: float, threshold: float, bonus: float) -> bool:
    """Return whether a liquidation raises the health factor: exactly when it is above threshold x (1 + bonus).

    >>> improves(0.98, 0.83, 0.05), improves(0.87, 0.83, 0.05)
    (True, False)
    """
    require_ratio("health", health)
    for name, share in (("threshold", threshold), ("bonus", bonus)):
        require_fraction(name, share)
    return above(health, exact(threshold) * (1 + exact(bonus)))


def liquidate(
    position: CryptoPosition, seize: str, repay: str, rules: CryptoRules, offered: float | None = None
) -> Liquidation:
    """Return what a call does that offers so many tokens of a debt, or as many as are allowed.

    Amounts in tokens, one call at a time (CRYPTO 4). An asset that the position lacks, and an offer of 0, raise
    InputError; a call that the protocol would refuse says why in `refused`.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.crypto.assets import Collateral, Debt
    >>> ether = Collateral(symbol="ETH", amount=10, price=1_900, loan_to_value=0.805, threshold=0.83, bonus=0.05)
    >>> position = CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=16_100)])
    >>> call = liquidate(position, "ETH", "USDC", rules("aave-v3-3"))
    >>> call.repaid, round(call.seized, 6), round(call.after.health_factor, 6)
    (8050.0, 4.448684, 1.087506)
    """
    held, owed = position.collateral_of(seize), position.debt_of(repay)
    if offered is not None:
        require_positive("offered", offered)
    if not held.price or not owed.price:
        raise InputError("not_positive", name="price", value=0)
    bonus = _bonus(position, seize, rules)
    share, most = _most_repaid(position, seize, repay, bonus, rules)
    call = Liquidation(
        before=position, after=position, close_factor=float(share), bonus=float(bonus), most_repaid=float(most)
    )
    if position.state != LIQUIDATABLE:
        return replace(call, refused=HEALTHY)

    wanted = most if offered is None else min(exact(offered), most)
    repaid, seized = _exchanged(wanted, held, owed, bonus)
    left_held, left_owed = exact(held.amount) - seized, exact(owed.amount) - repaid
    least_left = min(left_held * exact(held.price), left_owed * exact(owed.price))
    if left_held and left_owed and least_left < exact(rules.dust):
        return replace(call, refused=DUST)
    after, deficit = _with_deficit(_with_amounts(position, {seize: left_held}, {repay: left_owed}), rules)
    bonus_part = seized - seized / (1 + bonus)
    penalty = bonus * repaid * exact(owed.price)
    return replace(
        call,
        after=after,
        repaid=float(repaid),
        seized=float(seized),
        to_protocol=float(bonus_part * exact(held.protocol_fee)),
        penalty=float(penalty),
        income=float(penalty * (1 - exact(held.protocol_fee))),
        deficit=deficit,
    )


def _exchanged(wanted: Fraction, held: Collateral, owed: Debt, bonus: Fraction) -> tuple[Fraction, Fraction]:
    """Return the tokens repaid and the tokens seized for them: no more than there are."""
    rate = exact(owed.price) / exact(held.price) * (1 + bonus)
    seized = min(wanted * rate, exact(held.amount))
    return (wanted if seized == wanted * rate else seized / rate), seized


def _with_deficit(after: CryptoPosition, rules: CryptoRules) -> tuple[CryptoPosition, dict[str, float]]:
    """Return the position without what can never be repaid, and that debt, where the protocol books it."""
    if not rules.books_deficit or any(asset.value for asset in after.collateral):
        return after, {}
    deficit = {debt.symbol: float(debt.amount) for debt in after.debts if debt.amount}
    return _with_amounts(after, {}, dict.fromkeys(deficit, Fraction(0))), deficit


def liquidate_until_safe(
    position: CryptoPosition, seize: str, repay: str, rules: CryptoRules, least_income: float = 0.0
) -> tuple[Liquidation, ...]:
    """Return the calls, one after the other at unchanged prices, until the position is safe or nothing is left.

    Nobody makes a call that brings less than `least_income`, such as the gas it costs.
    """
    require_not_negative("least_income", least_income)
    calls: list[Liquidation] = []
    while position.state == LIQUIDATABLE and len(calls) < MOST_ROUNDS:
        if not position.collateral_of(seize).amount or not position.debt_of(repay).amount:
            break
        call = liquidate(position, seize, repay, rules)
        if not call.refused and exact(call.income) < exact(least_income):
            break
        calls.append(call)
        if call.refused:
            break
        position = call.after
    return tuple(calls)


def _most_repaid(position, seize, repay, bonus, rules) -> tuple[Fraction, Fraction]:
    """Return the close factor, and the tokens of the debt that one call may repay."""
    held, owed = position.collateral_of(seize), position.debt_of(repay)
    everything = exact(owed.amount)
    debt = sum((each.value for each in position.debts), Fraction(0))
    if rules.has_target:
        return Fraction(1), min(everything, _repayment_to_target(position, seize, repay, bonus, rules))
    small = min(held.value, owed.value) < exact(rules.small_position)
    counted_above = exact(rules.full_close_health_factor) * debt
    if small or _counted(position) <= counted_above:
        return Fraction(1), everything
    share = exact(rules.close_factor)
    allowed = share * debt / exact(owed.price) if rules.whole_position else share * everything
    return share, min(everything, allowed)


def _repayment_to_target(position, seize, repay, bonus, rules) -> Fraction:
    """Return the tokens that lead to the target: D (T - HF) / (T - (1 + bonus) threshold), in dollars over the price.

    All of it where no repayment leads there, or where it would leave dust.
    """
    owed = position.debt_of(repay)
    target, counted = exact(rules.target_health_factor), _counted(position)
    debt = sum((each.value for each in position.debts), Fraction(0))
    gain = target - (1 + bonus) * exact(_threshold(position, seize))
    if gain <= 0:
        return exact(owed.amount)
    tokens = (target * debt - counted) / gain / exact(owed.price)
    leaves_dust = owed.value - tokens * exact(owed.price) < exact(rules.dust)
    return exact(owed.amount) if leaves_dust else tokens


def _bonus(position: CryptoPosition, seize: str, rules: CryptoRules) -> Fraction:
    """Return the bonus of a call: fixed, or growing as the health factor falls."""
    highest = exact(position.bonus_of(seize))
    if not rules.has_target or position.state != LIQUIDATABLE:
        return highest
    lowest, full_at = exact(rules.lowest_bonus_share) * highest, exact(rules.highest_bonus_health_factor)
    debt = sum((each.value for each in position.debts), Fraction(0))
    health = _counted(position) / debt
    grown = min((1 - health) / (1 - full_at), Fraction(1))
    return lowest + (highest - lowest) * grown


def _threshold(position: CryptoPosition, seize: str) -> float:
    held = position.collateral_of(seize)
    return position.emode.threshold if position.emode and held.in_emode else held.threshold


def _counted(position: CryptoPosition) -> Fraction:
    return sum((asset.value * exact(_threshold(position, asset.symbol)) for asset in position.collateral), Fraction(0))


def _with_amounts(position: CryptoPosition, held: Mapping[str, Any], owed: Mapping[str, Any]) -> CryptoPosition:
    return replace(
        position,
        collateral=tuple(replace(each, amount=held.get(each.symbol, each.amount)) for each in position.collateral),
        debts=tuple(replace(each, amount=owed.get(each.symbol, each.amount)) for each in position.debts),
    )
