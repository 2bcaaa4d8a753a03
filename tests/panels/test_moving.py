"""Sentences with numbers that can be dragged: fed by the figure's model, and the same in a text as on a screen."""

import json

import pytest
from hypothesis import given
from support.live_panels import any_values
from support.power import tried

from pledge_lib.course import Lesson
from pledge_lib.course.bank import rooms
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.checks import InputError
from pledge_lib.panels import figures
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.moving import SentenceCore, sentences
from tools import notebooks

FIGURES = sentences(texts()["en"])
LESSONS = tuple(rooms())


def opened(figure, language="en", preset=None):
    return SentenceCore(figures.figure(figure), texts(), language, preset)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_one(lesson):
    for language in LANGUAGES:
        cells = [cell for cell in notebooks.read(lesson, language).cells if "lesson.sentence(" in cell.source]
        assert cells, f"{language}/{lesson}: no sentence can be moved"


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_numbers_to_drag_and_numbers_that_follow(figure, language):
    frame = opened(figure, language).frame
    pieces, controls = frame["stage"]["asks"], json.loads(frame["spec"])["controls"]
    moved = [piece["key"] for piece in pieces if not isinstance(piece, str)]
    assert moved and set(moved) <= {control["key"] for control in controls}
    assert "".join(piece if isinstance(piece, str) else piece["text"] for piece in pieces) == frame["sentence"]


@pytest.mark.parametrize("figure", FIGURES)
def test_what_is_dragged_moves_the_rest_of_the_sentence(figure):
    sentence = opened(figure)
    keys = [piece["key"] for piece in sentence.frame["stage"]["asks"] if not isinstance(piece, str)]
    for key in keys:
        said = {rest(sentence.glance(key, stop), key) for stop in sentence.stops(key, 9)}
        assert len(said) > 1, f"{key} moves nothing"


def rest(frame, key):
    """Return a sentence without the number that the hand is on."""
    pieces = (
        piece if isinstance(piece, str) else piece["text"] * (piece["key"] != key) for piece in frame["stage"]["asks"]
    )
    return "".join(pieces)


@pytest.mark.parametrize("figure", FIGURES)
def test_it_says_what_the_figure_would_say_of_the_same_values(figure):
    sentence, panel = opened(figure), PanelCore(figures.figure(figure), texts(), "en")

    @tried(0.5)
    @given(any_values(figure))
    def says(values):
        try:
            panel.set(**values)
        except InputError:
            with pytest.raises(InputError):
                sentence.set(**values)
            return
        sentence.set(**values)
        assert sentence.result == panel.result
        assert sentence.frame["sentence"] == sentence.summary()

    says()


def test_a_figure_without_a_sentence_is_refused_with_those_that_have_one():
    with pytest.raises(InputError, match=r"F1\.2"):
        Lesson("01_pledging", "en").sentence("F1.3")


def test_the_text_form_is_the_sentence():
    sentence = Lesson("01_pledging", "en").sentence("F1.2")
    assert sentence._repr_mimebundle_()[0]["text/plain"] == sentence.summary() == sentence.frame["sentence"]
    assert "36.67 points" in sentence.summary() and "22%" in sentence.summary()


def test_what_the_hand_did_is_answered_and_what_it_cannot_do_is_said():
    sentence = opened("F1.2")
    sentence.react(
        {"key": "start", "value": sentence.frame["values"]["start"] + 10, "view": "a", "number": 1, "held": True}
    )
    assert sentence.values["start"] == pytest.approx(1.7667, abs=1e-3) and sentence.frame["answers"]["number"] == 1
    before = sentence.frame["sentence"]
    sentence.react({"key": "start", "typed": "much"})
    assert "much" in sentence.frame["refusal"]["sentence"] and sentence.frame["sentence"] == before
    sentence.react({"language": "zh_TW"})
    assert "追繳線" in sentence.frame["sentence"]
