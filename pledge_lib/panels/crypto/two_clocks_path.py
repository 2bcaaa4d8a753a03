"""The paths of F4.7: a fall made up or recorded, every day of the week, as shares of the first close."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.units import Date, Percent
from pledge_lib.market.sessions import sessions
from pledge_lib.panels.controls import Values

MADE_UP = "made-up"
SESSIONS_AFTER = 9  # of a made-up path: a notice, its deadline, and the sessions of a sale
START_PRICE = 2_000  # dollars, of a made-up path


@dataclass(frozen=True, kw_only=True)
class DailyPath:
    """Every day of the week from the day of the loan on: closes and lows as shares of the first close."""

    days: tuple[date, ...]
    closes: tuple[Percent, ...]
    lows: tuple[Percent, ...]
    price: float
    fall_day: Date

    @property
    def deepest(self) -> Percent:
        """Return the fall of the worst day, from the close before to the low."""
        place = self.days.index(self.fall_day)
        return 1 - self.lows[place] / self.closes[place - 1]


def daily_path(values: Values) -> DailyPath:
    """Return the made-up days around a fall, or the real days of a window."""
    return _made_up(values) if values["path"] == MADE_UP else _replayed(values)


def _made_up(values: Values) -> DailyPath:
    fall_day, trading = values["day"], sessions()
    first = _loan_day(fall_day, values)
    last = trading[bisect_right(trading, fall_day) + SESSIONS_AFTER - 1]
    days = tuple(first + timedelta(days=count) for count in range((last - first).days + 1))
    after = 1 - values["fall"] * (1 - values["bounce"])
    closes = tuple(1.0 if day < fall_day else after for day in days)
    lows = tuple(1 - values["fall"] if day == fall_day else close for day, close in zip(days, closes, strict=True))
    return DailyPath(days=days, closes=closes, lows=lows, price=START_PRICE, fall_day=fall_day)


def _replayed(values: Values) -> DailyPath:
    """Return the days of a window from the loan on; the worst day is that of the largest fall from close to low."""
    points = datasets.prices(values["path"]).window(values["window"])
    worst = min(pairwise(points), key=lambda pair: pair[1].low / pair[0].close)[1]
    first = _loan_day(worst.date, values)
    points = [point for point in points if point.date >= first]
    start = points[0].close
    return DailyPath(
        days=tuple(point.date for point in points),
        closes=tuple(point.close / start for point in points),
        lows=tuple(point.low / start for point in points),
        price=start,
        fall_day=worst.date,
    )


def _loan_day(fall_day: date, values: Values) -> date:
    """Return the day of both loans: so many days before the fall, or the session before where Taipei is closed."""
    trading = sessions()
    return trading[bisect_right(trading, fall_day - timedelta(days=int(values["before"]))) - 1]
