"""Questions on a liquidation: how much is repaid and seized, who gains, and when it makes things worse."""

from pledge_lib import datasets
from pledge_lib.course.crypto.givens import LINES, VALUE, ether, fallen, version
from pledge_lib.course.questions import among, exercise, given, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.crypto.position import health_factor
from pledge_lib.finance.units import DOLLARS, NUMBER, PERCENT


@exercise("E4.4", figure="F4.4", value=VALUE, fall=given(PERCENT, 0.05, 0.04, 0.07, 0.01), **LINES)
def half_liquidated(p):
    """What does a liquidation do after a small fall?"""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    value, debt = call.before.collateral_value, call.before.debt_value
    without_bonus = health_factor(value - call.repaid, debt - call.repaid, p.threshold)
    return Solved(
        health=asked(NUMBER(call.before.health_factor), no_threshold=trap(NUMBER(value / debt))),
        repaid=asked(DOLLARS(call.repaid), all_debt=trap(DOLLARS(debt), "M27")),
        seized=asked(
            DOLLARS(call.seized * call.before.collateral[0].price),
            everything=trap(DOLLARS(value), "M27"),
            no_bonus=trap(DOLLARS(call.repaid)),
        ),
        after=asked(NUMBER(call.after.health_factor), without_bonus=trap(NUMBER(without_bonus))),
        bonus=PERCENT(call.bonus),
        left=DOLLARS(call.after.collateral_value),
    )


@exercise("E4.5", figure="F4.4", value=VALUE, fall=given(PERCENT, 0.08, 0.08, 0.12, 0.01), **LINES)
def wholly_liquidated(p):
    """What does a liquidation do after a deeper fall, when all the debt may go?"""
    call = fallen(p.value, p.ltv, p.threshold, p.fall)
    return Solved(
        factor=asked(PERCENT(call.close_factor), fact=True, half=trap(PERCENT(version().close_factor))),
        left=asked(
            DOLLARS(call.after.collateral_value),
            everything=trap(DOLLARS(0), "M27"),
            no_bonus=trap(DOLLARS(call.before.collateral_value - call.before.debt_value)),
        ),
        health=NUMBER(call.before.health_factor),
        full_line=NUMBER(version().full_close_health_factor),
        seized=DOLLARS(call.seized * call.before.collateral[0].price),
        bonus=PERCENT(call.bonus),
        debt=DOLLARS(call.before.debt_value),
        fallen_value=DOLLARS(call.before.collateral_value),
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
            NUMBER(p.threshold * (1 + p.bonus)),
            one=trap(NUMBER(1.0), "M28"),
            threshold_alone=trap(NUMBER(p.threshold)),
        ),
    )


@prediction("P4.2", figure="F4.4", opens="half", reasons=("close-factor", "code-takes-all", "grace"))
def five_per_cent_down():
    """How much of a position is liquidated after a small fall?"""
    value, fall, lent = 10_000, 0.05, ether().loan_to_value
    call = fallen(value, lent, ether().threshold, fall, ether().bonus)
    return Solved(
        answer=chosen(
            "half" if 0 < call.close_factor < 1 else "all", among=("all", "half", "nothing"), traps={"all": "M27"}
        ),
        value=DOLLARS(value),
        fall=PERCENT(fall),
        ltv=PERCENT(lent),
        repaid=DOLLARS(call.repaid),
        left=DOLLARS(call.after.collateral_value),
        debt_left=DOLLARS(call.after.debt_value),
        penalty=DOLLARS(call.penalty),
        after=NUMBER(call.after.health_factor),
    )


@prediction("P4.6", figure="F4.4", opens="worse", reasons=("bonus-costs", "less-debt", "price-recovers"))
def does_it_help():
    """Does a liquidation make the position healthier?"""
    return Solved(
        answer=chosen("not-always", among=("always", "not-always", "never"), traps={"always": "M28"}),
        line=NUMBER(ether().threshold * (1 + ether().bonus)),
        threshold=PERCENT(ether().threshold),
        bonus=PERCENT(ether().bonus),
    )


@quiz("Q4.2", figure="F4.4")
def who_gains():
    """In a liquidation, who gets the bonus?"""
    return Solved(
        option=chosen("liquidator", among=("suppliers", "liquidator", "borrower"), traps={"suppliers": None}),
        fee=PERCENT(ether().protocol_fee),
        bonus=PERCENT(ether().bonus),
    )


@quiz("Q4.7", figure="F4.4")
def newest_version():
    """How does a liquidation of the newest version differ?"""
    return Solved(
        option=chosen("target", among=("half", "target", "grace"), traps={"half": None}),
        half=PERCENT(version().close_factor),
        target=NUMBER(datasets.rules("aave-v4").target_health_factor),
    )
