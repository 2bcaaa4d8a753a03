"""The stress of a planned loan: the paths of a seed, what their owner does, what the simulation counts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.market.capstone.counted import count
from pledge_lib.market.capstone.followed import CALLED, HELD, SOLD_OUT, SURVIVED, follow
from pledge_lib.market.capstone.planned import case_of, first_plan, planned
from pledge_lib.market.capstone.unseen import NAMES, unseen
from pledge_lib.market.events import OWN_SALE_UNFILLED, SOLD
from pledge_lib.market.limits import locked_down
from pledge_lib.market.sessions import is_session

FIRST = first_plan(EXAMPLE)
BROKER_SEEDS = ("", "2026-17", "c", "d", "e")


def loan(**changes):
    return planned(EXAMPLE, replace(FIRST, **changes))


def counted(of, seed=None, **more):
    steps, shares = count(of, seed, **more), []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] < 1
            return end.value


@given(st.text("abc0123", min_size=1, max_size=6))
@settings(max_examples=15)
def test_the_paths_are_of_the_seed_and_keep_the_daily_limit(seed):
    case = case_of(seed)
    of = planned(case, first_plan(case))
    paths = unseen(of, seed)
    assert [path.name for path in paths] == list(NAMES) and paths == unseen(of, seed)
    for path in paths:
        assert path.closes[0] == pytest.approx(1) and all(map(is_session, path.days))
        for before, after in zip(path.closes, path.closes[1:], strict=False):
            assert abs(after / before - 1) <= of.rules.daily_limit + 1e-6
        assert min(path.closes) < 0.70


def test_each_path_is_what_its_name_says():
    for seed in BROKER_SEEDS:
        bleed, crash, holiday = unseen(loan(), seed)
        assert all(after <= before for before, after in zip(bleed.closes, bleed.closes[1:], strict=False))
        limit = loan().rules.daily_limit
        falls = zip(crash.closes, crash.closes[1:], strict=False)
        assert sum(locked_down(100 * after, 100 * before, limit) for before, after in falls) >= 3, "no locked limits"
        assert holiday.closes[-1] > 0.85 and min(holiday.closes) < 0.70, "no V"


def test_a_cautious_plan_survives_and_a_reckless_one_does_not():
    careful = [follow(loan(), path) for path in unseen(loan(), None)]
    assert {each.fate for each in careful} == {SURVIVED} and {each.failed for each in careful} == {HELD}
    reckless = loan(loan_to_value=0.60, trigger=1.31, cure="sell-cash-shares", reserve=0)
    found = [follow(reckless, path) for path in unseen(reckless, None)]
    assert SOLD_OUT in {each.fate for each in found}
    assert all(each.failed != HELD for each in found if each.fate != SURVIVED)


@pytest.mark.parametrize("lender", ["broker", "company", "bank"])
@pytest.mark.parametrize("loan_to_value", [0.35, 0.60])
def test_fate_and_failure_follow_the_log(lender, loan_to_value):
    of = loan(lender=lender, loan_to_value=loan_to_value, trigger=1.6)
    for path in unseen(of, "x"):
        found = follow(of, path)
        assert (found.fate == SOLD_OUT) == (found.log.first(SOLD) is not None)
        assert (found.failed == HELD) == (found.fate == SURVIVED) == (found.failed_on is None)
        if found.failed == "cure":
            assert found.log.first(OWN_SALE_UNFILLED)
        assert found.own_money <= of.plan.reserve + 1e-6
        assert found.fate in (SURVIVED, CALLED, SOLD_OUT)
        assert (found.needed > 0) == (of.at(min(path.closes) - 1) < of.line)


def test_margin_runs_on_its_own_engine():
    of = loan(product="margin", loan_to_value=0.60, trigger=1.4)
    found = [follow(of, path) for path in unseen(of, None)]
    assert {each.log.rules.name for each in found} == {"tw-margin"}


def test_a_plan_that_watches_the_lenders_ratio_is_not_called_in_a_slow_fall():
    """A finance company counts interest as debt; who acts on the lender's ratio keeps above the line all the way."""
    for lender in ("broker", "company"):
        of = loan(lender=lender, loan_to_value=0.60, trigger=1.60)
        [bleed] = [path for path in unseen(of, "2026-17") if path.name == "bleed"]
        assert follow(of, bleed).fate == SURVIVED, lender


@pytest.mark.parametrize("loan_to_value", [0.30, 0.40, 0.50, 0.60])
def test_simulation_and_closed_form_agree_within_two_points(loan_to_value):
    of = loan(loan_to_value=loan_to_value)
    found = counted(of, "any")
    assert found.paths == 2_000 and found.called_share == pytest.approx(of.odds, abs=0.02 + 0.015)
    assert counted(of, "any", paths=20_000).called_share == pytest.approx(of.odds, abs=0.02)


def test_the_count_is_of_the_seed_and_adds_up():
    of = loan(loan_to_value=0.50)
    found = counted(of, "one")
    assert found == counted(of, "one") != counted(of, "two")
    assert found.survived + found.sold == found.paths and found.sold <= found.called
    assert found.worst > 0 and len(found.bands) == 5
    for lower, upper in zip(found.bands, found.bands[1:], strict=False):
        assert all(low <= high for low, high in zip(lower, upper, strict=True))
    assert all(band[0] == pytest.approx(of.ratio, rel=1e-6) for band in found.bands)
