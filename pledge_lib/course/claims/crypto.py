"""What the first article says on crypto collateral: how much may be lent, what liquidates, what a deposit earns."""

from pledge_lib import datasets
from pledge_lib.course.claims.computation import VALUE, Computation, amounts, broker, found, percents
from pledge_lib.course.quantities import DOLLARS, MONEY, PER_CENT
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor
from pledge_lib.finance.ratio import fall_to_line

HELD, FALL = 10_000, 0.05  # US dollars of ether
SUPPLY_RATE = 0.0132  # the article's, of one day


def ether() -> AaveAsset:
    """Return the parameters of ether at the protocol."""
    return aave_assets()["WETH"]


def liquidated_in_part() -> Computation:
    debt = HELD * ether().loan_to_value
    position = CryptoPosition(
        collateral=[ether().collateral(1, HELD * (1 - FALL))], debts=[Debt(symbol="USDC", amount=debt)]
    )
    call = liquidate(position, "WETH", "USDC", datasets.rules("aave-v3-3"))
    said = percents(ltv=ether().loan_to_value, fall=FALL, closed=call.close_factor, bonus=call.bonus)
    sums = amounts(held=HELD, debt=debt, repaid=call.repaid, left=call.after.collateral_value)
    health = amounts(4, health=position.health_factor, after=call.after.health_factor)
    return found(said, sums, health, asked=call.repaid, unit=DOLLARS)


def rooms_of_both() -> Computation:
    taipei, chain = broker().loan_to_value, ether().loan_to_value
    health = health_factor(1, chain, ether().threshold)
    room, chain_room = fall_to_line(1 / taipei, broker().call_line), fall_to_liquidation(health)
    return found(percents(cap=taipei, line=broker().call_line, room=room, ltv=chain, chain_room=chain_room))


def most_borrowed() -> Computation:
    loan = VALUE * ether().loan_to_value
    return found(percents(ltv=ether().loan_to_value), amounts(value=VALUE, loan=loan), asked=loan, unit=MONEY)


def two_lines() -> Computation:
    limit, threshold = ether().loan_to_value, ether().threshold
    health = health_factor(1, limit, threshold)
    room = fall_to_liquidation(health)
    return found(
        percents(ltv=limit, threshold=threshold, room=room), amounts(3, health=health), asked=room, unit=PER_CENT
    )


def supply_income() -> Computation:
    used, kink = 0.50, ether().optimal_utilization
    low, high = (ether().curve.supply_apr(share) for share in (used, kink))
    said = percents(rate=SUPPLY_RATE, used=used, kink=kink, low=low, high=high)
    income = VALUE * SUPPLY_RATE
    sums = amounts(value=VALUE, income=income, low_income=VALUE * low, high_income=VALUE * high)
    return found(said, sums, {"as_of": ether().rates_as_of.isoformat()}, asked=income, unit=MONEY)


def rates_of_both() -> Computation:
    used, kink = 1.0, ether().optimal_utilization
    at_kink, full = (ether().curve.borrow_apr(share) for share in (kink, used))
    lines = percents(ltv=ether().loan_to_value, threshold=ether().threshold)
    return found(lines, percents(kink=kink, at_kink=at_kink, used=used, full=full))


def same_loan_in_both() -> Computation:
    share = 0.60
    room = fall_to_line(1 / share, broker().call_line)
    chain_room = fall_to_liquidation(health_factor(1, share, ether().threshold))
    said = percents(share=share, room=room, chain_room=chain_room)
    return found(said, amounts(sessions=broker().cure_sessions))


COMPUTATIONS = {
    "FC0-16": liquidated_in_part,
    "FC0-17": rooms_of_both,
    "FC0-18": most_borrowed,
    "FC0-19": two_lines,
    "FC0-20": supply_income,
    "FC0-21": rates_of_both,
    "FC0-22": same_loan_in_both,
    "FC0-23": found,
}
