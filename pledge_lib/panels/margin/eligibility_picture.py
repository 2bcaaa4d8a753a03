"""The pictures of F2.7: up to which quota each condition carries, and the term of a loan with its extensions."""

from collections.abc import Iterator

from pledge_lib.finance.margin.quota import CHECKS, PROOF
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.margin.eligibility_model import Opening, Reach
from pledge_lib.panels.stage import Label, Pulse

LOWEST, HIGHEST, SEEN = 100_000, 50_000_000, 2_000_000  # TWD: the ends of the quota, and of the axis
TALL, OVER = 0.28, 0.09  # half the height of a lane, and what a tick has more
BELOW = 0.62  # of the lowest lane, and above the topmost
TOP = len(CHECKS) - 1
TERMS = ("first", "second", "third")


def rows(result: Opening) -> list[tuple[int, Reach]]:
    """Return the conditions with their height, the first on top."""
    return [(TOP - place, reach) for place, reach in enumerate(result.reaches)]


def end_of(result: Opening) -> float:
    """Return the right end of the axis, beyond which a large quota moves it."""
    return SEEN if result.quota <= SEEN else charts.nice_ceiling(result.quota * 1.05)


def points(result: Opening) -> dict:
    """Return the numbers of all marks."""
    end, found = end_of(result), rows(result)
    inside = [(row, reach.up_to) for row, reach in found if 0 < reach.up_to <= end]
    proof = TOP - CHECKS.index(PROOF)
    edge = result.rules.waiver_limit
    return {
        "safe": toned.boxes((0, min(reach.up_to, end), row - TALL, row + TALL) for row, reach in found),
        "called": toned.boxes((reach.up_to, end, row - TALL, row + TALL) for row, reach in found if reach.up_to < end),
        "waiver": ([edge, edge], [proof - TALL, proof + TALL]) if edge else toned.AWAY,
        "ticks": toned.segments((at, row - TALL - OVER, at, row + TALL + OVER) for row, at in inside),
        "quota": ([result.quota] * 2, [-BELOW, TOP + BELOW]),
        "dots": ([result.quota] * len(found), [row for row, _ in found]),
    }


def labels(result: Opening) -> Iterator[Label]:
    """Yield each condition with what is given, the quota that it carries, and how it ends."""
    end, proof = end_of(result), TOP - CHECKS.index(PROOF)
    for row, reach in rows(result):
        name, tone = reach.line.name, tones.CALLED if reach.is_short else tones.SAFE
        text = {"text": f"row.{name}", "under": (f"given.{name}", reach)}
        yield Label(uid=f"lane-{name}", x=0, y=row, look="lane", tone=tone, rank=0, **text)
        if reach.is_short or reach.up_to > end:
            outcome = (f"end.{reach.line.result}", reach.line) if reach.is_short else "end.met"
            rank = 1 if reach.is_short else 5
            yield Label(uid=f"end-{name}", x=end, y=row, text=outcome, tone=tone, at="r", dx=-8, rank=rank)
        if 0 < reach.up_to <= end:
            yield Label(uid=f"up-to-{name}", x=reach.up_to, y=row, text=("label.up-to", reach), at="r", dx=-7, rank=3)
    if result.rules.waiver_limit:
        text = "label.up-to-waiver" if result.rules.waiver_includes_limit else "label.below-waiver"
        yield Label(uid="waiver", x=0, y=proof, text=text, dx=7, rank=6, look="word", drops=True)
    yield Label(uid="now", x=result.quota, y=-BELOW, rank=2, look="strong", at="l", dx=8, dy=-6)


CHART = Chart(
    marks=(
        toned.zone("safe", tone=tones.SAFE),
        toned.zone("called", tone=tones.CALLED),
        toned.line("waiver", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.line("ticks", tone=tones.CALLED, width=3),
        toned.line("quota", tone=tones.INK, width=2),
        toned.dot("dots", size=15),
    ),
    points=points,
    looks=lambda result, say: {
        "dots": {"tone": tuple(tones.CALLED if reach.is_short else tones.SAFE for reach in result.reaches)}
    },
    ranges=lambda result: {"xaxis": (0, end_of(result)), "yaxis": (-BELOW, TOP + BELOW)},
    labels=labels,
    pulse=lambda result: tuple(Pulse(y=(row - TALL, row + TALL), over=reach.is_short) for row, reach in rows(result)),
    track=lambda result: (LOWEST, HIGHEST),
    layout=axes.lanes({"tickformat": ",", "nticks": 5}, len(CHECKS)),
)


def terms(result: Opening) -> dict:
    """Return the three terms one after the other, and the day that ends each."""
    months, last = result.terms.term_months, len(TERMS) - 1
    ends = [(place + 1) * months for place in range(len(TERMS))]
    return {
        "terms": toned.segments((end - months, last - place, end, last - place) for place, end in enumerate(ends)),
        "extended": (ends[:-1], [last - place for place in range(last)]),
        "due": (ends[-1:], [0]),
    }


def term_labels(result: Opening) -> Iterator[Label]:
    """Yield the names of the terms, and what happens at the end of each."""
    last = len(TERMS) - 1
    for place, name in enumerate(TERMS):
        under = "term.due" if place == last else "term.extended"
        yield Label(
            uid=f"term-{name}", x=0, y=last - place, text=f"term.{name}", under=under, look="lane", tone=tones.PLAIN
        )


TERM = Chart(
    marks=(
        toned.line("terms", tone=tones.CURVE, width=9),
        toned.event("extended", tone=tones.NEAR, symbol="diamond"),
        toned.event("due", tone=tones.CALLED, symbol="square"),
    ),
    points=terms,
    labels=term_labels,
    ranges=lambda result: {"xaxis": (0, result.terms.longest_term_months + 1)},
    layout=axes.lanes({"dtick": 3}, len(TERMS), names=("axis.months", "")),
)
