"""The three paths of a seed that nobody saw: what each is named for, and the limit of each day."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.capstone import BROKER_SEEDS, loan

from pledge_lib.market.capstone.planned import case_of, first_plan, planned
from pledge_lib.market.capstone.unseen import NAMES, unseen
from pledge_lib.market.limits import locked_down
from pledge_lib.market.sessions import is_session


@given(st.text("abc0123", min_size=1, max_size=6))
@settings(max_examples=15)
def test_the_paths_are_of_the_seed_and_keep_the_daily_limit(seed):
    case = case_of(seed)
    of = planned(case, first_plan(case))
    paths = unseen(of, seed)
    assert [path.name for path in paths] == list(NAMES) and paths == unseen(of, seed)
    for path in paths:
        assert path.closes[0] == pytest.approx(1) and all(map(is_session, path.days))
        assert case.start <= path.days[0] < path.days[-1] <= of.end and len(path.days) == len(path.closes)
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


def changes(path):
    return [after / before - 1 for before, after in pairwise(path.closes)]


def locked(path, limit):
    """Return the places of the sessions on which a path falls by its whole limit."""
    return [place for place, change in enumerate(changes(path), 1) if change == pytest.approx(-limit, abs=1e-9)]


@pytest.mark.parametrize("seed", BROKER_SEEDS)
def test_a_bleed_loses_the_same_part_every_day(seed):
    bleed, _, _ = unseen(loan(), seed)
    assert changes(bleed) == pytest.approx([changes(bleed)[0]] * (len(bleed.days) - 1))
    assert 0.35 <= 1 - bleed.closes[-1] <= 0.60


@pytest.mark.parametrize("seed", BROKER_SEEDS)
def test_a_crash_is_quiet_then_locked_in_a_row_and_then_comes_back_in_part(seed):
    _, crash, _ = unseen(loan(), seed)
    limit, sessions = loan().rules.daily_limit, len(crash.days)
    first, *_, last = down = locked(crash, limit)
    assert down == list(range(first, last + 1)) and 4 <= len(down) <= 8
    assert 0.15 * sessions - 1 < first - 1 <= 0.60 * sessions
    assert crash.closes[:first] == pytest.approx([1] * first)
    low = crash.closes[last]
    assert low == pytest.approx((1 - limit) ** len(down)) and low == min(crash.closes)
    assert 0 <= (crash.closes[-1] - low) / (1 - low) <= 0.4


def test_crashes_take_up_the_whole_range_of_their_length_and_of_their_way_back():
    crashes = [unseen(loan(), str(seed))[1] for seed in range(40)]
    assert {len(locked(crash, loan().rules.daily_limit)) for crash in crashes} == {4, 5, 6, 7, 8}
    back = [(crash.closes[-1] - min(crash.closes)) / (1 - min(crash.closes)) for crash in crashes]
    assert min(back) < 0.05 and 0.35 < max(back) <= 0.4


@pytest.mark.parametrize("seed", BROKER_SEEDS)
def test_over_a_holiday_the_price_locks_on_the_first_session_after_the_longest_closure(seed):
    _, _, holiday = unseen(loan(), seed)
    closures = [(after - before).days for before, after in pairwise(holiday.days)]
    reopening = closures.index(max(closures)) + 1
    assert locked(holiday, loan().rules.daily_limit)[0] == reopening
    low = min(holiday.closes)
    assert 0.35 <= 1 - low <= 0.60 and holiday.closes.index(low) - reopening <= 4
    assert holiday.closes[reopening - 1] == pytest.approx(low**0.5), "half of the fall comes before"
    assert 0.90 <= holiday.closes[-1] <= 1
