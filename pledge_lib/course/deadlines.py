"""What the lessons ask about the deadline of a call: notices served shortly before closed days, and what follows."""

from collections.abc import Callable
from datetime import date, timedelta

from pledge_lib.course.quantities import count, day, text
from pledge_lib.course.questions import Parameter
from pledge_lib.datasets import calendar, rules
from pledge_lib.market.sessions import deadline, first_sale_date

NOTICES = tuple(date.fromisoformat(text) for text in (
    "2025-04-02", "2024-10-01", "2024-10-30", "2024-07-23", "2024-09-16", "2025-05-29", "2024-12-31", "2025-04-30",
))  # fmt: skip


def notice_of(default: str) -> Parameter:
    """Return the day of a notice as a given; its variants come shortly before closed days too."""
    return Parameter(name="notice", default=date.fromisoformat(default), values=NOTICES, unit="date")


def deadline_and_sale(profile: str) -> Callable:
    """Return a solver for the last day to cure and the first day of a sale under a rule profile."""

    def solve(p):
        sessions = rules(profile).cure_sessions
        sale = first_sale_date(p.notice, sessions)
        closed = [d.date.isoformat() for d in calendar() if p.notice < d.date < sale and not d.settlement]
        return {
            "sessions": count(sessions),
            "closed": text(" / ".join(closed) or "—"),
            "deadline": day(deadline(p.notice, sessions)),
            "sale": day(sale),
            "calendar_days": day(p.notice + timedelta(days=sessions)),
            "next_calendar_day": day(p.notice + timedelta(days=sessions + 1)),
        }

    return solve
