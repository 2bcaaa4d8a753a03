"""F1.10: a loan for longer than one term: the lender may refuse to extend it, and an extension resets the rate."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, POINTS
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.pledging.rollover_chart import ID, figure
from pledge_lib.panels.pledging.rollover_model import (
    AGREES,
    AT_TERM_END,
    KEPT,
    MONTHLY,
    NEXT,
    PREVIOUS,
    REFUSED_AT,
    REFUSES_SECOND,
    rollover,
)
from pledge_lib.panels.pledging.rollover_view import view

PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
TYPHOON_AT_MATURITY, HOLIDAY_AT_MATURITY = date(2024, 4, 2), date(2024, 7, 31)


def _presets() -> tuple[Preset, ...]:
    """Return a loan that is extended, one whose rate jumps, and two that are not extended."""
    base = {"loan": 600_000, "months": 12, "drawn": TYPHOON_AT_MATURITY, "rate": 0.03, "reset": 1, "ratio": 1.6667,
            "renewal_line": 1.30, "credit": AGREES, "paid": AT_TERM_END, "moved": NEXT,
            "profile": PROFILES[0]}  # fmt: skip
    return tuple(
        Preset(label=f"{ID}.preset.{name}", values={**base, **values})
        for name, values in (
            ("once", {}),
            ("three-points", {"months": 18, "reset": 3, "drawn": HOLIDAY_AT_MATURITY, "paid": MONTHLY}),
            ("ratio", {"ratio": 1.45, "renewal_line": 1.50}),
            ("lender", {"months": 18, "credit": REFUSES_SECOND}),
            ("one-term", {"months": 6}),
        )
    )


def panel() -> Declaration:
    """Declare the panel."""
    profiles = [datasets.rules(name) for name in PROFILES]
    days, longest = datasets.calendar(), min(rules.longest_term_months for rules in profiles)
    controls = (
        Slider(key="months", low=min(rules.term_months for rules in profiles), high=longest, step=1, default=12,
               unit=COUNT),
        Slider(key="reset", low=0, high=3, step=0.25, default=1, unit=POINTS),
        Slider(key="ratio", low=1.00, high=3.00, step=0.01, default=1.6667, unit=PERCENT),
        Slider(key="renewal_line", low=1.20, high=2.00, step=0.01, default=profiles[0].call_line, unit=PERCENT),
        Choice(key="credit", options=tuple(REFUSED_AT), default=AGREES),
        Slider(key="loan", low=50_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY),
        Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
        Choice(key="paid", options=(AT_TERM_END, MONTHLY), default=AT_TERM_END),
        # a month to spare, so that a last day without business finds the next one in the calendar
        Day(key="drawn", low=days[0].date, high=months_after(days[-1].date, -longest - 1), default=TYPHOON_AT_MATURITY),
        Choice(key="moved", options=(NEXT, PREVIOUS, KEPT), default=NEXT),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            sets=lambda name, _values: {"renewal_line": datasets.rules(name).call_line},
            label=lambda name, words: words.of(datasets.title(name)),
        ),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=rollover, view=view, figure=figure)
