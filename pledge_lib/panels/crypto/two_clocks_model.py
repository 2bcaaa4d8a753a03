"""What F4.7 shows, from numbers alone: one path of prices, a loan on chain and a pledge in Taipei that live through it.

Both begin with the same loan-to-value and the same reserve; everything that compares them is a share of own money.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.assets import Debt
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.units import Count, Date, Days, Percent, Phrases
from pledge_lib.market import events
from pledge_lib.market.crypto.block_engine import LIQUIDATED, BlockLog, BlockRow, run_blocks
from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.market.one_path import limited
from pledge_lib.market.plan import CLOSE, INTRADAY, Payment, Plan
from pledge_lib.market.sessions import is_session, sessions
from pledge_lib.market.timeline import run_timeline
from pledge_lib.panels.calendar_days import NamedDay
from pledge_lib.panels.controls import Values
from pledge_lib.panels.crypto.two_clocks_log import Entry, entries
from pledge_lib.panels.crypto.two_clocks_path import MADE_UP, DailyPath, daily_path

PROTOCOL, BROKER = "aave-v3-3", "tw-broker-pledge"
TOKENS = {MADE_UP: "WETH", "ETH": "WETH", "BTC": "WBTC"}
BORROWED = "USDC"
BLOCKS = {"jump": 1, "glide": 100}  # from one close to the next low
FREE, LIMITED = "free", "limited"
DOLLARS, TAIWAN_DOLLARS, SHARE_PRICE = 10_000, 1_000_000, 100
CENTS, SMALLEST_PRICE = 100, 0.01
FIRST_RESERVE, LAST_RESERVE = -1, 14  # days after the fall on which the reserve may arrive


@dataclass(frozen=True, kw_only=True)
class TwoClocks:
    """Both lanes; `by_closes` and `by_lows` are the chain's log as each of them sees it. Sums in own currencies."""

    path: DailyPath
    token: AaveAsset
    by_lows: BlockLog
    by_closes: BlockLog
    taipei: TimelineLog
    share: Mapping[date, float]
    reserve_on: Date
    values: Values

    @property
    def chain(self) -> BlockLog:
        return self.by_lows if self.values["mark"] == INTRADAY else self.by_closes

    @property
    def rules(self) -> PledgeRules:
        return self.taipei.rules

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return entries(self.chain, self.chain_left, self.taipei, self.taipei_left)

    @property
    def last(self) -> BlockRow:
        """Return the last day on chain."""
        return self.chain.rows[-1]

    @property
    def lowest_price(self) -> Percent:
        """Return the price of the lowest health factor, as a share of the first close."""
        return self.chain.lowest.judged / self.path.price

    @property
    def blocks(self) -> Count:
        """Return how many blocks lead from one close to the next low."""
        return BLOCKS[self.values["speed"]]

    @property
    def own(self) -> Percent:
        """Return the owner's money at the start, the reserve with it, as a share of the collateral."""
        lent = self.values["loan_to_value"]
        return 1 - lent + self.values["reserve"] * lent

    @property
    def untouched(self) -> Percent:
        """Return what is left of own money on chain if nobody acts, before interest."""
        return (self.path.closes[-1] - 1) / self.own + 1

    @cached_property
    def chain_left(self) -> tuple[Percent, ...]:
        """Return the share of own money left at each day's close; money on its way counts."""
        paid = accumulate(row.paid for row in self.chain)
        worth = (row.net_worth - gone for row, gone in zip(self.chain, paid, strict=True))
        return tuple((left / DOLLARS + self._reserve) / self.own for left in worth)

    @cached_property
    def taipei_left(self) -> tuple[Percent, ...]:
        """Return the same for each business day of Taipei."""
        moved = accumulate(row.returned - row.from_reserve for row in self.taipei)
        worth = (row.collateral - row.debt + back for row, back in zip(self.taipei, moved, strict=True))
        return tuple((left / TAIWAN_DOLLARS + self._reserve) / self.own for left in worth)

    @property
    def left_on_chain(self) -> Percent:
        """Return the share of own money left on chain in the end."""
        return self.chain_left[-1]

    @property
    def left_in_taipei(self) -> Percent:
        """Return the share of own money left in Taipei in the end."""
        return self.taipei_left[-1]

    @property
    def chain_outcome(self) -> str:
        """Return what became of the loan on chain, as one word."""
        if not self.chain.calls:
            return "paid" if self.chain.paid else "safe"
        if not self.last.collateral:
            return "gone"
        return "partly" if self.last.debt else "whole"

    @property
    def liquidated(self) -> BlockRow | None:
        """Return the day of the first liquidation."""
        return self.chain.first(LIQUIDATED)

    @property
    def notice(self) -> TimelineRow | None:
        """Return the newest call in Taipei."""
        return self.taipei.last(events.NOTICE)

    @property
    def money(self) -> NamedDay:
        """Return the day on which money arrives, to be named with its day of the week."""
        return NamedDay(self.reserve_on)

    @property
    def apart(self) -> Days:
        """Return how many days lie between the fall and the money, whichever comes first."""
        return abs((self.reserve_on - self.path.fall_day).days)

    @property
    def arrives(self) -> Phrases:
        """Return when money arrives, as it is said: before the fall, on its day, or after it."""
        fall = self.path.fall_day
        key = "same" if self.reserve_on == fall else "before" if self.reserve_on < fall else "after"
        return ((f"arrives.{key}", self),)

    @property
    def sale(self) -> TimelineRow | None:
        """Return the day of the first forced sale in Taipei."""
        return self.taipei.first(events.SOLD)

    @property
    def kept(self) -> tuple[bool, bool]:
        """Return whether the chain liquidates nothing, and whether Taipei sells nothing."""
        return not self.chain.calls, self.sale is None

    @property
    def cancelled(self) -> TimelineRow | None:
        """Return the day on which the newest cancelled call was closed."""
        return self.taipei.last(events.CANCEL)

    @property
    def taipei_outcome(self) -> str:
        """Return what became of the pledge, as one word."""
        if self.notice is None:
            return "no-call"
        if self.sale:
            return "sold"
        if self.cancelled and self.cancelled.date >= self.notice.date:
            return "cured"
        return "open"

    @property
    def closed_days(self) -> Days:
        """Return the days from the fall on, that day included, until Taipei trades again."""
        trading = sessions()
        return (trading[bisect_left(trading, self.path.fall_day)] - self.path.fall_day).days

    @property
    def _reserve(self) -> float:
        return self.values["reserve"] * self.values["loan_to_value"]


def two_clocks(values: Values) -> TwoClocks:
    """Return what the figure shows, from numbers alone."""
    path = daily_path(values)
    reserve_on = path.fall_day + timedelta(days=int(values["reserve_day"]))
    share = _share_prices(path, values)
    token = aave_assets()[TOKENS[values["path"]]]
    by_lows, by_closes = (_on_chain(path, token, values, reserve_on, mark) for mark in (INTRADAY, CLOSE))
    return TwoClocks(
        path=path,
        token=token,
        by_lows=by_lows,
        by_closes=by_closes,
        taipei=_in_taipei(share, values, reserve_on),
        share=share,
        reserve_on=reserve_on,
        values=values,
    )


def last_days(values: Values) -> tuple[int, int]:
    """Return on which day after the fall money is at the latest in time, on chain and in Taipei.

    Where no day of the hand is early enough it is the one before the first. Earlier money never does worse, so each is
    found by halving.
    """
    return _last_days(tuple(sorted((name, value) for name, value in values.items() if name != "reserve_day")))


@lru_cache(maxsize=64)
def _last_days(told: tuple) -> tuple[int, int]:
    values = dict(told)
    path = daily_path(values)
    share, token = _share_prices(path, values), aave_assets()[TOKENS[values["path"]]]

    def chain(day: int) -> bool:
        return not _on_chain(path, token, values, path.fall_day + timedelta(days=day), values["mark"]).calls

    def taipei(day: int) -> bool:
        return _in_taipei(share, values, path.fall_day + timedelta(days=day)).first(events.SOLD) is None

    reach = range(FIRST_RESERVE, LAST_RESERVE + 1)
    return tuple(
        bisect_left(reach, True, key=lambda day, kept=kept: not kept(day)) + FIRST_RESERVE - 1
        for kept in (chain, taipei)
    )


def _share_prices(path: DailyPath, values: Values) -> dict[date, float]:
    """Return the closes of a share that follows the same path, on the sessions of Taipei, in NT$."""
    open_days = [(day, close) for day, close in zip(path.days, path.closes, strict=True) if is_session(day)]
    days, wanted = zip(*open_days, strict=True)
    closes = (part * SHARE_PRICE for part in limited(wanted, _limit(values)))
    return {day: max(round(close * CENTS) / CENTS, SMALLEST_PRICE) for day, close in zip(days, closes, strict=True)}


def _limit(values: Values) -> float | None:
    return datasets.rules(BROKER).daily_limit if values["limit"] == LIMITED else None


def _on_chain(path: DailyPath, token: AaveAsset, values: Values, reserve_on: date, mark: str) -> BlockLog:
    debt = DOLLARS * values["loan_to_value"]
    loan = CryptoPosition(
        collateral=[token.collateral(DOLLARS / path.price, path.price)],
        debts=[Debt(symbol=BORROWED, amount=round(debt, 2))],
    )
    priced = zip(path.days, path.closes, path.lows, strict=True)
    return run_blocks(
        loan,
        ((day, close * path.price, min(low, close) * path.price) for day, close, low in priced),
        datasets.rules(PROTOCOL),
        payments=[Payment(reserve_on, round(debt * values["reserve"], 2))],
        borrow_apr=values["rate"],
        mark=mark,
        blocks=BLOCKS[values["speed"]],
    )


def _in_taipei(share: Mapping[date, float], values: Values, reserve_on: date) -> TimelineLog:
    shares = TAIWAN_DOLLARS // SHARE_PRICE
    loan = round(TAIWAN_DOLLARS * values["loan_to_value"])
    holding = Holding("share", shares=shares, price=SHARE_PRICE, loan_to_value=values["loan_to_value"])
    pledge = Pledge(holdings=(holding,), principal=loan, rules=datasets.rules(BROKER), annual_rate=values["rate"])
    plan = Plan(
        reserve=round(loan * values["reserve"]),
        reserve_on=reserve_on,
        daily_limit=_limit(values),
        fill_chance=0.0,  # the worst case: at a locked limit nothing is sold
    )
    return run_timeline(pledge, share.items(), plan=plan)
