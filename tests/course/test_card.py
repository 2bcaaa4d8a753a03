"""The card of a lesson: numbers of the library only, the reader's own rules as they stand in the record."""

import re
import tomllib
from importlib import import_module

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.bank import FLOOR, rooms
from pledge_lib.course.rules_form import FIELDS, LONGEST
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.checks import InputError

LESSONS = ("01_pledging", "02_margin_trading", "03_securities_lending", "04_crypto_collateral")
TYPED = re.compile(
    r"\{[^}]*\}|第 \d 課|Lesson \d|1 [−÷]|[（(]1 −|below 1\b|低於 1："
)  # fields, names, and formulas' own 1
# from the worked vectors: 60 % to 130 %; 10 % a session; 1 − 1/1.3; 1/(1 − 0.6); a margin of 90 %; 800,000 at 3 %
WORKED = {
    "01_pledging": ("22%", "3 limit-downs", "23.08%"),
    "02_margin_trading": ("2.5 times", "22%", "45.75%"),
    "03_securities_lending": ("NT$65.75", "NT$789.04", "16.67%"),
    "04_crypto_collateral": ("1.0311", "3.01%", "5%"),
}


@pytest.fixture(autouse=True)
def record(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_formulas_a_clock_three_numbers_three_traps_and_the_rules(name, language):
    card = Lesson(name, language).card().frame
    formulas, clock, traps = (part["lines"] for part in card["parts"])
    assert len(formulas) >= 3 and len(clock) >= 3 and len(traps) == 3
    assert len(card["numbers"]["cells"]) == 3 and len(card["rules"]["rows"]) == len(FIELDS)
    assert not re.search(r"[{}]", "".join((*formulas, *clock, *traps, card["foot"])))


@pytest.mark.parametrize("name", LESSONS)
def test_the_three_numbers_are_those_of_the_worked_vectors(name):
    cells = Lesson(name, "en").card().frame["numbers"]["cells"]
    assert tuple(value for value, _ in cells) == WORKED[name]


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_a_card_is_typed(name, language):
    told = tomllib.loads((FLOOR / rooms()[name] / f"card.{language}.toml").read_text("utf-8"))
    for text in _texts(told):
        assert not re.search(r"\d", TYPED.sub("", text)), text


def _texts(told):
    for each in told.values():
        yield from _texts(each) if isinstance(each, dict) else (each,)


def test_a_card_changes_with_its_rules(monkeypatch):
    room = import_module("pledge_lib.course.pledging.card")
    monkeypatch.setattr(room.Facts, "broker", room.Facts().company)
    value, _ = Lesson("01_pledging", "en").card().frame["numbers"]["cells"][0]
    assert value == "16%"  # from 166.67 % to 140 %


def test_what_is_written_stands_on_the_cards_that_are_open_and_on_those_of_other_lessons():
    lesson = Lesson("01_pledging", "en")
    card, form = lesson.card(), lesson.own_rules()
    assert texts()["en"]["card.unwritten"] in card.summary()
    form.react({"action": "keep", "answers": {"line": " NT$90 ", "never": ""}, "view": "a", "number": 1})
    assert ("My line, as a price", "NT$90") in card.frame["rules"]["rows"]
    assert "NT$90" in Lesson("04_crypto_collateral", "zh_TW").card().summary()
    assert form.frame["said"][-1]["text"].startswith(f"Kept: 1 of {len(FIELDS)}")


def test_the_form_opens_with_what_was_written_and_forgets_what_is_emptied():
    form = Lesson("01_pledging", "en").own_rules()
    form.driver.act("keep", {"line": "90", "act": "repay"})
    again = Lesson("02_margin_trading", "en").own_rules()
    assert {each.name: each.value for each in again.driver.sheet(again.words).inputs}["act"] == "repay"
    again.driver.act("keep", {"act": "  "})
    rows = dict(Lesson("01_pledging", "en").card().frame["rules"]["rows"])
    assert rows["What I do that day"] == "" and rows["My line, as a price"] == "90"


def test_a_rule_that_does_not_fit_is_said_and_nothing_is_kept():
    form = Lesson("01_pledging", "en").own_rules()
    form.driver.act("keep", {"line": "90", "act": "x" * (LONGEST + 1)})
    [said] = form.driver.said(form.words)
    assert str(LONGEST) in said.text and "nothing was kept" in said.text
    assert not any(rule for _, rule in Lesson("01_pledging", "en").card().frame["rules"]["rows"])


def test_a_lesson_without_a_card_says_which_have_one():
    with pytest.raises(InputError, match="01_pledging"):
        Lesson("00_start", "en").card()
