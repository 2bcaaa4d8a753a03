"""The quiz of lesson 1: choices whose right one, and whose numbers, the library works out."""

from pledge_lib import datasets
from pledge_lib.course.items import fixed, quiz_item
from pledge_lib.course.pledging.solutions import BROKER, FINANCE_COMPANY
from pledge_lib.course.quantities import count, money, percent, points
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio, repay_to


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


QUIZ = (
    quiz_item("Q1.1", "F1.2", ("points", "percent", "two-thirds"), _first_breach, ("points", "M01")),
    quiz_item("Q1.2", "F1.1", ("nothing", "interest-or-dividend", "days-alone"), _interest_lowers, ("nothing", "M18")),
    quiz_item("Q1.3", "F1.3", ("lender", "borrower", "exchange"), fixed("borrower"), ("lender", "M04")),
    quiz_item("Q1.4", "F1.4", ("add", "repay", "sell"), _strongest, ("add", "M09")),
    quiz_item("Q1.5", "F1.4", ("rate-only", "all-terms", "nothing"), fixed("all-terms"), ("rate-only", None)),
    quiz_item("Q1.6", "F1.1", ("price", "volatility", "dividends"), _caps, ("price", None)),
    quiz_item("Q1.7", "F1.7", ("always", "if-used", "never"), fixed("if-used"), ("always", "M19")),
    quiz_item("Q1.8", "F1.4", ("back-at-line", "cancel-level", "time"), _closing_levels, ("back-at-line", "M08")),
)
