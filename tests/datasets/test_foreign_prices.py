"""Crypto and US prices: the published ones, on the days of their own markets, each under the terms of its source."""

import re
from datetime import timedelta
from itertools import accumulate, pairwise

import exchange_calendars
import pytest

from pledge_lib import datasets

# Day, low and close of a crash day, BTC and ETH; a source that prints no more decimals than these.
CRASH_DAYS = [
    ("2020-03-12", "BTC", 4_410.00, 4_800.00),
    ("2020-03-12", "ETH", 101.20, 107.82),
    ("2021-05-19", "BTC", 30_000.00, 36_690.09),
    ("2021-05-19", "ETH", 1_888.00, 2_438.92),
    ("2022-06-13", "BTC", 21_925.77, 22_487.41),
    ("2022-06-13", "ETH", 1_165.45, 1_209.82),
    ("2022-11-08", "BTC", 17_166.83, 18_547.23),
    ("2022-11-08", "ETH", 1_233.00, 1_334.77),
    ("2024-08-05", "BTC", 49_000.00, 54_018.81),
    ("2024-08-05", "ETH", 2_111.00, 2_419.59),
    ("2025-10-10", "BTC", 102_000.00, 112_774.50),
    ("2025-10-10", "ETH", 3_435.00, 3_829.72),
    ("2026-02-05", "BTC", 62_345.00, 62_909.86),
    ("2026-02-05", "ETH", 1_818.18, 1_826.83),
]
LOWS = [("2020-03-13", 86.00), ("2021-05-23", 1_728.74), ("2022-06-18", 881.56), ("2022-11-09", 1_073.53)]
SPLITS = {"AAPL": ["2000-06-21", "2005-02-28"], "IBM": [], "MSFT": ["2003-02-18"]}
CRYPTO, US = datasets.price_symbols("crypto"), datasets.price_symbols("us")


@pytest.mark.parametrize(("day", "symbol", "low", "close"), CRASH_DAYS)
def test_a_crash_day_is_the_published_one(day, symbol, low, close):
    point = datasets.prices(symbol).point(day)
    assert (point.low, point.close) == (low, close)


@pytest.mark.parametrize(("day", "low"), LOWS)
def test_the_bottom_of_ether_in_a_crash_is_the_published_one(day, low):
    assert datasets.prices("ETH").point(day).low == low


def test_a_replay_of_closes_alone_would_have_missed_the_line():
    before, crash = (datasets.prices("ETH").point(day) for day in ("2021-05-18", "2021-05-19"))
    assert 1 - crash.close / before.close == pytest.approx(0.277, abs=0.001), "the close fell 27.7 %"
    assert 1 - crash.low / before.close == pytest.approx(0.441, abs=0.001), "the low 44.1 %"


@pytest.mark.parametrize("symbol", CRYPTO)
def test_crypto_trades_on_every_day_of_the_week(symbol):
    series = datasets.prices(symbol)
    for stretch in series.stretches:
        assert {after.date - before.date for before, after in pairwise(stretch)} == {timedelta(days=1)}, symbol
        assert {point.date.weekday() for point in stretch} == set(range(7))
    assert all(0 < point.low <= point.close and point.adjusted_close is None for point in series.points)


@pytest.mark.parametrize("symbol", CRYPTO)
def test_every_named_crash_is_there_with_all_its_days(symbol):
    series = datasets.prices(symbol)
    assert tuple(series.windows) == tuple(datasets.windows("crypto"))
    for name, window in datasets.windows("crypto").items():
        points = series.window(name)
        assert (points[0].date, points[-1].date) == (window.first, window.last), name
        assert len(points) == (window.last - window.first).days + 1, name


@pytest.mark.parametrize("name", datasets.windows("crypto"))
def test_the_text_of_a_crash_tells_the_deepest_fall_from_a_close_to_a_low(name):
    window = datasets.windows("crypto")[name]
    told = [part for text in (window.happened["zh_TW"], window.happened["en"]) for part in re.split("；|; ", text)]
    for symbol, part in zip(("ETH", "BTC") * 2, told, strict=True):
        points = datasets.prices(symbol).window(name)
        highest = accumulate(points, lambda high, point: max(high, point, key=lambda found: found.close))
        top, low = min(zip(highest, points[1:], strict=False), key=lambda pair: pair[1].low / pair[0].close)
        assert part.startswith(symbol) and f"{1 - low.low / top.close:.2%}" in part, f"{name} {symbol}"
        assert re.findall(r"[\d,]+\.\d\d(?!%|\d)", part) == [f"{top.close:,.2f}", f"{low.low:,.2f}"]
        assert sorted(re.findall(r"\d{4}-\d\d-\d\d", part)) == [top.date.isoformat(), low.date.isoformat()]


def test_ether_has_a_gap_that_no_stretch_crosses():
    spans = [(str(part[0].date), str(part[-1].date)) for part in datasets.prices("ETH").stretches]
    assert spans == [("2017-08-17", "2025-08-24"), ("2025-10-03", "2025-10-24"), ("2026-01-28", "2026-02-16")]
    assert datasets.prices("ETH").sources == ("S6", "S13")


@pytest.mark.parametrize("symbol", US)
def test_us_shares_have_a_close_on_every_session_of_new_york(symbol):
    (stretch,) = datasets.prices(symbol).stretches
    calendar = exchange_calendars.get_calendar("XNYS", start="2000-03-01", end="2013-03-01")
    assert [point.date for point in stretch] == [session.date() for session in calendar.sessions]
    assert all(point.low is None for point in stretch)


@pytest.mark.parametrize("symbol", US)
def test_the_adjusted_close_takes_out_the_splits_and_only_them(symbol):
    (stretch,) = datasets.prices(symbol).stretches
    jumps = []
    for before, after in pairwise(stretch):
        raw, adjusted = after.close / before.close, after.adjusted_close / before.adjusted_close
        if adjusted / raw > 1.5:
            jumps.append(str(after.date))
        elif after.date.isoformat() != "2004-11-15":
            assert adjusted / raw == pytest.approx(1, abs=0.02), f"{symbol} {after.date}: more than a dividend"
    assert jumps == SPLITS[symbol]


def test_a_special_dividend_of_microsoft_is_in_the_adjusted_close():
    before, after = (datasets.prices("MSFT").point(day) for day in ("2004-11-12", "2004-11-15"))
    assert after.adjusted_close / before.adjusted_close > after.close / before.close + 0.08


def test_known_closes_of_us_shares():
    assert datasets.prices("AAPL").close("2012-09-19") == 702.10
    fallen = datasets.prices("AAPL").window("2008-financial-crisis")
    happened = datasets.windows("us")["2008-financial-crisis"].happened["en"]
    lowest = min(fallen, key=lambda point: point.close)
    assert f"US${lowest.close}" in happened and f"{1 - lowest.close / fallen[0].close:.2%}" in happened


@pytest.mark.parametrize("market", ["taiwan", "us", "crypto"])
def test_every_source_of_a_series_has_its_terms(market):
    for symbol in datasets.price_symbols(market):
        assert set(datasets.prices(symbol).sources) <= set(datasets.licences()), symbol


def test_every_notice_that_must_be_given_stands_in_the_readme():
    text = (datasets.FOLDER / "README.md").read_text(encoding="utf-8")
    licences = datasets.licences()
    assert licences["S6"].licence == "CC-BY-4.0" and "Novandra Anugrah" in licences["S6"].notice["zh_TW"]
    for licence in licences.values():
        assert licence.notice["en"] in text, f"datasets/README.md does not give the notice of {licence.source}"
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert [key for key, found in licences.items() if found.licence.startswith("CC-BY") and not found.required] == []


def test_all_data_stay_small():
    size = sum(path.stat().st_size for path in datasets.FOLDER.rglob("*") if path.is_file())
    assert size < 1_500_000, f"the data sets weigh {size:,} bytes"
