"""F2.4: the call as a machine, day by day: who is called, when, for how much, and what becomes of the account."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import PERCENT, TRADING
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.call_machine_log import CallDay
from pledge_lib.panels.margin.call_machine_model import (
    ACCOUNTS,
    MARGIN,
    OF_THE_CALL,
    PAID_ON,
    PROFILES,
    REGIMES,
    CallMachine,
    call_machine,
)
from pledge_lib.panels.margin.call_machine_path import DRAWN, KINDS, RATIOS
from pledge_lib.panels.margin.call_machine_picture import CHART

ID = "F2.4"
RULES_USED = ("cure_target", "daily_limit", "transaction_tax", "commission")
SOURCES = ("A-1", "A-9")  # the procedure, and what is in the ratio
LONGEST = 16
FIRST_DAY, LAST_DAY = date(2016, 1, 4), date(2027, 8, 31)
AT_FIRST = tuple(round(1 - 0.04 * min(day, 9) + 0.03 * max(day - 9, 0), 2) for day in range(1, LONGEST + 1))


def sentence(result: CallMachine):
    """Yield the first call, that there were others, and what became of the account."""
    if result.notice:
        yield "sentence.notice"
        if result.notice is not result.last_call:
            yield "sentence.again"
    yield f"sentence.{result.outcome}"


def notes(result: CallMachine):
    """Yield what the reader has to know besides."""
    values = result.values
    yield "note.ratios" if values["path"] in RATIOS else "note.made-up"
    if values["account"] != "one":
        yield f"note.{values['account']}"
    if result.notice is None and result.name:
        yield "note.carried"
    if result.target != values["restore"]:
        yield "note.restore"
    if values["profile"] != MARGIN:
        yield "note.profile"
    elif values["regime"] != "130":
        yield "note.regime"
    if result.summary.calls > 1:
        yield "note.calls"


def idle(result: CallMachine):
    """Yield the controls that change nothing now."""
    values = result.values
    if values["path"] in RATIOS:
        yield from ("fall", "sessions")
    yield "fall" if values["path"] == DRAWN else DRAWN
    if values["profile"] != MARGIN:
        yield "regime"


def rules(result: CallMachine):
    """Yield the profile whose call is made, and what is as in margin trading."""
    if result.values["profile"] == MARGIN:
        yield result.profile, (*OF_THE_CALL, *RULES_USED)
    else:
        yield result.profile, OF_THE_CALL
        yield result.rules, RULES_USED


TABLE = Table(
    columns=("day", "ratio", "state", "missing", "happened"),
    rows=lambda result: (
        Row(("row.date", "ratio", "row.state", "missing", "happened"), about=CallDay(row)) for row in result.log
    ),
)
SHEET = Table(
    head="sheet",
    columns=("position", "kind", "ratio", "state", "called_sum", "sold"),
    rows=lambda result: (
        Row(("name", "kind", "ratio", "mark", "called_sum", "sold"), about=each) for each in result.on_the_day
    ),
)


def presets():
    """Yield the lesson's paths, the answers to them, and holidays that move the deadline; each sets all it needs."""
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
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values={**base, **case})


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Choice(key="path", options=KINDS, default="path-a"),
            Drawn(key=DRAWN, low=0.20, high=1.50, default=AT_FIRST, count="sessions"),
            Slider(key="fall", low=0.0, high=0.80, step=0.01, default=0.40, unit=PERCENT),
            Slider(key="sessions", low=6, high=LONGEST, step=1, default=12, unit=TRADING),
            Choice(key="account", options=tuple(ACCOUNTS), default="one"),
            *(Slider(key=f"pay_{count}", low=0.0, high=1.0, step=0.10, default=0.0, unit=PERCENT) for count in PAID_ON),
            Slider(key="restore", low=1.30, high=2.00, step=0.01, default=1.66, unit=PERCENT),
            Choice(key="regime", options=tuple(REGIMES), default="130"),
            Choice(
                key="profile",
                options=PROFILES,
                default=MARGIN,
                label=lambda name, say: say.of(datasets.title(name)),
            ),
            Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 3, 2)),
        ),
        presets=tuple(presets()),
        lead="path",
        hero=("shown.ratio", "shown.called_sum", "shown.deadline"),
        model=call_machine,
        sentence=sentence,
        why=lambda result: ("why.call", "why.days", "why.who") if result.notice else ("why.lowest", "why.who"),
        notes=notes,
        idle=idle,
        main=CHART,
        table=TABLE,
        sheet=SHEET,
        rules=rules,
        sources=lambda result: SOURCES,
    )
