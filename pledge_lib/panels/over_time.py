"""What figures over time share: the log of a position, today's place in it, and the days that matter."""

from functools import cached_property

from pledge_lib.finance.units import Count
from pledge_lib.market import events
from pledge_lib.market.events import TimelineLog, TimelineRow, TimelineSummary
from pledge_lib.panels.controls import Values


class OverTime:
    """The part of a result that follows from its `log`, and from the day that the hand is on, `values["today"]`."""

    log: TimelineLog
    values: Values

    @cached_property
    def summary(self) -> TimelineSummary:
        return self.log.summary

    @property
    def first(self) -> TimelineRow:
        return self.log.rows[0]

    @property
    def last(self) -> TimelineRow:
        return self.log.rows[-1]

    @property
    def place(self) -> int:
        """Return which row of the log is today; the last one when the log ends earlier."""
        return min(int(self.values["today"]), len(self.log) - 1)

    @property
    def row(self) -> TimelineRow:
        """Return today's row."""
        return self.log.rows[self.place]

    @property
    def days_left(self) -> Count:
        """Return the business days from today to the deadline of the open call; 0 without one."""
        due = self.row.deadline
        return 0 if due is None else sum(row.date <= due for row in self.log.rows[self.place + 1 :])

    @property
    def lowest(self) -> TimelineRow:
        """Return the day of the lowest ratio."""
        return self.log.row(self.summary.lowest_day)

    @cached_property
    def notice(self) -> TimelineRow | None:
        """Return the day of the first call."""
        return self.log.first(events.NOTICE)

    @cached_property
    def last_call(self) -> TimelineRow | None:
        """Return the day of the newest call: an answered one may be followed by others."""
        return self.log.last(events.NOTICE)

    @cached_property
    def cancelled(self) -> TimelineRow | None:
        """Return the day on which the newest cancelled call was closed."""
        return self.log.last(events.CANCEL)
