"""The workbook recalculated is the library, at any common change, by our evaluator and by LibreOffice."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import portfolios
from support.spreadsheets import OFFICE, Book, recalculated_by_office

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.position import left_out_said, lender_said
from pledge_lib.panels.mine.workbook import CHANGE, HEAD, TOTALS, position_workbook
from pledge_lib.panels.words import Words

FEW = settings(max_examples=max(10, settings().max_examples // 5))
ENGLISH = Words("en", texts()["en"])
FIELDS = {"collateral": "collateral", "debt": "debt", "asked": "called_sum", "cost": "cost_a_month"}


def book_of(mine, folder, words=ENGLISH, change=0.0) -> Book:
    file = folder / "mine.xlsx"
    file.write_bytes(position_workbook(mine, words, change))
    return Book(file)


def differs(book, mine, change) -> list[str]:
    """Return every number of the accounts and totals that is not what the library says after a change."""
    moved, found = mine.moved(change), []
    for name, field in FIELDS.items():
        expected = float(getattr(moved.total(), field))
        if book.value(TOTALS[name]) != pytest.approx(expected, rel=1e-9, abs=0.006):
            found.append(f"{name}: {book.value(TOTALS[name])} for {expected}")
    for place, account in enumerate(moved.accounts):
        called = book.at("accounts", f"I{HEAD + place + 1}")
        if called != float(account.own_call and account.is_called):
            found.append(f"{account.lender} called: {called}")
    return found


@FEW
@given(portfolios(), st.integers(-60, 60))
def test_the_formulas_are_the_library_at_any_change(tmp_path_factory, mine, per_cent):
    book = book_of(mine, tmp_path_factory.mktemp("book"))
    assert differs(book, mine, 0.0) == []
    book.set(CHANGE, per_cent / 100)
    assert differs(book, mine, per_cent / 100) == []


@pytest.mark.parametrize("language", list(texts()))
def test_what_is_stored_beside_the_formulas_is_what_they_give(tmp_path, language):
    book = book_of(portfolio_of(kept.example()), tmp_path, Words(language, texts()[language]), change=-0.35)
    for (sheet, cell), formula in book.formulas.items():
        stored = book.cells.get((sheet, cell), "")
        found = book.at(sheet, cell)
        assert (found == stored) if isinstance(found, str) else found == pytest.approx(stored, abs=0.006), (
            cell,
            formula,
        )


def test_interest_that_a_ratio_leaves_out_is_said_below_the_totals(tmp_path):
    head = "lender,kind,symbol,shares,price,loan,rate,drawn,rules,days of interest\n"
    left_out = "C,pledge,2317,6000,220,720000,6.25%,2025-12-01,tw-sfc-pledge,"
    for row, count in ((left_out, 1), (f"{left_out}106", 0)):
        mine = portfolio_of(read_position((head + row).encode()))
        told = list(left_out_said(mine, ENGLISH))
        cells = book_of(mine, tmp_path).cells
        assert len(told) == count and [text for text in cells.values() if "2025-12-01" in f"{text}"] == told


CONTRACT = "lender,kind,symbol,shares,price,loan,rate,call line,cure target,cure days,drawn,due date,ex-date,dividend\n"
OWN = CONTRACT + (
    "A Bank,pledge,2330,1000,1000,600000,12.5%,140%,170%,5,2025-10-15,2026-10-15,2026-03-17,5\n"
    "A Bank,pledge,0050,15000,60.05,,,,,,,,2026-01-22,\n"
)


def read_again(mine, words) -> Portfolio:
    seen = read_position(position_workbook(mine, words))
    assert seen.ready and not seen.unknown, (seen.reason, seen.unknown)
    return portfolio_of(seen)


@FEW
@given(portfolios(), st.sampled_from(list(texts())))
def test_the_workbook_is_read_again_as_the_position(mine, language):
    assert read_again(mine, Words(language, texts()[language])) == mine


@pytest.mark.parametrize("language", list(texts()))
def test_a_contract_of_ones_own_its_days_and_the_dividends_come_back(language):
    mine = portfolio_of(read_position(OWN.encode()))
    assert read_again(mine, Words(language, texts()[language])) == mine


def test_what_is_changed_in_a_spreadsheet_is_what_is_read_again(tmp_path):
    """The price stands on one sheet and the line on the other; the common change is no price of today."""
    mine = portfolio_of(read_position(OWN.encode()))
    book = book_of(mine, tmp_path)
    book.set(CHANGE, -0.35)
    book.changed |= {("holdings", f"E{HEAD + 1}"): 1_100.0, ("accounts", f"F{HEAD + 1}"): 1.5}
    book.write(tmp_path / "again.xlsx", calculated=True)
    (account,) = portfolio_of(read_position((tmp_path / "again.xlsx").read_bytes())).accounts
    assert (account.prices, account.line) == ({"2330": 1_100, "0050": 60.05}, 1.5)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine")
def test_libreoffice_calculates_the_same(tmp_path):
    mine = portfolio_of(kept.example())
    book = book_of(mine, tmp_path)
    book.set(CHANGE, -0.35)
    assert differs(recalculated_by_office(book, tmp_path / "office"), mine, -0.35) == []
    seen = read_position((tmp_path / "office" / "answered" / "asked.xlsx").read_bytes())
    said = [replace(row, lender=lender_said(row.lender, ENGLISH)) for row in kept.example()]
    assert portfolio_of(seen) == portfolio_of(said)
