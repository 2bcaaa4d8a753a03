"""F1.4: the same money on four ways to cure a call: how high the ratio comes, and which of two lines it reaches."""

import math

from pledge_lib import datasets
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import MONEY, PERCENT, PRICE
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.cure_lab_model import (
    CASH,
    CLOSED,
    LOTS,
    REPAY,
    SUSPENDED,
    TARGETS,
    WAYS,
    CureLab,
    cure_lab,
)
from pledge_lib.panels.stage import Label, Pulse

ID = "F1.4"
BROKER = "tw-broker-pledge"
RULES_USED = ("call_line", "cure_target", "cancel_level", "transaction_tax", "commission")
MOST, STEPS = 6_000_000, 48
SEEN, LOWEST, HIGHEST = 400_000, 100, 200  # the ends of the axes (NT$, per cent), unless the case needs more
NAMED = 1.48  # the ratio at which the ways other than repaying are named, between the two lines
TONES = {CALLED: tones.CALLED, SUSPENDED: tones.NEAR, CLOSED: tones.SAFE}


def sentence(lab: CureLab):
    """Yield what the money on the chosen way comes to, or why there is nothing to cure."""
    if lab.state in ("called", "normal"):
        yield f"did.{lab.way}" if lab.way != CASH or lab.cash_counts else "did.cash-not"
        yield f"sentence.{lab.outcome}"
    else:
        yield f"sentence.{lab.state}"


def tone(lab: CureLab) -> str:
    """Return the tone of the account after the money: a suspended sale is not yet safety."""
    return TONES.get(lab.outcome) or tones.of_ratio(lab.ratio_now, lab.rules.call_line)


def zones(lab: CureLab) -> tones.Zones:
    """Return what becomes of the call along the money on the chosen way."""
    if not lab.is_called:
        return ()
    suspends, closes = (lab.needed(level) for level in (lab.rules.call_line, lab.rules.cure_target))
    ends = ((suspends, tones.CALLED), (closes, tones.NEAR), (None, tones.SAFE))
    return tuple((None if end is None or math.isinf(end) else end, name) for end, name in ends)


def end_of_money(lab: CureLab) -> float:
    """Return the end of the level axis: every possible cure is on it, and what is brought."""
    most = max(*(way.amount for way in lab.ways if way.is_possible), lab.brought)
    return SEEN if most <= SEEN else charts.nice_ceiling(most * 1.02)


def ends_of_ratio(lab: CureLab) -> tuple[float, float]:
    """Return the ends of the upright axis; the position and its target are on it."""
    seen = [level * 100 for level in (lab.ratio, lab.target) if level < math.inf]
    low = LOWEST if min(seen, default=LOWEST) >= LOWEST else 0
    return low, max(HIGHEST, charts.nice_ceiling(max(seen, default=HIGHEST) * 1.05))


def height(lab: CureLab, way: str, money: float) -> float:
    """Return where the ratio after so much money stands, at most at the top of the axis."""
    low, high = ends_of_ratio(lab)
    return min(max(lab.ratio_after(way, money) * 100, low), high)


def curve(lab: CureLab, way: str, across: list[float]) -> list[float]:
    """Return the ratio over the money; where it has left the picture, the line ends."""
    high = ends_of_ratio(lab)[1]
    found = [lab.ratio_after(way, money) * 100 for money in across]
    return [ratio if ratio <= high else charts.NOWHERE for ratio in found]


def others_than(way: str) -> list[str]:
    """Return the other ways that have a curve of their own."""
    return [each for each in WAYS if each not in (way, CASH)]


def points(lab: CureLab) -> dict:
    """Return a curve for each way, the lines of the call, what each way takes to the target, and where it stands."""
    end, (low, high) = end_of_money(lab), ends_of_ratio(lab)
    across = charts.evenly(0, end, STEPS)
    curves = {way: curve(lab, way, across) for way in WAYS}
    call, closes = lab.rules.call_line * 100, lab.rules.cure_target * 100
    others = others_than(lab.way)
    sums = [way.amount for way in lab.ways if way.is_possible and way.amount]
    tick, target = (high - low) / 40, lab.target * 100
    return {
        "below": toned.box(0, end, low, min(max(call, low), high)),
        "between": toned.box(0, end, max(call, low), min(closes, high)),
        "call": ([0, end], [call] * 2),
        "closes": ([0, end], [closes] * 2),
        **{way: (across, curves[way]) if way != CASH else toned.AWAY for way in WAYS},
        "chosen": (across, curves[lab.way]),
        "sums": toned.segments((money, target - tick, money, target + tick) for money in sums),
        "others": ([lab.brought] * len(others), [height(lab, way, lab.brought) for way in others]),
        "stem": ([lab.brought] * 2, [low, height(lab, lab.way, lab.brought)]),
        "now": ([lab.brought], [height(lab, lab.way, lab.brought)]),
    }


def labels(lab: CureLab):
    """Yield the number at the dot, the two lines by what they do, each way at its end and its sum at the target."""
    end, (low, high) = end_of_money(lab), ends_of_ratio(lab)
    here, *others = (height(lab, way, lab.brought) for way in (lab.way, *others_than(lab.way)))
    yield Label(
        uid="now",
        x=lab.brought,
        y=here,
        tone=tones.STATE,
        look="strong",
        rank=0,
        at="r",
        dx=-13,
        dy=15 if here < min(others) else -15,  # away from the rings of the other ways
    )
    lines = (("call", lab.rules.call_line, tones.CALLED), ("closes", lab.rules.cure_target, tones.SAFE))
    for name, level, shade in lines:
        yield Label(uid=name, x=end, y=level * 100, tone=shade, at="r", dx=-6, dy=12, rank=2)
    for way in lab.ways:
        if way.name != CASH or lab.way == CASH:
            level, side = (high - (high - low) / 8, "r") if way.name == REPAY else (NAMED * 100, "l")
            yield Label(
                uid=way.name,
                x=reached(lab, way.name, end, level),
                y=level,
                at=side,
                rank=3,
                dx=-10 if side == "r" else 10,
                dy=-2 if side == "r" else 9,
            )
        if way.is_possible and way.amount and way.name != CASH:
            yield Label(
                uid=f"sum-{way.name}",
                x=way.amount,
                y=lab.target * 100,
                at="c",
                dy=-16,
                rank=4,
                text=("label.sum", way),
                drops=True,
            )


def reached(lab: CureLab, way: str, end: float, level: float) -> float:
    """Return the money with which a way has come to a level, nowhere if it does not come there in the picture."""
    across = charts.evenly(0, end, STEPS)
    return next((money for money in across if lab.ratio_after(way, money) * 100 >= level), charts.NOWHERE)


CHART = Chart(
    marks=(
        toned.zone("below", tone=tones.CALLED),
        toned.zone("between", tone=tones.NEAR),
        toned.line("call", tone=tones.CALLED, width=2),
        toned.line("closes", tone=tones.SAFE, width=2, dash="dash"),
        *(toned.line(way, tone=tones.QUIET, width=1.5, clip=True) for way in WAYS),
        toned.line("chosen", tone=tones.CURVE, width=3, clip=True),
        toned.line("sums", tone=tones.INK, width=2),
        toned.line("stem", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("others", tone=tones.QUIET, hollow=True, size=10),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda lab: {"xaxis": (0, end_of_money(lab)), "yaxis": ends_of_ratio(lab)},
    labels=labels,
    pulse=lambda lab: (
        Pulse(y=lab.rules.call_line * 100, over=lab.outcome in (SUSPENDED, CLOSED)),
        Pulse(y=lab.rules.cure_target * 100, over=lab.outcome == CLOSED),
    ),
    track=lambda lab: (0, MOST),
    layout=axes.plain({"tickformat": ",", "nticks": 6}, {"ticksuffix": "%"}),
)
TABLE = Table(
    columns=("way", "amount", "ratio", "state", "rank"),
    rows=lambda lab: (
        Row(("in-shares" if way.shares else "sum", "ratio", "state", "rank"), way.name, about=way) for way in lab.ways
    ),
)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(BROKER)
    position = {"collateral": 600_000, "debt": 500_000, "price": 60, "profile": BROKER}
    repaying = {**position, "way": REPAY}
    return Figure(
        id=ID,
        controls=(
            Slider(key="brought", low=0, high=MOST, step=1_000, default=50_000, unit=MONEY),
            Choice(key="way", options=WAYS, default=REPAY),
            Slider(key="collateral", low=0, high=10_000_000, step=10_000, default=600_000, unit=MONEY),
            Slider(key="debt", low=0, high=6_000_000, step=10_000, default=500_000, unit=MONEY),
            Choice(key="target", options=tuple(TARGETS), default="166", label=lambda option, _say: f"{option}%"),
            Slider(key="price", low=5, high=2_000, step=5, default=60, unit=PRICE),
            Choice(key="lot", options=tuple(LOTS), default="1000"),
            Slider(key="haircut", low=0.0, high=0.60, step=0.05, default=0.0, unit=PERCENT),
            Slider(key="selling_cost", low=0.0, high=0.01, step=0.000025, default=rules.selling_cost, unit=PERCENT),
            Toggle(key="cash_counts", default=False),
            Choice(
                key="profile",
                options=datasets.pledge_profiles(),
                default=BROKER,
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=(
            Preset(label="preset.p1-3", values={**repaying, "target": "166", "brought": 50_000}),
            Preset(
                label="preset.to-line", values={**repaying, "target": "130", "selling_cost": 0.0, "brought": 38_462}
            ),
            Preset(
                label="preset.to-close", values={**repaying, "target": "166", "selling_cost": 0.0, "brought": 138_555}
            ),
            Preset(
                label="preset.too-late",
                values={**position, "collateral": 490_000, "target": "166", "way": "sell", "brought": 100_000},
            ),
        ),
        lead="brought",
        hero=("ratio_now", "repay.amount", "shares.amount"),
        tone=tone,
        chip=lambda lab: f"chip.{lab.outcome}",
        zones=zones,
        model=cure_lab,
        sentence=sentence,
        why=lambda lab: ("why.cure" if lab.state in ("called", "normal") else "why.nothing",),
        notes=lambda lab: () if lab.sell.is_possible else ("note.sell-impossible",),
        main=CHART,
        table=TABLE,
        rules=lambda lab: ((lab.rules.name, RULES_USED),),
    )
