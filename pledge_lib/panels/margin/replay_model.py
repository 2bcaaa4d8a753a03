"""The model of F2.9: an account opened on one day of a real fall, and what became of those opened on all other days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.market import events, procedure
from pledge_lib.market.closes import Closes, window
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.margin.start_days import Fate, Path, change_after, fate, path_of, shipped_path
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found, Steps
from pledge_lib.panels.pasted import Rows

PROFILE, INDEX, OWN, MIXED = "tw-margin", "TAIEX", "own", "mixed"
SHARES = ("2330", "0050", "2317", "2454", "2603", "2881", "2412")
ACCOUNTS = (MIXED, INDEX, *SHARES)
BOUGHT, SOLD_SHORT = {"2330": 1_000, "2317": 10_000, "2454": 1_000}, {"2412": 1_000}  # shares of the mixed account
WORTH, LOT = 1_000_000, 1_000  # TWD of any other account, in whole lots of shares
NEVER, CALLED, SOLD = "never", "called", "sold"
OF_ALL_DAYS = ("episode", "account", "leverage", "line", "own")  # what the fates of all start days depend on


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One account on its way, the path it went, and the fates of every start day where they are known."""

    values: Values
    path: Path
    index: Closes
    opened: MarginAccount
    mine: Fate
    log: TimelineLog | None
    fates: tuple[Fate, ...] | None

    @property
    def rules(self) -> MarginRules:
        return self.opened.rules

    @property
    def start(self) -> date:
        return self.path.days[self.mine.start]

    @cached_property
    def notice(self) -> TimelineRow | None:
        return self.log and self.log.first(events.NOTICE)

    @cached_property
    def sold(self) -> TimelineRow | None:
        """Return the day of the last sale."""
        found = [row for row in self.log or () if events.SOLD in row.events]
        return found[-1] if found else None

    @property
    def bill(self) -> float:
        return self.log.rows[-1].bill if self.log else 0.0

    @property
    def own_money(self) -> float:
        """Return what the account was opened with, before commissions: its equity and nothing lent."""
        return self.opened.equity

    @cached_property
    def ratios(self):
        """Return the ratio of each day from the start until the sale, or to the end of the path."""
        closes = {symbol: row[self.mine.start :] for symbol, row in self.path.closes.items()}
        ratios = self.opened.at(closes).ratio
        last = max(self.mine.sold.values(), default=len(self.path.days) - 1)
        return ratios[: last - self.mine.start + 1]

    @property
    def after(self) -> tuple[float, int] | None:
        """Return by how much what was sold was worth more later, and after how many business days."""
        return change_after(self.opened, self.path, self.mine, int(self.values["after"]))

    @property
    def has_debt(self) -> bool:
        return self.opened.debt > 0

    @property
    def outcome(self) -> str:
        """Return what became of the account, as one word."""
        if not self.has_debt:
            return "no-loan"
        if self.notice is None:
            return "no-call"
        if self.sold:
            return "owing" if self.bill else "surplus"
        state = self.mine.state
        if state in (procedure.SALE, procedure.CLOSED):
            return "unfilled"
        return state if state in (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY) else "recovered"

    @cached_property
    def changes(self) -> tuple[float, ...]:
        """Return the change after the sale of every start day that ended in one."""
        key, after = _key(self.values), int(self.values["after"])
        found = (_change_of(key, each.start, after) for each in self.fates or () if each.sold)
        return tuple(change for change in found if change is not None)

    def starts(self, kind: str) -> tuple[int, ...]:
        """Return the places of the start days with one fate."""
        return tuple(each.start for each in self.fates or () if kind_of(each) == kind)


def kind_of(found: Fate) -> str:
    """Return the fate of a start day as one word."""
    return SOLD if found.sold else NEVER if found.notice is None else CALLED


def replayed(values: Values, found: Found | None = None) -> Replay:
    """Return what the panel shows, from numbers alone."""
    path = _path(_closes_key(values))
    start = _place(path, values["start"])
    opened = _opened(values, path, start)
    mine = fate(opened, path, start)
    of_these = found is not None and all(found.values.get(name) == values[name] for name in OF_ALL_DAYS)
    return Replay(
        values=values,
        path=path,
        index=_index(values),
        opened=opened,
        mine=mine,
        log=_log(opened, path, mine),
        fates=found.result if of_these else None,
    )


def all_start_days(values: Values) -> Steps:
    """Yield how far it is, then return the fates of an account opened on each day with trading."""
    key, path = _key(values), _path(_closes_key(values))
    places = [place for place in range(len(path.days) - 1) if all(traded[place] for traded in path.traded.values())]
    found = []
    for place in places:
        found.append(_fate_of(key, place))
        yield len(found) / len(places)
    return tuple(found)


@lru_cache(maxsize=4_000)
def _fate_of(key: tuple, place: int) -> Fate:
    values = dict(zip(OF_ALL_DAYS, key, strict=True))
    path = _path(_closes_key(values))
    return fate(_opened(values, path, place), path, place)


@lru_cache(maxsize=4_000)
def _change_of(key: tuple, place: int, after: int) -> float | None:
    values = dict(zip(OF_ALL_DAYS, key, strict=True))
    path = _path(_closes_key(values))
    found = change_after(_opened(values, path, place), path, _fate_of(key, place), after)
    return found and found[0]


def _key(values: Values) -> tuple:
    return tuple(values[name] for name in OF_ALL_DAYS)


def _log(opened: MarginAccount, path: Path, mine: Fate) -> TimelineLog | None:
    """Return the log from the day before the first notice; until then nothing but interest happens."""
    if mine.notice is None:
        return None
    first = max(mine.notice - 1, mine.start)
    while not all(traded[first] for traded in path.traded.values()):
        first -= 1
    watched = WatchedMargin(opened, annual_rate=opened.rules.annual_rate)
    account = watched.accrue((path.days[first] - path.days[mine.start]).days)
    return run_timeline(account, path.points(first, mine.end), plan=path.plan)


def _closes_key(values: Values) -> tuple[str, str, Rows]:
    """Return what decides the path, so that it is put together once."""
    if values["episode"] == OWN:
        return OWN, OWN, values["own"]
    return values["episode"], values["account"], ()


@lru_cache(maxsize=100)
def _path(key: tuple[str, str, Rows]) -> Path:
    episode, account, rows = key
    if episode == OWN:
        return path_of({OWN: Closes(OWN, *zip(*rows, strict=True))})
    symbols = (*BOUGHT, *SOLD_SHORT) if account == MIXED else (account,)
    return shipped_path(symbols, episode)


def _index(values: Values) -> Closes:
    """Return the line of the upper pane: the index of the episode, or the reader's own closes."""
    if values["episode"] == OWN:
        return Closes(OWN, *zip(*values["own"], strict=True))
    return _index_of(values["episode"])


@cache
def _index_of(episode: str) -> Closes:
    return window(INDEX, episode)


def _place(path: Path, day: date) -> int:
    """Return the first day with trading from a day on that leaves at least one after it, or else the first of all."""
    last = len(path.days) - 1
    for place in range(last):
        if path.days[place] >= day and all(traded[place] for traded in path.traded.values()):
            return place
    return 0


def _opened(values: Values, path: Path, place: int) -> MarginAccount:
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
