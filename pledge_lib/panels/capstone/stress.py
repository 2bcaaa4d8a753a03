"""F5.2: the submitted plan on three paths that nobody saw, and on two thousand simulated ones."""

from collections.abc import Callable, Iterator, Sequence

from pledge_lib.finance.capstone.case import EXAMPLE, Case
from pledge_lib.finance.capstone.plan import Plan
from pledge_lib.finance.units import PERCENT
from pledge_lib.market.capstone.unseen import NAMES
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.capstone.stress_model import (
    HIGHEST,
    LAST,
    LOWEST,
    RUNNING,
    WAITING,
    WHICH,
    Stress,
    Trials,
    drawn,
    held,
)
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Label

ID = "F5.2"
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "daily_limit")
DASHES = dict(zip(NAMES, ("solid", "dash", "dot"), strict=True))
MOST_DAYS = 60  # rows of the log


def points(result: Stress) -> dict:
    """Return the bands, the three paths, the lines, and where a sentence of the plan failed."""
    if not result.tried:
        return {uid: toned.AWAY for uid in (*NAMES, "wide", "narrow", "call", "trigger", "today", "failed", "now")}
    days, counted = result.tried.paths[0].path.days, result.tried.counted
    places = [result.across(days[min(session, len(days) - 1)]) for session in counted.charted]
    low, lower, _middle, upper, high = ([drawn(ratio) for ratio in band] for band in counted.bands)
    failed = [(result.across(each.followed.failed_on), each.name) for each in result.paths if not held(each)]
    ends = [0, result.last]
    found = {
        "wide": toned.between(places, low, high),
        "narrow": toned.between(places, lower, upper),
        "call": (ends, [result.loan.line * 100] * 2),
        "trigger": (ends, [result.loan.plan.trigger * 100] * 2),
        "today": ([result.across(result.today)] * 2, [LOWEST, HIGHEST]),
        "failed": ([place for place, _ in failed], [result.loan.line * 100] * len(failed)) if failed else toned.AWAY,
        "now": toned.AWAY if result.chosen.ratio is None else _spot(result),
    }
    return found | {
        each.name: ([result.across(row.date) for row in each.rows], [drawn(row.ratio) for row in each.rows])
        for each in result.paths
    }


def _spot(result: Stress) -> tuple[list[float], list[float]]:
    return [result.across(result.today)], [drawn(result.chosen.ratio)]


def labels(result: Stress) -> Iterator[Label]:
    """Yield the names of the paths and lines, and the sentence that failed; before a plan only the three names."""
    if not result.tried:
        for place, name in enumerate(NAMES):
            yield Label(uid=name, x=0.5, y=LOWEST + (HIGHEST - LOWEST) * (3 - place) / 4, at="c", look="strong", rank=1)
        return
    for each in result.paths:
        if held(each):
            low = each.followed
            yield Label(uid=each.name, x=result.across(low.lowest_day), y=drawn(low.lowest), at="c", dy=15, rank=1)
        else:
            x = result.across(each.followed.failed_on)
            text = ("label.failed", each)
            uid = f"failed-{each.name}"
            yield Label(uid=uid, x=x, y=result.loan.line * 100, text=text, tone=tones.SOLD, dx=9, dy=16, rank=1)
    yield Label(uid="call", x=0, y=result.loan.line * 100, at="l", dx=6, dy=12, tone=tones.CALLED, rank=4)
    yield Label(uid="trigger", x=0, y=result.loan.plan.trigger * 100, at="l", dx=6, dy=-12, tone=tones.NEAR, rank=4)
    yield Label(uid="bands", x=result.last / 2, y=HIGHEST, at="c", dy=14, rank=6, look="word")


def tone(result: Stress) -> str:
    """Return the tone of the worst that has come by the day."""
    return tones.PLAIN if result.state in (WAITING, RUNNING) else tones.of_state(STATES[result.state])


STATES = {"survived": "safe", "called": "called", "sold": "sold"}


def sentence(result: Stress) -> tuple:
    """Return what became of the chosen path, by the day that is looked at."""
    if not result.tried:
        return (f"sentence.{result.state}",)
    return ((f"sentence.{result.chosen.until}", result.chosen),)


def notes(result: Stress) -> Iterator[str | tuple]:
    """Yield what the path has taken by the day, and whether the plan kept its own limit."""
    if result.tried:
        yield "note.taken", result.chosen
        yield "note.odds-kept" if result.keeps_its_odds else "note.odds-broken"


def rows(result: Stress) -> Iterator[str | Row]:
    """Yield the sums, then each path; before a plan the names of the paths."""
    if not result.tried:
        for name in NAMES:
            yield Row(((f"label.{name}",), ("cell.unseen",)))
        return
    yield from ("survived", "survivors", "called_share", "odds", "worst", "cost")
    for each in result.paths:
        yield Row(((f"label.{each.name}",), (f"fate.{each.fate}", each)))


LOG = Table(
    head="log",
    columns=("date", "ratio", "state", "happened", "cash", "sold"),
    rows=lambda result: tuple(
        Row(("date", "ratio", "state", "happened", "cash", "sold"), about=day)
        for day in (result.chosen.log if result.chosen else ())[:MOST_DAYS]
    ),
)


def early_rows(result: Stress) -> Iterator[Row]:
    """Yield what becomes of the same paths of who waits for the call, and of who acts on the plan's own line."""
    for name, share in (("called", "called_share"), ("unsold", "survived_share")) if result.tried else ():
        yield Row((f"waiting.{share}", f"acting.{share}"), name)


EARLY = Table(head="early", columns=("quantity", "waiting", "acting"), rows=early_rows)


def idle(result: Stress) -> tuple[str, ...]:
    """Return what has no effect before there is a plan: all of it."""
    return ("way", "path", "plan") if result.state == WAITING else ()


def figure(case: Case = EXAMPLE, plans: Callable[[], Sequence[Plan]] = tuple, seed: str | None = None) -> Figure:
    """Declare the figure for a case and the plans that were submitted for it so far."""
    trials = Trials(case=case, plans=plans, seed=seed)
    return Figure(
        id=ID,
        controls=(
            Slider(key="way", low=0.0, high=1.0, step=0.01, default=1.0, unit=PERCENT),
            Choice(key="path", options=NAMES, default=NAMES[1]),
            Choice(key="plan", options=WHICH, default=LAST),
        ),
        lead="way",
        hero=("survived", "worst", "cost"),
        tone=tone,
        model=lambda values, *found: trials.shown(values),
        job=trials.steps,
        sentence=sentence,
        why=lambda result: ("why",),
        notes=notes,
        main=Chart(
            marks=(
                toned.zone("wide", tone=tones.QUIET),
                toned.zone("narrow", tone=tones.CURVE),
                toned.line("call", tone=tones.CALLED, width=2),
                toned.line("trigger", tone=tones.NEAR, width=2, dash="dash"),
                toned.line("today", tone=tones.QUIET, width=1.5, dash="dot"),
                *(toned.line(name, tone=tones.INK, width=2.5, dash=DASHES[name], clip=True) for name in NAMES),
                toned.event("failed", tone=tones.SOLD, symbol="x-thin"),
                toned.dot("now"),
            ),
            points=points,
            labels=labels,
            track=lambda result: (0, result.last) if result.tried else (),
            ranges=lambda result: {"xaxis": (0, result.last), "yaxis": (LOWEST, HIGHEST)},
            layout=axes.plain({}, {"ticksuffix": "%"}),
        ),
        table=Table(rows=rows),
        drawers=(Drawer(name="early", table=EARLY), Drawer(name="log", table=LOG)),
        idle=idle,
        rules=lambda result: ((result.rules, RULES_USED),),
    )
