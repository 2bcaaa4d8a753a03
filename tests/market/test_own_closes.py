"""The reader's own file of closes: read as it stands, or refused by file, row and column."""

from datetime import date

import numpy as np
import pytest

from pledge_lib.datasets.tables import DatasetError
from pledge_lib.market import paths
from pledge_lib.market.closes import read_closes


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
    found = read_closes(own_file("date,close\n2025-04-02,100\n2025-04-07,80\n2025-04-08,88\n"))
    assert paths.limited(found.path, 0.10)[0] == pytest.approx([1, 0.9, 0.88])
    drawn = paths.block_bootstrap(50, days=3, sample=[found], block_length=1, drift=None, dtype=np.float64)
    assert set(np.diff(np.log(drawn)).round(9).ravel()) == set(np.log([0.8, 1.1]).round(9))


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("date,price\n2025-04-02,942\n", 1, "close", "the column is missing"),
        ("date,close,volume\n2025-04-02,942,5\n", 1, "volume", "the column is unknown"),
        ("date,close\n2025/04/02,942\n2025-04-07,848\n", 2, "date", "'2025/04/02' is not a date; write it as"),
        ("date,close\n2025-04-02,942\n2025-04-07,\n", 3, "close", "'' is not a number"),
        ("date,close\n2025-04-02,942\n2025-04-07,NaN\n", 3, "close", "must be above 0"),
        ("date,close\n2025-04-02,942\n2025-04-07,0\n", 3, "close", "must be above 0"),
        ("date,close\n2025-04-02,942\n2025-04-07,-848\n", 3, "close", "must be above 0"),
        ('date,close\n2025-04-02,"1,005"\n2025-04-07,848\n', 2, "close", "'1,005' is not a number"),
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
    with pytest.raises(DatasetError, match="not UTF-8"):
        read_closes(own_file("date,close\n2025-04-02,942\n日,1\n", "big5"))
