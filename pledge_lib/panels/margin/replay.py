"""F2.9: a real fall replayed for an account opened on one day, and on all others: calls, sales, what came after."""

import math
from datetime import date
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.units import DATE, MONEY, PERCENT, SESSIONS, SIGNED, TIMES
from pledge_lib.market import events
from pledge_lib.market.events import TimelineRow
from pledge_lib.market.sessions import require_session, sessions
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.replay_accounts import (
    ACCOUNTS,
    FIRST_DAY,
    INDEX,
    LAST_DAY,
    MIXED,
    OWN,
    SHARES,
    all_start_days,
)
from pledge_lib.panels.margin.replay_drawers import AFTER
from pledge_lib.panels.margin.replay_drawers import INDEX as INDEX_DRAWER
from pledge_lib.panels.margin.replay_model import CALLED, NEVER, SOLD, Replay, kind_of, replayed
from pledge_lib.panels.margin.replay_picture import CHART
from pledge_lib.panels.pasted import Pasted, Rows
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero

ID = "F2.9"
RULES_USED = (
    "call_line",
    "cure_target",
    "cancel_level",
    "cure_sessions",
    "financing_ratio",
    "annual_rate",
    "daily_limit",
    "transaction_tax",
    "commission",
)
FATES = {NEVER: tones.SAFE, CALLED: tones.CALLED, SOLD: tones.SOLD}
WEEKEND = (5, 6)  # a drag goes over them: what the lead stands at says the next session
SHOWN = (events.NOTICE, events.DEADLINE, events.SAME_DAY_DUE, events.CANCEL, events.UNFILLED, events.SOLD)
EXAMPLE_FROM = date(2026, 3, 2)
EXAMPLE = (100, 98, 95, 92, 88, 84, 79, 75, 72, 70, 68, 71, 75, 80, 84, 88, 90, 91, 93, 95)  # closes of no real share
STARTS = {"2008-financial-crisis": date(2008, 5, 19), "2024-yen-unwinding": date(2024, 7, 11)}  # highs of the index


def sentence(result: Replay):
    """Yield the story of one account."""
    if result.notice:
        yield "sentence.notice"
    yield f"sentence.{result.outcome}"


def why(result: Replay):
    """Yield the sums that the sentence rests on, what the account is, and what the model leaves out."""
    if result.has_debt:
        yield from ("why.opened", "why.notice" if result.notice else "why.lowest")
    else:
        yield "why.no-loan"
    if result.changes:
        yield "why.changes"
    yield "why.spread"
    if not result.is_own:
        yield datasets.windows()[result.values["episode"]].happened
    if result.is_own:
        yield "why.own"
    elif result.symbol in (MIXED, INDEX):
        yield f"why.{result.symbol}"
    yield "why.model"


def notes(result: Replay):
    """Yield what the reader has to know besides."""
    if result.moves:
        yield "note.beyond-limit"
    if result.start != result.asked and result.asked.weekday() not in WEEKEND:
        yield "note.moved"
    if result.notice and result.tries:
        yield "note.locked"
    if result.mine.calls > 1:
        yield "note.calls"


def zones(result: Replay):
    """Return the fate of each start day, for the track: where one ends, the next begins."""
    fates = result.fates or ()
    for earlier, later in pairwise(fates):
        if kind_of(earlier) != kind_of(later):
            yield result.path.days[later.start], FATES[kind_of(earlier)]
    if fates:
        yield None, FATES[kind_of(fates[-1])]


def sold_days(result: Replay) -> Hero:
    """Return the second number: how many start days ended in a sale, a dash until they are counted."""
    return Hero(path="counts.sold", caption="hero.sold", sub="sub.called" if result.counts else None)


def later(result: Replay) -> Hero:
    """Return the third number: by how much what was sold moved afterwards, or in a word why there is none."""
    if result.after:
        return Hero(path="after.change", caption="hero.after", sub="sub.after")
    return Hero(text="hero.no-data" if result.sold else "hero.not-sold", caption="hero.after")


def rows(result: Replay):
    """Yield what happened, oldest first, then the fates of all start days."""
    yield happened(result.start, "start", result.opened.ratio, result.loan)
    for row in result.log or ():
        for event in (*SHOWN, events.BILL):
            if event in row.events:
                yield happened(row.date, event, row.ratio, amount(event, row))
    if result.after:
        yield Row((DATE(None), ("event.after",), PERCENT(None), SIGNED(result.after.change)))
    for kind in (NEVER, CALLED, SOLD):
        yield Row((("row.starts",), (f"trace.{kind}",), PERCENT(None), f"counts.{kind}"))


def happened(day: date, event: str, ratio: float, sum_: float | None) -> Row:
    """Return the row of an event; there is no ratio without a debt or without shares."""
    return Row((DATE(day), (f"event.{event}",), PERCENT(ratio if 0 < ratio < math.inf else None), MONEY(sum_)))


def amount(event: str, row: TimelineRow) -> float | None:
    """Return the sum that goes with an event, None where none does."""
    if event == events.SOLD:
        return sum(statement.sale_value for statement in row.statements)
    return {events.NOTICE: row.called_sum, events.BILL: row.bill}.get(event)


def start_of(episode: str, values: Values) -> Values:
    """An episode begins on the day of its high, or on its first day, until the reader moves it."""
    first = values["own"][0][0] if episode == OWN else datasets.windows()[episode].first
    return {"start": STARTS.get(episode, first)}


def presets():
    """Yield the three episodes of the lesson for a real mixed account, and replays with other ends."""
    base = {"episode": "2024-yen-unwinding", "account": MIXED, "leverage": 2.5, "line": 1.30, "after": 20}
    base |= {"start": date(2024, 7, 11), "own": example()}
    april = {"episode": "2025-tariffs", "start": date(2025, 3, 3)}
    cases = {
        "mixed-2024": {},
        "index-2024": {"account": INDEX},
        "mixed-2008": {"episode": "2008-financial-crisis", "start": STARTS["2008-financial-crisis"]},
        "mixed-2025": april,
        "index-2025": {**april, "account": INDEX},
        "less-2025": {**april, "leverage": 2.0},
        "140-2025": {**april, "account": INDEX, "line": 1.40},
        "2008": {"episode": "2008-financial-crisis", "account": "2454", "start": date(2008, 5, 19)},
        "2022": {"episode": "2022-rate-rises", "account": "2603", "start": date(2022, 3, 1)},
        "2020": {"episode": "2020-pandemic", "account": INDEX, "start": date(2020, 2, 20)},
        OWN: {"episode": OWN, "start": EXAMPLE_FROM, "after": 5},
    }
    return (
        Preset(label=f"preset.{name}", group=group_of(base | case), values=base | case) for name, case in cases.items()
    )


def group_of(values: Values) -> str:
    """Return the title under which an example stands."""
    kind = OWN if values["episode"] == OWN else "share" if values["account"] in SHARES else values["account"]
    return f"group.{kind}"


def example() -> Rows:
    """Return the closes that stand in the box until the reader pastes others."""
    first = sessions().index(EXAMPLE_FROM)
    return tuple(zip(sessions()[first : first + len(EXAMPLE)], map(float, EXAMPLE), strict=True))


def episode_label(name: str, say: Say) -> str:
    """Return the name of an episode."""
    return say("episode.own") if name == OWN else say.of(datasets.windows()[name].name)


def account_label(name: str, say: Say) -> str:
    """Return the name of an account: of a share its symbol and name."""
    return f"{name} {say.of(datasets.prices(name).name)}" if name in SHARES else say(f"account.{name}")


def figure() -> Figure:
    """Declare the figure."""
    episodes = (*datasets.prices(INDEX).windows, OWN)
    return Figure(
        id=ID,
        controls=(
            Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=STARTS["2024-yen-unwinding"]),
            Slider(key="leverage", low=1.0, high=2.5, step=0.1, default=2.5, unit=TIMES.rounded(1)),
            Slider(key="line", low=1.20, high=1.50, step=0.01, default=1.30, unit=PERCENT),
            Choice(key="episode", options=episodes, default="2024-yen-unwinding", sets=start_of, label=episode_label),
            Choice(key="account", options=ACCOUNTS, default=MIXED, label=account_label),
            Pasted(key="own", default=example(), require=require_session),
            Slider(key="after", low=1, high=60, step=1, default=20, unit=SESSIONS),
        ),
        presets=tuple(presets()),
        lead="start",
        hero=("lowest", sold_days, later),
        tone=lambda result: result.tone,
        chip=lambda result: "chip.near" if result.near else f"chip.{result.outcome}",
        zones=zones,
        drawers=(AFTER, INDEX_DRAWER),
        model=replayed,
        job=all_start_days,
        sentence=sentence,
        why=why,
        notes=notes,
        idle=lambda result: ("account",) if result.is_own else ("own",),
        main=CHART,
        table=Table(columns=("day", "event", "ratio", "amount"), rows=rows),
        rules=lambda result: ((result.rules.name, RULES_USED),),
        sources=lambda result: () if result.is_own else datasets.prices(INDEX).sources,
    )
