"""A prediction's figure opens at the case that was asked, so that what is seen is the result."""

import json
from itertools import pairwise

import pytest
from support.answers import BANKS, QUESTIONS

from pledge_lib.course import Lesson
from pledge_lib.course.questions import PREDICTION
from pledge_lib.course.variants import printed_answers, variant
from pledge_lib.finance.unit import Quantity
from tools import notebooks, printed

PREDICTIONS = [
    (lesson, id) for lesson, bank in BANKS.items() for id, asked in bank.questions.items() if asked.kind == PREDICTION
]

# what the figure says of a result that is a choice, by the name of the number
SAYS = {
    "P1.1": "ratio",
    "P1.3": "paid",
    "P1.5": "bank_cost",
    "P1.9": "ratio",
    "P1.7": "most_odds",
    "P1.11": "due",
    "P1.16": "ratio",
    "P1.17": "day",
    "P2.4": "again",
    "P2.10": "ratio",
    "P3.1": "second_fee",
    "P4.2": "left",
    "P4.3": "beyond",
    "P4.5": "ratio",
    "P4.7": "chain",
}

# numbers that stand above a guess and are of something else
BY_CHANCE = {"P3.8": "a tax bracket of 40%", "P4.1": "US$3,000 and 3 in an enumeration"}

# guesses after which only exercises or a new subject come
NOTHING_BELOW = {"s1-5-answer-ask", "s1-7-maturity-figure", "s2-1-figure", "s4-1-two-places-figure"}


@pytest.fixture
def open_lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return lambda lesson: Lesson(lesson, "en", seed="2026-17")


@pytest.mark.parametrize(("lesson", "id"), PREDICTIONS)
def test_the_figure_opens_at_the_case_asked(lesson, id, open_lesson):
    covered = open_lesson(lesson).predict(id)
    covered.form.press("skip")
    shown = covered.children[1].summary()
    asked = variant(QUESTIONS[id], "2026-17")
    answer = asked.asked["answer"].right
    said = asked.numbers.get("shown", str(answer)) if isinstance(answer, Quantity) else asked.numbers.get(SAYS.get(id))
    if said is not None:
        assert said.rstrip("%") in shown, f"{id}: the figure does not say {said}: {shown[:300]}"


def test_the_fall_asked_about_is_the_fall_of_the_figure(open_lesson):
    covered = open_lesson("00_start").predict("P0.4")
    asked = variant(QUESTIONS["P0.4"]).numbers
    prompt = json.loads(covered.form.frame["spec"])["prompt"]
    covered.form.press("skip")
    shown = covered.children[1].values
    assert (asked["fall"], asked["days"]) == (f"{-shown['shock']:.0%}", str(shown["days"]))
    assert f"by {asked['fall']} within {asked['days']} sessions" in prompt


@pytest.mark.parametrize("lesson", BANKS)
def test_a_case_to_be_guessed_is_no_example_of_the_open_figure(lesson, open_lesson):
    asked, opened = [QUESTIONS[id] for room, id in PREDICTIONS if room == lesson], open_lesson(lesson)
    cases = [(each.figure, each.opens) for each in asked if isinstance(each.opens, str)]
    assert offered(opened, cases) == []
    for each in asked:
        opened.predict(each.id).form.press("skip")
    assert offered(opened, cases) == cases


def offered(lesson, cases) -> list[tuple[str, str]]:
    """Return those cases, each a figure and a name, that the open figure offers as an example."""
    panels = {figure: lesson.panel(figure) for figure, _ in cases}
    examples = {figure: {preset.name for preset in panel.declaration.presets} for figure, panel in panels.items()}
    return [(figure, name) for figure, name in cases if name in examples[figure]]


@pytest.mark.parametrize("lesson", [lesson for lesson in BANKS if lesson != "00_start"])
def test_what_follows_a_guess_is_folded_away_in_the_notebook(lesson):
    """Run All gives nothing away: code and prose right below a guess stand under a heading that is saved folded."""
    for language in notebooks.LANGUAGES:
        cells = notebooks.read(lesson, language).cells
        for place, cell in enumerate(cells):
            if "lesson.predict(" in cell.source:
                rest = cells[place + 1 :]
                heading = next((each for each in rest if each.source.startswith("#")), None)
                is_folded = bool(heading) and heading.metadata.get("jp-MarkdownHeadingCollapsed", False)
                open_code = [each.id for each in rest[: rest.index(heading)] if shows_results(each)] if heading else []
                assert is_folded or f"{cell.id}" in NOTHING_BELOW, f"{language}/{lesson}, {cell.id}: open to everybody"
                assert not open_code or cell.id in NOTHING_BELOW, f"{language}/{lesson}: {open_code} below {cell.id}"


def shows_results(cell) -> bool:
    return cell.cell_type == "code" and "lesson." not in cell.source


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
@pytest.mark.parametrize("lesson", BANKS)
def test_no_question_of_the_prose_is_answered_right_below(lesson, language):
    """What the prose asks is asked as a guess, or else told: nobody is asked what stands below."""
    pairs = pairwise(notebooks.read(lesson, language).cells)
    answered = [
        above.id
        for above, below in pairs
        if above.source.rstrip().endswith(("?", "？")) and shows_results(below) and not below.metadata.get("tags")
    ]
    assert answered == []


def test_a_guess_sent_or_skipped_opens_what_is_folded_below(open_lesson):
    form = open_lesson("01_pledging").predict("P1.3").form
    assert "unfolds" not in json.loads(form.frame["spec"])
    form.press("skip")
    assert json.loads(form.frame["spec"])["unfolds"]


@pytest.mark.parametrize(("lesson", "id"), [each for each in PREDICTIONS if not QUESTIONS[each[1]].varies])
def test_a_number_to_be_guessed_does_not_stand_above(lesson, id):
    """One that is drawn is none of the lesson's anyway (`test_fresh_numbers.py`)."""
    asked = variant(QUESTIONS[id])
    above = set()
    for language in notebooks.LANGUAGES:
        cells = notebooks.read(lesson, language).cells
        place = next(i for i, cell in enumerate(cells) if f'lesson.predict("{id}")' in cell.source)
        texts_above = (text for cell in cells[:place] for text in printed.shown(cell))
        above |= {number for text in texts_above for number in printed.numbers_in(text)}
    assert bool(printed_answers(asked.solved, sorted(above))) == (id in BY_CHANCE)
