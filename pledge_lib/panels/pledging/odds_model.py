"""The model of F1.8: the closed form of these values, the simulation last done, and how far the two agree."""

import math
from dataclasses import dataclass
from typing import ClassVar

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import Count, Months, Number, Percent, Tenths
from pledge_lib.market.closed_form import FEW_WATCHES, SESSIONS_A_YEAR, WATCH_CORRECTION, fan, first_passage_curve
from pledge_lib.market.closes import Closes, replay, volatility_of, windows
from pledge_lib.market.odds import METHODS, call_odds, drawn, terms_of
from pledge_lib.market.odds_run import CallOdds, OddsRun
from pledge_lib.panels.controls import Values
from pledge_lib.panels.jobs import Found, Steps

PROFILE = "tw-broker-pledge"
CLOSED_FORM, SIMULATION, BOOTSTRAP, REPLAY = METHODS
MONTHS_A_YEAR = 12
RATIOS = (1.40, 4.00)
VOLATILITIES = (0.10, 1.0)
SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)
CHARTED = 60  # sessions of the fan, besides the start
COUNTING = 0.9  # of the time of a simulation, roughly; the rest goes into the fan
FEWEST = 5  # calls that the closed form must expect, and paths without one; with fewer, luck is not normal
WITHIN = 3  # standard errors on either side of what was counted


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """What the paths came to, and what was asked of them.

    The odds, those of the same paths with the reserve paid in at the borrower's own trigger, and for each charted
    session the ratios below which the shares lie.
    """

    ratio: Percent
    volatility: Percent
    months: Months
    odds: CallOdds
    early: CallOdds | None
    fan: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Odds:
    """The closed form of these values, and the simulation last done, which may be of older ones."""

    within: ClassVar[Count] = WITHIN
    few: ClassVar[Count] = FEW_WATCHES
    year: ClassVar[Count] = SESSIONS_A_YEAR
    correction: ClassVar[Number] = WATCH_CORRECTION
    values: Values
    days: Count
    watch_every: Count
    formula: CallOdds
    curve: tuple[tuple[float, ...], tuple[float, ...]]
    formula_fan: tuple[tuple[float, ...], ...]
    found: Simulated | None
    is_older: bool

    @property
    def method(self) -> str:
        return self.values["method"]

    @property
    def simulated(self) -> Simulated | None:
        """Return the simulation of these very values."""
        return None if self.is_older else self.found

    @property
    def older(self) -> Simulated | None:
        """Return the simulation of older values, as long as there is none of these."""
        return self.found if self.is_older else None

    @property
    def standard_errors(self) -> Tenths | None:
        """Return how many standard errors the simulation lies above the closed form, where that says something."""
        if self.simulated is None or self.method == REPLAY:
            return None
        formula, counted = self.formula.probability_of_call, self.simulated.odds
        if min(formula, 1 - formula) * counted.paths < FEWEST:
            return None
        return (counted.probability_of_call - formula) / math.sqrt(formula * (1 - formula) / counted.paths)

    @property
    def difference(self) -> Tenths:
        """Return how many standard errors lie between the two answers."""
        return abs(self.standard_errors or 0)

    @property
    def verdict(self) -> str:
        """Return what explains the difference."""
        if self.standard_errors is None:
            return "few"
        if self.difference <= 1:
            return "same"
        if self.difference <= self.within:
            return "chance"
        if self.method == BOOTSTRAP:
            return "real"
        return "limit" if self.values["limited"] else "rare"

    @property
    def watches(self) -> Count:
        return self.days // self.watch_every

    @property
    def years(self) -> Number:
        return self.days / self.year

    @property
    def beta(self) -> Number:
        """Return the fall to the line in logarithms, moved by what happens between two looks."""
        step = self.values["volatility"] * math.sqrt(self.watch_every / self.year)
        return math.log(self.values["line"] / self.values["ratio"]) - self.correction * step

    @property
    def nu(self) -> Number:
        """Return the drift of the logarithm."""
        return self.values["drift"] - self.values["volatility"] ** 2 / 2

    @property
    def calls(self) -> Count:
        """Return how many of the paths are called."""
        return round(self.found.odds.probability_of_call * self.found.odds.paths)

    @property
    def of_hundred(self) -> Count:
        """Return how many of a hundred such accounts are called."""
        return round(self.formula.probability_of_call * 100)

    @property
    def loan_to_value(self) -> Percent:
        return 1 / self.values["ratio"]

    @property
    def state(self) -> str:
        if below(self.values["ratio"], self.values["line"]):
            return "below-at-start"
        if self.method == CLOSED_FORM:
            return CLOSED_FORM
        if self.is_older:
            return "older"
        return self.method if self.simulated.odds.probability_of_call else "never"


def charted(days: int) -> tuple[int, ...]:
    """Return the sessions at which the fan is drawn.

    >>> charted(21)[:4], len(charted(504))
    ((0, 1, 2, 3), 61)
    """
    return tuple(sorted({round(days * place / CHARTED) for place in range(CHARTED + 1)}))


def odds(values: Values, found: Found | None = None) -> Odds:
    """Return what the figure shows, from numbers alone."""
    days = sessions_of(values)
    walk = {"volatility": values["volatility"], "drift": values["drift"]}
    watch_every = int(values["watch_every"])
    ratios = curve_over(values["line"])
    return Odds(
        values=dict(values),
        days=days,
        watch_every=watch_every,
        formula=call_odds(ratio=values["ratio"], line=values["line"], days=days, watch_every=watch_every, **walk),
        curve=(ratios, tuple(first_passage_curve(ratios, values["line"], days=days, watch_every=watch_every, **walk))),
        formula_fan=tuple(map(tuple, fan(values["ratio"], SHARES, charted(days), **walk).T.tolist())),
        found=found.result if found else None,
        is_older=found is None or found.values != values,
    )


def simulation(values: Values) -> Steps | None:
    """Return the steps of counting the paths; the closed form needs none."""
    return None if values["method"] == CLOSED_FORM else count(values)


def acts_early(values: Values) -> bool:
    """Return whether there is a trigger above the line, and a reserve to act with."""
    return bool(values["reserve"]) and below(values["line"], values["own_trigger"])


def count(values: Values) -> Steps:
    """Yield the part of the paths that is done, and return what they came to: waiting, and acting early on the same."""
    both = acts_early(values)
    share = COUNTING / 2 if both else COUNTING
    run = run_of(values)
    for done in run.steps():
        yield done * share
    early = run_of(values, values["own_trigger"]) if both else None
    for done in early.steps() if early else ():
        yield share + done * share
    found = []
    for ratios in run.fan(SHARES):
        found.append(tuple(ratios.tolist()))
        yield COUNTING
    asked = {name: values[name] for name in ("ratio", "volatility", "months")}
    return Simulated(**asked, odds=run.odds(), early=early.odds() if early else None, fan=tuple(found))


def run_of(values: Values, own_trigger: float = 0.0) -> OddsRun:
    """Return the count of the paths of these values, which are the same for every trigger."""
    rules = datasets.rules(PROFILE)
    fill, paths = drawn(
        values["method"],
        int(values["paths"]),
        volatility=values["volatility"],
        drift=values["drift"],
        seed=int(values["seed"]),
        sample=sample(values),
    )
    days = sessions_of(values)
    return OddsRun(
        terms=terms_of(
            values["ratio"], values["line"], rules, int(values["watch_every"]), values["reserve"], own_trigger
        ),
        fill=fill,
        paths=paths,
        days=days,
        method=values["method"],
        limit=rules.daily_limit if values["limited"] else None,
        charted=charted(days),
    )


def sample(values: Values) -> tuple[Closes, ...]:
    """Return the real closes that the method draws on."""
    if values["method"] == REPLAY:
        return (replay(values["series"], values["window"]),)
    return windows(values["series"]) if values["method"] == BOOTSTRAP else ()


def sessions_of(values: Values) -> int:
    """Return the sessions of the horizon."""
    return int(values["months"] * SESSIONS_A_YEAR / MONTHS_A_YEAR)


def curve_over(line: float) -> tuple[float, ...]:
    """Return the ratios of the curve; it falls from certainty at the line, so the line gets points of its own."""
    steps = [RATIOS[0] + (RATIOS[1] - RATIOS[0]) * place / 52 for place in range(53)]
    at_line = [math.nextafter(line, 0), line] if line > RATIOS[0] else []
    return tuple(sorted([*steps, *at_line]))


def volatility_of_sample(values: Values) -> Values:
    """Return the volatility that the closes of the method had, so that the closed form is asked about the same."""
    closes = sample(values)
    if not closes:
        return {}
    return {"volatility": min(max(round(volatility_of(closes), 2), VOLATILITIES[0]), VOLATILITIES[1])}
