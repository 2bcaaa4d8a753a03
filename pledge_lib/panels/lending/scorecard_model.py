"""What F3.9 works out: the points of each broker, by the reader's weights, at each place in its printed ranges."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from pledge_lib import datasets
from pledge_lib.datasets.lending import LendingBroker, lending_brokers
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.lending.income import yearly_yield
from pledge_lib.finance.lending.ranking import possible_places
from pledge_lib.finance.lending.rules import NEGOTIATED, LendingRules
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.units import (
    PERCENT,
    Chance,
    Count,
    Money,
    Percent,
    Shares,
    Tenths,
    Title,
    WholeMoney,
    WholePercent,
)
from pledge_lib.panels.controls import Values

PROFILE = "tw-lending"
ARTICLE_SOURCE = "article-003"
ARTICLE, FIRMS = "article", "firms"
CRITERIA = ("rate", "share", "fill", "lot")
EDITED = ("lowest_rate", "highest_rate", "lowest_share", "highest_share", "fill", "smallest_loan")
WORST, BEST = 0.0, 1.0
FINE = PERCENT.rounded(3)  # a rate between two steps


@dataclass(frozen=True)
class Places:
    """The best and the worst place that a row has or could have."""

    first: Count
    last: Count


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each criterion counts."""

    rate: Count
    share: Count
    fill: Count
    lot: Count

    @cached_property
    def total(self) -> Count:
        return sum(getattr(self, name) for name in CRITERIA)


@dataclass(frozen=True, kw_only=True)
class Points:
    """What each criterion gives, 0 to 100."""

    rate: Tenths
    share: Tenths
    fill: Tenths
    lot: Tenths

    def weighted(self, weights: Weights) -> float:
        """Return the weighted mean; 0 where nothing is weighted."""
        found = sum(getattr(weights, name) * getattr(self, name) for name in CRITERIA)
        return found / weights.total if weights.total else 0.0


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A broker with the numbers of its row, for a holding of so many shares at a price, at a place in its ranges.

    At place 0 the rate is the lowest and the broker's share the highest, at place 1 the other way round.
    """

    broker: LendingBroker
    lowest_rate: Percent
    highest_rate: Percent
    lowest_share: WholePercent
    highest_share: WholePercent
    fill: WholePercent
    smallest_loan: Shares
    holding: Shares
    price: float
    place: WholePercent
    weights: Weights
    rules: LendingRules

    def at(self, place: float) -> "Offer":
        """Return the same row at another place in its ranges."""
        return replace(self, place=place)

    @cached_property
    def worst(self) -> "Offer":
        return self.at(WORST)

    @cached_property
    def best(self) -> "Offer":
        return self.at(BEST)

    @property
    def name(self) -> Title:
        return self.broker.broker

    @property
    def printed(self) -> tuple:
        """Return the numbers of the row, by which it differs from others."""
        return tuple(getattr(self, name) for name in EDITED)

    @property
    def value(self) -> Money:
        return self.holding * self.price

    @property
    def rate(self) -> Annotated[float, FINE]:
        return self.lowest_rate + self.place * (self.highest_rate - self.lowest_rate)

    @property
    def share(self) -> Chance:
        """Return the broker's share of the fee."""
        return self.highest_share - self.place * (self.highest_share - self.lowest_share)

    @property
    def lendable(self) -> Chance:
        """Return the part of the holding that whole smallest loans use up."""
        return floor_to(self.holding, int(self.smallest_loan)) / self.holding

    @cached_property
    def points(self) -> Points:
        return Points(
            rate=100 * self.rate / self.rules.highest_rate,
            share=100 * (1 - self.share),
            fill=100 * self.fill,
            lot=100 * self.lendable,
        )

    @property
    def score(self) -> Tenths:
        return self.points.weighted(self.weights)

    @cached_property
    def net(self) -> WholeMoney:
        """Return what a year brings on average after the broker's share."""
        return self.value * self.lendable * yearly_yield(self.rate, self.share, self.fill)


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """The rows in their printed order."""

    rules: LendingRules
    rows: tuple[Offer, ...]
    weights: Weights

    @cached_property
    def places(self) -> tuple[Places, ...]:
        """Return the first and the last place of each row at this place in the ranges; they differ in a tie."""
        return self._places_by(lambda row: row.score)

    @cached_property
    def places_anywhere(self) -> tuple[Places, ...]:
        """Return the places that each row could have, wherever in its ranges the real numbers lie."""
        return places_within([(row.worst.score, row.best.score) for row in self.rows])

    @cached_property
    def places_by_one(self) -> tuple[Places, ...]:
        """Return the best and worst place of each row if only one criterion counted, whichever."""
        of_each = [self._places_by(lambda row, name=name: getattr(row.points, name)) for name in CRITERIA]
        return tuple(
            Places(min(each.first for each in found), max(each.last for each in found))
            for found in zip(*of_each, strict=True)
        )

    def _places_by(self, score: Callable[[Offer], float]) -> tuple[Places, ...]:
        return places_within([(score(row),) * 2 for row in self.rows])

    @cached_property
    def first(self) -> int:
        """Return which row stands first; the first printed of a tie."""
        return min(range(len(self.rows)), key=lambda number: self.places[number].first)

    @property
    def leader(self) -> Offer:
        return self.rows[self.first]

    @property
    def count(self) -> Count:
        return len(self.rows)

    @property
    def tied(self) -> Count:
        """Return how many rows share the first place."""
        return sum(places.first == 1 for places in self.places)

    @property
    def smallest(self) -> Shares:
        """Return the smallest loan that any of the brokers makes."""
        return min(row.smallest_loan for row in self.rows)

    @property
    def within(self) -> WholeMoney:
        """Return how far a year's income lies apart between the ends of the first row's ranges."""
        return self.leader.best.net - self.leader.worst.net

    @property
    def between(self) -> WholeMoney:
        """Return how far a year's income lies apart between the rows."""
        nets = [row.net for row in self.rows]
        return max(nets) - min(nets)

    @property
    def state(self) -> str:
        if not self.weights.total:
            return "no-weight"
        if not any(row.lendable for row in self.rows):
            return "none-fits"
        if len({row.printed for row in self.rows}) == 1:
            return "alike"
        if self.tied > 1:
            return "tied"
        return "sure" if self.places_anywhere[self.first].last == 1 else "leader"


def places_within(scores: list[tuple[float, float]]) -> tuple[Places, ...]:
    """Return the places of each, wherever between its ends each score lies."""
    return tuple(Places(*ends) for ends in possible_places(scores))


def scorecard(values: Values) -> Scorecard:
    """Return what the figure shows, from numbers alone."""
    rules = datasets.rules(PROFILE)
    weights = Weights(**{name: values[f"weight_{name}"] for name in CRITERIA})
    rows = tuple(_offer(broker, values, weights, rules) for broker in _listed(values["listed"]))
    return Scorecard(rules=rules, rows=rows, weights=weights)


def _listed(which: str) -> tuple[LendingBroker, ...]:
    return tuple(row for row in lending_brokers() if (row.source == ARTICLE_SOURCE) == (which == ARTICLE))


def _offer(broker: LendingBroker, values: Values, weights: Weights, rules: LendingRules) -> Offer:
    typed = {name: values[f"{name}:{broker.id}"] for name in EDITED}
    for name in ("lowest_rate", "highest_rate"):
        if not rules.accepts_rate(typed[name], NEGOTIATED):
            step = PERCENT(rules.negotiated_step)
            raise InputError("off_step", name=f"{name}:{broker.id}", value=FINE(typed[name]), step=step)
    seen = {name: values[name] for name in ("holding", "price", "place")}
    return Offer(broker=broker, weights=weights, rules=rules, **typed, **seen)
