"""F2.3: one margin account of up to six positions; its ratio, each position's own ratio, and who would be called."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.states import CALLED, NO_DEBT
from pledge_lib.finance.units import MONEY, PERCENT, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.margin.account_builder_model import (
    EMPTY,
    FINE,
    LONG,
    NAMES,
    NONE,
    PROFILE,
    SHORT,
    SIDES,
    WEAK,
    AccountBuilder,
    Parcel,
    account_builder,
)

ID = "F2.3"
RULES_USED = (
    "call_line",
    "cure_target",
    "financing_ratio",
    "loan_step",
    "short_sale_margin",
    "net_short_collateral",
    "handling_fee",
    "transaction_tax",
    "commission",
    "posted_rate_listed",
)
SOURCES = ("A-9",)  # the rule that says what is in the ratio
DEFAULTS = {"value": 100_000, "ratio": 0.60, "margin": 0.90}
HIGHEST_MARGIN = 1.30  # the highest setting of a crisis so far; the lesson's end of the scale
ACCOUNT = "account"
STACKS = {  # which stack, colour and pattern
    "financed": (0, charts.BLUE, ""),
    "short_sale_collateral": (0, charts.GREEN, "/"),
    "short_sale_margin": (0, charts.GREEN, "x"),
    "posted": (0, charts.GREY, "."),
    "loans": (1, charts.ORANGE, ""),
    "shorted": (1, charts.RED, "/"),
}
MARKS = {FINE: ("circle", charts.BLUE), WEAK: ("diamond-open", charts.ORANGE), CALLED: ("x", charts.RED)}
SMALLEST = 10_000  # the axis of an empty account, in TWD
SHOWN = (50, 300)  # per cent; what lies beyond is drawn at the end, the sheet says the number
COLUMNS = ("row", "side", "value", "financing_ratio", "short_sale_margin", "shock", "ratio", "state", "called_sum")


@dataclass(frozen=True)
class RowOfSheet:
    """A row of the sheet by its name and what it holds; `absent` is what such a row does not have."""

    name: Word
    side: Word
    parcel: Parcel | None
    absent: None = None


def why(result: AccountBuilder):
    """Yield the sums of the account, then what short-sale collateral is."""
    if result.state in (EMPTY, NO_DEBT):
        yield f"why.{result.state}"
    else:
        yield "why.account"
        yield "why.net" if result.net else "why.gross"


def notes(result: AccountBuilder):
    """Yield what the reader has to know besides."""
    if result.state in (EMPTY, NO_DEBT):
        return
    if result.equity < 0:
        yield "note.owing"
    if result.state != CALLED:
        yield "note.none" if result.move is None else "note.fall" if result.move < 0 else "note.rise"
    if result.now.posted:
        yield "note.posted"


def rows(result: AccountBuilder):
    """Yield the rows of the table that have a number in this state, then each position alone."""
    yield from ("state", *STACKS)
    if result.now:
        yield from ("collateral", "debt", "equity") if result.state == NO_DEBT else ("collateral", "debt", "needed")
    if result.state not in (EMPTY, NO_DEBT):
        yield from ("equity", "ratio", Row(("opened.ratio",), "opened"), "move")
    if result.state == CALLED:
        yield "called_sum"
    for parcel in result.parcels.values():
        yield Row(("name", "position"), about=parcel)


def rows_of_sheet(result: AccountBuilder):
    """Yield the rows of the sheet: the numbers to edit, then what becomes of the position."""
    for name in NAMES:
        side = result.sides[name]
        terms = {
            LONG: (f"value:{name}", f"ratio:{name}", "absent", f"shock:{name}"),
            SHORT: (f"value:{name}", "absent", f"margin:{name}", f"shock:{name}"),
            NONE: ("absent",) * 4,
        }[side]
        cells = ("name", "side", *terms, "parcel.ratio", "parcel.mark", "parcel.called_sum")
        yield Row(cells, about=RowOfSheet(name, side, result.parcels.get(name)))


def points(result: AccountBuilder) -> dict:
    """Return the numbers of the marks: two stacks and what is needed, then the ratios beside their line."""
    tops, found = [0.0, 0.0], {}
    for name, (place, _, _) in STACKS.items():
        height = getattr(result, name)
        found[name] = {"x": [place], "base": [tops[place]], "y": [height]}
        tops[place] += height
    ratios = [on_scale(part) for part in (*map(result.parcels.get, NAMES[::-1]), result)]
    return found | {
        "needed": ([-0.5, 0.5], [result.rules.call_line * tops[1]] * 2),
        "line": ([result.rules.call_line * 100] * 2, [-0.6, len(NAMES) + 0.6]),
        "ratios": (ratios, range(len(ratios))),
    }


def on_scale(part) -> float:
    """Return the ratio in per cent as drawn; nowhere for what has none."""
    if part is None or not part.debt:
        return charts.NOWHERE
    return min(max(part.ratio * 100, SHOWN[0]), SHOWN[1])


def looks(result: AccountBuilder, say) -> dict:
    """Return symbol, colour and hover text of each position, the account last."""
    found, texts = [], []
    for parcel in map(result.parcels.get, NAMES[::-1]):
        found.append(MARKS[parcel.mark if parcel else FINE])
        texts.append(f"{say(f'name.{parcel.name}')} {say('cell.position', parcel)}" if parcel else "")
    symbols, colors = zip(*found, ("star", MARKS[CALLED if result.state == CALLED else FINE][1]), strict=True)
    texts.append(f"{say(f'name.{ACCOUNT}')} {say.field('ratio')}")
    return {"ratios": {"symbol": symbols, "color": colors, "text": tuple(texts)}}


def layout(say) -> dict:
    """Return the stacks beside the ratios."""
    names = [say(f"name.{name}") for name in (*NAMES[::-1], ACCOUNT)]
    return {
        "height": 420,
        "barmode": "overlay",
        "margin": {"l": 78, "r": 24, "t": 34, "b": 120},
        "legend": {"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        "xaxis": {
            "domain": (0.0, 0.44),
            "range": [-0.6, 1.6],
            "tickvals": [0, 1],
            "showgrid": False,
            "ticktext": [say("axis.numerator"), say("axis.denominator")],
        },
        "yaxis": {"range": [0, 500_000], "tickformat": ","},
        "xaxis2": {
            "domain": (0.6, 1.0),
            "range": [SHOWN[0] - 8, SHOWN[1] + 8],
            "ticksuffix": "%",
            "anchor": "y2",
            "title": say("axis.ratio"),
        },
        "yaxis2": {
            "range": [-0.6, len(NAMES) + 0.6],
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "anchor": "x2",
        },
        "annotations": marks.headings(say, stacks=0.22, ratios=0.8),
    }


def ranges(result: AccountBuilder) -> dict:
    """Return the end of the axis of money, which moves in steps only."""
    return {"yaxis": (0, charts.nice_ceiling(max(result.collateral, result.needed, SMALLEST)))}


CHART = Chart(
    marks=(
        *(
            marks.columns(name, color=color, name=name, pattern=pattern, width=0.7, hover="{name} %{y:,.0f}")
            for name, (_, color, pattern) in STACKS.items()
        ),
        marks.line("needed", color=charts.RED, name="needed", dash="dash", hover="{name} %{y:,.0f}"),
        marks.line(
            "line",
            color=charts.RED,
            name="line",
            dash="dash",
            hover="{name} %{x:.2f}%",
            pane="2",
            also={"showlegend": False},
        ),
        marks.dots("ratios", color=charts.BLUE, hover="%{hovertext}", pane="2", also={"showlegend": False}),
    ),
    points=points,
    layout=layout,
    ranges=ranges,
    looks=looks,
)


def presets():
    """Yield the lesson's accounts, and the table of the rule's worked example, row by row."""
    blank = {f"side_{name}": NONE for name in NAMES} | {f"shock:{name}": 0.0 for name in NAMES}
    blank |= {f"{key}:{name}": value for name in NAMES for key, value in DEFAULTS.items()}
    base = {**blank, "market": 0.0, "posted": 0, "net": True}
    mixed = {**base, "side_a": LONG, "side_b": SHORT, "value:b": 50_000}
    rule = {**base, "side_a": LONG, "side_b": SHORT}
    two = {**base, "side_a": LONG, "side_b": LONG}
    all_rows = {f"side_{name}": side for name, side in zip(NAMES, (LONG, LONG, LONG, LONG, SHORT, SHORT), strict=True)}
    values = {f"value:{name}": value for name, value in zip(NAMES, (300, 150, 450, 80, 200, 120), strict=True)}
    six = base | all_rows | {key: value * 1_000 for key, value in values.items()}
    cases = {
        "mixed": mixed,
        "mixed-fall": {**mixed, "shock:a": -0.22},
        "two-equal": {**two, "shock:a": -0.30},
        "market-fall": {**two, "market": -0.30},
        "carried": {**rule, "shock:a": -0.25, "shock:b": 0.20},
        "called": {**rule, "shock:a": -0.45, "shock:b": 0.35},
        "posted": {**two, "market": -0.30, "posted": 30_000},
        "six": {**six, "market": -0.15, "shock:c": -0.20},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=case)


def controls_of_row(name: str, side: str, value: float):
    """Return what a row is, and its numbers, which are cells of the sheet."""
    rules = datasets.rules(PROFILE)
    return (
        Choice(key=f"side_{name}", options=SIDES, default=side, label=lambda option, say: say(f"side.{option}")),
        Cell(key=f"value:{name}", low=10_000, high=5_000_000, step=10_000, default=value, unit=MONEY),
        Cell(
            key=f"ratio:{name}", low=0.0, high=rules.financing_ratio, step=0.05, default=DEFAULTS["ratio"], unit=PERCENT
        ),
        Cell(
            key=f"margin:{name}",
            low=rules.short_sale_margin,
            high=HIGHEST_MARGIN,
            step=0.05,
            default=DEFAULTS["margin"],
            unit=PERCENT,
        ),
        Cell(key=f"shock:{name}", low=-0.90, high=1.50, step=0.01, default=0.0, unit=PERCENT),
    )


def figure() -> Figure:
    """Declare the figure: what moves everything first, then each row's side; its numbers are cells of the sheet."""
    first = {"a": (LONG, 100_000), "b": (SHORT, 50_000)}
    return Figure(
        id=ID,
        controls=(
            Slider(key="market", low=-0.50, high=0.50, step=0.01, default=0.0, unit=PERCENT),
            Slider(key="posted", low=0, high=1_000_000, step=10_000, default=0, unit=MONEY),
            Toggle(key="net", default=True),
            *(
                control
                for name in NAMES
                for control in controls_of_row(name, *first.get(name, (NONE, DEFAULTS["value"])))
            ),
        ),
        presets=tuple(presets()),
        lead="market",
        hero=("ratio", "move", "called_sum"),
        model=account_builder,
        why=why,
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        sheet=Table(head="sheet", columns=COLUMNS, rows=rows_of_sheet),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
