"""The forms of lesson 0: pre-test, opening statements, contract reader, glossary."""

import re

import pytest

from pledge_lib import datasets
from pledge_lib.course import Lesson
from pledge_lib.course.attempts import PRETEST, STATEMENT
from pledge_lib.course.bank import bank
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.overview import glossary_form
from pledge_lib.course.overview.comparison import FIGURES, LEND, PRODUCTS
from pledge_lib.course.variants import variant
from pledge_lib.datasets.own_contract import OWN, saved_contract
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels import figures

ITEMS = bank("00_start").pretest


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))


@pytest.fixture(params=["zh_TW", "en"])
def lesson(request):
    return Lesson("00_start", request.param)


def test_the_ten_items_ask_for_the_ten_named_ideas():
    ideas = [
        next(trap.idea for asked in variant(each).asked.values() for trap in asked.traps.values() if trap.idea)
        for each in ITEMS.values()
    ]
    assert ideas == ["M01", "M04", "M05", "M07", "M08", "M09", "M11", "M26", "M35", "M39"]
    assert all(len(variant(each).asked) == 1 and each.varies for each in ITEMS.values())


def test_the_pretest_goes_on_where_it_stopped_and_keeps_what_was_said(lesson):
    form = lesson.pretest()
    for place, (id, question) in enumerate(ITEMS.items()):
        assert f"{place + 1}" in form.driver.sheet(form.words).title
        asked = variant(question).asked["answer"]
        right = str(asked.right)
        if place == 3:
            form = lesson.pretest()  # a page opened again
        form.press("next", **{f"answer:{id}": right, f"confidence:{id}": 80})
    events = [event for event in lesson.ledger.events() if event.kind == PRETEST]
    assert [event.question for event in events] == list(ITEMS)
    assert {event.outcome for event in events} == {RIGHT} and {event.confidence for event in events} == {80}
    assert form.driver.sheet(form.words).inputs == () and "10" in form.summary()
    form.press("next")
    assert len(lesson.ledger.events()) == len(events)


def test_the_pretest_gives_no_answer_away_and_names_the_idea_in_the_record_only(lesson):
    form = lesson.pretest()
    form.press("next", **{"answer:T0.1": "70", "confidence:T0.1": 90})
    said = " ".join(said.text for said in form.driver.said(form.words))
    assert "35%" not in said and "70" not in said
    [event] = lesson.ledger.events()
    assert (event.ideas, event.answer, event.confidence) == (("M01",), "answer=70", 90)


def test_nothing_typed_does_not_go_on_and_a_skip_does(lesson):
    form = lesson.pretest()
    first = form.driver.sheet(form.words).title
    for typed in ("", "not a number"):
        form.press("next", **{"answer:T0.1": typed})
        assert form.driver.sheet(form.words).title == first and form.driver.said(form.words)
    form.press("skip")
    assert form.driver.sheet(form.words).title != first
    assert [event.outcome for event in lesson.ledger.events()] == [None]


def test_the_statements_are_kept_and_compared_at_the_end_of_a_lesson(lesson):
    form = lesson.statements()
    form.press("keep", **{"S0.1": "agree", "S0.2": "unsure"})
    assert [(event.question, event.answer) for event in lesson.ledger.events() if event.kind == STATEMENT] == [
        ("S0.1", "agree"),
        ("S0.2", "unsure"),
    ]
    later = Lesson("01_pledging", lesson.language)
    form = later.statements()
    assert form.driver.said(form.words) == ()
    form.press("keep", **{"S0.1": "disagree"})
    said = [said.text for said in form.driver.said(form.words)]
    before, now = (later.words(f"statement.{answer}") for answer in ("agree", "disagree"))
    assert before in said[0] and now in said[0] and later.words("S0.3.view") in said


def test_a_contract_is_read_saved_and_offered_as_a_lender(lesson):
    form = lesson.contract()
    form.press("save", call_line="１４５％", cure_sessions="3", interest_in_debt="yes")
    contract, _ = saved_contract()
    assert (contract.call_line, contract.cure_sessions, contract.interest_in_debt) == (1.45, 3, True)
    said = [said.text for said in form.driver.said(form.words)]
    assert [lesson.words(f"contract.{name}.ask") for name in contract.open] == said[2:]
    assert datasets.rules(OWN).call_line == 1.45
    form = Lesson("01_pledging", lesson.language).contract()
    form.press("save", cure_target="170")
    assert saved_contract()[0].call_line == 1.45, "what is left untouched on the page stays"
    form.press("save", call_line="")
    assert saved_contract()[0].call_line is None, "what is emptied is open again"
    form.press("forget")
    assert saved_contract() is None


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({"cure_target": "125"}, 1.25),
        ({"cancel_level": "120"}, 1.20),
        ({"cure_target": "140"}, None),
        ({"cure_target": "130"}, None),
        ({"call_line": "120", "cure_target": "125"}, None),
        ({"call_line": "140"}, None),
    ],
)
def test_a_line_that_a_typed_level_lowers_is_said(lesson, typed, line):
    form = lesson.contract()
    form.press("save", **typed)
    own, broker = datasets.rules(OWN).call_line, datasets.rules("tw-broker-pledge").call_line
    said = [said.text for said in form.driver.said(form.words)]
    told = lesson.words("contract.lowered", broker=PERCENT.write(broker), line=PERCENT.write(own))
    assert (told in said) == (line is not None) and (line is None or own == line < broker)


def test_a_deadline_on_the_day_of_the_notice_is_taken_and_what_it_means_is_said(lesson):
    form = lesson.contract()
    form.press("save", cure_sessions="0")
    said = [said.text for said in form.driver.said(form.words)]
    assert saved_contract()[0].cure_sessions == 0 and lesson.words("contract.same-day") in said
    form.press("save", cure_sessions="1")
    assert lesson.words("contract.same-day") not in [said.text for said in form.driver.said(form.words)]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"call_line": "abc"}, "call_line"),
        ({"call_line": "900"}, "call_line"),
        ({"cure_sessions": "2.5"}, "cure_sessions"),
        ({"call_line": "140", "cure_target": "130"}, "cure_target"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_by_name_and_not_saved(lesson, typed, named):
    form = lesson.contract()
    form.press("save", **typed)
    [said] = form.driver.said(form.words)
    assert lesson.words(f"contract.{named}.label") in said.text and saved_contract() is None


def test_a_disk_that_refuses_is_told(lesson, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(PLACE, str(tmp_path / "file" / "ledger.json"))
    form = lesson.contract()
    form.press("save", call_line="140")
    assert "contract.json" in form.driver.said(form.words)[0].text and saved_contract() is None


def test_each_pair_that_people_take_for_one_has_a_figure_of_the_course():
    assert list(glossary_form.FIGURES) == [each.names for each in datasets.distinctions()]
    assert set(glossary_form.FIGURES.values()) <= figures.homes().keys()


def test_the_glossary_finds_terms_in_both_languages_and_says_what_they_are_not(lesson):
    form = lesson.glossary()
    assert form.driver.found() == list(dict.fromkeys(each.term for each in datasets.distinctions()))
    for typed, term in (("斷頭", "forced sale"), ("FORCED sale", "forced sale"), ("health", "health factor (HF)")):
        form.press("search", search=typed)
        assert form.driver.found()[0].term["en"] == term
    assert any(said.figure == "F0.2" for said in form.driver.said(form.words))
    form.press("search", search="xyzzy")
    assert form.driver.found() == [] and len(form.driver.said(form.words)) == 1


@pytest.mark.parametrize(("row", "days"), [("selling", [1, 3, 10]), ("time", [1, 2])])
def test_the_comparison_names_every_recall_and_every_deadline_of_a_loan_of_shares(lesson, row, days):
    cells = dict(zip(FIGURES, lesson.comparison().rows, strict=True))[row][1]
    text, _ = cells[PRODUCTS.index(LEND)]
    assert [int(number) for number in re.findall(r"\d+", text)] == days, "TAIWAN.md 3.3 and 3.4: of system and brokers"
