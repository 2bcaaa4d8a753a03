"""F3.2: the four loans of an article side by side, every number editable: total, per day, and who comes first."""

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE, SHARES, TEXT
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.lending.scenarios_model import (
    EDITED,
    NO_ROUNDING,
    ONE_BROKERS,
    PROFILE,
    ROUNDINGS,
    Scenarios,
    scenarios,
)

ID = "F3.2"
REAL_DAY = "2025-05-26"
REAL_SHARES = {"2330": ("1", "tsmc"), "2881": ("3", "fubon")}  # the loans of the article whose closes are known
ARTICLE_SHARE = 0.25  # the middle of the range that the article names
LONGEST = 180
SPANS = (40, 80, 120, LONGEST)
POINTS = 40  # of a curve
CURVES = {"same": "solid", "double": "dash", "goal": "dot"}
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
RULES_USED = ("highest_rate", "auction_step", "negotiated_step", "day_basis", "broker_share", "daily_minimum")


def why(result: Scenarios):
    """Yield how the fee is worked out, and what it depends on."""
    yield "why.floored" if result.floored else "why.fee"
    yield "why.all"


def points(result: Scenarios) -> dict:
    """Return the numbers of the marks: the bars of the loans, and the curves of equal income at the value shown."""
    places, cap = range(len(result.loans)), result.rules.highest_rate
    times = {"same": 1.0, "double": 2.0, "goal": result.goal / result.shown.gross}
    return {
        "gross": {"x": [place - 0.19 for place in places], "y": [loan.gross for loan in result.loans]},
        "net": {"x": [place + 0.19 for place in places], "y": [loan.net for loan in result.loans]},
        "cap": ([0, LONGEST], [cap * 100] * 2),
        "loans": ([loan.days for loan in result.loans], [loan.rate * 100 for loan in result.loans]),
        **{name: curve(result.shown.rate * result.shown.days * times[name], cap) for name in CURVES},
    }


def curve(product: float, cap: float) -> tuple[list[float], list[float]]:
    """Return days and rates of one product, which decides at one value, from the cap of the rate on."""
    shortest = product / cap
    lasted = [shortest * max(LONGEST / shortest, 1.01) ** (place / (POINTS - 1)) for place in range(POINTS)]
    return lasted, [product / day * 100 for day in lasted]


def ranges(result: Scenarios) -> dict:
    """Return the ends of the axes, which move in steps only."""
    longest = max(loan.days for loan in result.loans) * 1.1
    return {
        "yaxis": (0, charts.nice_ceiling(max(loan.gross for loan in result.loans))),
        "xaxis2": (0, next((span for span in SPANS if span >= longest), SPANS[-1])),
    }


def looks(result: Scenarios, say) -> dict:
    """Return the loan of the curves in blue, the others in grey; the symbols tell them apart too."""
    colors = tuple(charts.BLUE if loan == result.shown else charts.GREY for loan in result.loans)
    return {"loans": {"text": tuple(say("hover", loan) for loan in result.loans), "color": colors}}


def ticks(result: Scenarios, say) -> dict:
    """Return the names of the bars."""
    names = tuple(say("tick", loan, name=say(f"short.{loan.name}")) for loan in result.loans)
    return {"xaxis": (tuple(range(len(names))), names)}


BARS = {"width": 0.36, "hover": "%{y:,.2f}"}
HOVER = "{name} %{x:.1f} → %{y:.2f}%"
CHART = Chart(
    marks=(
        marks.columns("gross", color=charts.BLUE, name="gross", pattern="", **BARS),
        marks.columns("net", color=charts.GREEN, name="net", pattern="/", **BARS),
        *(
            marks.line(name, color=charts.ORANGE, name=name, dash=dash, hover=HOVER, pane="2")
            for name, dash in CURVES.items()
        ),
        marks.line("cap", color=charts.RED, name="cap", dash="dashdot", width=1.5, hover=HOVER, pane="2"),
        marks.dots(
            "loans",
            color=charts.GREY,
            name="loans",
            symbols=list(SYMBOLS),
            hover="%{hovertext}",
            pane="2",
            also={"showlegend": False},
        ),  # each loan has its own symbol, and its number stands beside it
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=lambda say: {
        "height": 440,
        "barmode": "overlay",
        "legend": {"orientation": "h", "x": 0, "y": -0.27, "yanchor": "top"},
        "margin": {"l": 70, "r": 18, "t": 34, "b": 130},
        "xaxis": {
            "domain": (0.0, 0.46),
            "range": (-0.6, len(SYMBOLS) - 0.4),
            "showgrid": False,
            "tickangle": 0,
            "tickvals": [],
            "ticktext": [],
        },
        "yaxis": {"range": (0, 2_000), "tickformat": ","},
        "xaxis2": {"domain": (0.56, 1.0), "range": (0, 80), "anchor": "y2", "title": say("axis.days")},
        "yaxis2": {"range": (0, datasets.rules(PROFILE).highest_rate * 110), "anchor": "x2", "ticksuffix": "%"},
        "annotations": marks.headings(say, bars=0.23, curves=0.78),
    },
)
TABLE = Table(
    columns=("loan", "value", "gross", "net", "a_day", "rank", "total_rank"),
    rows=lambda result: (
        Row(("name", "value", "gross", "net", "a_day", "rank", "total_rank"), about=loan) for loan in result.loans
    ),
)
SHEET = Table(
    columns=("loan", *EDITED, "gross", "a_day", "rank"),
    rows=lambda result: (
        Row(("name", *(f"{key}:{loan.name}" for key in EDITED), "gross", "a_day", "rank"), about=loan)
        for loan in result.loans
    ),
)


def cells(rules: LendingRules):
    """Yield the editable numbers: price, shares, rate and days of each loan, as the article prints them."""
    step = rules.negotiated_step
    for each in lending_scenarios():
        yield Cell(key=f"price:{each.id}", low=5, high=2_000, step=0.05, default=each.price, unit=PRICE)
        yield Cell(key=f"shares:{each.id}", low=1_000, high=50_000, step=1_000, default=each.shares, unit=SHARES)
        yield Cell(
            key=f"rate:{each.id}", low=step, high=rules.highest_rate, step=step, default=each.annual_rate, unit=PERCENT
        )
        yield Cell(key=f"days:{each.id}", low=1, high=LONGEST, step=1, default=each.days, unit=DAYS)


def presets():
    """Yield the article's table, with one broker's rounding, and the same table with one number made equal."""
    printed = {}
    for each in lending_scenarios():
        own = {"price": each.price, "shares": each.shares, "rate": each.annual_rate, "days": each.days}
        printed |= {f"{name}:{each.id}": number for name, number in own.items()}
    base = {**printed, "share": ARTICLE_SHARE, "rounding": NO_ROUNDING, "shown": "2", "goal": 1_000}

    def all_at(**same) -> dict:
        return {key: same[key.split(":")[0]] for key in printed if key.split(":")[0] in same}

    cases = {
        "article": {},
        "two-loans": {"shown": "1"},
        "floored": {"rounding": ONE_BROKERS},
        "same-days": all_at(days=30),
        "same-rate": all_at(rate=0.04),
        "same-value": all_at(price=100, shares=3_000),
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    closes = {symbol: datasets.prices(symbol).close(REAL_DAY) for symbol in REAL_SHARES}
    said = {name: MONEY(closes[symbol]) for symbol, (_, name) in REAL_SHARES.items()}
    real = {f"price:{loan}": closes[symbol] for symbol, (loan, _) in REAL_SHARES.items()}
    yield Preset(label="preset.real", values=base | real, fields={"day": TEXT(REAL_DAY), **said})


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Choice(
                key="shown",
                options=tuple(each.id for each in lending_scenarios()),
                default="2",
                label=lambda name, say: say(f"name.{name}"),
            ),
            Slider(key="goal", low=100, high=10_000, step=100, default=1_000, unit=MONEY),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=ARTICLE_SHARE, unit=PERCENT),
            Choice(key="rounding", options=ROUNDINGS, default=NO_ROUNDING),
            *cells(datasets.rules(PROFILE)),
        ),
        presets=tuple(presets()),
        lead="shown",
        hero=("winner.net", "winner.a_day", "winner.days"),
        model=scenarios,
        why=why,
        notes=lambda result: ("note.curves", "note.floored") if result.floored else ("note.curves",),
        main=CHART,
        table=TABLE,
        sheet=SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("article-003",),
    )
