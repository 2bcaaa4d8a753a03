"""F3.9: brokers on a scorecard of the reader's weights, and how little a table of equal ranges can tell."""

from collections.abc import Callable
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.lending import LendingBroker, lending_brokers
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.lending.income import yearly_yield
from pledge_lib.finance.lending.ranking import possible_places
from pledge_lib.finance.lending.rules import NEGOTIATED, LendingRules
from pledge_lib.finance.money import floor_to, percent_text
from pledge_lib.finance.units import PERCENT, PRICE, SHARES, TIMES
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.scorecard_view import ARTICLE, CRITERIA, FIRMS, ID, PROFILE, figure, view

ARTICLE_SOURCE = "article-003"
ONE_LOT = 1_000  # shares, where a firm prints no smallest loan
FILL = 0.50  # no source says how often shares find a borrower; yours to change
LARGEST_LOAN = 100_000
WORST, BEST = 0.0, 1.0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A broker with the numbers of its row, for a holding of so many shares at a price; TWD."""

    broker: LendingBroker
    rates: tuple[float, float]
    shares_kept: tuple[float, float]
    fill: float
    smallest_loan: float
    holding: float
    price: float

    @property
    def lendable(self) -> float:
        """Return the part of the holding that whole smallest loans use up."""
        return floor_to(self.holding, int(self.smallest_loan)) / self.holding

    def rate(self, place: float) -> float:
        """Return the rate at a place in its range: 0 the lowest, 1 the highest."""
        return self.rates[0] + place * (self.rates[1] - self.rates[0])

    def share_kept(self, place: float) -> float:
        """Return the broker's share at a place in its range: 0 the highest, 1 the lowest."""
        return self.shares_kept[1] - place * (self.shares_kept[1] - self.shares_kept[0])

    def points(self, place: float, rules: LendingRules) -> dict[str, float]:
        """Return the points of each criterion, 0 to 100."""
        found = (self.rate(place) / rules.highest_rate, 1 - self.share_kept(place), self.fill, self.lendable)
        return {name: 100 * each for name, each in zip(CRITERIA, found, strict=True)}

    def net(self, place: float) -> float:
        """Return what a year brings on average after the broker's share."""
        added = yearly_yield(self.rate(place), self.share_kept(place), self.fill)
        return self.holding * self.price * self.lendable * added


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """The rows in their printed order, the weights, and the place in the ranges that the reader looks at."""

    values: Values
    rules: LendingRules
    rows: tuple[Row, ...]
    weights: dict[str, float]
    place: float

    def score(self, row: Row, place: float) -> float:
        """Return the weighted points; 0 where nothing is weighted."""
        points, total = row.points(place, self.rules), sum(self.weights.values())
        return sum(self.weights[name] * points[name] for name in CRITERIA) / total if total else 0.0

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Return the first and the last place of each row at this place in the ranges; they differ in a tie."""
        return self._places_by(lambda row: self.score(row, self.place))

    @property
    def places_anywhere(self) -> tuple[tuple[int, int], ...]:
        """Return the places that each row could have, wherever in its ranges the real numbers lie."""
        return possible_places([(self.score(row, WORST), self.score(row, BEST)) for row in self.rows])

    @property
    def places_by_one(self) -> tuple[tuple[int, int], ...]:
        """Return the best and worst place of each row if only one criterion counted, whichever."""
        of_each = [self._places_by(lambda row, name=name: row.points(self.place, self.rules)[name])
                   for name in CRITERIA]  # fmt: skip
        return tuple(
            (min(first for first, _ in found), max(last for _, last in found)) for found in zip(*of_each, strict=True)
        )

    def _places_by(self, score: Callable[[Row], float]) -> tuple[tuple[int, int], ...]:
        return possible_places([(score(row),) * 2 for row in self.rows])

    @property
    def leader(self) -> int:
        """Return which row stands first; the first printed of a tie."""
        return min(range(len(self.rows)), key=lambda number: self.places[number])

    @property
    def tied(self) -> int:
        """Return how many rows share the first place."""
        return sum(first == 1 for first, _ in self.places)

    @property
    def state(self) -> str:
        if not any(self.weights.values()):
            return "no-weight"
        if not any(row.lendable for row in self.rows):
            return "none-fits"
        if len({(row.rates, row.shares_kept, row.fill, row.smallest_loan) for row in self.rows}) == 1:
            return "alike"
        if self.tied > 1:
            return "tied"
        return "sure" if self.places_anywhere[self.leader] == (1, 1) else "leader"


def scorecard(values: Values) -> Scorecard:
    """Return what the panel shows, from numbers alone."""
    rules = datasets.rules(PROFILE)
    return Scorecard(
        values=dict(values),
        rules=rules,
        rows=tuple(_row(broker, values, rules) for broker in _listed(values["listed"])),
        weights={name: values[f"weight_{name}"] for name in CRITERIA},
        place=values["place"],
    )


def _listed(which: str) -> tuple[LendingBroker, ...]:
    return tuple(row for row in lending_brokers() if (row.source == ARTICLE_SOURCE) == (which == ARTICLE))


def _row(broker: LendingBroker, values: Values, rules: LendingRules) -> Row:
    def typed(name: str) -> float:
        return values[f"{name}:{broker.id}"]

    for name in ("lowest_rate", "highest_rate"):
        if not rules.accepts_rate(typed(name), NEGOTIATED):
            step = percent_text(rules.negotiated_step)
            raise InputError("off_step", name=f"{name}:{broker.id}", value=percent_text(typed(name), 3), step=step)
    return Row(
        broker=broker,
        rates=(typed("lowest_rate"), typed("highest_rate")),
        shares_kept=(typed("lowest_share"), typed("highest_share")),
        fill=typed("fill"),
        smallest_loan=typed("smallest_loan"),
        holding=values["holding"],
        price=values["price"],
    )


def _cells(rules: LendingRules) -> tuple[Cell, ...]:
    """Return the editable numbers: what each row prints, and the odds that nobody prints."""
    return tuple(cell for broker in lending_brokers() for cell in _cells_of(broker, rules))


def _cells_of(broker: LendingBroker, rules: LendingRules):
    """Yield the cells of a row; an end of a range that is moved past the other takes it along."""
    step = rules.negotiated_step
    for name, low, high in (("rate", step, rules.highest_rate), ("share", 0.0, 1.0)):
        lowest, highest = f"lowest_{name}:{broker.id}", f"highest_{name}:{broker.id}"
        yield Cell(key=lowest, low=low, high=high, step=step, default=getattr(broker, f"lowest_{name}"), unit=PERCENT,
                   sets=lambda value, values, other=highest: {other: max(value, values[other])})  # fmt: skip
        yield Cell(key=highest, low=low, high=high, step=step, default=getattr(broker, f"highest_{name}"),
                   unit=PERCENT,
                   sets=lambda value, values, other=lowest: {other: min(value, values[other])})  # fmt: skip
    yield Cell(key=f"fill:{broker.id}", low=0.0, high=1.0, step=0.01, default=FILL, unit=PERCENT)
    yield Cell(key=f"smallest_loan:{broker.id}", low=1, high=LARGEST_LOAN, step=1, unit=SHARES,
               default=broker.smallest_loan or ONE_LOT)  # fmt: skip


def _presets(base: Values) -> tuple[Preset, ...]:
    cases = {
        "article": {},
        "worst-end": {"place": WORST},
        "small": {"holding": 500},
        "firms": {"listed": FIRMS},
        "only-share": {"listed": FIRMS, "weight_rate": 0, "weight_fill": 0, "weight_lot": 0},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel: the table comes from the data, and stays editable."""
    controls = (
        Choice(key="listed", options=(ARTICLE, FIRMS), default=ARTICLE),
        Slider(key="holding", low=500, high=50_000, step=500, default=3_000, unit=SHARES),
        Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
        Slider(key="place", low=WORST, high=BEST, step=0.05, default=0.50, unit=PERCENT),
        *(Slider(key=f"weight_{name}", low=0, high=5, step=1, default=1, unit=TIMES) for name in CRITERIA),
        *_cells(datasets.rules(PROFILE)),
    )
    return Declaration(
        id=ID,
        controls=controls,
        presets=_presets({control.key: control.default for control in controls}),
        model=scorecard,
        view=view,
        figure=figure,
        has_sheet=True,
    )
