"""F2.4: the call as a machine, day by day: who is called, when, for how much, and what becomes of the account."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import PERCENT, SESSIONS, TRADING
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.call_machine_account import ACCOUNTS, MARGIN
from pledge_lib.panels.margin.call_machine_log import CallDay
from pledge_lib.panels.margin.call_machine_model import (
    LONGEST_TODAY,
    OF_THE_CALL,
    PAID_ON,
    PROFILES,
    REGIMES,
    CallMachine,
    call_machine,
)
from pledge_lib.panels.margin.call_machine_path import DRAWN, KINDS, RATIOS
from pledge_lib.panels.margin.call_machine_picture import CHART, tone_of
from pledge_lib.panels.stage import Hero

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


def why(result: CallMachine):
    """Yield the call and its days, or the lowest ratio, whom it asks, and where prices and rules come from."""
    values = result.values
    yield from ("why.call", "why.days") if result.notice else ("why.lowest",)
    yield "why.who"
    yield "why.ratios" if values["path"] in RATIOS else "why.made-up"
    if values["account"] != "one":
        yield f"why.{values['account']}"
    if values["profile"] != MARGIN:
        yield "why.profile"
    elif values["regime"] != "130":
        yield "why.regime"


def notes(result: CallMachine):
    """Yield what the reader has to know besides."""
    if result.notice is None and result.name:
        yield "note.carried"
    if result.target != result.values["restore"]:
        yield "note.restore"
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


def zones(result: CallMachine):
    """Return the tone of each place of the lead; where the log ends the last one goes on."""
    shades = [tone_of(result, row) for row in result.log]
    changes = [place for place in range(1, len(shades)) if shades[place] != shades[place - 1]]
    return (*((place - 0.5, shades[place - 1]) for place in changes), (None, shades[-1]))


def chip(result: CallMachine) -> str:
    """Return the word of today's state; a safe day within the band above the line is near it."""
    is_near = tone_of(result, result.row) == tones.NEAR and result.row.state != "watch"
    return "chip.near" if is_near else f"chip.{result.row.state}"


def still_asked(result: CallMachine) -> Hero:
    """Return the second number: what the call still asks for, and after a sale what comes back or is owed."""
    if result.standing != "sold":
        return Hero(path="day.missing", sub="sub.of" if result.row.called_sum is not None else None)
    if result.last.bill > 0:
        return Hero(path="last.bill", caption="hero.owed")
    return Hero(path="returned", caption="hero.back")


def time_left(result: CallMachine) -> Hero:
    """Return the third number: the business days left, or in a word why none are counted."""
    sub = None if result.row.deadline is None else f"sub.{result.standing}"
    if result.standing == "left":
        return Hero(path="days_left", caption="hero.left", sub=sub)
    return Hero(text=f"standing.{result.standing}", caption="hero.left", sub=sub)


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


GROUPS = {
    "only-one": "accounts",
    "two-of-three": "accounts",
    "carried": "accounts",
    "tomb-sweeping": "calendar",
    "typhoon": "calendar",
    "new-year": "calendar",
    "old-line": "rules",
    "company": "rules",
}


def presets():
    """Yield the lesson's paths, the answers to them, and holidays that move the deadline; each sets all it needs."""
    base = {f"pay_{count}": 0.0 for count in PAID_ON} | {"path": "path-a", "account": "one", "start": date(2026, 3, 2)}
    base |= {"fall": 0.40, "sessions": 12, "restore": 1.66, "profile": MARGIN, "regime": "130", "today": 4}
    falling = {"path": "crash", "fall": 0.47, "sessions": 10}
    cases = {
        "p2-4": {"path": "p2-4", "today": 3},
        "path-a": {"today": 1},
        "path-b": {"path": "path-b"},
        "afternoon": {"pay_3": 1.0},
        "parts": {"pay_1": 0.40, "pay_2": 0.60, "today": 3},
        "half": {"pay_1": 0.50, "today": 3},
        "touch": {"path": "touch", "today": 1},
        "three-limits": falling,
        "recovers": {"path": "v-shape", "fall": 0.235, "sessions": 10, "today": 6},
        "only-one": {"account": "two", "today": 1},
        "two-of-three": {"account": "three", "today": 1},
        "carried": {"path": "crash", "fall": 0.30, "account": "two"},
        "tomb-sweeping": {**falling, "start": date(2025, 3, 28)},
        "typhoon": {**falling, "start": date(2024, 9, 26)},
        "new-year": {"path": "slow", "fall": 0.35, "sessions": 8, "start": date(2025, 1, 15), "today": 6},
        "old-line": {"path": "slow", "fall": 0.25, "sessions": 14, "regime": "140", "today": 9},
        "company": {"path": "path-b", "profile": "tw-sfc-pledge", "today": 3},
    }
    for name, case in cases.items():
        group = f"group.{GROUPS.get(name, 'paths')}"
        yield Preset(label=f"preset.{name}", group=group, values={**base, **case})


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="today", low=0, high=LONGEST_TODAY, step=1, default=3, unit=SESSIONS),
            *(Slider(key=f"pay_{count}", low=0.0, high=1.0, step=0.10, default=0.0, unit=PERCENT) for count in PAID_ON),
            Slider(key="restore", low=1.30, high=2.00, step=0.01, default=1.66, unit=PERCENT),
            Choice(key="path", options=KINDS, default="p2-4"),
            Choice(key="account", options=tuple(ACCOUNTS), default="one"),
            Slider(key="fall", low=0.0, high=0.80, step=0.01, default=0.40, unit=PERCENT),
            Slider(key="sessions", low=6, high=LONGEST, step=1, default=12, unit=TRADING),
            Drawn(key=DRAWN, low=0.20, high=1.50, default=AT_FIRST, count="sessions"),
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
        lead="today",
        hero=("day.ratio", still_asked, time_left),
        tone=lambda result: tone_of(result, result.row),
        chip=chip,
        zones=zones,
        model=call_machine,
        sentence=sentence,
        why=why,
        notes=notes,
        idle=idle,
        main=CHART,
        table=TABLE,
        sheet=SHEET,
        rules=rules,
        sources=lambda result: SOURCES,
    )
