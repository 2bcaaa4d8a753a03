"""A lesson is found by its manifest, and what stands in its room is asked in it."""

import re
from types import ModuleType

import pytest
from support.answers import BANKS, QUESTIONS

from pledge_lib.course import bank as banks
from pledge_lib.course.bank import FLOOR, MANIFEST, bank, rooms
from pledge_lib.course.claims import Claim
from pledge_lib.course.questions import EXERCISE, Question, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.units import MONEY
from tools import notebooks


def test_every_room_with_a_manifest_is_a_lesson_with_notebooks():
    assert list(rooms().values()) == ["overview", "pledging", "margin", "lending", "crypto", "capstone"]
    assert {path.parent.name for path in FLOOR.rglob(MANIFEST)} == set(rooms().values())
    assert set(rooms()) <= set(notebooks.names())


@pytest.mark.parametrize("lesson", rooms())
def test_core_exercises_are_of_the_lesson_and_enough_for_its_gate(lesson):
    found = bank(lesson)
    assert len(set(found.core)) == len(found.core)
    assert all(0 < sitting.gate <= len(sitting.core) for sitting in found.sittings)
    assert found.gate == sum(sitting.gate for sitting in found.sittings)
    assert all(found.questions[id].kind == EXERCISE for id in found.core)
    assert {id for id, question in found.questions.items() if question.core} == set(found.core)


@pytest.mark.parametrize("lesson", rooms())
def test_what_is_asked_is_what_the_modules_of_the_room_tell(lesson):
    told, declared_as = set(), re.compile(r'^@(?:exercise|quiz|prediction|pretest|claim)\(\s*"([^"]+)"', re.MULTILINE)
    for path in (FLOOR / rooms()[lesson]).glob("*.py"):
        told |= set(declared_as.findall(path.read_text("utf-8")))
    assert told == {*bank(lesson).questions, *bank(lesson).pretest, *bank(lesson).claims}


@pytest.mark.parametrize("lesson", rooms())
def test_the_questions_of_a_lesson_bear_its_number(lesson):
    assert {id[1] for id in bank(lesson).questions} == {str(int(lesson[:2]))}


def test_what_is_kept_for_later_is_shown_by_no_lesson():
    for lesson, found in BANKS.items():
        later = {id for id, each in found.questions.items() if each.later}
        assert (
            later == {id for id in found.questions if id.startswith("R")} == found.questions.keys() - found.shown.keys()
        )
        cells = [cell.source for language in notebooks.LANGUAGES for cell in notebooks.read(lesson, language).cells]
        assert not [id for id in later if any(f'"{id}"' in source for source in cells)]


def test_questions_come_in_the_order_of_their_numbers():
    assert [id for id in BANKS["01_pledging"].questions if id.startswith("E")] == [f"E1.{n}" for n in range(1, 15)]


def declared(**names) -> ModuleType:
    module = ModuleType("declared")
    vars(module).update(names)
    return module


def test_an_id_that_is_told_twice_is_refused(monkeypatch):
    def tell():
        return Solved(option=chosen("yes", among=("yes", "no")))

    one, other = quiz("Q1.99", figure="F1.1")(tell), quiz("Q1.99", figure="F1.2")(tell)
    monkeypatch.setattr(banks, "import_module", lambda name: declared(one=one, again=one, other=other))
    bank.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"Q1\.99 is told twice"):
            bank("01_pledging")
    finally:
        bank.cache_clear()


def test_a_question_that_two_modules_share_is_asked_once():
    every = [each for bank in BANKS.values() for each in (*bank.questions.values(), *bank.claims.values())]
    assert all(isinstance(each, Question | Claim) for each in every)
    assert len(every) == len({each.id for each in every})
    assert len(QUESTIONS) == sum(len(bank.questions) + len(bank.pretest) for bank in BANKS.values())


def test_an_unknown_lesson_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"'07_nowhere', which is not known; choose one of: 00_start, 01_pledging"):
        bank("07_nowhere")


def test_a_name_has_one_value_in_a_question():
    twice = asked(MONEY(20), less=trap(MONEY(10)))
    assert Solved(sum=twice, less=MONEY(10)).texts == {"sum": "20", "less": "10"}
    with pytest.raises(ValueError, match="less is"):
        Solved(sum=twice, less=MONEY(15))


def test_numbers_without_a_question_stay_those_of_the_question():
    told = Solved(sum=asked(MONEY(20), less=trap(MONEY(10))), code="2317")
    assert told.unasked().asked == {} and told.unasked().texts == told.texts
    assert (told.unasked() | Solved(more=MONEY(1))).texts == {**told.texts, "more": "1"}
