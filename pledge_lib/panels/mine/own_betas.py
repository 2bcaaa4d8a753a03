"""The reader's own betas in F6.3: a table with a box for each symbol of which some crash has no closes."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import TIMES, Text
from pledge_lib.market.mine.replay import EPISODES, USUAL_BETA, known_symbols
from pledge_lib.panels.controls import Cell, Toggle, Values
from pledge_lib.panels.table import Row, Table

EACH, LOWEST, HIGHEST = "each", 0.0, 3.0
COLUMNS = ("symbol", "own")


@dataclass(frozen=True)
class Follower:
    """A symbol that follows the index in some crash."""

    symbol: Text


def followers(mine: Portfolio) -> tuple[Follower, ...]:
    """Return every symbol, not on chain, of which some crash has no closes."""
    held = dict.fromkeys(symbol for each in mine.accounts if not isinstance(each, OnChain) for symbol in each.prices)
    known = set.intersection(*(set(known_symbols(episode)) for episode in EPISODES))
    return tuple(Follower(symbol) for symbol in held if symbol not in known)


def controls(found: tuple[Follower, ...]) -> Iterator[Toggle | Cell]:
    """Yield the switch between one beta for all and one for each, and the box of each."""
    if found:
        yield Toggle(key=EACH, default=False)
    for each in found:
        yield Cell(key=_key(each), low=LOWEST, high=HIGHEST, step=0.05, default=USUAL_BETA, unit=TIMES)


def betas_of(values: Values) -> dict[str, float] | float:
    """Return the betas as the reader has set them: one for all, or one for each symbol of the table."""
    if not values.get(EACH):
        return values["beta"]
    return {key.partition(":")[2]: value for key, value in values.items() if key.startswith("beta:")}


def sheet(found: tuple[Follower, ...]) -> Table | None:
    """Return the table of those boxes; none where every symbol has its closes."""
    rows = tuple(Row(("symbol", _key(each)), about=each) for each in found)
    return (
        Table(head="sheet", columns=COLUMNS, rows=lambda result: rows, depends_on=lambda result: None) if rows else None
    )


def _key(each: Follower) -> str:
    return f"beta:{each.symbol}"
