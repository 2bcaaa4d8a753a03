"""The plan card to take away: a page in both languages, and a workbook that is the library when it is recalculated."""

import re
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.capstone import plan
from support.spreadsheets import OFFICE, Book, recalculated_by_office

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.finance.checks import InputError
from pledge_lib.market.capstone.planned import planned
from pledge_lib.panels.capstone.card_model import Card
from pledge_lib.panels.capstone.card_page import card_page
from pledge_lib.panels.capstone.card_workbook import FORMULAS, card_workbook

LOAN = planned(EXAMPLE, plan())
FIELDS = {"collateral": "collateral", "ratio": "ratio", "call_price": "call_price", "room": "room", "cost": "cost"}
FIELDS |= {"trigger_price": "trigger_price", "interest": "interest"}
OF_THE_CARD = {"now": "ratio", "cash": "cash", "short": "short_of"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("card")


def book_of(loan, folder) -> Book:
    file = folder / "plan.xlsx"
    file.write_bytes(card_workbook(loan, texts()))
    return Book(file)


@given(
    loan_to_value=st.integers(20, 60),
    trigger=st.integers(131, 250),
    reserve=st.integers(0, 40),
    change=st.integers(-80, 20),
)
def test_changed_and_recalculated_it_is_the_library(folder, loan_to_value, trigger, reserve, change):
    book = book_of(LOAN, folder)
    chosen = plan(loan_to_value=loan_to_value / 100, trigger=trigger / 100, reserve=reserve * 10_000)
    for name, value in (
        ("LoanToValue", chosen.loan_to_value),
        ("ActBelow", chosen.trigger),
        ("Reserve", chosen.reserve),
        ("PriceChange", change / 100),
    ):
        book.set(name, value)
    loan = planned(EXAMPLE, chosen)
    card = Card(loan=loan, change=change / 100, is_first=False)
    for key, (cell, _unit, _formula) in FORMULAS.items():
        expected = getattr(loan, FIELDS[key]) if key in FIELDS else getattr(card, OF_THE_CARD[key])
        assert book.value(cell) == pytest.approx(float(expected), rel=1e-9, abs=1e-6), key


def test_as_it_is_written_it_shows_the_case_of_the_lesson_sheet(folder):
    book = book_of(LOAN, folder)
    found = {cell: round(book.value(cell), 4) for cell in ("StartRatio", "CallPrice", "PlanRoom", "PlanCost")}
    assert found == {"StartRatio": 3.3333, "CallPrice": 0.39, "PlanRoom": 0.61, "PlanCost": 43_577.2603}


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed here")
def test_libreoffice_finds_the_same(folder):
    book = book_of(LOAN, folder)
    book.set("PriceChange", -0.65)
    again = recalculated_by_office(book, folder / "office")
    assert again.value("CashNow") == pytest.approx(Card(loan=LOAN, change=-0.65, is_first=False).cash, abs=0.01)


def test_the_page_holds_both_languages_the_rungs_and_the_reasons_as_text():
    told = planned(EXAMPLE, replace(plan(), reasons={"risk": "<script>跌 40%", "source": "B-5, 2026-07-14"}))
    page = card_page(told, texts())
    for language in LANGUAGES:
        assert f'lang="{language.replace("_", "-")}"' in page
        for key in ("title", "plan", "rungs", "not-advice"):
            assert escape(texts()[language][f"capstone.card.{key}"]) in page
    for number in ("333.33%", "39%", "61%", "43,577.26", "2026-04-01"):
        assert page.count(number) >= len(LANGUAGES), number
    assert "<script>" not in page and "&lt;script&gt;跌 40%" in page and "B-5, 2026-07-14" in page
    assert not re.search(r"https?://|src=|[{}]\w*[{}]", page.split("</style>")[1])


def test_the_lesson_writes_both_and_overwrites_nothing_unasked(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")
    lesson = Lesson("05_capstone", "en")
    for name in ("plan.html", "plan.xlsx"):
        assert name in lesson.save_plan(str(tmp_path / name))
        before = (tmp_path / name).read_bytes()
        lesson.save_plan(str(tmp_path / name))
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(InputError, match=r"\.pdf"):
        lesson.save_plan(str(tmp_path / "plan.pdf"))
