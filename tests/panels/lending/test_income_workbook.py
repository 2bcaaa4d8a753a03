"""F3.1 as a spreadsheet: its formulas are live and agree with the library, whoever calculates them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES, known_panel, open_panel
from support.power import by_profile, tried
from support.spreadsheets import OFFICE, Book, recalculated_by_office, serial

from pledge_lib.course import Lesson
from pledge_lib.finance.checks import InputError
from pledge_lib.market.sessions import is_session
from pledge_lib.panels.lending.income import LAST_DAY
from pledge_lib.panels.lending.income_workbook import TOTALS, income_workbook
from pledge_lib.panels.spreadsheet import escape_formula

CENT = 0.005
SIGNS = tuple("=+-@\t\r")  # with these a formula, or a command, may begin
NAMED = {"price": "SharePrice", "shares": "SharesLent", "rate": "FeeRate", "days": "LoanDays", "share": "BrokerShare"}
CASES = (
    {"price": 800, "shares": 1_000, "rate": 0.03, "days": 15},
    {"price": 800, "shares": 1_000, "rate": 0.025, "days": 7, "rounding": "one-brokers"},
    {"price": 800, "shares": 5_000, "rate": 0.04, "days": 90},
    {"price": 800, "shares": 5_000, "rate": 0.04, "days": 90, "settle": "at-return"},
    {"price": 16, "shares": 1_000, "rate": 0.0001, "days": 180, "rounding": "one-brokers", "lent": date(2026, 3, 2)},
    {"price": 1_985, "shares": 50_000, "rate": 0.16, "days": 180, "lent": date(2026, 12, 31)},
)


def written(panel, folder) -> Book:
    """Return the workbook of a panel as it stands."""
    path = folder / "income.xlsx"
    path.write_bytes(income_workbook(panel.result, panel.words))
    return Book(path)


def change(book: Book, values: dict):
    """Change the inputs of a workbook to those of a panel."""
    for key, name in NAMED.items():
        book.set(name, values[key])
    book.set("LentOn", serial(values["lent"]))
    book.set("FlooredDaily", values["rounding"] == "one-brokers")
    book.set("PaidMonthly", values["channel"] == "negotiated" and values["settle"] == "monthly")


def differences(book: Book, result) -> list[str]:
    """Return where a recalculated workbook and the library disagree: totals, days, and each payment."""
    wanted = {name: getattr(result.received, key) for key, (name, _) in TOTALS.items()}
    found = [
        f"{name}: {book.value(name)}, not {number}"
        for name, number in wanted.items()
        if abs(book.value(name) - number) > CENT
    ]
    days, cash = list(book.files)[1:3]
    for place, fee in enumerate(result.fees):
        if abs(book.at(days, f"E{place + 5}") - fee) > CENT:
            found.append(f"day {place + 1}: {book.at(days, f'E{place + 5}')}, not {fee}")
    for place, paid in enumerate(result.payments):
        row = place + 5
        first, until, net, paid_on = (book.at(cash, f"{column}{row}") for column in "ABIJ")
        exact_days = (serial(paid.payment.first), serial(paid.payment.until), serial(paid.payment.paid_on))
        if (first, until, paid_on) != exact_days or abs(net - paid.statement.net) > CENT:
            found.append(f"payment {place + 1}: {first} {until} {paid_on} {net}, not {paid}")
    beyond = len(result.payments) + 5
    if beyond < 12 and book.at(cash, f"C{beyond}") != 0:
        found.append("there is a payment too many")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", range(8))
def test_the_formulas_give_what_the_panel_shows(preset, language, tmp_path):
    panel = known_panel("F3.1", language)
    panel.react({"preset": preset})
    assert differences(written(panel, tmp_path), panel.result) == []


def test_a_stored_value_is_what_its_formula_gives(tmp_path):
    """A viewer that calculates nothing shows the stored values."""
    panel = known_panel("F3.1")
    panel.react({"preset": 4})
    book = written(panel, tmp_path)
    assert len(book.formulas) > 700
    for place in book.formulas:
        stored, calculated = book.cells.get(place, ""), book.at(*place)
        assert stored == calculated or abs(stored - calculated) < CENT, f"{place}: {stored} stored, {calculated} found"


def test_changed_inputs_change_the_results_as_in_the_library(tmp_path_factory):
    panel = known_panel("F3.1")
    book = written(panel, tmp_path_factory.mktemp("book"))
    lent = st.dates(date(2026, 1, 2), LAST_DAY).filter(is_session)
    drawn = st.fixed_dictionaries(
        {
            "price": st.integers(5, 2_000),
            "shares": st.integers(1, 50).map(lambda lots: lots * 1_000),
            "rate": st.integers(1, 1_600).map(lambda steps: steps / 10_000),
            "days": st.integers(1, 180),
            "lent": lent,
            "share": st.integers(0, 40).map(lambda cents: cents / 100),
            "mark": st.just("fixed"),
            "rounding": st.sampled_from(("none", "one-brokers")),
            "channel": st.sampled_from(("negotiated", "auction")),
            "settle": st.sampled_from(("monthly", "at-return")),
        }
    )

    @tried(0.5)
    @given(drawn)
    def agrees(values):
        panel.set(**values)
        change(book, values)
        assert differences(book, panel.result) == []

    agrees()


@pytest.mark.parametrize("office", ["our evaluator", *(["LibreOffice"] if OFFICE else [])])
def test_each_reader_of_the_workbook_finds_the_librarys_numbers(office, tmp_path):
    """LibreOffice takes a second for a case: at the desk it is asked for one, by .ci/run for three."""
    first = known_panel("F3.1", "en")
    for place, case in enumerate(CASES if office == "our evaluator" else CASES[2 : by_profile(quick=3, full=5)]):
        panel = known_panel("F3.1", "en")
        panel.set(**case)
        book = written(first, tmp_path)
        change(book, panel.values)
        calculated = recalculated_by_office(book, tmp_path / str(place)) if office == "LibreOffice" else book
        assert differences(calculated, panel.result) == [], f"{office}, {case}"


def test_the_rules_of_the_workbook_are_live_too(tmp_path):
    """The health premium on the fee is not settled, so the reader may switch it on; the waiver may change."""
    panel = known_panel("F3.1")
    panel.set(shares=50_000, days=60, rate=0.10, settle="at-return")
    book = written(panel, tmp_path)
    paid = panel.result.received.paid
    book.set("PremiumOnFee", True)
    assert book.value("TotalPremium") == round(paid * 0.0211)
    book.set("WithholdingWaiver", 10_000_000)
    assert book.value("TotalWithheld") == 0
    assert book.value("TotalReceived") == pytest.approx(paid - round(paid * 0.0211))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_workbook_can_be_taken_for_a_formula(language, tmp_path):
    panel = known_panel("F3.1", language)
    texts = written(panel, tmp_path).strings
    assert len(texts) > 50
    assert [text for text in texts if text.startswith(SIGNS)] == []


@given(st.text(max_size=12), st.sampled_from(("", *SIGNS)))
def test_a_harmless_text_keeps_its_words_and_starts_no_formula(text, sign):
    cell = escape_formula(sign + text)
    assert not cell.startswith(SIGNS)
    assert cell.removeprefix("'").endswith(text) and len(cell) - len(sign + text) in (0, 1)
    assert escape_formula(cell) == cell


def test_a_text_from_a_data_file_that_looks_like_a_formula_is_shown_only(tmp_path):
    panel = open_panel("F3.1", "en")  # its own words: those of a known panel are shared with other tests
    panel.words.table = {**panel.words.table, "rule.day_basis": '=HYPERLINK("x")', "workbook.input.days": "@SUM(A1)"}
    book = written(panel, tmp_path)
    assert '\'=HYPERLINK("x")' in book.strings and "'@SUM(A1)" in book.strings
    assert not any("HYPERLINK" in formula for formula in book.formulas.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_writes_the_workbook_and_says_where(language, tmp_path):
    lesson = Lesson("03_securities_lending", language)
    panel = lesson.panel("F3.1")
    panel.set(days=30)
    said = lesson.export_income(str(tmp_path / "my income.xlsx"), panel)
    assert "my income.xlsx" in said
    assert Book(tmp_path / "my income.xlsx").value("LoanDays") == 30
    assert [path.name for path in tmp_path.iterdir()] == ["my income.xlsx"]
    lesson.export_income(str(tmp_path / "my income.xlsx"), replace=True)
    assert Book(tmp_path / "my income.xlsx").value("LoanDays") == 15, "without a panel: the first values"


def test_a_workbook_that_cannot_be_written_is_said_and_raises_nothing(tmp_path):
    lesson = Lesson("03_securities_lending", "en")
    assert "could not be written" in lesson.export_income(str(tmp_path / "nowhere" / "income.xlsx"))
    with pytest.raises(InputError, match=r"figure is 'F3\.0'"):
        lesson.export_income(str(tmp_path / "income.xlsx"), lesson.panel("F3.0"))
    assert not list(Path(tmp_path).iterdir())


def test_the_closed_days_make_the_same_business_days(tmp_path):
    """WORKDAY with the list of closed days finds the payments of every day of lending in a year."""
    panel = known_panel("F3.1")
    book = written(panel, tmp_path)
    cash = list(book.files)[2]
    lent = date(2026, 1, 2)
    while lent.year == 2026:
        if is_session(lent):
            panel.set(lent=lent, days=40)
            book.set("LentOn", serial(lent))
            book.set("LoanDays", 40)
            paid = [each.payment.paid_on for each in panel.result.payments]
            assert [book.at(cash, f"J{place + 5}") for place in range(len(paid))] == list(map(serial, paid)), lent
        lent += timedelta(days=9)
