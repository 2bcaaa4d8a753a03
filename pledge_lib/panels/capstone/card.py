"""F5.4: the plan as a card: at this price I do this. The prices of the plan are rungs of a ladder."""

from collections.abc import Callable, Iterator, Sequence

from pledge_lib.finance.capstone.case import EXAMPLE, Case
from pledge_lib.finance.capstone.plan import Plan
from pledge_lib.finance.units import CHANGE
from pledge_lib.market.capstone.planned import first_plan, planned, profile_of
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.capstone.card_model import ACT, CALLED, CALM, SHORT, Card
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Label, Pulse

ID = "F5.4"
CHANGES = (-0.80, 0.20)
TONES = {CALM: tones.SAFE, ACT: tones.NEAR, CALLED: tones.CALLED, SHORT: tones.SOLD}
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "transaction_tax", "commission")
LOWEST, HIGHEST = 0, 120  # per cent of today's price
HALF = 0.5  # height of a rung
NEXT_ROW = 0.84  # height at which a second name stands clear of the first


def points(result: Card) -> dict:
    """Return the ladder: a stair for each rung, the zones between, and where the price is."""
    call, trigger = result.loan.call_price * 100, result.loan.trigger_price * 100
    rungs = [rung.price * 100 for rung in result.rungs]
    return {
        "called": toned.box(LOWEST, call, -HALF, HALF),
        "act": toned.box(call, max(call, trigger), -HALF, HALF),
        "calm": toned.box(max(call, trigger), HIGHEST, -HALF, HALF),
        "rungs": toned.segments((price, -HALF, price, HALF) for price in rungs),
        "way": ([result.price * 100, 100], [0, 0]),
        "today": ([100], [0]),
        "now": ([result.price * 100], [0]),
    }


def labels(result: Card) -> Iterator[Label]:
    """Yield what each rung is, above and below in turn, each pair away from each other, and the price."""
    for place, rung in enumerate(result.rungs):
        side, (at, dx) = 1 if place % 2 == 0 else -1, ("l", -10) if place < 2 else ("r", 10)
        yield Label(
            uid=f"rung-{rung.name}",
            x=rung.price * 100,
            y=HALF * side,
            text=(f"label.{rung.name}", rung),
            at=at,
            dx=dx,
            dy=-14 * side,
            rank=2,
            others=((rung.price * 100, NEXT_ROW * side),),
            tone=tones.CALLED if rung.reached else "",
        )
    yield Label(uid="now", x=result.price * 100, y=0, at="c", dy=-22, look="strong", tone=tones.STATE, rank=0)
    yield Label(uid="today", x=100, y=0, at="l", dx=10, dy=14, rank=4)


def rows(result: Card) -> Iterator[str | Row]:
    """Yield what stands on the card."""
    yield from ("price", "ratio", "value", "cash", "short_of", "loan.plan.reserve", "loan.cost", "loan.end")
    for rung in result.rungs:
        yield Row(((f"row.{rung.name}",), ("cell.rung", rung)))


def zones(result: Card) -> tones.Zones:
    """Return where on the lead one acts, and where the call comes."""
    trigger, call = result.loan.trigger_price - 1, result.loan.call_price - 1
    return ((call, tones.CALLED), (max(call, trigger), tones.NEAR), (None, tones.SAFE))


def figure(case: Case = EXAMPLE, plans: Callable[[], Sequence[Plan]] = tuple) -> Figure:
    """Declare the figure for the last plan submitted, or the first plan for a case."""

    def last() -> Plan:
        told = plans()
        return told[-1] if told else first_plan(case)

    return Figure(
        id=ID,
        controls=(Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=CHANGE),),
        lead="change",
        hero=("price", "cash", "short_of"),
        tone=lambda result: TONES[result.state],
        zones=zones,
        model=lambda values: Card(loan=planned(case, last()), is_first=not plans(), **values),
        notes=lambda result: ("note.first",) if result.is_first else (),
        why=lambda result: ("why",),
        main=Chart(
            marks=(
                toned.zone("called", tone=tones.CALLED),
                toned.zone("act", tone=tones.NEAR),
                toned.zone("calm", tone=tones.SAFE),
                toned.line("rungs", tone=tones.INK, width=2),
                toned.line("way", tone=tones.CURVE, width=3),
                toned.dot("today", tone=tones.QUIET, hollow=True, size=10),
                toned.dot("now"),
            ),
            points=points,
            labels=labels,
            pulse=lambda result: (Pulse(x=result.loan.call_price * 100),),
            track=lambda result: ((1 + CHANGES[0]) * 100, (1 + CHANGES[1]) * 100),
            ranges=lambda result: {"xaxis": (LOWEST, HIGHEST)},
            layout=axes.plain(
                {"ticksuffix": "%"},
                {"range": [-1.6, 1.6], "showticklabels": False, "showgrid": False, "zeroline": False},
                left=20,
            ),
        ),
        table=Table(rows=rows),
        rules=lambda result: ((profile_of(result.loan.plan), RULES_USED),),
    )
