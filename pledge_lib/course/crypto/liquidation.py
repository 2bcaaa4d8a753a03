"""Questions on a liquidation: how much is repaid and seized, who gains, and when it makes things worse."""

from pledge_lib import datasets
from pledge_lib.course.crypto.givens import LINES, VALUE, ether, fallen, version
from pledge_lib.course.quantities import dollars, number, percent
from pledge_lib.course.questions import among, exercise, given, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.units import PERCENT


@exercise("E4.4", figure="F4.4", value=VALUE, fall=given(PERCENT, 0.05, 0.04, 0.07, 0.01), **LINES)
def half_liquidated(p):
    """What does a liquidation do after a small fall?"""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    return Solved(
        health=asked(number(call.before.health_factor)),
        repaid=asked(dollars(call.repaid), all_debt=trap(dollars(call.before.debt_value), "M27")),
        seized=asked(
            dollars(call.seized * call.before.collateral[0].price),
            everything=trap(dollars(call.before.collateral_value), "M27"),
            no_bonus=trap(dollars(call.repaid)),
        ),
        after=asked(number(call.after.health_factor)),
        bonus=percent(call.bonus),
        left=dollars(call.after.collateral_value),
    )


@exercise("E4.5", figure="F4.4", value=VALUE, fall=given(PERCENT, 0.08, 0.08, 0.12, 0.01), **LINES)
def wholly_liquidated(p):
    """What does a liquidation do after a deeper fall, when all the debt may go?"""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    return Solved(
        factor=asked(percent(call.close_factor), half=trap(percent(version().close_factor))),
        left=asked(dollars(call.after.collateral_value)),
        health=number(call.before.health_factor),
        full_line=number(version().full_close_health_factor),
        seized=dollars(call.seized * call.before.collateral[0].price),
        bonus=percent(call.bonus),
        debt=dollars(call.before.debt_value),
        fallen_value=dollars(call.before.collateral_value),
    )


@exercise(
    "E4.10",
    figure="F4.4",
    threshold=among(PERCENT, 0.75, 0.78, 0.81, 0.83, first=0.83),
    bonus=among(PERCENT, 0.04, 0.05, 0.06, 0.075, first=0.05),
)
def where_it_hurts(p):
    """Below which health factor does a liquidation make it worse?"""
    return Solved(
        health=asked(
            number(p.threshold * (1 + p.bonus)),
            one=trap(number(1.0), "M28"),
            threshold_alone=trap(number(p.threshold)),
        ),
    )


@prediction("P4.2", figure="F4.4", reasons=("close-factor", "code-takes-all", "grace"))
def five_per_cent_down():
    """How much of a position is liquidated after a small fall?"""
    value, fall, lent = 10_000, 0.05, ether().loan_to_value
    call = fallen(value, lent, ether().threshold, fall, ether().bonus)
    return Solved(
        answer=chosen(
            "half" if 0 < call.close_factor < 1 else "all", among=("all", "half", "nothing"), traps={"all": "M27"}
        ),
        value=dollars(value),
        fall=percent(fall),
        ltv=percent(lent),
        repaid=dollars(call.repaid),
        left=dollars(call.after.collateral_value),
        debt_left=dollars(call.after.debt_value),
        penalty=dollars(call.penalty),
        after=number(call.after.health_factor),
    )


@prediction("P4.6", figure="F4.4", reasons=("bonus-costs", "less-debt", "price-recovers"))
def does_it_help():
    """Does a liquidation make the position healthier?"""
    return Solved(
        answer=chosen("not-always", among=("always", "not-always", "never"), traps={"always": "M28"}),
        line=number(ether().threshold * (1 + ether().bonus)),
        threshold=percent(ether().threshold),
        bonus=percent(ether().bonus),
    )


@quiz("Q4.2", figure="F4.4")
def who_gains():
    """In a liquidation, who gets the bonus?"""
    return Solved(
        option=chosen("liquidator", among=("suppliers", "liquidator", "borrower"), traps={"suppliers": None}),
        fee=percent(ether().protocol_fee),
        bonus=percent(ether().bonus),
    )


@quiz("Q4.7", figure="F4.4")
def newest_version():
    """How does a liquidation of the newest version differ?"""
    return Solved(
        option=chosen("target", among=("nothing", "target", "grace"), traps={"nothing": None}),
        half=percent(version().close_factor),
        target=number(datasets.rules("aave-v4").target_health_factor),
    )
