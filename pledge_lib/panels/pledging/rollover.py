"""F1.10: a loan for longer than one term: the lender may refuse to extend it, and an extension resets the rate."""

from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rollover import LENDER, months_after
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, POINTS
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.rollover_model import (
    AGREES,
    AT_TERM_END,
    KEPT,
    MONTHLY,
    NEXT,
    PREVIOUS,
    REFUSED_AT,
    REFUSES_SECOND,
    Rollover,
    rollover,
)
from pledge_lib.panels.pledging.rollover_picture import CHART, PLAN
from pledge_lib.panels.stage import Hero

ID = "F1.10"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = (
    "term_months",
    "longest_term_months",
    "day_basis",
    "interest_in_debt",
    "call_line",
    "loan_to_value",
    "loan_step",
    "transaction_tax",
    "commission",
)
SOURCES = ("B-9", "B-10", "B-13")  # when interest is paid and which days bear it; a rate for one term, then reviewed
TYPHOON_AT_MATURITY, HOLIDAY_AT_MATURITY = date(2024, 4, 2), date(2024, 7, 31)
WITHOUT_HOLIDAY = date(2025, 10, 1)


def notes(result: Rollover):
    """Yield what the reader has to know besides."""
    if result.rules.provenance["term_months"].mark == "UNVERIFIED":
        yield "note.term-unknown"
    for term in result.terms:
        if term.closed:
            yield ("note.moved" if term.day != term.contract_day else "note.kept"), term
    if result.refuses_at and result.asked and not any(term.refusal == LENDER for term in result.terms):
        yield "note.never-asked"
    if below(result.ratio, result.rules.call_line):
        yield "note.below-call-line"
    if result.end.day >= first_projected().date:
        yield "note.projected", first_projected()


@cache
def first_projected():
    """Return the first day of the calendar whose official list was not found."""
    return next(day for day in datasets.calendar() if day.projected)


def table_rows(result: Rollover):
    """Yield the cash flows by day, then what they come to before and after the reset, then what the last day takes."""
    yield Row(("rate", "", "loan"), "drawn")
    for flow in result.flows:
        yield Row(("paid.annual_rate", "paid.interest", "paid.principal"), flow.event, about=flow)
    yield Row(("", "interest", "due.principal"), "total")
    yield Row(("rate", "year"), "year")
    yield Row(("pays",), "pays")
    if result.asked:
        yield Row(("rate_after", "year_after"), "year-after")
        yield Row(("pays_after",), "pays-after")
    yield Row(("", "due.interest", "due.principal"), "cash")
    yield Row(("", "", "new_loan"), "new-loan")
    yield Row(("", "", "missing"), "missing")
    yield Row(("", "", "to_sell"), "sale")


def tone(result: Rollover) -> str:
    """Return whether the loan is extended, and whether a new one would repay it all; one term asks nobody."""
    if not result.asked:
        return tones.PLAIN
    if result.end.refusal:
        return tones.CALLED
    return tones.NEAR if below(result.ratio, result.enough) else tones.SAFE


def zones(result: Rollover) -> tones.Zones:
    """Return up to which ratio there is no extension, and up to which a new loan would not repay the old one."""
    if not result.asked:
        return ()
    if result.is_refused_anyway:
        return ((None, tones.CALLED),)
    return tones.falling(result.renewal_line, max(result.renewal_line, result.enough))


def years_interest(result: Rollover) -> Hero:
    """Return a year's interest after the reset, or of the one term that there is."""
    if not result.asked:
        return Hero(path="year")
    return Hero(path="year_after")


def presets():
    """Yield a loan that is extended, one whose rate jumps, and two that are not extended."""
    base = {
        "loan": 600_000,
        "months": 12,
        "drawn": TYPHOON_AT_MATURITY,
        "rate": 0.03,
        "reset": 0.01,
        "ratio": 1.6667,
        "renewal_line": 1.30,
        "credit": AGREES,
        "paid": AT_TERM_END,
        "moved": NEXT,
        "profile": PROFILES[0],
    }
    for name, values in (
        ("once", {}),
        ("three-points", {"months": 18, "reset": 0.03, "drawn": HOLIDAY_AT_MATURITY, "paid": MONTHLY}),
        ("ratio", {"ratio": 1.45, "renewal_line": 1.50}),
        ("lender", {"months": 18, "credit": REFUSES_SECOND}),
        ("one-term", {"months": 6}),
        ("too-low", {"ratio": 1.25, "drawn": WITHOUT_HOLIDAY}),
    ):
        yield Preset(label=f"preset.{name}", values={**base, **values})


def figure() -> Figure:
    """Declare the figure."""
    profiles = [datasets.rules(name) for name in PROFILES]
    days, longest = datasets.calendar(), min(rules.longest_term_months for rules in profiles)
    return Figure(
        id=ID,
        controls=(
            Slider(
                key="months",
                low=min(rules.term_months for rules in profiles),
                high=longest,
                step=1,
                default=12,
                unit=COUNT,
            ),
            Slider(key="reset", low=0.0, high=0.03, step=0.0025, default=0.01, unit=POINTS),
            Slider(key="ratio", low=1.00, high=3.00, step=0.01, default=1.6667, unit=PERCENT),
            Slider(key="renewal_line", low=1.20, high=2.00, step=0.01, default=profiles[0].call_line, unit=PERCENT),
            Choice(key="credit", options=tuple(REFUSED_AT), default=AGREES),
            Slider(key="loan", low=50_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
            Choice(key="paid", options=(AT_TERM_END, MONTHLY), default=AT_TERM_END),
            # a month to spare, so that a last day without business finds the next one in the calendar
            Day(
                key="drawn",
                low=days[0].date,
                high=months_after(days[-1].date, -longest - 1),
                default=TYPHOON_AT_MATURITY,
            ),
            Choice(key="moved", options=(NEXT, PREVIOUS, KEPT), default=NEXT),
            Choice(
                key="profile",
                options=PROFILES,
                default=PROFILES[0],
                sets=lambda name, _values: {"renewal_line": datasets.rules(name).call_line},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=tuple(presets()),
        lead="ratio",
        hero=("that_day.cash", "short", years_interest),
        tone=tone,
        zones=zones,
        drawers=(Drawer(name="plan", chart=PLAN),),
        model=rollover,
        why=lambda result: ("why.one-term" if result.state == "one-term" else "why.terms",),
        notes=notes,
        main=CHART,
        table=Table(columns=("what", "rate", "interest", "principal"), rows=table_rows),
        idle=lambda result: ("reset", "renewal_line", "credit") if result.state == "one-term" else (),
        rules=lambda result: ((result.rules.name, RULES_USED),),
        sources=lambda result: SOURCES,
    )
