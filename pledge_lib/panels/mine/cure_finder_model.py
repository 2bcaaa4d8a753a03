"""What F6.2 shows, from numbers alone: what each lender asks for, and where the money for it comes from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.amounts import total
from pledge_lib.finance.mine.cure import Cured, CurePlan, cure_for_fall
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import Money, Percent, Phrases, Shares, Text, Word, YesNo
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.mine.position import AtALender
from pledge_lib.panels.mine.spare import named, spare_of

REPAY, ADD, SELL = "repay", "add", "sell"
USUAL_FALL, MOST_FALL = 0.25, 0.60  # where the lead opens, and where it ends
SAFE_ALREADY, COVERED, SHORT, NO_LOAN = "safe-already", "covered", "short", "no-loan"


@dataclass(frozen=True, kw_only=True)
class Move(AtALender):
    """One thing to do at one lender: repay a sum, or add or sell so many shares of one symbol."""

    lender: Text
    what: Word
    value: Money
    symbol: Text | None = None
    count: Shares | None = None

    @property
    def of(self) -> Phrases | None:
        return self.symbol and named(self.symbol)


@dataclass(frozen=True, kw_only=True)
class Lane(AtALender):
    """What is done at one lender, and where it stands after the fall with and without it."""

    part: Cured

    @property
    def lender(self) -> Text:
        return self.part.before.title

    @property
    def kind(self) -> Word:
        return self.part.before.kind

    @property
    def repay(self) -> Money:
        return self.part.repay

    @property
    def add(self) -> Money:
        return self.part.added_value

    @property
    def sell(self) -> Money:
        return self.part.sold_value

    @property
    def missing(self) -> Money:
        return self.part.missing

    @property
    def whole(self) -> Money:
        """Return all that is done there, and what is missing besides."""
        return total((self.repay, self.add, self.sell, self.missing))

    @property
    def cost(self) -> Money:
        return self.part.cost

    @property
    def untouched(self) -> Percent:
        return self.part.untouched.ratio

    @property
    def after(self) -> Percent | None:
        """Return the ratio after the fall; None where nothing is owed any more."""
        return self.part.fallen.ratio if math.isfinite(self.part.fallen.ratio) else None

    @property
    def line(self) -> Percent:
        return self.part.before.line

    @property
    def moves(self) -> Iterator[Move]:
        """Yield what is to be done there, share by share."""
        if self.repay:
            yield Move(lender=self.lender, what=REPAY, value=self.repay)
        for what, shares, prices in (
            (ADD, self.part.add, self.part.after.prices),
            (SELL, self.part.sell, self.part.before.prices),
        ):
            for symbol, count in shares.items():
                yield Move(lender=self.lender, what=what, value=count * prices[symbol], symbol=symbol, count=count)

    @property
    def is_safe(self) -> YesNo:
        return self.part.is_safe

    @property
    def state(self) -> Word:
        """Return whether it is safe untouched, made safe, or still called after the fall."""
        return "short" if not self.is_safe else "covered" if self.part.untouched.is_called else "safe-already"

    @property
    def tone(self) -> str:
        return {"short": tones.CALLED, "covered": tones.NEAR}.get(self.state, tones.SAFE)


@dataclass(frozen=True, kw_only=True)
class CureFinder:
    """The plan, with the portfolio before it, and the plans of as much for the usual and for the deepest fall."""

    plan: CurePlan
    usual: CurePlan
    deepest: CurePlan
    before: Portfolio
    is_example: bool

    @property
    def fall(self) -> Percent:
        return self.plan.fall

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        return _lanes(self.plan)

    @cached_property
    def largest_usual(self) -> Money:
        """Return the most that one lender asks for at the fall at which the lead opens."""
        return _largest(self.usual)

    @cached_property
    def largest(self) -> Money:
        """Return the most that one lender asks for at the fall at which the lead ends."""
        return _largest(self.deepest)

    @property
    def short(self) -> tuple[Lane, ...]:
        return tuple(lane for lane in self.lanes if not lane.is_safe)

    @property
    def treated(self) -> Phrases:
        """Return the lenders at which something is done."""
        done = (lane for lane in self.lanes if lane.repay or lane.add or lane.sell)
        return tuple(name for lane in done for name in lane.name)

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return everything that is to be done, lender by lender."""
        return tuple(move for lane in self.lanes for move in lane.moves)

    @property
    def missing(self) -> Money:
        return self.plan.missing

    @property
    def repay(self) -> Money:
        return self.plan.repay

    @property
    def add(self) -> Money:
        return self.plan.added_value

    @property
    def sell(self) -> Money:
        return self.plan.sold_value

    @property
    def cash_left(self) -> Money:
        return self.plan.cash_left

    @property
    def cost(self) -> Money:
        return self.plan.cost

    @cached_property
    def room(self) -> Percent | None:
        """Return the common fall that the weakest can bear once all is done; None where none calls."""
        rooms = [lane.part.after.room for lane in self.lanes if math.isfinite(lane.part.after.room)]
        return min(rooms, default=None)

    @property
    def state(self) -> Word:
        if not self.lanes:
            return NO_LOAN
        if self.missing:
            return SHORT
        return COVERED if self.treated else SAFE_ALREADY


def finder(mine: Portfolio, values: Values, *, is_example: bool) -> CureFinder:
    """Return the plan for what the reader has set."""
    given = {"cash": values["cash"], "spare": spare_of(values, mine.prices), "may_sell": values["sells"]}
    falls = (values["fall"], USUAL_FALL, MOST_FALL)
    plan, usual, deepest = (cure_for_fall(mine, fall, **given) for fall in falls)
    return CureFinder(plan=plan, usual=usual, deepest=deepest, before=mine, is_example=is_example)


def _lanes(plan: CurePlan) -> tuple[Lane, ...]:
    return tuple(Lane(part=part) for part in plan.parts if part.before.debt)


def _largest(plan: CurePlan) -> Money:
    return max((lane.whole for lane in _lanes(plan)), default=0.0)
