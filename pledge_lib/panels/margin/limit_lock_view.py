"""How F2.8 looks: the staircase of the ratio, the chance of a buyer on each session, the money; what it says."""

import math

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market import events
from pledge_lib.panels import charts, event_flags, waterfall
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.8"
LONGEST, REST = 10, 5  # limit-downs at most, and sessions of rest after them: time for the notice and the sale
EMPTY = 100_000  # TWD: the end of the money's axis where nothing was sold
RATIO_STEP = 0.5
SHOWN = (events.NOTICE, events.DEADLINE, events.UNFILLED, events.SOLD)
FLAGS = {event: event_flags.FLAGS[event] for event in SHOWN} | {events.BILL: ("circle-open", charts.RED)}
FLAG_STEP = 0.08  # of the height of the ratio's axis, between two flags of one session
RULES_USED = ("call_line", "cure_sessions", "daily_limit", "transaction_tax", "commission")
SOURCES = ("A-1",)  # the six sessions of orders, and what comes after them


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    notice = "notice-at-start" if result.notice is result.log.rows[0] else "notice"
    parts = (notice, result.state) if result.notice else (result.state,)
    why = ("ladder", *(("days",) if result.notice else ()), *(("chance",) if result.chances else ()),
           *(("sale",) if result.sold else ()))  # fmt: skip
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in parts),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in why),
        table=(
            tuple(words(f"{ID}.column.{name}") for name in ("session", "close", "ratio", "event", "chance", "owed")),
            *(_row(result, session, words) for session in range(len(result.closes))),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"flags": _looks(result, words)},
        ranges={
            "yaxis": (0, _ceiling(result) * 100),
            "yaxis3": waterfall.ends(result.statement, result.bill, EMPTY),
        },
        idle=_idle(result),
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )


def _numbers(result) -> dict[str, str]:
    notice, sale = result.notice, result.statement
    last = result.downs
    numbers = {
        "downs": amount_text(last),
        "limit": percent_text(result.limit, 0),
        "line": percent_text(result.rules.call_line),
        "start": percent_text(result.ratios[0]),
        "loan": amount_text(result.loan),
        "lowest": percent_text(result.ratios[last]),
        "kept": percent_text(1 - result.limit, 0),
        "cure_sessions": amount_text(result.rules.cure_sessions),
        "six": amount_text(datasets.market().sale_sessions),
        "tries": amount_text(result.tries),
        "fill": percent_text(result.fill_chance, 0),
        "bill": amount_text(result.bill, 2),
        "value_left": amount_text(result.value_left, 2),
        "sale": amount_text(sale.sale_value, 2),
        "tax": amount_text(sale.tax),
        "commission": amount_text(sale.commission),
        "net": amount_text(sale.net_proceeds, 2),
        "surplus": amount_text(sale.surplus, 2),
    }
    if notice:
        days = {"notice": notice.date, "deadline": notice.deadline, "first_sale": notice.first_sale}
        days |= {"sold": result.sold.date} if result.sold else {}
        numbers |= {name: amount_text(result.session(day)) for name, day in days.items()}
        numbers["ratio"] = percent_text(notice.ratio)
        numbers["at_deadline"] = percent_text(result.ratios[result.session(notice.deadline)])
        numbers["at_first_sale"] = percent_text(result.ratios[result.session(notice.first_sale)])
    return numbers


def _row(result, session: int, words: Words) -> tuple[str, ...]:
    chance = result.chances.get(session)
    return (
        amount_text(session),
        amount_text(result.closes[session], 2),
        percent_text(result.ratios[session]),
        _happened(result, session, words),
        "—" if chance is None else percent_text(chance, 1),
        "—" if chance is None else amount_text(result.sold_on(session).shortfall, 2),
    )


def _happened(result, session: int, words: Words) -> str:
    """Return what happened on a session, in words."""
    kind = "start" if session == 0 else "down" if session <= result.downs else "rest"
    return words(f"{ID}.join").join(words(f"{ID}.event.{name}") for name in (kind, *_events(result, session)))


def _events(result, session: int) -> list[str]:
    return [event for event in FLAGS if event in result.log.rows[session].events]


def _notes(result, words: Words, numbers):
    if result.tries:
        yield words(f"{ID}.note.queue", **numbers)
    if result.chances and 0 < result.fill_chance < 1:
        yield words(f"{ID}.note.luck", **numbers)
    if result.ratios[-1] < 1:
        yield words(f"{ID}.note.gone", **numbers)
    yield words(f"{ID}.note.model", **numbers)


def _idle(result) -> tuple[str, ...]:
    """Return the controls that change nothing now: without chance there is nothing to draw."""
    return () if 0 < result.fill_chance < 1 else ("seed",)


def _ceiling(result) -> float:
    highest = max(result.ratios[0], result.rules.call_line)
    return math.ceil(highest / RATIO_STEP + 0.3) * RATIO_STEP


def _flags(result) -> list[tuple[int, float, str]]:
    """Return session, height in per cent and kind of each flag; those of one session stand one above the other."""
    found = [(0, result.ratios[0] * 100, "start")]
    for session, ratio in enumerate(result.ratios):
        for place, event in enumerate(_events(result, session), start=session == 0):
            height = (ratio + place * FLAG_STEP * _ceiling(result)) * 100
            found.append((session, min(height, _ceiling(result) * 100), event))
    return found


def _lines(result) -> dict:
    ends = [-0.5, LONGEST + REST + 0.5]
    days, heights, _ = zip(*_flags(result), strict=True)
    chances = [result.chances.get(session, 0.0) * 100 for session in range(len(result.closes))]
    return {
        "ladder": (range(len(result.ratios)), [ratio * 100 for ratio in result.ratios]),
        "line": (ends, [result.rules.call_line * 100] * 2),
        "gone": (ends, [100, 100]),
        "flags": (days, heights),
        "chance": {"x": range(len(chances)), "y": chances},
        "sale": waterfall.bars(result.statement, result.bill),
    }


def _looks(result, words: Words) -> dict[str, tuple[str, ...]]:
    kinds = [(session, kind) for session, _, kind in _flags(result)]
    symbols, colors = zip(*(FLAGS.get(kind, event_flags.START) for _, kind in kinds), strict=True)
    days = [words(f"{ID}.cell.session", session=amount_text(session)) for session, _ in kinds]
    said = [words(f"{ID}.event.{kind}") for _, kind in kinds]
    return {"symbol": symbols, "color": colors, "text": tuple(map(" ".join, zip(days, said, strict=True)))}


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("ladder", "line", "gone", "chance")}
    ladder = charts.line("ladder", said["ladder"], charts.BLUE, hover=f"{said['ladder']} %{{y:.2f}}%")
    ladder.update(mode="lines+markers", line_shape="hv", marker={"size": 5})
    chance = charts.columns("chance", said["chance"], charts.ORANGE, pattern="/", hover=f"{said['chance']} %{{y:.1f}}%")
    traces = [
        ladder,
        charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} %{{y:.2f}}%"),
        charts.line("gone", said["gone"], charts.GREY, dash="dot", width=2, hover=said["gone"]),
        charts.dots("flags", "", charts.GREY, hover="%{hovertext}"),
        chance.update(yaxis="y2"),
        waterfall.trace(pane="3").update(xaxis="x2"),
    ]
    return charts.figure(
        traces,
        height=640,
        showlegend=False,
        margin={"l": 74, "r": 18, "t": 60, "b": 40},
        xaxis={"range": [-0.5, LONGEST + REST + 0.5], "dtick": 1, "anchor": "y2",
               "title": words(f"{ID}.axis.sessions")},
        yaxis={"range": [0, 200], "domain": [0.58, 1.0], "ticksuffix": "%"},
        yaxis2={"range": [0, 100], "domain": [0.36, 0.48], "anchor": "x", "ticksuffix": "%", "dtick": 50},
        xaxis2={**waterfall.axis(words), "anchor": "y3"},
        yaxis3={"range": [0, EMPTY], "domain": [0.0, 0.2], "anchor": "x2", "tickformat": ",", "zeroline": True},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"size": 12}}
            for name, y in (("ladder", 1.0), ("chance", 0.48), ("sale", 0.2))
        ],
    )  # fmt: skip
