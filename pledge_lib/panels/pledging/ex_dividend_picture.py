"""The picture of F1.7: the ratio in steps around the ex-date, and the days in which no cash has come."""

from collections.abc import Iterator

from pledge_lib.market.events import TimelineLog, TimelineRow
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.pledging.ex_dividend_model import CASH_GOES, ExDividend
from pledge_lib.panels.stage import Label, Pulse

EARLIEST, LATEST = -13, 66  # calendar days from the ex-date that the hand reaches
STARTS, SPANS, AIR = (-16, -35), (30, 45, 60, 80), 16  # calendar days from the ex-date
LOWER = (0.12, 0.24)  # parts of the axis below its ring, where such a name stands while today is in its place
BESIDE = 2  # days from the right end to what the uses of the cash lead to; their names stand in the air left of it
NAMES_REACH = 40  # days on a phone that those names are wide
AXIS_STEP = 20  # per cent: the axis moves in steps


def steps(log: TimelineLog, ex_date) -> tuple[list, list]:
    """Return the ratios as steps over calendar days from the ex-date: each holds until the next row, or the sale."""
    held, sold = before_sale(log), log.summary.sold
    days = [(row.date - ex_date).days for row in held]
    ends = [*days[1:], *([(sold - ex_date).days] if sold else [])]
    ratios = [row.ratio * 100 for row in held for _end in ("from", "to")]
    return sorted(days + ends), ratios[: len(days) + len(ends)]


def before_sale(log: TimelineLog) -> list[TimelineRow]:
    """Return the rows on which the shares are still there."""
    sold = log.summary.sold
    return [row for row in log if not sold or row.date < sold]


def ranges(result: ExDividend) -> dict:
    """Return the ends of the axes, which move in steps only."""
    shown = [row.ratio * 100 for log in (result.log, result.other_marking) for row in before_sale(log)]
    after = [row.ratio * 100 for row in uses(result).values()]
    ends = [*shown, *after, result.rules.call_line * 100]
    low = (min(ends) - 5) // AXIS_STEP * AXIS_STEP
    high = -(-(max(ends) + 10) // AXIS_STEP) * AXIS_STEP
    start = next(start for start in STARTS if start <= (result.before.date - result.ex_date).days)
    return {"xaxis": (start, next(span for span in SPANS if span >= result.gap) + AIR), "yaxis": (low, high)}


def uses(result: ExDividend) -> dict[str, TimelineRow]:
    """Return the day of the payment under each use of the cash, as far as the shares are still there."""
    found = {use: getattr(result.after, use) for use in CASH_GOES}
    return {use: row for use, row in found.items() if row}


def points(result: ExDividend) -> dict:
    """Return the numbers of the marks; days from the ex-date."""
    line, ((left, right), (low, high)) = result.rules.call_line * 100, ranges(result).values()
    rows, place = uses(result), right - BESIDE
    here = (result.row.date - result.ex_date).days
    bracket = high - (high - low) * 0.12
    now = charts.NOWHERE if result.is_sold else result.row.ratio * 100
    rings = [(place, row.ratio * 100) for use, row in rows.items() if use != result.use] or [(charts.NOWHERE,) * 2]
    return {
        "called": toned.box(left, right, low, line),
        "line": ([left, right], [line] * 2),
        "ex-date": ([0, 0], [low, high]),
        "pay-day": ([result.gap] * 2, [low, high]),
        "wait": ([0, result.gap], [bracket] * 2),
        "other": steps(result.other_marking, result.ex_date),
        "ratio": steps(result.log, result.ex_date),
        "rings": tuple(zip(*rings, strict=True)),
        "chosen": ([place], [rows[result.use].ratio * 100 if result.use in rows else charts.NOWHERE]),
        "today": ([here, here], [low, high]),
        "now": ([here], [now if result.is_sold or low <= now <= high else high]),
    }


def labels(result: ExDividend) -> Iterator[Label]:
    """Yield the ratio of today, the two days, the wait between them, the line and what each use leads to."""
    (left, right), (low, high) = ranges(result).values()
    here, place = (result.row.date - result.ex_date).days, right - BESIDE
    if not result.is_sold:
        yield Label(
            uid="now",
            x=here,
            y=result.row.ratio * 100,
            tone=tones.STATE,
            look="strong",
            rank=0,
            **({"at": "r", "dx": -13, "dy": 15} if place - here < NAMES_REACH else {"at": "l", "dx": 13, "dy": -15}),
        )
    yield Label(uid="line", x=left, y=result.rules.call_line * 100, tone=tones.CALLED, at="l", dx=6, dy=12, rank=1)
    yield Label(uid="ex-date", x=0, y=low, at="r", dx=-5, dy=-12, rank=3, must=True)
    yield Label(uid="pay-day", x=result.gap, y=low, at="r", dx=-5, dy=-12, rank=3, must=True)
    yield Label(uid="wait", x=result.gap / 2, y=high - (high - low) * 0.12, at="c", dy=-12, rank=2)
    if result.lost:
        yield Label(uid="lost", x=0, y=result.on.ratio * 100, at="l", dx=6, dy=16, rank=5)
    for row, other in zip(result.log, result.other_marking, strict=False):
        if row.ratio != other.ratio:  # the first day on which the two ways to mark differ
            text, below = ("label.at-once", -12) if other.ratio > row.ratio else ("label.ahead", 12)
            day = (other.date - result.ex_date).days
            yield Label(uid="other", text=text, x=day, y=other.ratio * 100, at="l", dy=below, rank=6)
            break
    by_ratio: dict[float, list[str]] = {}
    for use, row in uses(result).items():
        by_ratio.setdefault(round(row.ratio, 6), []).append(use)
    for found in by_ratio.values():
        name = result.use if result.use in found else found[0]
        ratio = getattr(result.after, name).ratio * 100
        lower = tuple((right, ratio - (high - low) * row) for row in LOWER)
        yield Label(
            uid=f"after-{found[0]}",
            x=place,
            y=ratio,
            at="r",
            dx=-9,
            dy=-2,  # clear of the dot of today on the way below
            text=(f"after.{name}", getattr(result.after, name)),
            rank=4,
            others=lower if name == result.use else (),  # lower than another ring it would name that one
        )


def track(result: ExDividend) -> tuple[int, ...]:
    """Return where each day of the lead stands; after the last of the log, off the axis, where no hand goes."""
    last = (result.log.rows[-1].date - result.ex_date).days
    _, right = ranges(result)["xaxis"]
    return tuple(day if day <= last else right + 1 for day in range(EARLIEST, LATEST + 1))


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("ex-date", tone=tones.INK, width=1.5, dash="dot"),
        toned.line("pay-day", tone=tones.INK, width=1.5, dash="dashdot"),
        toned.line("wait", tone=tones.INK, width=3),
        toned.line("other", tone=tones.QUIET, width=2, dash="dot"),
        toned.line("ratio", tone=tones.CURVE, width=3),
        toned.line("today", tone=tones.INK, width=1.5, dash="dash"),
        toned.dot("rings", tone=tones.QUIET, hollow=True, size=11),
        toned.dot("chosen", tone=tones.CURVE, size=13),
        toned.dot("now"),
    ),
    points=points,
    ranges=ranges,
    labels=lambda result: tuple(labels(result)),
    pulse=lambda result: (Pulse(y=result.rules.call_line * 100),),
    track=track,
    layout=axes.plain({"showgrid": False}, {"ticksuffix": "%"}),
)
