"""F2.1: own money and a margin loan; ratio, call price, interest and return on own money move together."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE, TEXT
from pledge_lib.market.sessions import interest_days
from pledge_lib.panels import charts, gauge, marks
from pledge_lib.panels.controls import Preset, Slider, Toggle
from pledge_lib.panels.figure import Chart, Figure, Table
from pledge_lib.panels.margin.amplifier_model import PROFILE, Amplifier, amplifier

ID = "F2.1"
RULES_USED = ("financing_ratio", "loan_step", "call_line", "day_basis", "commission", "transaction_tax")
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 8), date(2025, 4, 9))
CHANGES = (-0.50, 0.50)
RETURNS = (-150, 150)
STACK = {"interest": (charts.ORANGE, "/"), "commissions": (charts.BLUE, ""), "tax": (charts.GREY, "x")}
HOVER = "%{x:.2f}% → %{y:.2f}%"
UNLISTED, LISTED = {"showlegend": False}, {"showlegend": True}


def sentence(result: Amplifier):
    """Yield where the purchase stands, then what it brings."""
    costs = "net" if result.with_costs else "gross"
    yield f"sentence.{result.state}"
    yield f"return.{costs}-no-loan" if result.state == NO_DEBT else f"return.{costs}"


def why(result: Amplifier):
    """Yield the sums of the loan, then those of the return."""
    yield "why.no-debt" if result.state == NO_DEBT else "why.loan"
    yield "why.net" if result.with_costs else "why.gross"


def notes(result: Amplifier):
    """Yield what the reader has to know besides."""
    if result.now.equity < 0:
        yield "note.owing"
    if result.loan and result.dividend_yield:
        side = "above" if result.yield_on_own > result.dividend_yield else "below"
        yield "note.lost" if result.yield_on_own < 0 else f"note.{side}"


def points(result: Amplifier) -> dict:
    """Return the numbers of the marks: the gauge, the two slopes, the stack of costs."""
    ends, costs = [end * 100 for end in CHANGES], result.costs
    bases = {"interest": 0, "commissions": costs.interest, "tax": costs.total - costs.tax}
    at_call = result.opened.move_to() if result.loan else charts.NOWHERE
    at_call = at_call if at_call >= CHANGES[0] else charts.NOWHERE  # a small loan is called beyond the chart
    drawn = (at_call, result.change)
    return gauge.lines(result.rules.call_line, result.opened.ratio, result.now.ratio) | {
        "cash": (ends, [result.return_at(end, financing_ratio=0) * 100 for end in CHANGES]),
        "loan": (ends, [result.return_at(end) * 100 for end in CHANGES]),
        "call": ([at_call * 100] * 2, RETURNS),
        "cash-now": ([result.change * 100], [result.cash * 100]),
        "now": (
            [change * 100 for change in drawn],
            [result.return_at(change) * 100 if change == change else charts.NOWHERE for change in drawn],
        ),
        **{name: {"x": [0], "base": [bases[name]], "y": [getattr(costs, name)]} for name in STACK},
    }


def layout(say) -> dict:
    """Return three panes beside one another, each under its heading."""
    return {
        "height": 400,
        "barmode": "overlay",
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        "margin": {"l": 58, "r": 18, "t": 34, "b": 110},
        "xaxis": {"domain": (0.0, 0.08), "range": (0, 1), "showticklabels": False, "showgrid": False,
                  "title": say("axis.gauge")},
        "yaxis": gauge.axis(),
        "xaxis2": {"domain": (0.29, 0.77), "range": [end * 100 for end in CHANGES], "ticksuffix": "%", "anchor": "y2",
                   "title": say("axis.change")},
        "yaxis2": {"range": RETURNS, "ticksuffix": "%", "anchor": "x2", "zeroline": True, "dtick": 50},
        "xaxis3": {"domain": (0.87, 1.0), "range": (-0.6, 0.6), "showticklabels": False, "showgrid": False,
                   "anchor": "y3"},
        "yaxis3": {"range": [0, 1_000], "anchor": "x3", "tickformat": ","},
        "annotations": marks.headings(say, gauge=0.04, **{"return": 0.53}, costs=0.935),
    }  # fmt: skip


CHART = Chart(
    marks=(
        *gauge.marks_of(also=UNLISTED),
        marks.line(
            "cash", color=charts.GREY, name="cash", dash="dash", hover="{name} " + HOVER, pane="2", also=LISTED
        ),
        marks.line(
            "loan", color=charts.BLUE, name="loan", hover="{name} " + HOVER, pane="2",
            also=LISTED | {"fill": "tonexty", "fillcolor": "rgba(59, 127, 196, 0.16)"},
        ),
        marks.line(
            "call", color=charts.RED, name="call", dash="dot", width=2, hover="{name} " + HOVER, pane="2", also=LISTED
        ),
        marks.dots("cash-now", color=charts.GREY, symbols="circle-open", hover=HOVER, pane="2", also=UNLISTED),
        marks.dots(
            "now", color=[charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=HOVER, pane="2", also=UNLISTED
        ),
        *(
            marks.columns(
                name, color=color, name=name, pattern=pattern, hover="{name} %{y:,.2f}", pane="3", also=LISTED
            )
            for name, (color, pattern) in STACK.items()
        ),
    ),
    points=points,
    layout=layout,
    ranges=lambda result: {"yaxis3": (0, charts.nice_ceiling(result.costs.total))},
)  # fmt: skip
TABLE = Table(
    rows=lambda result: (
        "state", "own", "loan", "value", "now.ratio", "rules.call_line", "call_price", "room", "interest_a_day",
        "costs.interest", "costs.commissions", "costs.tax", "costs.total", "profit", "gross", "net", "cash",
        "breakeven", "yield_on_own",
    ),
)  # fmt: skip


def presets():
    """Yield the lesson's cases, the worked examples, and a real share at real closes."""
    base = {"own": 40_000, "financing_ratio": 0.60, "price": 100, "days": 30, "rate": 0.065, "dividend_yield": 0.0}
    cases = {
        "up": {"change": 0.10, "costs": False},
        "down": {"change": -0.10, "costs": True},
        "there-and-back": {"change": -0.01, "costs": False},
        "at-the-line": {"change": -0.22, "costs": True},
        "w2": {"own": 64_000, "price": 80, "change": 0.0, "costs": True},
        "w3": {"own": 22_300, "price": 55.3, "change": 0.0, "costs": True},
        "dividends": {"change": 0.0, "costs": True, "days": 365, "dividend_yield": 0.03},
        "no-loan": {"financing_ratio": 0.0, "change": -0.10, "costs": True},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})
    closes = datasets.prices(REAL_SHARE)
    first = closes.close(REAL_DAYS[0])
    for day in REAL_DAYS:
        close = closes.close(day)
        held = {"own": 400_000, "price": first, "change": float(exact(close) / exact(first) - 1), "costs": True}
        held["days"] = interest_days(REAL_DAYS[0], day)
        fields = {"symbol": TEXT(REAL_SHARE), "day": TEXT(day.isoformat()), "close": MONEY(close)}
        yield Preset(label="preset.real", fields=fields, values={**base, **held})


def figure() -> Figure:
    """Declare the figure."""
    highest = datasets.rules(PROFILE).financing_ratio
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.10, unit=PERCENT),
            Slider(key="financing_ratio", low=0.0, high=highest, step=0.05, default=highest, unit=PERCENT),
            Slider(key="own", low=10_000, high=5_000_000, step=10_000, default=40_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
            Slider(key="days", low=0, high=365, step=1, default=30, unit=DAYS),
            Slider(key="rate", low=0.04, high=0.08, step=0.0001, default=0.065, unit=PERCENT),
            Toggle(key="costs", default=True),
            Slider(key="dividend_yield", low=0.0, high=0.10, step=0.005, default=0.03, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "call_price", "costs.interest"),
        model=amplifier,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
