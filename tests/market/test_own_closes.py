"""The reader's own file of closes: read as it stands, or refused by file, row and column."""

from datetime import date

import numpy as np
import pytest

import pledge_lib as pl
from pledge_lib.datasets.tables import DatasetError
from pledge_lib.finance.checks import InputError
from pledge_lib.market import paths
from pledge_lib.market.closes import read_closes
from pledge_lib.market.moves import beyond_limit
from pledge_lib.market.own_rows import read_row
from pledge_lib.market.plan import Plan, ShareChange


@pytest.fixture
def own_file(tmp_path):
    """Return a function that writes a file of this text and names it."""

    def write(text, encoding="utf-8"):
        file = tmp_path / "mine.csv"
        file.write_bytes(text.encode(encoding))
        return file

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("rows", [("date,close", "2025-04-02,942", "2025-04-07,848")])
def test_a_good_file_becomes_a_dated_path(own_file, encoding, end, rows):
    found = read_closes(own_file(end.join(rows) + end, encoding))
    assert found.dates == (date(2025, 4, 2), date(2025, 4, 7))
    assert found.closes == (942.0, 848.0)
    assert found.path.tolist() == [[1.0, 848 / 942]]
    assert found.name == "mine"


def test_the_columns_may_stand_in_any_order(own_file):
    assert read_closes(str(own_file("close,date\n942,2025-04-02\n848,2025-04-07\n"))).closes == (942.0, 848.0)


def test_own_closes_can_be_resampled_and_limited(own_file):
    found = read_closes(own_file("date,close\n2025-04-02,100\n2025-04-07,91\n2025-04-08,100\n"))
    assert paths.limited(found.path, 0.10)[0] == pytest.approx([1, 0.91, 1])
    drawn = paths.block_bootstrap(50, days=3, sample=[found], block_length=1, drift=None, dtype=np.float64)
    assert set(np.diff(np.log(drawn)).round(9).ravel()) == set(np.log([0.91, 100 / 91]).round(9))


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("date,price\n2025-04-02,942\n", 1, "close", "the column is missing"),
        ("date,close,volume\n2025-04-02,942,5\n", 1, "volume", "the column is unknown"),
        ("date,close\n04/02/2025,942\n2025-04-07,848\n", 2, "date", "'04/02/2025' is not a date; write it as"),
        ("date,close\n2025-04-02,942\n2025-04-07,\n", 3, "close", "'' is not a number"),
        ("date,close\n2025-04-02,942\n2025-04-07,NaN\n", 3, "close", "is not a number"),
        ("date,close\n2025-04-02,942\n2025-04-07,0\n", 3, "close", "must be above 0"),
        ("date,close\n2025-04-02,942\n2025-04-07,-848\n", 3, "close", "must be above 0"),
        ('date,close\n2025-04-02,"1,00,5"\n2025-04-07,848\n', 2, "close", "'1,00,5' is not a number"),
        ("date,close\n2025-04-02,60%\n2025-04-07,848\n", 2, "close", "'60%' is not a number"),
        ('date,close\n2025-04-02,"' + "9\n" * 140_000, 131_074, None, "a quote is opened and never closed"),
        ("date,close\n2025-04-07,848\n2025-04-02,942\n", 3, "date", "sort the rows by date"),
        ("date,close\n2025-04-07,848\n2025-04-07,848\n", 3, "date", "keep each day once"),
        ("date,close\n2025-04-07,848,1\n", 2, None, "3 values for 2 columns"),
        ("date,close\n2025-04-07,848\n", 2, "close", "give at least two days"),
        ("date,close\n", None, None, "there are no rows below the header"),
        ("", 1, "date", "the column is missing"),
    ],
)
def test_a_fault_is_named_by_row_and_column(own_file, text, row, column, words):
    with pytest.raises(DatasetError) as refused:
        read_closes(own_file(text))
    assert (refused.value.row, refused.value.column) == (row, column)
    assert words in str(refused.value)
    assert str(refused.value).startswith("mine.csv")


def test_a_file_that_is_not_there_or_not_text_is_refused(own_file, tmp_path):
    with pytest.raises(DatasetError, match="there is no such file in"):
        read_closes(tmp_path / "other.csv")
    with pytest.raises(DatasetError, match="there is no such file in"):
        read_closes(tmp_path)
    with pytest.raises(DatasetError, match=r"row 3, column date: '日'"):
        read_closes(own_file("date,close\n2025-04-02,942\n日,1\n", "big5"))
    damaged = tmp_path / "damaged.csv"
    damaged.write_bytes(b"date,close\n\xff\x81\xff")
    with pytest.raises(DatasetError, match="not text in UTF-8 or Big5"):
        read_closes(damaged)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "cp950"])
def test_days_and_numbers_are_read_as_people_write_them(own_file, encoding):
    text = 'date,close\n114/04/02,"1,942.5"\n２０２５年4月7日,NT$848元\n2025-04-08 00:00:00,"78,5"\n'
    found = read_closes(own_file(text if encoding.startswith("utf") else text.replace("２０２５", "2025"), encoding))
    assert found.dates == (date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 8))
    assert found.closes == (1_942.5, 848, 78.5)


def test_an_undeclared_split_is_pointed_out_and_a_declared_one_is_none(own_file):
    """F2.9 with the closes of 2025-06 around a split of one into four (INPUTS row 4)."""
    rows = "2025-06-09,187.35\n2025-06-10,188.65\n2025-06-18,47.57{}\n2025-06-19,47.8{}\n"
    found = read_closes(own_file("date,close\n" + rows.format("", "")))
    (move,) = found.moves
    assert (move.day, round(move.change, 4), round(move.shares_for_one, 2)) == (date(2025, 6, 18), -0.7478, 3.97)
    header = "date,close,shares_for_one\n2025-06-09,187.35,\n2025-06-10,188.65,\n"
    split = read_closes(own_file(header + "2025-06-18,47.57,4\n2025-06-19,47.8,\n"))
    assert split.moves == () and split.closes == (187.35, 188.65, 190.28, 191.2)


def test_odds_are_not_drawn_from_an_undeclared_split(own_file):
    text = "date,close\n2025-06-09,187.35\n2025-06-10,188.65\n2025-06-11,47.57\n2025-06-12,47.8\n2025-06-13,48\n"
    drawn = paths.block_bootstrap(
        50, days=3, sample=[read_closes(own_file(text))], block_length=1, drift=None, dtype=np.float64
    )
    assert np.abs(np.diff(np.log(drawn))).max() < 0.01


def test_a_row_of_200_signs_is_read_and_a_longer_one_is_none():
    row = "2025-06-18,47.57,4"
    assert read_row("own", 1, row.ljust(200)) == (date(2025, 6, 18), 47.57, 4)
    with pytest.raises(InputError):
        read_row("own", 1, row.ljust(201))


def test_the_limits_of_all_sessions_in_between_are_allowed():
    days = [date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 8)]
    assert beyond_limit(days, [100, 90, 81]) == () and len(beyond_limit(days, [100, 89.99, 98.98])) == 1
    assert beyond_limit([days[0], days[2]], [100, 81]) == () and beyond_limit([days[0], days[2]], [100, 80.99])
    assert beyond_limit(days[1:], [100, 110]) == () and len(beyond_limit(days[1:], [100, 110.01])) == 1
    assert beyond_limit(days[1:], [100, 50], known={days[2]}) == ()
    assert len(beyond_limit([date(2015, 5, 28), date(2015, 5, 29)], [100, 92])) == 1, "7 % until 2015-05-31"


def test_a_timeline_points_out_the_split_that_its_plan_does_not_declare():
    holding = pl.Holding("2330", shares=1_000, price=100, loan_to_value=0.6)
    pledge = pl.Pledge(holdings=[holding], principal=10_000, rules=pl.rules("tw-broker-pledge"))
    path = [("2025-04-01", 100), ("2025-04-02", 25), ("2025-04-07", 26)]
    (moves,) = pl.run_timeline(pledge, path).moves.values()
    assert [move.day for move in moves] == [date(2025, 4, 2)]
    declared = Plan(share_changes=[ShareChange(on=date(2025, 4, 2), factor=4)])
    assert pl.run_timeline(pledge, path, plan=declared).moves == {}


def test_outside_the_calendar_every_day_between_may_have_had_its_limit():
    two_days_apart = [date(1999, 1, 4), date(1999, 1, 6)]
    assert beyond_limit(two_days_apart, [100, 87]) == (), "two limit-downs of 7 % lead to 86.49"
    assert len(beyond_limit(two_days_apart, [100, 86])) == 1
