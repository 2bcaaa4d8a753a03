"""Questions on the rates of a pool: beyond the kink, the slow leak of interest, and compounding."""

import math

from pledge_lib.course.questions import among, exercise, given, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.crypto.rates import YEAR_SECONDS, days_to_liquidation
from pledge_lib.finance.interest import apy
from pledge_lib.finance.units import DAYS, NUMBER, PERCENT, RATE
from pledge_lib.panels.crypto.supply_only_model import TEACHING_CURVE
from pledge_lib.panels.guessed import LEVEL

THOUSANDTHS = PERCENT.rounded(3)  # per cent with as many decimals as the question asks for
NEAR_A_PERCENT = 0.001  # per cent typed with one decimal


@exercise("E4.6", figure="F4.3", used=given(PERCENT, 0.90, 0.84, 0.98, 0.02))
def beyond_the_kink(p):
    """What do borrowers pay and suppliers earn beyond the kink?"""
    curve = TEACHING_CURVE
    straight_on = curve.base + curve.slope1 * p.used / curve.optimal_utilization
    return Solved(
        borrow=asked(
            PERCENT(curve.borrow_apr(p.used)), straight_on=trap(PERCENT(straight_on), "M30", near=NEAR_A_PERCENT)
        ),
        supply=asked(PERCENT(curve.supply_apr(p.used)), no_reserve=trap(PERCENT(curve.borrow_apr(p.used) * p.used))),
        kink=PERCENT(curve.optimal_utilization),
        at_kink=RATE(curve.borrow_apr(curve.optimal_utilization)),
        slope2=PERCENT(curve.slope2),
        reserve=PERCENT(curve.reserve_factor),
    )


@exercise(
    "E4.7",
    figure="F4.5",
    health=among(NUMBER, 1.1067, 1.05, 1.08, 1.15, 1.2),
    rate=given(RATE, 0.336, 0.10, 0.60, 0.02),
)
def slow_leak(p):
    """Does interest alone lead to a liquidation, and when?"""
    reached = days_to_liquidation(p.health, p.rate)
    return Solved(
        reaches=chosen("yes" if reached < math.inf else "no", among=("yes", "no"), traps={"no": "M29"}),
        days=asked(
            DAYS(round(reached)),
            within=1.0,
            simple=trap(DAYS(round((p.health - 1) / p.rate * 365))),
        ),
    )


@exercise("E4.8", figure="F4.5", rate=given(PERCENT, 0.05, 0.03, 0.12, 0.005))
def compounded(p):
    """What does a rate that is compounded every second yield a year?"""
    answer = asked(THOUSANDTHS(apy(p.rate, YEAR_SECONDS)), within=0.00005, nominal=trap(PERCENT(p.rate)))
    return Solved(**{"yield": answer})


@prediction("P4.3", figure="F4.3", opens="ninety", reasons=("second-slope", "same-slope", "contract"))
def past_the_kink():
    """What happens to the rate when more than the kink is borrowed?"""
    curve, used = TEACHING_CURVE, 0.90
    kink = curve.optimal_utilization
    return Solved(
        answer=chosen("jumps", among=("straight", "jumps", "fixed"), traps={"fixed": "M30"}),
        kink=PERCENT(kink),
        used=PERCENT(used),
        at_kink=RATE(curve.borrow_apr(kink)),
        beyond=RATE(curve.borrow_apr(used)),
        straight=RATE(curve.slope1 * used / kink),
    )


@prediction(
    "P4.4", figure="F4.5", opens="squeeze", drawn=on_axis(LEVEL), reasons=("debt-grows", "price-only", "yearly")
)
def flat_price():
    """The price stands still: after how many days is the position liquidated?"""
    health, borrow = 1.1067, 0.336
    return Solved(
        answer=asked(DAYS(round(days_to_liquidation(health, borrow))), within=15.0),
        health=NUMBER(health),
        rate=RATE(borrow),
    )


@quiz("Q4.3", figure="F4.8")
def when_suppliers_wait():
    """When can suppliers not withdraw?"""
    return Solved(option=chosen("all-used", among=("never", "all-used", "weekend"), traps={"never": None}))


@quiz("Q4.5", figure="F4.9")
def what_makes_a_debt_larger():
    """A token was borrowed: what can make the debt larger?"""
    traps = {"none": "M29", "interest-only": "M31"}
    return Solved(option=chosen("both", among=("none", "both", "interest-only"), traps=traps))


@prediction("P4.9", figure="F4.8", opens="emptied", reasons=("nothing-left", "rate-alone", "always-liquid"))
def the_highest_income():
    """At which utilisation do suppliers earn most, and can they withdraw then?"""
    curve = TEACHING_CURVE
    kink = curve.optimal_utilization
    return Solved(
        answer=chosen("full-but-locked", among=("kink", "full-but-locked", "full"), traps={"full": None, "kink": None}),
        kink=PERCENT(kink),
        at_kink=RATE(curve.supply_apr(kink)),
        at_full=RATE(curve.supply_apr(1)),
    )


@prediction("P4.10", figure="F4.9", opens="both-fall", reasons=("ratio-of-two", "dollars", "debt-is-cash"))
def both_fall():
    """Collateral and debt are two like coins that fall together: what becomes of the health factor?"""
    return Solved(answer=chosen("same", among=("falls", "same", "rises"), traps={"falls": "M31"}))
