"""F2.5: what a called margin purchase takes to the call line and to a higher level, over the value of the shares."""

import math
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.lines import on
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DATE, MONEY, PERCENT, TEXT
from pledge_lib.market.procedure import CALLED
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.margin.cure_levels_model import (
    METHODS,
    OPENING,
    PROFILE,
    REPAY,
    SELL,
    TARGETS,
    CureLevels,
    cure_levels,
)
from pledge_lib.panels.stage import Label, Pulse

ID = "F2.5"
RULES_USED = (
    "call_line",
    "cancel_level",
    "cure_target",
    "financing_ratio",
    "posted_rate_listed",
    "transaction_tax",
    "commission",
)
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 3, 3), date(2025, 4, 9))
BESIDE = 0.2  # each bar of a pair stands so far from its middle
MOST = 10_000_000  # TWD: the end of the lead
SEEN, PARTS = (11, 21), 12  # the ends of the level axis, in twelfths of the loan
WITHOUT = 60_000  # TWD: the loan by which the axis is measured where there is none
STEPS = 12


def sentence(result: CureLevels):
    """Yield where the purchase stands, and what it takes."""
    yield "sentence.too-deep" if result.state == CALLED and result.times is None else f"sentence.{result.state}"


def why(result: CureLevels):
    """Yield the sums and what each level does, or why nothing is asked."""
    if result.state != CALLED:
        yield "why.nothing"
        return
    yield from ("why.cure", "why.levels")
    if result.to_line.sell is None:
        yield "why.sell-impossible"
    elif not result.cost:
        yield "why.no-costs"
    yield "why.posted"


def tone(result: CureLevels) -> str:
    """Return how near the call is; without a loan there is none."""
    return tones.PLAIN if result.state == NO_DEBT else tones.of_ratio(result.ratio, result.rules.call_line)


def chip(result: CureLevels) -> str:
    """Return the word of the state; exactly on the line is no call yet."""
    if tone(result) != tones.NEAR:
        return f"chip.{result.state}"
    return "chip.on-the-line" if on(result.ratio, result.rules.call_line) else "chip.near"


def zones(result: CureLevels) -> tones.Zones:
    """Return where along the value of the shares the call begins, and where it is near."""
    if result.state == NO_DEBT:
        return ()
    return tones.falling(result.call_value, tones.near_from(result.rules.call_line) * result.debt)


def rows(result: CureLevels):
    """Yield one row for each method, then what each level does and where the purchase stands."""
    for method in METHODS:
        yield Row(((f"method.{method}",), f"to_line.{method}", f"to_target.{method}"))
    for field in ("ratio_after", "state", "room"):
        yield Row((f"to_line.{field}", f"to_target.{field}"), field)
    yield from ("ratio", "times") if result.times else ("ratio",)
    yield from ("opening_ratio", "bought_for", "change")


def ends(result: CureLevels) -> tuple[float, float]:
    """Return the ends of the value of the shares: they follow the loan, and reach the position of now."""
    part = (result.debt or WITHOUT) / PARTS
    low, high = (part * end for end in SEEN)
    if result.collateral > high:
        high = charts.nice_ceiling(result.collateral * 1.02)
    return (0.0 if result.collateral < low else low), high


def grid(result: CureLevels) -> list[float]:
    """Return values of the shares from the left end to the call line."""
    left, right = ends(result)[0], min(result.call_value, ends(result)[1])
    return [left + (right - left) * step / STEPS for step in range(STEPS + 1)]


def line_to(result: CureLevels, level: float, places: list[float]) -> list[float]:
    """Return what the chosen method takes to a level, over values of the shares."""
    return [charts.NOWHERE if (amount := result.sum_at(level, place)) is None else amount for place in places]


def top_of(result: CureLevels) -> float:
    """Return the end of the sums: that of the left end, unless it is far above the one of now."""
    least = result.high or 0
    first = result.sum_at(result.target, SEEN[0] / PARTS * result.debt) or least
    return charts.nice_ceiling(max(first * 1.08, least * 1.05, (result.debt or WITHOUT) / PARTS), charts.FINE)


def points(result: CureLevels) -> dict:
    """Return the two lines and the wedge between them, the upright call line, and the sums of now."""
    places, top, (left, right) = grid(result), top_of(result), ends(result)
    low, high = (line_to(result, level, places) for level in (result.rules.call_line, result.target))
    drawn = [(place, *pair) for place, *pair in zip(places, low, high, strict=True) if math.isfinite(sum(pair))]
    after = (places[-1], max(result.target * result.debt, places[-1]), right)
    now, call = result.collateral, result.call_value
    sums = [charts.NOWHERE if amount is None else amount for amount in (result.low, result.high)]
    return {
        "called": toned.box(left, min(call, right), 0, top),
        "wedge": toned.between(*zip(*drawn, strict=True)) if drawn else toned.AWAY,
        "to-line": (places, low),
        "to-target": (places, high),
        "beyond": (after, line_to(result, result.target, after)),
        "call": ([call, call], [0, top]) if left < call < right else toned.AWAY,
        "gap": ([now, now], sums),
        "low": ([now], sums[:1]),
        "now": ([now], sums[1:]),
    }


def labels(result: CureLevels):
    """Yield the two sums at their dots, the lines with what they do, the call and the wedge."""
    (left, right), top, now = ends(result), top_of(result), result.collateral
    if result.state == NO_DEBT:
        return
    shade = tones.SAFE if result.to_target.ratio >= result.rules.cancel_level else tones.NEAR
    sums = {"now": result.high, "low": result.low}
    for place, (uid, amount) in enumerate(sums.items()):
        if amount is not None and (place == 0 or result.state == CALLED):
            look = {"tone": tones.INK, "look": "strong", "at": "l", "dx": 12}
            yield Label(uid=uid, x=now, y=min(amount, top), rank=place, dy=-12 if place == 0 else 12, **look)
    upper, lower = (result.sum_at(level, left) for level in (result.target, result.rules.call_line))
    if left < result.call_value:
        if upper is not None:
            yield Label(uid="to-target", x=left, y=min(upper, top), tone=shade, rank=2, dx=8, dy=-12)
        if lower is not None:
            yield Label(uid="to-line", x=left, y=min(lower, top) * 0.2, tone=tones.NEAR, rank=3, dx=8)
    if left < result.call_value < right:
        yield Label(uid="call", x=result.call_value, y=top, tone=tones.CALLED, rank=1, dx=6, dy=12)
        middle = (left + result.call_value) / 2
        pair = [result.sum_at(level, middle) for level in (result.rules.call_line, result.target)]
        if None not in pair:
            yield Label(
                uid="wedge", x=middle, y=sum(pair) / 2, tone=tones.NEAR, rank=6, at="c", look="word", drops=True
            )


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.zone("wedge", tone=tones.NEAR),
        toned.line("call", tone=tones.CALLED, width=2),
        toned.line("beyond", tone=tones.QUIET, width=1.5, dash="dot", clip=True),
        toned.line("to-line", tone=tones.NEAR, width=3, clip=True),
        toned.line("to-target", tone=tones.CURVE, width=3, clip=True),
        toned.line("gap", tone=tones.INK, width=2, clip=True),
        toned.dot("low", tone=tones.NEAR, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": ends(result), "yaxis": (0, top_of(result))},
    labels=labels,
    pulse=lambda result: (Pulse(x=result.call_value, over=result.state == CALLED),),
    track=lambda result: (0, MOST),
    layout=axes.plain({"tickformat": ",", "nticks": 6}, {"tickformat": ","}, left=70, narrow=62),
)


def bars(result: CureLevels) -> dict:
    """Return a pair of bars for each method."""
    found = {}
    for name, level, side in (("line", result.to_line, -BESIDE), ("target", result.to_target, BESIDE)):
        places = [place + side for place in range(len(METHODS))]
        found[name] = {"x": places, "y": [level.amount(method) or 0 for method in METHODS]}
    return found


def bar_labels(result: CureLevels):
    """Yield the sum over each bar; a method that cannot do it says so."""
    for place, method in enumerate(METHODS):
        for name, level, side in (("to_line", result.to_line, -BESIDE), ("to_target", result.to_target, BESIDE)):
            text = f"bar.{name}.{method}"
            yield Label(
                uid=text, x=place + side, y=level.amount(method) or 0, text=text, at="c", dy=-10, rank=place, drops=True
            )


def bars_top(result: CureLevels) -> float:
    """Return the end of the axis of money, which moves in steps only."""
    amounts = [level.amount(method) or 0 for level in (result.to_line, result.to_target) for method in METHODS]
    return charts.nice_ceiling(max(amounts) * 1.1)


METHODS_CHART = Chart(
    marks=(
        toned.bars("line", tone=tones.NEAR, hollow=True, width=BESIDE * 1.8),
        toned.bars("target", tone=tones.CURVE, width=BESIDE * 1.8),
    ),
    points=bars,
    ranges=lambda result: {"yaxis": (0, bars_top(result))},
    labels=bar_labels,
    ticks=lambda result, say: {"xaxis": ((0, 1, 2), tuple(say(f"method.{method}") for method in METHODS))},
    layout=axes.plain(
        {"range": [-0.6, 2.6], "showgrid": False},
        {"tickformat": ","},
        left=70,
        names=("axis.pair", "axis.money"),
        barmode="overlay",
    ),
)


def presets():
    """Yield the lesson's cases, and a real share on a day of April 2025."""
    base = {
        "collateral": 75_000,
        "debt": 60_000,
        "financing_ratio": 0.60,
        "target": "166",
        "method": REPAY,
        "costs": False,
    }
    cases = {
        "pair": {},
        "opening": {"target": OPENING},
        "sell": {"method": SELL},
        "three-limits": {"collateral": 72_900},
        "on-the-line": {"collateral": 78_000},
        "too-deep": {"collateral": 54_000, "method": SELL},
        "forty": {"collateral": 50_000, "debt": 40_000, "financing_ratio": 0.40, "target": OPENING},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})
    closes = datasets.prices(REAL_SHARE)
    bought = Long.open(REAL_SHARE, shares=1_000, price=closes.close(REAL_DAYS[0]), rules=datasets.rules(PROFILE))
    now = bought.at(closes.close(REAL_DAYS[1]))
    fields = {"symbol": TEXT(REAL_SHARE), "day": DATE(REAL_DAYS[1]), "close": MONEY(now.price)}
    yield Preset(label="preset.real", fields=fields, values={**base, "collateral": now.value, "debt": now.loan})


def figure() -> Figure:
    """Declare the figure."""
    highest = datasets.rules(PROFILE).financing_ratio
    return Figure(
        id=ID,
        controls=(
            Slider(key="collateral", low=0, high=MOST, step=1_000, default=75_000, unit=MONEY),
            Slider(key="debt", low=0, high=6_000_000, step=1_000, default=60_000, unit=MONEY),
            Slider(key="financing_ratio", low=0.40, high=highest, step=0.01, default=highest, unit=PERCENT),
            Choice(key="target", options=tuple(TARGETS), default="166"),
            Choice(key="method", options=METHODS, default=REPAY),
            Toggle(key="costs", default=False),
        ),
        presets=tuple(presets()),
        lead="collateral",
        hero=("ratio", "high", "low"),
        tone=tone,
        chip=chip,
        zones=zones,
        drawers=(Drawer(name="methods", chart=METHODS_CHART),),
        model=cure_levels,
        sentence=sentence,
        why=why,
        main=CHART,
        table=Table(columns=("quantity", "line", "target"), rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
