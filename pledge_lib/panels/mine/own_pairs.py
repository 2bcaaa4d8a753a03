"""The reader's own correlations in F6.4: a table with a box for every two symbols that may lead to a call."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.units import CORRELATION, Correlation, Text
from pledge_lib.market.correlations import pair_correlations
from pledge_lib.market.mine.pairs import Pairs
from pledge_lib.panels.controls import Cell, Values
from pledge_lib.panels.table import Row, Table

MOST_SYMBOLS = 8  # 28 pairs; the others keep the common correlation
USUAL = 0.5
COLUMNS = ("one", "other", "measured", "own")
Pair = tuple[str, str]


@dataclass(frozen=True)
class PairRow:
    """Two symbols, and how far they moved together in the crash that is shipped, where both are recorded."""

    one: Text
    other: Text
    measured: Correlation | None


def pairs_to_ask(accounts: tuple[Account, ...]) -> tuple[Pair, ...]:
    """Return every two of the symbols at the largest accounts."""
    return tuple(combinations(_symbols(accounts)[:MOST_SYMBOLS], 2))


def leaves_out(accounts: tuple[Account, ...]) -> bool:
    """Return whether some symbols are too many for the table, so that they keep the one correlation."""
    return len(_symbols(accounts)) > MOST_SYMBOLS


def _symbols(accounts: tuple[Account, ...]) -> list[str]:
    largest_first = sorted(accounts, key=lambda account: account.collateral, reverse=True)
    return list(dict.fromkeys(symbol for account in largest_first for symbol in account.exposed))


def cells(pairs: tuple[Pair, ...], episode: str) -> Iterator[Cell]:
    """Yield a box for each pair; it begins with what was measured, if those can all be at once."""
    begins = {pair: round(_measured(pair, episode) or USUAL, 2) for pair in pairs}
    try:
        Pairs(USUAL, begins).matrix(tuple(dict.fromkeys(symbol for pair in pairs for symbol in pair)))
    except InputError:
        begins = dict.fromkeys(pairs, USUAL)
    for pair, value in begins.items():
        yield Cell(key=_key(pair), low=-1.0, high=1.0, step=0.01, default=value, unit=CORRELATION)


def pairs_of(values: Values) -> Pairs:
    """Return the correlations as the reader has set them: one for all, or besides it one for each pair of the table."""
    own = {}
    if values["each"]:
        own = {tuple(key.split(":")[1:]): value for key, value in values.items() if key.startswith("pair:")}
    return Pairs(values["correlation"], own)


def sheet(pairs: tuple[Pair, ...], episode: str, before: Iterable[Row] = ()) -> Table:
    """Return the table of those boxes, below the rows that come `before`."""
    rows = tuple(before) + tuple(
        Row(("one", "other", "measured", _key(pair)), about=PairRow(*pair, _measured(pair, episode))) for pair in pairs
    )
    return Table(head="sheet", columns=COLUMNS, rows=lambda result: rows, depends_on=lambda result: None)


def _measured(pair: Pair, episode: str) -> float | None:
    known = pair_correlations(episode)
    return known.get(pair, known.get(pair[::-1]))


def _key(pair: Pair) -> str:
    return f"pair:{pair[0]}:{pair[1]}"
