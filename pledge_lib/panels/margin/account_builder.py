"""F2.3: one margin account of up to six positions over the common change of prices, and who would be called."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.states import CALLED, NO_DEBT
from pledge_lib.finance.units import MONEY, PERCENT, SIGNED, Word
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.account_builder_model import (
    EMPTY,
    LONG,
    NAMES,
    NONE,
    PROFILE,
    SHORT,
    SIDES,
    AccountBuilder,
    Parcel,
    account_builder,
)
from pledge_lib.panels.margin.account_builder_picture import CHART, COUNTED, PIECES
from pledge_lib.panels.stage import Hero

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
COLUMNS = ("row", "side", "value", "financing_ratio", "short_sale_margin", "shock", "ratio", "state", "called_sum")


@dataclass(frozen=True)
class RowOfSheet:
    """A row of the sheet by its name and what it holds; `absent` is what such a row does not have."""

    name: Word
    side: Word
    parcel: Parcel | None
    absent: None = None


def why(result: AccountBuilder):
    """Yield the sums of the account, what leads it to the line, then what counts and how."""
    if result.state in (EMPTY, NO_DEBT):
        yield f"why.{result.state}"
        return
    yield "why.account"
    if result.state != CALLED:
        yield "why.none" if result.move is None else "why.fall" if result.move < 0 else "why.rise"
    yield "why.net" if result.net else "why.gross"
    if result.now.posted:
        yield "why.posted"


def to_the_line(result: AccountBuilder) -> Hero:
    """Return the common move that leads to the line, or that none does."""
    return Hero(path="move", sub="sub.no-move" if result.debt and result.move is None else "sub.move")


def notes(result: AccountBuilder):
    """Yield that the account would leave a debt, where it would."""
    if result.debt and result.equity < 0:
        yield "note.owing"


def rows(result: AccountBuilder):
    """Yield the rows of the table that have a number in this state, then each position alone."""
    yield from ("state", *PIECES)
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
        "only-a": {**two, "shock:a": -0.30, "shock:b": -0.20},
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
        Cell(key=f"shock:{name}", low=-0.90, high=1.50, step=0.01, default=0.0, unit=SIGNED),
    )


def figure() -> Figure:
    """Declare the figure: what moves everything first, then each row's side; its numbers are cells of the sheet."""
    first = {"a": (LONG, 100_000), "b": (SHORT, 50_000)}
    return Figure(
        id=ID,
        controls=(
            Slider(key="market", low=-0.50, high=0.50, step=0.01, default=0.0, unit=SIGNED),
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
        hero=("ratio", to_the_line, "called_sum"),
        tone=lambda result: result.tone,
        model=account_builder,
        why=why,
        notes=notes,
        main=CHART,
        drawers=(Drawer(name="counted", chart=COUNTED),),
        table=Table(rows=rows),
        sheet=Table(head="sheet", columns=COLUMNS, rows=rows_of_sheet),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
