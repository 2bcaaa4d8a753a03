"""F2.2: the interest days of a margin purchase on the real calendar, from settlement to settlement."""

from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.units import MONEY, PERCENT, STOCKS
from pledge_lib.market.sessions import require_session
from pledge_lib.panels import tones
from pledge_lib.panels.calendar_days import NamedDay
from pledge_lib.panels.controls import Day, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.day_counter_model import PROFILE, DayCounter, day_counter
from pledge_lib.panels.margin.day_counter_picture import CHART, DAYS, FIRST_DAY, GAIN, LAST_DAY
from pledge_lib.panels.stage import Hero

ID = "F2.2"
RULES_USED = ("annual_rate", "day_basis", "term_months", "longest_term_months")
SOURCES = ("A-3",)  # the rule that says from which day to which interest runs


@dataclass(frozen=True)
class TwoDays:
    """Two days that belong together, such as a trade and its settlement."""

    first: NamedDay
    last: NamedDay


def notes(result: DayCounter):
    """Yield what the reader has to know besides."""
    if result.beyond_term:
        yield "note.beyond-term"
    if result.share is not None and result.share >= 0.5:
        yield "note.half"


def rows(result: DayCounter):
    """Yield the rows of the table."""
    days = (result.bought, result.buy_settles, result.sold, result.sale_settles, result.last_day)
    bought, buy_settles, sold, sale_settles, last_day = map(NamedDay, days)
    yield Row(("two-days",), "buy", TwoDays(bought, buy_settles))
    yield Row(("two-days",), "sell", TwoDays(sold, sale_settles))
    yield Row(("two-days",), "span", TwoDays(buy_settles, last_day)) if result.days else Row(("no-span",), "span")
    yield from ("days", "interest", "traded_days", "sessions", "whole_gain", "share")


def chip(result: DayCounter) -> str:
    """Return how the interest days compare with the days from trade to trade."""
    extra = result.days - result.traded_days
    return "chip.more" if extra > 0 else "chip.fewer" if extra < 0 else "chip.same"


def part_of_gain(result: DayCounter) -> Hero:
    """Return the part of the gain that interest takes, if there is a gain."""
    return Hero(path="share") if result.share is not None else Hero(text="hero.no-gain", caption="hero.share")


def presets():
    """Yield the lesson's holiday, the articles' sums, and days on which the calendar surprises."""
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
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})


def figure() -> Figure:
    """Declare the figure."""
    days = {"low": FIRST_DAY, "high": LAST_DAY, "require": require_session, "days": DAYS}
    return Figure(
        id=ID,
        controls=(
            Day(key="buy", default=date(2025, 3, 28), **days),
            Day(key="sell", default=date(2025, 4, 2), **days),
            Slider(key="amount", low=10_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY),
            Slider(key="rate", low=0.04, high=0.08, step=0.0001, default=0.065, unit=PERCENT),
            Slider(key="stocks", low=1, high=10, step=1, default=1, unit=STOCKS),
            Slider(key="gain", low=0, high=200_000, step=1_000, default=20_000, unit=MONEY),
        ),
        presets=tuple(presets()),
        lead="sell",
        hero=("days", "interest", part_of_gain),
        tone=lambda result: tones.PLAIN,
        chip=chip,
        wide=True,
        model=day_counter,
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        drawers=(Drawer(name="gain", chart=GAIN),),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
