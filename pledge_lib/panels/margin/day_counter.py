"""F2.2: the interest days of a margin purchase on the real calendar, from settlement to settlement."""

from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.units import MONEY, PERCENT, STOCKS
from pledge_lib.market.sessions import interest_days, require_session, sessions_between, settlement_date
from pledge_lib.panels.controls import Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.day_counter_view import ID, figure, view

PROFILE = "tw-margin"
FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DayCounter:
    """A purchase and its sale with their settlements, for several stocks alike; money in TWD."""

    bought: date
    sold: date
    amount: float
    rate: float
    stocks: int
    gain: float
    rules: MarginRules

    @property
    def backwards(self) -> bool:
        """Return whether the sale stands before the purchase."""
        return self.sold < self.bought

    @property
    def buy_settles(self) -> date:
        return settlement_date(self.bought)

    @property
    def sale_settles(self) -> date:
        return settlement_date(self.sold)

    @property
    def last_day(self) -> date:
        """Return the last day that bears interest: the day before the sale is paid (rule A-3)."""
        return self.sale_settles - ONE_DAY

    @property
    def days(self) -> int:
        """Return the interest days; none for a sale before the purchase."""
        return 0 if self.backwards else interest_days(self.bought, self.sold)

    @property
    def traded_days(self) -> int:
        """Return the calendar days between the two trades: what is often counted instead."""
        return max((self.sold - self.bought).days, 0)

    @property
    def sessions(self) -> int:
        """Return the sessions after the purchase until the sale: what is often counted instead."""
        return max(sessions_between(self.bought, self.sold), 0)

    def interest_of(self, days: int) -> float:
        """Return the interest on the loans of all stocks."""
        return self.stocks * simple_interest(self.amount, self.rate, days, self.rules.day_basis)

    @property
    def interest(self) -> float:
        return self.interest_of(self.days)

    @property
    def whole_gain(self) -> float:
        return self.stocks * self.gain

    @property
    def share(self) -> float | None:
        """Return the part of the gain that interest takes; None without a gain."""
        return self.interest / self.whole_gain if self.whole_gain else None

    @property
    def beyond_term(self) -> bool:
        """Return whether the sale lies after the longest term with all extensions."""
        return self.sold > months_after(self.bought, self.rules.longest_term_months)

    @property
    def state(self) -> str:
        if self.backwards:
            return "backwards"
        if self.days == 0:
            return "no-days"
        return "one-stock" if self.stocks == 1 else "stocks"


def day_counter(values: Values) -> DayCounter:
    """Return what the panel shows, from numbers alone."""
    return DayCounter(
        bought=values["buy"],
        sold=values["sell"],
        amount=values["amount"],
        rate=values["rate"],
        stocks=int(values["stocks"]),
        gain=values["gain"],
        rules=datasets.rules(PROFILE),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's holiday, the articles' sums, and days on which the calendar surprises."""
    base = {"amount": 600_000, "rate": 0.065, "stocks": 1, "gain": 20_000}
    cases = {
        "holiday": {"buy": date(2025, 3, 28), "sell": date(2025, 4, 2)},
        "two-days": {"buy": date(2025, 3, 10), "sell": date(2025, 3, 12)},
        "same-day": {"buy": date(2025, 3, 10), "sell": date(2025, 3, 10)},
        "five-stocks": {"buy": date(2025, 3, 3), "sell": date(2025, 3, 17), "stocks": 5, "gain": 2_000},
        "typhoon": {"buy": date(2024, 9, 26), "sell": date(2024, 10, 1)},
        "new-year": {"buy": date(2025, 1, 20), "sell": date(2025, 2, 3)},
        "half-year": {"buy": date(2025, 1, 2), "sell": date(2025, 7, 2)},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    days = {"low": FIRST_DAY, "high": LAST_DAY, "require": require_session}
    controls = (
        Day(key="buy", default=date(2025, 3, 28), **days),
        Day(key="sell", default=date(2025, 4, 2), **days),
        Slider(key="amount", low=10_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY),
        Slider(key="rate", low=0.04, high=0.08, step=0.0001, default=0.065, unit=PERCENT),
        Slider(key="stocks", low=1, high=10, step=1, default=1, unit=STOCKS),
        Slider(key="gain", low=0, high=200_000, step=1_000, default=20_000, unit=MONEY),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=day_counter, view=view, figure=figure)
