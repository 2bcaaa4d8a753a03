"""F2.4: the call as a machine, day by day: who is called, when, for how much, and what becomes of the account."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import PERCENT, TRADING
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.margin import call_machine_chart
from pledge_lib.panels.margin.call_machine_model import ACCOUNTS, MARGIN, PAID_ON, PROFILES, REGIMES, call_machine
from pledge_lib.panels.margin.call_machine_path import DRAWN, KINDS
from pledge_lib.panels.margin.call_machine_view import ID, view
from pledge_lib.panels.words import Words

LONGEST = 16
FIRST_DAY, LAST_DAY = date(2016, 1, 4), date(2027, 8, 31)
AT_FIRST = tuple(round(1 - 0.04 * min(day, 9) + 0.03 * max(day - 9, 0), 2) for day in range(1, LONGEST + 1))


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's paths, the answers to them, and holidays that move the deadline; each sets all it needs."""
    base = {f"pay_{count}": 0.0 for count in PAID_ON} | {"path": "path-a", "account": "one", "start": date(2026, 3, 2)}
    base |= {"fall": 0.40, "sessions": 12, "restore": 1.66, "profile": MARGIN, "regime": "130"}
    falling = {"path": "crash", "fall": 0.47, "sessions": 10}
    cases = {
        "path-a": {},
        "path-b": {"path": "path-b"},
        "afternoon": {"pay_3": 1.0},
        "parts": {"pay_1": 0.40, "pay_2": 0.60},
        "half": {"pay_1": 0.50},
        "touch": {"path": "touch"},
        "only-one": {"account": "two"},
        "two-of-three": {"account": "three"},
        "carried": {"path": "crash", "fall": 0.30, "account": "two"},
        "three-limits": falling,
        "tomb-sweeping": {**falling, "start": date(2025, 3, 28)},
        "typhoon": {**falling, "start": date(2024, 9, 26)},
        "new-year": {"path": "slow", "fall": 0.35, "sessions": 8, "start": date(2025, 1, 15)},
        "recovers": {"path": "v-shape", "fall": 0.235, "sessions": 10},
        "old-line": {"path": "slow", "fall": 0.25, "sessions": 14, "regime": "140"},
        "company": {"path": "path-b", "profile": "tw-sfc-pledge"},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Choice(key="path", options=KINDS, default="path-a"),
        Drawn(key=DRAWN, low=0.20, high=1.50, default=AT_FIRST, count="sessions"),
        Slider(key="fall", low=0.0, high=0.80, step=0.01, default=0.40, unit=PERCENT),
        Slider(key="sessions", low=6, high=LONGEST, step=1, default=12, unit=TRADING),
        Choice(key="account", options=tuple(ACCOUNTS), default="one"),
        *(Slider(key=f"pay_{count}", low=0.0, high=1.0, step=0.10, default=0.0, unit=PERCENT) for count in PAID_ON),
        Slider(key="restore", low=1.30, high=2.00, step=0.01, default=1.66, unit=PERCENT),
        Choice(key="regime", options=tuple(REGIMES), default="130"),
        Choice(key="profile", options=PROFILES, default=MARGIN, label=_lender),
        Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 3, 2)),
    )
    return Declaration(
        id=ID,
        controls=controls,
        presets=_presets(),
        model=call_machine,
        view=view,
        figure=call_machine_chart.figure,
        has_sheet=True,
    )


def _lender(name: str, words: Words) -> str:
    return words.of(datasets.title(name))
