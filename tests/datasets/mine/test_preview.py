"""A file is read in every form in which people keep one, and what is not understood is named, never half-loaded."""

import csv
import io
from datetime import date, datetime

import pytest

from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.problems import SENTENCES
from pledge_lib.datasets.mine.rows import COLUMNS, ROW_KINDS, names
from pledge_lib.datasets.mine.sheets import MOST_ROWS

HEAD = "lender,kind,symbol,shares,price,loan"
PLAIN = f"{HEAD}\nA Bank,pledge,2330,1000,100,60000\n"


def only(text: str, **choices):
    """Return the one row of a table of two lines."""
    seen = read_position(text.encode(), **choices)
    assert seen.ready, seen.reason
    (row,) = seen.rows
    return row


def reasons(text: str, **choices) -> list[str]:
    seen = read_position(text.encode(), **choices)
    assert not seen.ready
    return [problem.key for line in seen.not_understood for problem in line.problems] or [seen.problems[0].key]


def test_a_table_as_it_is_kept_in_taiwan(table):
    seen = read_position(table.encode())
    assert seen.ready, seen.reason
    assert [(row.lender, row.kind, row.symbol, row.shares) for row in seen.rows] == [
        ("甲銀行", "pledge", "2330", 3_000),
        ("甲銀行", "pledge", "0050", 1_500),
        ("甲銀行", "pledge", "0050", 1_000),
        ("乙證券", "long", "2603", 2_000),
        ("乙證券", "short", "2454", 1_000),
    ]
    first, *_, short = seen.rows
    assert (first.loan, first.annual_rate, first.drawn) == (1_800_000, 0.0295, date(2025, 3, 5))
    assert (short.proceeds, short.margin, first.rules) == (1_294_000, 1_170_000, "tw-bank-pledge")
    assert [line.left_out for line in seen.lines if line.left_out] == ["total"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encoding_and_delimiter_change_nothing(table, encoding, delimiter):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(table)))
    assert read_position(text.getvalue().encode(encoding)).rows == read_position(table.encode()).rows


def test_the_order_of_columns_changes_nothing(table):
    lines = [line.split(",") for line in PLAIN.splitlines()]
    assert only("\n".join(",".join(reversed(line)) for line in lines)) == only(PLAIN)


def test_a_workbook_with_its_own_formats(make_workbook):
    head = ["Lender", "Type", "Ticker", "Shares", "Price", "Loan", "Rate", "Start date", "Remarks"]
    day = datetime(2025, 3, 5)
    data = make_workbook([[], head, ["A Bank", "pledge", 50, 1000.0, 200.5, 60_000, 0.0295, day, "=1+1"]])
    (row,) = read_position(data).rows
    assert (row.symbol, row.shares, row.price, row.annual_rate, row.drawn) == ("0050", 1_000, 200.5, 0.0295, day.date())


def test_a_formula_that_nobody_calculated_is_no_blank(make_workbook):
    """What a program writes and no spreadsheet has opened has no values: a loan would be read as none."""
    rows = [HEAD.split(","), ["A Bank", "pledge", "2330", 1_000, 100, "=600*100"]]
    seen = read_position(make_workbook(rows))
    assert [problem.key for line in seen.not_understood for problem in line.problems] == ["formula"]


@pytest.mark.parametrize(
    ("cell", "number", "shown", "field", "value"),
    [
        ("G2", 0.12, "0.00%", "annual_rate", 0.12),
        ("G2", 0.0295, "0%", "annual_rate", 0.0295),
        ("D2", 3, '0"張"', "shares", 3_000),
        ("D2", 3, "#,##0張", "shares", 3_000),
        ("D2", 3_000, '#,##0,"張"', "shares", 3_000),
        ("D2", 3_000, '#,##0"股"', "shares", 3_000),
    ],
)
def test_the_sign_that_a_format_shows_beside_a_number_is_read(make_workbook, cell, number, shown, field, value):
    held = dict(zip("ABCDEFG", ["A Bank", "pledge", "2330", 1_000, 100, 60_000, 0.0295], strict=True))
    held[cell[0]] = number
    (row,) = read_position(make_workbook([[*HEAD.split(","), "rate"], [*held.values()]], **{cell: shown})).rows
    assert getattr(row, field) == value


@pytest.mark.parametrize(
    ("column", "typed", "field", "value"),
    [
        ("借款日", "114/3/5", "drawn", date(2025, 3, 5)),
        ("借款日", "1140305", "drawn", date(2025, 3, 5)),
        ("借款日", "民國114年3月5日", "drawn", date(2025, 3, 5)),
        ("借款日", "2025-03-05 00:00:00", "drawn", date(2025, 3, 5)),
        ("年利率", "２.９５％", "annual_rate", 0.0295),
        ("年利率", "2.95", "annual_rate", 0.0295),
        ("年利率(%)", "0.5", "annual_rate", 0.005),
        ("年利率", "0.0295", "annual_rate", 0.0295),
        ("追繳線", "140%", "call_line", 1.4),
        ("追繳線", "1.4", "call_line", 1.4),
        ("貸款成數", "60", "loan_to_value", 0.6),
        ("規則", "證券金融公司", "rules", "tw-sfc-pledge"),
        ("到期日", "-", "matures", None),
    ],
)
def test_what_is_typed_is_read_by_its_column(column, typed, field, value):
    text = f"{HEAD},{column}\nA Bank,pledge,2330,1000,100,60000,{typed}\n"
    assert getattr(only(text), field) == value


@pytest.mark.parametrize(
    ("replaced", "by", "reason"),
    [
        ("60000", "sixty", "not_a_number"),
        ("60000", "NaN", "not_a_number"),
        ("60000", "1e999", "not_a_number"),
        ("60000", "-5", "out_of_range"),
        ("60000", "9" * 14, "out_of_range"),
        ("60000", "=SUM(A1:A9)", "formula"),
        ("1000,100", "1000.5,100", "not_whole"),
        ("1000,100", "1000,0", "not_positive"),
        ("1000,100", "1000,", "missing"),
        ("pledge", "gift", "unknown_word"),
        ("pledge", "", "missing"),
        ("A Bank", "Uncle", "unknown_lender"),
        ("A Bank", "", "missing"),
        ("A Bank", "=cmd|' /C calc'!A0", "formula"),
        ("symbol", "lender", "twice"),
        ("2330,1000,100,60000", ",,,60000", "missing"),
    ],
)
def test_what_is_not_understood_is_named(replaced, by, reason):
    assert reason in reasons(PLAIN.replace(replaced, by, 1))


@pytest.mark.parametrize(
    ("column", "typed", "reason"),
    [
        ("rate", "0.5", "rate_unsure"),
        ("drawn", "25/3/5", "year_count"),
        ("drawn", "2025/2/30", "not_a_date"),
        ("drawn", "soon", "not_a_date"),
        ("drawn", "1066-01-01", "out_of_range"),
        ("call line", "13", "out_of_range"),
    ],
)
def test_what_may_mean_two_things_is_not_guessed(column, typed, reason):
    assert reasons(f"{HEAD},{column}\nA Bank,pledge,2330,1000,100,60000,{typed}\n") == [reason]


def test_the_reader_may_say_what_a_column_is_and_how_years_count():
    text = f"{HEAD},When\nA Bank,pledge,2330,1000,100,60000,99/3/5\n"
    assert only(text).drawn is None
    assert only(text, columns={"When": "drawn"}, years="roc").drawn == date(2010, 3, 5)


ON_CHAIN = "lender,kind,symbol,shares,price,threshold\nAave,supplied,USDC,10000,1,0.78\n"


def test_a_debt_on_chain_has_a_price_and_is_never_taken_for_dollars():
    """Two ETH owed at a price of 1 would stand at a ratio of 5,000."""
    assert reasons(ON_CHAIN + "Aave,borrowed,ETH,2,,\n") == ["missing"]
    assert read_position((ON_CHAIN + "Aave,borrowed,ETH,2,3000,\n").encode()).ready
    assert read_position((ON_CHAIN + "Aave,borrowed,USDC,2,,\n").encode()).ready, "its price stands in another row"


def test_rows_that_contradict_each_other_are_both_shown():
    text = PLAIN + "B Bank,pledge,2330,1000,101,60000\n"
    seen = read_position(text.encode())
    ((line, problem),) = [(line, problem) for line in seen.not_understood for problem in line.problems]
    assert (line.number, problem.key, problem.values["row"]) == (3, "two_values", 2)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0" * 50, "empty"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "old_workbook"),
        (b"PK\x03\x04" + b"x" * 99, "broken"),
        (b"\x81\x00\xff" * 9, "encoding"),
        (b"hello\nworld\n", "no_header"),
        (HEAD.encode(), "no_rows"),
        (b"a," * 200 + b"\n", "too_wide"),
        (b"x" * 6_000_000, "too_big"),
        ((PLAIN + "A Bank,pledge,2330,1,100,\n" * MOST_ROWS).encode(), "too_many_rows"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(data, reason):
    seen = read_position(data)
    assert [problem.key for problem in seen.problems] == [reason]
    assert not seen.rows and len(seen.reason) > 20


def test_a_table_of_a_hundred_filled_columns_is_refused_before_it_takes_long():
    wide = "\n".join(["A Bank,pledge,2330,1000,100,60000" + ",x" * 94] * 2_000)
    seen = read_position(f"{HEAD}{',note' * 94}\n{wide}".encode())
    assert [problem.key for problem in seen.problems] == ["too_many_cells"]


def test_as_many_rows_as_promised_are_read():
    rows = "".join(f"A Bank,pledge,{number:04d},1000,100,\n" for number in range(MOST_ROWS - 1))
    assert len(read_position((PLAIN.replace("2330", "X") + rows).encode()).rows) == MOST_ROWS


def test_every_column_and_word_has_a_name_in_every_language():
    table = names()
    assert set(table["columns"]) == {*COLUMNS, "note"} and set(table["kinds"]) == set(ROW_KINDS)
    for part in ("columns", "kinds", "rules"):
        for key, languages in table[part].items():
            assert {"zh_TW", "en"} <= set(languages), f"{part}.{key}"


def test_no_name_of_a_column_means_two_things():
    said: dict[str, str] = {}
    for key, languages in names()["columns"].items():
        for alias in (alias for aliases in languages.values() for alias in aliases):
            assert said.setdefault(alias, key) == key, f"{alias} is {key} and {said[alias]}"


def test_every_reason_has_a_sentence_that_says_what_to_do():
    assert all(sentence[-1] not in ".;" for sentence in SENTENCES.values())
