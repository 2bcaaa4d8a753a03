"""F2.7: who may open a margin account for which quota: every condition with what it needs, and the term."""

from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.quota import (
    CHECKS,
    PROOF,
    SHORT,
    WAIVED,
    Applicant,
    Check,
    check_application,
    largest_quota,
)
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.units import MONEY, MONTHS, TRADES, YEARS
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.eligibility_view import (
    ID,
    MARGIN_AGE,
    MARGIN_TERMS,
    ORDINARY_AGE,
    PROFILE,
    age_label,
    figure,
    view,
)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One application under the rules as the reader set them, beside the rules as they were read; money in TWD."""

    quota: float
    applicant: Applicant
    checks: tuple[Check, ...]
    largest: int
    set_rules: OpeningRules
    read_rules: OpeningRules
    terms: MarginRules

    @property
    def short(self) -> tuple[Check, ...]:
        """Return the conditions that are not met."""
        return tuple(check for check in self.checks if check.reason == SHORT)

    @property
    def waived(self) -> bool:
        """Return whether the quota is small enough to need no proof of income and assets."""
        return any(check.reason == WAIVED for check in self.checks)

    @property
    def on_the_boundary(self) -> bool:
        """Return whether the quota is the very sum on which the two texts of the rule differ."""
        return exact(self.quota) == exact(self.set_rules.waiver_limit)

    @property
    def state(self) -> str:
        if self.short:
            return "short" if self.largest == 0 else "short-smaller"
        return "waived" if self.waived else "passed"


def opening(values: Values) -> Opening:
    """Return what the panel shows, from numbers alone."""
    read = datasets.rules(PROFILE)
    age = read.ordinary_age if values["age_rule"] == ORDINARY_AGE else read.age
    waiver = {"waiver_limit": values["waiver"], "waiver_includes_limit": values["includes"]}
    rules = replace(read, age=age, **waiver)
    applicant = Applicant(**{name: values[name] for name in CHECKS})
    return Opening(
        quota=values["quota"],
        applicant=applicant,
        checks=check_application(applicant, values["quota"], rules).checks,
        largest=largest_quota(applicant, rules),
        set_rules=rules,
        read_rules=read,
        terms=datasets.rules(MARGIN_TERMS),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the exercise's quota, its two sums swapped, and the cases on which the rule texts turn."""
    base = {"quota": 1_000_000, "age": 30, "account_months": 6, "trades": 12, "turnover": 500_000, "proof": 300_000,
            "age_rule": MARGIN_AGE, "waiver": datasets.rules(PROFILE).waiver_limit, "includes": False}  # fmt: skip
    cases = {
        "million": {},
        "swapped": {"turnover": 300_000, "proof": 500_000},
        "small": {"quota": 400_000, "turnover": 200_000, PROOF: 0},
        "boundary": {"quota": 500_000, "turnover": 250_000, PROOF: 0},
        "nineteen": {"age": 19},
        "new-account": {"account_months": 2, "trades": 4, "turnover": 90_000},
        "large": {"quota": 50_000_000, "turnover": 25_000_000, PROOF: 15_000_000},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    waiver = datasets.rules(PROFILE).waiver_limit
    controls = (
        Slider(key="quota", low=100_000, high=50_000_000, step=100_000, default=1_000_000, unit=MONEY),
        Slider(key="turnover", low=0, high=30_000_000, step=50_000, default=600_000, unit=MONEY),
        Slider(key="proof", low=0, high=20_000_000, step=50_000, default=300_000, unit=MONEY),
        Slider(key="trades", low=0, high=100, step=1, default=12, unit=TRADES),
        Slider(key="account_months", low=0, high=36, step=1, default=6, unit=MONTHS),
        Slider(key="age", low=15, high=90, step=1, default=30, unit=YEARS),
        Choice(key="age_rule", options=(MARGIN_AGE, ORDINARY_AGE), default=MARGIN_AGE, label=age_label),
        Slider(key="waiver", low=0, high=1_000_000, step=50_000, default=waiver, unit=MONEY),
        Toggle(key="includes", default=False),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=opening, view=view, figure=figure)
