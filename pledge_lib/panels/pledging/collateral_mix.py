"""F1.6: what a mix of collateral may borrow, how far it swings, and how likely a call is, now and in a crash."""

from itertools import chain

from pledge_lib import datasets
from pledge_lib.finance.units import CORRELATION, MONEY, PARTS, PERCENT, TRANCHES
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.pledging.collateral_mix_model import ASSETS, TIERS, CollateralMix, collateral_mix, measured

ID = "F1.6"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("loan_to_value", "loan_to_value_not_eligible", "bond_loan_to_value", "loan_step", "call_line")
HOVER = "ρ %{x:.2f} → %{y:.2f}%"
UNNAMED = {"showlegend": False}


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
    """Return the numbers of the marks: the weights, the odds over the correlation, now and in a crash."""
    over = [place.correlation for place in result.curve]
    shown = (result.now, result.in_crash)
    return {
        "weights": {"x": [asset.weight * 100 for asset in result.assets][::-1]},
        "at-once": (over, [place.odds_at_once * 100 for place in result.curve]),
        "odds": (over, [place.odds * 100 for place in result.curve]),
        "marks": ([place.correlation for place in shown], [place.odds * 100 for place in shown]),
    }


def ceiling(result: CollateralMix) -> float:
    """Return the upper end of the odds' axis, in per cent."""
    highest = max(max(place.odds, place.odds_at_once) for place in (*result.curve, result.now, result.in_crash))
    return min(105.0, charts.nice_ceiling(max(highest * 100, 1) * 1.02))


CHART = Chart(
    marks=(
        marks.bars(
            "weights", names=tuple(f"row.{name}" for name in ASSETS[::-1]), color=charts.BLUE,
            patterns=["x", ".", "/", ""], also=UNNAMED,
        ),
        marks.line(
            "at-once", color=charts.GREY, name="at-once", dash="dot", width=2, hover=f"{{name}} {HOVER}", pane="2",
        ),
        marks.line("odds", color=charts.ORANGE, name="odds", hover=f"{{name}} {HOVER}", pane="2"),
        marks.dots(
            "marks", color=[charts.BLUE, charts.RED], symbols=["diamond", "x"], hover=HOVER, pane="2", also=UNNAMED,
        ),
    ),
    points=points,
    ranges=lambda result: {"yaxis2": (0, ceiling(result))},
    layout=lambda say: {
        "height": 340,
        "legend": {"orientation": "h", "x": 0.44, "y": 1.02, "yanchor": "bottom"},
        "xaxis": {"domain": (0.0, 0.3), "range": [0, 100], "ticksuffix": "%", "title": say("axis.weight")},
        "yaxis": {"range": [-0.5, 3.5]},
        "xaxis2": {"domain": (0.44, 1.0), "range": [-0.03, 1.03], "title": say("axis.correlation"), "anchor": "y2"},
        "yaxis2": {"range": [0, 50], "ticksuffix": "%", "anchor": "x2", "title": say("axis.odds")},
    },
)  # fmt: skip
TABLE = Table(
    rows=lambda result: (
        *(Row(("asset" if asset.weight else "none",), asset.name, about=asset) for asset in result.assets),
        "now.volatility", "mean_volatility", "pledge.loan_cap", "pledge.principal", "pledge.ratio",
        "pledge.fall_to_call", "now.odds", Row(("in_crash.volatility",), "crash_volatility"),
        Row(("in_crash.odds",), "crash_odds"), "now.odds_at_once",
    ),
)  # fmt: skip


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
            Slider(key="correlation", low=0.0, high=1.0, step=0.05, default=0.3, unit=CORRELATION),
            Slider(key="crash", low=0.0, high=1.0, step=0.05, default=0.8, unit=CORRELATION),
            Slider(key="tranches", low=1, high=6, step=1, default=1, unit=TRANCHES),
            *chain.from_iterable(map(controls_of, ASSETS, (1, 1, 0, 0))),
            Slider(key="use", low=0.10, high=1.0, step=0.05, default=1.0, unit=PERCENT),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Choice(
                key="profile", options=PROFILES, default=PROFILES[0],
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=presets(),
        lead="correlation",
        hero=("now.odds", "now.volatility", "in_crash.odds"),
        model=collateral_mix,
        why=lambda result: ("why.mix" if result.used else "why.empty",),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=idle,
        rules=lambda result: ((result.pledge.rules.name, RULES_USED),),
        sources=lambda result: measured().sources,
    )  # fmt: skip
