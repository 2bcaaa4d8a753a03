"""F3.0: one loan of shares seen from both sides; the lender's fee and the borrower's ratio move with one price."""

import math
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, PRICE, TEXT, Days, Money, Percent, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Mark, Row, Table

ID = "F3.0"
PROFILE = "tw-lending"
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 9), date(2025, 4, 10), date(2025, 5, 2), date(2025, 5, 14))
CHANGES = (-0.30, 0.60)
LONGEST = 180
SPANS = (30, 60, 90, LONGEST)
ENDS = (0.60, 2.40)  # of the gauge; every ratio that the sliders reach lies within
TICKS = (60, 80, 100, 120, 140, 170, 200, 240)
COLORS = (charts.RED, charts.ORANGE, charts.GREEN)
RULES_USED = ("initial_ratio", "call_line", "cure_target", "exchange_cure_sessions", "broker_cure_sessions",
              "highest_rate", "broker_share", "day_basis", "withholding", "withholding_waiver")  # fmt: skip
BY_CHANGE, BY_DAY = "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


@dataclass(frozen=True, kw_only=True)
class TwoSides:
    """The loan as it was opened and at the price on the handle, which is taken as the close of every day."""

    opened: StockLoan
    now: StockLoan
    change: Percent
    days: Days
    a_day: FeeStatement
    to_date: FeeStatement

    @property
    def rules(self) -> LendingRules:
        return self.now.rules

    @property
    def cash(self) -> Money:
        """Return what a called borrower must add: back to the target, not only to the line; 0 without a call."""
        return self.to_target if self.now.state == CALLED else 0.0

    @property
    def to_target(self) -> Money:
        return self.now.cure(self.rules.cure_target)

    @property
    def cash_to_line(self) -> Money:
        return self.now.cure(self.rules.call_line)

    @property
    def to_take_back(self) -> Money:
        """Return the collateral above the target, which the borrower may take back (rule C-4)."""
        return max(0.0, float(self.now.held - self.rules.cure_target * self.now.owed))

    @property
    def uncovered(self) -> Money:
        """Return what buying the shares back costs beyond the collateral."""
        return self.now.recovery().missing

    @property
    def state(self) -> Word:
        if self.now.state == CALLED:
            return "uncovered" if self.uncovered > 0 else CALLED
        on_the_line = exact(self.now.held) == exact(self.rules.call_line) * exact(self.now.owed)
        return "on-the-line" if on_the_line else NORMAL


def two_sides(values: Values) -> TwoSides:
    """Return what the figure shows, from numbers alone."""
    opened = StockLoan(
        shares=exact(values["value"]) / exact(values["price"]),  # exact, so that value = shares x price
        price=exact(values["price"]),
        annual_rate=values["rate"],
        rules=replace(datasets.rules(PROFILE), call_line=values["line"]),
        collateral=float(exact(values["start"]) * exact(values["value"])),
    )
    now = opened.at(exact(after_change(values["price"], values["change"])))
    days = int(values["days"])
    closes = [float(now.price)] * days
    return TwoSides(
        opened=opened,
        now=now,
        change=values["change"],
        days=days,
        a_day=now.net(closes[:1], broker_share=values["share"]),
        to_date=now.net(closes, broker_share=values["share"]),
    )


def notes(result: TwoSides):
    """Yield what the reader has to know besides."""
    if below(result.opened.ratio, result.rules.call_line):
        yield "note.called-at-start"
    elif below(result.opened.ratio, result.rules.initial_ratio):
        yield "note.thin-start"
    if result.to_date.withheld:
        yield "note.withheld"


def points(result: TwoSides) -> dict:
    """Return the numbers of the marks: the fee over the days, the price over its change, the ratio on the gauge."""
    now, opened, ends = result.now, result.opened, [end * 100 for end in CHANGES]
    first, call_price = float(opened.price), float(now.call_price)
    at_call = min(call_price / first - 1, CHANGES[1])  # the sliders lead no further; beyond it lies binary noise
    paid_at_first = result.a_day.paid * float(opened.owed) / float(now.owed)
    return {
        "fee-before": ([0, LONGEST], [0, paid_at_first * LONGEST]),
        "fee": ([0, LONGEST], [0, result.a_day.paid * LONGEST]),
        "fee-now": ([result.days], [result.to_date.paid]),
        "price": (ends, [first * (1 + end) for end in CHANGES]),
        "call-price": (ends, [call_price] * 2),
        "prices": ([at_call * 100, result.change * 100], [call_price, float(now.price)]),
        **on_gauge(result),
    }


def on_gauge(result: TwoSides) -> dict:
    """Return the numbers of the gauge: bands below the line, up to the target and above it; the start and now."""
    line, ratios = result.rules.call_line, (float(result.opened.ratio), float(result.now.ratio))
    bands = list(pairwise((ENDS[0], line, result.rules.cure_target, ENDS[1])))
    return {
        "bands": {"base": [low * 100 for low, _ in bands], "y": [(high - low) * 100 for low, high in bands]},
        "names": ([1.0] * len(bands), [math.sqrt(low * high) * 100 for low, high in bands]),
        "line": ([0, 1], [line * 100] * 2),
        "ratios": ([0.5, 0.5], [min(max(ratio, ENDS[0]), ENDS[1]) * 100 for ratio in ratios]),
    }


def ranges(result: TwoSides) -> dict:
    """Return the ends of the axes, which move in steps only."""
    span = next(span for span in SPANS if span >= result.days)
    highest = result.a_day.paid / float(result.now.price) * float(result.opened.price) * (1 + CHANGES[1]) * span
    return {
        "xaxis": (0, span),
        "yaxis": (0, charts.nice_ceiling(highest)),
        "yaxis2": (0, charts.nice_ceiling(float(result.opened.price) * (1 + CHANGES[1]))),
    }


def band_names(say) -> list[str]:
    """Return the names of the gauge's bands, from below."""
    target = PERCENT(datasets.rules(PROFILE).cure_target)
    return [say(f"band.{place}", target=target) for place in range(len(COLORS))]


CHART = Chart(
    marks=(
        marks.line("fee-before", color=charts.GREY, name="fee-before", dash="dot", hover="{name} " + BY_DAY),
        marks.line("fee", color=charts.GREEN, name="fee", hover="{name} " + BY_DAY),
        marks.dots("fee-now", color=charts.GREEN, name="fee", symbols="square", hover=BY_DAY),
        marks.line("price", color=charts.BLUE, hover=BY_CHANGE, pane="2"),
        marks.line("call-price", color=charts.RED, name="call-price", dash="dash", hover="{name} %{y:,.2f}", pane="2"),
        marks.dots("prices", color=[charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        Mark(uid="bands", draw=lambda say: charts.bands("bands", list(COLORS), pane="3")),
        Mark(uid="names", draw=lambda say: charts.labels("names", band_names(say), pane="3")),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover="{name} %{y:.2f}%", pane="3"),
        marks.dots("ratios", color=[charts.GREY, charts.BLUE], symbols=["circle-open", "diamond"], hover="%{y:.2f}%",
                   pane="3"),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 370,
        "showlegend": False,
        "margin": {"l": 62, "r": 18, "t": 40, "b": 52},
        "xaxis": {"domain": (0.0, 0.33), "range": (0, 30), "title": say("axis.days")},
        "yaxis": {"range": (0, 5_000), "tickformat": ","},
        "xaxis2": {"domain": (0.42, 0.74), "range": [end * 100 for end in CHANGES], "ticksuffix": "%", "anchor": "y2",
                   "title": say("axis.change")},
        "yaxis2": {"range": (0, 200), "anchor": "x2", "tickformat": ","},
        "xaxis3": {"domain": (0.82, 0.90), "range": (0, 1), "showticklabels": False, "showgrid": False, "anchor": "y3",
                   "title": say("axis.gauge")},
        "yaxis3": {"type": "log", "range": [math.log10(end * 100) for end in ENDS], "anchor": "x3", "tickvals": TICKS,
                   "ticktext": [f"{tick}%" for tick in TICKS]},
        "annotations": marks.headings(say, fee=0.165, price=0.58, gauge=0.88),
    },
)  # fmt: skip
TABLE = Table(
    rows=lambda result: (
        "state", "value", "price", Row(("a_day.gross",), "gross_a_day"), Row(("a_day.paid",), "net_a_day"),
        Row(("to_date.paid",), "net"), "to_date.withheld", "now.collateral", "now.ratio", "line", "now.call_price",
        Row(("now.rise_to_call",), "room"), "cash", "cash_to_line", "to_take_back", "uncovered",
    ),
)  # fmt: skip


def presets():
    """Yield the lesson's cases, and a real share at real closes."""
    base = {"value": 1_000_000, "price": 100, "rate": 0.03, "days": 30, "share": 0.20, "start": 1.40, "line": 1.20}
    cases = {
        "seventeen": {"change": 0.17},
        "twenty-one": {"change": 0.21},
        "gap": {"change": 0.50},
        "fall": {"change": -0.20},
        "thin": {"change": 0.10, "start": 1.30},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    closes = datasets.prices(REAL_SHARE)
    first = closes.close(REAL_DAYS[0])
    for day in REAL_DAYS[1:]:
        close = closes.close(day)
        change = float(exact(close) / exact(first) - 1)
        held = {"value": first * 1_000, "price": first, "days": (day - REAL_DAYS[0]).days, "change": change}
        said = {"symbol": TEXT(REAL_SHARE), "day": DATE(day), "close": MONEY(close)}
        yield Preset(label="preset.real", fields=said, values=base | held)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
            Slider(key="rate", low=0.0001, high=rules.highest_rate, step=0.0001, default=0.03, unit=PERCENT),
            Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Slider(key="start", low=1.05, high=1.60, step=0.01, default=rules.initial_ratio, unit=PERCENT),
            Slider(key="line", low=1.00, high=1.30, step=0.01, default=rules.call_line, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "now.call_price", "a_day.gross"),
        model=two_sides,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
