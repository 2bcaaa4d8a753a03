"""The predictions of lesson 4: asked before the figure is seen, worked out by the library."""

from pledge_lib.course.crypto.solutions import ether, fallen, position_of
from pledge_lib.course.items import choice_prediction
from pledge_lib.course.kinds import NumberField
from pledge_lib.course.quantities import count, days, dollars, number, percent, rate
from pledge_lib.course.questions import Question, Trap
from pledge_lib.datasets import rules
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.crypto.rates import days_to_liquidation
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.panels.crypto.supply_only import TEACHING_CURVE

VALUE = 10_000


def _the_whole_limit(_p):
    lent, threshold = ether().loan_to_value, ether().threshold
    at_limit = position_of(VALUE, VALUE * lent, threshold, lent)
    return {
        "answer": percent(at_limit.common_fall),
        "from_ltv": percent(1 - lent),
        "points": percent(threshold - lent),
        "ltv": percent(lent),
        "threshold": percent(threshold),
        "health": number(at_limit.health_factor),
    }


def _five_per_cent_down(_p):
    call = fallen(VALUE, ether().loan_to_value, ether().threshold, 0.05, ether().bonus)
    return {
        "answer": "half" if 0 < call.close_factor < 1 else "all",
        "value": dollars(VALUE),
        "fall": percent(0.05),
        "ltv": percent(ether().loan_to_value),
        "repaid": dollars(call.repaid),
        "left": dollars(call.after.collateral_value),
        "debt_left": dollars(call.after.debt_value),
        "penalty": dollars(call.penalty),
        "after": number(call.after.health_factor),
    }


def _past_the_kink(_p):
    curve, used = TEACHING_CURVE, 0.90
    kink = curve.optimal_utilization
    return {
        "answer": "jumps",
        "kink": percent(kink),
        "used": percent(used),
        "at_kink": rate(curve.borrow_apr(kink)),
        "beyond": rate(curve.borrow_apr(used)),
        "straight": rate(curve.slope1 * used / kink),
    }


def _flat_price(_p):
    health, borrow = 1.1067, 0.336
    return {
        "answer": days(round(days_to_liquidation(health, borrow))),
        "health": number(health),
        "rate": rate(borrow),
    }


def _saturday(_p):
    broker, lent, fall = rules("tw-broker-pledge"), 0.70, 0.20
    start = maintenance_ratio(1, lent)
    return {
        "answer": "taipei" if health_factor(1 - fall, lent, ether().threshold) < 1 else "both",
        "fall": percent(fall),
        "lent": percent(lent),
        "cap": percent(broker.loan_to_value),
        "health": number(health_factor(1 - fall, lent, ether().threshold)),
        "ratio": percent(start * (1 - fall)),
        "line": percent(broker.call_line),
        "sessions": count(broker.cure_sessions),
    }


def _does_it_help(_p):
    line = ether().threshold * (1 + ether().bonus)
    return {
        "answer": "not-always",
        "line": number(line),
        "threshold": percent(ether().threshold),
        "bonus": percent(ether().bonus),
    }


def _sixty_per_cent_twice(_p):
    broker, lent = rules("tw-broker-pledge"), 0.60
    start = maintenance_ratio(1, lent)
    return {
        "answer": "trade",
        "lent": percent(lent),
        "taipei": percent(fall_to_line(start, broker.call_line)),
        "chain": percent(fall_to_liquidation(health_factor(1, lent, ether().threshold))),
        "sessions": count(broker.cure_sessions),
        "line": percent(broker.call_line),
        "threshold": percent(ether().threshold),
    }


PREDICTIONS = (
    Question(
        id="P4.1", figure="F4.2", solve=_the_whole_limit,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.002),),
        traps=(Trap(field="answer", value="from_ltv", idea="M26", near=0.01),),
        reasons=("two-lines", "one-line", "no-line"), reason="two-lines",
    ),
    choice_prediction("P4.2", "F4.4", _five_per_cent_down, ("all", "half", "nothing"), ("all", "M27"),
            ("close-factor", "code-takes-all", "grace")),
    choice_prediction("P4.3", "F4.3", _past_the_kink, ("straight", "jumps", "fixed"), ("fixed", "M30"),
            ("second-slope", "same-slope", "contract")),
    Question(
        id="P4.4", figure="F4.5", solve=_flat_price,
        fields=(NumberField(name="answer", unit="days", tolerance=15.0),),
        traps=(),
        reasons=("debt-grows", "price-only", "yearly"), reason="debt-grows",
    ),
    choice_prediction("P4.5", "F4.7", _saturday, ("both", "taipei", "chain"), ("both", "M06"),
            ("no-clock", "bank-holiday", "same-rules")),
    choice_prediction("P4.6", "F4.4", _does_it_help, ("always", "not-always", "never"), ("always", "M28"),
            ("bonus-costs", "less-debt", "price-recovers")),
    choice_prediction("P4.7", "F4.1", _sixty_per_cent_twice, ("taipei-better", "trade", "chain-better"),
            ("chain-better", None), ("room-against-time", "room-only", "same")),
)  # fmt: skip
