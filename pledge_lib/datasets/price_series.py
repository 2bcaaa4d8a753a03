"""The price files: symbols, windows, closes with lows where known, and the days on which a price jumps for a reason."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from pledge_lib.datasets import tables
from pledge_lib.datasets.control_totals import DAYS, checked_stretches
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.records import CorporateAction, PricePoint, PriceSeries, Window
from pledge_lib.datasets.tables import Row, require_rising, require_unique
from pledge_lib.datasets.titles import TITLE, TITLE_OR_BLANK, Columns, read_table
from pledge_lib.finance.checks import InputError, require_choice

MARKETS = ("taiwan", "us", "crypto")
KINDS = ("share", "ETF", "index", "crypto")
CURRENCIES = ("TWD", "points", "USD", "USDT")
EVENTS = ("ex-date", "ex-dividend", "ex-rights-and-dividend", "resumed-after-capital-cut")
PRICE = tables.decimal("0", "1000000", above=True)
BESIDE_THE_CLOSE = {"taiwan": (), "us": ("adjusted_close",), "crypto": ("low",)}


@cache
def windows(market: str = "taiwan") -> Mapping[str, Window]:
    """Return the named stretches of days of a market (taiwan, us, crypto), by name, oldest first.

    >>> windows("crypto")["2020-03-black-thursday"].first.isoformat()
    '2020-03-05'
    """
    _require_market(market)
    file = "prices/windows.csv"
    columns: Columns = {"market": tables.one_of(*MARKETS)}
    columns |= {"window": tables.nonempty_text, "name": TITLE, "first": tables.day, "last": tables.day}
    columns |= {"happened": TITLE}
    rows = read_table(FOLDER, file, columns)
    require_unique(file, rows, "window", (0, 1))
    own = [row for row in rows if row.values[0] == market]
    require_rising(file, own, "first", 3)
    return MappingProxyType({row.values[1]: Window(*row.values[1:]) for row in own})


@cache
def _symbols() -> Mapping[str, tuple[Any, ...]]:
    """Return name, kind, currency and market of each symbol."""
    columns: Columns = {"symbol": tables.nonempty_text, "name": TITLE}
    columns |= {"kind": tables.one_of(*KINDS), "currency": tables.one_of(*CURRENCIES)}
    columns |= {"market": tables.one_of(*MARKETS)}
    rows = read_table(FOLDER, "prices/symbols.csv", columns)
    require_unique("prices/symbols.csv", rows, "symbol", (0,))
    return MappingProxyType({row.values[0]: row.values[1:] for row in rows})


def price_symbols(market: str = "taiwan") -> tuple[str, ...]:
    """Return the symbols of a market (taiwan, us, crypto) that have prices.

    >>> price_symbols("crypto")
    ('BTC', 'ETH')
    """
    _require_market(market)
    return tuple(symbol for symbol, (*_, own) in _symbols().items() if market == own)


def prices(symbol: str) -> PriceSeries:
    """Return the unadjusted closes of a symbol, held against the control totals of controls.csv.

    TWD a share, USDT a coin or points, one series at a time. An unknown symbol raises InputError, a damaged file
    DatasetError.

    >>> prices("2330").close("2025-04-07"), prices("BTC").point("2020-03-12").low
    (848.0, 4410.0)
    """
    require_choice("symbol", symbol, _symbols())
    return _series(symbol)


@cache
def _series(symbol: str) -> PriceSeries:
    name, kind, currency, market = _symbols()[symbol]
    file, beside = f"prices/{symbol}.csv", BESIDE_THE_CLOSE[market]
    columns: Columns = {DAYS: tables.day, "close": PRICE, "source": tables.one_of(*sources())}
    columns |= dict.fromkeys(beside, PRICE)
    parts = checked_stretches(file, columns)
    for part in parts:
        require_rising(file, part, DAYS, 0)
    stretches = tuple(tuple(_point(row, beside) for row in part) for part in parts)
    found = {
        key: tuple(point for part in stretches for point in part if window.first <= point.date <= window.last)
        for key, window in windows(market).items()
    }
    return PriceSeries(symbol, name, kind, currency, market, stretches, MappingProxyType(found))


@cache
def corporate_actions(symbol: str | None = None) -> tuple[CorporateAction, ...]:
    """Return the days on which unadjusted prices jump for a reason, of one symbol or of all.

    >>> corporate_actions("2330")[-1].cash_per_share, corporate_actions("2603")[2].share_factor
    (6.000036, 0.4)
    """
    if symbol is not None and symbol not in _symbols():
        raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(_symbols()))
    file = "prices/corporate_actions.csv"
    columns: Columns = {"symbol": tables.one_of(*_symbols()), "date": tables.day, "event": tables.one_of(*EVENTS)}
    columns |= {"cash_per_share": tables.optional(tables.number("0", "10000", above=True), None)}
    columns |= {"share_factor": tables.optional(tables.number("0", "1000", above=True), None)}
    columns |= {"source": tables.each(tables.one_of(*sources())), "note": TITLE_OR_BLANK}
    rows = read_table(FOLDER, file, columns)
    require_unique(file, rows, "date", (0, 1))
    actions = [CorporateAction(*row.values) for row in rows]
    return tuple(action for action in actions if symbol in (None, action.symbol))


def _point(row: Row, beside: Sequence[str]) -> PricePoint:
    day, close, source, *more = row.values
    return PricePoint(day, float(close), source, **dict(zip(beside, map(float, more), strict=True)))


def _require_market(market: str) -> None:
    if market not in MARKETS:
        raise InputError("unknown", name="market", value=market, choices=", ".join(MARKETS))
