"""F0.1: one price shock, four contracts side by side: who breaks first, and how much time there is."""

from collections.abc import Iterator

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import PERCENT, SESSIONS, SIGNED
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.overview.balance_sheets import TWINS
from pledge_lib.panels.overview.one_shock_lanes import BORROWER, CHAIN, MARGIN, PLEDGE, PROFILES, SHORT, TOKEN
from pledge_lib.panels.overview.one_shock_model import ALL, DEFAULTS, LANES, SAME_DAY, OneShock, one_shock
from pledge_lib.panels.overview.one_shock_picture import CHART, ENDS
from pledge_lib.panels.stage import Hero

ID = "F0.1"
RULES_USED = {
    PLEDGE: ("call_line", "cure_target", "cure_sessions"),
    MARGIN: ("call_line", "cure_target", "cure_sessions"),
    BORROWER: ("call_line", "cure_target", "broker_cure_sessions"),
    CHAIN: ("close_factor", "full_close_health_factor"),
    SHORT: ("short_sale_margin",),
}
COLUMNS = (
    "name",
    "reading_at_start",
    "reading",
    "reading_of_line",
    "at",
    "state",
    "called_on",
    "to_act",
    "cash",
    "left",
)
LOWEST_RATIO, HIGHEST_RATIO = 1.50, 3.33
SHALLOW, DEEP = 0.40, 0.60  # financing ratios


def first_to_break(result: OneShock) -> Hero:
    """Return who breaks first, or who is nearest to its line."""
    first = result.first
    if not result.over:
        which = "on-the-line" if not first.room else "nearest-rise" if first.rises else "nearest-fall"
        return Hero(text=(f"name.{first.name}",), caption="hero.nearest", sub=(f"sub.{which}", first))
    return Hero(text=(f"name.{first.name}",), caption="hero.first", sub=(f"sub.{result.state}", first))


def time_to_act(result: OneShock) -> Hero:
    """Return the business days to act, if anybody is called."""
    if not result.over:
        return Hero(text="hero.no-time", caption="hero.to_act", sub="sub.nobody")
    sub = ("sub.block" if result.first.is_on_chain else "sub.sale", result.first)
    if result.state == SAME_DAY:
        return Hero(text="hero.same-day", caption="hero.to_act", sub=sub)
    return Hero(path="to_act", caption="hero.to_act", sub=sub)


def money_to_close(result: OneShock) -> Hero:
    """Return the money that closes the first call that money can close."""
    if result.payer is None:
        return Hero(text="hero.no-cash", caption="hero.cash", sub="sub.too-late" if result.over else "sub.no-call")
    return Hero(path="cash", caption="hero.cash", sub=("sub.cash", result.payer))


def sentence(result: OneShock) -> Iterator:
    """Yield who breaks first, and how many hold."""
    if not result.over:
        way = "rise" if result.first.rises else "fall"
        yield f"sentence.all-hold-{way}" if result.first.room else f"sentence.on-the-line-{way}"
        return
    yield f"sentence.{result.state}"
    yield "sentence.others" if result.holding else "sentence.none-holds"


def rules(result: OneShock) -> Iterator:
    """Yield the rules of the lanes that are shown."""
    for lane in result.lanes:
        yield lane.profile, RULES_USED[lane.name]


def presets() -> Iterator[Preset]:
    """Yield the shocks that the lesson speaks of, each with all four starts."""
    as_allowed = 1 / datasets.rules(PROFILES[PLEDGE]).loan_to_value
    cases = {
        "calm": {"shock": 0.0},
        "fall": {},
        "rise": {"shock": 0.25, "short": True},
        "deep": {"shock": -0.45},
        "on-the-line": {"shock": -0.22},
        "limits": {"shock": -0.18, "pledge": as_allowed, "chain": 0.805},
        "two-lanes": {"shock": 0.0, "pledge": as_allowed, "chain": 0.60, "lanes": "two"},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", name=name, values=DEFAULTS | case)


def figure() -> Figure:
    """Declare the figure."""
    shock, limit = (ENDS[0] / 100, ENDS[1] / 100), aave_assets()[TOKEN].loan_to_value
    lending = datasets.rules(PROFILES[BORROWER])
    return Figure(
        id=ID,
        controls=(
            Slider(key="shock", low=shock[0], high=shock[1], step=0.01, default=DEFAULTS["shock"], unit=SIGNED),
            Slider(key="days", low=1, high=20, step=1, default=DEFAULTS["days"], unit=SESSIONS),
            Slider(
                key="pledge", low=LOWEST_RATIO, high=HIGHEST_RATIO, step=0.01, default=DEFAULTS["pledge"], unit=PERCENT
            ),
            Slider(key="margin", low=SHALLOW, high=DEEP, step=0.05, default=DEFAULTS["margin"], unit=PERCENT),
            Slider(
                key="borrower", low=lending.call_line, high=1.60, step=0.01, default=lending.initial_ratio, unit=PERCENT
            ),
            Slider(key="chain", low=0.10, high=limit, step=0.005, default=DEFAULTS["chain"], unit=PERCENT),
            Toggle(key="short", default=DEFAULTS["short"]),
            Choice(key="lanes", options=tuple(LANES), default=ALL),
            Choice(
                key="profile",
                options=datasets.pledge_profiles(),
                default=PROFILES[PLEDGE],
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=tuple(presets()),
        lead="shock",
        hero=(first_to_break, time_to_act, money_to_close),
        tone=lambda result: result.tone,
        chip=lambda result: "chip.over" if result.over else f"chip.{result.tone}",
        model=one_shock,
        sentence=sentence,
        why=lambda result: ("why.ratio", *(("why.chain", result.lane(CHAIN)), "why.clock")),
        main=CHART,
        wide=True,
        table=Table(
            rows=lambda result: (Row(COLUMNS, about=lane) for lane in result.lanes),
            columns=("lane", "start", "now", "line", "at", "state", "called_on", "to_act", "cash", "left"),
            kinds=True,
        ),
        drawers=(TWINS,),
        rules=rules,
        sources=lambda result: (aave_assets()[TOKEN].risk_source,),
    )
