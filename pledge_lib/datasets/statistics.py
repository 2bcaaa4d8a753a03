"""Figures about whole markets: month ends, how rough each year was, margin balances, and single published facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from pledge_lib.datasets import tables
from pledge_lib.datasets.control_totals import DAYS, checked_stretches
from pledge_lib.datasets.origins import sources
from pledge_lib.datasets.price_series import PRICE
from pledge_lib.datasets.records import PricePoint
from pledge_lib.datasets.tables import require_rising
from pledge_lib.datasets.titles import TITLE, Columns, Title
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.profile import MARKS
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import PERCENT, RATE, SHARES, Money, Word

RETURN = tables.decimal("-1", "1")
MILLION, HUNDRED_MILLION = 1_000_000, 100_000_000
ITEMS = ("margin-ratio", "lending-fee-rate", "collateral")
UNITS = {"ratio": PERCENT, "fraction a year": RATE, "shares": SHARES}
PLACES = ("listed", "OTC", "listed and OTC", "not stated")


@dataclass(frozen=True, slots=True)
class YearlyRisk:
    """How rough a year of an index was: fractions of its daily closes, counts of sessions; `last` is the last day used.

    Volatility is that of a year; the worst returns are over 1, 5 and 20 sessions; the deepest fall is from a high.
    """

    last: date
    sessions: int
    volatility: float
    worst_session: float
    worst_session_on: date
    worst_5_sessions: float
    worst_20_sessions: float
    deepest_fall: float
    sessions_down_3: int
    sessions_down_5: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthlyAverage:
    """The average of an index's daily closes over a month, named by its first day; it is no close of any day."""

    month: date
    average: float
    source: str


@dataclass(frozen=True, slots=True)
class MarginBalance:
    """What the customers of the listed market owed on margin purchases at the end of a day, in TWD."""

    date: date
    balance: Money
    source: str

    @property
    def millions(self) -> Money:
        """Return the balance in millions of TWD, as it is published."""
        return self.balance / MILLION


@dataclass(frozen=True, slots=True)
class MarginFact:
    """One published figure on credit in the market; only figures of the same series share a definition.

    The unit is a ratio (1.30 is 130%), a fraction a year, or shares.
    """

    date: date
    series: Word
    item: str
    market: str
    symbol: str
    value: float
    unit: str
    source: str
    mark: str
    note: Title

    @property
    def quantity(self) -> Quantity:
        """Return the figure with its unit."""
        return UNITS[self.unit](self.value)


@cache
def taiex_month_end() -> tuple[PricePoint, ...]:
    """Return the close of TAIEX on the last session of each month, from 2000 on, in points.

    >>> taiex_month_end()[0].close
    9744.89
    """
    file = "statistics/taiex_month_end.csv"
    rows = _one_a_day(file, {"close": PRICE, "source": _source()})
    return tuple(PricePoint(day, float(close), source) for day, close, source in rows)


@cache
def taiex_yearly_risk() -> tuple[YearlyRisk, ...]:
    """Return how rough each year of TAIEX was, from 2000 on; the last one ends with the last day of the data.

    >>> [year.deepest_fall for year in taiex_yearly_risk() if year.last.year == 2008]
    [-0.56]
    """
    count = tables.decimal("0", "366")
    columns = {"sessions": count, "volatility": tables.decimal("0", "5", above=True), "worst_session": RETURN}
    columns |= {"worst_session_on": tables.day, "worst_5_sessions": RETURN, "worst_20_sessions": RETURN}
    columns |= {"deepest_fall": RETURN, "sessions_down_3": count, "sessions_down_5": count}
    columns |= {"source": tables.each(_source())}
    rows = _one_a_day("statistics/taiex_yearly_risk.csv", columns)
    return tuple(YearlyRisk(*map(_plain, row)) for row in rows)


@cache
def sp500_monthly() -> tuple[MonthlyAverage, ...]:
    """Return the monthly averages of the S&P 500, from 1990 to 2023, in points; they are smoother than closes.

    >>> sp500_monthly()[0].average
    339.97
    """
    rows = _one_a_day("statistics/sp500_monthly.csv", {"average": PRICE, "source": _source()})
    return tuple(MonthlyAverage(month, float(average), source) for month, average, source in rows)


@cache
def margin_balance() -> Mapping[str, tuple[MarginBalance, ...]]:
    """Return what customers of the listed market owed on margin purchases, in runs by name, oldest first.

    Within a run the days have one rhythm (month ends, week ends, sessions); no line may join two runs.

    >>> margin_balance()["2024-daily"][0].balance
    340496000000
    """
    columns = {"balance_100_million": PRICE, "source": _source(), "run": tables.nonempty_text}
    found: dict[str, list[MarginBalance]] = {}
    for day, amount, source, run in _one_a_day("statistics/margin_balance.csv", columns):
        found.setdefault(run, []).append(MarginBalance(day, int(amount * HUNDRED_MILLION), source))
    return MappingProxyType({run: tuple(balances) for run, balances in found.items()})


@cache
def margin_facts(item: str | None = None) -> tuple[MarginFact, ...]:
    """Return published figures on credit in the market: margin-ratio, lending-fee-rate, collateral, or all.

    >>> [fact.value for fact in margin_facts("margin-ratio") if fact.series == "china-times-financing-only"]
    [1.5188]
    """
    if item is not None and item not in ITEMS:
        raise InputError("unknown", name="item", value=item, choices=", ".join(ITEMS))
    columns: Columns = {DAYS: tables.day, "series": tables.nonempty_text, "item": tables.one_of(*ITEMS)}
    columns |= {"market": tables.one_of(*PLACES), "symbol": str, "value": tables.decimal("0", "1e12", above=True)}
    columns |= {"unit": tables.one_of(*UNITS), "source": _source(), "mark": tables.one_of(*MARKS)}
    columns |= {"note": TITLE}
    (rows,) = checked_stretches("statistics/margin_facts.csv", columns)
    facts = (MarginFact(*map(_plain, row.values)) for row in rows)
    return tuple(fact for fact in facts if item in (None, fact.item))


def _source() -> tables.Parser:
    return tables.one_of(*sources())


def _one_a_day(file: str, columns: Mapping[str, tables.Parser]) -> list[tuple[Any, ...]]:
    """Return the day and the values of each row; the days must rise."""
    (rows,) = checked_stretches(file, {DAYS: tables.day, **columns})
    require_rising(file, rows, DAYS, 0)
    return [row.values for row in rows]


def _plain(value: Any) -> Any:
    """Return a figure as a float, or as a whole number where it has no decimals."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value.as_tuple().exponent == 0 else float(value)
