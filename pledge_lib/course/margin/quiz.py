"""The quiz of lesson 2: choices whose right one, and whose numbers, the library works out."""

from datetime import timedelta

from pledge_lib.course.items import fixed, quiz_item
from pledge_lib.course.margin.solutions import MARGIN, since
from pledge_lib.course.quantities import count, day, money, percent
from pledge_lib.datasets import market, rules
from pledge_lib.datasets.margin import legal_limit, margin_rules
from pledge_lib.finance.ratio import is_below, maintenance_ratio


def _closing(_p):
    margin = rules(MARGIN)
    return {"option": "level-or-sum", "line": percent(margin.call_line), "cancel": percent(margin.cancel_level)}


def _sold(_p):
    return {"option": "short-themselves", "line": percent(rules(MARGIN).call_line)}


def _unfilled(_p):
    return {"option": "other-money", "limit": percent(rules(MARGIN).daily_limit)}


def _changes_of_2015(_p):
    margin = rules(MARGIN)
    raised, freed = (since(rule, margin.as_of) for rule in ("call_line", "customer_limit"))
    the_day_before = freed - timedelta(days=1)
    return {
        "option": "left-to-lenders",
        "raised": day(raised),
        "widened": day(market().daily_limit_raised),
        "freed": day(freed),
        "old_line": percent(margin_rules(raised - timedelta(days=1)).call_line),
        "new_line": percent(margin.call_line),
        "old_limit": percent(market().earlier_daily_limit),
        "new_limit": percent(margin.daily_limit),
        "members": money(legal_limit("customer_limit", the_day_before)),
        "others": money(legal_limit("customer_limit_others", the_day_before)),
    }


def _exactly(_p):
    margin, value, loan = rules(MARGIN), 78_000, 60_000
    return {
        "option": "called" if is_below(value, loan, margin.call_line) else "not-called",
        "value": money(value),
        "loan": money(loan),
        "ratio": percent(maintenance_ratio(value, loan)),
        "line": percent(margin.call_line),
        "sessions": count(margin.cure_sessions),
    }


QUIZ = (
    quiz_item("Q2.1", "F2.5", ("back-at-line", "level-or-sum", "deadline"), _closing, ("back-at-line", "M08")),
    quiz_item("Q2.2", "F2.3", ("largest", "short-themselves", "everything"), _sold, ("largest", "M11")),
    quiz_item("Q2.3", "F2.8", ("lapses", "other-money", "broker-pays"), _unfilled, ("lapses", None)),
    quiz_item("Q2.4", "F2.2", ("neither", "interest-only", "both"), fixed("interest-only"), ("neither", "M13")),
    quiz_item("Q2.5", "F2.7", ("still-law", "left-to-lenders", "lower"), _changes_of_2015, ("still-law", "M41")),
    quiz_item("Q2.6", "F2.10", ("will-fall", "fragile", "says-nothing"), fixed("fragile"), ("will-fall", None)),
    quiz_item("Q2.7", "F2.7", ("loan-shark", "licensed", "anyone"), fixed("licensed"), ("loan-shark", None)),
    quiz_item("Q2.8", "F2.4", ("called", "not-called", "third-day"), _exactly, ("called", "M46")),
)
