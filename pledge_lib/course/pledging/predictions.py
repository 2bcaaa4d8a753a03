"""The predictions of lesson 1: guesses that cover a figure, whose numbers the library works out."""

import math

from pledge_lib import datasets
from pledge_lib.course.kinds import ChoiceField, NumberField
from pledge_lib.course.pledging.solutions import BROKER, FINANCE_COMPANY
from pledge_lib.course.quantities import count, money, percent, points, text, times
from pledge_lib.course.questions import Question, Trap
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, simple_interest
from pledge_lib.finance.leverage import loop_debt, loop_exposure, loop_ratio, loop_room
from pledge_lib.finance.money import percent_text
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.ratio import fall_to_line, is_below, limit_downs_to_line, maintenance_ratio, repay_to
from pledge_lib.market.closed_form import closed_form

ABOUT_EQUAL = 0.0025  # two yearly costs nearer than a quarter point count as equal in P1.5


def _tenths(value: float):
    """Return per cent as a lesson says odds and ladders: with one decimal."""
    return text(percent_text(value, 1))


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


def _money_on_the_third_session(_p):
    rules, arrives = datasets.rules(BROKER), 3
    start, kept = maintenance_ratio(1, rules.loan_to_value), 1 - rules.daily_limit
    falls = limit_downs_to_line(start, rules.call_line, limit=rules.daily_limit)
    called = start * kept**falls
    return {
        "answer": "saved" if arrives <= rules.cure_sessions else "too-late",
        "falls": count(falls),
        "arrives": count(arrives),
        "sessions": count(rules.cure_sessions),
        "called": _tenths(called),
        "at_deadline": _tenths(called * kept**rules.cure_sessions),
        "at_sale": _tenths(called * kept ** (rules.cure_sessions + 1)),
    }


def _ex_dividend(_p):
    value, loan, dividend_yield = 1_000_000, 600_000, 0.05
    dividend = value * dividend_yield
    start = maintenance_ratio(value, loan)
    return {
        "answer": percent(maintenance_ratio(value - dividend, loan)),
        "value": money(value),
        "loan": money(loan),
        "dividend": money(dividend),
        "dividend_yield": percent(dividend_yield),
        "unchanged": percent(start),
        "higher": percent(maintenance_ratio(value + dividend, loan)),
        "points": percent(start - dividend_yield),
        "repaid": percent(maintenance_ratio(value - dividend, loan - dividend)),
    }


def _odds_of_three_loans(_p):
    line, volatility = datasets.rules(BROKER).call_line, 0.30
    parts = {"most": 0.60, "middle": 0.50, "least": 0.40}
    odds = {name: closed_form(1 / part, line, volatility=volatility) for name, part in parts.items()}
    in_proportion = {name: odds["most"] * part / parts["most"] for name, part in parts.items()}
    return {
        "answer": "steep",
        "volatility": percent(volatility),
        **{name: percent(part) for name, part in parts.items()},
        **{f"{name}_start": percent(1 / part) for name, part in parts.items()},
        **{f"{name}_odds": _tenths(odds[name]) for name in parts},
        **{f"{name}_in_proportion": _tenths(in_proportion[name]) for name in parts},
    }


def _room_of_three_rounds(_p):
    line, loan_to_value, rounds = datasets.rules(BROKER).call_line, 0.60, 3
    return {
        "answer": percent(loop_room(loan_to_value, rounds, line)),
        "loan_to_value": percent(loan_to_value),
        "rounds": count(rounds),
        "line": percent(line),
        "exposure": times(loop_exposure(loan_to_value, rounds)),
        "debt": times(loop_debt(loan_to_value, rounds)),
        "ratio": percent(loop_ratio(loan_to_value, rounds)),
        "one_round": percent(loop_room(loan_to_value, 1, line)),
        "endless": percent(loop_room(loan_to_value, math.inf, line)),
    }


def _two_shares_together(_p):
    rules, halves, volatility, correlation = datasets.rules(BROKER), (0.5, 0.5), 0.35, 0.6
    start = maintenance_ratio(1, rules.loan_to_value)

    def together(correlation):
        return portfolio_volatility(halves, (volatility, volatility), correlation)

    return {
        "answer": percent(together(correlation)),
        "volatility": percent(volatility),
        "correlation": text(f"{correlation}"),
        "apart": percent(together(0)),
        "halved": percent(volatility / 2),
        "alone": percent(volatility),
        "start": percent(start),
        "odds": _tenths(closed_form(start, rules.call_line, volatility=together(correlation))),
        "odds_apart": _tenths(closed_form(start, rules.call_line, volatility=together(0))),
        "odds_alone": _tenths(closed_form(start, rules.call_line, volatility=volatility)),
    }


def _no_extension(_p):
    loan, annual_rate, days = 600_000, 0.03, 182
    interest = simple_interest(loan, annual_rate, days)
    return {
        "answer": "everything",
        "loan": money(loan),
        "rate": percent(annual_rate),
        "days": count(days),
        "months": count(datasets.rules(BROKER).term_months),
        "interest": money(interest),
        "due": money(loan + interest),
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
        id="P1.4", figure="F1.3", solve=_money_on_the_third_session, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("saved", "too-late")),),
        traps=(Trap(field="answer", value="saved", idea="M06"),),
        reasons=("clock", "locked", "too-little"), reason="clock",
    ),
    Question(
        id="P1.5", figure="F1.5", solve=_bank_or_broker, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("bank", "broker", "about-equal")),),
        traps=(Trap(field="answer", value="bank", idea="M17"),),
        reasons=("fee-spread", "rate-only", "size"), reason="fee-spread",
    ),
    Question(
        id="P1.6", figure="F1.7", solve=_ex_dividend,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.005),),
        traps=(
            Trap(field="answer", value="unchanged", idea="M19", near=0.01),
            Trap(field="answer", value="higher", idea="M19", near=0.01),
            Trap(field="answer", value="points", idea="M02", near=0.01),
        ),
        reasons=("value-first", "cash-counts", "points"), reason="value-first",
    ),
    Question(
        id="P1.7", figure="F1.8", solve=_odds_of_three_loans, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("rare", "in-proportion", "steep")),),
        traps=(Trap(field="answer", value="rare", idea="M44"),),
        reasons=("lowest-point", "average", "share-borrowed"), reason="lowest-point",
    ),
    Question(
        id="P1.8", figure="F1.9", solve=_room_of_three_rounds,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.01),),
        traps=(Trap(field="answer", value="endless", near=0.01), Trap(field="answer", value="one_round", near=0.01)),
        reasons=("all-pledged", "first-loan", "same-share"), reason="all-pledged",
    ),
    Question(
        id="P1.9", figure="F1.4", solve=_repaid_to_the_line, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("closed", "suspended", "sold")),),
        traps=(Trap(field="answer", value="closed", idea="M08"),),
        reasons=("two-levels", "rounding", "goodwill"), reason="two-levels",
    ),
    Question(
        id="P1.10", figure="F1.6", solve=_two_shares_together,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.01),),
        traps=(
            Trap(field="answer", value="halved", idea="M22", near=0.01),
            Trap(field="answer", value="apart", idea="M22", near=0.01),
            Trap(field="answer", value="alone", near=0.01),
        ),
        reasons=("partly-together", "two-halves", "no-difference"), reason="partly-together",
    ),
    Question(
        id="P1.11", figure="F1.10", solve=_no_extension, is_quiz=True,
        fields=(ChoiceField(name="answer", options=("only-interest", "everything", "nothing")),),
        traps=(Trap(field="answer", value="only-interest"),),
        reasons=("principal-last", "right-to-extend", "collateral-pays"), reason="principal-last",
    ),
)  # fmt: skip
