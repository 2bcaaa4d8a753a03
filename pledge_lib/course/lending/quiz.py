"""The quiz of lesson 3: choices whose right one, and whose numbers, the library works out."""

from pledge_lib.course.items import fixed, quiz_item
from pledge_lib.course.lending.solutions import LENDING, loan_of
from pledge_lib.course.quantities import count, day, percent
from pledge_lib.datasets import rules


def _tax_class(_p):
    return {"option": "dividend", "letter": day(rules(LENDING).compensation_is_dividend_since)}


def _early_return(_p):
    shortest, middle, longest = rules(LENDING).recall_choices
    return {"option": "both", "shortest": count(shortest), "middle": count(middle), "longest": count(longest)}


def _what_collateral_leaves(_p):
    lending = rules(LENDING)
    return {
        "option": "gap",
        "start": percent(lending.initial_ratio),
        "gap": percent(lending.initial_ratio - 1),
        "line": percent(lending.call_line),
        "room": percent(loan_of(1_000_000).rise_to_call),
    }


def _account(_p):
    return {"option": "trading", "months": count(rules(LENDING).account_months)}


QUIZ = (
    quiz_item("Q3.1", "F3.0", ("lender", "holder", "broker"), fixed("holder"), ("lender", None)),
    quiz_item("Q3.2", "F3.3", ("lender", "seller", "both"), fixed("seller"), ("lender", None)),
    quiz_item("Q3.3", "F3.6", ("other", "dividend", "exempt"), _tax_class, ("other", "M36")),
    quiz_item("Q3.4", "F3.5", ("nobody", "both", "lender-any-time"), _early_return, ("nobody", "M33")),
    quiz_item("Q3.5", "F3.9", ("always", "negotiated", "never"), fixed("negotiated"), ("always", None)),
    quiz_item("Q3.6", "F3.7", ("none", "gap", "fall"), _what_collateral_leaves, ("none", None)),
    quiz_item("Q3.7", "F3.9", ("margin", "trading", "any"), _account, ("margin", "M47")),
)
