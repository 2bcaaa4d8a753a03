"""The predictions of lesson 3: asked before the figure is seen, worked out by the library."""

from pledge_lib.course.items import choice_prediction
from pledge_lib.course.kinds import NumberField
from pledge_lib.course.lending.solutions import LENDING, fee_of, loan_of
from pledge_lib.course.quantities import count, money, percent, rate
from pledge_lib.course.questions import Question, Trap
from pledge_lib.datasets import rules
from pledge_lib.datasets.lending import lending_brokers, lending_scenarios
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, OTHER, compensation_tax, dividend_tax
from pledge_lib.finance.ratio import after_change


def _two_loans(_p):
    first, second = lending_scenarios()[:2]
    earned = [fee_of(each.value, each.annual_rate, each.days) for each in (first, second)]
    return {
        "answer": "large" if earned[0] > earned[1] else "long",
        "first_value": money(first.value),
        "first_rate": rate(first.annual_rate),
        "first_days": count(first.days),
        "second_value": money(second.value),
        "second_rate": rate(second.annual_rate),
        "second_days": count(second.days),
        "first_fee": money(earned[0]),
        "second_fee": money(earned[1]),
    }


def _after_the_share(_p):
    whole, share = 1_000, 0.25
    return {
        "answer": money(whole * (1 - share)),
        "whole": money(whole),
        "share": percent(share),
        "kept": money(whole * share),
    }


def _who_is_called(_p):
    lending, rise = rules(LENDING), 0.17
    now = loan_of(1_000_000).at(after_change(1_000_000, rise))
    return {
        "answer": "borrower" if now.state == "called" else "nobody",
        "rise": percent(rise),
        "start": percent(lending.initial_ratio),
        "line": percent(lending.call_line),
        "ratio": percent(now.ratio),
    }


def _through_the_ex_date(_p):
    lending, dividend, bracket = rules(LENDING), 50_000, 0.40
    kept = dividend_tax(dividend, bracket, lending)
    new, old = (compensation_tax(dividend, bracket, lending, view) for view in (DIVIDEND, OTHER))
    return {
        "answer": "depends" if new == kept and old > kept else "more",
        "dividend": money(dividend),
        "bracket": percent(bracket),
        "kept": money(kept),
        "more": money(old - kept),
    }


def _three_days(_p):
    value, fall, days = 800_000, 0.03, rules(LENDING).recall_sessions
    first = lending_scenarios()[0]
    article_share = 0.25
    return {
        "answer": money(value - value * (1 - fall) ** days),
        "added_up": money(value * fall * days),
        "value": money(value),
        "fall": percent(fall),
        "days": count(days),
        "earned": money(fee_of(first.value, first.annual_rate, first.days) * (1 - article_share)),
    }


def _five_brokers(_p):
    rows = [row for row in lending_brokers() if row.source == "article-003"]
    alike = len({(row.lowest_rate, row.highest_rate, row.lowest_share, row.highest_share) for row in rows}) == 1
    return {
        "answer": "cannot-tell" if alike else "first",
        "count": count(len(rows)),
        "lowest": rate(rows[0].lowest_rate),
        "highest": rate(rows[0].highest_rate),
        "low_share": percent(rows[0].lowest_share),
        "high_share": percent(rows[0].highest_share),
    }


def _the_price(_p):
    return {"answer": "supplies", "cap": rate(rules(LENDING).borrowed_sale_cap)}


PREDICTIONS = (
    choice_prediction("P3.1", "F3.2", _two_loans, ("large", "long", "same"), ("large", "M34"),
        ("three-factors", "value-first", "rate-first")),
    Question(
        id="P3.2", figure="F3.3", solve=_after_the_share,
        fields=(NumberField(name="answer", unit="money"),),
        traps=(Trap(field="answer", value="whole", idea="M35"), Trap(field="answer", value="kept")),
        reasons=("share-first", "tax-first", "nothing"), reason="share-first",
    ),
    choice_prediction("P3.3", "F3.7", _who_is_called, ("lender", "borrower", "nobody"), ("lender", "M39"),
        ("owes-shares", "richer-collateral", "price-falls")),
    choice_prediction("P3.4", "F3.6", _through_the_ex_date, ("more", "depends", "less"), ("more", "M36"),
        ("by-letter", "always-other", "no-tax")),
    Question(
        id="P3.5", figure="F3.5", solve=_three_days,
        fields=(NumberField(name="answer", unit="money", tolerance=2_500.0),),
        traps=(),
        reasons=("on-the-way", "still-mine", "fee-covers"), reason="on-the-way",
    ),
    choice_prediction("P3.6", "F3.9", _five_brokers, ("first", "cannot-tell", "last"), ("first", None),
        ("same-rows", "size", "order")),
    choice_prediction("P3.7", "F3.4", _the_price, ("never", "supplies", "always"), ("never", "M38"),
        ("may-be-sold", "only-margin", "title")),
)  # fmt: skip
