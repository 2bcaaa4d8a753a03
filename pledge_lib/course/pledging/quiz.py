"""The predictions and the quiz of lesson 1: choices whose right one, and whose numbers, the library works out."""

from pledge_lib import datasets
from pledge_lib.course.kinds import ChoiceField, NumberField
from pledge_lib.course.pledging.solutions import BROKER, FINANCE_COMPANY
from pledge_lib.course.quantities import count, money, percent, points
from pledge_lib.course.questions import Question, Trap
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, simple_interest
from pledge_lib.finance.ratio import fall_to_line, is_below, maintenance_ratio, repay_to

ABOUT_EQUAL = 0.0025  # two yearly costs nearer than a quarter point count as equal in P1.5


def _call_at_the_line(_p):
    value, loan = 840_000, 600_000
    line = datasets.rules(FINANCE_COMPANY).call_line
    called = is_below(value, loan, line)
    return {
        "answer": "call" if called else "no-call",
        "value": money(value),
        "loan": money(loan),
        "line": percent(line),
        "ratio": percent(maintenance_ratio(value, loan)),
    }


def _room_of_a_full_loan(_p):
    rules = datasets.rules(BROKER)
    start = maintenance_ratio(1, rules.loan_to_value)
    return {
        "answer": percent(fall_to_line(start, rules.call_line)),
        "points": percent(start - rules.call_line),
        "points_text": points(start - rules.call_line),
        "start": percent(start),
        "line": percent(rules.call_line),
        "loan_to_value": percent(rules.loan_to_value),
    }


def _add_or_repay(_p):
    value, debt, sum_ = 600_000, 500_000, 50_000
    repaid, added = maintenance_ratio(value, debt - sum_), maintenance_ratio(value + sum_, debt)
    return {
        "answer": "repay" if repaid > added else "add" if added > repaid else "same",
        "value": money(value),
        "debt": money(debt),
        "sum": money(sum_),
        "repaid": percent(repaid),
        "added": percent(added),
    }


def _bank_or_broker(_p):
    loan, bank_rate, fee, broker_rate, days = 600_000, 0.0295, 5_000, 0.0645, 90
    bank, broker = effective_annual_cost(loan, bank_rate, days, fee), broker_rate
    near = abs(bank - broker) < ABOUT_EQUAL
    return {
        "answer": "about-equal" if near else "bank" if bank < broker else "broker",
        "loan": money(loan),
        "bank_rate": percent(bank_rate),
        "fee": money(fee),
        "broker_rate": percent(broker_rate),
        "days": count(days),
        "bank_cost": percent(bank),
        "breakeven": count(round(breakeven_days(loan, bank_rate, fee, other_rate=broker_rate))),
    }


def _repaid_to_the_line(_p):
    rules, value, debt = datasets.rules(BROKER), 600_000, 500_000
    paid = repay_to(value, debt, rules.call_line)
    ratio = maintenance_ratio(value, debt - paid)
    closed = not is_below(value, debt - paid, rules.cancel_level)
    return {
        "answer": "closed" if closed else "suspended",
        "value": money(value),
        "debt": money(debt),
        "start": percent(maintenance_ratio(value, debt)),
        "paid": money(paid),
        "ratio": percent(ratio),
        "needed": money(repay_to(value, debt, rules.cure_target)),
        "target": percent(rules.cure_target),
        "line": percent(rules.call_line),
    }


PREDICTIONS = (
    Question(
        id="P1.1", figure="F1.1", solve=_call_at_the_line, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("call", "no-call")),),
        traps=(Trap(field="answer", value="call", idea="M46"),),
        reasons=("below", "enough", "time"), reason="below",
    ),
    Question(
        id="P1.2", figure="F1.2", solve=_room_of_a_full_loan, fields=(NumberField(name="answer", unit="percent"),),
        traps=(Trap(field="answer", value="points", idea="M01", near=0.01),),
        reasons=("divide", "subtract", "luck"), reason="divide",
    ),
    Question(
        id="P1.3", figure="F1.4", solve=_add_or_repay, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("add", "repay", "same")),),
        traps=(Trap(field="answer", value="same", idea="M09"),),
        reasons=("denominator", "numerator", "lender"), reason="denominator",
    ),
    Question(
        id="P1.5", figure="F1.5", solve=_bank_or_broker, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("bank", "broker", "about-equal")),),
        traps=(Trap(field="answer", value="bank", idea="M17"),),
        reasons=("fee-spread", "rate-only", "size"), reason="fee-spread",
    ),
    Question(
        id="P1.9", figure="F1.4", solve=_repaid_to_the_line, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("closed", "suspended", "sold")),),
        traps=(Trap(field="answer", value="closed", idea="M08"),),
        reasons=("two-levels", "rounding", "goodwill"), reason="two-levels",
    ),
)  # fmt: skip


def _first_breach(_p):
    line, start = datasets.rules(BROKER).call_line, 1.80
    return {
        "option": "percent",
        "start": percent(start),
        "line": percent(line),
        "fall": percent(fall_to_line(start, line)),
        "points_text": points(start - line),
    }


def _interest_lowers(_p):
    company, value, loan, days, rate = datasets.rules(FINANCE_COMPANY), 1_000_000, 600_000, 180, 0.0645
    interest = simple_interest(loan, rate, days, company.day_basis)
    return {
        "option": "interest-or-dividend",
        "start": percent(maintenance_ratio(value, loan)),
        "later": percent(maintenance_ratio(value, loan + interest)),
        "days": count(days),
        "rate": percent(rate),
        "premark": count(company.premark_sessions),
    }


def _strongest(_p):
    value, debt, target = 600_000, 500_000, datasets.rules(BROKER).cure_target
    return {
        "option": "repay",
        "value": money(value),
        "debt": money(debt),
        "target": percent(target),
        "repay": money(repay_to(value, debt, target)),
    }


def _caps(_p):
    rules = datasets.rules(BROKER)
    return {
        "option": "volatility",
        "eligible": percent(rules.loan_to_value),
        "not_eligible": percent(rules.loan_to_value_not_eligible),
    }


def _closing_levels(_p):
    broker, company = datasets.rules(BROKER), datasets.rules(FINANCE_COMPANY)
    return {
        "option": "cancel-level",
        "broker": percent(broker.cancel_level),
        "company": percent(company.cancel_level),
        "line": percent(broker.call_line),
    }


def _fixed(option: str):
    """Return a solver for a question without numbers."""
    return lambda _p: {"option": option}


def _quiz(place: int, figure: str, options: tuple[str, ...], solve, trap: tuple[str, str | None]) -> Question:
    option, idea = trap
    return Question(
        id=f"Q1.{place}", figure=figure, solve=solve, is_quiz=True,
        fields=(ChoiceField(name="option", options=options),),
        traps=(Trap(field="option", value=option, idea=idea),),
    )  # fmt: skip


QUIZ = (
    _quiz(1, "F1.2", ("points", "percent", "two-thirds"), _first_breach, ("points", "M01")),
    _quiz(2, "F1.1", ("nothing", "interest-or-dividend", "days-alone"), _interest_lowers, ("nothing", "M18")),
    _quiz(3, "F1.4", ("lender", "borrower", "exchange"), _fixed("borrower"), ("lender", "M04")),
    _quiz(4, "F1.4", ("add", "repay", "sell"), _strongest, ("add", "M09")),
    _quiz(5, "F1.4", ("rate-only", "all-terms", "nothing"), _fixed("all-terms"), ("rate-only", None)),
    _quiz(6, "F1.1", ("price", "volatility", "dividends"), _caps, ("price", None)),
    _quiz(7, "F1.1", ("always", "if-used", "never"), _fixed("if-used"), ("always", "M19")),
    _quiz(8, "F1.4", ("back-at-line", "cancel-level", "time"), _closing_levels, ("back-at-line", "M08")),
)
