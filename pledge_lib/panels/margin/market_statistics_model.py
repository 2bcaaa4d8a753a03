"""The model of F2.10: a run of margin balances beside the index, one day of it, and what was published for that day."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Annotated

from pledge_lib import datasets
from pledge_lib.datasets import margin_balance, margin_facts
from pledge_lib.datasets.statistics import MILLION, MarginBalance, MarginFact
from pledge_lib.finance.margin.market import balance_change
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import THOUSAND_LOTS, Count, Gain, Money, Signed
from pledge_lib.panels.controls import Values

INDEX = "TAIEX"
INDEX_POINTS = Unit(name="index", places=2)
IndexPoints = Annotated[float, INDEX_POINTS]
MovedIndex = Annotated[float, replace(INDEX_POINTS, plus=True)]
ThousandLots = Annotated[int, THOUSAND_LOTS]
MovedLots = Annotated[int, replace(THOUSAND_LOTS, plus=True)]


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """One run of margin balances, the index where it is known, and one day of the run."""

    balances: tuple[MarginBalance, ...]
    index: tuple[float | None, ...]
    place: int
    asked: date
    bought: ThousandLots
    sold: ThousandLots
    redeemed: ThousandLots

    @property
    def first(self) -> MarginBalance:
        return self.balances[0]

    @property
    def today(self) -> MarginBalance:
        return self.balances[self.place]

    @property
    def before(self) -> MarginBalance | None:
        """Return the entry before, which lies a session, a week or a month back."""
        return self.balances[self.place - 1] if self.place else None

    @property
    def change(self) -> Money | None:
        """Return the change of the balance since the entry before."""
        return self.today.balance - self.before.balance if self.before else None

    @property
    def change_millions(self) -> Gain | None:
        return None if self.change is None else self.change / MILLION

    @property
    def by_millions(self) -> Money:
        """Return how large the change is, whichever way it went."""
        return abs(self.change_millions)

    @property
    def change_share(self) -> Signed:
        return self.change / self.before.balance

    @property
    def balance_since(self) -> Signed:
        return self.relative[self.place][0] - 1

    @property
    def close(self) -> IndexPoints | None:
        """Return the index of the day, None where it is not known."""
        return self.index[self.place]

    @property
    def index_change(self) -> MovedIndex | None:
        """Return the change of the index since the entry before; None where a close is not known."""
        before = self.index[self.place - 1] if self.place else None
        return self.close - before if self.close and before else None

    @property
    def index_percent(self) -> Signed:
        return self.index_change / (self.close - self.index_change)

    @property
    def index_since(self) -> Signed:
        return self.relative[self.place][1] - 1

    @cached_property
    def relative(self) -> tuple[tuple[float, float | None], ...]:
        """Return balance and index of each entry over those of the first one."""
        first, close = self.first.balance, self.index[0]
        return tuple(
            (entry.balance / first, points and points / close)
            for entry, points in zip(self.balances, self.index, strict=True)
        )

    @property
    def ratios(self) -> tuple[MarginFact, ...]:
        """Return every ratio that was published, oldest first."""
        return margin_facts("margin-ratio")

    def in_run(self, fact: MarginFact) -> bool:
        """Return whether a fact is of a day within the run."""
        return self.first.date <= fact.date <= self.balances[-1].date

    @property
    def of_today(self) -> tuple[MarginFact, ...]:
        """Return the ratios published for the day itself."""
        return tuple(fact for fact in self.ratios if fact.date == self.today.date)

    @property
    def published(self) -> Count:
        """Return how many ratios were published for the day itself."""
        return len(self.of_today)

    @property
    def lots(self) -> MovedLots:
        """Return what the day table of the reader says about the balance."""
        return balance_change(self.bought, self.sold, self.redeemed)

    @property
    def state(self) -> str:
        if self.before is None:
            return "first"
        return "fell" if self.change < 0 else "rose"


def statistics(values: Values) -> Statistics:
    """Return what the figure shows, from numbers alone; a day without an entry means the entry before it."""
    balances = margin_balance()[values["run"]]
    closes = index_closes()
    place = bisect_right([entry.date for entry in balances], values["day"]) - 1
    return Statistics(
        balances=balances,
        index=tuple(closes.get(entry.date) for entry in balances),
        place=max(place, 0),
        asked=values["day"],
        bought=int(values["bought"]),
        sold=int(values["sold"]),
        redeemed=int(values["redeemed"]),
    )


@cache
def index_closes() -> Mapping[date, float]:
    """Return every close of the index that is known: month ends, and the sessions of the stress windows."""
    series = datasets.prices(INDEX)
    points = [*datasets.taiex_month_end(), *(point for window in series.windows.values() for point in window)]
    return {point.date: point.close for point in points}
