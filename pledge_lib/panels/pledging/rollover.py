"""F1.10: a loan for longer than one term: the lender may refuse to extend it, and an extension resets the rate."""

from datetime import date
from functools import cache
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rollover import LENDER, months_after
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT, POINTS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
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
BAR_DAYS = 18
AXIS_DAYS = (-20, 580)  # to the end of the longest term that the rules know, and a long holiday
NARROW_DAYS = 75  # dates nearer to each other would be written over one another


def notes(result: Rollover):
    """Yield what the reader has to know besides."""
    yield "note.parameters"
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


def points(result: Rollover) -> dict:
    """Return the numbers of the marks; days since the draw."""
    paid_on = [since(result, paid.day) for paid in result.payments]
    reset_day = since(result, result.terms[0].day)
    ends = [since(result, term.day) for term in result.terms]
    paid = [(payment.interest, day > reset_day) for payment, day in zip(result.payments, paid_on, strict=True)]
    before, after = result.rate * 100, result.rate_after * 100
    reset_on, last_rate = (reset_day, after) if len(ends) > 1 else (ends[-1], before)
    return {
        "before": (paid_on, [0 if reset else interest for interest, reset in paid]),
        "after": (paid_on, [interest if reset else 0 for interest, reset in paid]),
        "rate": ([0, reset_on, reset_on, ends[-1]], [before, before, last_rate, last_rate]),
        "extended": (ends, [*[result.loan] * (len(ends) - 1), 0]),
        "due": (ends, [*[0] * (len(ends) - 1), result.loan]),
    }


def looks(result: Rollover, say) -> dict:
    """Return the texts of the marks: the day and the sum."""
    paid = [dated(paid.day, paid.interest) for paid in result.payments]
    principal = [dated(term.day, result.loan) for term in result.terms]
    told = {"before": paid, "after": paid, "extended": principal, "due": principal}
    return {uid: {"text": tuple(texts)} for uid, texts in told.items()}


def dated(day: date, amount: float) -> str:
    """Return a sum with its day."""
    return f"{DATE.write(day)}: {MONEY.write(amount)}"


def ticks(result: Rollover, say) -> dict:
    """Return the days to be written under the axis: the draw and the ends of the terms."""
    days = [result.drawn, *(term.day for term in result.terms)]
    apart = [day for day, after in pairwise(days) if (after - day).days > NARROW_DAYS]
    shown = [*apart, days[-1]]
    return {"xaxis": ([since(result, day) for day in shown], [DATE.write(day) for day in shown])}


def ranges(result: Rollover) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "yaxis": (0, charts.nice_ceiling(max(paid.interest for paid in result.payments) * 1.05)),
        "yaxis2": (0, charts.nice_ceiling(result.loan * 1.05)),
        "yaxis3": (0, charts.nice_ceiling(max(result.rate, result.rate_after) * 105)),
    }


def since(result: Rollover, day: date) -> int:
    """Return the days since the draw."""
    return (day - result.drawn).days


def layout(say) -> dict:
    """Return the two panes over one axis of days: interest with the rate, and principal at the end of each term."""
    return {
        "height": 400,
        "barmode": "overlay",
        "margin": {"l": 96, "r": 62, "t": 60, "b": 48},
        "xaxis": {"range": AXIS_DAYS, "anchor": "y2", "title": say("axis.days"), "showgrid": False},
        "yaxis": {"range": [0, 20_000], "domain": (0.44, 1.0), "tickformat": ",", "title": say("axis.interest")},
        "yaxis2": {
            "range": [0, 1_000_000],
            "domain": (0.0, 0.33),
            "tickformat": ",",
            "nticks": 4,
            "title": say("axis.principal"),
        },
        "yaxis3": {
            "range": [0, 10],
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
            "ticksuffix": "%",
            "title": say("axis.rate"),
        },
    }


def bars(uid: str, color: str, pattern: str, axis: str):
    """Return upright bars whose hover texts tell day and sum."""
    return marks.columns(
        uid, color=color, name=uid, pattern=pattern, hover="{name} %{hovertext}", width=BAR_DAYS, also={"yaxis": axis}
    )


CHART = Chart(
    marks=(
        bars("before", charts.BLUE, "", "y"),
        bars("after", charts.ORANGE, "/", "y"),
        marks.line(
            "rate", color=charts.GREY, name="rate", dash="dash", width=2, hover="{name} %{y:.2f}%", also={"yaxis": "y3"}
        ),
        bars("extended", charts.GREY, ".", "y2"),
        bars("due", charts.RED, "x", "y2"),
    ),
    points=points,
    looks=looks,
    ticks=ticks,
    ranges=ranges,
    layout=layout,
)


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
        hero=("due.cash", "missing", "year_after"),
        model=rollover,
        why=lambda result: ("why.one-term" if result.state == "one-term" else "why.terms",),
        notes=notes,
        main=CHART,
        table=Table(columns=("what", "rate", "interest", "principal"), rows=table_rows),
        idle=lambda result: ("reset", "renewal_line", "credit") if result.state == "one-term" else (),
        rules=lambda result: ((result.rules.name, RULES_USED),),
        sources=lambda result: SOURCES,
    )
