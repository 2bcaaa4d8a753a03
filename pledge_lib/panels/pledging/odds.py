"""F1.8: how likely a call is; the closed form answers while the hand moves, a simulation checks it when it lets go."""

from pledge_lib import datasets
from pledge_lib.finance.units import COUNT, MONTHS, PERCENT, SIGNED, TEXT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values, defaults
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.odds_model import (
    BOOTSTRAP,
    CLOSED_FORM,
    METHODS,
    PROFILE,
    RATIOS,
    REPLAY,
    SIMULATION,
    VOLATILITIES,
    Odds,
    odds,
    simulation,
    volatility_of_sample,
)
from pledge_lib.panels.pledging.odds_picture import CURVE, PATHS
from pledge_lib.panels.stage import Hero

ID = "F1.8"
RULES_USED = (
    "call_line",
    "cure_target",
    "cancel_level",
    "cure_sessions",
    "daily_limit",
    "transaction_tax",
    "commission",
)
WITHOUT_EFFECT = {
    "closed-form": ("series", "window", "reserve", "own_trigger", "limited", "paths", "seed"),
    "simulation": ("series", "window"),
    "bootstrap": ("window",),
    "replay": ("paths", "seed"),
}
NONE = TEXT(None)
FIELDS = {
    "call": "probability_of_call",
    "error": "standard_error",
    "median": "median_day",
    "sale": "probability_of_sale",
    "shortfall": "expected_shortfall_given_sale",
    "loss": "expected_loss_given_sale",
    "paths": "paths",
}


def why(result: Odds):
    """Yield the formulas with the numbers put in, and after a count what becomes of the called."""
    yield "why.formula"
    yield "why.few-watches" if result.watches <= result.few else "why.result"
    if result.method in (BOOTSTRAP, REPLAY):
        yield f"why.{result.method}"
    if result.simulated:
        yield "why.counted"
        if result.values["reserve"]:
            yield "why.reserve"
        if result.formula.probability_of_call not in (0, 1) and result.simulated.odds.standard_error is not None:
            yield "why.error"
        if result.simulated.odds.probability_of_call:
            yield "fate.sold" if result.simulated.odds.probability_of_sale else "fate.unsold"


def notes(result: Odds):
    """Yield how the two answers agree, and what a reader could take wrongly."""
    if result.older:
        yield "note.older", result.older
    elif result.method in (SIMULATION, BOOTSTRAP) and result.state != "below-at-start":
        yield f"check.{result.verdict}"
    if result.method in (BOOTSTRAP, REPLAY):
        yield f"note.{result.method}"


def of_sales(result: Odds) -> Hero:
    """Return the odds of a sale, which only a count can give."""
    if result.simulated:
        return Hero(path="found.odds.probability_of_sale", caption="hero.sale")
    return Hero(text="hero.count", caption="hero.sale", sub="sub.count")


def columns(result: Odds) -> tuple[str, ...]:
    """Return the columns: the closed form, and what was counted how."""
    counted = SIMULATION if result.method == CLOSED_FORM else result.method
    return "quantity", "formula", "older" if result.older else counted


def table_rows(result: Odds):
    """Yield what each of the two says, as far as it says it."""

    for name, field in FIELDS.items():
        closed_form = NONE if name in ("error", "paths") else f"formula.{field}"
        yield Row((closed_form, f"found.odds.{field}"), name)
    yield Row((NONE, "standard_errors"), "difference")


def early_rows(result: Odds):
    """Yield what becomes of the same paths where the reserve waits for a call, and where it is paid in before."""
    counted = result.simulated
    acted = counted is not None and counted.early is not None
    for name in ("call", "sale", "shortfall", "loss"):
        cells = tuple(f"simulated.{which}.{FIELDS[name]}" if acted else NONE for which in ("odds", "early"))
        yield Row(cells, name)


EARLY = Drawer(name="early", table=Table(columns=("quantity", "waiting", "acting"), rows=early_rows))


def idle(result: Odds) -> tuple[str, ...]:
    """Return the controls without effect: those of another method, and a trigger without a reserve to act with."""
    found = WITHOUT_EFFECT[result.method]
    return found if result.values["reserve"] or "own_trigger" in found else (*found, "own_trigger")


def sources(result: Odds) -> tuple[str, ...]:
    """Return where the real prices are from."""
    return datasets.prices(result.values["series"]).sources if result.method in (BOOTSTRAP, REPLAY) else ()


def choice(key: str, options: tuple[str, ...], default: str, label=None) -> Choice:
    """Return a choice of real prices or of how they are used, which sets the volatility to theirs."""

    def moved(option, values):
        return volatility_of_sample({**values, key: option})

    return Choice(key=key, options=options, default=default, sets=moved, label=label)


def controls() -> tuple:
    """Return what the reader may set."""
    series = tuple(symbol for symbol in datasets.price_symbols() if datasets.prices(symbol).currency == "TWD")
    names = tuple(datasets.prices(series[0]).windows)
    return (
        Slider(key="ratio", low=RATIOS[0], high=RATIOS[1], step=0.05, default=1.6667, unit=PERCENT),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=datasets.rules(PROFILE).call_line, unit=PERCENT),
        Slider(key="volatility", low=VOLATILITIES[0], high=VOLATILITIES[1], step=0.05, default=0.30, unit=PERCENT),
        Slider(key="drift", low=-0.20, high=0.20, step=0.01, default=0.0, unit=SIGNED),
        Slider(key="months", low=1, high=24, step=1, default=12, unit=MONTHS),
        Choice(key="watch_every", options=("1", "5", "20"), default="1"),
        choice("method", METHODS, CLOSED_FORM),
        choice("series", series, "2330", label=lambda symbol, say: f"{symbol} {say.of(datasets.prices(symbol).name)}"),
        choice("window", names, names[0], label=lambda name, say: say.of(datasets.windows()[name].name)),
        Slider(key="reserve", low=0.0, high=0.50, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="own_trigger", low=1.20, high=1.70, step=0.01, default=1.50, unit=PERCENT),
        Toggle(key="limited", default=False),
        Slider(key="paths", low=1_000, high=20_000, step=1_000, default=5_000, unit=COUNT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
    )


def presets(base: Values):
    """Yield three loans, a volatile share, a lender that seldom looks, and real prices."""
    real = {**base, "series": "2330"}
    bootstrap, replayed = {**real, "method": BOOTSTRAP}, {**real, "method": REPLAY, "window": "2008-financial-crisis"}
    for name, values in (
        *((name, {**base, "ratio": 1 / share}) for name, share in (("sixty", 0.6), ("fifty", 0.5), ("forty", 0.4))),
        ("volatile", {**base, "volatility": 0.60}),
        ("monthly", {**base, "watch_every": "20"}),
        ("early", {**base, "method": SIMULATION, "reserve": 0.20, "own_trigger": 1.50}),
        ("calm", {**base, "volatility": 0.20}),
        ("falling", {**base, "drift": -0.20}),
        ("rising", {**base, "drift": 0.20}),
        ("bootstrap", bootstrap | volatility_of_sample(bootstrap)),
        ("replay", replayed | volatility_of_sample(replayed)),
    ):
        group = "group.real" if name in ("bootstrap", "replay") else ""
        yield Preset(label=f"preset.{name}", values=values, group=group)


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=controls(),
        presets=tuple(presets(defaults(controls()))),
        lead="ratio",
        hero=("formula.probability_of_call", "formula.median_day", of_sales),
        tone=lambda result: tones.CALLED if result.state == "below-at-start" else tones.PLAIN,
        chip=lambda result: "chip.below-at-start" if result.state == "below-at-start" else "chip.hundred",
        model=odds,
        job=simulation,
        why=why,
        notes=notes,
        main=CURVE,
        drawers=(PATHS, EARLY),
        table=Table(columns=columns, rows=table_rows),
        idle=idle,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=sources,
    )
