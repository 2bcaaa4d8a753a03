"""F0.6: confidence against what came, and how well each idea is held.

The lesson gives what the reader's own record says; without any it shows an example.
"""

from collections.abc import Iterable, Iterator

from pledge_lib.finance.units import COUNT
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.overview.record_model import ALL, EXAMPLE, EXAMPLE_HELD, FEW, LEVELS, Guess, Held, Record, record
from pledge_lib.panels.stage import Hero, Label

ID = "F0.6"


def points(result: Record) -> dict:
    """Return the diagonal, the fifths, and how far each lies from it."""
    found = [(each.confidence * 100, each.hit_rate * 100) for each in result.fifths]
    return {
        "diagonal": ([0, 100], [0, 100]),
        "gaps": toned.segments((sure, sure, sure, came) for sure, came in found),
        "fifths": ([sure for sure, _ in found], [came for _, came in found]) if found else toned.AWAY,
    }


def labels(result: Record) -> Iterator[Label]:
    """Yield how many guesses stand behind each dot, and what lies on either side of the diagonal."""
    for each in result.fifths:
        yield Label(
            uid=f"fifth-{each.low}",
            x=each.confidence * 100,
            y=each.hit_rate * 100,
            text=("label.fifth", each),
            at="c",
            dy=-19,
            rank=2,
        )
    yield Label(uid="over", x=98, y=8, at="r", rank=5, look="word")
    yield Label(uid="under", x=2, y=92, at="l", rank=6, look="word")
    if result.count < FEW:
        yield Label(uid="few", x=50, y=50, at="c", rank=1)


def most_missed(result: Record) -> Hero:
    """Return the idea that wrong guesses met most."""
    if not result.missed:
        return Hero(text="hero.nothing", caption="hero.missed", sub="sub.nothing")
    most = result.missed[0]
    return Hero(text=("hero.idea", most), caption="hero.missed", sub=(f"ledger.idea.{most.idea}",))


def rows(result: Record) -> Iterator[Row]:
    """Yield the fifths that have guesses, and all together."""
    for each in result.fifths:
        yield Row(("low", "high", "count", "right", "confidence", "hit_rate"), about=each)
    yield Row((("row.all",), "", "count", "right", "confidence", "hit_rate"))


def idea_rows(result: Record) -> Iterator[Row]:
    """Yield the ideas of the level that is wanted."""
    for each in result.held:
        yield Row(("name", "subject", "level"), about=each)
    if not result.held:
        yield Row((("row.none",),))


def figure(guesses: Iterable[Guess] = (), held: Iterable[Held] = ()) -> Figure:
    """Declare the figure with somebody's guesses, oldest first, and with how well the ideas are held."""
    told, levels = tuple(guesses), tuple(held)
    is_example = not (told or levels)
    own, ideas = (EXAMPLE, EXAMPLE_HELD) if is_example else (told, levels)
    lessons = tuple(dict.fromkeys(guess.lesson for guess in own))

    def model(values) -> Record:
        wanted = {"held": ideas, "level": values["level"]}
        return record(own, int(values["upto"]), values["lesson"], is_example=is_example, **wanted)

    return Figure(
        id=ID,
        controls=(
            Slider(key="upto", low=1, high=max(len(own), 2), step=1, default=max(len(own), 2), unit=COUNT),
            Choice(key="lesson", options=(ALL, *lessons), default=ALL),
            Choice(key="level", options=(ALL, *LEVELS), default=ALL),
        ),
        lead="upto",
        hero=("hit_rate", "brier", most_missed),
        tone=lambda result: tones.PLAIN,
        model=model,
        sentence=lambda result: (
            *(("sentence.example",) if result.is_example else ()),
            "sentence.few" if result.state == "few" else "sentence.said",
        ),
        why=lambda result: ("why",),
        main=Chart(
            marks=(
                toned.line("diagonal", tone=tones.QUIET, width=1.5, dash="dash"),
                toned.line("gaps", tone=tones.QUIET, width=2),
                toned.dot("fifths", tone=tones.CURVE, size=16),
            ),
            points=points,
            ranges=lambda result: {"xaxis": (0, 100), "yaxis": (0, 104)},
            labels=lambda result: tuple(labels(result)),
            layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%"}, left=56),
        ),
        drawers=(Drawer(name="ideas", table=Table(rows=idea_rows, columns=("idea", "subject", "level"))),),
        table=Table(rows=rows, columns=("from", "to", "count", "right", "confidence", "hit_rate"), kinds=True),
        sources=lambda result: ("own-record",),
    )
