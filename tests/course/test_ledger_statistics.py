"""Laws of what is counted from a record: bounds, worked cases, and that merging two records commutes."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.course import attempts
from pledge_lib.course.attempts import Event
from pledge_lib.course.judging import NOT_YET, RIGHT
from pledge_lib.finance.checks import InputError

START = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def event(kind, outcome=None, *, minute=0, question="E1.3", **more):
    at = (START + timedelta(minutes=minute)).isoformat()
    return Event(at=at, lesson="01_pledging", question=question, kind=kind, outcome=outcome, **more)


def prediction(outcome, confidence, question, **more):
    return event("prediction", outcome, confidence=confidence, question=question, **more)


EVENTS = st.lists(
    st.builds(
        event,
        kind=st.sampled_from(attempts.KINDS),
        outcome=st.sampled_from(["right", "not-yet", "unclear", None]),
        minute=st.integers(0, 5),
        question=st.sampled_from(["E1.3", "E1.4", "P1.1", "P1.2"]),
        answer=st.one_of(st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=2)),
        ideas=st.lists(st.sampled_from(["M01", "M02", "M17"]), max_size=2),
        confidence=st.none() | st.integers(0, 100),
        seed=st.sampled_from([None, 7]),
    ),
    max_size=12,
)


def everything_counted(events):
    return (
        attempts.hit_rate(events),
        attempts.first_hit_rate(events),
        attempts.brier_score(events),
        attempts.calibration(events),
        attempts.most_missed(events),
        attempts.gate(events, ["E1.3", "E1.4"], needed=1),
        [attempts.progress(events, question) for question in ("E1.3", "E1.4", "P1.1", "P1.2")],
    )


@given(EVENTS, EVENTS)
def test_two_records_may_be_merged_either_way_round(one, other):
    assert everything_counted(one + other) == everything_counted(other + one)


@given(EVENTS)
def test_brier_score_lies_between_0_and_1_and_is_none_without_predictions(events):
    score = attempts.brier_score(events)
    assert (score is None) == (attempts.predictions(events) == [])
    assert score is None or 0 <= score <= 1


@given(EVENTS)
def test_hit_rates_are_shares_and_first_attempts_are_attempts(events):
    first, every = attempts.first_hit_rate(events), attempts.hit_rate(events)
    for score in (first, every):
        assert 0 <= score.right <= score.count
        assert (score.rate is None) == (score.count == 0)
    assert first.count <= every.count and first.right <= every.right


@given(EVENTS)
def test_bands_hold_every_prediction_once_and_lie_around_their_mean(events):
    bands = attempts.calibration(events)
    assert sum(band.score.count for band in bands) == len(attempts.predictions(events))
    for band in bands:
        assert band.low <= band.confidence * 100 <= band.high, f"{band}: the mean lies outside"


@given(EVENTS)
def test_more_events_never_take_a_right_question_back(events):
    before = attempts.progress(events, "E1.3").outcome
    later = [*events, event("answer", "not-yet", minute=9, answer="36.67")]
    assert attempts.progress(later, "E1.3").outcome == ("right" if before == "right" else "not-yet")


def test_a_question_goes_from_not_tried_over_not_yet_to_right():
    events = [
        event("hint", answer="1"),
        event("hint", answer="2", minute=1),
        event("hint", answer="2", minute=2),
        event("answer", "not-yet", answer="36.67", minute=3),
        event("solution", minute=4),
        event("answer", "right", answer="22", minute=5),
    ]
    assert attempts.progress(events, "E9.9").outcome == "not-tried"
    hinted = attempts.Progress("not-tried", attempts=0, hints=2, solution_seen=False)
    assert attempts.progress(events[:3], "E1.3") == hinted
    assert attempts.progress(events[:4], "E1.3").outcome == "not-yet"
    assert attempts.progress(events, "E1.3") == attempts.Progress("right", attempts=2, hints=2, solution_seen=True)


def test_a_cell_run_again_is_no_second_attempt_but_a_new_answer_is():
    same = [event("answer", "not-yet", answer="36.67", minute=minute) for minute in range(3)]
    assert attempts.hit_rate(same) == attempts.Score(right=0, count=1)
    then_right = [*same, event("answer", "right", answer="22", minute=4)]
    assert attempts.hit_rate(then_right) == attempts.Score(right=1, count=2)


def test_an_unreadable_answer_is_no_attempt():
    assert attempts.progress([event("answer", "unclear", answer="abc")], "E1.3").outcome == "not-tried"


def test_brier_score_of_a_worked_case():
    """(0.7 - 0)² = 0.49, (0.9 - 1)² = 0.01, (0.5 - 1)² = 0.25; their mean is 0.25."""
    events = [prediction("not-yet", 70, "P1.1"), prediction("right", 90, "P1.2"), prediction("right", 50, "P1.3")]
    assert attempts.brier_score(events) == pytest.approx(0.25)


def test_a_confidence_of_50_per_cent_every_time_scores_a_quarter():
    events = [prediction(outcome, 50, f"P1.{n}") for n, outcome in enumerate(("right", "not-yet", "not-yet"))]
    assert attempts.brier_score(events) == pytest.approx(0.25)


@pytest.mark.parametrize("seen", [event("skip", question="P1.1"), prediction("not-yet", 60, "P1.1")])
def test_only_the_first_word_on_a_figure_is_a_prediction(seen):
    later = prediction("right", 100, "P1.1", minute=1)
    assert later not in attempts.predictions([later, seen]), "after the figure was seen a prediction is none"


def test_calibration_of_a_worked_case():
    events = [prediction("right", 60, "P1.1"), prediction("not-yet", 79, "P1.2"), prediction("right", 100, "P1.3")]
    low, high = attempts.calibration(events)
    assert (low.low, low.high, low.confidence, low.score.rate) == (60, 79, pytest.approx(0.695), 0.5)
    assert (high.low, high.high, high.confidence, high.score.rate) == (80, 100, 1.0, 1.0)


def test_the_most_missed_idea_stands_first():
    events = [
        event("answer", "not-yet", answer="36", ideas=("M02", "M01")),
        event("quiz", "not-yet", answer="b", ideas=("M02",), question="Q1.1"),
        event("answer", "right", answer="22", ideas=("M17",), minute=1),
    ]
    assert attempts.most_missed(events) == [("M02", 2), ("M01", 1)]


def test_a_gate_opens_with_enough_core_exercises():
    core = ["E1.1", "E1.2", "E1.3"]
    events = [event("answer", "right", question="E1.1"), event("answer", "not-yet", question="E1.2")]
    assert not attempts.gate(events, core, needed=2).open
    opened = attempts.gate([*events, event("answer", "right", question="E1.2", minute=1)], core, needed=2)
    assert (opened.right, opened.open) == (2, True)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"kind": "guess"}, "unknown"),
        ({"question": ""}, "empty"),
        ({"lesson": None}, "empty"),
        ({"confidence": 101}, "out_of_range"),
        ({"confidence": 0.7}, "not_whole"),
        ({"confidence": True}, "not_whole"),
        ({"at": "yesterday"}, "not_a_date"),
        ({"at": "2026-11-22T09:00:00"}, "not_a_date"),
        ({"ideas": "M01"}, "unknown"),
        ({"outcome": 1}, "unknown"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(wrong, key):
    whole = {"lesson": "01_pledging", "question": "E1.3", "kind": "answer"}
    with pytest.raises(InputError) as caught:
        Event(**{**whole, **wrong})
    assert caught.value.key == key


def test_an_answer_with_a_confidence_counts_if_it_was_the_first_word_and_before_any_help():
    def step(question, minute, kind="answer", confidence=None, outcome=None):
        at = f"2026-03-31T12:{minute:02}:00+00:00"
        return Event(at=at, lesson="01_pledging", question=question, kind=kind, confidence=confidence, outcome=outcome)

    first = step("E1.1", 1, confidence=90, outcome=RIGHT)
    quizzed = step("Q1.1", 2, kind="quiz", confidence=50, outcome=NOT_YET)
    silent = [step("E1.2", 3, outcome=NOT_YET), step("E1.2", 4, confidence=100, outcome=RIGHT)]
    helped = [step("E1.3", 5, kind="hint"), step("E1.3", 6, confidence=100, outcome=RIGHT)]
    assert attempts.predictions([first, quizzed, *silent, *helped]) == [first, quizzed]
