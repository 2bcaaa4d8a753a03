"""F0.2: five words for one loan, each the inverse of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.panels.overview.translator_model import ROWS, Translation, ltv_from, others, translation

CASES = st.tuples(
    st.integers(10, 95).map(lambda ltv: ltv / 100),
    st.integers(100, 170).map(lambda line: line / 100),
    st.integers(100, 190).map(lambda half: half / 200),
)


def told(ltv, line=1.30, threshold=0.83) -> Translation:
    return translation({"ltv": ltv, "line": line, "threshold": threshold})


@pytest.mark.parametrize(
    ("ltv", "ratio", "fall", "health", "fall_on_chain", "leverage"),
    [
        (0.60, 5 / 3, 0.22, 1.3833, 0.2771, 2.5),
        (0.50, 2.0, 0.35, 1.66, 0.3976, 2.0),
        (0.40, 2.5, 0.48, 2.075, 0.5181, 1.6667),
    ],
    ids=["W1", "W2", "W3"],
)
def test_the_worked_example(ltv, ratio, fall, health, fall_on_chain, leverage):
    found = told(ltv)
    assert (found.ratio, found.fall, found.health, found.fall_on_chain, found.leverage) == pytest.approx(
        (ratio, fall, health, fall_on_chain, leverage), abs=5e-5
    )


def test_e0_2_and_e0_3():
    assert told(1 / 1.80, line=1.40).fall == pytest.approx(0.2222, abs=5e-5)
    seventy = told(0.70)
    assert (seventy.health, seventy.fall_on_chain) == pytest.approx((1.1857, 0.1566), abs=5e-5)
    assert seventy.points_on_chain == pytest.approx(0.13)


@given(CASES)
def test_every_row_leads_back_to_the_same_loan(case):
    ltv, line, threshold = case
    found = told(ltv, line, threshold)
    for row in ROWS:
        back = ltv_from(row, getattr(found, row), line=line, threshold=threshold)
        assert back == pytest.approx(ltv, abs=1e-6), row


@given(CASES)
def test_a_moved_row_sets_all_the_others(case):
    ltv, line, threshold = case
    found = told(ltv, line, threshold)
    for row in ROWS:
        moved = others(row, getattr(found, row), {"line": line, "threshold": threshold})
        assert set(moved) == set(ROWS) - {row}
        assert all(value == pytest.approx(getattr(found, name), abs=2e-4, rel=1e-4) for name, value in moved.items())


@given(CASES)
def test_below_its_own_line_and_only_there_each_breaks(case):
    found = told(*case)
    assert found.is_called == (found.fall < -1e-12)
    assert found.is_liquidatable == (found.fall_on_chain < -1e-12)
    words = {(False, False): "normal", (True, False): "called", (False, True): "liquidatable", (True, True): "both"}
    assert found.state == words[found.is_called, found.is_liquidatable]
    assert 1 / found.ltv_of_line == pytest.approx(found.line)
