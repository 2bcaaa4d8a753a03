"""A lesson in one language: what it opens, and what it says to a name that it does not know."""

import pytest
from support.answers import BANKS

import pledge_lib as pl
from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.market.events import EVENTS
from pledge_lib.market.procedure import STATES
from pledge_lib.panels import figures
from pledge_lib.panels.panel import Panel


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_greets_in_its_language_and_opens_every_figure(language):
    lesson = Lesson("01_pledging", language)
    assert repr(lesson) == texts()[language]["lesson.opened"]
    for figure in figures.homes():
        panel = lesson.panel(figure)
        assert isinstance(panel, Panel)
        assert panel.words.language == language
        assert panel.summary().startswith(texts()[language][f"{figure}.title"])


def test_each_call_opens_a_panel_of_its_own():
    lesson = Lesson("01_pledging", "en")
    first, second = lesson.panel("F1.1"), lesson.panel("F1.1")
    first.set(change=-0.10)
    assert second.values["change"] == 0


def test_a_figure_opens_at_an_example_and_reset_leads_back_to_it():
    panel = Lesson("01_pledging", "en").panel("F1.1", "84")
    assert (panel.values["change"], panel.values["line"]) == (-0.16, 1.40) and panel.result.state == "on-the-line"
    panel.set(change=0.10)
    assert panel.frame["chosen"] is None
    panel.react({"reset": True})
    assert panel.values["change"] == -0.16
    assert panel.declaration.presets[panel.frame["chosen"]].name == "84"


def test_every_prediction_opens_at_an_example_that_its_figure_has():
    every = [question for bank in BANKS.values() for question in bank.questions.values()]
    asked = [question for question in every if isinstance(question.opens, str)]
    known = {question.figure: {preset.name for preset in figures.figure(question.figure).presets} for question in asked}
    assert ("P1.1", "84") in {(question.id, question.opens) for question in asked}
    assert [question.id for question in asked if question.opens not in known[question.figure]] == []


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Lesson("01_pledging", "fr"), "language is 'fr', which is not known; choose one of: zh_TW, en"),
        (lambda: Lesson("01_pledging", "zh-TW"), "language is 'zh-TW', which is not known; choose one of: zh_TW, en"),
        (lambda: Lesson("01_pledging", "en").panel("F1.99"), "figure is 'F1.99', which is not known"),
        (lambda: Lesson("01_pledging", "en").panel("f1.1"), "F1.1, F1.2, F1.3"),
        (lambda: Lesson("01_pledging", "en").worked("W9"), "'W9', which is not known; choose one of: W1, W2, W3, W4"),
        (lambda: Lesson("07_nowhere", "en").worked("W1"), "'07_nowhere', which is not known; choose one of: 00_start"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(call, sentence):
    with pytest.raises(InputError) as refused:
        call()
    assert sentence in str(refused.value)


def test_panels_and_library_read_the_same_rules():
    panel = Lesson("01_pledging", "en").panel("F1.1")
    assert panel.result.line == pl.rules("tw-broker-pledge").call_line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_event_of_a_log_has_a_word_in_the_language_and_no_other_does(language):
    lesson = Lesson("01_pledging", language)
    told = {key.removeprefix("word.") for key in texts()[language] if key.startswith("word.")}
    assert told == {*STATES, *EVENTS, NO_DEBT}
    assert all(lesson.word(name) for name in told)
    with pytest.raises(InputError, match="same-day"):
        lesson.word("asleep")
