"""Three readers of each lesson: one gets everything right, one everything wrong, one leaves it blank.

Each runs the saved cells from top to bottom and answers every form that a cell shows; the cells run in this process.
What the lesson says to single answers is stored in `data/*/outcomes.ipynb`, which nbval runs in kernels.
"""

import ast
import io
import re
from collections import namedtuple
from contextlib import redirect_stdout
from pathlib import Path

import nbformat
import pytest
from support.power import by_turns

from pledge_lib.course import attempts
from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.claim_form import FactCheck
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.predict import Covered
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import texts
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import PERCENT, POINTS
from pledge_lib.panels.form import Form
from tools import notebooks

LESSONS = [name for name in rooms() if name in notebooks.names()]
ONE_EXERCISE = {  # an exercise cell of each lesson, and the idea behind its first trap
    "00_start": ("s0-3-exercise-2", "M01"),
    "01_pledging": ("s1-3-exercise-3", "M01"),
    "02_margin_trading": ("s2-6-exercise-12", "M01"),
    "03_securities_lending": ("s3-8-exercise-9", "M01"),
    "04_crypto_collateral": ("s4-2-exercise-1", "M26"),
    "05_capstone": ("s5-4-exercise-3", "M01"),
}
LANGUAGES = notebooks.LANGUAGES
# at the desk each lesson is read in one language, by turns: the cells of the other are the same
READINGS = [(lesson, language) for place, lesson in enumerate(LESSONS) for language in by_turns(place, LANGUAGES)]
DATA = Path(__file__).resolve().parent / "data"
FAR_OFF = "999999"  # wrong in every unit
SURE = {RIGHT: 90, NOT_YET: 70, NOT_TRIED: 50}
Run = namedtuple("Run", "outputs events lesson")


def typed(value):
    """Return a solved value as a reader types it: per cent as 22, a date as its digits."""
    if not isinstance(value, Quantity):
        return value
    return f"{value.value * 100}" if value.unit in (PERCENT, POINTS) else f"{value.value}"


def right(asked):
    return typed(asked.right)


def wrong(asked):
    """Return the first trap of a field that is refused, or what is right in no variant."""
    for trap in asked.traps.values():
        if not trap.accepted:
            answer = typed(trap.answer)
            return right(asked) | answer if isinstance(answer, dict) else answer
    if asked.kind.name == "choice":
        return next(option for option in asked.kind.options if option != asked.right)
    return FAR_OFF


def blank(_asked):
    return ...


ANSWERS = {RIGHT: right, NOT_YET: wrong, NOT_TRIED: blank}


def answer_question(shown, reader):
    """Fill in a form and press what a reader presses."""
    form = shown.form if isinstance(shown, Covered) else shown
    question = form.driver.question
    answers = {name: ANSWERS[reader](asked) for name, asked in form.driver.variant.asked.items()}
    if not isinstance(shown, Covered):
        form.press("check", **answers)
        return
    form.press("commit", confidence=SURE[reader], **answers)
    others = [reason for reason in question.reasons if reason != question.reason]
    reasons = {RIGHT: question.reason, NOT_YET: others[0]}
    if reader in reasons:
        form.press("pick-reason", reason=reasons[reader])


def judge_claims(form, reader):
    """Judge the claim on the form, and where there are several, one after the other."""
    buttons = dict(form.driver.sheet(form.words).actions)
    for claim in form.driver.found() if "next" in buttons else (form.driver.claim,):
        other = next(verdict for verdict in claim.offered if verdict != claim.verdict)
        exact = "" if claim.number is None else typed(claim.number)
        verdicts = {RIGHT: (claim.verdict, exact), NOT_YET: (other, FAR_OFF), NOT_TRIED: (None, "")}
        verdict, own_number = verdicts[reader]
        assert form.driver.claim.id == claim.id
        form.press("reveal", **{f"own-verdict:{claim.id}": verdict, f"number:{claim.id}": own_number})
        if "next" in buttons:
            form.press("next")


def answer(shown, reader):
    """Answer what a cell shows, if it asks anything."""
    if isinstance(shown, Covered) or (isinstance(shown, Form) and hasattr(shown.driver, "variant")):
        answer_question(shown, reader)
    elif isinstance(shown, Form) and isinstance(shown.driver, FactCheck):
        judge_claims(shown, reader)


def run(source, namespace):
    """Run a cell as a notebook does; return the value of its last line, and what it printed."""
    *lines, last = ast.parse(source).body
    ends_in_a_value = isinstance(last, ast.Expr)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(ast.Module(lines if ends_in_a_value else [*lines, last], []), "cell", "exec"), namespace)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace) if ends_in_a_value else None
    return value, printed.getvalue()


def covered_cells(lesson):
    """Return the cells whose figure a prediction covers."""
    cells = notebooks.read(lesson, notebooks.LEADING).cells
    return [cell.id for cell in cells if cell.source.startswith("lesson.predict(")]


def close_of(lesson, name):
    """Return the id of a closing cell: each lesson has the same, after its own number."""
    return f"s{lesson[1]}-close-{name}"


def text_of(shown):
    """Return the text form of what a cell shows."""
    return shown.form.summary() if isinstance(shown, Covered) else shown.summary()


@pytest.fixture(scope="module", params=READINGS, ids="-".join)
def reading(request):
    return request.param


@pytest.fixture(scope="module")
def lesson(reading):
    return reading[0]


@pytest.fixture(scope="module")
def language(reading):
    return reading[1]


@pytest.fixture(scope="module")
def read_by(lesson, language, tmp_path_factory):
    """Return how a reader's run ended: text by cell, events of the record, and the lesson."""
    done = {}

    def read(reader):
        if reader not in done:
            place = tmp_path_factory.mktemp(reader) / "ledger.json"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PLEDGE_LAB_LEDGER", str(place))
                done[reader] = through(lesson, language, reader, place)
        return done[reader]

    return read


def through(lesson, language, reader, place):
    """Run the lesson from top to bottom, answering every form."""
    namespace, outputs = {}, {}
    for cell in notebooks.read(lesson, language).cells:
        if cell.cell_type == "code":
            shown, printed = run(cell.source, namespace)
            answer(shown, reader)
            outputs[cell.id] = text_of(shown) if isinstance(shown, Covered | Form) else printed or repr(shown)
    assert namespace["lesson"].ledger.path == place.resolve()
    return Run(outputs, Ledger(place).events(), namespace["lesson"])


def outcomes(run, ids):
    return {question: attempts.progress(run.events, question).outcome for question in ids}


def all_ids(lesson):
    return [*bank(lesson).shown, *bank(lesson).claims]


@pytest.mark.parametrize("reader", ANSWERS)
def test_every_question_and_claim_ends_as_the_reader_answered(read_by, lesson, reader):
    found = outcomes(read_by(reader), all_ids(lesson))
    stray = {question: outcome for question, outcome in found.items() if outcome != reader}
    assert not stray, f"the reader whose answers are all {reader} ended with {stray}"


@pytest.mark.parametrize("reader", ANSWERS)
def test_the_gate_opens_for_right_answers_only(read_by, lesson, language, reader):
    words = texts()[language]
    shut = [
        words["gate.sitting-open" if each.name else "gate.open"].format(sitting=each.name, right=0, needed=each.gate)
        for each in bank(lesson).sittings
    ]
    expected = words["gate.passed"] if reader == RIGHT else "\n".join(shut)
    assert read_by(reader).outputs[close_of(lesson, "progress")].strip() == expected


@pytest.mark.parametrize("reader", ANSWERS)
def test_the_forms_say_how_it_went(read_by, lesson, language, reader):
    """Right, a trap refuted, or not tried: one sentence of the outcome stands below each exercise."""
    words, outputs = texts()[language], read_by(reader).outputs
    cell, idea = ONE_EXERCISE[lesson]
    refuted = words[f"{idea}.refutation"].split("{")[0]
    said = {RIGHT: words["question.right"], NOT_YET: refuted, NOT_TRIED: words["question.not-tried"]}
    assert said[reader] in outputs[cell]
    for other in {RIGHT, NOT_YET, NOT_TRIED} - {reader}:
        assert said[other] not in outputs[cell]


@pytest.mark.parametrize("reader", ANSWERS)
def test_a_figure_stays_covered_for_a_reader_who_guesses_nothing(read_by, lesson, language, reader):
    outputs = read_by(reader).outputs
    predictions = [question for question in bank(lesson).questions if question.startswith("P")]
    assert len(covered_cells(lesson)) == len(predictions)
    for cell in covered_cells(lesson):
        covered = texts()[language]["question.covered"] in outputs[cell]
        assert covered == (reader == NOT_TRIED), f"cell {cell}: {outputs[cell]}"


def test_a_blank_answer_leaves_no_trace(read_by, lesson, language):
    assert read_by(NOT_TRIED).events == ()
    assert texts()[language]["ledger.empty"] in read_by(NOT_TRIED).outputs[close_of(lesson, "record")]


def test_the_record_says_how_each_reader_did(read_by, lesson):
    """All right is 100 %, all wrong 0 % with its misconceptions; the Brier score is that of the confidence given."""
    good, bad = read_by(RIGHT), read_by(NOT_YET)
    idea, told = ONE_EXERCISE[lesson][1], close_of(lesson, "record")
    assert "100%" in good.outputs[told] and not named(idea, good.outputs[told])
    assert "0%" in bad.outputs[told] and any(named(each, bad.outputs[told]) for each in ideas_of(lesson))
    assert attempts.brier_score(good.events) == pytest.approx(0.10**2)
    assert attempts.brier_score(bad.events) == pytest.approx(0.70**2)


def named(idea, told):
    """Return whether an idea is named by itself: the reader's own code may hold the same letters by chance."""
    return re.search(rf"(?<![\w-]){idea}(?![\w-])", told) is not None


def ideas_of(lesson):
    asked = (field for question in bank(lesson).questions.values() for field in variant(question).asked.values())
    return {trap.idea for field in asked for trap in field.traps.values() if trap.idea}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_asks_every_question_of_its_bank_once_and_none_that_is_kept_for_a_review(lesson):
    cells = [cell.source for cell in notebooks.read(lesson, notebooks.LEADING).cells]
    for question, told in bank(lesson).questions.items():
        verb = "predict" if question.startswith("P") else "exercise"
        assert cells.count(f'lesson.{verb}("{question}")') == (not told.later), f"{question} is not asked as it should"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stored_outcomes_show_every_outcome(language):
    """The notebook that nbval runs holds each kind of feedback, in words that the texts of the lesson have."""
    stored = "\n".join(
        output.get("text") or output.data["text/plain"]
        for cell in nbformat.read(DATA / language / "outcomes.ipynb", as_version=4).cells
        for output in cell.get("outputs", [])
    )
    for key in ("question.right", "question.not-tried", "M01.refutation", "question.looks-like-a-fraction"):
        assert texts()[language][key] in stored, f"{language}: {key} is in no stored outcome"
    assert texts()[language]["gate.passed"] in stored


def test_the_stored_outcomes_are_tidy_and_the_same_in_both_languages(monkeypatch):
    monkeypatch.setattr(notebooks, "TREES", DATA)
    pair = [notebooks.read("outcomes", language) for language in LANGUAGES]
    found = [line for language in LANGUAGES for line in notebooks.untidy("outcomes", language)]
    found += [*notebooks.differences("outcomes", *pair), *notebooks.stale("outcomes", *pair)]
    assert not found, "\n".join(found)
