"""The engine says of each path what a plain loop says of it, whatever the blocks, the rules and the paths."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plain_loop import follow_one
from support.power import tried

from pledge_lib import rules
from pledge_lib.market import one_path, paths
from pledge_lib.market.odds_engine import CODE, NAMES, Terms, follow
from pledge_lib.market.procedure import TRANSITIONS

BROKER = Terms(ratio=5 / 3, line=1.30, cure_target=1.66, cancel_level=1.66, cure_sessions=2, selling_cost=0.004425)
CASES = {
    "broker": BROKER,
    "securities finance company": replace(BROKER, line=1.40, cancel_level=1.80, cure_sessions=3),
    "low cancel level": replace(BROKER, cancel_level=1.32),
    "cancel level on the line": replace(BROKER, cancel_level=1.30),
    "reserve": replace(BROKER, reserve=0.22),
    "large reserve": replace(BROKER, reserve=1.0, cancel_level=1.45),
    "own trigger": replace(BROKER, reserve=0.2, own_trigger=1.5, cancel_level=1.45),
    "own trigger above the start": replace(BROKER, reserve=0.1, own_trigger=1.9),
    "own trigger watched weekly": replace(BROKER, reserve=0.3, own_trigger=1.4, watch_every=5),
    "own trigger without a reserve": replace(BROKER, own_trigger=1.5),
    "watched weekly": replace(BROKER, watch_every=5, cancel_level=1.40),
    "watched monthly with a reserve": replace(BROKER, watch_every=20, reserve=0.3),
    "line above the start": replace(BROKER, line=1.80, cure_target=1.9, cancel_level=1.9, cure_sessions=1),
    "on the line at the start": replace(BROKER, ratio=1.30),
    "due on the day of the notice": replace(BROKER, cure_sessions=0, cancel_level=1.45),
    "due that day, with a reserve": replace(BROKER, cure_sessions=0, reserve=0.22),
    "long to pay": replace(BROKER, cure_sessions=9, cancel_level=1.5),
}


def logs_of(closes):
    return np.ascontiguousarray(np.log(closes).T)


def walks(seed, number=300, volatility=0.9):
    return paths.geometric_brownian(number, days=120, volatility=volatility, seed=seed, dtype=np.float64)


@pytest.mark.parametrize("name", CASES)
def test_the_engine_equals_a_plain_loop_on_every_path(name):
    terms = CASES[name]
    closes = walks(seed=len(name))
    fates = follow(logs_of(closes), terms)
    sales = 0
    for number, path in enumerate(closes.tolist()):
        told = follow_one(path, terms)
        said = NAMES[fates.state[number]], fates.call_day[number], fates.sale_day[number]
        assert said == (told.states[-1], told.call_day, told.sale_day), f"{name}, path {number}: {told.states}"
        assert fates.loan[number] == pytest.approx(told.loan, rel=1e-12), f"{name}, path {number}"
        assert fates.proceeds[number] == pytest.approx(told.proceeds, rel=1e-12), f"{name}, path {number}"
        sales += told.sale_day >= 0
    assert 0 < sales < len(closes), f"{name}: these paths do not tell a sale from its absence"


@pytest.mark.parametrize("name", CASES)
def test_the_engine_equals_a_plain_loop_on_every_day(name):
    terms = CASES[name]
    closes = walks(seed=5, number=60)
    told = [follow_one(path, terms).states for path in closes.tolist()]
    for last in range(0, closes.shape[1], 7):
        fates = follow(logs_of(closes[:, : last + 1]), terms)
        assert [NAMES[code] for code in fates.state] == [states[last] for states in told], f"{name}, session {last}"


def test_the_plain_loop_passes_through_every_transition_of_the_procedure():
    """The comparison above is worth what its paths are worth: each kind of step must occur in them."""
    seen = set()
    for name, terms in CASES.items():
        for path in walks(seed=len(name), number=150).tolist():
            seen.update(pairwise(follow_one(path, terms).states))
    possible = {(step.state, step.then) for step in TRANSITIONS}
    # in this simplified procedure a sale is over in one day, and a reserve pays on the day of the notice or never
    possible -= {("sale", "sale"), ("same-day", "cancelled"), ("same-day", "same-day")}
    assert seen == possible


@given(
    st.lists(st.floats(0.4, 1.8), min_size=1, max_size=25),
    st.floats(1.0, 3.0),
    st.floats(1.05, 1.8),
    st.floats(0, 0.4),
    st.floats(0, 0.4),
    st.integers(1, 5),
    st.sampled_from([1, 2, 5]),
    st.sampled_from([0.0, 0.1, 0.5]),
)
@tried(2)
def test_any_path_under_any_rules(later, ratio, line, cure, cancel, sessions, watch_every, reserve):
    terms = Terms(
        ratio=ratio,
        line=line,
        cure_target=line + cure,
        cancel_level=line + cancel,
        cure_sessions=sessions,
        selling_cost=0.01,
        watch_every=watch_every,
        reserve=reserve,
    )
    closes = [1.0, *later]
    told = follow_one(closes, terms)
    on_a_line = [
        level
        for close in closes
        for loan in (1.0, told.loan)
        for level in (terms.line, terms.cancel_level)
        if math.isclose(ratio * close, level * loan, rel_tol=1e-8)
    ]
    fates = follow(logs_of([closes]), terms)
    said = NAMES[fates.state[0]], fates.call_day[0], fates.sale_day[0]
    assert on_a_line or said == (told.states[-1], told.call_day, told.sale_day), told.states


def test_exactly_on_the_line_is_no_call_and_a_hair_below_is_one():
    on, below = (follow(logs_of([one_path.instant_shock(fall, days=3)]), BROKER) for fall in (0.22, 0.220001))
    assert (on.call_day[0], below.call_day[0]) == (-1, 1)
    assert follow(np.zeros((2, 1)), replace(BROKER, ratio=1.30)).call_day[0] == -1
    assert follow(np.zeros((2, 1)), replace(BROKER, ratio=1.2999)).call_day[0] == 0


def test_three_limit_downs_reach_a_call_and_the_sale_meets_the_fifth():
    """TAIWAN.md 7.3: 166.67 goes 150, 135, 121.5; notice on the third session, two to pay, sale on the sixth."""
    fates = follow(logs_of([one_path.limit_downs(6, days=8, limit=0.10)]), BROKER)
    assert (fates.call_day[0], fates.sale_day[0]) == (3, 6)
    assert fates.proceeds[0] == pytest.approx(5 / 3 * 0.9**6 * (1 - 0.004425))
    assert fates.loan[0] - fates.proceeds[0] > 0, "130 % is not a safe harbour"


def test_a_profile_with_three_days_sells_one_session_later():
    company = rules("tw-sfc-pledge")
    terms = replace(BROKER, line=company.call_line, cure_sessions=company.cure_sessions)
    assert follow(logs_of([one_path.instant_shock(0.3, days=8)]), terms).sale_day[0] == 5


@pytest.mark.parametrize("name", CASES)
def test_a_longer_look_at_the_same_paths_changes_nothing_that_has_happened(name):
    rows = logs_of(walks(seed=1))
    early, late = follow(rows[:61], CASES[name]), follow(rows, CASES[name])
    for happened in ("call_day", "sale_day"):
        before, after = getattr(early, happened), getattr(late, happened)
        assert (after[before >= 0] == before[before >= 0]).all(), happened
        assert ((after[before < 0] == -1) | (after[before < 0] > 60)).all(), happened


def test_float32_and_float64_tell_the_same_fates():
    rows = logs_of(walks(seed=9, number=2_000, volatility=0.5))
    wide, narrow = follow(rows, BROKER), follow(rows.astype(np.float32), BROKER)
    assert (wide.state == narrow.state).mean() > 0.999
    assert (wide.call_day == narrow.call_day).mean() > 0.999


def test_after_the_last_close_nothing_happens_any_more():
    rows = np.log([[1.0], [0.7], [0.7]])
    longer = np.concatenate((rows, np.full((9, 1), np.inf)))
    fates = follow(longer, BROKER)
    assert fates.state[0] == CODE["called"]
    assert fates.sale_day[0] == -1
    assert follow(np.concatenate((rows, rows[-1:], rows[-1:])), BROKER).sale_day[0] == 4, "with closes it is sold"
