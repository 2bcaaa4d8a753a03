"""A margin account over the real closes of 2024 and 2025, beside ratios worked out from the closes alone."""

from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Plan, recorded_events

MARGIN = pl.rules("tw-margin")


def replay(window, first, purchases, sales, **plan):
    points = {
        symbol: [point for point in pl.prices(symbol).window(window) if point.date >= first]
        for symbol in (*purchases, *sales)
    }
    longs = [
        pl.Long.open(symbol, shares=shares, price=points[symbol][0].close, rules=MARGIN)
        for symbol, shares in purchases.items()
    ]
    shorts = [
        pl.Short.open(symbol, shares=shares, price=points[symbol][0].close, rules=MARGIN)
        for symbol, shares in sales.items()
    ]
    account = WatchedMargin(pl.MarginAccount(rules=MARGIN, longs=longs, shorts=shorts), annual_rate=0.065)
    happened = [recorded_events(symbol) for symbol in points]
    events = {kind: sum((each[kind] for each in happened), ()) for kind in happened[0]}
    return pl.run_timeline(account, points, plan=Plan(**events, **plan))


def by_hand(log, day, purchases, sales):
    """Return ratio and ratio of each position from the closes alone."""
    opened, now = log.rows[0].close, log.row(day).close
    loans = {symbol: shares * opened[symbol] * 0.6 // 1_000 * 1_000 for symbol, shares in purchases.items()}
    held = {}
    for symbol, shares in sales.items():
        value = shares * opened[symbol]
        held[symbol] = value - int(value * 0.003) - int(value * 0.001425) - int(value * 0.0008) + 0.9 * value
    alone = {symbol: shares * now[symbol] / loans[symbol] for symbol, shares in purchases.items()}
    alone |= {symbol: held[symbol] / (shares * now[symbol]) for symbol, shares in sales.items()}
    collateral = sum(shares * now[symbol] for symbol, shares in purchases.items()) + sum(held.values())
    debt = sum(loans.values()) + sum(shares * now[symbol] for symbol, shares in sales.items())
    return collateral / debt, alone


PURCHASES, SALES = {"2330": 1_000, "2317": 5_000, "2454": 1_000}, {"2412": 1_000}


def test_replay_of_2024_08_05():
    log = replay("2024-yen-unwinding", date(2024, 7, 11), PURCHASES, SALES)
    notice = log.summary.notice
    ratio, alone = by_hand(log, notice, PURCHASES, SALES)
    assert notice == date(2024, 8, 5) and log.row(notice).ratio == pytest.approx(ratio)
    assert set(log.row(notice).called_sums) == {symbol for symbol, each in alone.items() if each < 1.30}
    assert "2412" not in log.row(notice).called_sums, "the short position gained"
    assert (log.row(date(2024, 8, 7)).state, log.states[-1]) == ("watch", "watch"), "never back at 166"


def test_replay_of_2025_04_07():
    purchases = {**PURCHASES, "2317": 10_000}
    log = replay("2025-tariffs", date(2025, 3, 3), purchases, SALES)
    assert log.row(date(2025, 4, 7)).state == "normal", "three weak days are needed"
    notice = log.summary.notice
    ratio, alone = by_hand(log, notice, purchases, SALES)
    assert notice == date(2025, 4, 9) and log.row(notice).ratio == pytest.approx(ratio)
    weak = {symbol for symbol, each in alone.items() if each < 1.30}
    assert weak == set(log.row(notice).called_sums) and weak == {"2330", "2317"}
    assert log.row(date(2025, 4, 11)).state == "watch"


def test_without_the_short_position_2025_04_07_comes_closer():
    hedged, alone = (replay("2025-tariffs", date(2025, 3, 3), PURCHASES, sales) for sales in (SALES, {}))
    day = date(2025, 4, 9)
    assert alone.row(day).ratio < hedged.row(day).ratio
    assert hedged.summary.notice is None and alone.summary.notice is not None
