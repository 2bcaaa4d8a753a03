"""F6.4: a fall and the days that pass, as one map: who calls where, and how likely it is to come there at all."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import (
    CORRELATION,
    PERCENT,
    SESSIONS,
    Chance,
    Correlation,
    Count,
    Percent,
    Phrases,
    Sessions,
    Text,
    Word,
)
from pledge_lib.market.mine.chances import chance_of_call, measured_correlation
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine.position import named
from pledge_lib.panels.stage import Label, Pulse
from pledge_lib.panels.table import Row, Table

ID = "F6.4"
DEEPEST, LATEST = 0.60, 250
WEEK, BUSINESS_WEEK = 7, 5  # calendar days and business days of a week: interest counts the former
GRID = tuple(range(0, LATEST + 1, 50))
MOST_CONTOURS = 6
EPISODE = "2025-tariffs"
RULES_USED = ("call_line", "interest_in_debt")
NOBODY, SOME, ALL, NO_LOAN = "nobody", "some", "all", "no-loan"


@dataclass(frozen=True, kw_only=True)
class Contour:
    """One account that may call the reader: after the fall and the days, and from which fall on it calls by day."""

    account: Account
    fall: float
    days: int
    volatility: float
    correlation: float

    @property
    def lender(self) -> Text:
        return self.account.lender

    @property
    def name(self) -> Phrases:
        return named(self)

    @property
    def line(self) -> Percent:
        return self.account.line

    def later(self, days: int) -> Account:
        """Return the account so many business days later, with the interest that its lender counts as debt."""
        if not isinstance(self.account, PledgedLoan):
            return self.account
        pledge = self.account.pledge
        return replace(self.account, pledge=replace(pledge, days=pledge.days + round(days * WEEK / BUSINESS_WEEK)))

    @cached_property
    def then(self) -> Account:
        account = self.later(self.days)
        return account.moved(dict.fromkeys(account.exposed, -self.fall))

    @property
    def ratio(self) -> Percent | None:
        return self.then.ratio if math.isfinite(self.then.ratio) else None

    @property
    def is_called(self) -> bool:
        return self.then.is_called

    @property
    def room(self) -> Percent | None:
        """Return the fall from today that calls it on that day."""
        room = self.later(self.days).room
        return room if math.isfinite(room) else None

    @cached_property
    def chance(self) -> Chance | None:
        return chance_of_call(self.account, self.days, volatility=self.volatility, correlation=self.correlation)

    @cached_property
    def path(self) -> tuple[list[float], list[float]]:
        """Return the fall of the call for each day of the grid, in per cent within the map."""
        rooms = (self.later(day).room for day in GRID)
        return [min(max(room, 0.0), DEEPEST) * 100 for room in rooms], list(GRID)


@dataclass(frozen=True, kw_only=True)
class FallAndTime:
    """All accounts at one place of the map."""

    mine: Portfolio
    values: Values
    is_example: bool

    @cached_property
    def contours(self) -> tuple[Contour, ...]:
        terms = {name: self.values[name] for name in ("fall", "days", "volatility", "correlation")}
        accounts = [account for account in self.mine.accounts if account.own_call and account.debt]
        found = (Contour(account=account, **terms | {"days": int(terms["days"])}) for account in accounts)
        return tuple(sorted(found, key=lambda each: each.account.room))

    @property
    def fall(self) -> Percent:
        return self.values["fall"]

    @property
    def days(self) -> Sessions:
        return self.values["days"]

    @property
    def weakest(self) -> Contour | None:
        standing = [each for each in self.contours if each.ratio is not None]
        return min(standing, key=lambda each: each.ratio / each.line, default=None)

    @property
    def ratio(self) -> Percent | None:
        return self.weakest and self.weakest.ratio

    @property
    def called(self) -> Count:
        return sum(each.is_called for each in self.contours)

    @property
    def lenders(self) -> Count:
        return len(self.contours)

    @property
    def chance(self) -> Chance | None:
        """Return the chance of a call by that day at the likeliest of all lenders."""
        return max((each.chance for each in self.contours if each.chance is not None), default=None)

    @property
    def measured(self) -> Correlation | None:
        """Return how far one's own shares moved together in the last crash that is shipped."""
        return measured_correlation(self.mine.symbols, EPISODE)

    @property
    def state(self) -> Word:
        if not self.contours:
            return NO_LOAN
        return ALL if self.called == self.lenders else SOME if self.called else NOBODY

    @property
    def tone(self) -> str:
        if self.weakest is None:
            return tones.PLAIN
        below = tones.SOLD if isinstance(self.weakest.account, OnChain) else tones.CALLED
        return tones.of_ratio(max(self.ratio, 0), self.weakest.line, below=below)


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    mine, is_example = portfolio_of(rows), rows == kept.example()
    count = max(1, min(MOST_CONTOURS, sum(account.own_call and account.debt > 0 for account in mine.accounts)))
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=DEEPEST, step=0.01, default=0.20, unit=PERCENT),
            Slider(key="days", low=0, high=LATEST, step=1, default=60, unit=SESSIONS),
            Slider(key="volatility", low=0.05, high=1.50, step=0.05, default=0.30, unit=PERCENT),
            Slider(key="correlation", low=0.0, high=1.0, step=0.05, default=0.50, unit=CORRELATION),
        ),
        presets=(
            Preset(label="preset.month", values={"fall": 0.20, "days": 20}),
            Preset(label="preset.year", values={"fall": 0.20, "days": LATEST}),
            Preset(label="preset.rough", values={"fall": 0.35, "days": 60, "volatility": 0.60, "correlation": 0.80}),
        ),
        lead="fall",
        hero=("ratio", "called", "chance"),
        tone=lambda result: result.tone,
        chip=lambda result: f"chip.{result.state}",
        model=lambda values: FallAndTime(mine=mine, values=values, is_example=is_example),
        why=why,
        notes=lambda result: ("note.example",) if result.is_example else (),
        main=chart(count),
        table=Table(rows=rows_of_table),
        drawers=(Drawer(name="chances", table=CHANCES),),
        rules=rules,
    )


def why(result: FallAndTime) -> Iterator[str]:
    """Yield how the map is made, and what its chances leave out."""
    yield "why.map"
    if result.measured is not None:
        yield "why.measured"
    if any(each.chance is None for each in result.contours):
        yield "why.shorts"


def rules(result: FallAndTime):
    """Yield the rules of each lender once."""
    pledges = [each.account.pledge.rules.name for each in result.contours if isinstance(each.account, PledgedLoan)]
    margins = [each.account.account.rules.name for each in result.contours if isinstance(each.account, MarginTrading)]
    found = [(name, RULES_USED) for name in dict.fromkeys(pledges)]
    found += [(name, RULES_USED[:1]) for name in dict.fromkeys(margins)]
    return tuple(found) or (("tw-bank-pledge", RULES_USED),)


CHANCES = Table(
    head="chances",
    columns=("name", "room", "ratio", "line", "chance"),
    rows=lambda result: tuple(Row(("name", "room", "ratio", "line", "chance"), about=each) for each in result.contours),
)


def rows_of_table(result: FallAndTime) -> Iterator[str | Row]:
    """Yield the place on the map, then each lender there."""
    yield from ("fall", "days", "state", "ratio", "called", "chance")
    for each in result.contours:
        yield Row((("row.contour", each), ("cell.contour", each)))


def chart(count: int) -> Chart:
    """Return the map: falls across, business days up, one contour for each lender."""
    dashes = ("solid", "dash", "dashdot", "longdash", "longdashdot", "dot")
    left, right = 0.0, DEEPEST * 100

    def points(result: FallAndTime) -> dict:
        paths = [each.path[0] for each in result.contours] or [[right] * len(GRID)]
        first = [min(places) for places in zip(*paths, strict=True)]
        last = [max(places) for places in zip(*paths, strict=True)]
        found = {
            "safe": _strip([left] * len(GRID), first),
            "near": _strip(first, last),
            "called": _strip(last, [right] * len(GRID)),
            "cross": toned.segments(
                [(left, result.days, right, result.days), (result.fall * 100, 0, result.fall * 100, LATEST)]
            ),
            "now": ([result.fall * 100], [result.days]),
        }
        for place in range(count):
            drawn = result.contours[place].path if place < len(result.contours) else toned.AWAY
            found[f"contour-{place}"] = drawn
        return found

    def labels(result: FallAndTime) -> Iterator[Label]:
        yield Label(
            uid="now", x=result.fall * 100, y=result.days, tone=tones.STATE, look="strong", rank=0, dx=13, dy=-15
        )
        for place, each in enumerate(result.contours[:count]):
            x = each.path[0][-1]
            if left < x < right:
                yield Label(
                    uid=f"contour-{place}",
                    x=x,
                    y=LATEST,
                    text=("label.contour", each),
                    at="r",
                    dx=-6,
                    dy=12 + 16 * (place % 2),
                    rank=2 + place,
                )

    return Chart(
        marks=(
            toned.zone("safe", tone=tones.SAFE),
            toned.zone("near", tone=tones.NEAR),
            toned.zone("called", tone=tones.CALLED),
            *(toned.line(f"contour-{place}", tone=tones.INK, width=2, dash=dashes[place]) for place in range(count)),
            toned.line("cross", tone=tones.QUIET, width=1, dash="dot"),
            toned.dot("now"),
        ),
        points=points,
        labels=labels,
        pulse=lambda result: (Pulse(x=result.fall * 100),),
        track=lambda result: (left, right),
        lift=lambda result: ("days", 0, LATEST),
        ranges=lambda result: {"xaxis": (left, right), "yaxis": (0, LATEST)},
        layout=axes.plain({"ticksuffix": "%"}, {}),
    )


def _strip(left: list[float], right: list[float]) -> tuple[list[float], list[float]]:
    """Return the zone between two upright lines over the grid; nowhere without a width."""
    if all(a >= b for a, b in zip(left, right, strict=True)):
        return [charts.NOWHERE] * (2 * len(GRID)), [charts.NOWHERE] * (2 * len(GRID))
    return left + right[::-1], [*GRID, *GRID[::-1]]
