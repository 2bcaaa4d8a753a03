"""F6.2: the cheapest way to be safe to a chosen fall, lender by lender, from cash, spare shares and sales."""

from collections.abc import Iterator

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.units import MONEY, PERCENT, SHARES
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine import spare
from pledge_lib.panels.mine.cure_finder_model import (
    COVERED,
    MOST_FALL,
    SAFE_ALREADY,
    SHORT,
    USUAL_FALL,
    CureFinder,
    finder,
)
from pledge_lib.panels.mine.cure_finder_picture import MOST_CASH, MOST_SPARE, chart
from pledge_lib.panels.mine.position import notes_on
from pledge_lib.panels.table import Row, Table

ID = "F6.2"
MOST_LANES = 6
RULES_USED = ("call_line", "transaction_tax", "commission")


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    mine, is_example = portfolio_of(rows), rows == kept.example()
    shares = [symbol for account in mine.accounts if account.currency == "TWD" for symbol in account.prices]
    symbols = tuple(dict.fromkeys(shares)) or mine.symbols
    prices = {symbol: mine.prices[symbol] for symbol in symbols}
    untouched = {"fall": 0.0, "cash": 0, "spare": 0, "symbol": symbols[0], "sells": False}
    count = min(MOST_LANES, len(finder(mine, untouched, is_example=False).lanes)) or 1
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=MOST_FALL, step=0.01, default=USUAL_FALL, unit=PERCENT),
            Slider(key="cash", low=0, high=MOST_CASH, step=10_000, default=0, unit=MONEY),
            Slider(key="spare", low=0, high=MOST_SPARE, step=100, default=0, unit=SHARES),
            Choice(key="symbol", options=symbols, default=symbols[0], label=lambda symbol, say: symbol),
            Toggle(key="sells", default=False),
            *spare.cells(symbols),
        ),
        presets=(
            Preset(label="preset.cash", values={"fall": 0.25, "cash": 100_000, "spare": 0, "sells": False}),
            Preset(label="preset.sells", values={"fall": 0.40, "cash": 100_000, "spare": 0, "sells": True}),
            Preset(label="preset.spare", values={"fall": 0.30, "cash": 0, "spare": 2_000, "sells": False}),
        ),
        lead="fall",
        hero=("missing", "cost", "room"),
        tone=lambda result: {SHORT: tones.CALLED, COVERED: tones.NEAR, SAFE_ALREADY: tones.SAFE}.get(
            result.state, tones.PLAIN
        ),
        model=lambda values: finder(mine, values, is_example=is_example),
        wide=True,
        why=lambda result: ("why",),
        notes=lambda result: tuple(notes_on(mine, is_example=result.is_example)),
        main=chart(count),
        table=Table(rows=rows_of_table),
        drawers=(Drawer(name="lenders", table=LENDERS), Drawer(name="moves", table=MOVES)),
        sheet=spare.sheet(prices),
        rules=rules,
    )


def rules(result: CureFinder):
    """Yield the rules of each lender once."""
    names = dict.fromkeys(lane.part.before.rules.name for lane in result.lanes) or ("tw-bank-pledge",)
    return tuple((name, RULES_USED) for name in names)


LENDERS = Table(
    head="lenders",
    columns=("name", "kind", "untouched", "repay", "add", "sell", "cost", "after", "line", "missing"),
    rows=lambda result: tuple(
        Row(("name", "kind", "untouched", "repay", "add", "sell", "cost", "after", "line", "missing"), about=lane)
        for lane in result.lanes
    ),
)


MOVES = Table(
    head="steps",
    columns=("name", "what", "of", "count", "value"),
    rows=lambda result: tuple(Row(("name", "what", "of", "count", "value"), about=move) for move in result.moves),
)


def rows_of_table(result: CureFinder) -> Iterator[str | Row]:
    """Yield the sums, then the proof of each lender."""
    yield from ("state", "fall", "repay", "add", "sell", "cost", "cash_left", "missing", "room")
    for lane in result.lanes:
        yield Row((("row.lane", lane), ("cell.lane", lane)))
