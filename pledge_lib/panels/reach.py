"""How far a hand moves the lead: as far as its track lies under the chart's axis, as the page has it (geometry.js).

The number box takes what lies beyond; what stands for all that a hand meets is found within.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pledge_lib.panels.control import Control
from pledge_lib.panels.controls import Slider


def within_axis(lead: Control, track: Sequence[float], ranges: Mapping[str, tuple[float, float]]) -> Control:
    """Return the lead between the ends of the axis: itself, where its two ends lie on the axis or it has no track.

    `track` are the places of its two ends on the axis, `ranges` the ends of the axes, both as the chart says them.
    """
    if not (isinstance(lead, Slider) and len(track) == 2 and "xaxis" in ranges):
        return lead
    (start, end), (low, high, step) = track, map(lead.on_screen, (lead.low, lead.high, lead.step))
    numbers = sorted(low + (place - start) / (end - start) * (high - low) for place in ranges["xaxis"])
    steps = [round_to((number - low) / step) for round_to, number in zip((_up, _down), numbers, strict=True)]
    first, last = (lead.from_screen(min(max(low + count * step, low), high)) for count in steps)
    return replace(lead, low=first, high=last, default=min(max(lead.default, first), last))


def _up(steps: float) -> int:
    return math.ceil(steps - 1e-6)


def _down(steps: float) -> int:
    return math.floor(steps + 1e-6)
