"""Whatever is typed into a question, a prediction or a claim, it is judged or refused with a sentence."""

import json
import math

import pytest
from support.answers import BANKS, QUESTIONS
from support.hostile import MESSAGES, VALUES, some
from support.power import by_profile
from support.refusals import sending_faults

from pledge_lib.course import Lesson
from pledge_lib.course.exercise import confidence_in
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import texts
from pledge_lib.panels.words import Words

COUNT = by_profile(quick=12, full=300)
SAID = 12  # of them are also said, which takes longer than judging
WORDS = Words("zh_TW", texts()["zh_TW"])
PREDICTED = next((bank, name) for bank, each in BANKS.items() for name in each.questions if name.startswith("P"))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_hostile_answer_is_judged_or_refused(question):
    asked = variant(question, None)
    for name in asked.asked:
        for place, answer in enumerate(some(VALUES, COUNT, question.id + name)):
            found = judge(asked, {name: answer})
            assert found.state in (NOT_TRIED, NOT_YET, RIGHT)
            for paragraph in found.paragraphs if place < SAID else ():
                said = paragraph.text(WORDS)
                assert 0 < len(said) < 5_000


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", "en")


def forms(lesson):
    yield lesson.exercise("E1.3")
    yield lesson.factchecks()
    bank, question = PREDICTED
    yield Lesson(bank, "en").predict(question).form


@pytest.mark.parametrize("seed", [{"a": 1}, -math.inf, ["7"], None, True])
def test_a_seed_that_is_no_text_gives_the_readers_own_numbers(lesson, seed):
    form = lesson.exercise("E1.3")
    own = form.frame["spec"]
    form.react({"action": "new-numbers", "answers": {"seed": seed}})
    assert (form.frame["spec"], str(seed) in form.frame["said"][0]["text"]) == (own, False)


@pytest.mark.parametrize("sure", [10**400, pytest.param(-(10**5_000), id="huge"), {}, "\ud800"])
def test_a_confidence_that_is_none_of_the_list_is_none(sure):
    assert confidence_in(sure) is None


def test_what_was_called_out_and_cannot_be_read_is_said_as_far_as_it_can_travel(lesson):
    form = lesson.classroom.poll("P1.12").form
    form.react({"action": "take-in", "answers": {"called": "6\ud8000 " * 10_000}})
    assert list(sending_faults(form.frame)) == [] and sum(len(said["text"]) for said in form.frame["said"]) < 300


@pytest.mark.parametrize("opens", [Lesson.glossary, Lesson.plan, Lesson.own_rules], ids=lambda each: each.__name__)
def test_what_is_kept_in_a_box_can_be_sent_back_to_it(opens, lesson):
    form = opens(lesson)
    names = [asked["name"] for asked in json.loads(form.frame["spec"])["inputs"]]
    for action in ("search", "keep", "submit", "rubric"):
        form.react({"action": action, "answers": dict.fromkeys(names, "6\ud8000")})
        assert list(sending_faults(form.frame)) == []


@pytest.mark.parametrize("typed", [math.nan, math.inf, -math.inf, [], {"a": 1}, "nan", 10**400])
def test_a_contract_with_anything_in_it_is_read_or_refused_with_a_sentence(lesson, typed):
    form = lesson.contract()
    for name in ("call_line", "cancel_level", "cure_sessions", "interest_in_debt", "dividends_to"):
        form.react({"action": "save", "answers": {name: typed}})
        assert form.frame["said"][0]["text"]


def test_a_position_with_anything_for_a_count_of_years_is_read(lesson):
    form = lesson.my_position.form
    for years in ({}, [], "moon", 5):
        form.react({"action": "read", "answers": {"table": "symbol,shares\n2330,\ud800", "years": years}})
        assert form.frame["said"] and list(sending_faults(form.frame)) == []


def test_a_malformed_message_is_answered_and_changes_no_language(lesson):
    for form in forms(lesson):
        for message in MESSAGES:
            form.react(message)
            assert form.words.language == "en", message
            json.dumps(form.frame["spec"], allow_nan=False)
