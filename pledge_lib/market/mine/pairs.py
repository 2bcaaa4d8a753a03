"""How prices move: one volatility for every symbol and one correlation for every two, and the reader's own for some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative, require_number, require_one

HAIR = 1e-9  # what binary arithmetic may leave below 0 of a matrix that is just possible


@dataclass(frozen=True)
class Swings:
    """Yearly volatilities as fractions: `common` of every symbol, `own` of single ones.

    >>> swings = Swings(0.30, {"2603": 0.55})
    >>> swings.of("2603"), swings.of("2330")
    (0.55, 0.3)
    """

    common: float
    own: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self):
        require_not_negative("volatility", self.common)
        for symbol, value in self.own.items():
            require_not_negative(f"volatility of {symbol}", value)

    def of(self, symbol: str) -> float:
        """Return the volatility of a symbol."""
        return self.own.get(symbol, self.common)


@dataclass(frozen=True)
class Pairs:
    """Correlations: `common` of every two symbols from 0 to 1, `own` of single pairs from -1 to 1.

    >>> pairs = Pairs(0.5, {("2330", "0050"): 0.9})
    >>> pairs.of("0050", "2330"), pairs.of("2330", "2317")
    (0.9, 0.5)
    """

    common: float
    own: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self):
        require_fraction("correlation", self.common)
        for pair, value in self.own.items():
            if len(set(pair)) != 2:
                raise InputError("twice", name="pair", value=pair[0])
            name = f"correlation of {' and '.join(pair)}"
            require_one(name, value)
            require_number(name, value)
            if not -1 <= value <= 1:
                raise InputError("out_of_range", name=name, value=value, low=-1, high=1)

    def of(self, one: str, other: str) -> float:
        """Return the correlation of two symbols."""
        return self.own.get((one, other), self.own.get((other, one), self.common))

    def matrix(self, symbols: Sequence[str]) -> np.ndarray:
        """Return the correlations of these symbols, of shape (n, n); refuse those that no prices can have.

        >>> Pairs(0.0, {("A", "B"): 0.9, ("B", "C"): 0.9, ("A", "C"): -0.9}).matrix("ABC")
        Traceback (most recent call last):
        ...
        pledge_lib.finance.checks.InputError: the correlations of A, B, C cannot hold at once; two that move with a \
third move with each other, so bring them nearer to each other
        """
        found = np.array([[1.0 if one == other else self.of(one, other) for other in symbols] for one in symbols])
        if not _is_possible(found):
            raise InputError("cannot_all_be", value=", ".join(_at_odds(symbols, found)))
        return found


def root(matrix: np.ndarray) -> np.ndarray:
    """Return what makes independent draws move by a matrix of correlations: its product with itself is the matrix."""
    swings, ways = np.linalg.eigh(matrix)
    return ways * np.sqrt(np.maximum(swings, 0))


def _is_possible(matrix: np.ndarray) -> bool:
    return not len(matrix) or float(np.linalg.eigvalsh(matrix)[0]) >= -HAIR


def _at_odds(symbols: Sequence[str], matrix: np.ndarray) -> Sequence[str]:
    """Return the first three symbols whose correlations no prices can have; all where it takes more of them."""
    for three in combinations(range(len(symbols)), 3):
        if not _is_possible(matrix[np.ix_(three, three)]):
            return [symbols[place] for place in three]
    return symbols
