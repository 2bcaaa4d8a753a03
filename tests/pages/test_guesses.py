"""A prediction on a page without Python: what is typed, said and drawn there is what the notebook says and draws."""

import json
import math
import os
import shutil
import subprocess
from array import array

import pytest
from support.answers import BANKS, as_typed
from support.guesses import DRAWN, OF_NUMBERS, wrong_guess

from pledge_lib.course.predict import Prediction, guessed
from pledge_lib.course.questions import PREDICTION
from pledge_lib.course.variants import printed_answers, variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.unit import Quantity
from pledge_lib.pages.bundle import FOLDERS
from pledge_lib.pages.cases import SEED, cases
from pledge_lib.pages.guesses import told
from pledge_lib.panels import figures
from pledge_lib.panels.asked import FormCore
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.guessed import GUESS, RESULT, with_guess
from pledge_lib.panels.words import Words
from tests.pages.test_pages_web import SCRIPTS_TESTS

ASKED = [(lesson, id) for lesson, own in BANKS.items() for id, each in own.questions.items() if each.kind == PREDICTION]
CHOICES = [each for each in ASKED if each not in OF_NUMBERS]
NEAR = 1e-3  # of what a figure shows: an axis that bends is told in a hundred steps
TYPED = ["22", "22%", " ２２％ ", "-1,234.5", "−3", "0.22", ".5", "2成", "NT$5,000", "1.5萬元", "3 天"]
NO_NUMBERS = ["abc", "1-2", "8元%"]


@pytest.fixture(scope="module")
def in_page(tmp_path_factory):
    """Return what a page's scripts make of some guesses, each a prediction, a frame of its figure and what is typed."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine, so the page's scripts run in the browser tests only")
    folder = tmp_path_factory.mktemp("scripts")
    for place in (*FOLDERS, SCRIPTS_TESTS):
        for path in (*place.glob("*.js"), *place.glob("*.mjs"), *place.glob("package.json")):
            shutil.copy(path, folder)

    def run(guesses: list[dict]) -> dict:
        done = subprocess.run(
            [node, str(folder / "as_python.mjs")],
            input=json.dumps(guesses, default=list),
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def opened(question, language, guess=None) -> PanelCore:
    """Return the figure of a prediction at the case asked, with a guess in it where there is one."""
    words, figure = Words(language, texts()[language]), figures.figure(question.figure)
    if guess is not None:
        figure = with_guess(figure, guessed(variant(question, SEED), guess), words)
    panel = PanelCore(figure, texts(), language, question.opens if isinstance(question.opens, str) else None)
    if callable(question.opens):
        panel.set(**cases()[question.figure][question.id])
    return panel


def without_numbers(frame) -> dict:
    """Return what the scripts need of a frame."""
    return {name: frame[name] for name in ("spec", "ranges", "sentence", "room", "stage", "chosen")} | {"lines": {}}


def lines_of(panel, name) -> list:
    place = str(panel._places[name])
    return [list(array("f", panel.frame["lines"][place][axis])) for axis in "xy"]


def is_near(ours, theirs) -> bool:
    if isinstance(ours, int | float) and not isinstance(theirs, str | dict) and not isinstance(ours, bool):
        is_away = theirs is None and math.isnan(ours)
        return is_away or math.isclose(ours, theirs, rel_tol=NEAR, abs_tol=NEAR)
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(is_near(each, theirs[name]) for name, each in ours.items())
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(is_near, ours, theirs))
    return ours == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_draws_a_guess_and_the_result_as_the_notebook_does(in_page, language):
    guesses, notebook = [], []
    for lesson, id in OF_NUMBERS:
        question = BANKS[lesson].questions[id]
        right = variant(question, SEED).asked["answer"].right
        for guess in (wrong_guess(lesson, id), right):
            plain = opened(question, language)
            guesses.append(
                {"asked": told(question, language), "frame": without_numbers(plain.frame), "typed": as_typed(guess)}
            )
            notebook.append((id, opened(question, language, guess)))
    found = in_page(guesses)
    for (id, panel), page in zip(notebook, found["answers"], strict=True):
        assert page["step"] == "seen", id
        assert page["sentence"] == panel.frame["sentence"], id
        labels = json.loads(json.dumps(panel.frame["stage"]["labels"]))
        assert is_near(labels, page["labels"]), (id, page["labels"])
        assert page["order"] == list(labels), id
        if (lesson_of(id), id) in DRAWN:
            assert is_near(lines_of(panel, GUESS), page["mine"]) and is_near(lines_of(panel, RESULT), page["result"]), (
                id
            )
    [first] = [panel for id, panel in notebook if id == DRAWN[0][1]][:1]
    ours = json.loads(first.frame["spec"])["figure"]["data"][-2:]
    assert found["traces"] == ours


def lesson_of(id) -> str:
    return next(lesson for lesson, own in BANKS.items() if id in own.questions)


def test_a_page_reads_a_number_as_the_library_does_or_asks_again(in_page):
    guesses, library = [], []
    for lesson, id in OF_NUMBERS:
        question = BANKS[lesson].questions[id]
        right = variant(question, SEED).asked["answer"].right
        if not isinstance(right.value, int | float):
            continue
        for typed in (*TYPED, *NO_NUMBERS):
            guesses.append({"asked": told(question, "en"), "typed": typed})
            library.append((id, typed, right, reading(right, typed)))
    for (id, typed, right, ours), page in zip(library, in_page(guesses)["answers"], strict=True):
        if ours is None:
            assert page["step"] == "asked" and any(typed[:40] in said for said in page["said"]), (id, typed)
        else:
            assert page["step"] == "seen", (id, typed)
            is_ours = any(math.isclose(page["value"], each, rel_tol=1e-9) for each in (ours[0], *ours[1:], right.value))
            assert is_ours, (id, typed, page["value"], ours)


def reading(right: Quantity, typed: str):
    try:
        return right.unit.readings(typed)
    except InputError:
        return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_has_the_boxes_and_words_of_the_notebook_at_each_step(in_page, language):
    questions = [BANKS[lesson].questions[id] for lesson, id in ASKED]
    pages = in_page([{"asked": told(question, language), "typed": ""} for question in questions])["answers"]
    for question, page in zip(questions, pages, strict=True):
        form = FormCore(Prediction(question, lambda *_, **__: (), seed=SEED), texts(), language)
        found = [form.frame["spec"]]
        form.press("skip")
        found.append(form.frame["spec"])
        form.press("pick-reason", reason=next(iter(question.reasons)))
        found += [form.frame["spec"]] * len(question.reasons)
        assert page["forms"] == [json.loads(spec) | {"languages": []} for spec in found], question.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_answered_as_in_the_notebook_with_every_option_and_reason(language):
    for lesson, id in CHOICES:
        question = BANKS[lesson].questions[id]
        steps = told(question, language)["steps"]
        for option in variant(question, SEED).asked["answer"].kind.options:
            form = FormCore(Prediction(question, lambda *_, **__: (), seed=SEED), texts(), language)
            form.press("commit", answer=option, confidence=50)
            page = steps["picked"][option]
            assert (page["said"], page["standing"]) == (form.frame["said"], form.frame["standing"])
            for reason in question.reasons:
                own = FormCore(Prediction(question, lambda *_, **__: (), seed=SEED), texts(), language)
                own.press("commit", answer=option, confidence=50)
                own.press("pick-reason", reason=reason)
                assert (*page["said"], *steps["reasons"][reason]["said"][-2:]) == own.frame["said"], (
                    id,
                    option,
                    reason,
                )


@pytest.mark.parametrize(("lesson", "id"), ASKED)
def test_what_a_page_asks_is_not_printed_in_its_lesson(lesson, id):
    question = BANKS[lesson].questions[id]
    if question.varies:
        assert printed_answers(variant(question, SEED).solved, question.printed) == ()
