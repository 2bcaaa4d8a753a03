"""The drawers of F2.9: what came after the sales of all start days, and the index with an axis of its own."""

from collections import Counter
from collections.abc import Iterator

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.margin.replay_model import Replay
from pledge_lib.panels.margin.replay_picture import place_of, span, ticks
from pledge_lib.panels.stage import Label

BIN, WIDEST = 5, 40  # per cent: the width of a bar, and the change at which the last bar stands
MOST_STARTS = 10  # the end of the bars' axis where nothing was sold


def in_bars(change: float) -> float:
    return max(-WIDEST, min(change * 100, WIDEST))


def bars(result: Replay) -> dict[str, dict[float, int]]:
    """Return how many start days lie in each bar, those that lost and those that gained."""
    middles = [place + BIN / 2 for place in range(-WIDEST, WIDEST, BIN)]
    inner = [max(-WIDEST, min(change * 100 // BIN * BIN, WIDEST - BIN)) + BIN / 2 for change in result.changes]
    counted = Counter(inner)
    return {
        "down": {middle: counted[middle] for middle in middles if middle < 0},
        "up": {middle: counted[middle] for middle in middles if middle > 0},
    }


def after_points(result: Replay) -> dict:
    """Return the bars, and where among them the account of the main picture stands."""
    mine = in_bars(result.after.change) if result.after else charts.NOWHERE
    return {name: {"x": list(found), "y": list(found.values())} for name, found in bars(result).items()} | {
        "mine": ([mine], [0])
    }


def after_top(result: Replay) -> float:
    most = max(count for found in bars(result).values() for count in found.values())
    return charts.nice_ceiling(most or MOST_STARTS)


def after_labels(result: Replay) -> Iterator[Label]:
    """Yield the two counts, or that nothing was sold."""
    top = after_top(result)
    if not result.changes:
        yield Label(uid="nothing", x=0, y=top / 2, at="c")
        return
    yield Label(uid="down", x=-WIDEST, y=top, at="l", dx=8, dy=12)
    yield Label(uid="up", x=WIDEST, y=top, at="r", dx=-8, dy=12)


AFTER = Drawer(
    name="after",
    chart=Chart(
        marks=(
            toned.bars("down", tone=tones.INK, hollow=True, width=BIN * 0.9),
            toned.bars("up", tone=tones.INK, width=BIN * 0.9),
            toned.dot("mine", size=12, symbol="diamond"),
        ),
        points=after_points,
        ranges=lambda result: {"xaxis": (-WIDEST - 1, WIDEST + 1), "yaxis": (0, after_top(result))},
        labels=lambda result: tuple(after_labels(result)),
        layout=axes.plain({"ticksuffix": "%", "dtick": 20}, {}, names=("axis.change", "axis.starts")),
    ),
)


def index_points(result: Replay) -> dict:
    """Return the closes, and the days of purchase, of the first notice and of the sale on them."""
    closes = result.index.closes
    found = {"index": ([place_of(result, day) for day in result.index.dates], list(closes))}
    for name, row in (("bought", result), ("notice", result.notice), ("sold", result.sold)):
        day = getattr(row, "start", None) or getattr(row, "date", None)
        found[name] = ([place_of(result, day)], [result.close_on(day)]) if day else ([charts.NOWHERE],) * 2
    return found


def index_ends(result: Replay) -> tuple[float, float]:
    closes = result.index.closes
    step = charts.nice_ceiling(max(closes)) / 20
    return min(closes) // step * step, (max(closes) // step + 1) * step


INDEX = Drawer(
    name="index",
    chart=Chart(
        marks=(
            toned.line("index", tone=tones.CURVE, width=2),
            toned.dot("bought", tone=tones.INK, size=12),
            toned.event("notice", tone=tones.CALLED, symbol="triangle-up"),
            toned.event("sold", tone=tones.SOLD, symbol="x-thin"),
        ),
        points=index_points,
        ranges=lambda result: {"xaxis": (0, span(result)), "yaxis": index_ends(result)},
        ticks=ticks,
        layout=axes.plain({"showgrid": False}, {"tickformat": ","}, left=62, names=("", "axis.index")),
    ),
)
