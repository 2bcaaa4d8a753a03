"""F5.1: the plan, set on one screen; ratio, call price and cash follow, and what contradicts is said in words."""

from collections.abc import Iterator

from pledge_lib.finance.capstone.case import EXAMPLE, MIXES, Case
from pledge_lib.finance.capstone.plan import CURES, LENDERS, PRODUCTS
from pledge_lib.finance.units import MONEY, MONTHS, PERCENT
from pledge_lib.market.capstone.planned import first_plan
from pledge_lib.panels import over_price, toned, tones
from pledge_lib.panels.capstone.plan_model import Planned, planned_so
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Label

ID = "F5.1"
LEAST, MOST = 0.20, 0.60  # of what is pledged: between these the hand sets the loan
PRICES, RATIOS = (20, 110), (80, 380)  # per cent: the ends of the axes; a small loan begins above them
MOST_MONTHS, MOST_RESERVE = 24, 1_000_000
RULES_USED = ("call_line", "cure_target", "cure_sessions", "daily_limit", "longest_term_months")


def reading(result: Planned) -> over_price.Reading:
    """Return the ratio over the price, from today to the fall that is tested."""
    ratio = result.loan.ratio
    return over_price.Reading(
        x=PRICES,
        y=RATIOS,
        at=lambda price: ratio * price,
        line=result.loan.line * 100,
        near=tones.near_from(result.loan.line) * 100,
        call=result.loan.call_price * 100,
        start=100,
        now=100 * (1 - result.fall),
        track=(),
        named=sum(PRICES) / 2,
    )


def zones(result: Planned) -> tones.Zones:
    """Return which loan-to-value would be near the line, or called, after the tested fall."""
    left = 1 - result.fall
    return tones.rising(left / tones.near_from(result.loan.line), left / result.loan.line)


def labels(result: Planned) -> tuple[Label, ...]:
    """Return the name of the reader's own line."""
    return (Label(uid="trigger", x=PRICES[0], y=result.loan.plan.trigger * 100, at="l", dx=8, dy=-12, rank=3),)


def notes(result: Planned) -> tuple[str, ...]:
    """Return what the case assumes besides; further contradictions stand in the drawer."""
    return () if result.case.eligible else ("note.eligible-no",)


def sentence(result: Planned) -> tuple:
    """Return the first contradiction, else what the tested fall leads to."""
    return (f"check.{result.found[0].found.name}" if result.found else f"sentence.{result.state}",)


def rows_of_checks(result: Planned) -> Iterator[Row]:
    """Yield what contradicts, with the two fields that it lies between."""
    for each in result.found:
        yield Row(("one", "other", (f"check.{each.found.name}",)), about=each)
    if not result.found:
        yield Row((("check.none",), "", ""))


CHECKS_SAID = Table(head="checks", columns=("one", "other", "said"), rows=rows_of_checks)
TABLE = Table(
    rows=lambda result: (
        "case.sum",
        "case.months",
        "case.fund_value",
        "case.share_value",
        "loan.collateral",
        "loan.ratio",
        "loan.line",
        "loan.call_price",
        "loan.room",
        "loan.limit_downs",
        "loan.plan.trigger",
        "loan.trigger_price",
        "loan.fallen",
        "loan.needed",
        "loan.volatility",
        "loan.odds",
        "loan.annual_rate",
        "loan.days",
        "loan.cost",
        "loan.end",
        "count",
    )
)


def controls_of(case: Case) -> tuple:
    """Return what the reader sets, at the first plan for a case."""
    first = first_plan(case)
    return (
        Slider(key="loan_to_value", low=LEAST, high=MOST, step=0.01, default=first.loan_to_value, unit=PERCENT),
        Choice(key="product", options=PRODUCTS, default=first.product),
        Choice(key="lender", options=LENDERS, default=first.lender),
        Choice(key="mix", options=MIXES, default=first.mix),
        Slider(key="months", low=1, high=MOST_MONTHS, step=1, default=first.months, unit=MONTHS),
        Slider(key="reserve", low=0, high=MOST_RESERVE, step=10_000, default=first.reserve, unit=MONEY),
        Slider(key="trigger", low=1.20, high=3.00, step=0.05, default=first.trigger, unit=PERCENT),
        Choice(key="cure", options=tuple(CURES), default=first.cure),
        Slider(key="odds_limit", low=0.0, high=0.50, step=0.01, default=first.odds_limit, unit=PERCENT),
    )


def presets(case: Case) -> Iterator[Preset]:
    """Yield the first plan, one that borrows twice as much of what it pledges, and one on margin."""
    first = first_plan(case).settings
    yield Preset(label="preset.all", values=first)
    yield Preset(label="preset.half", values=first | {"loan_to_value": min(0.60, 2 * first["loan_to_value"])})
    yield Preset(label="preset.margin", values=first | {"product": "margin", "loan_to_value": 0.60, "trigger": 1.50})


def figure(case: Case = EXAMPLE) -> Figure:
    """Declare the figure for a case."""
    return Figure(
        id=ID,
        controls=controls_of(case),
        presets=tuple(presets(case)),
        lead="loan_to_value",
        hero=("loan.ratio", "loan.call_price", "loan.needed"),
        tone=lambda result: result.tone,
        zones=zones,
        model=lambda values: planned_so(case, values),
        sentence=sentence,
        notes=notes,
        main=over_price.chart(
            reading,
            x={"ticksuffix": "%"},
            y={"ticksuffix": "%"},
            cut=True,
            more=(toned.line("trigger", tone=tones.NEAR, width=2, dash="dash"),),
            more_points=lambda result: {"trigger": (list(PRICES), [result.loan.plan.trigger * 100] * 2)},
            more_labels=labels,
        ),
        table=TABLE,
        drawers=(Drawer(name="checks", table=CHECKS_SAID),),
        rules=lambda result: ((result.lent_by, RULES_USED),),
        sources=lambda result: result.sources,
    )
