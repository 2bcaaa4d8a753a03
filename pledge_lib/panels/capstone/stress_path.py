"""A plan on one of the paths of F5.2, as far as the day that the hand is on."""

from dataclasses import dataclass

from pledge_lib.finance.units import Date, Money, Percent, Phrases, Word
from pledge_lib.market.capstone.followed import SURVIVED, Followed, sold_on
from pledge_lib.market.events import EVENTS, NO_TRADING, TimelineRow


@dataclass(frozen=True)
class LogDay:
    """One day of a path on which something happened."""

    row: TimelineRow
    followed: Followed

    @property
    def date(self) -> Date:
        return self.row.date

    @property
    def ratio(self) -> Percent:
        return self.row.ratio

    @property
    def state(self) -> Word:
        return self.row.state

    @property
    def cash(self) -> Money:
        return self.followed.cash_on(self.row)

    @property
    def sold(self) -> Money:
        return sold_on(self.row)

    @property
    def happened(self) -> Phrases:
        return tuple((f"event.{name}",) for name in EVENTS if name in self.row.events and name != NO_TRADING)


@dataclass(frozen=True, kw_only=True)
class OnPath:
    """One path as it stands on a day."""

    followed: Followed
    today: Date

    @property
    def name(self) -> Word:
        return self.followed.name

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        return self.followed.log.rows

    @property
    def now(self) -> TimelineRow:
        return next((row for row in reversed(self.rows) if row.date <= self.today), self.rows[0])

    @property
    def ratio(self) -> Percent | None:
        """Return the ratio of the day; None once nothing is owed."""
        return self.now.ratio if self.now.debt and self.now.collateral else None

    @property
    def lowest(self) -> Percent:
        return self.followed.lowest

    @property
    def lowest_yet(self) -> Percent:
        """Return the lowest ratio until the day, as long as anything is owed."""
        return min(row.ratio for row in self.rows if row.date <= self.today and row.collateral)

    @property
    def cash_yet(self) -> Money:
        """Return the cash brought until the day."""
        return self.followed.cash_until(self.today)

    @property
    def sold_yet(self) -> Money:
        """Return the value of the shares sold until the day."""
        return self.followed.sold_until(self.today)

    @property
    def left_yet(self) -> Percent:
        """Return the part of all shares that is left on the day."""
        return self.followed.left_on(self.today)

    @property
    def cash(self) -> Money:
        return self.followed.cash_until(self.rows[-1].date)

    @property
    def sold(self) -> Money:
        return self.followed.sold_until(self.rows[-1].date)

    @property
    def left(self) -> Percent:
        return self.followed.left_on(self.rows[-1].date)

    @property
    def needed(self) -> Money:
        return self.followed.needed

    @property
    def fate(self) -> Word:
        return self.followed.fate

    @property
    def until(self) -> Word:
        """Return what has come of it by the day."""
        failed = self.followed.failed_on
        return self.fate if failed and failed <= self.today else SURVIVED

    @property
    def failed(self) -> Phrases:
        """Return the sentence of the plan that failed, in its own words."""
        return ((f"failed.{self.followed.failed}",),)

    @property
    def log(self) -> tuple[LogDay, ...]:
        found = (LogDay(row, self.followed) for row in self.rows)
        return tuple(day for day in found if day.happened)
