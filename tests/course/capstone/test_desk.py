"""The plan of F5.1, submitted: refused in words where it contradicts itself, and asked about once it is taken."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import as_typed

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import PLAN
from pledge_lib.course.bank import bank
from pledge_lib.course.capstone.desk import Desk
from pledge_lib.course.judging import RIGHT, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.capstone.contradictions import CHECKS
from pledge_lib.finance.capstone.plan import REASONS

EXERCISES = {id: question for id, question in bank("05_capstone").questions.items() if id.startswith("E5.")}
CONTRADICTED = {
    "lending-brings-a-fee": {"product": "lending"},
    "exit-too-soon": {"months": 1},
    "trigger-after-the-call": {"trigger": 1.25},
    "likelier-than-allowed": {"odds_limit": 0.0},
}

WRITTEN = {name: f"理由 {name}" for name in REASONS}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")
    return tmp_path


def opened(language="zh_TW", seed=None):
    lesson = Lesson("05_capstone", language, seed)
    return lesson, lesson.panel("F5.1"), lesson.plan()


def said(form):
    return [each["text"] for each in form.frame["said"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTRADICTED)
def test_a_plan_with_a_contradiction_is_refused_with_the_sentence_and_nothing_typed_is_lost(place, language, name):
    lesson, panel, form = opened(language)
    panel.set(**CONTRADICTED[name])
    form.press("submit", **WRITTEN)
    sentence = panel.say.about(panel.result)(f"check.{name}")
    assert sentence in said(form)[1:] and said(form)[0] == texts()[language]["capstone.plan.refused"]
    typed = {each["name"]: each.get("value") for each in json.loads(form.frame["spec"])["inputs"]}
    assert typed == WRITTEN
    assert not [event for event in lesson.ledger.events() if event.kind == PLAN]


def test_every_contradiction_has_its_sentence_and_its_two_names_in_both_languages():
    for language in LANGUAGES:
        for name, (fields, _) in CHECKS.items():
            assert texts()[language][f"F5.1.check.{name}"]
            one, other = (
                texts()[language][f"F5.1.{side}.{field}"] for side, field in zip(("one", "other"), fields, strict=False)
            )
            assert one != other


def test_a_plan_without_one_is_kept_with_its_reasons_and_found_again(place):
    _lesson, panel, form = opened()
    panel.set(trigger=1.80)
    form.press("submit", **WRITTEN)
    assert said(form) == [texts()["zh_TW"]["capstone.plan.kept"].format(number=1)]
    again = Lesson("05_capstone", "en")._desk
    assert [plan.trigger for plan in again.plans] == [1.80]
    assert again.plans[0].reasons == WRITTEN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("empty", [REASONS, ("alternative",), ("risk", "source")])
def test_a_plan_with_an_empty_reason_is_refused_and_each_is_named_in_words(place, language, empty):
    lesson, _panel, form = opened(language)
    form.press("submit", **WRITTEN | dict.fromkeys(empty, "  "))
    named = [texts()[language][f"capstone.open.{name}"] for name in empty]
    assert said(form) == [texts()[language]["capstone.plan.unwritten"], *named]
    for name, sentence in zip(empty, named, strict=True):
        begins = re.split("[，,]", texts()[language][f"capstone.reason.{name}"])[0]
        assert begins in sentence, "the sentence names the box as the form does"
    assert lesson._desk.plans == [] and not [event for event in lesson.ledger.events() if event.kind == PLAN]
    form.press("submit", **WRITTEN)
    assert [plan.reasons for plan in lesson._desk.plans] == [WRITTEN]


def test_the_rubric_is_shown_when_asked(place):
    _lesson, _panel, form = opened()
    form.press("rubric")
    assert said(form) == [texts()["zh_TW"][f"capstone.rubric.{name}"] for name in REASONS]


def test_the_exercises_ask_about_the_plan_and_change_with_it(place):
    lesson, panel, form = opened()
    case = lesson._desk.case
    asked = lesson.exercise("E5.1")
    assert asked.driver.variant.given["debt"] == case.sum
    before = asked.driver.variant.given["collateral"]
    panel.set(loan_to_value=0.45, trigger=1.80, odds_limit=0.50)
    form.press("submit", **WRITTEN)
    after = asked.driver.variant.given["collateral"]
    assert after == pytest.approx(case.sum / 0.45) and after != before
    assert asked.frame["spec"] != lesson.exercise("E5.2").frame["spec"]
    assert lesson.check("E5.1", 1 / 0.45 * 100).state == RIGHT


def test_a_class_with_one_seed_has_one_case_and_the_same_answers(place):
    answers = []
    for _machine in range(2):
        lesson = Lesson("05_capstone", "en", "2026-17")
        asked = {id: lesson.exercise(id).driver.variant for id in EXERCISES}
        answers.append((lesson._desk.case, {id: each.solved.texts for id, each in asked.items()}))
    assert answers[0] == answers[1]
    lesson = Lesson("05_capstone", "en", "2026-18")
    assert lesson._desk.case != answers[0][0]


def test_another_seed_of_the_class_lays_another_case_on_the_desk(place):
    lesson = Lesson("05_capstone", "en")
    first = lesson._desk.case
    lesson.use_seed("2026-99")
    assert lesson._desk.case != first


def test_a_class_that_is_joined_has_one_case(tmp_path, monkeypatch):
    monkeypatch.delenv("PLEDGE_LAB_SEED", raising=False)
    cases = []
    for reader in ("one", "other"):
        monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / f"{reader}.json"))
        lesson = Lesson("05_capstone", "en")
        own = lesson._desk.case
        lesson.classroom.join("2026-17")
        cases.append(lesson._desk.case)
        assert lesson._desk.case != own
    assert cases[0] == cases[1]


@given(st.text("0123456789abcdef", min_size=1, max_size=8))
def test_of_any_case_the_right_answers_are_right(seed):
    desk = Desk(seed, lambda *_args, **_more: (), lambda: ())
    for question in EXERCISES.values():
        asked = variant(desk.own(question), desk.seed_of_numbers)
        answers = {name: as_typed(field.right) for name, field in asked.asked.items()}
        assert judge(asked, answers).state == RIGHT, f"{question.id}, seed {seed}: {answers}"


def test_the_worked_case_of_the_lesson_sheet_is_answered_as_it_says():
    desk = Desk(None, lambda *_args, **_more: (), lambda: ())
    found = {id: variant(desk.own(question)).asked for id, question in EXERCISES.items()}
    right = {(id, name): field.right for id, fields in found.items() for name, field in fields.items()}
    assert str(right["E5.1", "ratio"]) == "333.33%"
    assert str(right["E5.2", "price"]) == "39%"
    assert str(right["E5.3", "room"]) == "61%"
    assert right["E5.5", "needed"].value == 0
    assert str(right["E5.6", "cost"]) == "43,577.26"
    assert str(right["E5.10", "price"]) == "60%"


def test_the_lowest_ratio_around_an_ex_date_is_that_of_the_figure():
    from pledge_lib.panels import figures
    from pledge_lib.panels.controls import defaults

    own = figures.figure("F1.7")
    values = defaults(own.controls) | {"loan_to_value": 0.30, "dividend": 0.05, "cash_goes": "kept"}
    asked = variant(EXERCISES["E5.8"]).asked["lowest"]
    assert own.model(values).lowest.ratio == pytest.approx(asked.right.value)


def test_a_plan_of_an_older_edition_that_is_none_any_more_is_left_out(place):
    lesson, _panel, form = opened()
    form.press("submit", **WRITTEN)
    events = [replace(event, answer={"product": "gold"}) for event in lesson.ledger.events() if event.kind == PLAN]
    assert events and Desk("2026-17", lambda *_a, **_m: (), lambda: events).plans == []
