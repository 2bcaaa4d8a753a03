"""Random numbers as numpy draws them, in plain Python, so that a page without numpy shows the path of the lesson.

`Normals(seed)` is `numpy.random.default_rng(seed)` for standard normals of float64, and for nothing else. The seed is
spread over 128 bits (numpy's SeedSequence), a permuted congruential generator gives 64 bits a step (O'Neill's PCG64,
XSL-RR), and a ziggurat of 256 layers of one area turns them into normals (Marsaglia and Tsang 2000). The bits are
numpy's own; the edges of the layers are worked out here, while numpy has them in tables, so a normal is numpy's but for
its last few digits.
"""

import math
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice, pairwise

MASK_32, MASK_64, MASK_128 = ((1 << bits) - 1 for bits in (32, 64, 128))
# the seed: words of 32 bits are stirred into a pool of four, and the state is drawn from it
POOL = 4
STIR_FROM, STIR_BY, DRAW_FROM, DRAW_BY = 0x43B0D7E5, 0x931E8875, 0x8B51F9DD, 0x58F38DED
MIX_LEFT, MIX_RIGHT = 0xCA01F9DD, 0x4973F715
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645  # of the generator's step
# the ziggurat: below the last edge lie layers of one area, the lowest of them with the tail
LAYERS, LAST_EDGE, AREA = 256, 3.6541528853610088, 0.0049286732339746519
PARTS = 1 << 52  # into so many parts a layer is cut


class Normals:
    """An endless row of standard normals, the same for the same seed: a whole number, or several."""

    def __init__(self, *seed: int):
        high, low, *stream = _drawn(_stirred([word for number in seed for word in _words(number)]))
        self._step = (stream[0] << 64 | stream[1]) << 1 & MASK_128 | 1
        self._state = (self._step + (high << 64 | low)) * MULTIPLIER + self._step & MASK_128

    def take(self, number: int) -> list[float]:
        """Return the next so many normals.

        >>> [round(drawn, 4) for drawn in Normals(1).take(3)]
        [0.3456, 0.8216, 0.3304]
        """
        return [self._normal() for _ in range(number)]

    def _bits(self) -> int:
        self._state = (self._state * MULTIPLIER + self._step) & MASK_128
        folded, turn = (self._state >> 64 ^ self._state) & MASK_64, self._state >> 122
        return (folded >> turn | folded << (64 - turn)) & MASK_64

    def _part(self) -> float:
        """Return a number from 0 to below 1."""
        return (self._bits() >> 11) / (1 << 53)

    def _normal(self) -> float:
        edges, inside, heights = _ziggurat()
        while True:
            bits = self._bits()
            layer, sign, place = bits & 0xFF, -1 if bits >> 8 & 1 else 1, bits >> 9 & PARTS - 1
            found = place * edges[layer]
            if place < inside[layer]:
                return sign * found
            if layer == 0:
                return self._tail(-1 if place >> 8 & 1 else 1)
            height = (heights[layer - 1] - heights[layer]) * self._part() + heights[layer]
            if height < _bell(found):
                return sign * found

    def _tail(self, sign: int) -> float:
        """Return a normal beyond the last edge (Marsaglia 1964)."""
        while True:
            beyond, room = -math.log1p(-self._part()) / LAST_EDGE, -math.log1p(-self._part())
            if 2 * room > beyond**2:
                return sign * (LAST_EDGE + beyond)


def _words(number: int) -> list[int]:
    """Return a whole number as words of 32 bits, the lowest first."""
    return [number >> place & MASK_32 for place in range(0, max(number.bit_length(), 1), 32)]


def _stirred(words: list[int]) -> list[int]:
    """Return the pool into which every word is stirred."""
    constants = _powers(STIR_FROM, STIR_BY)
    filled = words + [0] * (POOL - len(words))
    pool = [_hashed(word, constants) for word in filled[:POOL]]
    for source in range(POOL):
        for place in range(POOL):
            if source != place:
                pool[place] = _mixed(pool[place], _hashed(pool[source], constants))
    for word in filled[POOL:]:
        pool = [_mixed(kept, _hashed(word, constants)) for kept in pool]
    return pool


def _drawn(pool: list[int]) -> list[int]:
    """Return four numbers of 64 bits out of the pool."""
    constants = _powers(DRAW_FROM, DRAW_BY)
    words = [_hashed(word, constants) for word in islice(cycle(pool), 2 * POOL)]
    return [high << 32 | low for low, high in zip(words[::2], words[1::2], strict=True)]


def _powers(first: int, factor: int) -> Iterator[tuple[int, int]]:
    """Yield a constant and the one after it, for ever."""
    while True:
        after = first * factor & MASK_32
        yield first, after
        first = after


def _hashed(word: int, constants: Iterator[tuple[int, int]]) -> int:
    now, after = next(constants)
    found = (word ^ now) * after & MASK_32
    return found ^ found >> 16


def _mixed(kept: int, new: int) -> int:
    found = kept * MIX_LEFT - new * MIX_RIGHT & MASK_32
    return found ^ found >> 16


@cache
def _ziggurat() -> tuple[list[float], list[float], list[float]]:
    """Return of each layer the width of a part, how many parts lie wholly under the bell, and the bell at its edge."""
    edges = [LAST_EDGE]
    while len(edges) < LAYERS - 1:
        edges.append(math.sqrt(-2 * math.log(AREA / edges[-1] + _bell(edges[-1]))))
    edges = [0.0, *reversed(edges)]
    base = AREA / _bell(LAST_EDGE)  # so wide would be the lowest layer, with its tail, as a rectangle
    inside = [LAST_EDGE / base, *(upper / lower for upper, lower in pairwise(edges))]
    widths = [base, *edges[1:]]
    return [width / PARTS for width in widths], [part * PARTS for part in inside], [_bell(edge) for edge in edges]


def _bell(place: float) -> float:
    return math.exp(-(place**2) / 2)
