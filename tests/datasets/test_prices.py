"""The closes are the published ones, move within the daily limit, and stand on days with trading."""

import re
from datetime import date
from itertools import accumulate, pairwise

import pytest

from pledge_lib import datasets

WIDER_LIMIT_FROM = date(2015, 6, 1)
SYMBOLS = datasets.price_symbols()
SHARES = [symbol for symbol in SYMBOLS if symbol != "TAIEX"]
PUBLISHED = [
    ("TAIEX", "2008-05-19", 9_295.20),
    ("TAIEX", "2008-11-20", 4_089.93),
    ("TAIEX", "2015-08-24", 7_410.34),
    ("TAIEX", "2020-03-19", 8_681.34),
    ("TAIEX", "2022-01-04", 18_526.35),
    ("TAIEX", "2022-10-25", 12_666.12),
    ("TAIEX", "2024-08-05", 19_830.88),
    ("TAIEX", "2025-04-02", 21_298.22),
    ("TAIEX", "2025-04-07", 19_232.35),
    ("TAIEX", "2025-04-09", 17_391.76),
    ("2330", "2025-04-07", 848.00),
    ("2330", "2025-04-09", 785.00),
    ("2603", "2022-09-06", 80.80),
    ("2317", "2015-09-02", 90.60),
]


@pytest.mark.parametrize(("symbol", "day", "close"), PUBLISHED)
def test_a_close_is_the_published_one(symbol, day, close):
    assert datasets.prices(symbol).close(day) == close


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_series_covers_every_window(symbol):
    assert tuple(datasets.prices(symbol).windows) == tuple(datasets.windows())
    for name, window in datasets.windows().items():
        points = datasets.prices(symbol).window(name)
        assert (points[0].date, points[-1].date) == (window.first, window.last), f"{symbol} {name}"


def test_the_index_has_a_close_on_every_session_of_a_window_and_on_no_other_day():
    for name, window in datasets.windows().items():
        sessions = [day.date for day in datasets.calendar() if day.trading and window.first <= day.date <= window.last]
        assert [point.date for point in datasets.prices("TAIEX").window(name)] == sessions, name


@pytest.mark.parametrize("symbol", SHARES)
def test_a_share_trades_on_sessions_and_pauses_only_for_a_capital_cut(symbol):
    for name in datasets.windows():
        sessions = {point.date for point in datasets.prices("TAIEX").window(name)}
        days = [point.date for point in datasets.prices(symbol).window(name)]
        assert set(days) <= sessions, f"{symbol} {name}"
        resumed = {
            action.date for action in datasets.corporate_actions(symbol) if action.event == "resumed-after-capital-cut"
        }
        for before, after in pairwise(days):
            paused = [day for day in sessions if before < day < after]
            assert not paused or after in resumed, f"{symbol} has no close on {paused}"


@pytest.mark.parametrize("symbol", SHARES)
def test_no_close_moves_beyond_the_daily_limit_but_on_an_ex_date(symbol):
    explained = {action.date for action in datasets.corporate_actions(symbol)}
    for window in datasets.prices(symbol).windows.values():
        for before, after in pairwise(window):
            if after.date not in explained:
                limit = 0.10 if after.date >= WIDER_LIMIT_FROM else 0.07
                change = after.close / before.close - 1
                assert abs(change) <= limit + 1e-9, f"{symbol} {after.date}: {change:+.2%}"


@pytest.mark.parametrize("symbol", SHARES)
def test_a_close_stands_on_the_tick_grid(symbol):
    kind = datasets.prices(symbol).kind
    for window in datasets.prices(symbol).windows.values():
        for point in window:
            hundredths = round(point.close * 100)
            assert hundredths % tick_in_hundredths(point.close, kind) == 0, f"{symbol} {point.date}: {point.close}"


def tick_in_hundredths(close, kind):
    """Return the exchange's price step in hundredths of a dollar."""
    if kind == "ETF":
        return 1 if close < 50 else 5
    for below, tick in ((10, 1), (50, 5), (100, 10), (500, 50), (1_000, 100)):
        if close < below:
            return tick
    return 500


@pytest.mark.parametrize("name", datasets.windows())
def test_the_text_of_a_window_tells_its_deepest_fall(name):
    points = datasets.prices("TAIEX").window(name)
    peaks = list(accumulate(points, lambda highest, point: max(highest, point, key=lambda found: found.close)))
    top, bottom = min(zip(peaks, points, strict=True), key=lambda pair: pair[1].close / pair[0].close)
    window = datasets.windows()[name]
    for text in (window.happened["zh_TW"], window.happened["en"]):
        assert f"{1 - bottom.close / top.close:.2%}" in text
        assert re.findall(r"[\d,]*\d,\d{3}\.\d\d", text) == [f"{top.close:,.2f}", f"{bottom.close:,.2f}"]
        assert top.date.isoformat() in text and bottom.date.isoformat() in text


def test_corporate_actions_are_in_order_and_noted_in_both_languages():
    for symbol in SYMBOLS:
        days = [action.date for action in datasets.corporate_actions(symbol)]
        assert days == sorted(days), symbol
    for action in datasets.corporate_actions():
        note = action.note["zh_TW"]
        assert bool(note) == bool(action.note["en"]), f"{action.symbol} {action.date}"
        if action.cash_per_share is None:
            assert "查無出處" in note or "推得" in note, f"{action.symbol} {action.date}"


def test_the_actions_of_all_symbols_are_those_of_each():
    apart = [action for symbol in SYMBOLS for action in datasets.corporate_actions(symbol)]
    assert sorted(map(repr, apart)) == sorted(map(repr, datasets.corporate_actions()))
