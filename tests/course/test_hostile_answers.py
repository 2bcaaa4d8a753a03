"""Whatever is typed into a question, a prediction or a claim, it is judged or refused with a sentence."""

import json

import pytest
from support.answers import BANKS, QUESTIONS
from support.hostile import MESSAGES, VALUES, some
from support.power import by_profile

from pledge_lib.course import Lesson
from pledge_lib.course.judging import NOT_TRIED, NOT_YET, RIGHT, judge
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import texts
from pledge_lib.panels.words import Words

COUNT = by_profile(quick=12, full=300)
SAID = 12  # of them are also said, which takes longer than judging
WORDS = Words("zh_TW", texts()["zh_TW"])
PREDICTED = next((bank, name) for bank, each in BANKS.items() for name in each.questions if name.startswith("P"))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_hostile_answer_is_judged_or_refused(question):
    asked = variant(question, None)
    for name in asked.asked:
        for place, answer in enumerate(some(VALUES, COUNT, question.id + name)):
            found = judge(asked, {name: answer})
            assert found.state in (NOT_TRIED, NOT_YET, RIGHT)
            for paragraph in found.paragraphs if place < SAID else ():
                said = paragraph.text(WORDS)
                assert 0 < len(said) < 5_000


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", "en")


def forms(lesson):
    yield lesson.exercise("E1.3")
    yield lesson.factchecks()
    bank, question = PREDICTED
    yield Lesson(bank, "en").predict(question).form


def test_a_malformed_message_is_answered_and_changes_no_language(lesson):
    for form in forms(lesson):
        for message in MESSAGES:
            form.react(message)
            assert form.words.language == "en", message
            json.dumps(form.frame["spec"], allow_nan=False)


def test_hostile_answers_by_way_of_a_form_are_answered(lesson):
    for form in forms(lesson):
        sheet = json.loads(form.frame["spec"])
        names = [asked["name"] for asked in (*sheet["inputs"], *sheet.get("aside", ()))]
        actions = [action for action, *_ in (*sheet["actions"], *sheet.get("aside_actions", ()))]
        for name in [*names, "confidence", "reason", "verdict", "article"]:
            for answer in some(VALUES, by_profile(quick=8, full=25), name):
                for action in [*actions, "change", "pick-reason", "next"]:
                    if action != "skip":
                        form.react({"action": action, "answers": {name: answer}, "number": 1})
                        assert form.frame["answers"] == {"view": None, "number": 1}
