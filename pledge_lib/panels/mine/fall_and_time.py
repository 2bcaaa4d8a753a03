"""F6.4: a fall and the days that pass, as one map: who calls where, and how likely it is to come there at all."""

from collections.abc import Iterator

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.mine.account import ON_MARGIN, PLEDGED, Account
from pledge_lib.finance.units import CORRELATION, PERCENT, SESSIONS, TEXT
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine import own_pairs, own_volatilities
from pledge_lib.panels.mine.fall_and_time_model import (
    DEEPEST,
    EPISODE,
    GRID,
    LATEST,
    FallAndTime,
    Simulations,
    callers,
)
from pledge_lib.panels.mine.position import notes_on
from pledge_lib.panels.stage import Label, Pulse
from pledge_lib.panels.table import Row, Table

ID = "F6.4"
MOST_CONTOURS = 6
RULES_USED = {PLEDGED: ("call_line", "interest_in_debt"), ON_MARGIN: ("call_line",)}
NONE = TEXT(None)


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    mine, is_example = portfolio_of(rows), rows == kept.example()
    count = max(1, min(MOST_CONTOURS, len(callers(mine))))
    pairs, symbols = own_pairs.pairs_to_ask(callers(mine)), own_volatilities.symbols_to_ask(callers(mine))
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=DEEPEST, step=0.01, default=0.20, unit=PERCENT),
            Slider(key="days", low=0, high=LATEST, step=1, default=60, unit=SESSIONS),
            Slider(key="volatility", low=0.05, high=1.50, step=0.05, default=0.30, unit=PERCENT),
            Slider(key="correlation", low=0.0, high=1.0, step=0.05, default=0.50, unit=CORRELATION),
            Toggle(key=own_volatilities.EACH, default=False),
            Toggle(key="each", default=False),
            *own_volatilities.cells(symbols),
            *own_pairs.cells(pairs, EPISODE),
        ),
        presets=(
            Preset(label="preset.month", values={"fall": 0.20, "days": 20}),
            Preset(label="preset.year", values={"fall": 0.20, "days": LATEST}),
            Preset(label="preset.rough", values={"fall": 0.35, "days": 60, "volatility": 0.60, "correlation": 0.80}),
        ),
        lead="fall",
        hero=("ratio", "called", "chance"),
        tone=lambda result: result.tone,
        chip=lambda result: f"chip.{result.state}",
        model=lambda values, found=None: FallAndTime(mine=mine, values=values, is_example=is_example, found=found),
        job=Simulations(mine).steps,
        why=why,
        idle=lambda result: tuple(idle(result, callers(mine))),
        notes=lambda result: tuple(notes_on(mine, is_example=result.is_example)),
        main=chart(count),
        table=Table(rows=rows_of_table),
        drawers=(Drawer(name="chances", table=CHANCES), Drawer(name="together", table=TOGETHER)),
        sheet=own_pairs.sheet(pairs, EPISODE, before=own_volatilities.rows(symbols)),
        rules=rules,
    )


def idle(result: FallAndTime, accounts: tuple[Account, ...]) -> Iterator[str]:
    """Yield the sliders whose number holds for nothing, since each has its own."""
    if result.has_own_volatilities:
        yield "volatility"
    if result.has_own_pairs and not own_pairs.leaves_out(accounts):
        yield "correlation"


def why(result: FallAndTime) -> Iterator[str]:
    """Yield how the map is made, and what its chances leave out."""
    yield "why.map"
    yield "why.own-volatilities" if result.has_own_volatilities else "why.chance"
    yield "why.own-pairs" if result.has_own_pairs else "why.one-correlation"
    yield "why.days"
    if result.measured is not None:
        yield "why.measured"
    if any(each.chance is None for each in result.contours):
        yield "why.shorts"
    if result.simulated:
        yield "why.together"


def rules(result: FallAndTime):
    """Return the rules of each lender once, pledges first, with what was used of them."""
    accounts = [each.account for each in result.contours]
    found = {each.rules.name: used for kind, used in RULES_USED.items() for each in accounts if each.kind == kind}
    return tuple(found.items()) or (("tw-bank-pledge", RULES_USED[PLEDGED]),)


CHANCES = Table(
    head="chances",
    columns=("name", "room", "ratio", "line", "chance"),
    rows=lambda result: tuple(Row(("name", "room", "ratio", "line", "chance"), about=each) for each in result.contours),
)


def together(result: FallAndTime) -> Iterator[Row]:
    """Yield the chance of each lender by formula and as counted, then what only a count can tell."""
    for each in result.together:
        yield Row(("name", "chance", "counted"), about=each)
    if result.counted:
        for name in ("any", "all", "paths"):
            yield Row((NONE, f"counted.{name}"), name)


TOGETHER = Table(
    head="together",
    kinds=True,
    columns=lambda result: ("name", "formula", "older" if result.is_older else "simulated"),
    rows=together,
)


def rows_of_table(result: FallAndTime) -> Iterator[str | Row]:
    """Yield the place on the map, then each lender there."""
    yield from ("fall", "days", "state", "ratio", "called", "chance")
    for each in result.contours:
        yield Row((("row.contour", each), ("cell.contour", each)))


def first_calls(result: FallAndTime) -> list[float]:
    """Return the fall at which the first lender calls, for each day of the grid, in per cent."""
    paths = [each.path[0] for each in result.contours] or [[DEEPEST * 100] * len(GRID)]
    return [min(places) for places in zip(*paths, strict=True)]


def chart(count: int) -> Chart:
    """Return the map: falls across, business days up, one contour for each lender."""
    dashes = ("solid", "dash", "dashdot", "longdash", "longdashdot", "dot")
    left, right = 0.0, DEEPEST * 100

    def points(result: FallAndTime) -> dict:
        first = first_calls(result)
        found = {
            "safe": _strip([left] * len(GRID), first),
            "called": _strip(first, [right] * len(GRID)),
            "cross": toned.segments(
                [(left, result.days, right, result.days), (result.fall * 100, 0, result.fall * 100, LATEST)]
            ),
            "now": ([result.fall * 100], [result.days]),
        }
        for place in range(count):
            drawn = result.contours[place].path if place < len(result.contours) else toned.AWAY
            found[f"contour-{place}"] = drawn
        return found

    def labels(result: FallAndTime) -> Iterator[Label]:
        yield Label(
            uid="now", x=result.fall * 100, y=result.days, tone=tones.STATE, look="strong", rank=0, dx=13, dy=-15
        )
        first = first_calls(result)[0]
        if first > left:
            yield Label(uid="nobody", x=left, y=0, text="state.nobody", tone=tones.SAFE, dx=8, dy=-12, look="word")
        if first < right:
            place = {"x": right, "y": 0, "at": "r", "dx": -8, "dy": -12}
            yield Label(uid="some", text="state.some", tone=tones.CALLED, look="word", **place)
        for place, each in enumerate(result.contours[:count]):
            x = each.path[0][-1]
            if left < x < right:
                yield Label(
                    uid=f"contour-{place}",
                    x=x,
                    y=LATEST,
                    text=("label.contour", each),
                    at="l",
                    dx=6,
                    dy=12 + 16 * (place % 3),
                    rank=2 + place,
                )

    return Chart(
        marks=(
            toned.zone("safe", tone=tones.SAFE),
            toned.zone("called", tone=tones.CALLED),
            *(toned.line(f"contour-{place}", tone=tones.INK, width=2, dash=dashes[place]) for place in range(count)),
            toned.line("cross", tone=tones.QUIET, width=1, dash="dot"),
            toned.dot("now"),
        ),
        points=points,
        labels=labels,
        pulse=lambda result: (Pulse(x=result.fall * 100),),
        track=lambda result: (left, right),
        lift=lambda result: ("days", 0, LATEST),
        ranges=lambda result: {"xaxis": (left, right), "yaxis": (0, LATEST)},
        layout=axes.plain({"ticksuffix": "%"}, {}),
    )


def _strip(left: list[float], right: list[float]) -> tuple[list[float], list[float]]:
    """Return the zone between two upright lines over the grid; nowhere without a width."""
    if all(a >= b for a, b in zip(left, right, strict=True)):
        return [charts.NOWHERE] * (2 * len(GRID)), [charts.NOWHERE] * (2 * len(GRID))
    return left + right[::-1], [*GRID, *GRID[::-1]]
