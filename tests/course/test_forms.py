"""Forms without a browser: what a reader sees after each button, in both languages, and what is written down."""

import json

import ipywidgets
import pytest
from support.answers import BANKS, QUESTIONS

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import gate
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT
from pledge_lib.course.predict import ASKED, EXPLAINED, OBSERVED
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.asked import around

EVERY = [(bank, name) for bank, each in BANKS.items() for name in each.questions]
PREDICTIONS = [(bank, name) for bank, name in EVERY if name.startswith("P")]


@pytest.fixture(params=LANGUAGES)
def lesson(request, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", request.param)


def sheet(form) -> dict:
    return json.loads(form.frame["spec"])


def said(form) -> str:
    return "\n".join(paragraph["text"] for paragraph in form.frame["said"])


def test_a_trap_is_refuted_with_its_number_and_its_figure(lesson):
    form = lesson.exercise("E1.3")
    form.press("check", call_price="63.33")
    assert "63.33" in said(form) and "130%" in said(form)
    assert [paragraph["figure"] for paragraph in form.frame["said"]] == ["F1.2", None], "the own number comes first"


def test_code_and_form_are_one_exercise(lesson):
    form = lesson.exercise("E1.3")
    lesson.hint("E1.3")
    form.press("hint")
    assert len(form.frame["said"]) == 2, "the form's hint follows the one that code asked for"


def test_three_hints_then_no_more(lesson):
    shown = [len(repr(lesson.hint("E1.6")).splitlines()) for _ in range(5)]
    assert shown == [1, 2, 3, 3, 3]


def test_states_in_code(lesson):
    states = [lesson.check("E1.3", answer).state for answer in (..., 63.33, 78, "78.00", "")]
    assert states == [NOT_TRIED, NOT_YET, RIGHT, RIGHT, NOT_TRIED]


def test_several_fields_take_answers_in_order_and_by_name(lesson):
    assert lesson.check("E1.8", "2025-04-08", "2025/04/09").state == RIGHT
    assert lesson.check("E1.4", room=35, ratio="120%").state == RIGHT
    half = lesson.check("E1.4", 35)
    assert half.state == NOT_YET and lesson.words("E1.4.field.ratio") in repr(half)


def test_order_and_match_are_answered_in_code_too(lesson):
    assert lesson.check("E1.13", ["repay", "add", "sell"]).state == RIGHT
    shown = variant(QUESTIONS["E1.13"]).asked["order"].kind.items
    places = ", ".join(str(shown.index(item) + 1) for item in ("repay", "add", "sell"))
    assert lesson.check("E1.13", places).state == RIGHT, "by places in the list as shown"
    levels = {"broker-call": "130", "broker-cancel": "166", "company-call": "140", "company-cancel": "180"}
    assert lesson.check("E1.14", levels).state == RIGHT


def test_a_right_quiz_answer_explains_every_option(lesson):
    form = lesson.exercise("Q1.1")
    form.press("check", option="percent")
    assert len(form.frame["said"]) == 1 + len(variant(QUESTIONS["Q1.1"]).asked["option"].kind.options)


def test_other_numbers_by_seed_in_the_form(lesson):
    form = lesson.exercise("E1.1")
    first = sheet(form)["prompt"]
    form.press("new-numbers", seed="17")
    other = sheet(form)["prompt"]
    assert other != first and "17" in said(form)
    form.press("new-numbers", seed="")
    assert sheet(form)["prompt"] == first


def test_a_class_seed_changes_all_and_none_gives_the_first_back(lesson):
    first = sheet(lesson.exercise("E1.1"))["prompt"]
    lesson.use_seed("2026-17")
    assert sheet(lesson.exercise("E1.1"))["prompt"] != first
    lesson.use_seed(None)
    assert sheet(lesson.exercise("E1.1"))["prompt"] == first


def test_the_language_switches_and_the_feedback_with_it(lesson):
    form = lesson.exercise("E1.3")
    form.press("check", call_price="63.33")
    before = said(form)
    other = next(language for language in LANGUAGES if language != lesson.language)
    form.react({"action": "language", "language": other})
    assert said(form) != before and "63.33" in said(form)
    assert sheet(form)["language"] == other


@pytest.mark.parametrize(("bank", "name"), PREDICTIONS)
def test_the_figure_is_covered_until_an_answer_or_a_skip(bank, name, lesson, monkeypatch):
    monkeypatch.setattr(Lesson, "_observed", lambda _lesson, asked, _guess: ipywidgets.Label(asked.figure))
    asked, lesson = QUESTIONS[name], Lesson(bank, lesson.language)
    covered = lesson.predict(name)
    assert covered.form.driver.stage == ASKED and len(covered.children) == 1
    covered.form.press("commit", confidence=80)
    assert len(covered.children) == 1, "nothing was answered, so the figure stays covered"
    covered.form.press("skip")
    assert covered.form.driver.stage == OBSERVED
    assert covered.children[1].value == asked.figure, "the figure that the question covers"
    covered.form.press("pick-reason", reason=asked.reason)
    assert covered.form.driver.stage == EXPLAINED
    assert lesson.words("question.reason-right") in said(covered.form)


@pytest.mark.parametrize(("bank", "name"), sorted(set(EVERY) - set(PREDICTIONS)))
def test_every_input_and_every_button_has_its_words(bank, name, lesson):
    form = Lesson(bank, lesson.language).exercise(name)
    for action in () if variant(QUESTIONS[name]).explains_options else ("hint", "hint", "hint", "solution"):
        form.press(action)
        assert said(form)
    shown = sheet(form)
    for asked in shown["inputs"]:
        labels = [asked["label"], *(label for part in ("options", "rows") for _, label in asked.get(part, ()))]
        assert all(labels), f"{name}, {asked['name']}: a label is empty"
    of_the_page = around(form.words, form.texts)["buttons"]
    labels = [label[0] if label else of_the_page[action] for action, *label in shown["actions"]]
    assert labels and all(labels)


def test_a_covered_figure_is_found_at_the_form_that_covers_it(lesson):
    form = lesson.predict("P1.2").form
    assert sheet(form)["covers"] == "F1.2"
    form.press("skip")
    assert "covers" not in sheet(form), "the figure is open now, so the button leads to the figure itself"


def test_prediction_and_result_stand_side_by_side(lesson):
    covered = lesson.predict("P1.2")
    covered.form.press("commit", answer="36", confidence=85)
    assert "36" in said(covered.form) and "85" in said(covered.form) and "22%" in said(covered.form)
    event = lesson.ledger.events()[-1]
    assert (event.kind, event.confidence, event.outcome, list(event.ideas)) == ("prediction", 85, NOT_YET, ["M01"])


def test_an_unreadable_prediction_keeps_the_cover_and_says_why(lesson):
    covered = lesson.predict("P1.2")
    covered.form.press("commit", answer="abc", confidence=85)
    assert len(covered.children) == 1 and "abc" in said(covered.form)
    assert not lesson.ledger.events()


def test_a_prediction_made_earlier_opens_uncovered(lesson):
    lesson.predict("P1.3").form.press("skip")
    assert len(lesson.predict("P1.3").children) == 2


def test_a_fact_check_sets_both_verdicts_side_by_side(lesson):
    form = lesson.factcheck("FC2-03")
    form.press("reveal")
    assert form.driver.claim.finding(lesson.words) not in said(form), "without a verdict nothing is revealed"
    form.press("reveal", **{"own-verdict:FC2-03": "holds", "number:FC2-03": "36"})
    assert lesson.words("verdict.wrong") in said(form) and lesson.words("verdict.holds") in said(form)
    assert "22%" in said(form) and form.driver.claim.source_line(lesson.words) in said(form)
    event = lesson.ledger.events()[-1]
    assert (event.kind, event.outcome, list(event.ideas)) == ("factcheck", NOT_YET, ["M01"])


def test_a_right_number_is_said_to_be_right(lesson):
    form = lesson.factcheck("FC2-03")
    form.press("reveal", **{"own-verdict:FC2-03": "wrong", "number:FC2-03": "22%"})
    assert lesson.words("factcheck.number-right", number="22%", right="22%") in said(form)


def test_the_filter_narrows_and_says_so_when_nothing_is_left(lesson):
    form = lesson.factchecks()
    every = len(form.driver.found())
    form.press("change", verdict="wrong")
    wrong = form.driver.found()
    assert 0 < len(wrong) < every and {claim.verdict for claim in wrong} == {"wrong"}
    assert form.driver.claim.verdict == "wrong"
    form.press("change", verdict="outdated", article="article-000")
    assert not form.driver.found() and lesson.words("factcheck.none") in said(form)
    form.press("change", verdict="all", article="all")
    assert len(form.driver.found()) == every


def test_the_next_claim_comes_round_to_the_first(lesson):
    form = lesson.factchecks()
    seen = [form.driver.claim.id]
    for _ in form.driver.found():
        form.press("next")
        seen.append(form.driver.claim.id)
    assert seen[0] == seen[-1] and len(set(seen)) == len(form.driver.found())


@pytest.mark.parametrize("name", ["E9.9", "", "F1.1"])
def test_an_unknown_question_is_refused_with_the_known_ones(lesson, name):
    with pytest.raises(InputError, match=r"E1\.1"):
        lesson.exercise(name)


def test_each_sitting_has_a_gate_of_its_own_and_both_open_the_next_lesson(lesson):
    for sitting, names in (("1A", ("E1.1", "E1.2", "E1.3", "E1.4")), ("1B", ("E1.6", "E1.7", "E1.9"))):
        said = {"sitting": sitting, "needed": len(names)}
        assert lesson.progress(sitting) == lesson.words("gate.sitting-open", right=0, **said)
        assert lesson.progress().count("\n") == 1, "one line for each sitting"
        assert f"{sitting} 0/{len(names)}" in lesson.progress(brief=True)
        for name in names:
            answers = {field: str(asked.right) for field, asked in variant(QUESTIONS[name]).asked.items()}
            assert lesson.check(name, **answers).state == RIGHT
        assert lesson.progress(sitting) == lesson.words("gate.sitting-passed", right=len(names), **said)
        assert f"{sitting} {lesson.words('gate.brief-passed')}" in lesson.progress(brief=True) or sitting == "1B"
    assert lesson.progress() == lesson.progress(brief=True) == lesson.words("gate.passed")


def test_a_sitting_that_the_lesson_does_not_have_is_refused_with_those_it_has(lesson):
    with pytest.raises(InputError, match="1A, 1B"):
        lesson.progress("1C")


def test_after_a_look_at_the_solution_other_numbers_are_needed_for_the_gate(lesson):
    form = lesson.exercise("E1.3")
    form.press("solution")
    form.press("check", call_price="78")
    assert lesson.words("question.right") in said(form) and lesson.words("question.solution-was-open") in said(form)
    assert gate(lesson.ledger.events(), ["E1.3"], needed=1).right == 0
    again = Lesson("01_pledging", lesson.language).exercise("E1.3")
    again.press("check", call_price="78")
    assert lesson.words("question.solution-was-open") in said(again), "a restart does not make it forgotten"
    form.press("another")
    form.press("check", call_price=form.driver.variant.numbers["call_price"])
    assert lesson.words("question.solution-was-open") not in said(form)
    assert gate(lesson.ledger.events(), ["E1.3"], needed=1).open


def test_other_numbers_are_others_at_every_press(lesson):
    form = lesson.exercise("E1.2")
    prompts = {sheet(form)["prompt"]}
    for _ in range(3):
        form.press("another")
        prompts.add(sheet(form)["prompt"])
    assert len(prompts) == 4
    assert sheet(form)["aside"][0]["value"] == "", "a seed that nobody chose is not shown"


def test_the_form_says_how_each_box_stands_and_what_comes_next(lesson):
    form = lesson.exercise("E1.4")
    form.press("check", room="35", ratio="160")
    standing = form.frame["standing"]
    assert standing["fields"] == {"room": RIGHT, "ratio": NOT_YET}
    assert (standing["tone"], standing["text"]) == (NOT_YET, lesson.words("outcome.not-yet"))
    assert standing["next"] == lesson.words("question.next.check-again") and standing["progress"]
    form.press("check", room="35", ratio="120")
    assert form.frame["standing"]["tone"] == RIGHT
    assert "0/" not in form.frame["standing"]["progress"], "this one counts at once"


def test_boxes_left_empty_are_asked_for_one_after_the_other(lesson):
    form = lesson.exercise("E1.5")
    form.press("check", a_repay="38461.54")
    assert said(form).count("\n") == 1, "the one that is right, and the next one"
    assert lesson.words("E1.5.field.a_add") in said(form) and lesson.words("E1.5.field.b_sell") not in said(form)


@pytest.mark.parametrize("chosen", [{}, {"broker-call": ""}, {"broker-call": "130"}, "", None])
def test_a_table_left_open_is_no_error_and_shows_no_key(lesson, chosen):
    form = lesson.exercise("E1.14")
    form.press("check", levels=chosen)
    assert said(form) and "broker-call" not in said(form) and "{" not in said(form)
    assert not lesson.ledger.events()


def test_a_trap_met_with_rounded_digits_says_the_readers_own_number(lesson):
    form = lesson.predict("P1.2").form
    form.press("commit", answer="36", confidence=50)
    assert "36%" in said(form) and "36.67%" not in said(form)
    assert [paragraph["figure"] for paragraph in form.frame["said"]].count("F1.2") == 1


def test_a_confidence_is_kept_with_an_answer_and_never_asked_for_twice(lesson):
    form = lesson.exercise("E1.2")
    [asked] = [each for each in sheet(form)["inputs"] if each.get("optional")]
    assert asked["label"] not in form.summary(), "it is no part of the question"
    form.press("check", ratio="1", confidence="75")
    form.press("check", ratio="2")
    form.press("check", ratio="3", confidence="a lot")
    assert [event.confidence for event in lesson.ledger.events() if event.kind == "answer"] == [75, None, None]
    assert lesson.panel("F0.6").result.guesses[0].confidence == 0.75
