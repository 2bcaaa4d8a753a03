"""Opening a margin account: each condition by itself, the waiver of small quotas, and the largest quota supported."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.quota import (
    CHECKS,
    SHORT,
    WAIVED,
    Applicant,
    check_application,
    largest_quota,
    needed_for,
    proof_waived,
)

OPENING = pl.rules("tw-margin-opening")
QUOTA = 1_000_000
ENOUGH = {"age": 20, "account_months": 3, "trades": 10, "turnover": 500_000, "proof": 300_000}
MONEY = st.integers(0, 10**9)


def test_exactly_what_is_needed_is_enough():
    found = check_application(Applicant(**ENOUGH), QUOTA, OPENING)
    assert found.passed and [check.name for check in found.checks] == list(CHECKS)
    assert {check.name: check.needed for check in found.checks} == ENOUGH == needed_for(QUOTA, OPENING)
    assert [check.missing for check in found.checks] == [0] * len(CHECKS)
    assert largest_quota(Applicant(**ENOUGH), OPENING) == QUOTA


@pytest.mark.parametrize("name", CHECKS)
def test_one_less_of_anything_fails_that_check_alone_and_says_how_much(name):
    applicant = Applicant(**{**ENOUGH, name: ENOUGH[name] - 1})
    found = check_application(applicant, QUOTA, OPENING)
    failed = [(check.name, check.reason, check.missing) for check in found.checks if not check.passed]
    assert failed == [(name, SHORT, 1)]
    assert not found.passed and found.check(name).given == ENOUGH[name] - 1
    assert largest_quota(applicant, OPENING) < QUOTA


@pytest.mark.parametrize(("included", "at_the_limit"), [(True, WAIVED), (False, SHORT)])
def test_a_small_quota_needs_no_proof(included, at_the_limit):
    rules = replace(OPENING, waiver_includes_limit=included)
    nothing_to_show = Applicant(**{**ENOUGH, "proof": 0})
    reasons = [
        check_application(nothing_to_show, quota, rules).check("proof").reason for quota in (499_999, 500_000, 500_001)
    ]
    assert reasons == [WAIVED, at_the_limit, SHORT]
    assert largest_quota(nothing_to_show, rules) == (500_000 if included else 499_999)
    assert needed_for(499_999, rules)["proof"] == 0


def test_an_adult_of_eighteen_may_trade_but_not_on_margin():
    young = Applicant(**{**ENOUGH, "age": OPENING.ordinary_age})
    assert check_application(young, QUOTA, OPENING).check("age").missing == 2
    assert check_application(young, QUOTA, replace(OPENING, age=18)).passed, "the age is a parameter"


@given(turnover=MONEY, proof=MONEY, included=st.booleans())
def test_the_largest_quota_passes_and_a_dollar_more_does_not(turnover, proof, included):
    rules = replace(OPENING, waiver_includes_limit=included)
    applicant = Applicant(age=30, account_months=12, trades=50, turnover=turnover, proof=proof)
    largest = largest_quota(applicant, rules)
    assert largest == 0 or check_application(applicant, largest, rules).passed
    assert not check_application(applicant, largest + 1, rules).passed


@given(quota=st.integers(1, 10**9), more=st.integers(1, 10**6))
def test_a_larger_quota_never_asks_for_less(quota, more):
    small, large = needed_for(quota, OPENING), needed_for(quota + more, OPENING)
    assert all(small[name] <= large[name] for name in CHECKS)
    assert proof_waived(quota, OPENING) >= proof_waived(quota + more, OPENING)
