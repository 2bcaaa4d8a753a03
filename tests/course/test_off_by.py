"""A wrong number that no trap knows is told which step is off, from the reader's own number."""

from datetime import timedelta

import pytest
from support.answers import QUESTIONS, as_typed, traps_of, with_answer

from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.judging import NOT_YET, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.words import Words


@pytest.mark.parametrize(
    ("question", "field", "typed", "slip"),
    [
        ("E1.3", "call_price", "780", "tenfold"),
        ("E1.3", "call_price", "79", "close"),
        ("E1.3", "call_price", "5", "low-formula"),
        ("E1.3", "call_price", "500", "high-formula"),
        ("E4.10", "health", "1.1475", "inverse"),
        ("E2.2", "net", "-40", "low-formula"),
        ("P1.10", "answer", "3.13", "tenfold"),
        ("P1.10", "answer", "60", "high"),
        ("E1.7", "breakeven", "88", "one-high-formula"),
        ("P1.13", "answer", "6", "one-high"),
        ("E2.3", "days", "8", "one-high-formula"),
        ("E1.8", "deadline", "2025-04-07", "one-early"),
        ("E1.8", "deadline", "2025-04-05", "closed-day"),
        ("E1.8", "deadline", "114/4/9", "one-late"),
        ("E1.8", "sale", "2025-04-07", "early"),
        ("E1.8", "sale", "2031-04-09", "late"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slip_is_named_with_the_readers_number(question, field, typed, slip, language):
    asked = variant(QUESTIONS[question])
    [said] = [each for each in judge(asked, {field: typed}).paragraphs if each.key.startswith("question.off.")]
    assert said.key == f"question.off.{slip}"
    text = said.text(Words(language, texts()[language]))
    assert typed in text and "{" not in text
    assert str(asked.asked[field].right) not in text, "the right answer is not given away"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_chosen_ordered_or_matched_wrongly_is_told_where(language):
    words = Words(language, texts()[language])

    def told(id, field, answer):
        asked = variant(QUESTIONS[id])
        return judge(asked, with_answer(asked, field, answer)).paragraphs[-1].text(words)

    assert "2" in told("E1.13", "order", ["repay", "sell", "add"])
    levels = variant(QUESTIONS["E1.14"])
    wrong = told("E1.14", "levels", {"broker-cancel": "130"})
    assert wrong.endswith(levels.paragraph("row.broker-cancel").text(words))
    assert "3" in wrong and levels.asked["levels"].right["broker-cancel"] not in wrong
    kinds = variant(QUESTIONS["E0.5"])
    long = kinds.asked["long"]
    other = next(each for each in long.kind.options if each != long.right and each not in long.traps)
    said = told("E0.5", "long", other)
    assert kinds.paragraph(f"option.{other}").text(words) in said and kinds.hint(1).text(words) in said


def natural_wrong_answers(field):
    """Yield what people answer who slip: sign, unit, the other part, upside down, the wrong base, one off."""
    right = field.right
    if field.kind.name == "number":
        value = right.value
        slips = [-value, value * 100, value / 100, 1 - value, value * 1.3, value / 1.3, value * 0.75, value + 1, 0]
        yield from (as_typed(Quantity(slip, right.unit)) for slip in [*slips, 1 / value if value else 3])
    elif field.kind.name == "date":
        yield from ((right.value + timedelta(days=off)).isoformat() for off in (-30, -2, -1, 1, 2, 30))
    elif field.kind.name == "order":
        yield from (list(each) for each in (right[::-1], (right[1], right[0], *right[2:])))
    elif field.kind.name == "match":
        yield from ({row: option} for row in right for option in field.kind.options)
    else:
        yield from field.kind.options


@pytest.mark.parametrize("id", QUESTIONS)
def test_every_natural_wrong_answer_gets_words(id):
    """A trap's own words, or which step is off from the reader's own answer; never only that it is wrong."""
    for seed in (None, "2026-17", "2026-18"):
        asked = variant(QUESTIONS[id], seed)
        for name, field in asked.asked.items():
            for typed in natural_wrong_answers(field):
                found = judge(asked, with_answer(asked, name, typed))
                if found.state == NOT_YET:
                    own = (f"{id}.trap.{name}.", f"{id}.explain.", "question.off.")
                    assert any(each.key.startswith(own) for each in found.paragraphs), f"{id}, {seed}: {typed}"


def test_every_idea_is_recognised_by_a_trap_or_an_option():
    """Claims do not count: a reader may never open them."""
    recognised = {trap.idea for question in QUESTIONS.values() for _, _, trap in traps_of(variant(question))}
    assert set(IDEAS) - recognised == set()
