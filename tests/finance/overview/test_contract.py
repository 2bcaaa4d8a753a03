"""A contract of one's own: what it says holds, what it leaves open is filled in without contradicting it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets import rules
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.overview.contract import BORROWER, IN_PROFILE, LENDER, MOST_SESSIONS, NAMES, Contract

LINES = st.none() | st.integers(100, 200).map(lambda line: line / 100)
SAID = st.fixed_dictionaries(
    {
        "call_line": LINES,
        "cure_sessions": st.none() | st.integers(0, 30),
        "cure_target": LINES,
        "cancel_level": LINES,
        "interest_in_debt": st.sampled_from((None, True, False)),
        "dividends_to": st.sampled_from((None, BORROWER, LENDER)),
    }
)
PROFILES = st.sampled_from(("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge"))


@given(SAID, PROFILES)
def test_what_is_said_holds_and_no_level_lies_below_the_line(said, base):
    line = said["call_line"]
    if line is not None:
        said |= {name: max(said[name], line) for name in ("cure_target", "cancel_level") if said[name] is not None}
    contract = Contract(**said)
    assert contract.open == tuple(name for name in NAMES if said[name] is None)
    found = contract.over(rules(base), "own")
    assert found.name == "own"
    for name in IN_PROFILE:
        if said[name] is not None:
            assert getattr(found, name) == said[name], name
    assert found.call_line <= min(found.cure_target, found.cancel_level)


def test_an_empty_contract_is_the_lender_that_stands_in():
    base = rules("tw-sfc-pledge")
    empty = Contract()
    assert empty.open == NAMES
    assert {name: getattr(empty.over(base, "own"), name) for name in IN_PROFILE} == {
        name: getattr(base, name) for name in IN_PROFILE
    }


@pytest.mark.parametrize("sessions", [0, MOST_SESSIONS])
def test_the_shortest_and_the_longest_time_to_meet_a_call_are_taken(sessions):
    contract = Contract(cure_sessions=sessions)
    assert contract.cure_sessions == sessions and "cure_sessions" not in contract.open


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"call_line": 130}, "call_line"),
        ({"call_line": 0.9}, "call_line"),
        ({"call_line": 1.40, "cure_target": 1.30}, "cure_target"),
        ({"call_line": 1.40, "cancel_level": 1.30}, "cancel_level"),
        ({"cure_sessions": -1}, "cure_sessions"),
        ({"cure_sessions": 2.5}, "cure_sessions"),
        ({"cure_sessions": MOST_SESSIONS + 1}, "cure_sessions"),
        ({"interest_in_debt": "perhaps"}, "interest_in_debt"),
        ({"dividends_to": "nobody"}, "dividends_to"),
    ],
)
def test_what_no_contract_says_is_refused_by_its_name(said, name):
    with pytest.raises(InputError) as refused:
        Contract(**said)
    assert refused.value.values["name"] == name
