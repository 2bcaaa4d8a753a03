"""F5.3: each idea before and after, its gain, and how well confidence agreed with what came."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.capstone import unasked
from support.live_panels import drawn, faults

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import PRETEST, RETEST, Event
from pledge_lib.course.bank import bank
from pledge_lib.course.capstone.pairs import idea_of, pairs_of
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.capstone import retest
from pledge_lib.panels.capstone.retest_model import IDEAS, Answered, Compared, Pair
from pledge_lib.panels.panel import Panel

ITEMS = bank("00_start").pretest
ANSWER = st.none() | st.builds(Answered, right=st.booleans(), confidence=st.integers(0, 100).map(lambda n: n / 100))
TEN = st.tuples(
    *(st.builds(Pair, number=st.just(n), idea=st.just(IDEAS[n - 1]), before=ANSWER, after=ANSWER) for n in range(1, 11))
)


def test_the_ideas_are_those_of_the_pre_test():
    assert tuple(map(idea_of, ITEMS.values())) == IDEAS


@given(TEN, st.integers(1, 10))
def test_whatever_was_answered_is_drawn_and_said_whole(pairs, item):
    for language in LANGUAGES:
        panel = Panel(retest.figure(lambda: pairs), texts(), language)
        panel.set(item=item)
        assert faults(panel, ("before", "after", "joins")) == []
    told = [pair for pair in pairs if pair.before or pair.after]
    if told:
        seen = [x for x in drawn(panel)["before"]["x"] if x == x]
        assert len(seen) == sum(pair.before is not None for pair in pairs)
        assert panel.result.pair is pairs[item - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ideas_are_shown_by_a_short_title_and_never_by_their_code(language):
    panel = Panel(retest.figure(), texts(), language)
    shown = [label["text"] for label in panel.frame["stage"]["labels"].values()]
    shown += [text for hero in panel.frame["stage"]["hero"] for text in hero.values()] + [panel.frame["sentence"]]
    assert not [text for text in shown if re.search(r"M\d\d", text)]
    titles = [texts()[language][f"F5.3.short.{idea}"] for idea in IDEAS]
    assert len(set(titles)) == len(IDEAS) and all(any(text.endswith(title) for text in shown) for title in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gain_wears_no_alarm_and_the_key_names_both_dots(language):
    panel = Panel(retest.figure(), texts(), language)
    for item in range(1, len(IDEAS) + 1):
        panel.set(item=item)
        stage = panel.frame["stage"]
        assert stage["chip"]["tone"] == "none", "one idea's state is not that of the sum beside it"
        rings = {mark.uid for mark in retest.figure().main.marks if mark.trace["meta"].get("hollow")}
        assert rings == {"before"}
        assert re.search("○ .+[,、] ?● ", stage["labels"]["key"]["text"]), "the hollow one is the one before"


@given(TEN)
def test_the_gain_counts_only_what_was_answered_twice(pairs):
    found = Compared(pairs=pairs, item=1, is_example=False)
    both = [pair for pair in pairs if pair.before and pair.after]
    states = [pair.state for pair in both]
    gain = states.count("gained") - states.count("lost")
    assert found.gain.value == (gain if both else None)
    assert found.right_after - found.right_before == gain
    for score in (found.brier_before.value, found.brier_after.value):
        assert (score is None) == (not both) and (score is None or 0 <= score <= 1)


def event(kind, question, outcome, confidence, at):
    return Event(
        lesson="00_start",
        question=question,
        kind=kind,
        outcome=outcome,
        confidence=confidence,
        at=f"2026-01-0{at}T08:00:00+00:00",
    )


def test_pairs_take_the_first_word_at_either_time_and_leave_out_what_was_skipped():
    events = [
        event(RETEST, "T0.1", "right", 90, 3),
        event(PRETEST, "T0.1", "not-yet", 70, 1),
        event(RETEST, "T0.1", "not-yet", 10, 4),
        event(PRETEST, "T0.2", None, None, 1),
    ]
    first, second, *_ = pairs_of(events, ITEMS)
    assert first.before == Answered(right=False, confidence=0.70)
    assert first.after == Answered(right=True, confidence=0.90)
    assert (second.before, second.after) == (None, None)


def test_the_panel_shows_the_readers_own_answers_as_they_come(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")
    lesson = Lesson("05_capstone", "en")
    panel, form = lesson.panel("F5.3"), lesson.retest()
    assert panel.result.is_example
    form.press("next", **{"answer:T0.1": "1", "confidence:T0.1": 60})
    assert not panel.result.is_example
    assert panel.result.pairs[0].after == Answered(right=False, confidence=0.60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_kept_that_nobody_asks_for(language):
    right, wrong = (Answered(right=so, confidence=0.5) for so in (True, False))
    sets = [[(right, right), (wrong, right), (right, wrong), (wrong, wrong), (None, right), (None, None)]]
    sets.append([(wrong, right)] * 6)
    shown = [(retest.figure(), {})]
    for told in sets:
        padded = [*told, *[(None, None)] * (10 - len(told))]
        pairs = tuple(Pair(number=n, idea=IDEAS[n - 1], before=b, after=a) for n, (b, a) in enumerate(padded, start=1))
        shown += [(retest.figure(lambda pairs=pairs: pairs), {"item": item}) for item in range(1, 8)]
    assert unasked("F5.3", shown) == []
