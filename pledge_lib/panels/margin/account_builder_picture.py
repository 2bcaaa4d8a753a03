"""The pictures of F2.3: a lane for the account and for each position, and what is counted on both sides."""

from collections.abc import Iterator

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.margin.account_builder_model import ACCOUNT, EMPTY, NAMES, AccountBuilder, Lane
from pledge_lib.panels.stage import Label, Pulse

ENDS = (-50, 50)  # per cent: the ends of the common change
TALL, THIN, OVER = 0.36, 0.24, 0.07  # half the height of the account's lane, of another, and what a tick has more
BELOW = 0.62  # of the lowest lane, and above the topmost
SMALLEST = 10_000  # the axis of an empty account, in TWD
PARTS = {  # of both sums, from top to bottom, each sum after its parts: tone, and whether hollow
    "financed": (tones.CURVE, False),
    "short_sale_collateral": (tones.QUIET, False),
    "short_sale_margin": (tones.QUIET, True),
    "posted": (tones.CURVE, True),
    "collateral": (tones.INK, False),
    "loans": (tones.QUIET, False),
    "shorted": (tones.QUIET, True),
    "debt": (tones.INK, False),
}
SUMS = ("collateral", "debt")
PIECES = tuple(name for name in PARTS if name not in SUMS)
FEW = 4  # lanes high enough on a phone for a name above them and a number in them
ROOM = 1.4  # times the longest bar: its sum stands at its end


def rows(result: AccountBuilder) -> list[tuple[int, float, Lane]]:
    """Return the lanes with their place and half their height, the account on top."""
    top = len(result.lanes) - 1
    return [(top - row, TALL if lane.name == ACCOUNT else THIN, lane) for row, lane in enumerate(result.lanes)]


def stretches(lane: Lane) -> Iterator[tuple[str, float, float]]:
    """Yield from where to where a lane is called, weak and safe."""
    (left, right), (first, last) = lane.weak, lane.over
    yield tones.SAFE, -1, left
    yield tones.NEAR, left, min(right, first)
    yield tones.CALLED, first, last
    yield tones.NEAR, max(left, last), right
    yield tones.SAFE, right, 1


def zone(result: AccountBuilder, tone: str) -> toned.Path:
    """Return all zones of one tone."""
    return toned.boxes(
        (max(low * 100, ENDS[0]), min(high * 100, ENDS[1]), row - half, row + half)
        for row, half, lane in rows(result)
        for found, low, high in stretches(lane)
        if found == tone
    )


def is_seen(lane: Lane) -> bool:
    """Return whether the lane's line lies on the axis."""
    return lane.at is not None and ENDS[0] <= lane.at * 100 <= ENDS[1]


def points(result: AccountBuilder) -> dict:
    """Return the numbers of all marks."""
    now, top = result.market * 100, max(len(result.lanes) - 1, 0) + BELOW
    found, rest = rows(result), len(NAMES) + 1 - len(result.lanes)
    return {
        **{tone: zone(result, tone) for tone in (tones.SAFE, tones.NEAR, tones.CALLED)},
        "lines": toned.segments(
            (lane.at * 100, row - half - OVER, lane.at * 100, row + half + OVER)
            for row, half, lane in found
            if is_seen(lane)
        ),
        "zero": ([0, 0], [-BELOW, top]),
        "shock": ([now, now], [-BELOW, top]),
        "dots": ([now] * (len(NAMES) + 1), [row for row, _, _ in found] + [charts.NOWHERE] * rest),
    }


def labels(result: AccountBuilder) -> Iterator[Label]:
    """Yield the lanes' names with their ratios, where each line is, and the common change."""
    for row, _, lane in rows(result):
        name = {"text": (f"lane.{lane.side}", lane), "under": ("lane.ratio", lane)}
        yield Label(uid=f"lane-{lane.name}", x=ENDS[0], y=row, look="lane", tone=lane.tone, rank=0, **name)
        if is_seen(lane):
            rises = lane.weak[0] >= lane.at
            yield Label(
                uid=f"at-{lane.name}",
                x=lane.at * 100,
                y=row,
                text=("lane.at", lane),
                at="l" if rises else "r",
                dx=7 if rises else -7,
                tone=tones.CALLED if lane.name == ACCOUNT else "",
                rank=2 if lane.name == ACCOUNT else 4,
                drops=len(result.lanes) > FEW,
            )
    if result.state == EMPTY:
        yield Label(uid="empty", x=0, y=0, at="c", rank=0)
    yield Label(uid="now", x=result.market * 100, y=-BELOW, rank=1, look="strong", at="l", dx=8, dy=-6)


def pulses(result: AccountBuilder) -> Iterator[Pulse]:
    """Yield one pulse for the account and for each row: a lane that is called flashes."""
    found = {lane.name: (row, half, lane) for row, half, lane in rows(result)}
    for name in (ACCOUNT, *NAMES):
        row, half, lane = found.get(name, (0, 0, None))
        yield Pulse(y=(row - half, row + half), over=lane is not None and lane.tone == tones.CALLED)


CHART = Chart(
    marks=(
        *(toned.zone(tone, tone=tone) for tone in (tones.SAFE, tones.NEAR, tones.CALLED)),
        toned.line("lines", tone=tones.CALLED, width=3),
        toned.line("zero", tone=tones.QUIET, width=1, dash="dot"),
        toned.line("shock", tone=tones.INK, width=2),
        toned.dot("dots", size=15),
    ),
    points=points,
    looks=lambda result, say: {
        "dots": {"tone": tuple(lane.tone for lane in result.lanes) + (tones.PLAIN,) * (7 - len(result.lanes))}
    },
    ranges=lambda result: {"xaxis": ENDS, "yaxis": (-BELOW, max(len(result.lanes) - 1, 0) + BELOW)},
    labels=labels,
    pulse=pulses,
    track=lambda result: ENDS,
    layout=axes.lanes({"ticksuffix": "%", "dtick": 25}, len(NAMES) + 1),
)


def end_of_money(result: AccountBuilder) -> float:
    """Return the end of the axis of money, which moves in steps only."""
    return charts.nice_ceiling(max(result.collateral, result.debt, result.needed, SMALLEST) * ROOM, charts.FINE)


def row_of(name: str) -> int:
    """Return the place of a part on the upright axis, the first on top."""
    return len(PARTS) - 1 - list(PARTS).index(name)


def parts(result: AccountBuilder) -> dict[str, tuple[float, float]]:
    """Return where the bar of each part starts and how long it is: where the one before ends; a sum starts at 0."""
    found, end = {}, 0.0
    for name in PARTS:
        length = getattr(result, name)
        found[name] = (0.0 if name in SUMS else end, length)
        end = 0.0 if name in SUMS else end + length
    return found


def counted(result: AccountBuilder) -> dict:
    """Return the numbers of the bars, and how long the sum of the numerator must be."""
    bars = {
        name: {"y": [row_of(name)], "base": [start], "x": [length]} for name, (start, length) in parts(result).items()
    }
    top, foot = row_of("financed") + 0.5, row_of("collateral") - 0.5
    return bars | {"needed": ([result.needed] * 2, [foot, top]) if result.needed else ([], [])}


def counted_labels(result: AccountBuilder) -> Iterator[Label]:
    """Yield the sum of each part at the end of its bar, and what the line needs."""
    for rank, (name, (start, length)) in enumerate(parts(result).items()):
        look, tone = ("strong", tones.INK) if name in SUMS else ("", "")
        if length:
            yield Label(uid=name, x=start + length, y=row_of(name), dx=6, rank=rank, look=look, tone=tone)
    if result.needed:
        y = row_of("collateral") - 1
        yield Label(uid="needed", x=result.needed, y=y, tone=tones.CALLED, dx=4, rank=len(PARTS))


COUNTED = Chart(
    marks=(
        *(
            toned.bars(name, tone=tone, hollow=hollow, width=0.75 if name in SUMS else 0.55, level=True)
            for name, (tone, hollow) in PARTS.items()
        ),
        toned.line("needed", tone=tones.CALLED, width=2, dash="dash"),
    ),
    points=counted,
    ranges=lambda result: {"xaxis": (0, end_of_money(result))},
    labels=counted_labels,
    ticks=lambda result, say: {"yaxis": (tuple(map(row_of, PARTS)), tuple(say(f"bar.{name}") for name in PARTS))},
    layout=axes.plain(
        {"tickformat": ",", "nticks": 4},
        {"range": [-0.6, len(PARTS) - 0.4], "showgrid": False, "nticks": 0},
        left=170,
        narrow=150,
        names=("axis.money", ""),
        barmode="overlay",
    ),
)
