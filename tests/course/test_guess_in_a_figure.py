"""After a guess of a number the figure shows it and the result: as two marks with their names, or in its sentence."""

import json

import pytest
from support.guesses import DRAWN, OF_NUMBERS, SEED, case_of, opened, wrong_guess

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import Event
from pledge_lib.course.predict import EXPLAINED, guessed
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.guessed import GUESS, RESULT

NEAR = 0.004  # of what the figure shows: days are whole, and some answers are rounded


@pytest.fixture(autouse=True)
def _own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


def labels(panel) -> dict:
    return panel.frame["stage"]["labels"]


def marks(panel) -> set:
    return {mark.uid for mark in panel.declaration.main.marks}


def said(lesson, id, language, guess):
    """Return guess and result as a language writes them."""
    found = guessed(case_of(lesson, id), guess)
    return found.guess[language], found.result[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("lesson", "id"), OF_NUMBERS)
def test_the_figure_shows_the_guess_and_the_result(lesson, id, language):
    guess = wrong_guess(lesson, id)
    panel = opened(lesson, id, language, guess).children[1]
    mine, result = said(lesson, id, language, guess)
    if (lesson, id) in DRAWN:
        assert labels(panel)[GUESS]["text"].endswith(mine) and labels(panel)[RESULT]["text"].endswith(result)
        assert not panel.frame["sentence"].startswith(panel.words("guessed.said", guess=mine, result=result))
        assert {GUESS, RESULT} <= marks(panel)
    else:
        assert panel.frame["sentence"].startswith(panel.words("guessed.said", guess=mine, result=result))
        assert GUESS not in labels(panel)


@pytest.mark.parametrize(("lesson", "id"), DRAWN)
def test_the_result_stands_where_the_figure_itself_shows_it(lesson, id):
    panel = opened(lesson, id, "en", wrong_guess(lesson, id)).children[1]
    axis = case_of(lesson, id).question.drawn.axis
    place = labels(panel)[RESULT][axis]
    others = [label[axis] for name, label in labels(panel).items() if name not in (GUESS, RESULT)]
    assert any(each == pytest.approx(place, rel=NEAR) for each in others), f"{id}: nothing of the figure is at {place}"


def test_a_guess_beyond_the_axis_is_said_instead():
    beyond = Quantity(0.9, case_of("01_pledging", "P1.2").asked["answer"].right.unit)
    panel = opened("01_pledging", "P1.2", "en", beyond).children[1]
    assert GUESS not in labels(panel) and RESULT not in labels(panel)
    assert panel.frame["sentence"].startswith("You guessed 90%")


def test_without_a_guess_nothing_is_drawn():
    panel = opened("01_pledging", "P1.2", "en", None).children[1]
    assert GUESS not in labels(panel) and GUESS not in marks(panel)


@pytest.mark.parametrize(("lesson", "id"), OF_NUMBERS)
def test_a_prediction_that_is_opened_again_shows_the_guess_and_the_result_as_before(lesson, id):
    first = opened(lesson, id, "en", wrong_guess(lesson, id))
    again = Lesson(lesson, "en", seed=SEED).predict(id)
    assert again.children[1].frame == first.children[1].frame
    said = [paragraph["text"] for paragraph in again.form.frame["said"]]
    assert first.form.frame["said"][0]["text"] in said
    assert again.form.frame["standing"]["tone"] == first.form.frame["standing"]["tone"]


@pytest.mark.parametrize(("id", "seed"), [("P1.2", SEED), ("P1.2", "another"), ("P1.1", None)])
@pytest.mark.parametrize("answer", ["", "soon", {"a": [1]}, None, "2", 10**400])
def test_a_guess_of_the_record_that_says_nothing_here_is_left_out(answer, id, seed):
    """Another edition's options, a place in its list, another seed's numbers: the figure opens, and says no more."""
    lesson = Lesson("01_pledging", "en", seed=SEED)
    lesson.ledger.record(
        Event(lesson="01_pledging", question=id, kind="prediction", answer=answer, outcome="not-yet", seed=seed)
    )
    again = lesson.predict(id)
    assert again.form.driver.stage == EXPLAINED
    assert (GUESS in labels(again.children[1])) == ((id, seed, answer) == ("P1.2", SEED, "2"))


def test_a_guess_by_its_option_is_said_again():
    lesson = Lesson("01_pledging", "en", seed=SEED)
    form = lesson.predict("P1.1").form
    [first] = json.loads(form.frame["spec"])["inputs"][:1]
    form.press("commit", answer=first["options"][0][0], confidence=90)
    again = Lesson("01_pledging", "en", seed=SEED).predict("P1.1").form
    assert again.frame["said"][0] == form.frame["said"][0] and "90%" in again.frame["said"][0]["text"]


def test_a_loss_without_its_sign_stands_where_it_was_judged_right():
    right = case_of("02_margin_trading", "P2.1").asked["answer"].right
    panel = opened("02_margin_trading", "P2.1", "en", Quantity(-right.value, right.unit)).children[1]
    assert labels(panel)[GUESS]["y"] == labels(panel)[RESULT]["y"] < 0
