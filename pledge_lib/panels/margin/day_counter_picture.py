"""The picture of F2.2: three ways to count the days as lanes over one calendar, and what interest takes of the gain."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from pledge_lib.finance.units import DAY_IN_YEAR
from pledge_lib.market.sessions import sessions
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.calendar_days import SESSION, WEEKEND, kind_of
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.margin.day_counter_model import DayCounter
from pledge_lib.panels.stage import Label, Pulse

FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)
DAYS = tuple(day for day in sessions() if FIRST_DAY <= day <= LAST_DAY)  # among which both trades move
SPANS = (21, 91, 366, 1110)  # days shown: the last is the whole calendar
WEEKS, QUARTER, YEAR = SPANS[:3]
SETTLED, TRADED, COUNTED = 0, 1, 2  # the lanes, from below
LOW, HIGH = -0.6, 2.9
NAMES = 2.68  # where closed days are named


def span_of(result: DayCounter) -> int:
    """Return how many days are shown."""
    return next(span for span in SPANS if span > result.place(max(result.sale_settles, result.buy_settles)))


def closed_runs(result: DayCounter) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of days without trading that follow each other, as far as they are known."""
    run: list[int] = []
    for place in range(min(span_of(result), result.place(sessions()[-1]) + 1)):
        if kind_of(result.monday + timedelta(days=place))[0] != SESSION:
            run.append(place)
        elif run:
            yield run[0], run[-1]
            run = []
    if run:
        yield run[0], run[-1]


def points(result: DayCounter) -> dict:
    """Return the numbers of the marks; places are days from the Monday of the purchase."""
    bought, sold, paid, received = map(
        result.place, (result.bought, result.sold, result.buy_settles, result.sale_settles)
    )
    pairs = [(trade, end) for trade, end in ((bought, paid), (sold, received)) if trade >= 0]  # no sale off the axis
    trades, ends = zip(*pairs, strict=True)
    counted = [result.place(day) for day in result.counted] or [charts.NOWHERE]
    return {
        "closed": toned.boxes((first - 0.5, last + 0.5, LOW, HIGH) for first, last in closed_runs(result)),
        "drops": toned.segments((trade, TRADED, end, SETTLED) for trade, end in pairs),
        "sessions": (counted, [COUNTED] * len(counted)),
        "traded": toned.segments([(bought, TRADED, sold, TRADED)] if result.traded_days else []),
        "settled": toned.segments([(paid, SETTLED, received, SETTLED)] if result.days else []),
        "trades": (trades, [TRADED] * len(pairs)),
        "settlements": (ends, [SETTLED] * len(pairs)),
    }


def labels(result: DayCounter) -> Iterator[Label]:
    """Yield the lanes with their days, the end of the interest, the two days in between, and why a day is closed."""
    for name, row in (("sessions", COUNTED), ("traded", TRADED), ("settled", SETTLED)):
        yield Label(
            uid=f"lane-{name}",
            x=-0.5,
            y=row,
            text=f"lane.{name}",
            under=f"under.{name}",
            tone=tones.PLAIN,
            look="lane",
            rank=0,
        )
    sold, received = result.place(result.sold), result.place(result.sale_settles)
    if result.sold >= result.monday:
        yield Label(uid="now", x=sold, y=TRADED, rank=1, at="l", dx=14, dy=-12)
    if result.days:
        yield Label(uid="end", x=received, y=SETTLED, tone=tones.INK, look="strong", rank=0, at="l", dx=12)
        yield Label(uid="drop", x=(sold + received) / 2, y=(TRADED + SETTLED) / 2, at="l", dx=10, rank=2, drops=True)
    if span_of(result) == WEEKS:
        runs = [(ends, tuple(reasons(result, *ends))) for ends in closed_runs(result)]
        for place, reason in chain.from_iterable(named for _, named in runs):
            yield Label(uid=f"closed-{place}", x=place, y=NAMES, text=f"closed.{reason}", at="c", rank=4)
        weekend = next((ends for ends, named in runs if not named), None)
        if weekend:  # the first tells what the others are
            yield Label(uid="weekend", x=sum(weekend) / 2, y=NAMES, text="closed.weekend", at="c", rank=6)


def reasons(result: DayCounter, first: int, last: int) -> Iterator[tuple[float, str]]:
    """Yield why the market is closed from one place to another, weekends aside, each reason at its middle."""
    found: dict[str, list[int]] = {}
    for place in range(first, last + 1):
        kind, reason = kind_of(result.monday + timedelta(days=place))
        if kind != WEEKEND:
            found.setdefault(reason or "settlement-only", []).append(place)
    for reason, places in found.items():
        yield (places[0] + places[-1]) / 2, reason


def ticks(result: DayCounter, say) -> dict:
    """Return the names of the days: Mondays with their date, of longer spans every other Monday or months alone."""
    span = span_of(result)
    days = [(place, result.monday + timedelta(days=place)) for place in range(span)]
    if span == WEEKS:
        found = [(place, f"{say('tick.monday')}<br>{DAY_IN_YEAR(day)}") for place, day in days if not place % 7]
    elif span == QUARTER:
        found = [(place, DAY_IN_YEAR(day)) for place, day in days if not place % 14]
    else:
        every = 3 if span == YEAR else 12
        found = [(place, f"{day:%Y-%m}") for place, day in days if day.day == 1 and not (day.month - 1) % every]
    return {"xaxis": tuple(map(tuple, zip(*found, strict=True)))}


def track(result: DayCounter) -> tuple[float, ...]:
    """Return where each session lies; those before the purchase lie off the axis, where no hand reaches."""
    return tuple(result.place(day) - (WEEKS if day < result.bought else 0) for day in DAYS)


CHART = Chart(
    marks=(
        toned.zone("closed", tone=tones.PLAIN),
        toned.line("drops", tone=tones.QUIET, width=1.5, dash="dot", clip=True),
        toned.event("sessions", tone=tones.QUIET, symbol="circle", size=8),
        toned.line("traded", tone=tones.QUIET, width=4, clip=True),
        toned.line("settled", tone=tones.CURVE, width=14, clip=True),
        toned.event("trades", tone=tones.INK, symbol="circle", size=7),
        toned.event("settlements", tone=tones.INK, symbol="line-ns", size=20),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (-0.5, span_of(result) - 0.5), "yaxis": (LOW, HIGH)},
    ticks=ticks,
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: (Pulse(x=result.place(result.sale_settles), over=result.days > result.traded_days),),
    track=track,
    layout=axes.lanes({"showgrid": False}, 3, bottom=44),
)


def gain_labels(result: DayCounter) -> Iterator[Label]:
    """Yield the sums of the three bars."""
    tops = (result.whole_gain, max(result.whole_gain, result.left), max(result.left, 0))
    for place, (name, top) in enumerate(zip(("whole_gain", "interest", "left"), tops, strict=True)):
        yield Label(uid=f"sum-{name}", x=place, y=top, text=f"sum.{name}", at="c", dy=-10, rank=place)


def gain_ranges(result: DayCounter) -> dict:
    """Return the ends of the axis of money."""
    lowest = -charts.nice_ceiling(-result.left) if result.left < 0 else 0.0
    return {
        "xaxis": (-0.6, 2.6),
        "yaxis": (lowest, charts.nice_ceiling(max(result.whole_gain, result.interest, 1_000) * 1.1, charts.FINE)),
    }


GAIN = Chart(
    marks=(toned.bars("money", tone=tones.INK),),
    points=lambda result: {
        "money": {
            "x": [0, 1, 2],
            "y": [result.whole_gain, result.interest, result.left],
            "base": [0.0, result.left, 0.0],
        }
    },
    ranges=gain_ranges,
    looks=lambda result, say: {"money": {"tone": (tones.QUIET, tones.CURVE, tones.INK)}},
    ticks=lambda result, say: {"xaxis": ((0, 1, 2), tuple(map(say, ("bar.gain", "bar.interest", "bar.left"))))},
    labels=lambda result: tuple(gain_labels(result)),
    layout=axes.plain({"showgrid": False}, {"tickformat": ","}, left=72, bottom=44, names=("", "axis.money")),
)
