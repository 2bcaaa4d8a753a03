"""F2.10: what the whole market borrowed, beside its index, and the published ratios, each by its definition."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.datasets import margin_balance, margin_facts
from pledge_lib.datasets.statistics import MarginBalance, MarginFact
from pledge_lib.finance.margin.market import balance_change
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.units import THOUSAND_LOTS
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.market_statistics_view import ID, figure, run_label, view

PROFILE, INDEX = "tw-margin", "TAIEX"
FIRST_DAYS = {"2024-daily": date(2024, 8, 5), "2025-daily": date(2025, 4, 7)}  # else the last day of the run
ARTICLE = {"bought": 238, "sold": 237, "redeemed": 5}  # thousand lots; purchases and sales as an article tells them


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """One run of margin balances in TWD, the index in points where it is known, and one day of the run."""

    run: str
    balances: tuple[MarginBalance, ...]
    index: tuple[float | None, ...]
    place: int
    asked: date
    bought: int
    sold: int
    redeemed: int
    rules: MarginRules

    @property
    def today(self) -> MarginBalance:
        return self.balances[self.place]

    @property
    def before(self) -> MarginBalance | None:
        """Return the entry before, which lies a session, a week or a month back."""
        return self.balances[self.place - 1] if self.place else None

    @property
    def change(self) -> float | None:
        """Return the change of the balance since the entry before, in TWD."""
        return self.today.balance - self.before.balance if self.before else None

    @property
    def index_change(self) -> float | None:
        """Return the change of the index since the entry before, in points; None where a close is not known."""
        before, now = (self.index[self.place - 1], self.index[self.place]) if self.place else (None, None)
        return now - before if now and before else None

    @property
    def relative(self) -> tuple[tuple[float, float | None], ...]:
        """Return balance and index of each entry over those of the first one."""
        first, close = self.balances[0].balance, self.index[0]
        return tuple(
            (entry.balance / first, points and points / close)
            for entry, points in zip(self.balances, self.index, strict=True)
        )

    @property
    def ratios(self) -> tuple[MarginFact, ...]:
        """Return every ratio that was published, oldest first."""
        return margin_facts("margin-ratio")

    def in_run(self, fact: MarginFact) -> bool:
        """Return whether a fact is of a day within the run."""
        return self.balances[0].date <= fact.date <= self.balances[-1].date

    @property
    def of_today(self) -> tuple[MarginFact, ...]:
        """Return the ratios published for the day itself."""
        return tuple(fact for fact in self.ratios if fact.date == self.today.date)

    @property
    def lots(self) -> int:
        """Return what the day table of the reader says about the balance, in thousand lots."""
        return balance_change(self.bought, self.sold, self.redeemed)


def statistics(values: Values) -> Statistics:
    """Return what the panel shows, from numbers alone; a day without an entry means the entry before it."""
    balances = margin_balance()[values["run"]]
    closes = _closes()
    place = bisect_right([entry.date for entry in balances], values["day"]) - 1
    return Statistics(
        run=values["run"],
        balances=balances,
        index=tuple(closes.get(entry.date) for entry in balances),
        place=max(place, 0),
        asked=values["day"],
        rules=datasets.rules(PROFILE),
        **{name: int(values[name]) for name in ARTICLE},
    )


@cache
def _closes() -> Mapping[date, float]:
    """Return every close of the index that is known: month ends, and the sessions of the stress windows."""
    series = datasets.prices(INDEX)
    points = [*datasets.taiex_month_end(), *(point for window in series.windows.values() for point in window)]
    return {point.date: point.close for point in points}


def _day_of(run: str, _values: Values = ()) -> Values:
    return {"day": FIRST_DAYS.get(run, margin_balance()[run][-1].date)}


def _presets() -> tuple[Preset, ...]:
    """Return the days of the lesson, and the runs in which the balance did not go the way that people tell."""
    cases = {
        "2024-08-02": {"run": "2024-daily", "day": date(2024, 8, 2)},
        "2024-08-05": {"run": "2024-daily", "day": date(2024, 8, 5)},
        "2025-04-02": {"run": "2025-daily", "day": date(2025, 4, 2)},
        "2025-04-07": {"run": "2025-daily", "day": date(2025, 4, 7)},
        "2025-04-09": {"run": "2025-daily", "day": date(2025, 4, 9)},
        "2020-03-19": {"run": "2020-daily", "day": date(2020, 3, 19)},
        "2008": {"run": "2006-month-end", "day": date(2008, 11, 28)},
        "2021": {"run": "2020-month-end", "day": date(2021, 12, 30)},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=ARTICLE | case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    runs = tuple(margin_balance())
    first, last = margin_balance()[runs[0]][0].date, margin_balance()["2025-daily"][-1].date
    lots = {"low": 0, "high": 500, "step": 1, "unit": THOUSAND_LOTS}
    controls = (
        Choice(key="run", options=runs, default="2024-daily", sets=_day_of, label=run_label),
        Day(key="day", low=first, high=last, default=FIRST_DAYS["2024-daily"]),
        *(Slider(key=name, default=count, **lots) for name, count in ARTICLE.items()),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=statistics, view=view, figure=figure)
