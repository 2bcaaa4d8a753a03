"""F5.3: ten ideas before and after, each as two dots with a line between: how sure, and on which side."""

from collections.abc import Callable, Iterator, Sequence

from pledge_lib.finance.units import COUNT
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.capstone.retest_model import EXAMPLE, Compared, Pair
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Hero, Label

ID = "F5.3"
ITEMS = len(EXAMPLE)
HALF = 0.42  # of a lane
LEFT = -210  # per cent: the names stand left of the dots


def lane(pair: Pair) -> float:
    """Return the height of an idea: the first on top."""
    return ITEMS - pair.number


def points(result: Compared) -> dict:
    """Return the dots of both times and the lines between them; the lane of the lead is lit."""
    before = [pair for pair in result.pairs if pair.before]
    after = [pair for pair in result.pairs if pair.after]
    lit = lane(result.pair)
    return {
        "lit": toned.box(-100, 100, lit - HALF, lit + HALF),
        "zero": ([0, 0], [-0.5, ITEMS - 0.5]),
        "joins": toned.segments((pair.before.place, lane(pair), pair.after.place, lane(pair)) for pair in result.both),
        "before": ([pair.before.place for pair in before], [lane(pair) for pair in before]) if before else toned.AWAY,
        "after": ([pair.after.place for pair in after], [lane(pair) for pair in after]) if after else toned.AWAY,
    }


def labels(result: Compared) -> Iterator[Label]:
    """Yield the name of each idea, what either side means, and which dot is which."""
    for pair in result.pairs:
        yield Label(uid=f"idea-{pair.number}", x=LEFT, y=lane(pair), text=("label.idea", pair), at="l", dx=2, rank=1)
    yield Label(uid="wrong", x=-50, y=ITEMS, at="c", rank=3, look="word")
    yield Label(uid="right", x=50, y=ITEMS, at="c", rank=3, look="word")
    yield Label(uid="key", x=LEFT, y=ITEMS, at="l", dx=2, rank=2, must=True)


def most_missed(result: Compared) -> Hero:
    """Return the first idea that is still wrong."""
    if not result.missed:
        return Hero(text="hero.nothing", caption="hero.missed", sub="sub.nothing")
    return Hero(text=("hero.idea", result.missed[0]), caption="hero.missed", sub=("sub.idea", result.missed[0]))


def rows(result: Compared) -> Iterator[str | Row]:
    """Yield the sums, then each idea."""
    yield from ("right_before", "right_after", "gain", "brier_before", "brier_after")
    for pair in result.pairs:
        yield Row((("named.idea", pair), (f"went.{pair.state}", pair)))


def figure(pairs: Callable[[], Sequence[Pair]] = tuple) -> Figure:
    """Declare the figure with somebody's answers; without any it shows an example."""

    def model(values) -> Compared:
        told = tuple(pairs())
        is_example = not any(pair.before or pair.after for pair in told)
        return Compared(pairs=EXAMPLE if is_example else told, item=values["item"], is_example=is_example)

    return Figure(
        id=ID,
        controls=(Slider(key="item", low=1, high=ITEMS, step=1, default=5, unit=COUNT),),
        lead="item",
        hero=("gain", "brier_after", most_missed),
        model=model,
        sentence=lambda result: (
            *(("sentence.example",) if result.is_example else ()),
            (f"sentence.{result.state}", result.pair),
        ),
        why=lambda result: ("why",),
        main=Chart(
            marks=(
                toned.zone("lit", tone=tones.QUIET),
                toned.line("zero", tone=tones.QUIET, width=1.5, dash="dash"),
                toned.line("joins", tone=tones.CURVE, width=2.5),
                toned.dot("before", tone=tones.QUIET, hollow=True, size=12),
                toned.dot("after", tone=tones.CURVE, size=14),
            ),
            points=points,
            labels=labels,
            ranges=lambda result: {"xaxis": (LEFT, 105)},
            layout=axes.plain(
                {"tickvals": [-100, -50, 0, 50, 100], "ticktext": ["100%", "50%", "0%", "50%", "100%"]},
                {"range": [-0.6, ITEMS + 0.6], "showgrid": False, "showticklabels": False, "zeroline": False},
                left=20,
            ),
        ),
        table=Table(rows=rows),
        sources=lambda result: ("own-record",),
    )
