"""The picture of F2.10: balance and index of a run, both 100 on its first day; the published ratios in a drawer."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.datasets import margin_balance, margin_facts
from pledge_lib.datasets.statistics import MarginFact
from pledge_lib.finance.units import DATE
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Row, Table
from pledge_lib.panels.margin.market_statistics_model import Statistics
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label

PROFILE = "tw-margin"
TICKS = 3  # days named under the lines, each in the middle of its part
STEP = 10  # per cent in which the axis of the lines moves
RATIOS = (115, 205)


@cache
def known_days() -> tuple[date, date]:
    """Return the first and the last day of all runs."""
    runs = margin_balance().values()
    return min(run[0].date for run in runs), max(run[-1].date for run in runs)


@cache
def series() -> tuple[str, ...]:
    """Return the series of ratios, the newest first: so they stand from below."""
    return tuple(dict.fromkeys(fact.series for fact in margin_facts("margin-ratio")))[::-1]


def across(result: Statistics, day: date) -> int:
    """Return how many days after the first of the run a day lies."""
    return (day - result.first.date).days


def span(result: Statistics) -> int:
    """Return the days from the first entry of the run to the last."""
    return across(result, result.balances[-1].date)


def lines(result: Statistics) -> tuple[list[float], list[float]]:
    """Return balance and index of each entry, the first one as 100; nowhere where the index is not known."""
    balances, index = zip(*result.relative, strict=True)
    return [share * 100 for share in balances], [charts.NOWHERE if each is None else each * 100 for each in index]


def points(result: Statistics) -> dict:
    """Return the numbers of the marks."""
    days = [across(result, entry.date) for entry in result.balances]
    balances, index = lines(result)
    here = days[result.place]
    return {
        "balance": (days, balances),
        "index": (days, index),
        "day": ([here, here], list(ends(result))),
        "index-now": ([here], [index[result.place]]),
        "now": ([here], [balances[result.place]]),
    }


def ends(result: Statistics) -> tuple[float, float]:
    """Return the ends of the upright axis: whole steps around both lines."""
    shown = [number * 100 for pair in result.relative for number in pair if number is not None]
    return min(shown) // STEP * STEP - STEP / 2, (max(shown) // STEP + 1) * STEP + STEP / 2


def labels(result: Statistics) -> Iterator[Label]:
    """Yield what became of both since the first day, and the names of the lines at their ends."""
    balances, index = lines(result)
    here, end = across(result, result.today.date), span(result)
    ups = {"balance": balances[result.place], "index": index[result.place]}
    upper = "index" if ups["index"] > ups["balance"] else "balance"
    beside = {"at": "r", "dx": -13} if here > end / 2 else {"at": "l", "dx": 13}
    for uid, name in (("now", "balance"), ("index-now", "index")):
        strong = {"tone": tones.STATE, "look": "strong", "rank": 0} if uid == "now" else {"rank": 1}
        yield Label(uid=uid, x=here, y=ups[name], dy=-14 if name == upper else 14, **beside, **strong)
    first, *others = named(result, after=here <= end / 2)
    for name, line in (("balance", balances), ("index", index)):
        day, *more = ((across(result, result.balances[place].date), line[place]) for place in (first, *others[:1]))
        is_upper = line[first] == max(balances[first], index[first])
        yield Label(uid=name, x=day[0], y=day[1], at="c", dy=-14 if is_upper else 14, rank=3, others=tuple(more))


def named(result: Statistics, *, after: bool) -> Iterator[int]:
    """Yield where the names of the lines have room: where they are farthest apart in one half of the run.

    Then where they are so in its outer half, if the same line is the upper one there.
    """
    count, half = len(result.balances), len(result.balances) // 2
    edge = max(1, half // 8)
    inner, outer = (half, half + half // 2) if after else (half, half // 2)
    ends = [(inner, count - edge), (outer, count - edge)] if after else [(edge, inner), (edge, outer)]
    first, second = (max(range(*each), key=lambda place: abs(gap(result, place))) for each in ends)
    yield first
    if second != first and (gap(result, first) > 0) == (gap(result, second) > 0):
        yield second


def gap(result: Statistics, place: int) -> float:
    """Return how far the balance lies above the index; not at all where the index is not known."""
    balance, index = result.relative[place]
    return 0.0 if index is None else balance - index


def ticks(result: Statistics, _say: Say) -> dict:
    """Return the names of a few days, evenly among the entries."""
    last = len(result.balances) - 1
    named = sorted({round(last * (part + 0.5) / TICKS) for part in range(TICKS)})
    days = [result.balances[place].date for place in named]
    return {"xaxis": (tuple(across(result, day) for day in days), tuple(map(DATE, days)))}


CHART = Chart(
    marks=(
        toned.line("day", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.line("index", tone=tones.QUIET, width=2, dash="dash"),
        toned.line("balance", tone=tones.INK, width=3),
        toned.dot("index-now", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now", tone=tones.INK),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": ends(result)},
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    track=lambda result: tuple(across(result, day) for day in known_days()),  # the axis cuts it to the run
    layout=axes.plain({"showgrid": False}, {}),
)


def rows_of_ratios(result: Statistics) -> dict:
    """Return the published ratios, a row for each definition, and the call line of a single account."""
    names = series()
    found = {}
    for uid, is_inside in (("inside", True), ("outside", False)):
        facts = [fact for fact in result.ratios if result.in_run(fact) is is_inside]
        where = ([fact.value * 100 for fact in facts], [names.index(fact.series) for fact in facts])
        found[uid] = where if facts else ([charts.NOWHERE], [charts.NOWHERE])
    line = datasets.rules(PROFILE).call_line * 100
    return found | {"line": ([line] * 2, [-0.6, len(names) - 0.4])}


def ratio_labels(result: Statistics) -> Iterator[Label]:
    """Yield the newest ratio of each definition, and the name of the line."""
    newest = {fact.series: fact for fact in result.ratios}
    for place, name in enumerate(series()):
        fact: MarginFact = newest[name]
        yield Label(uid=f"ratio-{place}", x=fact.value * 100, y=place, text=("label.ratio", fact), dx=11, rank=place)
    line = datasets.rules(PROFILE).call_line * 100
    yield Label(uid="ratio-line", x=line, y=len(series()) - 0.7, tone=tones.CALLED, dx=8, rank=2)


def ratio_layout(say: Say):
    """Return the rows, each with the name of its definition."""
    names = [say(f"series.{name}") for name in series()]
    rows = {
        "range": [-0.6, len(names) - 0.4],
        "showgrid": False,
        "tickvals": list(range(len(names))),
        "ticktext": names,
    }
    across = {"range": list(RATIOS), "ticksuffix": "%"}
    return axes.plain(across, rows, left=180, narrow=176, names=("", ""))(say)


RATIO_DRAWER = Drawer(
    name="ratios",
    chart=Chart(
        marks=(
            toned.line("line", tone=tones.CALLED, width=2),
            toned.dot("outside", tone=tones.QUIET, hollow=True, size=11),
            toned.dot("inside", tone=tones.CURVE, size=12),
        ),
        points=rows_of_ratios,
        labels=lambda result: tuple(ratio_labels(result)),
        layout=ratio_layout,
    ),
    table=Table(rows=lambda result: (Row((("fact", fact), fact.quantity)) for fact in result.ratios)),
)
DAY_TABLE = Drawer(name="day-table", table=Table(rows=lambda result: ("bought", "sold", "redeemed", "lots")))
