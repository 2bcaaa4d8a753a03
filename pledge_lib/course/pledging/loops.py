"""Questions on what is bought with a pledge loan: what falls faster, and what "free" carry leaves out."""

import math

from pledge_lib.course.articles import broker
from pledge_lib.course.questions import quiz
from pledge_lib.course.solved import TENTHS, Solved, chosen
from pledge_lib.finance.leverage import loop_carry, loop_loss
from pledge_lib.finance.ratio import after_change, maintenance_ratio
from pledge_lib.finance.units import MONEY, PERCENT

YIELD, RATE_OF_THE_POST, HIGHER_RATE, SMALL_FALL, BOND_FALL = 0.06, 0.025, 0.0645, 0.10, 0.22


@quiz("Q1.10", figure="F1.9")
def loan_invested():
    """A loan buys more shares that are not pledged: what falls faster?"""
    value, fall = 1_000_000, 0.20
    loan = value * broker().loan_to_value
    return Solved(
        option=chosen("own-money", among=("ratio", "own-money", "neither"), traps={"ratio": "M25"}),
        value=MONEY(value),
        loan=MONEY(loan),
        fall=PERCENT(fall),
        ratio=PERCENT(maintenance_ratio(after_change(value, -fall), loan)),
        lost=PERCENT(fall),
        lost_invested=PERCENT(fall * (value + loan) / value),
    )


@quiz("Q1.11", figure="F1.9")
def free_carry():
    """What does a sum of "free" carry leave out?"""
    loop = broker().loan_to_value, math.inf
    return Solved(
        option=chosen("price-and-rate", among=("nothing", "price-and-rate", "fees"), traps={"nothing": "M24"}),
        asset_yield=PERCENT(YIELD),
        loan_rate=PERCENT(RATE_OF_THE_POST),
        higher_rate=PERCENT(HIGHER_RATE),
        carry=PERCENT(loop_carry(*loop, YIELD, RATE_OF_THE_POST)),
        less=PERCENT(loop_carry(*loop, YIELD, HIGHER_RATE)),
        fall=PERCENT(SMALL_FALL),
        lost=PERCENT(loop_loss(*loop, SMALL_FALL)),
    )


@quiz("Q1.12", figure="F1.9")
def bonds_in_a_loop():
    """Can a loop of bond ETFs be called?"""
    loop, line = (broker().loan_to_value, math.inf), broker().call_line
    return Solved(
        option=chosen("can", among=("never", "can", "default-only"), traps={"never": "M23"}),
        fall=PERCENT(BOND_FALL),
        lost=PERCENT(loop_loss(*loop, BOND_FALL)),
        ratio=TENTHS(maintenance_ratio(1, broker().loan_to_value)),
        line=PERCENT(line),
    )
