"""F0.4: what the same sum costs over the days: fees are a height at the start, rates are slopes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.units import DAYS, MONEY, PERCENT, Days
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.overview.borrowing_cost_model import (
    BANK,
    BROKER,
    FIXED,
    LONGEST,
    OTHER,
    BorrowingCost,
    borrowing_cost,
)
from pledge_lib.panels.stage import Hero, Label, Pulse

ID = "F0.4"
SHOWN = 365  # days on the axis, unless the case is longer
ELSEWHERE = (0, 0.6)  # of the days on the axis: where a name may stand when the cost now is at the right end
FAN = 24  # steps over the days at which the floating cost is drawn
FIRST = {
    "sum": 600_000,
    "days": 30,
    f"{BANK}_rate": 0.0295,
    f"{BANK}_fee": 5_000,
    f"{BROKER}_rate": 0.0645,
    f"{BROKER}_fee": 0,
    f"{OTHER}_rate": 0.045,
    f"{OTHER}_fee": 0,
    "chain_rate": 0.048,
    "swing": 0.50,
}
TONES = {BANK: tones.CURVE, BROKER: tones.INK, OTHER: tones.QUIET}
DASHES = {BANK: "solid", BROKER: "dash", OTHER: "dashdot"}
COLUMNS = ("name", "rate", "fees", "cost", "yearly", "can_be_sold")


def end(result: BorrowingCost) -> int:
    """Return the last day on the axis."""
    return SHOWN if result.days <= SHOWN else LONGEST


def points(result: BorrowingCost) -> dict:
    """Return the numbers of all marks."""
    last = end(result)
    days = charts.evenly(0, last, FAN)
    low, middle, high = zip(*map(result.fan, days), strict=True)
    now = [result.days] * len(result.loans)
    return {
        "fan": toned.between(days, low, high),
        "floating": (days, middle),
        **{loan.name: ([0, last], [loan.cost_after(0), loan.cost_after(last)]) for loan in result.loans},
        "crossings": toned.segments(
            (day, 0, day, leader.cost_after(day)) for day, leader in result.leads[1:] if day <= last
        ),
        "day": ([result.days] * 2, [0, top(result)]),
        "others": (now, [loan.cost for loan in result.loans]),
        "now": ([result.days], [result.cost]),
    }


def top(result: BorrowingCost) -> float:
    """Return the top of the money axis: every fixed offer fits below it, the band may leave it."""
    return charts.nice_ceiling(max(loan.cost_after(end(result)) for loan in result.loans))


def labels(result: BorrowingCost) -> Iterator[Label]:
    """Yield the names at the right end, the crossings, and the cost now."""
    last = end(result)
    for place, loan in enumerate(sorted(result.loans, key=lambda loan: -loan.cost_after(last))):
        yield Label(
            uid=f"name-{loan.name}",
            x=last,
            y=loan.cost_after(last),
            text=("label.offer", loan),
            at="r",
            dx=-12,
            dy=-11,
            tone=TONES[loan.name],
            rank=3 + place,
            others=tuple((last * share, loan.cost_after(last * share)) for share in ELSEWHERE),
        )
    low, _, high = result.fan(last)
    above = (last * 0.8, min(result.fan(last * 0.8)[2], top(result) * 0.92))
    yield Label(
        uid="floating", x=last, y=(low + high) / 2, at="r", dx=-6, dy=9, tone=tones.NEAR, rank=8, others=(above,)
    )
    for day, leader in result.leads[1:]:
        if day <= last:
            text = ("label.from", leader, Lead(math.ceil(day)))
            yield Label(uid=f"from-{leader.name}", x=day, y=0, text=text, at="l", dx=6, dy=-11, rank=2, must=True)
    yield Label(
        uid="now", x=result.days, y=result.cost, rank=0, look="strong", at="l", dx=28
    )  # beside its dot, whose neighbours above it are offers too


@dataclass(frozen=True)
class Lead:
    """The first whole day on which an offer leads."""

    day: Days


def heroes(result: BorrowingCost) -> Hero:
    """Return the cheapest offer by its name."""
    return Hero(text=(f"name.{result.name}",), caption="hero.name", sub="sub.name")


def presets() -> Iterator[Preset]:
    """Yield a month, half a year and a year, and a dear bank."""
    for name, case in {
        "month": {},
        "half": {"days": 180},
        "year": {"days": 365},
        "two-years": {"days": 730},
        "wild": {"days": 365, "swing": 1.0},
    }.items():
        yield Preset(label=f"preset.{name}", name=name, values=FIRST | case)


def figure() -> Figure:
    """Declare the figure."""

    def rate(key: str, high: float = 0.16) -> Slider:
        return Slider(key=key, low=0.0, high=high, step=0.0005, default=FIRST[key], unit=PERCENT)

    def fee(key: str) -> Slider:
        return Slider(key=key, low=0, high=20_000, step=100, default=FIRST[key], unit=MONEY)

    return Figure(
        id=ID,
        controls=(
            Slider(key="days", low=1, high=LONGEST, step=1, default=FIRST["days"], unit=DAYS),
            Slider(key="sum", low=100_000, high=5_000_000, step=50_000, default=FIRST["sum"], unit=MONEY),
            *(control for name in FIXED for control in (rate(f"{name}_rate"), fee(f"{name}_fee"))),
            rate("chain_rate", 1.0),
            Slider(key="swing", low=0.0, high=1.50, step=0.05, default=FIRST["swing"], unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="days",
        hero=(heroes, "cost", "yearly"),
        tone=lambda result: tones.PLAIN,
        chip=lambda result: f"chip.{result.state}",
        model=borrowing_cost,
        why=lambda result: (*(("why.offer", loan) for loan in result.loans), "why.floating", "why.band", "why.sold"),
        main=Chart(
            marks=(
                toned.zone("fan", tone=tones.NEAR),
                toned.line("floating", tone=tones.NEAR, width=1.5, dash="dot", clip=True),
                *(toned.line(name, tone=TONES[name], width=3, dash=DASHES[name]) for name in FIXED),
                toned.line("crossings", tone=tones.QUIET, width=1.5, dash="dot"),
                toned.line("day", tone=tones.INK, width=1.5),
                toned.dot("others", tone=tones.QUIET, hollow=True, size=10),
                toned.dot("now", tone=tones.INK),
            ),
            points=points,
            ranges=lambda result: {"xaxis": (0, end(result)), "yaxis": (0, top(result))},
            labels=lambda result: tuple(labels(result)),
            pulse=lambda result: tuple(Pulse(x=day, over=result.days > day) for day, _ in result.leads[1:]),
            track=lambda result: (1, LONGEST),
            layout=axes.plain({}, {"tickformat": ","}, left=62),
        ),
        table=Table(
            rows=lambda result: (
                *(Row(COLUMNS, about=loan) for loan in result.loans),
                Row((("name.chain",), "floating.start", MONEY(0), "floating_middle", "", ("sold-at-once",))),
            ),
            columns=("offer", "rate", "fees", "cost", "yearly", "can_be_sold"),
            kinds=True,
        ),
        sources=lambda result: ("article-002",),
        rules=lambda result: (("tw-broker-pledge", ("day_basis",)),),
    )
