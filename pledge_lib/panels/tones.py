"""The states that a reader must not miss, as a figure shows them: by colour, by shape and in a word.

What the library calls a position's state becomes one of four tones. `near` is a warning of ours, not a lender's rule:
the articles' own band between 130 and 150 per cent, held in the same proportion at every line.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from pledge_lib.finance import lines
from pledge_lib.finance.checks import exact

SAFE, NEAR, CALLED, SOLD, PLAIN = "safe", "near", "called", "sold", "none"
INK, QUIET, CURVE, STATE = "ink", "soft", "curve", "state"  # tones of marks that are no state; STATE is the chip's
OVER = (CALLED, SOLD)
BAND = Fraction(150, 130)
BY_STATE = {
    "normal": SAFE,
    "cancelled": SAFE,
    "safe": SAFE,
    "no-debt": SAFE,
    "cured": SAFE,
    "on-the-line": NEAR,
    "watch": NEAR,
    "leaks": NEAR,
    "called": CALLED,
    "same-day": CALLED,
    "called-at-start": CALLED,
    "below-at-start": CALLED,
    "sale": SOLD,
    "closed": SOLD,
    "sold": SOLD,
    "liquidatable": SOLD,
}
Zones = tuple[tuple[float | None, str], ...]


def near_from(line: float) -> float:
    """Return the ratio below which a position is near its line.

    >>> near_from(1.30), round(near_from(1), 4)
    (1.5, 1.1538)
    """
    return float(exact(line) * BAND)


def of_state(state: str, *, ratio: float | None = None, line: float | None = None) -> str:
    """Return the tone of a state; a safe one within the band above its line is near.

    >>> of_state("normal"), of_state("normal", ratio=1.4667, line=1.30), of_state("watch"), of_state("tied")
    ('safe', 'near', 'near', 'none')
    """
    tone = BY_STATE.get(state, PLAIN)
    has_line = tone == SAFE and ratio is not None and line is not None
    return NEAR if has_line and _is_in_band(ratio, line) else tone


def of_ratio(ratio: float, line: float, *, below: str = CALLED) -> str:
    """Return the tone of a ratio over its line; on the line is near, below it is `below`.

    >>> [of_ratio(ratio, 1.30) for ratio in (1.29, 1.30, 1.50)], of_ratio(0.99, 1, below=SOLD)
    (['called', 'near', 'safe'], 'sold')
    """
    if lines.below(ratio, line):
        return below
    return NEAR if _is_in_band(ratio, line) else SAFE


def falling(call: float | None, near: float | None, *, below: str = CALLED) -> Zones:
    """Return the zones of a lead whose small values are the dangerous ones: below `call`, near, safe."""
    return ((call, below), (near, NEAR), (None, SAFE))


def rising(near: float | None, call: float | None, *, beyond: str = CALLED) -> Zones:
    """Return the zones of a lead whose large values are the dangerous ones: safe, from `near` on near, from `call`."""
    return ((near, SAFE), (call, NEAR), (None, beyond))


def stretches(zones: Zones, low: float, high: float) -> Iterator[tuple[float, str]]:
    """Yield the zones that lie between the two ends, each with where it stops; a zone without an end goes on.

    >>> list(stretches(falling(-0.22, -0.10), -0.60, 0.30)), list(stretches(falling(-0.70, -0.65), -0.60, 0.30))
    ([(-0.22, 'called'), (-0.1, 'near'), (0.3, 'safe')], [(0.3, 'safe')])
    """
    start = low
    for end, tone in zones:
        stop = high if end is None else min(max(end, start), high)
        if stop > start:
            yield stop, tone
        start = stop


def _is_in_band(ratio: float, line: float) -> bool:
    return ratio < inf and exact(ratio) < exact(line) * BAND
