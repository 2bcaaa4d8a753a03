"""What an article says on crypto collateral: how much may be lent, what liquidates, what a deposit earns."""

from pledge_lib.course.articles import VALUE, broker
from pledge_lib.course.claims import claim
from pledge_lib.course.crypto.givens import ether, version
from pledge_lib.course.quantities import count, day, dollars, money, number, percent, rate
from pledge_lib.course.solved import Solved, asked
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.liquidation import liquidate
from pledge_lib.finance.crypto.position import CryptoPosition, fall_to_liquidation, health_factor
from pledge_lib.finance.ratio import fall_to_line

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
        repaid=asked(dollars(call.repaid)),
        left=dollars(call.after.collateral_value),
        held=dollars(HELD),
        debt=dollars(debt),
        ltv=rate(ether().loan_to_value),
        fall=percent(FALL),
        closed=percent(call.close_factor),
        bonus=percent(call.bonus),
        health=number(position.health_factor),
        after=number(call.after.health_factor),
    )


@claim("FC0-17", figure="F4.10")
def rooms_of_both():
    taipei, chain = broker().loan_to_value, ether().loan_to_value
    return Solved(
        cap=percent(taipei),
        line=percent(broker().call_line),
        room=percent(fall_to_line(1 / taipei, broker().call_line)),
        ltv=rate(chain),
        chain_room=percent(fall_to_liquidation(health_factor(1, chain, ether().threshold))),
    )


@claim("FC0-18", figure="F4.2")
def most_borrowed():
    return Solved(
        loan=asked(money(VALUE * ether().loan_to_value)), value=money(VALUE), ltv=rate(ether().loan_to_value)
    )


@claim("FC0-19", figure="F4.2", idea="M26")
def two_lines():
    limit, threshold = ether().loan_to_value, ether().threshold
    health = health_factor(1, limit, threshold)
    return Solved(
        room=asked(percent(fall_to_liquidation(health))),
        ltv=rate(limit),
        threshold=percent(threshold),
        health=number(health, places=3),
    )


@claim("FC0-20", figure="F4.8")
def supply_income():
    used, kink = 0.50, ether().optimal_utilization
    low, high = (ether().curve.supply_apr(share) for share in (used, kink))
    return Solved(
        income=asked(money(VALUE * SUPPLY_RATE)),
        low_income=money(VALUE * low),
        high_income=money(VALUE * high),
        value=money(VALUE),
        rate=rate(SUPPLY_RATE),
        used=percent(used),
        kink=percent(kink),
        low=percent(low),
        high=percent(high),
        as_of=day(ether().rates_as_of),
    )


@claim("FC0-21", figure="F4.8")
def rates_of_both():
    kink = ether().optimal_utilization
    at_kink, full = (ether().curve.borrow_apr(share) for share in (kink, 1.0))
    return Solved(
        ltv=rate(ether().loan_to_value),
        threshold=percent(ether().threshold),
        kink=percent(kink),
        at_kink=rate(at_kink),
        used=percent(1.0),
        full=rate(full),
    )


@claim("FC0-22", figure="F4.7")
def same_loan_in_both():
    share = 0.60
    return Solved(
        share=percent(share),
        room=percent(fall_to_line(1 / share, broker().call_line)),
        chain_room=percent(fall_to_liquidation(health_factor(1, share, ether().threshold))),
        sessions=count(broker().cure_sessions),
    )


@claim("FC0-23", figure="F4.10", idea="M32")
def money_at_an_exchange():
    return Solved()
