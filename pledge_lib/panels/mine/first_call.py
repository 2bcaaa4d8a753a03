"""F6.1: one's own position, one lane for each lender: who calls first, at what change of prices, and what it asks."""

from collections.abc import Iterator

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.units import PERCENT, SIGNED
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine import position
from pledge_lib.panels.mine.call_prices import PRICES
from pledge_lib.panels.mine.first_call_model import MOST_LANES, FirstCall, Lane, first_call
from pledge_lib.panels.stage import Hero, Label, Pulse
from pledge_lib.panels.table import Row, Table

ID = "F6.1"
SHOCK = (-0.60, 0.60)
BAND = float(tones.BAND)
CLOCK = (0, 5)  # business days from the call on
HALF = 0.26  # of the height of a lane
RULES_USED = ("call_line", "cure_target", "cure_sessions")
EXAMPLES = (-0.25, -0.40, 0.30)


def _fallen_or_risen(shock: float) -> Preset:
    way = "fall" if shock < 0 else "rise"
    by = PERCENT(abs(shock))
    return Preset(label=f"preset.{way}", name=f"{way}-{by}", fields={"by": by}, values={"shock": shock})


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    own = tuple(position.cells(rows))
    count = min(MOST_LANES, len(first_call(portfolio_of(rows), 0.0, {}, is_example=False).every)) or 1
    is_example = rows == kept.example()

    def model(values) -> FirstCall:
        changed = position.own_changes(values)
        return first_call(position.portfolio_with(rows, values), values["shock"], changed, is_example=is_example)

    return Figure(
        id=ID,
        controls=(Slider(key="shock", low=SHOCK[0], high=SHOCK[1], step=0.01, default=0.0, unit=SIGNED), *own),
        presets=tuple(map(_fallen_or_risen, EXAMPLES)),
        lead="shock",
        hero=(room, "cash", "cost"),
        tone=lambda result: result.first.tone if result.first else tones.PLAIN,
        chip=lambda result: f"chip.{result.state}",
        model=model,
        wide=True,
        why=lambda result: (f"why.{result.state}", *(("why.margin",) if result.margin_source else ()), "why.lent"),
        notes=notes,
        main=chart(count),
        table=Table(rows=rows_of_table),
        drawers=(Drawer(name="lenders", table=LENDERS), Drawer(name="prices", table=PRICES)),
        sheet=position.sheet(rows, frozenset(cell.key for cell in own)),
        rules=rules,
    )


def room(result: FirstCall) -> Hero:
    """Return how far prices may still fall until the first call, or how far they must rise to end it."""
    is_called = result.room is not None and result.room < 0
    return Hero(path="rise_back", caption="hero.rise_back", sub="sub.room") if is_called else Hero(path="room")


def notes(result: FirstCall) -> Iterator[str | tuple[str, position.LeftOut]]:
    """Yield what the reader has to know besides."""
    yield from position.notes_on(result.now, is_example=result.is_example)
    if result.more:
        yield "note.more"
    if result.own:
        yield "note.own"
    if len(result.now.currencies) > 1:
        yield "note.dollars"


def rules(result: FirstCall):
    """Return the rules of each lender that may call the reader once, with what was used of them."""
    found = (lane.now.rules.name for lane in result.every if lane.now.own_call and lane.now.rules)
    several = {each.rules.name for each in result.now.accounts if isinstance(each, PledgedLoan) and each.is_of_several}
    used = {name: (*RULES_USED, "whole_account") if name in several else RULES_USED for name in found}
    return tuple(used.items()) or (("tw-bank-pledge", RULES_USED),)


LENDERS = Table(
    head="lenders",
    kinds=True,
    columns=("name", "kind", "level", "line", "room", "limit_downs", "called_sum", "cost"),
    rows=lambda result: tuple(
        Row(("name", "kind", "level", "line", "room", "limit_downs", "called_sum", "now.cost_a_month"), about=lane)
        for lane in result.every
    ),
)


def rows_of_table(result: FirstCall) -> Iterator[str | Row]:
    """Yield the sums, then each lender."""
    yield from (
        "state",
        "called",
        "room",
        "limit_downs",
        "total.collateral",
        "total.debt",
        "total.equity",
        "cash",
        "cost",
    )
    for lane in result.every:
        yield Row((("row.lane", lane), ("cell.lane", lane)))


def chart(count: int) -> Chart:
    """Return the lanes: changes of price at the left, the days from a call on at the right."""
    states = (tones.CALLED, tones.NEAR, tones.SAFE, tones.SOLD)

    def place_of(result: FirstCall) -> Iterator[tuple[float, Lane]]:
        return ((count - 1 - row, lane) for row, lane in enumerate(result.lanes))

    def points(result: FirstCall) -> dict:
        boxes = {name: [] for name in (*states, *(f"clock-{state}" for state in states))}
        lines, dots = [], ([], [])
        for y, lane in place_of(result):
            for left, right, tone in stretches(lane):
                boxes[tone].append((left * 100, right * 100, y - HALF, y + HALF))
            for left, right, tone in days(lane):
                boxes[f"clock-{tone}"].append((left, right, y - HALF, y + HALF))
            at = lane.at_level(1)
            if at is not None and SHOCK[0] <= at <= SHOCK[1]:
                lines.append((at * 100, y - HALF - 0.1, at * 100, y + HALF + 0.1))
            dots[0].append(result.change * 100)
            dots[1].append(y)
        dots = dots if dots[0] else ([charts.NOWHERE], [charts.NOWHERE])
        return {name: toned.boxes(corners) for name, corners in boxes.items()} | {
            "lines": toned.segments(lines),
            "shock": ([result.change * 100] * 2, [-0.6, count - 0.4]),
            "dots": dots,
        }

    def labels(result: FirstCall) -> Iterator[Label]:
        left = SHOCK[0] * 100
        for y, lane in place_of(result):
            yield Label(
                uid=f"lane-{y}",
                x=left,
                y=y,
                text=("label.lane", lane),
                under=("label.under", lane),
                tone=lane.tone,
                look="lane",
                rank=0,
            )
        yield Label(uid="now", x=result.change * 100, y=count - 0.45, look="strong", rank=1, at="c", dy=-10)
        if result.first and (at := result.first.at_level(1)) is not None and SHOCK[0] <= at <= SHOCK[1]:
            (y,) = [place for place, lane in place_of(result) if lane is result.first] or [None]
            if y is not None:
                yield Label(
                    uid="first", x=at * 100, y=y - HALF, text=("label.first", result.first), at="c", dy=13, rank=2
                )
        yield Label(uid="clock", x=CLOCK[1], y=count - 0.45, at="r", dy=-10, rank=3, pane="2")

    return Chart(
        marks=(
            *(toned.zone(state, tone=state) for state in states),
            *(toned.zone(f"clock-{state}", tone=state, pane="2") for state in states),
            toned.line("lines", tone=tones.INK, width=3),
            toned.line("shock", tone=tones.QUIET, width=1.5, dash="dot"),
            toned.dot("dots", tone=tones.INK),
        ),
        points=points,
        labels=labels,
        looks=lambda result, say: {"dots": {"tone": tuple(lane.tone for lane in result.lanes) or (tones.PLAIN,)}},
        pulse=lambda result: tuple(Pulse(y=(y - 0.4, y + 0.4), over=lane.is_over) for y, lane in place_of(result)),
        track=lambda result: (SHOCK[0] * 100, SHOCK[1] * 100),
        ranges=lambda result: {"xaxis": (SHOCK[0] * 100, SHOCK[1] * 100), "xaxis2": CLOCK},
        layout=axes.lanes({"ticksuffix": "%"}, count, clock={"dtick": 1}),
    )


def stretches(lane: Lane) -> Iterator[tuple[float, float, str]]:
    """Yield from where to where a lane is called, near and safe, by the common change."""
    low, high = SHOCK
    below = tones.SOLD if isinstance(lane.now, OnChain) else tones.CALLED
    call, near = lane.at_level(1), lane.at_level(BAND)
    if call is None:
        yield low, high, lane.tone
        return
    near = near if near is not None else (low if lane.rises else high)
    if lane.rises:
        call, near = min(max(call, low), high), min(max(near, low), high)
        ends = ((low, near, tones.SAFE), (near, call, tones.NEAR), (call, high, below))
    else:
        call, near = min(max(call, low), high), min(max(near, low), high)
        ends = ((low, call, below), (call, near, tones.NEAR), (near, high, tones.SAFE))
    yield from (end for end in ends if end[0] < end[1])


def days(lane: Lane) -> Iterator[tuple[float, float, str]]:
    """Yield what the business days from today on bring: a called one may be cured, then it is sold."""
    first, last = CLOCK
    if not lane.is_over:
        yield first, last, tones.SAFE
        return
    if isinstance(lane.now, OnChain):
        yield first, last, tones.SOLD
        return
    rules = lane.now.rules
    sessions = min(rules.cure_sessions + 1, last)
    yield first, sessions, tones.NEAR
    yield from [(sessions, last, tones.SOLD)] if sessions < last else []
