"""What F3.5 works out: a sale that waits for shares on loan, after each notice, over even moves or real closes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import Date, Days, Gain, Money, Percent, Phrases, Sessions, Signed
from pledge_lib.market.lending.recall import Recall, moved_recall, replayed_recall
from pledge_lib.panels.calendar_days import NamedDay
from pledge_lib.panels.controls import Values

PROFILE = "tw-lending"
PRICES_PROFILE = "tw-broker-pledge"  # where the daily limit of prices is kept
EVEN = "even"  # the path that moves by the same fraction each session
REPLAYS = {  # real closes after a recall: symbol and day
    "2330 2025-04-02": ("2330", date(2025, 4, 2)),
    "2330 2024-08-01": ("2330", date(2024, 8, 1)),
    "2330 2025-04-09": ("2330", date(2025, 4, 9)),
}


@dataclass(frozen=True, kw_only=True)
class LateSale:
    """A sale that has to wait for shares on loan, all of the holding; fees are after the broker's share."""

    recall: Recall
    loan: StockLoan
    path: str
    notice: Sessions
    value: Money
    move: Signed
    days_before: Days
    fee_waiting: Money
    fee_before: Money
    notices: tuple["LateSale", ...] = ()  # the same sale after each notice that may be chosen, the shortest first

    @property
    def rules(self) -> LendingRules:
        return self.loan.rules

    @property
    def worth(self) -> Mapping[date, float]:
        """Return what the holding is worth at each close of the wait."""
        return {day: close * self.loan.shares for day, close in self.recall.closes.items()}

    @property
    def days(self) -> tuple[NamedDay, ...]:
        """Return every day from the recall to the first possible sale."""
        first, last = self.recall.asked.toordinal(), self.recall.sold.toordinal()
        return tuple(NamedDay(date.fromordinal(day)) for day in range(first, last + 1))

    @property
    def left(self) -> Money:
        """Return what the shares are worth on the first session on which they can be sold."""
        return self.worth[self.recall.sold]

    @property
    def difference(self) -> Gain:
        """Return how much more the late sale brings than one at once; negative where waiting cost money."""
        return self.left - self.value

    @property
    def lost(self) -> Money:
        """Return by how much the two sales differ."""
        return abs(self.difference)

    @property
    def factor(self) -> Percent:
        """Return by what each session multiplies the price."""
        return 1 + self.move

    @property
    def added_up(self) -> Gain:
        """Return the mistaken sum of the moves, without compounding."""
        return self.value * self.move * self.recall.sessions

    @property
    def fee(self) -> Money:
        return self.fee_waiting + self.fee_before

    @property
    def fee_days(self) -> Days:
        """Return the days that earn a fee, before the recall and after it."""
        return self.days_before + self.recall.fee_days

    @property
    def is_even(self) -> bool:
        """Return whether every session moves by the same fraction."""
        return self.path == EVEN

    @property
    def course(self) -> Phrases:
        """Return how the sessions move: each by so much, or as they were."""
        return (("course.even" if self.is_even else "course.real", self),)

    @property
    def daily_limit(self) -> Percent:
        return datasets.rules(PRICES_PROFILE).daily_limit

    @property
    def at_limit(self) -> bool:
        """Return whether every session closes limit-down, so that owners without a loan cannot be sure to sell."""
        return self.is_even and exact(self.move) <= -exact(self.daily_limit)

    @property
    def projected(self) -> Date:
        """Return the first day of the calendar whose official list was not found."""
        return first_projected()

    @property
    def state(self) -> str:
        if self.difference < 0:
            return "fell"
        return "rose" if self.difference > 0 else "flat"


@cache
def first_projected() -> date:
    """Return the first day of the calendar that is a projection."""
    return next(day.date for day in datasets.calendar() if day.projected)


def late_sale(values: Values) -> LateSale:
    """Return what the figure shows, from numbers alone."""
    sales = {notice: sale_after(notice, values) for notice in datasets.rules(PROFILE).recall_choices}
    return replace(sales[int(values["notice"])], notices=tuple(sales.values()))


def sale_after(notice: int, values: Values) -> LateSale:
    """Return the sale after a notice of so many business days."""
    days_before = round(values["days_before"])
    recall = recalled(values, notice)
    price = recall.asked_close
    loan = StockLoan(
        shares=values["value"] / price, price=price, annual_rate=values["rate"], rules=datasets.rules(PROFILE)
    )

    def fee(closes) -> float:
        return loan.net(closes, broker_share=values["share"]).paid

    return LateSale(
        recall=recall,
        loan=loan,
        path=values["path"],
        notice=notice,
        value=values["value"],
        move=values["move"],
        days_before=days_before,
        fee_waiting=fee(recall.fee_closes),
        fee_before=fee([price] * days_before),  # at the price of the recall
    )


def recalled(values: Values, notice: int) -> Recall:
    """Return the recall over even moves, its price that of the whole holding, or over recorded closes."""
    if values["path"] == EVEN:
        return moved_recall(values["asked"], notice, values["value"], values["move"])
    symbol, asked = REPLAYS[values["path"]]
    return replayed_recall(asked, notice, {point.date: point.close for point in datasets.prices(symbol).points})
