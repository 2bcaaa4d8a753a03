"""F2.7: who may open a margin account: up to which quota each condition carries, and the term."""

from pledge_lib import datasets
from pledge_lib.finance.margin.quota import PROOF
from pledge_lib.finance.units import MONEY, MONTHS, TRADES, YEARS
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table, joined
from pledge_lib.panels.margin.eligibility_model import (
    MARGIN_AGE,
    MARGIN_TERMS,
    ORDINARY_AGE,
    PROFILE,
    Line,
    Opening,
    opening,
)
from pledge_lib.panels.margin.eligibility_picture import CHART, HIGHEST, LOWEST, TERM
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero

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


def sentence(result: Opening):
    """Yield that all is met, or what is missing, one after the other."""
    if not result.short:
        yield f"sentence.{result.state}"
        return
    yield "sentence.short"
    yield from joined((f"missing.{check.name}", Line.of(check)) for check in result.short)
    yield "rest.supported" if result.largest else "rest.none"


def why(result: Opening):
    """Yield the sums, the conditions that do not depend on the quota, and what meeting them is worth."""
    yield from ("why.waived", "why.only-proof") if result.waived else ("why.needed",)
    yield from ("why.rest", "why.lender")


def notes(result: Opening):
    """Yield what the reader has to know besides."""
    if result.rules.age != result.read.age:
        yield "note.age"
    if result.on_the_boundary:
        yield "note.boundary"


def missing(result: Opening) -> Hero:
    """Return the second number: what is missing at the first condition that is not met, and its name."""
    return Hero(path="missing", sub=f"row.{result.first_short}" if result.short else None)


TABLE = Table(
    columns=("condition", "needed", "given", "result"),
    kinds=True,
    rows=lambda result: (Row(("needed", "given", "result"), line.name, about=line) for line in result.lines),
)


def presets():
    """Yield the story's applicant, the exercise's quota, its sums swapped, and the cases on which the rules turn."""
    base = {
        "quota": 1_000_000,
        "age": 30,
        "account_months": 6,
        "trades": 12,
        "turnover": 500_000,
        PROOF: 300_000,
        "age_rule": MARGIN_AGE,
        "waiver": datasets.rules(PROFILE).waiver_limit,
        "includes": False,
    }
    cases = {
        "story": {"account_months": 5, "turnover": 600_000, PROOF: 250_000},
        "million": {},
        "swapped": {"turnover": 300_000, PROOF: 500_000},
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
            Slider(key="quota", low=LOWEST, high=HIGHEST, step=100_000, default=1_000_000, unit=MONEY),
            Slider(key="age", low=15, high=90, step=1, default=30, unit=YEARS),
            Slider(key="account_months", low=0, high=36, step=1, default=5, unit=MONTHS),
            Slider(key="trades", low=0, high=100, step=1, default=12, unit=TRADES),
            Slider(key="turnover", low=0, high=30_000_000, step=50_000, default=600_000, unit=MONEY),
            Slider(key="proof", low=0, high=20_000_000, step=50_000, default=250_000, unit=MONEY),
            Choice(key="age_rule", options=(MARGIN_AGE, ORDINARY_AGE), default=MARGIN_AGE, label=age_label),
            Slider(key="waiver", low=0, high=1_000_000, step=50_000, default=waiver, unit=MONEY),
            Toggle(key="includes", default=False),
        ),
        presets=tuple(presets()),
        lead="quota",
        hero=("largest", missing, "met"),
        tone=lambda result: tones.CALLED if result.short else tones.SAFE,
        chip=lambda result: "chip.short" if result.short else "chip.met",
        zones=lambda result: ((result.largest, tones.SAFE), (None, tones.CALLED)),
        drawers=(Drawer(name="term", chart=TERM),),
        model=opening,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED), (MARGIN_TERMS, TERMS_USED)),
    )
