"""F1.11: what rounding does to a ratio, its call price and the interest, and what interest in the debt does."""

from pledge_lib import datasets
from pledge_lib.finance.units import DAYS, PERCENT, PRICE
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.rounding_model import CUT, EXACT, FIRST, LAST, NEAREST, Rounding, rounding
from pledge_lib.panels.pledging.rounding_picture import CHART, CHEAPEST, DEAREST
from pledge_lib.panels.stage import Hero

ID = "F1.11"
PROFILE, COUNTING = "tw-broker-pledge", "tw-sfc-pledge"  # the second counts interest as debt

TABLE = Table(
    columns=("quantity", "exact", "read"),
    rows=lambda result: (
        Row(("exact.start", "read.start"), "start"),
        Row(("exact.ratio", "read.ratio"), "ratio"),
        Row(("exact.call_price", "read.call_price"), "call-price"),
        Row(("exact.interest_a_day", "read.interest_a_day"), "interest-a-day"),
        Row(("exact.interest", "read.interest"), "interest"),
        Row(("exact.debt", "read.debt"), "debt"),
        Row(("by_interest", "by_rounding"), "moved"),
    ),
)


def tone(result: Rounding) -> str:
    """Return the tone of the exact ratio; a call where there is none is a warning, not a call."""
    if result.state == "alarm":
        return tones.NEAR
    return tones.of_ratio(result.exact.ratio, result.exact.line)


def chip(result: Rounding) -> str:
    """Return the word for what is read against what is so."""
    return f"chip.{result.state if result.state in ('hidden', 'alarm') else tone(result)}"


def sentence(result: Rounding):
    """Yield whether the two readings agree; where nothing is rounded, the price of the call."""
    if not result.is_exact:
        yield f"sentence.{result.state}"
    else:
        yield f"sentence.{result.interest_is}" if result.exact.counted else "sentence.exact"


def why(result: Rounding):
    """Yield the sums, and whether interest has moved the debt."""
    yield "why.start"
    if not result.exact.counted:
        yield "why.left-out"
    else:
        yield "why.debt"
        yield f"why.{result.interest_is}"


def zones(result: Rounding) -> tones.Zones:
    """Return the prices at which the exact ratio is called, near its line, safe."""
    near = result.exact.price_at(tones.near_from(result.exact.line))
    return tones.falling(result.exact.call_price, near)


def presets():
    """Yield the article's 166 %, the 167 % of a neighbour, a call written away, and the two sums of the interest."""
    base = {"price": 78.0, "line": 1.30, "rate": 0.03, "days": 30, "counted": False, "way": EXACT, "when": FIRST}
    company = {"price": DEAREST, "line": 1.40, "rate": 0.0682, "days": 180, "counted": True}
    for name, values in (
        ("cut", {"way": CUT}),
        ("nearest", {"way": NEAREST, "price": 77.9}),
        ("last", {"way": NEAREST, "when": LAST, "price": 77.8}),
        ("day", {"way": NEAREST, "price": DEAREST}),
        ("counted", company),
        ("exact", {}),
    ):
        yield Preset(label=f"preset.{name}", values={**base, **values})


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="price", low=CHEAPEST, high=DEAREST, step=0.05, default=78.0, unit=PRICE),
            Choice(key="way", options=(EXACT, NEAREST, CUT), default=CUT),
            Choice(key="when", options=(FIRST, LAST), default=FIRST),
            Toggle(key="counted", default=False),
            Slider(key="line", low=1.20, high=1.50, step=0.01, default=rules.call_line, unit=PERCENT),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
            Slider(key="days", low=0, high=365, step=1, default=30, unit=DAYS),
        ),
        presets=tuple(presets()),
        lead="price",
        hero=(
            "read.ratio",
            "read.call_price",
            lambda result: Hero(path="read.interest", sub="sub.counted" if result.exact.counted else "sub.left-out"),
        ),
        tone=tone,
        chip=chip,
        zones=zones,
        model=lambda values: rounding(values, rules.day_basis),
        sentence=sentence,
        why=why,
        main=CHART,
        table=TABLE,
        idle=lambda result: ("when",) if result.is_exact else (),
        rules=lambda result: (
            (PROFILE, ("call_line", "day_basis", "interest_in_debt")),
            (COUNTING, ("interest_in_debt",)),
        ),
    )
