"""F3.8: nobody knows how long a loan lasts; the closed form gives the mean at once, a simulation the spread."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.income import yearly_yield
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT
from pledge_lib.market.lending.fee_simulation import Lending, SimulatedYears, simulated_years
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.jobs import Found, Steps
from pledge_lib.panels.lending.duration_luck_chart import figure
from pledge_lib.panels.lending.duration_luck_view import ID, PROFILE, view

ARTICLE_CASES = ("2", "4")  # the two that tie at the days printed
ARTICLE_SHARE = 0.25


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year on these values by the closed form; TWD."""

    values: Values
    rules: LendingRules
    lending: Lending

    def income(self, days: float) -> float:
        """Return what so many days on loan bring the lender, the broker's share taken off."""
        return self.values["value"] * self.added(days)

    def added(self, days: float) -> float:
        """Return what so many days on loan add to the holding in a year, as a fraction."""
        return yearly_yield(self.values["rate"], self.values["share"], days / self.lending.days)


@dataclass(frozen=True, kw_only=True)
class DurationLuck:
    """The year of these values, and the simulated years last done with the year they are of, maybe of older values."""

    now: Year
    simulated: SimulatedYears
    of: Year

    @property
    def is_older(self) -> bool:
        return self.of.values != self.now.values

    @property
    def standard_errors(self) -> float:
        """Return how many standard errors the simulated mean lies above the closed form of its values."""
        return (self.simulated.mean - self.of.lending.expected_days) / self.simulated.standard_error


def _year(values: Values) -> Year:
    rules = datasets.rules(PROFILE)
    lending = Lending(
        mean_days=values["mean_days"],
        mean_wait=values["mean_wait"],
        days=rules.day_basis,
        ex_day=int(values["ex_day"]),
        ex_return=values["ex_return"],
    )
    return Year(values=dict(values), rules=rules, lending=lending)


def duration_luck(values: Values, found: Found) -> DurationLuck:
    """Return what the panel shows, from numbers and the simulation last done."""
    return DurationLuck(now=_year(values), simulated=found.result, of=_year(found.values))


def simulation(values: Values) -> Steps:
    """Return the steps of simulating the years."""
    return simulated_years(_year(values).lending, int(values["years"]), int(values["seed"]))


def _presets(base: Values) -> tuple[Preset, ...]:
    """Return the exercise of the lesson, loans that end early, an ex-date, and two cases of the article."""
    cases = {
        "thirty": {},
        "part-of-the-year": {"rate": 0.08, "share": ARTICLE_SHARE, "mean_days": 15, "mean_wait": 60, "ex_return": 0.0},
        "three-days": {"mean_days": 3},
        "ex-date": {"mean_days": 90, "ex_return": 1.0},
        "no-ex-date": {"mean_days": 90, "ex_return": 0.0},
        "hardly-wanted": {"mean_days": 10, "mean_wait": 90},
    }
    cases = [Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()]
    printed = [
        Preset(
            label=f"{ID}.preset.article",
            fields={"case": case.id},
            values={**base, "value": case.value, "rate": case.annual_rate, "share": ARTICLE_SHARE,
                    "mean_days": case.days},
        )
        for case in lending_scenarios()
        if case.id in ARTICLE_CASES
    ]  # fmt: skip
    return (*cases, *printed)


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="mean_days", low=3, high=90, step=1, default=30, unit=DAYS),
        Slider(key="mean_wait", low=1, high=90, step=1, default=30, unit=DAYS),
        Slider(key="ex_return", low=0.0, high=1.0, step=0.05, default=0.50, unit=PERCENT),
        Slider(key="ex_day", low=1, high=rules.day_basis - 1, step=1, default=180, unit=DAYS),
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=800_000, unit=MONEY),
        Slider(key="rate", low=0.001, high=rules.highest_rate, step=rules.auction_step, default=0.03, unit=PERCENT),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Slider(key="years", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Declaration(
        id=ID,
        controls=controls,
        presets=_presets({control.key: control.default for control in controls}),
        model=duration_luck,
        job=simulation,
        view=view,
        figure=figure,
    )
