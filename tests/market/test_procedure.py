"""The machine itself: its table, its page in docs, and two paths whose state is known for each day."""

from itertools import product
from pathlib import Path

import pytest

from pledge_lib.finance.checks import InputError
from pledge_lib.market.procedure import FACTS, STATES, TRANSITIONS, DayFacts, next_state
from tools.procedure import procedure_text

PAGE = Path(__file__).resolve().parents[2] / "docs" / "PROCEDURE.md"
EVERY_DAY = [DayFacts(**dict(zip(FACTS, yes_or_no, strict=True))) for yes_or_no in product((False, True), repeat=5)]


def test_the_states_are_the_seven_of_the_course():
    assert tuple(STATES) == ("normal", "called", "watch", "same-day", "sale", "closed", "cancelled")


def test_every_state_has_an_answer_for_every_day():
    assert len(EVERY_DAY) == 2 ** len(DayFacts.__dataclass_fields__), "a fact of the day is not in FACTS"
    for state, facts in product(STATES, EVERY_DAY):
        assert next_state(state, facts) in STATES, f"{state} has no row for {facts}"


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.state} to {row.then}: {row.condition}")
def test_every_row_of_the_table_is_reached(row):
    deciding = [
        next(other for other in TRANSITIONS if other.holds(row.state, facts)) is row
        for facts in EVERY_DAY
        if row.holds(row.state, facts)
    ]
    assert any(deciding), "rows above it decide every day; take it out"


@pytest.mark.parametrize("facts", EVERY_DAY)
def test_what_may_never_follow(facts):
    assert next_state("closed", facts) == "closed", "a closed case stays closed"
    assert next_state("normal", facts) in ("normal", "called"), "a notice comes first"
    assert next_state("watch", facts) != "sale", "in the watch, payment is due on the same day before a sale"
    assert next_state("sale", facts) in ("sale", "closed"), "a sale that has begun goes on to its end"
    for state in ("called", "same-day"):
        if not facts.sale_due:
            assert next_state(state, facts) != "sale", f"{state} must not be sold before its day"


def test_the_page_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == procedure_text(), "run: python tools/procedure.py"


def test_an_unknown_state_is_refused():
    with pytest.raises(InputError, match="choose one of: normal, called"):
        next_state("panic", DayFacts())
