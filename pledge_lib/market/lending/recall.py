"""A recall of lent shares on the Taiwan calendar: when they are back, when they can be sold, what they are worth."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import Date, Days, Price, Sessions, Signed
from pledge_lib.market.lending.days import closes_by_day, days_lent, recalled_by
from pledge_lib.market.sessions import is_session, next_session, sessions, sessions_between


@dataclass(frozen=True, kw_only=True)
class Recall:
    """A recall asked for at the close of a session; `closes` are those from that day until the first possible sale."""

    asked: Date
    returned: Date
    sold: Date
    closes: Mapping[date, float]

    @property
    def asked_close(self) -> Price:
        return self.closes[self.asked]

    @property
    def sold_close(self) -> Price:
        return self.closes[self.sold]

    @property
    def sessions(self) -> Sessions:
        """Return the sessions whose moves are borne before the shares can be sold."""
        return sessions_between(self.asked, self.sold)

    @property
    def fee_days(self) -> Days:
        """Return the calendar days of the wait that still earn a fee."""
        return days_lent(self.asked, self.returned)

    @property
    def fee_closes(self) -> tuple[float, ...]:
        """Return the close of each fee day of the wait; closed days take the last."""
        return closes_by_day(self.closes, self.asked, self.returned)

    @property
    def change(self) -> Signed:
        """Return how far the price moved between the recall and the first possible sale, as a fraction."""
        return self.sold_close / self.asked_close - 1


def selling_day(asked: date, notice: int) -> tuple[date, date]:
    """Return the business day on which recalled shares are back, and the first session on which they can be sold.

    >>> selling_day(date(2025, 4, 2), 3), selling_day(date(2025, 1, 22), 1)[1]
    ((datetime.date(2025, 4, 9), datetime.date(2025, 4, 9)), datetime.date(2025, 2, 3))
    """
    returned = recalled_by(asked, notice)
    return returned, returned if is_session(returned) else next_session(returned)


def moved_recall(asked: date, notice: int, price: float, move: float) -> Recall:
    """Return a recall over sessions that each move the price by the same fraction.

    >>> round(moved_recall(date(2025, 3, 10), 3, 800_000, -0.03).closes[date(2025, 3, 13)], 2)
    730138.4
    """
    returned, sold = selling_day(asked, notice)
    closes = {day: price * after_change(1, move) ** sessions_between(asked, day) for day in _sessions(asked, sold)}
    return Recall(asked=asked, returned=returned, sold=sold, closes=closes)


def replayed_recall(asked: date, notice: int, closes: Mapping[date, float]) -> Recall:
    """Return a recall over recorded closes, one for each session.

    >>> recorded = {date(2025, 4, 2): 942.0, date(2025, 4, 7): 848.0}
    >>> round(replayed_recall(date(2025, 4, 2), 1, recorded).change, 4)
    -0.0998
    """
    returned, sold = selling_day(asked, notice)
    days = _sessions(asked, sold)
    for day in days:
        if day not in closes:
            nearest = min(closes, key=lambda known, day=day: abs(known - day), default="-")
            raise InputError("no_close", name="closes", value=day, nearest=nearest)
    return Recall(asked=asked, returned=returned, sold=sold, closes={day: closes[day] for day in days})


def _sessions(first: date, last: date) -> tuple[date, ...]:
    days = sessions()
    return days[bisect_left(days, first) : bisect_right(days, last)]
