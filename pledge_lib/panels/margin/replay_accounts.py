"""The accounts of F2.9: what is opened on a day of an episode, and what becomes of it, remembered by its values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

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
    places = [place for place in range(len(path.days) - 1) if all(traded[place] for traded in path.traded.values())]
    found = []
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
    days = range(len(path.days) - 1)
    open_days = [place for place in days if all(traded[place] for traded in path.traded.values())]
    if day > path.days[-1]:
        return open_days[0]
    return next((place for place in open_days if path.days[place] >= day), open_days[-1])


def opened_at(values: Values, path: Path, place: int) -> MarginAccount:
    """Return the account opened at the closes of a day, at the call line that the reader asks about."""
    rules = _rules(values["line"])
    ratio = float(1 - 1 / exact(values["leverage"]))
    prices = path.prices(place)
    if values["account"] == MIXED and values["episode"] != OWN:
        longs = [_long(symbol, shares, prices, ratio, rules) for symbol, shares in BOUGHT.items()]
        shorts = [
            Short.open(symbol, shares=shares, price=prices[symbol], rules=rules)
            for symbol, shares in SOLD_SHORT.items()
        ]
        return MarginAccount(rules=rules, longs=longs, shorts=shorts)
    ((symbol, price),) = prices.items()
    lot = LOT if symbol in SHARES else 1
    shares = max(1, round(WORTH / price / lot)) * lot
    return MarginAccount(rules=rules, longs=[_long(symbol, shares, prices, ratio, rules)])


def _long(symbol: str, shares: int, prices: Mapping[str, float], ratio: float, rules: MarginRules) -> Long:
    return Long.open(symbol, shares=shares, price=prices[symbol], rules=rules, financing_ratio=ratio)


@cache
def _rules(line: float) -> MarginRules:
    return replace(datasets.rules(PROFILE), call_line=line)
