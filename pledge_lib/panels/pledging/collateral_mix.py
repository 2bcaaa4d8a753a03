"""F1.6: what a mix of collateral may borrow, how far it swings, and how likely a call is, now and in a crash."""

import math
from itertools import chain

from pledge_lib import datasets
from pledge_lib.finance.units import CORRELATION, MONEY, PARTS, PERCENT, TRANCHES
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.collateral_mix_model import ASSETS, TIERS, CollateralMix, collateral_mix, measured
from pledge_lib.panels.stage import Hero, Label

ID = "F1.6"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("loan_to_value", "loan_to_value_not_eligible", "bond_loan_to_value", "loan_step", "call_line")


def notes(result: CollateralMix):
    """Yield what the reader has to know besides."""
    if result.is_mixed:
        yield "note.assumption", measured()
        if result.in_crash.correlation < result.now.correlation:
            yield "note.crash-lower"
    if any(asset.tier == "bond" for asset in result.used):
        yield "note.bond"
    if result.now.odds > result.now.odds_at_once:
        yield "note.tranches-worse"


def idle(result: CollateralMix):
    """Yield the controls of assets that are not pledged, and the correlations where nothing is mixed."""
    for asset in result.assets:
        if not asset.weight:
            yield from (f"volatility_{asset.name}", f"tier_{asset.name}")
    if not result.is_mixed:
        yield from ("correlation", "crash")


def points(result: CollateralMix) -> dict:
    """Return the odds over the correlation, what they would be if all were one, the wedge between, and three dots."""
    over = [place.correlation for place in result.curve]
    odds = [place.odds * 100 for place in result.curve]
    as_one = odds[-1]
    top = ceiling(result)
    found = measured()
    return {
        "saved": toned.between(over, odds, [as_one] * len(over)) if result.is_mixed else toned.AWAY,
        "as-one": ([0, 1], [as_one] * 2),
        "at-once": (
            over,
            [place.odds_at_once * 100 for place in result.curve]
            if is_in_tranches(result)
            else [charts.NOWHERE] * len(over),
        ),
        "odds": (over, odds),
        "measured": toned.segments((place, 0, place, top / 30) for place in (found.mean, found.highest)),
        "crash": ([result.in_crash.correlation], [result.in_crash.odds * 100]),
        "now": ([result.now.correlation], [result.now.odds * 100]),
    }


def is_in_tranches(result: CollateralMix) -> bool:
    """Return whether pledging in tranches differs from pledging all at once."""
    return result.now.odds != result.now.odds_at_once


def ceiling(result: CollateralMix) -> float:
    """Return the upper end of the odds' axis, in per cent."""
    highest = max(max(place.odds, place.odds_at_once) for place in (*result.curve, result.now, result.in_crash))
    return max(60, min(105, 10 * math.ceil(highest * 102 / 10)))


def labels(result: CollateralMix):
    """Yield the odds of now and of a crash, the level of everything as one, what spreading saves, and the measured."""
    now, crash, one = result.now, result.in_crash, result.curve[-1].odds * 100
    yield Label(uid="now", x=now.correlation, y=now.odds * 100, look="strong", rank=0, at="l", dx=12, dy=18)
    yield Label(uid="as-one", x=0, y=one, at="l", dx=6, dy=-12, rank=1)
    if result.is_mixed:
        yield Label(uid="crash", x=crash.correlation, y=crash.odds * 100, at="c", dy=20, rank=2)
        yield Label(uid="saved", x=0.06, y=(one + result.curve[1].odds * 100) / 2, at="l", rank=3, look="word")
    found = measured()
    yield Label(uid="measured", x=(found.mean + found.highest) / 2, y=0, at="c", dy=-16, rank=4)
    if is_in_tranches(result):
        middle = result.curve[len(result.curve) // 4]
        yield Label(uid="at-once", x=middle.correlation, y=middle.odds_at_once * 100, at="r", dx=-8, dy=-10, rank=5)


CHART = Chart(
    marks=(
        toned.zone("saved", tone=tones.SAFE),
        toned.line("as-one", tone=tones.INK, width=2, dash="dash"),
        toned.line("at-once", tone=tones.QUIET, width=2, dash="dot"),
        toned.line("measured", tone=tones.QUIET, width=2),
        toned.line("odds", tone=tones.CURVE, width=3),
        toned.dot("crash", tone=tones.INK, hollow=True, size=12),
        toned.dot("now", tone=tones.CURVE),
    ),
    points=points,
    ranges=lambda result: {"yaxis": (0, ceiling(result))},
    labels=labels,
    track=lambda result: (0, 1),
    layout=axes.plain({"range": [0, 1], "tickformat": ".1f", "dtick": 0.2}, {"ticksuffix": "%"}),
)
TABLE = Table(
    rows=lambda result: (
        "now.volatility",
        "mean_volatility",
        "pledge.loan_cap",
        "pledge.principal",
        "pledge.ratio",
        "pledge.fall_to_call",
        "now.odds",
        Row(("in_crash.volatility",), "crash_volatility"),
        Row(("in_crash.odds",), "crash_odds"),
        "now.odds_at_once",
    ),
)

MIX = Drawer(
    name="mix",
    table=Table(
        columns=("asset", "weight", "volatility", "loan_to_value", "lendable"),
        head="mix",
        kinds=True,
        rows=lambda result: (
            Row(("weight", "volatility", "loan_to_value", "lendable"), asset.name, about=asset)
            for asset in result.used or result.assets
        ),
    ),
)


def presets() -> tuple[Preset, ...]:
    """Return two equal shares that move apart and together, four shares, shares with bonds, everything on one."""
    base = {"profile": PROFILES[0], "value": 1_000_000, "use": 1.0, "crash": 0.8, "tranches": 1}

    def mix(parts: tuple, volatilities=(0.35,) * 4, tiers=("eligible",) * 4, **more) -> Values:
        rows = zip(ASSETS, parts, volatilities, tiers, strict=True)
        assets = {f"part_{name}": part for name, part in zip(ASSETS, parts, strict=True)}
        for name, _, volatility, tier in rows:
            assets |= {f"volatility_{name}": volatility, f"tier_{name}": tier}
        return {**base, **assets, **more}

    mixes = {
        "apart": mix((1, 1, 0, 0), correlation=0.0),
        "together": mix((1, 1, 0, 0), correlation=0.6),
        "four": mix((1, 1, 1, 1), (0.35, 0.30, 0.45, 0.15), correlation=0.3),
        "bond": mix((1, 0, 0, 1), (0.35, 0.35, 0.35, 0.10), ("eligible",) * 3 + ("bond",), correlation=0.1),
        "one": mix((1, 0, 0, 0), correlation=0.3),
        "six-tranches": mix((1, 1, 0, 0), correlation=0.3, tranches=6),
    }
    return tuple(Preset(label=f"preset.{name}", values=values) for name, values in mixes.items())


def controls_of(asset: str, part: int):
    """Yield the three controls of an asset; so many of its parts are pledged at first."""
    yield Slider(key=f"part_{asset}", low=0, high=10, step=1, default=part, unit=PARTS)
    yield Slider(key=f"volatility_{asset}", low=0.10, high=0.80, step=0.01, default=0.35, unit=PERCENT)
    yield Choice(
        key=f"tier_{asset}", options=tuple(TIERS), default="eligible", label=lambda tier, say: say(f"tier.{tier}")
    )


def figure() -> Figure:
    """Declare the figure: correlations first, then the four assets, then the loan."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="correlation", low=0.0, high=1.0, step=0.05, default=0.6, unit=CORRELATION),
            Slider(key="crash", low=0.0, high=1.0, step=0.05, default=0.8, unit=CORRELATION),
            Slider(key="tranches", low=1, high=6, step=1, default=1, unit=TRANCHES),
            *chain.from_iterable(map(controls_of, ASSETS, (1, 1, 0, 0))),
            Slider(key="use", low=0.10, high=1.0, step=0.05, default=1.0, unit=PERCENT),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Choice(
                key="profile",
                options=PROFILES,
                default=PROFILES[0],
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=presets(),
        lead="correlation",
        hero=("now.odds", "now.volatility", Hero(path="in_crash.odds", caption="hero.crash")),
        tone=lambda result: tones.of_state(result.state) if result.state == "called-at-start" else tones.PLAIN,
        chip=lambda result: f"chip.{result.state}",
        drawers=(MIX,),
        model=collateral_mix,
        why=lambda result: ("why.mix" if result.used else "why.empty",),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=idle,
        rules=lambda result: ((result.pledge.rules.name, RULES_USED),),
        sources=lambda result: measured().sources,
    )
