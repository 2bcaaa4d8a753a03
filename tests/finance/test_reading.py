"""What people type is read as they mean it, or refused with what is wrong: by unit, everywhere by the one reader."""

from datetime import date, datetime
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.datasets.records import to_date
from pledge_lib.finance import units
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.reading import day_in, number_in, plain_text

READ = [
    (units.PRICE, "78,5", 78.5),
    (units.PRICE, "78,50", 78.5),
    (units.PRICE, "78,00", 78),
    (units.NUMBER, "7,8", 7.8),
    (units.TIMES, "29,74", 29.74),
    (units.TIMES, "0,216", 0.216),
    (units.TIMES, "0,2164", 0.2164),
    (units.TOKENS, "1,5", 1.5),
    (units.MONEY, "2,176", 2_176),
    (units.MONEY, "1,000,000", 1_000_000),
    (units.MONEY, "1 000 000", 1_000_000),
    (units.MONEY, "1'000'000.5", 1_000_000.5),
    (units.MONEY, "ＮＴ＄６００，０００", 600_000),
    (units.MONEY, "600,000 元", 600_000),
    (units.MONEY, "NT$600,000元", 600_000),
    (units.MONEY, "60萬", 600_000),
    (units.MONEY, "1.5億元", 150_000_000),
    (units.MONEY, "1億2000萬", 120_000_000),
    (units.MONEY, "3萬5千", 35_000),
    (units.MONEY, "1萬2000", 12_000),
    (units.MONEY, "-5", -5),
    (units.MONEY, "−5", -5),
    (units.MONEY, "NT$-5", -5),
    (units.MONEY, ".5", 0.5),
    (units.MONEY, "1e6", 1_000_000),
    (units.MONEY, "\ufeff12", 12),
    (units.MONEY, '"1,200"', 1_200),
    (units.DOLLARS, "US$1,500", 1_500),
    (units.DOLLARS, "$1,500", 1_500),
    (units.SHARES, "1000張", 1_000_000),
    (units.SHARES, "1,500股", 1_500),
    (units.LOTS, "50股", 0.05),
    (units.LOTS, "10 張", 10),
    (units.THOUSAND_LOTS, "500張", 0.5),
    (units.THOUSAND_LOTS, "3千張", 3),
    (units.PERCENT, "130%", 1.3),
    (units.PERCENT, "１３０％", 1.3),
    (units.PERCENT, "6成", 0.6),
    (units.PERCENT, "1.3倍", 1.3),
    (units.RATE, "0.1425%", 0.001425),
    (units.POINTS, "36.67 個百分點", 0.3667),
    (units.DAYS, "90 天", 90),
    (units.COUNT, "3次", 3),
    (units.TOKENS, "1.5 ETH", 1.5),
]
REFUSED = [
    (units.PERCENT, "6元", "other_unit"),
    (units.MONEY, "1000000%", "other_unit"),
    (units.PRICE, "60%", "other_unit"),
    (units.LOTS, "5元", "other_unit"),
    (units.MONEY, "5股", "other_unit"),
    (units.MONEY, "US$5", "other_unit"),
    (units.DAYS, "3個月", "other_unit"),
    (units.MONEY, "1,23,456", "comma"),
    (units.MONEY, "1.234,56", "comma"),
    (units.MONEY, "1,2,3", "comma"),
    (units.MONEY, "2萬5", "not_a_number"),
    (units.MONEY, "1萬2億", "not_a_number"),
    (units.MONEY, "1 2", "not_a_number"),
    (units.MONEY, "1'00", "not_a_number"),
    (units.MONEY, "--5", "not_a_number"),
    (units.MONEY, "1.2.3", "not_a_number"),
    (units.MONEY, "1e400", "not_a_number"),
    (units.MONEY, "1e99999999", "not_a_number"),
    (units.MONEY, "9" * 5_000, "not_a_number"),
    (units.MONEY, "１６×１０", "not_a_number"),
    (units.MONEY, "", "not_a_number"),
    (units.MONEY, "元", "not_a_number"),
    (units.MONEY, "None", "not_a_number"),
    (units.MONEY, "3ab", "other_unit"),
]
DAYS = [
    "2025-04-08",
    "2025/4/8",
    "2025.04.08",
    "20250408",
    "2025年4月8日",
    "２０２５／０４／０８",
    "114/04/08",
    "114.4.8",
    "1140408",
    "民國114年4月8日",
    "2025-04-08 00:00:00",
    "2025-04-08T13:30:00+08:00",
    "2025-04-08 13:30",
    "\ufeff2025-04-08",
    '"2025-04-08"',
    " 2025-04-08 ",
    date(2025, 4, 8),
    datetime(2025, 4, 8, 9),
    pd.Timestamp("2025-04-08 09:00"),
    np.datetime64("2025-04-08"),
    np.datetime64("2025-04-08T09:00:00"),
]
NO_DAYS = [
    "",
    "abc",
    "2025-13-01",
    "2025-02-30",
    "99999999999-1-1",
    "08/04/2025",
    "2025-04",
    "20250231",
    "0-1-1",
    None,
]


@pytest.mark.parametrize(("unit", "typed", "value"), READ)
def test_a_number_is_read_as_people_write_it(unit, typed, value):
    assert unit.readings(typed)[0] == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(("unit", "typed", "key"), REFUSED)
def test_what_could_mean_something_else_is_refused_by_name(unit, typed, key):
    with pytest.raises(InputError) as refused:
        unit.readings(typed)
    assert refused.value.key == key and refused.value.values["name"] == unit.name
    if key == "other_unit":
        assert refused.value.values["given"] in plain_text(typed).upper()


@pytest.mark.parametrize("typed", DAYS, ids=str)
def test_a_day_is_read_as_people_write_it(typed):
    assert day_in(typed, "day") == to_date("day", typed) == units.DATE.readings(typed)[0] == date(2025, 4, 8)


@pytest.mark.parametrize("typed", NO_DAYS, ids=str)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(InputError, match="not a date"):
        day_in(typed, "day")


@given(st.integers(0, 10**12), st.sampled_from(["", ",", " ", "'", "_"]), st.sampled_from(["", "NT$", "$"]))
def test_separated_thousands_are_the_number(number, separator, sign):
    written = f"{number:,}".replace(",", separator)
    assert number_in(sign + written, "value")[0] == number


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_a_decimal_comma_is_a_decimal_point(whole, cents):
    assert number_in(f"{whole},{cents:02}", "value")[0] == whole + Fraction(cents, 100)


@given(st.dates(date(1912, 1, 1), date(2200, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_a_year_of_the_republic_is_that_year(day, between):
    assert day_in(f"{day.year - 1911}{between}{day.month}{between}{day.day}", "day") == day


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(typed):
    for read in (lambda text: number_in(text, "value"), lambda text: day_in(text, "day")):
        try:
            read(typed)
        except InputError as refused:
            assert str(refused)
