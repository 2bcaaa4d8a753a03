"""The sums of lesson 4's exercises: from the givens of a question to every number that it names."""

import math

from pledge_lib.course.quantities import days, dollars, number, percent, rate, times
from pledge_lib.datasets import rules
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation
from pledge_lib.finance.interest import apy
from pledge_lib.finance.leverage import loop_exposure
from pledge_lib.finance.ratio import after_change
from pledge_lib.panels.crypto.supply_only import TEACHING_CURVE

VERSION = "aave-v3-3"


def position_of(value: float, debt: float, threshold: float, ltv: float = 0.0, bonus: float = 0.05) -> CryptoPosition:
    """Return a position of one collateral worth so many dollars, and a debt in dollars."""
    held = Collateral(symbol="ETH", amount=1, price=value, loan_to_value=ltv, threshold=threshold, bonus=bonus)
    return CryptoPosition(collateral=[held], debts=[Debt(symbol="USDC", amount=debt)])


def fallen(value: float, ltv: float, threshold: float, fall: float, bonus: float = 0.05) -> Liquidation:
    """Return the call on a position that borrowed all its limit before the price fell."""
    held = Collateral(symbol="ETH", amount=1, price=value, loan_to_value=ltv, threshold=threshold, bonus=bonus)
    debt = CryptoPosition(collateral=[held]).borrow_limit
    now = position_of(after_change(value, -fall), debt, threshold, ltv, bonus)
    return liquidate(now, "ETH", "USDC", rules(VERSION))


def borrowed_to_the_limit(p):
    """Return health factor and room of a position that borrowed its limit, and the room that takes the wrong line."""
    at_limit = position_of(p.value, p.value * p.ltv, p.threshold, p.ltv)
    return {
        "health": number(at_limit.health_factor),
        "room": percent(at_limit.common_fall),
        "from_ltv": percent(1 - p.ltv),
        "points": percent(p.threshold - p.ltv),
        "debt": dollars(at_limit.debt_value),
    }


def liquidation_price(p):
    """Return the liquidation price of one token, and two prices that leave the threshold out or use it wrongly."""
    return {
        "price": dollars(position_of(p.value, p.debt, p.threshold).liquidation_price("ETH")),
        "debt_alone": dollars(p.debt),
        "multiplied": dollars(p.debt * p.threshold),
    }


def largest_debt(p):
    """Return the largest debt that survives a fall, and two that go by the other line."""
    left = after_change(p.value, -p.fall)
    return {
        "debt": dollars(left * p.threshold),
        "no_fall": dollars(p.value * p.ltv),
        "by_ltv": dollars(left * p.ltv),
        "left": dollars(left),
    }


def half_liquidated(p):
    """Return what a call does after a small fall."""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    after = call.after
    return {
        "health": number(call.before.health_factor),
        "repaid": dollars(call.repaid),
        "seized": dollars(call.seized * call.before.collateral[0].price),
        "after": number(after.health_factor),
        "everything": dollars(call.before.collateral_value),
        "all_debt": dollars(call.before.debt_value),
        "no_bonus": dollars(call.repaid),
        "bonus": percent(call.bonus),
        "left": dollars(after.collateral_value),
    }


def wholly_liquidated(p):
    """Return what a call does after a deeper fall, when all the debt may go."""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    line = rules(VERSION)
    return {
        "factor": percent(call.close_factor),
        "left": dollars(call.after.collateral_value),
        "half": percent(line.close_factor),
        "health": number(call.before.health_factor),
        "full_line": number(line.full_close_health_factor),
        "seized": dollars(call.seized * call.before.collateral[0].price),
        "bonus": percent(call.bonus),
        "debt": dollars(call.before.debt_value),
        "fallen_value": dollars(call.before.collateral_value),
    }


def beyond_the_kink(p):
    """Return the rates beyond the kink, and the one that draws the first line on."""
    curve = TEACHING_CURVE
    return {
        "borrow": percent(curve.borrow_apr(p.used)),
        "supply": percent(curve.supply_apr(p.used)),
        "straight_on": percent(curve.base + curve.slope1 * p.used / curve.optimal_utilization),
        "no_reserve": percent(curve.borrow_apr(p.used) * p.used),
        "kink": percent(curve.optimal_utilization),
        "at_kink": rate(curve.borrow_apr(curve.optimal_utilization)),
        "slope2": percent(curve.slope2),
        "reserve": percent(curve.reserve_factor),
    }


def slow_leak(p):
    """Return whether and when interest alone leads to a liquidation, and the days without compounding."""
    reached = days_to_liquidation(p.health, p.rate)
    return {
        "reaches": "yes" if reached < math.inf else "no",
        "days": days(round(reached)),
        "simple": days(round((p.health - 1) / p.rate * 365)),
    }


def yearly_yield(p):
    """Return the yearly yield of a rate that is compounded every second."""
    return {"yield": percent(apy(p.rate, YEAR_SECONDS)), "nominal": percent(p.rate)}


def loops(p):
    """Return the exposure of some loops and of endless ones, and a sum that is no series."""
    return {
        "three": times(loop_exposure(p.ltv, p.rounds)),
        "endless": times(loop_exposure(p.ltv, math.inf)),
        "multiplied": times(p.rounds * p.ltv),
        "without_own": times(loop_exposure(p.ltv, p.rounds) - 1),
    }


def where_it_hurts(p):
    """Return the health factor below which a liquidation makes it worse."""
    return {"health": number(p.threshold * (1 + p.bonus)), "one": number(1.0), "threshold_alone": number(p.threshold)}


def ether():
    """Return the dated parameters of ether."""
    return aave_assets()["WETH"]
