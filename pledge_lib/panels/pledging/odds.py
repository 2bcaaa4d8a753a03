"""F1.8: how likely a call is; the closed form answers while the hand moves, a simulation checks it when it lets go."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.units import COUNT, MONTHS, PERCENT
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, closed_form_curve, fan
from pledge_lib.market.closes import Closes, replay, windows
from pledge_lib.market.draws import volatility_of
from pledge_lib.market.odds import METHODS, call_odds, drawn, terms_of
from pledge_lib.market.odds_run import CallOdds, OddsRun
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.jobs import Found, Steps
from pledge_lib.panels.pledging import odds_chart
from pledge_lib.panels.pledging.odds_chart import ID, RATIOS, SHARES, charted
from pledge_lib.panels.pledging.odds_view import view

PROFILE = "tw-broker-pledge"
CLOSED_FORM, SIMULATION, BOOTSTRAP, REPLAY = METHODS
MONTHS_A_YEAR = 12
VOLATILITIES = (0.10, 1.0)
COUNTING = 0.9  # of the time of a simulation, roughly; the rest goes into the fan
FEWEST = 5  # calls that the closed form must expect, and paths without one; with fewer, luck is not normal


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """What the paths came to: their odds, and for each charted session the ratios below which the shares lie."""

    odds: CallOdds
    fan: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Odds:
    """The closed form of these values, and the simulation last done, which may be of older ones."""

    values: Values
    days: int
    formula: CallOdds
    curve: tuple[tuple[float, ...], tuple[float, ...]]
    formula_fan: tuple[tuple[float, ...], ...]
    found: Simulated | None
    found_of: Values

    @property
    def is_older(self) -> bool:
        return self.found_of != self.values

    @property
    def simulated(self) -> Simulated | None:
        """Return the simulation of these very values."""
        return None if self.is_older else self.found

    @property
    def standard_errors(self) -> float | None:
        """Return how many standard errors the simulation lies above the closed form, where that says something."""
        if self.simulated is None or self.values["method"] == REPLAY:
            return None
        formula, counted = self.formula.probability_of_call, self.simulated.odds
        if min(formula, 1 - formula) * counted.paths < FEWEST:
            return None
        return (counted.probability_of_call - formula) / math.sqrt(formula * (1 - formula) / counted.paths)

    @property
    def state(self) -> str:
        if exact(self.values["ratio"]) < exact(self.values["line"]):
            return "below-at-start"
        if self.values["method"] == CLOSED_FORM:
            return CLOSED_FORM
        if self.is_older:
            return "older"
        return self.values["method"] if self.simulated.odds.probability_of_call else "never"


def odds(values: Values, found: Found | None = None) -> Odds:
    """Return what the panel shows, from numbers alone."""
    days = _sessions(values)
    walk = {"volatility": values["volatility"], "drift": values["drift"]}
    watch_every = int(values["watch_every"])
    ratios = _curve_over(values["line"])
    return Odds(
        values=dict(values),
        days=days,
        formula=call_odds(ratio=values["ratio"], line=values["line"], days=days, watch_every=watch_every, **walk),
        curve=(ratios, tuple(closed_form_curve(ratios, values["line"], days=days, watch_every=watch_every, **walk))),
        formula_fan=tuple(map(tuple, fan(values["ratio"], SHARES, charted(days), **walk).T.tolist())),
        found=found.result if found else None,
        found_of=found.values if found else {},
    )


def simulation(values: Values) -> Steps | None:
    """Return the steps of counting the paths; the closed form needs none."""
    return None if values["method"] == CLOSED_FORM else _count(values)


def _count(values: Values) -> Steps:
    rules = datasets.rules(PROFILE)
    fill, paths = drawn(
        values["method"],
        int(values["paths"]),
        volatility=values["volatility"],
        drift=values["drift"],
        seed=int(values["seed"]),
        sample=sample(values),
    )
    days = _sessions(values)
    run = OddsRun(
        terms=terms_of(values["ratio"], values["line"], rules, int(values["watch_every"]), values["reserve"]),
        fill=fill,
        paths=paths,
        days=days,
        method=values["method"],
        limit=rules.daily_limit if values["limited"] else None,
        charted=charted(days),
    )
    for share in run.steps():
        yield share * COUNTING
    found = []
    for ratios in run.fan(SHARES):
        found.append(tuple(ratios.tolist()))
        yield COUNTING
    return Simulated(odds=run.odds(), fan=tuple(found))


def sample(values: Values) -> tuple[Closes, ...]:
    """Return the real closes that the method draws on."""
    if values["method"] == REPLAY:
        return (replay(values["series"], values["window"]),)
    return windows(values["series"]) if values["method"] == BOOTSTRAP else ()


def _sessions(values: Values) -> int:
    return int(values["months"] * SESSIONS_A_YEAR / MONTHS_A_YEAR)


def _curve_over(line: float) -> tuple[float, ...]:
    """Return the ratios of the curve; it falls from certainty at the line, so the line gets points of its own."""
    steps = [RATIOS[0] + (RATIOS[1] - RATIOS[0]) * place / 52 for place in range(53)]
    at_line = [math.nextafter(line, 0), line] if line > RATIOS[0] else []
    return tuple(sorted([*steps, *at_line]))


def _volatility_of_sample(values: Values) -> Values:
    """Return the volatility that the closes of the method had, so that the closed form is asked about the same."""
    closes = sample(values)
    if not closes:
        return {}
    return {"volatility": min(max(round(volatility_of(closes), 2), VOLATILITIES[0]), VOLATILITIES[1])}


def _choice(key: str, options: tuple[str, ...], default: str, label=None) -> Choice:
    def moved(option, values):
        return _volatility_of_sample({**values, key: option})

    return Choice(key=key, options=options, default=default, sets=moved, label=label)


def _presets(base: Values) -> tuple[Preset, ...]:
    real = {**base, "series": "2330"}
    bootstrap, replayed = {**real, "method": BOOTSTRAP}, {**real, "method": REPLAY, "window": "2008-financial-crisis"}
    found = [
        *((name, {**base, "ratio": 1 / share}) for name, share in (("sixty", 0.6), ("fifty", 0.5), ("forty", 0.4))),
        ("volatile", {**base, "volatility": 0.60}),
        ("monthly", {**base, "watch_every": "20"}),
        ("bootstrap", bootstrap | _volatility_of_sample(bootstrap)),
        ("replay", replayed | _volatility_of_sample(replayed)),
    ]
    return tuple(Preset(label=f"{ID}.preset.{name}", values=values) for name, values in found)


def panel() -> Declaration:
    """Declare the panel."""
    series = tuple(symbol for symbol in datasets.price_symbols() if datasets.prices(symbol).currency == "TWD")
    names = tuple(datasets.prices(series[0]).windows)
    controls = (
        Slider(key="ratio", low=RATIOS[0], high=RATIOS[1], step=0.05, default=1.6667, unit=PERCENT),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILE).call_line, unit=PERCENT),
        Slider(key="volatility", low=VOLATILITIES[0], high=VOLATILITIES[1], step=0.05, default=0.30, unit=PERCENT),
        Slider(key="drift", low=-0.20, high=0.20, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="months", low=1, high=24, step=1, default=12, unit=MONTHS),
        Choice(key="watch_every", options=("1", "5", "20"), default="1"),
        _choice("method", METHODS, SIMULATION),
        _choice("series", series, "2330", label=_series_name),
        _choice("window", names, names[0], label=_window_name),
        Slider(key="reserve", low=0.0, high=0.50, step=0.01, default=0.0, unit=PERCENT),
        Toggle(key="limited", default=False),
        Slider(key="paths", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )
    return Declaration(
        id=ID,
        controls=controls,
        presets=_presets({control.key: control.default for control in controls}),
        model=odds,
        job=simulation,
        view=view,
        figure=odds_chart.figure,
    )


def _series_name(symbol: str, words) -> str:
    series = datasets.prices(symbol)
    return f"{symbol} {words.of(series.name)}"


def _window_name(name: str, words) -> str:
    window = datasets.windows()[name]
    return words.of(window.name)
