"""F2.5: what a called margin purchase takes to the call line and to a higher level, over the value of the shares."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.lines import on
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DATE, MONEY, PERCENT, TEXT
from pledge_lib.market.procedure import CALLED
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
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
from pledge_lib.panels.margin.cure_levels_picture import CHART, METHODS_CHART, MOST

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
