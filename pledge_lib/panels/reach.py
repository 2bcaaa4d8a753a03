"""How far a hand moves the lead: as far as its track lies under the chart's axis, as the page has it (geometry.js).

The number box takes what lies beyond; what stands for all that a hand meets is found within.
"""

import math
from collections.abc import Mapping, Sequence

from pledge_lib.panels.control import Control

NEAR = 1e-6  # of a step: so near to the end of the axis is on it


def within_axis(lead: Control, track: Sequence[float], ranges: Mapping[str, tuple[float, float]]) -> Control:
    """Return the lead between the ends of the axis: itself, where all of it lies there or it has no track.

    `track` are the places on the axis of its two ends, or of each of its steps; `ranges` the ends of the axes. Both are
    what the chart says of them.
    """
    if not track or "xaxis" not in ranges:
        return lead
    return lead.between(*_steps(track, ranges["xaxis"], lead.steps)) if lead.steps else lead


def _steps(track: Sequence[float], ends: tuple[float, float], count: float) -> tuple[int, int]:
    """Return the first and the last step of a lead that lies on the axis; the last of all may be a part of one."""
    low, high = sorted(ends)
    if len(track) > 2:
        inside = [step for step, place in enumerate(track) if low <= place <= high]
        return (inside[0], inside[-1]) if len(inside) > 1 else (0, len(track) - 1)
    start, end = track
    first, last = sorted((place - start) / (end - start) * count for place in ends)
    return max(0, math.ceil(first - NEAR)), math.floor(last + NEAR) if last < count else math.ceil(count)
