"""What the lessons ask about the deadline of a call: notices served shortly before closed days, and what follows."""

from datetime import date, timedelta

from pledge_lib.course.questions import Given, among
from pledge_lib.course.solved import Solved, asked, trap
from pledge_lib.datasets import calendar
from pledge_lib.finance.units import COUNT, DATE
from pledge_lib.market.sessions import deadline, first_sale_date

NOTICES = tuple(
    date.fromisoformat(text)
    for text in (
        "2025-04-02",
        "2024-10-01",
        "2024-10-30",
        "2024-07-23",
        "2024-09-16",
        "2025-05-29",
        "2024-12-31",
        "2025-04-30",
    )
)


def notice_of(first: str) -> Given:
    """Return the day of a notice as a given; its variants come shortly before closed days too."""
    return among(DATE, *NOTICES, first=date.fromisoformat(first))


def deadline_and_sale(notice: date, sessions: int) -> Solved:
    """Ask for the last day to cure and the first day of a sale, when a cure may take so many sessions."""
    sale = first_sale_date(notice, sessions)
    closed = [d.date.isoformat() for d in calendar() if notice < d.date < sale and not d.settlement]
    return Solved(
        deadline=asked(
            DATE(deadline(notice, sessions)),
            calendar_days=trap(DATE(notice + timedelta(days=sessions)), "M07"),
        ),
        sale=asked(DATE(sale), next_calendar_day=trap(DATE(notice + timedelta(days=sessions + 1)), "M07")),
        sessions=COUNT(sessions),
        closed=" / ".join(closed) or "—",
    )
