"""A wrong number that no trap knows is told which step is off, from the reader's own number."""

import pytest
from support.answers import QUESTIONS, traps_of

from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.judging import judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
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
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slip_is_named_with_the_readers_number(question, field, typed, slip, language):
    asked = variant(QUESTIONS[question])
    [said] = [each for each in judge(asked, {field: typed}).paragraphs if each.key.startswith("question.off.")]
    assert said.key == f"question.off.{slip}"
    text = said.text(Words(language, texts()[language]))
    assert typed in text and "{" not in text
    assert asked.asked[field].right.text not in text, "the right answer is not given away"


def test_every_idea_is_recognised_by_a_trap_or_an_option():
    """Claims do not count: a reader may never open them."""
    recognised = {trap.idea for question in QUESTIONS.values() for _, _, trap in traps_of(variant(question))}
    assert set(IDEAS) - recognised == set()
