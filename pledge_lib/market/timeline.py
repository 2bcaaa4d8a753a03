"""The call procedure over a path of prices: one step for each business day, and a log of what happened."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pledge_lib.datasets.records import PricePoint, to_date
from pledge_lib.finance.checks import InputError, parts_of, require_positive
from pledge_lib.finance.lines import below
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.market.account import Account, CallRules
from pledge_lib.market.case import Case
from pledge_lib.market.events import TimelineLog
from pledge_lib.market.funding import Funding
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Plan
from pledge_lib.market.pledging.account import PledgeAccount
from pledge_lib.market.quotes import Quote
from pledge_lib.market.sessions import is_session, next_session, settlement_days

NOTHING_PLANNED = Plan()

Path = Iterable[tuple[date, float] | tuple[date, float, float] | PricePoint]


def run_timeline(
    position: Pledge | MarginAccount | Account,
    prices: Path | Mapping[str, Path],
    rules: CallRules | None = None,
    plan: Plan = NOTHING_PLANNED,
    funding: Funding | None = None,
) -> TimelineLog:
    """Return the log of a position over sessions: (date, close) or (date, close, low) in TWD, or such paths by symbol.

    A pandas Series of closes by day is such a path. Business days without trading inside the path get a row too, at the
    last close. Raises InputError for closes on days without trading, dates out of order, symbols without a path, and
    paths that lead outside the calendar; without holidays in the plan, any Monday to Friday is a session. A `funding`
    that decides on each close what comes next stands in for the payments and the reserve of the plan.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.pledging.pledge import Holding
    >>> shares, broker = Holding("2330", 1_000, 135, 0.60), rules("tw-broker-pledge")
    >>> pledge = Pledge(holdings=[shares], principal=100_000, rules=broker)
    >>> path = [("2025-04-01", 135), ("2025-04-02", 128), ("2025-04-07", 131), ("2025-04-08", 133)]
    >>> run_timeline(pledge, path).states
    ('normal', 'called', 'called', 'watch')
    """
    account = _watched(position)
    if not isinstance(plan, Plan):
        raise InputError("unknown", name="plan", value=plan, choices="a Plan(...)")
    account = account if rules is None else account.under(rules)
    target = account.rules.cure_target if plan.cure_target is None else plan.cure_target
    if below(target, account.rules.call_line):
        raise InputError("below_limit", name="cure_target", value=target, limit=account.rules.call_line)
    plan = replace(plan, cure_target=target)
    quotes = _quotes(account.symbols, prices, holidays=plan.holidays)
    traded = {day for path in quotes.values() for day in path}
    first, last = min(traded), max(traded)
    for symbol, path in quotes.items():
        if first not in path:
            raise InputError("no_close", name=symbol, value=first, nearest=min(path))
    business = settlement_days(holidays=plan.holidays)
    between = business[bisect_left(business, first) : bisect_right(business, last)]
    case = Case(account, plan, first, funding)
    rows = tuple(
        case.pass_day(day, {symbol: path[day] for symbol, path in quotes.items() if day in path})
        for day in sorted(traded.union(between))
    )
    return TimelineLog(rows, account.rules, plan)


def _quotes(
    symbols: tuple[str, ...], prices: Path | Mapping[str, Path], *, holidays: bool
) -> dict[str, dict[date, Quote]]:
    """Return the prices of each pledged symbol by day."""
    if not isinstance(prices, Mapping):
        if len(symbols) > 1:
            raise InputError("unknown", name="prices", value=prices, choices="a mapping from symbol to (date, close)")
        prices = {symbols[0]: prices}
    if set(prices) != set(symbols):
        raise InputError("unknown", name="symbols of prices", value=list(prices), choices=", ".join(symbols))
    return {symbol: _one_path(symbol, prices[symbol], holidays=holidays) for symbol in symbols}


def _one_path(symbol: str, path: Path, *, holidays: bool) -> dict[date, Quote]:
    found: dict[date, Quote] = {}
    for number, point in enumerate(_points(symbol, path), 1):
        day, close, *low = _told(f"prices of {symbol}", number, point)
        day = to_date(f"date of {symbol}", day)
        if not is_session(day, holidays=holidays):
            following = next_session(day, holidays=holidays)
            raise InputError("closed_day", name=f"date of {symbol}", value=day, reason="not a session", next=following)
        if found and day <= (latest := next(reversed(found))):
            following = next_session(latest, holidays=holidays)
            raise InputError("before", name=f"date of {symbol}", value=day, limit=following)
        found[day] = _quote(f"{symbol} on {day}", close, *low)
    if not found:
        raise InputError("empty", name=f"prices of {symbol}")
    return found


def _points(symbol: str, path: Path) -> Iterable:
    """Return the points of a path; a Series of closes by day is one."""
    return parts_of(f"prices of {symbol}", path.items() if hasattr(path, "items") else path, object)


def _told(name: str, number: int, point) -> tuple:
    """Return day, close and low of a point, where there is one."""
    if type(point) is tuple and len(point) in (2, 3):  # most by far
        return point
    if isinstance(point, PricePoint):
        return point.date, point.close, point.low
    if not isinstance(point, Sequence) or isinstance(point, str) or len(point) not in (2, 3):
        raise InputError("not_a_row", name=name, row=number, value=point)
    return tuple(point)


def _quote(name: str, close: float, low: float | None = None) -> Quote:
    require_positive(f"close of {name}", close)
    if low is None:
        return Quote(close, close)
    require_positive(f"low of {name}", low)
    if low > close:
        raise InputError("above_limit", name=f"low of {name}", value=low, limit=close)
    return Quote(close, low)


def _watched(position: Pledge | MarginAccount | Account) -> Account:
    """Return the account that is watched: a pledge or a margin account with nothing accrued, or what is one already."""
    if isinstance(position, Pledge):
        return PledgeAccount(position)
    if isinstance(position, MarginAccount):
        return WatchedMargin(position)
    if not hasattr(position, "called_sums"):
        raise InputError("unknown", name="position", value=position, choices="a Pledge(...), a MarginAccount(...)")
    return position
