"""What the data sets hold, as frozen objects: sources, lenders, claims, terms, days, prices. No file access."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from pledge_lib.datasets.framed import frame_of
from pledge_lib.datasets.titles import Title
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.profile import Provenance
from pledge_lib.finance.reading import day_in
from pledge_lib.finance.units import Money, Percent, Rate, Word

if TYPE_CHECKING:
    import pandas

PRICED_BY = {"share": " per share", "ETF": " per share", "index": "", "crypto": " per coin"}


def to_date(name: str, value: date | str) -> date:
    """Return a date given as such, as a moment of it, or as text.

    >>> to_date("day", "2025-04-02")
    datetime.date(2025, 4, 2)
    """
    return day_in(value, name)


@dataclass(frozen=True, kw_only=True)
class Origin(Provenance):
    """Where one value comes from, and what is to be known of it in each language."""

    note: Title


@dataclass(frozen=True, slots=True)
class Source:
    """A source as provenance badges name it; `published` is an ISO date, a year, or empty where none is printed."""

    key: str
    title: Title
    published: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lender:
    """One row of a table of lenders: a rate with its fees, in TWD, and the day and source it was read from.

    A fee that the source does not mention counts as 0. Where it gives no upper end, both ends of the account fee agree.
    The share of the loan is a handling fee: at least the minimum, and waived once the interest reaches a sum (infinity:
    never).
    """

    id: str
    lender: Title
    kind: str
    annual_rate: Percent
    rate_is: Word
    rate_note: str
    account_fee_low: Money
    account_fee_high: Money
    fee_share_of_loan: Rate
    fee_minimum: Money
    fee_waived_at: Money
    fee_per_lot: Money
    fee_per_draw: Money
    as_of: date
    source: str
    mark: str
    note: Title


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """One claim of an article, our verdict on it, and what the verdict rests on; the words are the course's.

    `rows` are the places of the article's inventory. `mark` is the weakest mark among the facts that the verdict
    rests on, or ARITHMETIC where it rests on a computation alone.
    """

    id: str
    article: str
    rows: tuple[str, ...]
    topic: str
    verdict: str
    sources: tuple[str, ...]
    mark: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Term:
    """One term in each language, its symbol, and the variants that must not be used."""

    term: Title
    definition: Title
    symbol: str
    not_to_use: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distinction:
    """Two terms that people take for one, by the names that the file gives them, and the difference in words."""

    names: tuple[str, str]
    term: Term
    other: Term
    note: Title


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A weekday, or a Saturday with trading: does the market trade, are payments made, and why not."""

    date: date
    trading: bool
    settlement: bool
    reason: str
    source: str
    mark: str
    projected: bool


@dataclass(frozen=True, slots=True)
class MarketRules:
    """Rules of the whole market, each value with its provenance; lag and sessions are business days.

    A forced sale puts in its orders on at most `sale_sessions`, and what it leaves owed is due `bill_sessions` later.
    Before `daily_limit_raised` the daily limit was `earlier_daily_limit`. A tick is a fraction of the price.
    """

    title: Title
    as_of: date
    settlement_lag: int
    sale_sessions: int
    bill_sessions: int
    daily_limit_raised: date
    earlier_daily_limit: float
    largest_tick: float
    provenance: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The unadjusted close of one day; the day's low and the close adjusted for dividends and splits where given."""

    date: date
    close: float
    source: str
    low: float | None = None
    adjusted_close: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days with a name and what happened in it."""

    id: str
    name: Title
    first: date
    last: date
    happened: Title


@dataclass(frozen=True, slots=True)
class CorporateAction:
    """A day on which the unadjusted price jumps for a reason: cash for each share, and new shares for each old one.

    Where the cash or the share factor is None, there was none or none was sourced; a jump with neither is unexplained.
    """

    symbol: str
    date: date
    event: str
    cash_per_share: float | None
    share_factor: float | None
    sources: tuple[str, ...]
    note: Title


@dataclass(frozen=True, slots=True)
class PriceSeries:
    """Unadjusted closes of one symbol: TWD or USD per share, points of an index, or USDT per coin.

    A stretch has a close on each day of its market: on sessions, or on every day of the week for crypto. Windows are
    the named parts of stretches; days between two stretches are not known.
    """

    symbol: str
    name: Title
    kind: str
    currency: str
    market: str
    stretches: tuple[tuple[PricePoint, ...], ...]
    windows: Mapping[str, tuple[PricePoint, ...]]

    @property
    def points(self) -> tuple[PricePoint, ...]:
        """All days of the series, oldest first."""
        return tuple(chain.from_iterable(self.stretches))

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources, in the order of the days."""
        return tuple(dict.fromkeys(point.source for point in self.points))

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return a new DataFrame of all days, by date; `frame.attrs["units"]` says what a price is in."""
        unit = self.currency + PRICED_BY[self.kind]
        frame = frame_of(self.points).dropna(axis="columns", how="all")
        frame.attrs["units"] = dict.fromkeys(frame.columns.drop("source"), unit)
        return frame

    def window(self, name: str) -> tuple[PricePoint, ...]:
        """Return the days of one window, oldest first."""
        if name not in self.windows:
            raise InputError("unknown", name="window", value=name, choices=", ".join(self.windows))
        return self.windows[name]

    def close(self, day: date | str) -> float:
        """Return the close of a day, given as a date or as text such as 2025-04-07."""
        return self.point(day).close

    def point(self, day: date | str) -> PricePoint:
        """Return what is known of a day, given as a date or as text such as 2020-03-12."""
        wanted = to_date("day", day)
        points = self.points
        place = bisect_left(points, wanted, key=lambda point: point.date)
        if points[place : place + 1] and points[place].date == wanted:
            return points[place]
        nearest = ", ".join(str(point.date) for point in points[max(0, place - 1) : place + 1])
        raise InputError("no_close", name=self.symbol, value=wanted, nearest=nearest)


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of a source, and the notice that its publisher asks for (`required`) or deserves."""

    source: str
    licence: str
    required: bool
    notice: Title
