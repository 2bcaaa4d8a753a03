"""A crash of the past on one's own holdings, by the real procedure and on the real calendar.

A symbol whose closes are shipped goes its own way, from today's price. Any other follows the index by a beta that the
reader gives: so many times the index's daily change, within the daily limit. A position on chain goes the way of its
coin, in the days of the crash that are shipped for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from pledge_lib.datasets import price_symbols, prices, rules, windows
from pledge_lib.finance.checks import InputError, require_not_negative
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import Count, Date, Money, Percent, Word
from pledge_lib.market import events
from pledge_lib.market.crypto.block_engine import LIQUIDATED, BlockLog, run_blocks
from pledge_lib.market.events import TimelineLog
from pledge_lib.market.limits import daily_limit
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.margin.start_days import Path, shipped_path
from pledge_lib.market.plan import Dividend, Plan
from pledge_lib.market.procedure import CANCELLED, NORMAL
from pledge_lib.market.timeline import run_timeline

INDEX, ON_CHAIN_RULES, LIMITS = "TAIEX", "aave-v3-3", "tw-margin"
EPISODES = {  # each crash with the days of it that are shipped for coins
    "2008-financial-crisis": None,
    "2015-china": None,
    "2020-pandemic": "2020-03-black-thursday",
    "2022-rate-rises": "2022-06-deleveraging",
    "2024-yen-unwinding": "2024-08-yen-unwinding",
    "2025-tariffs": "2025-04-tariffs",
}
USUAL_BETA = 1.0
CENTS = 2  # decimals of a price
ALL_IT_TAKES = 1e12  # a borrower who pays whatever is asked, so that the log says how much that was
LIQUIDATABLE, SAFE = "liquidatable", "safe"
NOT_CALLED = (NORMAL, CANCELLED, SAFE, NO_DEBT)  # the states of a day on which no call is open


@dataclass(frozen=True, kw_only=True)
class Day:
    """One account at the end of one day of the crash."""

    date: Date
    ratio: Percent
    state: Word


@dataclass(frozen=True, kw_only=True)
class AccountReplay:
    """One account on its way through a crash; `follows` are the symbols that went with the index."""

    account: Account
    log: TimelineLog | BlockLog
    follows: tuple[str, ...]

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Return every day of the account, oldest first."""
        if isinstance(self.log, TimelineLog):
            return tuple(Day(date=row.date, ratio=row.ratio, state=row.state) for row in self.log)
        line = self.account.line  # on chain the ratio is the health factor in the words of Taiwan's lenders
        return tuple(
            Day(date=row.date, ratio=row.health * line, state=LIQUIDATABLE if LIQUIDATED in row.events else SAFE)
            for row in self.log
        )

    @property
    def lowest(self) -> Day:
        """Return the day with the lowest ratio while the position was whole."""
        whole = self.days[: self._end]
        return min(whole, key=lambda day: day.ratio)

    @property
    def days_called(self) -> Count:
        """Return on how many business days a call was open, or a liquidation was done."""
        return sum(day.state not in NOT_CALLED for day in self.days)

    @property
    def first_called(self) -> date | None:
        """Return the day of the first notice, or of the first liquidation."""
        return next((day.date for day in self.days if day.state not in NOT_CALLED), None)

    @property
    def sold(self) -> date | None:
        """Return the day of the first forced sale, or of the first liquidation."""
        if isinstance(self.log, BlockLog):
            return self.first_called
        row = self.log.first(events.SOLD)
        return row and row.date

    @property
    def paid(self) -> Money:
        """Return the cash that the reader brought."""
        return self.log.summary.paid if isinstance(self.log, TimelineLog) else sum(row.paid for row in self.log)

    @property
    def _end(self) -> int:
        sold = self.sold
        return max(1, sum(day.date < sold for day in self.days) + isinstance(self.log, BlockLog)) if sold else None


@dataclass(frozen=True, kw_only=True)
class CrashReplay:
    """A portfolio on its way through a crash; `left_out` are accounts of which no fall is known or which none calls."""

    episode: str
    days: tuple[date, ...]
    accounts: tuple[AccountReplay, ...]
    left_out: tuple[Account, ...]

    @property
    def weakest(self) -> AccountReplay | None:
        """Return the account that came lowest, measured by its own line."""
        return min(self.accounts, key=lambda each: each.lowest.ratio / each.account.line, default=None)

    @property
    def days_called(self) -> Count:
        """Return on how many days any lender had a call open."""
        return len({day.date for each in self.accounts for day in each.days if day.state not in NOT_CALLED})

    @property
    def follows(self) -> tuple[str, ...]:
        """Return the symbols that followed the index."""
        return tuple(dict.fromkeys(symbol for each in self.accounts for symbol in each.follows))


def replayed(
    portfolio: Portfolio, episode: str, *, betas: Mapping[str, float] | float = USUAL_BETA, pays: bool = False
) -> CrashReplay:
    """Return what a crash would have done; who `pays` brings whatever is asked, else nothing, and orders at a locked
    limit are not filled. `betas` are by symbol, or one for all that have no closes of their own.

    >>> from pledge_lib.finance.pledging.pledge import Holding, Pledge
    >>> shares, bank = Holding("2330", shares=1_000, price=1_000, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> loan = PledgedLoan(lender="A", pledge=Pledge(holdings=[shares], principal=600_000, rules=bank))
    >>> found = replayed(Portfolio(accounts=[loan]), "2025-tariffs")
    >>> found.weakest.first_called, found.weakest.sold, found.follows
    (datetime.date(2025, 4, 9), None, ())
    """
    if episode not in EPISODES:
        raise InputError("unknown", name="episode", value=episode, choices=", ".join(EPISODES))
    path = _index(episode)
    found, left_out = [], []
    for account in portfolio.accounts:
        if isinstance(account, PledgedLoan | MarginTrading) and account.debt:
            found.append(_in_taiwan(account, episode, betas, pays))
        elif isinstance(account, OnChain) and (log := _on_chain(account, episode)):
            found.append(AccountReplay(account=account, log=log, follows=()))
        else:
            left_out.append(account)
    return CrashReplay(episode=episode, days=path.days, accounts=tuple(found), left_out=tuple(left_out))


def known_symbols(episode: str) -> tuple[str, ...]:
    """Return the symbols whose closes are shipped from the first day of a crash on."""
    first = prices(INDEX).window(episode)[0].date
    found = (symbol for symbol in price_symbols() if symbol != INDEX and episode in prices(symbol).windows)
    return tuple(symbol for symbol in found if prices(symbol).window(episode)[0].date == first)


def _in_taiwan(account: PledgedLoan | MarginTrading, episode: str, betas, pays: bool) -> AccountReplay:
    path, follows, dividends, ways = _index(episode), [], [], {}
    for symbol, price in account.prices.items():
        if symbol in known_symbols(episode):
            own = shipped_path([symbol], episode)
            scale = price / own.closes[symbol][0]
            closes, traded = own.closes[symbol] * scale, own.traded[symbol]
            dividends += [replace(each, cash_per_share=each.cash_per_share * scale) for each in own.dividends]
            days = own.days
        else:
            follows.append(symbol)
            beta = betas.get(symbol, USUAL_BETA) if isinstance(betas, Mapping) else betas
            closes, traded, days = price * _following(episode, beta), path.traded[INDEX], path.days
        rounded = np.maximum(np.round(closes, CENTS), 10**-CENTS)
        rounded[0] = price
        ways[symbol] = [(day, float(close)) for day, close, on in zip(days, rounded, traded, strict=True) if on]
    dividends = tuple(_of_a_price(each, ways) for each in dividends)
    plan = Plan(fill_chance=0.0, dividends=dividends, reserve=ALL_IT_TAKES if pays else 0.0)
    if isinstance(account, MarginTrading):
        watched = WatchedMargin(account.account, annual_rate=account.annual_rate)
    else:
        watched = account.pledge
    return AccountReplay(account=account, log=run_timeline(watched, ways, plan=plan), follows=tuple(follows))


def _of_a_price(dividend: Dividend, ways: Mapping) -> Dividend:
    """Return the dividend in whole cents, below every close before it."""
    least = min(close for _, close in ways[dividend.symbol])
    return replace(dividend, cash_per_share=min(round(dividend.cash_per_share, CENTS), least / 2))


def _on_chain(account: OnChain, episode: str) -> BlockLog | None:
    coins = [symbol for symbol in account.exposed if symbol in price_symbols("crypto")]
    stretch = EPISODES[episode]
    if stretch is None or len(coins) != 1 or not account.debt or account.position.collateral[0].symbol != coins[0]:
        return None
    points = prices(coins[0]).window(stretch)
    scale = account.prices[coins[0]] / points[0].close
    way = [(point.date, point.close * scale, point.low * scale) for point in points]
    return run_blocks(account.position, way, rules(ON_CHAIN_RULES), borrow_apr=account.annual_rate)


def _following(episode: str, beta: float) -> np.ndarray:
    """Return closes over the first one: so many times the index's daily change, within the limit of the day."""
    require_not_negative("beta", beta)
    path, factor = _index(episode), [1.0]
    closes = path.closes[INDEX]
    for place in range(1, len(closes)):
        limit = daily_limit(path.days[place], rules(LIMITS))
        change = beta * (closes[place] / closes[place - 1] - 1)
        factor.append(factor[-1] * (1 + min(max(change, -limit), limit)))
    return np.array(factor)


@lru_cache(maxsize=len(EPISODES))
def _index(episode: str) -> Path:
    return shipped_path([INDEX], episode)


def name_of(episode: str) -> Mapping[str, str]:
    """Return the name of a crash in every language."""
    return windows()[episode].name
