"""W1 to W4 as the lesson prints them, and how their last steps fade."""

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts

PRINTED = {  # loan, ratio, call price, room
    "W1": ("600,000", "166.67%", "78.00", "22%"),
    "W2": ("500,000", "200%", "65.00", "35%"),
    "W3": ("360,000", "250%", "46.80", "48%"),
    "W4": ("600,000",),
}
BLANKS = {"W1": 0, "W2": 1, "W3": 2, "W4": 1}  # W4 asks for the loan alone
NUMBERS = {"W1": (600_000, 5 / 3, 78, 0.22), "W2": (500_000, 2, 65, 0.35), "W3": (360_000, 2.5, 46.8, 0.48)}
NUMBERS["W4"] = NUMBERS["W1"]


def worked(stage, language="zh_TW", **how):
    return Lesson("01_pledging", language).worked(stage, **how)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", PRINTED)
def test_shown_whole_it_says_what_the_lesson_prints(stage, language):
    assert tuple(answer for _, answer in worked(stage, language, show=True).steps) == PRINTED[stage]


@pytest.mark.parametrize("stage", NUMBERS)
def test_the_answers_are_there_unrounded(stage):
    assert tuple(worked(stage).answers.values()) == pytest.approx(NUMBERS[stage], rel=1e-12)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", PRINTED)
def test_the_last_steps_are_left_to_the_reader(stage, language):
    answers = [answer for _, answer in worked(stage, language).steps]
    blank = texts()[language]["worked.blank"]
    visible = len(PRINTED[stage]) - BLANKS[stage]
    assert answers == [*PRINTED[stage][:visible], *[blank] * BLANKS[stage]]


@pytest.mark.parametrize("stage", PRINTED)
def test_a_blank_answer_stands_nowhere_in_the_text(stage):
    for language in LANGUAGES:
        example = worked(stage, language)
        for answer in PRINTED[stage][len(PRINTED[stage]) - BLANKS[stage] :]:
            assert answer not in repr(example) and answer not in example._repr_markdown_()


@pytest.mark.parametrize(
    ("stage", "language", "parts"),
    [
        ("W1", "zh_TW", ["10,000 股、市值 1,000,000 元", "借 60%", "追繳線 130%"]),
        ("W1", "en", ["10,000 shares worth NT$1,000,000", "a loan of 60%", "call line 130%"]),
        ("W3", "zh_TW", ["10,000 股、市值 900,000 元", "借 40%", "追繳線 130%"]),
        ("W4", "zh_TW", ["10,000 股、市值 1,000,000 元", "質押率 60%", "最多能借多少元"]),
        ("W4", "en", ["10,000 shares worth NT$1,000,000", "loan-to-value 60%", "how much may be borrowed"]),
    ],
)
def test_the_question_states_the_givens(stage, language, parts):
    assert [part for part in parts if part not in worked(stage, language).question] == []


def test_both_languages_ask_the_same_steps():
    for stage in PRINTED:
        chinese, english = (worked(stage, language, show=True) for language in LANGUAGES)
        assert chinese.answers == english.answers
        assert [answer for _, answer in chinese.steps] == [answer for _, answer in english.steps]


def test_as_markdown_the_steps_are_numbered_and_no_dollar_sign_starts_a_formula():
    markdown = worked("W1", "en")._repr_markdown_()
    assert markdown.replace(r"<span>\$</span>", "").count("$") == 0
    assert [line[:2] for line in markdown.splitlines()[2:]] == ["1.", "2.", "3.", "4."]
    assert "**600,000**" in markdown
