"""F0.5: the clocks of all lenders below one another, and yours: what may happen on which business day."""

from collections.abc import Callable, Iterator
from datetime import date

from pledge_lib.datasets.own_contract import OWN
from pledge_lib.finance.units import SESSIONS
from pledge_lib.market.sessions import require_session, sessions
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.overview.rule_explorer_model import (
    BORROWER,
    BROKER,
    CHAIN,
    COMPANY,
    FIRST_NOTICE,
    LAST_DAY,
    LAST_NOTICE,
    SHOWN,
    RuleExplorer,
    Rules,
    base_profile,
    rule_explorer,
)
from pledge_lib.panels.stage import Hero, Label, Pulse

ID = "F0.5"
TOP = len(SHOWN) - 1
LOW, HIGH = -0.6, TOP + 0.6
HALF = 0.22
END = LAST_DAY + 0.5  # of the axis
TONES = {"called": tones.CALLED, "last-day": tones.CALLED, "sale": tones.SOLD, "open": tones.PLAIN}
NOTICE = date(2025, 4, 2)
COLUMNS = ("name", "call_line", "sessions", "cure_target", "cancel_level", "interest_in_debt", "to_close", "rests_on")


def rows(result: RuleExplorer) -> list[tuple[int, Rules]]:
    """Return the lenders with their height, the first on top."""
    return [(TOP - place, lender) for place, lender in enumerate(result.lenders)]


def pieces(result: RuleExplorer, ends: Callable[[Rules], tuple[float, float] | None]) -> toned.Path:
    """Return a piece of the clocks of those lenders that have one."""
    found = ((row, ends(lender)) for row, lender in rows(result))
    return toned.segments((each[0], row, each[1], row) for row, each in found if each and each[0] < each[1])


def points(result: RuleExplorer) -> dict:
    """Return the numbers of all marks."""
    return {
        "act": pieces(result, lambda each: None if each.is_open else (0, each.sale_from)),
        "sell": pieces(result, lambda each: None if each.is_open else (each.sale_from, END)),
        "open": toned.boxes((0, END, row - HALF, row + HALF) for row, each in rows(result) if each.is_open),
        "day": ([result.day] * 2, [LOW, HIGH]),
        "dots": ([result.day] * len(result.lenders), [row for row, _ in rows(result)]),
    }


def labels(result: RuleExplorer) -> Iterator[Label]:
    """Yield the lenders with their line, what their clock says, and the level that closes a call."""
    for row, each in rows(result):
        line = "lane.no-line" if each.call_line is None else "lane.line"
        yield Label(uid=f"lane-{each.name}", x=0, y=row, text=(line, each), tone=tones.PLAIN, look="lane", rank=0)
        if each.is_open:
            yield Label(uid=f"open-{each.name}", x=LAST_DAY / 2, y=row, text="label.open", at="c", rank=3)
            continue
        if each.has_clock:
            yield Label(
                uid=f"act-{each.name}",
                x=0,
                y=row,
                text=("lane.act" if each.sessions else "lane.same-day", each),
                at="l",
                dx=12,
                dy=-13,
                rank=4,
                drops=True,
                tone=tones.NEAR,
            )
        yield Label(
            uid=f"sale-{each.name}",
            x=(each.sale_from + END) / 2,  # in the middle, where the name of a lane leaves room on a phone
            y=row,
            text=("lane.at-once" if each.is_on_chain else "lane.sale", each),
            at="c",
            dy=-13,
            rank=5,
            tone=tones.SOLD,
        )


def rules(result: RuleExplorer) -> Iterator:
    """Yield the rules of the lender that is looked at."""
    name = base_profile(result.chosen.name)
    days = "broker_cure_sessions" if name == BORROWER else "cure_sessions"
    used = ("close_factor", "full_close_health_factor") if name == CHAIN else ("call_line", days, "cure_target")
    yield name, used


def first(result: RuleExplorer) -> Hero:
    """Return what the lender may do on that day."""
    return Hero(text=f"may.{result.state}", caption="hero.may", sub=("sub.may", result.chosen))


def sentence(result: RuleExplorer) -> tuple[str]:
    """Return what is said of the day; on chain no deadline can have passed."""
    return (f"sentence.{'chain' if result.chosen.is_on_chain else result.state}",)


def presets() -> Iterator[Preset]:
    """Yield the lenders in turn, at the day of the breach and at the first day of a sale."""
    cases = {
        "broker": {"who": BROKER, "day": 0},
        "third": {"who": BROKER, "day": 3},
        "company": {"who": COMPANY, "day": 3},
        "chain": {"who": CHAIN, "day": 0},
        "typhoon": {"who": BROKER, "day": 2, "notice": date(2024, 10, 1)},
        "mine": {"who": OWN, "day": 1},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", name=name, values={"notice": NOTICE} | case)


def figure() -> Figure:
    """Declare the figure."""
    days = tuple(day for day in sessions() if FIRST_NOTICE <= day <= LAST_NOTICE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="day", low=0, high=LAST_DAY, step=1, default=0, unit=SESSIONS),
            Choice(key="who", options=SHOWN, default=BROKER, label=lambda name, say: say(f"name.{name}")),
            Day(key="notice", low=days[0], high=days[-1], default=NOTICE, require=require_session, days=days),
        ),
        presets=tuple(presets()),
        lead="day",
        hero=(first, "deadline", "to_close"),
        tone=lambda result: TONES[result.state],
        model=rule_explorer,
        sentence=sentence,
        why=lambda result: ("why.clock", "why.close", "why.own"),
        main=Chart(
            marks=(
                toned.zone("open", tone=tones.PLAIN),
                toned.line("act", tone=tones.NEAR, width=9),
                toned.line("sell", tone=tones.SOLD, width=9),
                toned.line("day", tone=tones.INK, width=2),
                toned.dot("dots", size=13),
            ),
            points=points,
            looks=lambda result, say: {
                "dots": {"tone": tuple(TONES[each.state_on(result.day)] for each in result.lenders)}
            },
            ranges=lambda result: {"xaxis": (-0.2, END), "yaxis": (LOW, HIGH)},
            labels=lambda result: tuple(labels(result)),
            pulse=lambda result: tuple(
                Pulse(y=(row - 0.4, row + 0.4), over=each.state_on(result.day) == "sale") for row, each in rows(result)
            ),
            track=lambda result: (0, LAST_DAY),
            layout=axes.lanes({"dtick": 1}, len(SHOWN)),
        ),
        wide=True,
        table=Table(
            rows=lambda result: (Row(COLUMNS, about=each) for each in result.lenders),
            columns=(
                "lender",
                "call_line",
                "sessions",
                "cure_target",
                "cancel_level",
                "interest",
                "to_close",
                "rests_on",
            ),
            kinds=True,
        ),
        rules=rules,
    )
