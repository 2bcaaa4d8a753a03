"""The picture that figures over time share: the ratio day by day under a strip of states, today at the hand.

What happened stands as four shapes at the ratio of its day: ▲ notice, + payment, ◇ sale suspended, ✕ sold.
"""

from pledge_lib.panels import toned, tones
from pledge_lib.panels.chart import Mark

STATES = (tones.SAFE, tones.NEAR, tones.CALLED, tones.SOLD)


def marks(below: str, level: str, *spans: Mark) -> tuple[Mark, ...]:
    """Return the marks from back to front; `below` names the zone under the line, `level` what closes a call."""
    return (
        toned.zone(below, tone=tones.CALLED),
        toned.zone("closed", tone=tones.PLAIN),
        *(toned.zone(f"strip-{tone}", tone=tone) for tone in STATES),
        toned.line(level, tone=tones.SAFE, width=2, dash="dash"),
        toned.line("line", tone=tones.CALLED, width=2),
        toned.line("ahead", tone=tones.CURVE, width=1.5, dash="dot"),
        toned.line("path", tone=tones.CURVE, width=3),
        toned.line("span", tone=tones.INK, width=4),
        *spans,
        toned.line("today", tone=tones.INK, width=1.5, dash="dash"),
        toned.event("suspended", tone=tones.NEAR, symbol="diamond-open"),
        toned.event("paid", tone=tones.SAFE, symbol="cross-thin"),
        toned.event("notice", tone=tones.CALLED, symbol="triangle-up"),
        toned.event("sold", tone=tones.SOLD, symbol="x-thin"),
        toned.dot("now"),
    )
