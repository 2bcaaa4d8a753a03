"""F2.10: what the whole market borrowed, beside its index, and the published ratios, each by its definition."""

from datetime import date

from pledge_lib.datasets import margin_balance
from pledge_lib.finance.units import THOUSAND_LOTS
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Table, joined
from pledge_lib.panels.margin.market_statistics_model import Statistics, statistics
from pledge_lib.panels.margin.market_statistics_picture import CHART, DAY_TABLE, PROFILE, RATIO_DRAWER, known_days
from pledge_lib.panels.stage import Hero, Part

ID = "F2.10"
FIRST_DAYS = {"2024-daily": date(2024, 8, 5), "2025-daily": date(2025, 4, 7)}  # else the last day of the run
ARTICLE = {"bought": 238, "sold": 237, "redeemed": 5}  # thousand lots; purchases and sales as an article tells them
CANNOT = ("whose", "where", "next", "joined")  # what the figures do not tell


def sentence(result: Statistics):
    """Yield the ratios published for the day, each with its definition; else the balance and the index of the day."""
    if result.of_today:
        yield "sentence.published"
        yield from joined(("published", fact) for fact in result.of_today)
        yield "sentence.definitions"
        return
    yield f"sentence.{result.state}"
    yield f"index.{known(result)}"


def known(result: Statistics) -> str:
    """Return how much is known of the index of the day."""
    return "unknown" if result.close is None else "only" if result.index_change is None else "changed"


def notes(result: Statistics):
    """Yield what the reader has to know besides."""
    if result.asked != result.today.date:
        yield "note.before" if result.asked < result.today.date else "note.no-entry"
    yield "note.cannot"


def rows(result: Statistics):
    """Yield the rows of the table: what is known of the day."""
    yield "today.millions"
    if result.before:
        yield from ("change_millions", "change_share")
    yield "balance_since"
    if result.close is not None:
        yield "close"
        if result.index_change is not None:
            yield "index_change"
        yield "index_since"


def chip(result: Statistics) -> Part:
    """Return the ratio that was published for the day, how many there are, or that there is none."""
    if result.published == 1:
        return "chip.one", result.of_today[0]
    return "chip.several" if result.published else "chip.none"


def change(result: Statistics) -> Hero:
    """Return the change of the balance, a dash on the first day of the run."""
    if result.before:
        return Hero(text="hero.change-number", caption="hero.change", sub="sub.change")
    return Hero(text="hero.nothing", caption="hero.first")


def index_change(result: Statistics) -> Hero:
    """Return the change of the index, a dash where a close is not known."""
    if result.index_change is None:
        return Hero(text="hero.nothing", caption="hero.index_change", sub=f"sub.index-{known(result)}")
    return Hero(path="index_change", caption="hero.index_change", sub="sub.index-changed")


def day_of(run: str, _values: Values = ()) -> Values:
    """Return the day to which the choice of a run leads."""
    return {"day": FIRST_DAYS.get(run, margin_balance()[run][-1].date)}


def presets():
    """Yield the days of the lesson, and the runs in which the balance did not go the way that people tell."""
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
    return (Preset(label=f"preset.{name}", values=ARTICLE | case) for name, case in cases.items())


def sources(result: Statistics):
    """Return where the balances of the run and the published ratios come from, each once."""
    return dict.fromkeys(each.source for each in (*result.balances, *result.ratios))


def figure() -> Figure:
    """Declare the figure."""
    runs = tuple(margin_balance())
    first, last = known_days()
    lots = {"low": 0, "high": 500, "step": 1, "unit": THOUSAND_LOTS}
    return Figure(
        id=ID,
        controls=(
            Choice(key="run", options=runs, default="2024-daily", sets=day_of),
            Day(key="day", low=first, high=last, default=FIRST_DAYS["2024-daily"]),
            *(Slider(key=name, default=count, **lots) for name, count in ARTICLE.items()),
        ),
        presets=tuple(presets()),
        lead="day",
        hero=(Hero(text="hero.millions-number", caption="hero.millions", sub="sub.millions"), change, index_change),
        tone=lambda result: tones.PLAIN,
        chip=chip,
        drawers=(RATIO_DRAWER, DAY_TABLE),
        model=statistics,
        sentence=sentence,
        why=lambda result: (f"why.{part}" for part in ("table", "definitions", *CANNOT)),
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        rules=lambda result: ((PROFILE, ("call_line",)),),
        sources=sources,
    )
