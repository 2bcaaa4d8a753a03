"""A changed digit, a swapped row and a lost file are found: every series is held against its control totals."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from pledge_lib import datasets
from pledge_lib.datasets import DatasetError

DAY = re.compile(r"\d{4}-\d\d-\d\d")
SYMBOLS = [symbol for market in ("taiwan", "us", "crypto") for symbol in datasets.price_symbols(market)]
FIGURES = [(f"prices/{symbol}.csv", "close", partial(datasets.prices, symbol)) for symbol in SYMBOLS] + [
    ("prices/BTC.csv", "low", partial(datasets.prices, "BTC")),
    ("prices/ETH.csv", "low", partial(datasets.prices, "ETH")),
    ("prices/AAPL.csv", "adjusted_close", partial(datasets.prices, "AAPL")),
    ("prices/2330.csv", "date", partial(datasets.prices, "2330")),
    ("prices/MSFT.csv", "date", partial(datasets.prices, "MSFT")),
    ("statistics/taiex_month_end.csv", "close", datasets.taiex_month_end),
    ("statistics/taiex_yearly_risk.csv", "volatility", datasets.taiex_yearly_risk),
    ("statistics/taiex_yearly_risk.csv", "deepest_fall", datasets.taiex_yearly_risk),
    ("statistics/taiex_yearly_risk.csv", "worst_session_on", datasets.taiex_yearly_risk),
    ("statistics/sp500_monthly.csv", "average", datasets.sp500_monthly),
    ("statistics/margin_balance.csv", "balance_100_million", datasets.margin_balance),
    ("statistics/margin_facts.csv", "value", datasets.margin_facts),
]


@pytest.mark.parametrize(("file", "column", "read"), FIGURES, ids=[f"{file}-{column}" for file, column, _ in FIGURES])
def test_a_changed_digit_is_found_in_its_row(replace_line, data_copy, file, column, read):
    assert read(), "the untouched file is in order"
    lines = (data_copy / file).read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index(column)

    def change_a_digit(line):
        values = line.split(",")
        values[place] = another_day(values[place]) if DAY.fullmatch(values[place]) else another_digit(values[place])
        return ",".join(values)

    for part in (0.05, 0.37, 0.95):
        row = 2 + round(part * (len(lines) - 2))
        line = replace_line(file, row, change_a_digit)
        with pytest.raises(DatasetError) as refused:
            read()
        assert (refused.value.file, refused.value.row, refused.value.column) == (file, row, column)
        advised, right = re.search(r"should be (\S+) by", str(refused.value))[1], line.split(",")[place]
        assert advised == right if DAY.fullmatch(right) else float(advised) == float(right)
        replace_line(file, row, line)


def another_digit(figure):
    """Return the figure with another last digit that is not 0."""
    return figure[:-1] + ("5" if figure[-1] != "5" else "4")


def another_day(day):
    """Return the day before: a date that may well stand there."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


ORDERED = [
    "prices/BTC.csv",
    "prices/AAPL.csv",
    "statistics/taiex_month_end.csv",
    "statistics/taiex_yearly_risk.csv",
    "statistics/sp500_monthly.csv",
    "statistics/margin_balance.csv",
    "statistics/margin_facts.csv",
]


@pytest.mark.parametrize("file", ORDERED)
def test_rows_out_of_order_and_a_lost_column_are_refused(data_copy, file):
    read = next(read for other, _, read in FIGURES if other == file)
    path = data_copy / file
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, rows[-1], *rows[1:-1], rows[0]]) + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=rf"{file}, row \d+, column date"):
        read()
    for column in head.split(","):
        others = ["lost" if other == column else other for other in head.split(",")]
        path.write_text("\n".join([",".join(others), *rows]) + "\n", encoding="utf-8")
        with pytest.raises(DatasetError, match=rf"{file}, row 1, column {column}: the column is missing"):
            read()


@pytest.mark.parametrize(
    ("file", "read"),
    [
        ("prices/2330.csv", partial(datasets.prices, "2330")),
        ("statistics/taiex_month_end.csv", datasets.taiex_month_end),
    ],
)
def test_totals_worked_out_anew_do_not_excuse_an_unsorted_file(replace_line, data_copy, file, read):
    early, late = ((data_copy / file).read_text(encoding="utf-8").splitlines()[row - 1] for row in (5, 6))
    replace_line(file, 5, late)
    replace_line(file, 6, early)
    controls = (data_copy / "controls.csv").read_text(encoding="utf-8").splitlines()
    for column, place in (("date", 0), ("close", 1)):
        row = next(n for n, line in enumerate(controls, 1) if line.startswith(f"{file},{column},"))
        first, second = (as_number(line.split(",")[place]) for line in (early, late))
        head, _, total = controls[row - 1].rpartition(",")
        replace_line("controls.csv", row, f"{head},{Decimal(total) + first - second}")
    with pytest.raises(DatasetError, match=rf"{file}, row 6, column date: .*sort the rows"):
        read()


def as_number(text):
    """Return what a figure or a day counts in a total."""
    return Decimal(date.fromisoformat(text).toordinal()) if DAY.fullmatch(text) else Decimal(text)


def test_a_share_can_be_read_while_the_other_files_are_lost(data_copy):
    for path in (data_copy / "prices").glob("[A-Z]*.csv"):
        path.unlink()
    for path in (data_copy / "statistics").iterdir():
        path.unlink()
    assert datasets.prices("2330").close("2025-04-07") == 848
    with pytest.raises(DatasetError, match=r"prices/BTC\.csv: the file is missing"):
        datasets.prices("BTC")


def test_two_swapped_closes_and_a_lost_row_are_found(replace_line, data_copy):
    first = replace_line("prices/2330.csv", 5, lambda line: line.replace("68.20", "69.40"))
    assert ",68.20," in first
    replace_line("prices/2330.csv", 4, lambda line: line.replace("69.40", "68.20"))
    with pytest.raises(DatasetError, match="several values of 2008-05-15 to 2008-12-31"):
        datasets.prices("2330")
    path = data_copy / "prices" / "2412.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:9] + lines[10:]) + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="161 rows instead of 162"):
        datasets.prices("2412")
