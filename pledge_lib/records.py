"""What the data sets hold, as frozen objects: sources, lenders, claims, terms, days, prices. No file access."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.rules import Provenance


def to_date(name: str, value: date | str) -> date:
    """Return a date given as such, as a moment of it, or as text.

    >>> to_date("day", "2025-04-02")
    datetime.date(2025, 4, 2)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError("not_a_date", name=name, value=value) from None


@dataclass(frozen=True, slots=True)
class Source:
    """A source as provenance badges name it; `published` is an ISO date, a year, or empty where none is printed."""

    key: str
    title_zh: str
    title_en: str
    published: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lender:
    """One row of a table of lenders: a rate with its fees, in TWD, and the day and source it was read from.

    A fee that the source does not mention counts as 0. Where it gives no upper end, both ends of the account fee agree.
    """

    id: str
    lender_zh: str
    lender_en: str
    kind: str
    annual_rate: float
    rate_is: str
    rate_note: str
    account_fee_low: float
    account_fee_high: float
    fee_share_of_loan: float
    fee_per_lot: float
    fee_per_draw: float
    as_of: date
    source: str
    mark: str
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """One claim of an article, our verdict on it, and what the verdict rests on; the words are the course's.

    `rows` are the places of the article's inventory. `mark` is the weakest mark among the facts that the verdict
    rests on, or ARITHMETIC where it rests on a computation alone. `misconception` and `figure` may be empty.
    """

    id: str
    lesson: str
    article: str
    rows: tuple[str, ...]
    topic: str
    verdict: str
    misconception: str
    figure: str
    sources: tuple[str, ...]
    mark: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Term:
    """One term in both languages, its symbol, and the variants that must not be used."""

    term_zh: str
    term_en: str
    definition_zh: str
    definition_en: str
    symbol: str
    not_to_use: tuple[str, ...]


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
    """Rules of the whole market, each value with its provenance; the lag is in settlement days after the trade."""

    title_zh: str
    title_en: str
    as_of: date
    settlement_lag: int
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The unadjusted close of one day."""

    date: date
    close: float
    source: str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days with a name and what happened in it."""

    id: str
    name_zh: str
    name_en: str
    first: date
    last: date
    happened_zh: str
    happened_en: str


@dataclass(frozen=True, slots=True)
class CorporateAction:
    """A day on which the unadjusted price jumps for a reason; the cash is per share, None where it was not sourced."""

    symbol: str
    date: date
    event: str
    cash_per_share: float | None
    sources: tuple[str, ...]
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class PriceSeries:
    """Unadjusted closes of one symbol, in windows: TWD per share, or points of an index."""

    symbol: str
    name_zh: str
    name_en: str
    kind: str
    currency: str
    windows: Mapping[str, tuple[PricePoint, ...]]

    def window(self, name: str) -> tuple[PricePoint, ...]:
        """Return the closes of one window, oldest first."""
        if name not in self.windows:
            raise InputError("unknown", name="window", value=name, choices=", ".join(self.windows))
        return self.windows[name]

    def close(self, day: date | str) -> float:
        """Return the close of a day, given as a date or as text such as 2025-04-07."""
        wanted = to_date("day", day)
        points = [point for window in self.windows.values() for point in window]
        for point in points:
            if point.date == wanted:
                return point.close
        earlier = [str(point.date) for point in points if point.date < wanted]
        later = [str(point.date) for point in points if point.date > wanted]
        raise InputError("no_close", name=self.symbol, value=wanted, nearest=", ".join(earlier[-1:] + later[:1]))


@dataclass(frozen=True, slots=True)
class Control:
    """What one window of one symbol must add up to; `weighted_total` counts the n-th close n times."""

    symbol: str
    name_zh: str
    name_en: str
    kind: str
    currency: str
    window: str
    sources: tuple[str, ...]
    first: date
    last: date
    rows: int
    total: Decimal
    weighted_total: Decimal

    def fault(self, closes: Sequence[tuple[date, Decimal]]) -> tuple[int, str, str] | None:
        """Return what is wrong with the closes of the window: the place of the row, its column, and what to do."""
        if len(closes) != self.rows:
            problem = f"{self.window} has {len(closes)} rows instead of {self.rows}; restore the lost or extra rows"
            return len(closes) - 1, "window", problem
        for place, expected in ((0, self.first), (len(closes) - 1, self.last)):
            if closes[place][0] != expected:
                problem = f"{self.window} has {closes[place][0]} where {expected} belongs; restore the date"
                return place, "date", problem
        off = sum(close for _, close in closes) - self.total
        weighted_off = sum(number * close for number, (_, close) in enumerate(closes, 1)) - self.weighted_total
        if not off and not weighted_off:
            return None
        number = weighted_off / off if off else 0
        if number == int(number) and 1 <= number <= len(closes):
            close = closes[int(number) - 1][1]
            problem = f"the close {close} should be {close - off} by the totals in prices/series.csv; restore it"
            return int(number) - 1, "close", problem
        problem = f"several closes of {self.window} differ from the totals in prices/series.csv; restore the file"
        return 0, "close", problem
