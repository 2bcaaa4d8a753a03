"""F2.1: own money and a margin loan; ratio, call price, interest and return on own money move together."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, PRICE, SIGNED, TEXT
from pledge_lib.market.sessions import interest_days
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.controls import Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Figure, Table
from pledge_lib.panels.margin.amplifier_model import PROFILE, Amplifier, amplifier
from pledge_lib.panels.stage import Label, Pulse

ID = "F2.1"
RULES_USED = ("financing_ratio", "loan_step", "call_line", "day_basis", "commission", "transaction_tax")
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 8), date(2025, 4, 9))
CHANGES = (-0.50, 0.50)
ACROSS, RETURNS = (-50, 50), (-150, 150)  # per cent: the ends of both axes
STACK = ("interest", "commissions", "tax")
APART = 12  # points between two dots that leave room for the number of each


def sentence(result: Amplifier):
    """Yield what the purchase brings, after a word on the line if it is exactly there."""
    costs = "net" if result.with_costs else "gross"
    if result.state == "on-the-line":
        yield "sentence.on-the-line"
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


def tone(result: Amplifier) -> str:
    """Return how near the call is; without a loan there is none."""
    if not result.loan:
        return tones.PLAIN
    return tones.of_state(result.state, ratio=result.now.ratio, line=result.rules.call_line)


def zones(result: Amplifier) -> tones.Zones:
    """Return where on the slider the call begins, and where the line is near."""
    if not result.loan:
        return ()
    return tones.falling(result.at_call, (1 + result.at_call) * float(tones.BAND) - 1)


def points(result: Amplifier) -> dict:
    """Return the numbers of the marks: the two slopes with their dots, and what lies left of the call."""
    left, (low, high) = ACROSS[0], RETURNS
    (call, _), (near, _), _ = zones(result) or ((-1, ""), (-1, ""), ())
    call, near = (max(place * 100, left) for place in (call, near))
    now, bent, straight = result.change * 100, _on_axis(result.net), _on_axis(result.cash)
    return {
        "called": toned.box(left, call, low, high),
        "near": toned.box(call, near, low, high),
        "zero": (ACROSS, (0, 0)),
        "lender": (ACROSS, [result.lender * 100] * 2) if result.loan else toned.AWAY,
        "gone": (ACROSS, (-100, -100)),
        "call": ([call, call], RETURNS) if call > left else toned.AWAY,
        "cash": (ACROSS, [result.return_at(end / 100, financing_ratio=0) * 100 for end in ACROSS]),
        "loan": (ACROSS, [result.return_at(end / 100) * 100 for end in ACROSS]),
        "gap": ([now, now], [straight, bent]),
        "cash-now": ([now], [straight]),
        "now": ([now], [bent]),
    }


def labels(result: Amplifier):
    """Yield the names of the lines at their ends, the call, and the returns at the two dots."""
    (left, right), (low, high), now = ACROSS, RETURNS, result.change * 100
    bent, straight = _on_axis(result.net), _on_axis(result.cash)
    above = 1 if bent >= straight else -1
    yield Label(uid="now", x=now, y=bent, tone=tones.INK, look="strong", rank=0, at="r", dx=-15, dy=-15 * above)
    if abs(bent - straight) > APART:
        yield Label(uid="cash-now", x=now, y=straight, rank=2, at="l", dx=13, dy=13 * above)
    yield Label(uid="gone", x=right, y=-100, tone=tones.SOLD, rank=3, at="r", dx=-6, dy=-11)
    yield Label(
        uid="cash", x=right, y=result.return_at(right / 100, financing_ratio=0) * 100, rank=4, at="r", dx=-4, dy=16
    )
    if not result.loan:
        return
    lender = result.lender * 100
    others = ((right, lender), (left, lender + (high - low) / 5))  # clear of the dots and the return beside them
    yield Label(uid="lender", x=left, y=lender, tone=tones.INK, rank=5, dx=8, dy=-11, others=others)
    end = right * 0.9
    at = {"at": "r", "dx": -16, "dy": -14, "others": ((end / 2, _on_axis(result.return_at(end / 200))),)}
    yield Label(uid="loan", x=end, y=_on_axis(result.return_at(end / 100)), tone=tones.CURVE, rank=4, must=True, **at)
    call = result.at_call * 100
    if call > left:
        yield Label(uid="call", x=call, y=high, tone=tones.CALLED, rank=1, at="r", dx=-6, dy=22)
        yield Label(uid="zone", x=left, y=low, tone=tones.CALLED, rank=6, dx=8, dy=-12, look="word")


def _on_axis(share: float) -> float:
    return min(max(share * 100, RETURNS[0]), RETURNS[1])


CHART = Chart(
    marks=(
        toned.zone("called", tone=tones.CALLED),
        toned.zone("near", tone=tones.NEAR),
        toned.line("zero", tone=tones.QUIET, width=1),
        toned.line("lender", tone=tones.INK, width=2),
        toned.line("gone", tone=tones.SOLD, width=1.5, dash="dash"),
        toned.line("call", tone=tones.CALLED, width=2),
        toned.line("cash", tone=tones.QUIET, dash="dash", clip=True),
        toned.line("loan", tone=tones.CURVE, width=3, clip=True),
        toned.line("gap", tone=tones.INK, width=3),
        toned.dot("cash-now", tone=tones.QUIET, hollow=True, size=12),
        toned.dot("now"),
    ),
    points=points,
    ranges=lambda result: {"xaxis": ACROSS, "yaxis": RETURNS},
    labels=labels,
    pulse=lambda result: (Pulse(x=result.at_call * 100 if result.loan else None),),
    track=lambda result: ACROSS,
    layout=axes.plain({"ticksuffix": "%"}, {"ticksuffix": "%", "dtick": 50}, left=54),
)


def costs(result: Amplifier) -> dict:
    """Return the costs as one bar, each after the one before."""
    base, bars = 0.0, {}
    for name in STACK:
        bars[name] = {"x": [getattr(result.costs, name)], "y": [0], "base": [base]}
        base += getattr(result.costs, name)
    return bars


def cost_labels(result: Amplifier):
    """Yield the name and the sum of each cost over its part of the bar."""
    base = 0.0
    for place, name in enumerate(STACK):
        height = getattr(result.costs, name)
        yield Label(uid=name, x=base + height / 2, y=0.5, at="c", dy=-8 - 17 * (len(STACK) - place), rank=place)
        base += height


COSTS_CHART = Chart(
    marks=(
        toned.bars("interest", tone=tones.CURVE, level=True),
        toned.bars("commissions", tone=tones.INK, level=True),
        toned.bars("tax", tone=tones.QUIET, level=True),
    ),
    points=costs,
    ranges=lambda result: {"xaxis": (0, charts.nice_ceiling(result.costs.total, charts.FINE)), "yaxis": (-0.6, 2)},
    labels=cost_labels,
    layout=axes.plain(
        {"tickformat": ","},
        {"showticklabels": False, "showgrid": False},
        names=("axis.costs", ""),
        left=12,
        barmode="overlay",
    ),
)
TABLE = Table(
    rows=lambda result: (
        "state",
        "own",
        "loan",
        "value",
        "now.ratio",
        "rules.call_line",
        "call_price",
        "room",
        "interest_a_day",
        "costs.interest",
        "costs.commissions",
        "costs.tax",
        "costs.total",
        "profit",
        "gross",
        "net",
        "cash",
        "breakeven",
        "yield_on_own",
    ),
)


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
        fields = {"symbol": TEXT(REAL_SHARE), "day": DATE(day), "close": MONEY(close)}
        named = {"label": "preset.real", "name": f"real-{day}", "group": "group.real", "fields": fields}
        yield Preset(**named, values={**base, **held})


def figure() -> Figure:
    """Declare the figure."""
    highest = datasets.rules(PROFILE).financing_ratio
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
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
        tone=tone,
        zones=zones,
        drawers=(Drawer(name="costs", chart=COSTS_CHART),),
        model=amplifier,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
