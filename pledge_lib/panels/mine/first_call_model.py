"""The model of F6.1: every lender of one's own position beside its own line, before and after a common change."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.mine.account import TWD, USD, Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.portfolio import Portfolio, Totals
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import (
    HEALTH,
    PERCENT,
    Change,
    Count,
    Dollars,
    Money,
    Percent,
    Phrases,
    Sessions,
    Signed,
    Text,
    Word,
)
from pledge_lib.panels import tones
from pledge_lib.panels.mine.position import AtALender

MOST_LANES = 8
NO_CALL, NONE_CALLED, SOME_CALLED = "no-call", "none", "some"


@dataclass(frozen=True, kw_only=True)
class Lane(AtALender):
    """One account that may call the reader, as it was and as it is after the change."""

    before: Account
    now: Account

    @property
    def lender(self) -> Text:
        return self.now.title

    @property
    def kind(self) -> Word:
        return self.now.kind

    @property
    def on_chain(self) -> bool:
        return isinstance(self.now, OnChain)

    @cached_property
    def room(self) -> Percent | None:
        """Return by how much prices may still fall from here; None where no fall leads to a call."""
        return self.now.room if math.isfinite(self.now.room) else None

    @cached_property
    def limit_downs(self) -> Sessions | None:
        downs = self.now.limit_downs
        return downs if downs is not None and math.isfinite(downs) else None

    @cached_property
    def level(self) -> Quantity:
        """Return the ratio, on chain the health factor."""
        return HEALTH(self.now.position.health_factor) if self.on_chain else PERCENT(self.now.ratio)

    @property
    def line(self) -> Quantity:
        return HEALTH(1.0) if self.on_chain else PERCENT(self.now.line)

    @property
    def called_sum(self) -> Money | None:
        return None if self.on_chain else self.now.called_sum

    @cached_property
    def is_over(self) -> bool:
        return self.now.is_called

    @cached_property
    def tone(self) -> str:
        if self.is_over:
            return tones.SOLD if self.on_chain else tones.CALLED
        level, line = (self.now.ratio, self.now.line) if self.now.debt else (math.inf, 1.0)
        return tones.of_ratio(max(level, line), line)

    @property
    def state(self) -> Word:
        return self.tone

    @property
    def rises(self) -> bool:
        return self.before.calls_on_a_rise

    @property
    def at(self) -> Signed | None:
        """Return the common change at which the account is on its line."""
        return self.at_level(1)

    def at_level(self, times: float) -> float | None:
        """Return the common change at which the account stands at so many times its line; None where none does."""
        return self.before.change_to(times)


@dataclass(frozen=True, kw_only=True)
class FirstCall:
    """All lenders after one change."""

    change: Change
    own: Mapping[str, float]
    before: Portfolio
    now: Portfolio
    is_example: bool

    @cached_property
    def every(self) -> tuple[Lane, ...]:
        """Return every account that owes something, in the order of the table."""
        pairs = zip(self.before.accounts, self.now.accounts, strict=True)
        return tuple(Lane(before=before, now=now) for before, now in pairs if now.own_call and before.debt)

    @cached_property
    def nearest(self) -> tuple[Lane, ...]:
        """Return them with those nearest to their line before the change first."""
        return tuple(sorted(self.every, key=lambda lane: (abs(lane.at_level(1) or math.inf), lane.before.key)))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Return those that are drawn: all, or the nearest."""
        return self.nearest[:MOST_LANES]

    @property
    def more(self) -> Count:
        """Return how many lanes are not drawn."""
        return len(self.every) - len(self.lanes)

    @property
    def more_called(self) -> Count:
        return sum(lane.is_over for lane in self.every) - sum(lane.is_over for lane in self.lanes)

    @cached_property
    def over(self) -> tuple[Lane, ...]:
        """Return those over their line, the one that came first before the others."""
        found = [lane for lane in self.every if lane.is_over]
        return tuple(sorted(found, key=lambda lane: abs(lane.at_level(1) or 0)))

    @cached_property
    def first(self) -> Lane | None:
        """Return the first over its line, else the one that a fall brings there first."""
        falling = [lane for lane in self.every if lane.room is not None]
        return self.over[0] if self.over else min(falling, key=lambda lane: lane.room, default=None)

    @property
    def called_names(self) -> Phrases:
        return tuple(name for lane in self.over for name in lane.name)

    @property
    def called(self) -> Count:
        return len(self.over)

    @property
    def lenders(self) -> Count:
        return len(self.every)

    @property
    def room(self) -> Percent | None:
        return self.first and self.first.room

    @property
    def rise_back(self) -> Percent | None:
        """Return by how much prices must rise until the first that is called is on its line again."""
        return None if self.room is None else -self.room

    @property
    def limit_downs(self) -> Sessions | None:
        return self.first and self.first.limit_downs

    @cached_property
    def total(self) -> Totals:
        return self.now.total(TWD)

    @property
    def cash(self) -> Money:
        """Return what all lenders ask today; none of it is netted."""
        return self.total.called_sum

    @property
    def cost(self) -> Money:
        return self.total.cost_a_month

    @property
    def dollars(self) -> Dollars:
        """Return what brings every position on chain back to a health factor of 1."""
        return self.now.total(USD).called_sum

    @property
    def margin_source(self) -> Text:
        """Return by which rule several positions at a broker are one account; nothing where no broker has several."""
        accounts = (each for each in self.now.accounts if isinstance(each, MarginTrading))
        several = (each for each in accounts if len(each.account.positions) > 1)
        return next((each.rules.provenance["call_line"].source for each in several), "")

    @property
    def state(self) -> Word:
        if self.over:
            return SOME_CALLED
        return NO_CALL if self.first is None else NONE_CALLED


def first_call(rows_before: Portfolio, change: float, own: Mapping[str, float], *, is_example: bool) -> FirstCall:
    """Return what the figure shows, from a portfolio and what its prices do."""
    now = rows_before.moved(change, {symbol: _both(change, each) for symbol, each in own.items()})
    return FirstCall(change=change, own=own, before=rows_before, now=now, is_example=is_example)


def _both(change: float, own: float) -> float:
    """Return a common change and one of its own, one after the other."""
    return (1 + change) * (1 + own) - 1
