"""F2.10: what the whole market borrowed, beside its index, and the published ratios, each by its definition."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets import margin_balance, margin_facts
from pledge_lib.finance.units import DATE, THOUSAND_LOTS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table, joined
from pledge_lib.panels.margin.market_statistics_model import Statistics, statistics
from pledge_lib.panels.saying import Say

ID = "F2.10"
PROFILE = "tw-margin"
FIRST_DAYS = {"2024-daily": date(2024, 8, 5), "2025-daily": date(2025, 4, 7)}  # else the last day of the run
ARTICLE = {"bought": 238, "sold": 237, "redeemed": 5}  # thousand lots; purchases and sales as an article tells them
CANNOT = ("whose", "where", "next", "joined")  # what the figures do not tell
TICKS = 6  # days named under the lines
STEP = 10  # per cent in which the axis of the lines moves
RATIOS = (115, 205)
IN_RUN, OUTSIDE = ("diamond", charts.ORANGE), ("circle-open", charts.GREY)


def sentence(result: Statistics):
    """Yield the balance, the index of its day, and the ratios published for it."""
    yield f"sentence.{result.state}"
    known = "unknown" if result.close is None else "only" if result.index_change is None else "changed"
    yield f"index.{known}"
    if not result.of_today:
        yield "sentence.without-ratio"
        return
    yield "sentence.with-ratio"
    yield from joined(("published", fact) for fact in result.of_today)
    yield "stop"


def notes(result: Statistics):
    """Yield what the reader has to know besides."""
    if result.asked != result.today.date:
        yield "note.before" if result.asked < result.today.date else "note.no-entry"
    if result.close is None:
        yield "note.no-index"
    yield "note.cannot"


def rows(result: Statistics):
    """Yield the rows of the table: what is known of the day, the reader's day table, and every published ratio."""
    yield "today.millions"
    if result.before:
        yield from ("change_millions", "change_share")
    yield "balance_since"
    if result.close is not None:
        yield "close"
        if result.index_change is not None:
            yield "index_change"
        yield "index_since"
    yield from ("bought", "sold", "redeemed", "lots")
    yield from (Row((("fact", fact), fact.quantity)) for fact in result.ratios)


def across(result: Statistics, day: date) -> int:
    """Return how many days after the first of the run a day lies."""
    return (day - result.first.date).days


def span(result: Statistics) -> int:
    """Return the days from the first entry of the run to the last."""
    return across(result, result.balances[-1].date)


def series() -> list[str]:
    """Return the series of ratios, the newest first: so they stand from below."""
    return list(dict.fromkeys(fact.series for fact in margin_facts("margin-ratio")))[::-1]


def points(result: Statistics) -> dict:
    """Return the numbers of the marks."""
    days = [across(result, entry.date) for entry in result.balances]
    balances, index = zip(*result.relative, strict=True)
    known = [charts.NOWHERE if points is None else points * 100 for points in index]
    today, names = days[result.place], series()
    return {
        "balance": (days, [share * 100 for share in balances]),
        "index": (days, known),
        "day": ([today, today], [balances[result.place] * 100, known[result.place]]),
        "line": ([datasets.rules(PROFILE).call_line * 100] * 2, [-0.6, len(names) - 0.4]),
        "ratios": ([fact.value * 100 for fact in result.ratios], [names.index(fact.series) for fact in result.ratios]),
    }


def ranges(result: Statistics) -> dict:
    """Return the ends of the axes: a little beyond the run, and whole steps around both lines."""
    shown = [number * 100 for pair in result.relative for number in pair if number is not None]
    return {
        "xaxis": (-0.02 * span(result), 1.02 * span(result)),
        "yaxis": (min(shown) // STEP * STEP - STEP / 2, (max(shown) // STEP + 1) * STEP + STEP / 2),
    }


def looks(result: Statistics, _say: Say) -> dict:
    """Return how the published ratios look, and the days that both panes name."""
    symbols, colors = zip(*(IN_RUN if result.in_run(fact) else OUTSIDE for fact in result.ratios), strict=True)
    said = tuple(f"{DATE.write(fact.date)} {fact.quantity.text}" for fact in result.ratios)
    return {
        "balance": {"text": tuple(DATE.write(entry.date) for entry in result.balances)},
        "ratios": {"symbol": symbols, "color": colors, "text": said},
    }


def ticks(result: Statistics, _say: Say) -> dict:
    """Return the names of a few days, evenly among the entries."""
    last = len(result.balances) - 1
    named = sorted({round(last * part / (TICKS - 1)) for part in range(TICKS)})
    days = [result.balances[place].date for place in named]
    return {"xaxis": (tuple(across(result, day) for day in days), tuple(map(DATE.write, days)))}


def layout(say: Say) -> dict:
    """Return two panes: the lines over the rows of the published ratios."""
    names = [say(f"series.{name}") for name in series()]
    return {
        "height": 620,
        "showlegend": False,
        "margin": {"l": 190, "r": 24, "t": 60, "b": 44},
        "xaxis": {"range": [0, 100], "tickangle": 0, "tickvals": [], "ticktext": [], "anchor": "y"},
        "yaxis": {"range": [50, 150], "domain": [0.58, 1.0], "anchor": "x"},
        "xaxis2": {"range": list(RATIOS), "ticksuffix": "%", "anchor": "y2"},
        "yaxis2": {
            "range": [-0.6, len(names) - 0.4],
            "domain": [0.0, 0.39],
            "anchor": "x2",
            "tickfont": {"size": 12},
            "tickvals": list(range(len(names))),
            "ticktext": names,
        },
        "annotations": marks.stacked_headings(say, lift=5, lines=1.0, ratios=0.39),
    }


CHART = Chart(
    marks=(
        marks.line("balance", color=charts.ORANGE, name="balance", hover="{name} %{hovertext} %{y:.2f}"),
        marks.line("index", color=charts.BLUE, name="index", dash="dash", hover="{name} %{y:.2f}"),
        marks.dots("day", color=[charts.ORANGE, charts.BLUE], symbols=["diamond", "circle-open"], hover="%{y:.2f}"),
        marks.line("line", color=charts.RED, name="line", dash="dot", hover="{name} %{x:.0f}%", pane="2"),
        marks.dots("ratios", color=charts.GREY, hover="%{hovertext}", pane="2"),
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=layout,
)


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
    first, last = margin_balance()[runs[0]][0].date, margin_balance()["2025-daily"][-1].date
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
        hero=("today.millions", "change_millions", "index_change"),
        model=statistics,
        sentence=sentence,
        why=lambda result: (f"why.{part}" for part in ("table", "definitions", *CANNOT)),
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        rules=lambda result: ((PROFILE, ("call_line",)),),
        sources=sources,
    )
