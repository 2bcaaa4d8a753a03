"""The four panes of F2.9: the index, the account's ratio, the fate of every start day, what came after the sale."""

from bisect import bisect_right
from collections import Counter
from datetime import date

from pledge_lib.finance.units import DATE
from pledge_lib.market import events
from pledge_lib.panels import charts, event_flags, marks
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.margin.replay_model import CALLED, NEVER, SOLD, Replay
from pledge_lib.panels.saying import Say

START = "start"
SHOWN = (events.NOTICE, events.DEADLINE, events.SAME_DAY_DUE, events.CANCEL, events.UNFILLED, events.SOLD)
ON_INDEX = (START, events.NOTICE, events.SOLD)
LOOKS = {START: event_flags.START} | {event: event_flags.FLAGS[event] for event in SHOWN}
FATES = {NEVER: ("circle-open", charts.GREEN), CALLED: ("triangle-down", charts.ORANGE), SOLD: ("star", charts.RED)}
BIN, WIDEST = 5, 40  # per cent: the width of a bar, and the change at which the last bar stands
RATIO_STEP = 0.5
LOWEST = 0.5  # the lower end of the ratio's axis
FLAG_STEP = 0.10  # of the height of the ratio's axis, between two flags of one day
TICKS = 6  # days named under the panes
MOST_STARTS = 10  # the end of the bars' axis where nothing was sold


def points(result: Replay) -> dict:
    """Return the numbers of the marks; what lies after the sale has no ratio."""
    days = result.path.days[result.mine.start :][: len(result.ratios)]
    ratios = [ratio * 100 if result.has_debt else charts.NOWHERE for ratio in result.ratios]
    flags, bars = _flags(result), _bars(result)
    above = [flag for flag in flags if flag[1] in ON_INDEX]
    after = result.after
    return {
        "index": ([_across(result, day) for day in result.index.dates], result.index.closes),
        "marks": ([_across(result, day) for day, _, _ in above], [_index_on(result, day) for day, _, _ in above]),
        "ratio": ([_across(result, day) for day in days], ratios),
        "line": ([0, _span(result)], [result.rules.call_line * 100] * 2),
        "flags": ([_across(result, day) for day, _, _ in flags], [height for _, _, height in flags]),
        **{kind: _starts(result, kind, row) for row, kind in enumerate(FATES)},
        **{name: {"x": list(found), "y": list(found.values())} for name, found in bars.items()},
        "mine": ([_in_bars(after.change) if after else charts.NOWHERE], [0]),
    }


def ranges(result: Replay) -> dict:
    """Return the ends of the axes, which move in steps only."""
    closes = result.index.closes
    step = charts.nice_ceiling(max(closes)) / 20
    most = max((count for found in _bars(result).values() for count in found.values()), default=0)
    return {
        "xaxis": (-0.02 * _span(result), 1.02 * _span(result)),
        "yaxis": (min(closes) // step * step - step, (max(closes) // step + 2) * step),
        "yaxis2": (LOWEST * 100, _ceiling(result) * 100),
        "yaxis4": (-0.06 * charts.nice_ceiling(most or MOST_STARTS), charts.nice_ceiling(most or MOST_STARTS)),
    }


def looks(result: Replay, say: Say) -> dict:
    """Return symbols, colours and hover texts."""
    flags = _flags(result)
    found = {"index": {"text": tuple(map(DATE.write, result.index.dates))}}
    for uid, wanted in (("marks", ON_INDEX), ("flags", tuple(LOOKS))):
        chosen = [(day, kind) for day, kind, _ in flags if kind in wanted]
        symbols, colors = zip(*(LOOKS[kind] for _, kind in chosen), strict=True)
        said = tuple(f"{DATE.write(day)} {say(f'event.{kind}')}" for day, kind in chosen)
        found[uid] = {"symbol": symbols, "color": colors, "text": said}
    return found


def ticks(result: Replay, _say: Say) -> dict:
    """Return the names of the days under the panes."""
    dates = result.index.dates
    named = [dates[round((len(dates) - 1) * part / (TICKS - 1))] for part in range(TICKS)]
    days = sorted(set(named))
    return {"xaxis": (tuple(_across(result, day) for day in days), tuple(map(DATE.write, days)))}


def _across(result: Replay, day: date) -> int:
    return (day - result.index.dates[0]).days


def _span(result: Replay) -> int:
    return _across(result, result.index.dates[-1])


def _index_on(result: Replay, day: date) -> float:
    return result.index.closes[bisect_right(result.index.dates, day) - 1]


def _ceiling(result: Replay) -> float:
    highest = max(result.ratios) if result.has_debt else result.rules.call_line
    return (highest // RATIO_STEP + 1) * RATIO_STEP + 0.2


def _flags(result: Replay) -> list[tuple[date, str, float]]:
    """Return day, kind and height in per cent of each flag; those of one day stand one above the other."""
    found = [(result.start, START, _height(result, result.start, 0))]
    for row in result.log or ():
        for place, event in enumerate(event for event in SHOWN if event in row.events):
            found.append((row.date, event, _height(result, row.date, place)))
    return found


def _height(result: Replay, day: date, above: int) -> float:
    """Return where a flag stands: on the ratio at the closes of its day."""
    if not result.has_debt:
        return charts.NOWHERE
    ratio = result.ratios[min(result.path.days.index(day) - result.mine.start, len(result.ratios) - 1)]
    height = ratio + above * FLAG_STEP * (_ceiling(result) - LOWEST)
    return max(LOWEST, min(height, _ceiling(result))) * 100


def _starts(result: Replay, kind: str, row: int) -> tuple[list[float], list[float]]:
    places = result.starts(kind)
    if not places:
        return [charts.NOWHERE], [row]
    return [_across(result, result.path.days[place]) for place in places], [row] * len(places)


def _in_bars(change: float) -> float:
    return max(-WIDEST, min(change * 100, WIDEST))


def _bars(result: Replay) -> dict[str, dict[float, int]]:
    """Return how many start days lie in each bar, those that lost and those that gained."""
    middles = [place + BIN / 2 for place in range(-WIDEST, WIDEST, BIN)]
    inner = [max(-WIDEST, min(change * 100 // BIN * BIN, WIDEST - BIN)) + BIN / 2 for change in result.changes]
    counted = Counter(inner)
    return {
        "down": {middle: counted[middle] for middle in middles if middle < 0},
        "up": {middle: counted[middle] for middle in middles if middle > 0},
    }


def layout(say: Say) -> dict:
    """Return four panes one below the other."""
    return {
        "height": 760,
        "showlegend": False,
        "barmode": "overlay",
        "margin": {"l": 84, "r": 24, "t": 34, "b": 44},
        "xaxis": {"range": [0, 90], "anchor": "y3", "tickangle": 0, "tickvals": [], "ticktext": []},
        "yaxis": {"range": [0, 100], "domain": [0.80, 1.0], "tickformat": ","},
        "yaxis2": {"range": [50, 220], "domain": [0.53, 0.70], "ticksuffix": "%", "dtick": 50, "anchor": "x"},
        "yaxis3": {"range": [-0.7, 2.7], "domain": [0.35, 0.45], "anchor": "x", "tickvals": [0, 1, 2],
                   "ticktext": [say(f"short.{kind}") for kind in FATES], "showgrid": False},
        "xaxis2": {"range": [-WIDEST - 1, WIDEST + 1], "dtick": 10, "ticksuffix": "%", "anchor": "y4",
                   "title": say("axis.change")},
        "yaxis4": {"range": [0, MOST_STARTS], "domain": [0.0, 0.20], "anchor": "x2", "rangemode": "nonnegative"},
        "annotations": marks.stacked_headings(say, index=1.0, ratio=0.70, starts=0.45, after=0.20),
    }  # fmt: skip


RATIO, STARTS = {"yaxis": "y2"}, {"yaxis": "y3", "marker_size": 7}  # panes that share the axis of the days
AFTER = {"xaxis": "x2", "yaxis": "y4"}
UNNAMED = AFTER | {"name": ""}
BARS = {"down": (charts.RED, "/"), "up": (charts.GREEN, ".")}
CHART = Chart(
    marks=(
        marks.line("index", color=charts.BLUE, hover="%{hovertext} %{y:,.2f}"),
        marks.dots("marks", color=charts.GREY, hover="%{hovertext}"),
        marks.line("ratio", color=charts.BLUE, hover="%{y:.2f}%", also=RATIO),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover="{name} %{y:.2f}%", also=RATIO),
        marks.dots("flags", color=charts.GREY, hover="%{hovertext}", also=RATIO),
        *(
            marks.dots(kind, color=color, name=kind, symbols=symbol, hover="{name}", also=STARTS)
            for kind, (symbol, color) in FATES.items()
        ),
        *(
            marks.columns(
                name, color=color, name=name, pattern=pattern, width=BIN * 0.9, hover="{name} %{y}", also=AFTER
            )
            for name, (color, pattern) in BARS.items()
        ),
        marks.dots("mine", color=charts.BLUE, name="mine", symbols="diamond", hover="{name}", also=UNNAMED),
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=layout,
)
