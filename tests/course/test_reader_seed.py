"""The reader's own numbers and orders: drawn once, kept in the record, the same tomorrow and for a whole class."""

import pytest
from support.answers import QUESTIONS

from pledge_lib.course import Lesson
from pledge_lib.course.attempts import SEED, Event
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.reader_seed import own_seed
from pledge_lib.course.variants import variant


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.delenv("PLEDGE_LAB_SEED")
    place = tmp_path / "ledger.json"
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(place))
    return place


def test_a_reader_keeps_the_numbers_after_a_restart(place):
    first, again = Lesson("01_pledging", "en"), Lesson("02_margin_trading", "zh_TW")
    assert first.seed and first.seed == again.seed == own_seed(Ledger(place))
    assert [event.kind for event in Ledger(place).events()] == [SEED]
    assert first.exercise("E1.2").summary() == Lesson("01_pledging", "en").exercise("E1.2").summary()


def test_two_readers_have_different_numbers(place):
    ours = Lesson("01_pledging", "en").seed
    place.unlink()
    assert Lesson("01_pledging", "en").seed != ours


def test_of_two_records_that_were_merged_the_older_seed_holds(place):
    ledger = Ledger(place)
    for day, seed in (("2026-03-02", "younger"), ("2026-03-01", "older")):
        moment = f"{day}T09:00:00+08:00"
        ledger.record(Event(at=moment, lesson="course", question=SEED, kind=SEED, answer=seed))
    assert own_seed(ledger) == "older"


def test_a_class_seed_wins_and_none_brings_the_own_numbers_back(place):
    lesson = Lesson("01_pledging", "en")
    own = lesson.exercise("E1.2").summary()
    lesson.use_seed("2026-17")
    assert lesson.seed == "2026-17" and lesson.exercise("E1.2").summary() != own
    lesson.use_seed(None)
    assert lesson.exercise("E1.2").summary() == own


def test_the_environment_names_a_seed_and_an_empty_one_asks_for_the_first_numbers(place, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")
    assert Lesson("01_pledging", "en").seed == "2026-17"
    monkeypatch.setenv("PLEDGE_LAB_SEED", "")
    assert Lesson("01_pledging", "en").seed is None
    assert not place.exists(), "a seed that was given is not written down"


def test_an_empty_record_says_so_although_it_keeps_the_seed(place):
    lesson = Lesson("01_pledging", "en")
    assert lesson.seed and lesson.words("ledger.empty") in lesson.record().lines


@pytest.mark.parametrize("seed", [None, "2026-17"])
def test_the_record_keeps_keys_whatever_places_were_given(place, seed):
    lesson = Lesson("01_pledging", "en", seed=seed)
    shown = variant(QUESTIONS["Q1.1"], lesson.seed).asked["option"].kind.options
    for number, option in enumerate(shown, start=1):
        lesson.check("Q1.1", number)
        assert lesson.ledger.events()[-1].answer == f"option={option}"
    items = variant(QUESTIONS["E1.13"], lesson.seed).asked["order"].kind.items
    lesson.check("E1.13", "3, 1, 2")
    assert lesson.ledger.events()[-1].answer == f"order={items[2]}, {items[0]}, {items[1]}"
    form = lesson.predict("P1.3").form
    form.press("commit", answer="1", confidence=60)
    assert lesson.ledger.events()[-1].answer == variant(QUESTIONS["P1.3"], lesson.seed).asked["answer"].kind.options[0]
