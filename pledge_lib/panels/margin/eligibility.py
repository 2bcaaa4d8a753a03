"""F2.7: who may open a margin account for which quota: every condition with what it needs, and the term."""

from pledge_lib import datasets
from pledge_lib.finance.margin.quota import CHECKS, MET, PROOF, SHORT, WAIVED
from pledge_lib.finance.units import MONEY, MONTHS, TRADES, YEARS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Chart, Figure, Mark, Row, Table, joined
from pledge_lib.panels.margin.eligibility_model import (
    MARGIN_AGE,
    MARGIN_TERMS,
    ORDINARY_AGE,
    PROFILE,
    Line,
    Opening,
    opening,
)
from pledge_lib.panels.saying import Say

ID = "F2.7"
RULES_USED = (
    "age",
    "ordinary_age",
    "account_months",
    "trades",
    "turnover_share",
    "proof_share",
    "waiver_limit",
    "waiver_includes_limit",
)
TERMS_USED = ("term_months", "longest_term_months")
LOOKS = {MET: ("circle", charts.GREEN), SHORT: ("x", charts.RED), WAIVED: ("diamond-open", charts.BLUE)}
FULL = 200  # per cent of what is needed; more is drawn at the end
TERMS = ("first", "second", "third")


def sentence(result: Opening):
    """Yield that all is met, or what is missing, one after the other."""
    if not result.short:
        yield f"sentence.{result.state}"
        return
    yield "sentence.short"
    yield from joined((f"missing.{check.name}", Line.of(check)) for check in result.short)
    yield "end.supported" if result.largest else "end.none"


def notes(result: Opening):
    """Yield what the reader has to know besides."""
    if result.rules.age != result.read.age:
        yield "note.age"
    if result.on_the_boundary:
        yield "note.boundary"
    if result.waived:
        yield "note.waived"
    yield "note.lender"


def points(result: Opening) -> dict:
    """Return the numbers of the marks; what needs nothing is drawn at its full."""
    checks, term = result.checks[::-1], result.terms.term_months
    shares = [min(check.given / check.needed * 100, FULL) if check.needed else 100.0 for check in checks]
    starts = [place * term for place in range(len(TERMS))][::-1]
    return {
        "given": {"x": shares},
        "needed": ([100, 100], [-0.6, len(CHECKS) - 0.4]),
        "marks": (shares, range(len(CHECKS))),
        "terms": {"x": [term] * len(TERMS), "base": starts},
        "gates": ([start + term for start in starts], range(len(TERMS))),
    }


def looks(result: Opening, say: Say) -> dict:
    """Return how the conditions look, from below, and what each says: its row of the table."""
    symbols, colors = zip(*(LOOKS[check.reason] for check in result.checks[::-1]), strict=True)
    _, *rows = TABLE.said(result, say)
    said = tuple(map(" ".join, rows[: len(result.checks)]))[::-1]
    return {"marks": {"symbol": symbols, "color": colors, "text": said}}


def layout(say: Say) -> dict:
    """Return two panes: the checklist over the strip of the term."""
    longest = datasets.rules(MARGIN_TERMS).longest_term_months

    def lanes(names: list[str], domain: list[float]) -> dict:
        return {
            "range": [-0.6, len(names) - 0.4],
            "domain": domain,
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "showgrid": False,
            "tickfont": {"size": 12},
        }

    return {
        "height": 420,
        "showlegend": False,
        "margin": {"l": 150, "r": 24, "t": 44, "b": 44},
        "xaxis": {"range": [-8, FULL + 8], "ticksuffix": "%", "anchor": "y", "title": say("axis.share")},
        "yaxis": lanes([say(f"row.{name}") for name in CHECKS[::-1]], [0.49, 1.0]),
        "xaxis2": {"range": [0, longest * 1.04], "dtick": 3, "anchor": "y2", "title": say("axis.months")},
        "yaxis2": lanes([say(f"term.{name}") for name in TERMS[::-1]], [0.0, 0.22]) | {"anchor": "x2"},
        "annotations": marks.stacked_headings(say, lift=5, checklist=1.0, terms=0.22),
    }


SILENT, BELOW = {"hovertemplate": None, "hoverinfo": "skip"}, {"xaxis": "x2", "yaxis": "y2"}
CHART = Chart(
    marks=(
        Mark(
            uid="given",
            draw=lambda say: charts.bars(
                "given", list(range(len(CHECKS))), "rgba(138, 143, 152, 0.45)", patterns=[""] * len(CHECKS)
            ),
            also=SILENT,
        ),
        marks.line("needed", color=charts.RED, name="needed", dash="dash", hover="{name}"),
        marks.dots("marks", color=charts.GREEN, hover="%{hovertext}"),
        Mark(
            uid="terms",
            draw=lambda say: charts.bars("terms", list(range(len(TERMS))), charts.BLUE, patterns=["/", ".", ""]),
            also=SILENT | BELOW,
        ),
        marks.dots(
            "gates",
            color=[charts.RED, charts.ORANGE, charts.ORANGE],
            symbols=["square", "diamond", "diamond"],
            pane="2",
        ),
    ),
    points=points,
    looks=looks,
    layout=layout,
)
TABLE = Table(
    columns=("condition", "needed", "given", "result"),
    kinds=True,
    rows=lambda result: (Row(("needed", "given", "result"), line.name, about=line) for line in result.lines),
)


def presets():
    """Yield the exercise's quota, its two sums swapped, and the cases on which the rule texts turn."""
    base = {
        "quota": 1_000_000,
        "age": 30,
        "account_months": 6,
        "trades": 12,
        "turnover": 500_000,
        "proof": 300_000,
        "age_rule": MARGIN_AGE,
        "waiver": datasets.rules(PROFILE).waiver_limit,
        "includes": False,
    }
    cases = {
        "million": {},
        "swapped": {"turnover": 300_000, "proof": 500_000},
        "small": {"quota": 400_000, "turnover": 200_000, PROOF: 0},
        "boundary": {"quota": 500_000, "turnover": 250_000, PROOF: 0},
        "nineteen": {"age": 19},
        "new-account": {"account_months": 2, "trades": 4, "turnover": 90_000},
        "large": {"quota": 50_000_000, "turnover": 25_000_000, PROOF: 15_000_000},
    }
    return (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())


def age_label(age_rule: str, say: Say) -> str:
    """Return the name of an age rule with the age that it asks for."""
    rules = datasets.rules(PROFILE)
    age = rules.ordinary_age if age_rule == ORDINARY_AGE else rules.age
    return say(f"age_rule.{age_rule}", age=YEARS(age))


def figure() -> Figure:
    """Declare the figure."""
    waiver = datasets.rules(PROFILE).waiver_limit
    return Figure(
        id=ID,
        controls=(
            Slider(key="quota", low=100_000, high=50_000_000, step=100_000, default=1_000_000, unit=MONEY),
            Slider(key="turnover", low=0, high=30_000_000, step=50_000, default=600_000, unit=MONEY),
            Slider(key="proof", low=0, high=20_000_000, step=50_000, default=300_000, unit=MONEY),
            Slider(key="trades", low=0, high=100, step=1, default=12, unit=TRADES),
            Slider(key="account_months", low=0, high=36, step=1, default=6, unit=MONTHS),
            Slider(key="age", low=15, high=90, step=1, default=30, unit=YEARS),
            Choice(key="age_rule", options=(MARGIN_AGE, ORDINARY_AGE), default=MARGIN_AGE, label=age_label),
            Slider(key="waiver", low=0, high=1_000_000, step=50_000, default=waiver, unit=MONEY),
            Toggle(key="includes", default=False),
        ),
        presets=tuple(presets()),
        lead="quota",
        hero=("largest", "missing", "met"),
        model=opening,
        sentence=sentence,
        why=lambda result: ("why.waived" if result.waived else "why.needed", "why.rest"),
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED), (MARGIN_TERMS, TERMS_USED)),
    )
