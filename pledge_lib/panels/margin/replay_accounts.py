"""The accounts of F2.9: what is opened on a day of an episode, and what becomes of it, remembered by its values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

import numpy as np

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.market.closes import Closes, window
from pledge_lib.market.events import TimelineLog
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.margin.start_days import Fate, Path, change_after, fate, path_of, shipped_path
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Steps
from pledge_lib.panels.pasted import Rows

PROFILE, INDEX, OWN, MIXED = "tw-margin", "TAIEX", "own", "mixed"
SHARES = ("2330", "0050", "2317", "2454", "2603", "2881", "2412")
ACCOUNTS = (MIXED, INDEX, *SHARES)
BOUGHT, SOLD_SHORT = {"2330": 1_000, "2317": 1_000, "2454": 1_000}, {"2412": 1_000}  # shares of the mixed account
FIRST_DAY, LAST_DAY = date(2008, 1, 2), date(2027, 8, 31)  # the ends of the day of purchase
WORTH, LOT = 1_000_000, 1_000  # TWD of any other account, in whole lots of shares
OF_ALL_DAYS = ("episode", "account", "leverage", "line", "own")  # what the fates of all start days depend on


def all_start_days(values: Values) -> Steps:
    """Yield how far it is, then return the fates of an account opened on each day with trading."""
    key, path = key_of(values), path_for(closes_key(values))
    places, found = open_places(path), []
    for place in places:
        found.append(fate_of(key, place))
        yield len(found) / len(places)
    return tuple(found)


@lru_cache(maxsize=4_000)
def fate_of(key: tuple, place: int) -> Fate:
    """Return what became of the account opened on a day, by what it depends on."""
    values = dict(zip(OF_ALL_DAYS, key, strict=True))
    path = path_for(closes_key(values))
    return fate(opened_at(values, path, place), path, place)


@lru_cache(maxsize=4_000)
def change_of(key: tuple, place: int, after: int) -> float | None:
    """Return the change after the sale of the account opened on a day; None without one."""
    values = dict(zip(OF_ALL_DAYS, key, strict=True))
    path = path_for(closes_key(values))
    found = change_after(opened_at(values, path, place), path, fate_of(key, place), after)
    return found and found.change


def key_of(values: Values) -> tuple:
    """Return what the fates of all start days depend on."""
    return tuple(values[name] for name in OF_ALL_DAYS)


def log_of(opened: MarginAccount, path: Path, mine: Fate) -> TimelineLog | None:
    """Return the log from the day before the first notice; until then nothing but interest happens."""
    if mine.notice is None:
        return None
    first = max(mine.notice - 1, mine.start)
    while not all(traded[first] for traded in path.traded.values()):
        first -= 1
    watched = WatchedMargin(opened, annual_rate=opened.rules.annual_rate)
    account = watched.accrue((path.days[first] - path.days[mine.start]).days)
    return run_timeline(account, path.points(first, mine.end), plan=path.plan)


def closes_key(values: Values) -> tuple[str, str, Rows]:
    """Return what decides the path, so that it is put together once."""
    if values["episode"] == OWN:
        return OWN, OWN, values["own"]
    return values["episode"], values["account"], ()


@lru_cache(maxsize=100)
def path_for(key: tuple[str, str, Rows]) -> Path:
    """Return the way of the closes that decide an account."""
    episode, account, rows = key
    if episode == OWN:
        return path_of({OWN: Closes(OWN, *zip(*rows, strict=True))})
    symbols = (*BOUGHT, *SOLD_SHORT) if account == MIXED else (account,)
    return shipped_path(symbols, episode)


def index_for(values: Values) -> Closes:
    """Return the index of the episode, or the reader's own closes."""
    if values["episode"] == OWN:
        return Closes(OWN, *zip(*values["own"], strict=True))
    return _index_of(values["episode"])


@cache
def _index_of(episode: str) -> Closes:
    return window(INDEX, episode)


def start_place(path: Path, day: date) -> int:
    """Return the first day with trading from a day on that leaves at least one after it.

    On the last day of the path it is the one before it; outside the path, the first of all.
    """
    open_days = open_places(path)
    if day > path.days[-1]:
        return open_days[0]
    return next((place for place in open_days if path.days[place] >= day), open_days[-1])


def open_places(path: Path) -> tuple[int, ...]:
    """Return the places of the days with trading in everything that leave at least one day after them."""
    days = range(len(path.days) - 1)
    return tuple(place for place in days if all(traded[place] for traded in path.traded.values()))


def opened_at(values: Values, path: Path, place: int) -> MarginAccount:
    """Return the account opened at the closes of a day, at the call line that the reader asks about."""
    rules, prices = rules_of(values), path.prices(place)
    terms = {"rules": rules, "financing_ratio": financing_ratio(values)}
    longs = [
        Long.open(symbol, shares=shares, price=prices[symbol], **terms)
        for symbol, shares in bought(values, prices).items()
    ]
    return MarginAccount(rules=rules, longs=longs, shorts=sold_short(values, prices))


def ratios_of(opened: MarginAccount, path: Path, mine: Fate) -> np.ndarray:
    """Return the ratio of each day from the start until the sale, or to the end of the path."""
    ratios = opened.at({symbol: row[mine.start :] for symbol, row in path.closes.items()}).ratio
    last = max(mine.sold.values(), default=len(path.days) - 1)
    return ratios[: last - mine.start + 1]


def bought(values: Values, prices: Mapping[str, float]) -> Mapping[str, int]:
    """Return the shares that are bought on margin at these prices, by symbol."""
    if _is_mixed(values):
        return BOUGHT
    ((symbol, price),) = prices.items()
    lot = LOT if symbol in SHARES else 1
    return {symbol: max(1, round(WORTH / price / lot)) * lot}


def sold_short(values: Values, prices: Mapping[str, float]) -> list[Short]:
    """Return what is sold short at these prices."""
    sold = SOLD_SHORT if _is_mixed(values) else {}
    return [_short(symbol, shares, prices[symbol]) for symbol, shares in sold.items()]


def financing_ratio(values: Values) -> float:
    """Return the share of a purchase that is lent."""
    return float(1 - 1 / exact(values["leverage"]))


def rules_of(values: Values) -> MarginRules:
    """Return the rules with the call line that the reader asks about."""
    return _rules(values["line"])


def _is_mixed(values: Values) -> bool:
    return values["account"] == MIXED and values["episode"] != OWN


@lru_cache(maxsize=4_000)
def _short(symbol: str, shares: int, price: float) -> Short:
    return Short.open(symbol, shares=shares, price=price, rules=datasets.rules(PROFILE))


@cache
def _rules(line: float) -> MarginRules:
    return replace(datasets.rules(PROFILE), call_line=line)
