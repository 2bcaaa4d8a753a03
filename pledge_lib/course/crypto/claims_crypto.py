"""What an article says on crypto collateral: how much may be lent, what liquidates, what a deposit earns."""

from pledge_lib.course.articles import VALUE, broker
from pledge_lib.course.claims import claim
from pledge_lib.course.crypto.givens import ether, version
from pledge_lib.course.solved import Solved, asked
from pledge_lib.datasets.aave import aave_history
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor
from pledge_lib.finance.ratio import fall_to_line
from pledge_lib.finance.units import COUNT, DATE, DAYS, DOLLARS, MONEY, NUMBER, PERCENT, RATE

HELD, FALL = 10_000, 0.05  # US dollars of ether
SUPPLY_RATE = 0.0132  # the article's, of one day


@claim("FC0-16", figure="F4.7", idea="M27")
def liquidated_in_part():
    debt = HELD * ether().loan_to_value
    position = CryptoPosition(
        collateral=[ether().collateral(1, HELD * (1 - FALL))], debts=[Debt(symbol="USDC", amount=debt)]
    )
    call = liquidate(position, "WETH", "USDC", version())
    return Solved(
        repaid=asked(DOLLARS(call.repaid)),
        left=DOLLARS(call.after.collateral_value),
        held=DOLLARS(HELD),
        debt=DOLLARS(debt),
        ltv=RATE(ether().loan_to_value),
        fall=PERCENT(FALL),
        closed=PERCENT(call.close_factor),
        bonus=PERCENT(call.bonus),
        health=NUMBER(position.health_factor),
        after=NUMBER(call.after.health_factor),
    )


@claim("FC0-17", figure="F4.10")
def rooms_of_both():
    taipei, chain = broker().loan_to_value, ether().loan_to_value
    return Solved(
        cap=PERCENT(taipei),
        line=PERCENT(broker().call_line),
        room=PERCENT(fall_to_line(1 / taipei, broker().call_line)),
        ltv=RATE(chain),
        chain_room=PERCENT(fall_to_liquidation(health_factor(1, chain, ether().threshold))),
    )


@claim("FC0-18", figure="F4.2")
def most_borrowed():
    return Solved(loan=asked(MONEY(VALUE * ether().loan_to_value)), value=MONEY(VALUE), ltv=RATE(ether().loan_to_value))


@claim("FC0-19", figure="F4.2", idea="M26")
def two_lines():
    limit, threshold = ether().loan_to_value, ether().threshold
    health = health_factor(1, limit, threshold)
    return Solved(
        room=asked(PERCENT(fall_to_liquidation(health))),
        ltv=RATE(limit),
        threshold=PERCENT(threshold),
        health=NUMBER.rounded(3)(health),
    )


@claim("FC0-20", figure="F4.8")
def supply_income():
    used, kink = 0.50, ether().optimal_utilization
    low, high = (ether().curve.supply_apr(share) for share in (used, kink))
    return Solved(
        income=asked(MONEY(VALUE * SUPPLY_RATE)),
        low_income=MONEY(VALUE * low),
        high_income=MONEY(VALUE * high),
        value=MONEY(VALUE),
        rate=RATE(SUPPLY_RATE),
        used=PERCENT(used),
        kink=PERCENT(kink),
        low=PERCENT(low),
        high=PERCENT(high),
        as_of=DATE(ether().rates_as_of),
    )


@claim("FC0-21", figure="F4.8")
def rates_of_both():
    kink = ether().optimal_utilization
    at_kink, full = (ether().curve.borrow_apr(share) for share in (kink, 1.0))
    return Solved(
        ltv=RATE(ether().loan_to_value),
        threshold=PERCENT(ether().threshold),
        kink=PERCENT(kink),
        at_kink=RATE(at_kink),
        used=PERCENT(1.0),
        full=RATE(full),
    )


@claim("FC0-22", figure="F4.7")
def same_loan_in_both():
    share = 0.60
    return Solved(
        share=PERCENT(share),
        room=PERCENT(fall_to_line(1 / share, broker().call_line)),
        chain_room=PERCENT(fall_to_liquidation(health_factor(1, share, ether().threshold))),
        sessions=COUNT(broker().cure_sessions),
    )


@claim("FC0-23", figure="F4.10", idea="M32")
def money_at_an_exchange():
    return Solved()


@claim("FC0-24", figure="F4.10")
def parameters_changed_by_people():
    *_, zeroed, restored = (change for change in aave_history("WETH") if change.parameter == "loan_to_value")
    return Solved(
        days=asked(DAYS((restored.date - zeroed.date).days)),
        count=COUNT(len(aave_history())),
        limit=RATE(float(zeroed.after)),
        back=RATE(float(restored.after)),
        zeroed=DATE(zeroed.date),
        restored=DATE(restored.date),
    )
