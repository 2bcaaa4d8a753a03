"""The model of F2.2: a margin purchase and its sale with their settlements, and the interest days between them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.units import Count, Date, Days, Money, Percent, Word
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date
from pledge_lib.market.sessions import sessions as all_sessions
from pledge_lib.panels.controls import Values

PROFILE = "tw-margin"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DayCounter:
    """A purchase and its sale with their settlements, for several stocks alike."""

    bought: Date
    sold: Date
    amount: Money
    rate: Percent
    stocks: Count
    gain: Money
    rules: MarginRules

    @property
    def backwards(self) -> bool:
        """Return whether the sale stands before the purchase."""
        return self.sold < self.bought

    @cached_property
    def buy_settles(self) -> Date:
        return settlement_date(self.bought)

    @cached_property
    def sale_settles(self) -> Date:
        return settlement_date(self.sold)

    @property
    def last_day(self) -> Date:
        """Return the last day that bears interest: the day before the sale is paid (rule A-3)."""
        return self.sale_settles - ONE_DAY

    @cached_property
    def days(self) -> Days:
        """Return the interest days; none for a sale before the purchase."""
        return 0 if self.backwards else interest_days(self.bought, self.sold)

    @property
    def traded_days(self) -> Days:
        """Return the calendar days between the two trades: what is often counted instead."""
        return max((self.sold - self.bought).days, 0)

    @cached_property
    def sessions(self) -> Days:
        """Return the sessions after the purchase until the sale: what is often counted instead."""
        return max(sessions_between(self.bought, self.sold), 0)

    def interest_of(self, days: int) -> float:
        """Return the interest on the loans of all stocks."""
        return self.stocks * simple_interest(self.amount, self.rate, days, self.rules.day_basis)

    @property
    def interest(self) -> Money:
        return self.interest_of(self.days)

    @property
    def traded_interest(self) -> Money:
        return self.interest_of(self.traded_days)

    @property
    def sessions_interest(self) -> Money:
        return self.interest_of(self.sessions)

    @property
    def whole_gain(self) -> Money:
        return self.stocks * self.gain

    @property
    def left(self) -> Money:
        """Return what interest leaves of the gain; negative where it takes more."""
        return self.whole_gain - self.interest

    @property
    def share(self) -> Percent | None:
        """Return the part of the gain that interest takes; None without a gain."""
        return self.interest / self.whole_gain if self.whole_gain else None

    @property
    def beyond_term(self) -> bool:
        """Return whether the sale lies after the longest term with all extensions."""
        return self.sold > months_after(self.bought, self.rules.longest_term_months)

    @property
    def state(self) -> Word:
        if self.backwards:
            return "backwards"
        if self.days == 0:
            return "no-days"
        return "counted"

    @property
    def apart(self) -> Days:
        """Return how far the interest days are from the days between the two trades."""
        return abs(self.days - self.traded_days)

    @property
    def weekdays(self) -> Word:
        """Return the day of the week of the sale."""
        return str(self.sold.weekday())

    @property
    def monday(self) -> Date:
        """Return the Monday of the week of the purchase."""
        return self.bought - timedelta(days=self.bought.weekday())

    def place(self, day: date) -> int:
        """Return the days from that Monday until a day."""
        return (day - self.monday).days

    @cached_property
    def counted(self) -> tuple[date, ...]:
        """Return the sessions after the purchase until the sale."""
        return tuple(day for day in all_sessions() if self.bought < day <= self.sold)


def day_counter(values: Values) -> DayCounter:
    """Return what the figure shows, from numbers alone."""
    return DayCounter(
        bought=values["buy"],
        sold=values["sell"],
        stocks=int(values["stocks"]),
        rules=datasets.rules(PROFILE),
        **{name: values[name] for name in ("amount", "rate", "gain")},
    )
