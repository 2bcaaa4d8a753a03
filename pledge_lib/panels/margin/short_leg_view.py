"""How F2.6 looks: the ratio over the price, what is held against what is owed, the days before the register closes."""

from datetime import date, timedelta

import numpy as np

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import CALLED
from pledge_lib.panels import calendar_days, charts
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of, weekday
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.6"
CHANGES = (-0.50, 1.50)
GRID = np.round(np.arange(-50, 151, 4) / 100, 2)
SHOWN = (50, 500)  # per cent, of the ratio's axis
STRIP = 28  # days
AFTER_CLOSURE = 2
STACKS = {  # which stack, colour and pattern
    "short_sale_collateral": (0, charts.GREEN, "/"),
    "short_sale_margin": (0, charts.GREEN, "x"),
    "shorted": (1, charts.RED, ""),
}
BUY_IN, CLOSURE = "buy-in", "closure"
LOOKS = calendar_days.LOOKS | {BUY_IN: ("triangle-down", charts.RED), CLOSURE: ("square", charts.BLUE)}
RULES_USED = ("short_sale_margin", "net_short_collateral", "call_line", "cancel_level", "cure_target",
              "transaction_tax", "commission", "handling_fee", "buy_in_sessions")  # fmt: skip
SOURCES = ("A-9", "E-7")  # what is in the ratio; that sales of borrowed shares are not forced back
ROWS = ("ratio", "opened", "short_sale_collateral", "short_sale_margin", "value_now", "equity", "loss",
        "loss_on_margin", "loss_with_costs", "call_rise", "other_call_rise", "call_price", "price_of_nothing_left",
        "closure", "buy_in", "buy_in_without_holidays")  # fmt: skip


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    rows = (*ROWS[:6], "called_sum", *ROWS[6:]) if result.state in (CALLED, "nothing-left") else ROWS
    strip = _strip(result)
    symbols, colors = zip(*(LOOKS[_marked(result, day)] for day in strip), strict=True)
    hovers = tuple(_hover(result, day, words) for day in strip)
    why = ("ratio", "net" if result.net else "gross", "loss", "book")
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in (result.state, "book")),
        why="\n".join(words(f"{ID}.why.{name}", **numbers) for name in why),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in rows),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result, strip),
        looks={"days": {"symbol": symbols, "color": colors, "text": hovers}},
        ticks={"xaxis3": _ticks(result, strip, words)},
        ranges={"yaxis2": (0, _ceiling(result))},
        rules=((result.rules, RULES_USED),),
        sources=(*SOURCES, *(change.provenance.source for change in result.raised)),
    )


def _numbers(result) -> dict[str, str]:
    opened, now, sale, rules = result.opened, result.now, result.sale, result.rules
    return {
        "value": amount_text(sale.value),
        "shares": amount_text(opened.shares),
        "price": amount_text(opened.price, 2),
        "price_now": amount_text(now.price, 2),
        "change": percent_text(result.change),
        "fall": percent_text(-result.change),
        "margin": percent_text(result.margin),
        "tax": amount_text(sale.tax),
        "commission": amount_text(sale.commission),
        "handling_fee": amount_text(sale.handling_fee),
        "short_sale_collateral": amount_text(opened.short_sale_collateral),
        "short_sale_margin": amount_text(opened.short_sale_margin),
        "held": amount_text(opened.collateral),
        "value_now": amount_text(now.value),
        "ratio": percent_text(now.ratio),
        "opened": percent_text(opened.ratio),
        "line": percent_text(rules.call_line),
        "cancel_level": percent_text(rules.cancel_level),
        "target": percent_text(rules.cure_target),
        "call_price": amount_text(opened.call_price(rules.call_line), 2),
        "call_rise": percent_text(result.call_rise),
        "other_call_rise": percent_text(result.other_call_rise),
        "room": percent_text(result.room),
        "equity": amount_text(now.equity),
        "owing": amount_text(-now.equity),
        "loss": amount_text(result.loss),
        "gain": amount_text(-result.loss),
        "loss_on_margin": percent_text(result.loss / opened.short_sale_margin),
        "loss_with_costs": amount_text(-result.trip.profit),
        "price_of_nothing_left": amount_text(result.price_of_nothing_left, 2),
        "called_sum": amount_text(result.called_sum, 2),
        "sessions": amount_text(rules.buy_in_sessions),
        "closure": result.closure.isoformat(),
        "buy_in": result.buy_in.isoformat(),
        "buy_in_without_holidays": result.buy_in_without_holidays.isoformat(),
    }


def _notes(result, words: Words, numbers):
    for change in result.raised:
        yield words.of(change.provenance.note)
    if not result.net:
        yield words(f"{ID}.note.short-cut", **numbers)
    if result.buy_in != result.buy_in_without_holidays:
        yield words(f"{ID}.note.holidays", **numbers)


def _ceiling(result) -> float:
    return charts.nice_ceiling(max(result.now.collateral, result.now.value))


def _lines(result, strip: list[date]) -> dict:
    prices = result.opened.price * (1 + GRID)
    across, ends = (GRID * 100).tolist(), [CHANGES[0] * 100, CHANGES[1] * 100]
    parts = {
        "short_sale_collateral": result.now.short_sale_collateral,
        "short_sale_margin": result.now.short_sale_margin,
        "shorted": result.now.value,
    }
    tops, found = [0.0, 0.0], {}
    for name, (place, _, _) in STACKS.items():
        found[name] = {"x": [place], "base": [tops[place]], "y": [parts[name]]}
        tops[place] += parts[name]
    return found | {
        "short": (across, (result.opened.at(prices).ratio * 100).tolist()),
        "purchase": (across, (result.purchase.at(prices).ratio * 100).tolist()),
        "line": (ends, [result.rules.call_line * 100] * 2),
        "cancel": (ends, [result.rules.cancel_level * 100] * 2),
        "nothing-left": (ends, [100, 100]),
        "now": ([result.change * 100], [result.now.ratio * 100]),
        "call": ([result.call_rise * 100], [result.rules.call_line * 100]),
        "days": (range(STRIP), [0] * STRIP),
    }


def _strip(result) -> list[date]:
    """Return the days drawn: four weeks that end just after the register closes."""
    last = result.closure + timedelta(days=AFTER_CLOSURE)
    return [last - timedelta(days=STRIP - 1 - place) for place in range(STRIP)]


def _marked(result, day: date) -> str:
    return {result.buy_in: BUY_IN, result.closure: CLOSURE}.get(day, kind_of(day)[0])


def _counted(result, strip: list[date]) -> dict[date, int]:
    """Return which business day before the closure each day is, back to the last day to buy back."""
    days = [day for day in strip if result.buy_in <= day < result.closure and kind_of(day)[0] in (SESSION, SETTLEMENT)]
    return {day: place for place, day in enumerate(reversed(days), start=1)}


def _hover(result, day: date, words: Words) -> str:
    kind, reason = kind_of(day)
    mark = _marked(result, day)
    said = [day.isoformat(), weekday(day, words), words(f"F1.3.day.{kind}")]
    said += [words(f"closed.{reason}")] if reason else []
    said += [words(f"{ID}.mark.{mark}")] if mark in (BUY_IN, CLOSURE) else []
    return " ".join(said)


def _ticks(result, strip: list[date], words: Words) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the names of the days: day of the month, weekday, and how many business days before the closure."""
    counted, names = _counted(result, strip), []
    for place, day in enumerate(strip):
        month = f"{day.month}/" if place == 0 or day.day == 1 else ""
        count = f"−{counted[day]}" if day in counted else ""
        names.append(f"{month}{day.day}<br>{weekday(day, words)}<br>{count}")
    return tuple(range(STRIP)), tuple(names)


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}")
            for name in (*STACKS, "short", "purchase", "line", "cancel", "nothing-left", "now", "call")}  # fmt: skip
    percent = "%{x:.0f}% → %{y:.2f}%"
    lines = [
        charts.line("short", said["short"], charts.RED, width=3, hover=f"{said['short']} {percent}"),
        charts.line("purchase", said["purchase"], charts.BLUE, dash="dashdot", hover=f"{said['purchase']} {percent}"),
        charts.line("line", said["line"], charts.RED, dash="dash", width=2, hover=f"{said['line']} %{{y:.2f}}%"),
        charts.line("cancel", said["cancel"], charts.GREEN, dash="dot", width=2, hover=f"{said['cancel']} %{{y:.2f}}%"),
        charts.line("nothing-left", said["nothing-left"], charts.GREY, dash="longdash", width=2),
        charts.dots("now", said["now"], charts.RED, symbols="diamond", hover=f"{said['now']} {percent}"),
        charts.dots("call", said["call"], charts.RED, symbols="x", hover=f"{said['call']} %{{x:.2f}}%"),
    ]
    stacks = [
        charts.columns(name, said[name], color, pattern=pattern, hover=f"{said[name]} %{{y:,.0f}}", pane="2")
        for name, (_, color, pattern) in STACKS.items()
    ]
    for trace in stacks:
        trace.showlegend = False
    days = charts.dots("days", "", charts.GREY, hover="%{hovertext}", pane="3")
    days.showlegend = False
    return charts.figure(
        [*lines, *stacks, days],
        height=620,
        barmode="overlay",
        margin={"l": 66, "r": 20, "t": 34, "b": 118},
        legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        xaxis={"range": [end * 100 for end in CHANGES], "domain": [0.0, 0.64], "ticksuffix": "%", "anchor": "y",
               "title": words(f"{ID}.axis.change")},
        yaxis={"range": SHOWN, "domain": [0.36, 1.0], "ticksuffix": "%", "anchor": "x"},
        xaxis2={"range": [-0.6, 1.6], "domain": [0.76, 1.0], "tickvals": [0, 1], "showgrid": False, "anchor": "y2",
                "ticktext": [words(f"{ID}.axis.held"), words(f"{ID}.axis.owed")]},
        yaxis2={"range": [0, 200_000], "domain": [0.36, 1.0], "tickformat": ",", "anchor": "x2"},
        xaxis3={"range": [-0.7, STRIP - 0.3], "anchor": "y3", "showgrid": False, "tickangle": 0,
                "tickfont": {"size": 10}, "tickvals": [], "ticktext": []},
        yaxis3={"range": [-1, 1], "domain": [0.02, 0.08], "anchor": "x3", "showticklabels": False, "showgrid": False},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": anchor, "yanchor": "bottom", "yshift": 6, "showarrow": False, "font": {"size": 12}}
            for name, x, y, anchor in (("ratio", 0, 1.0, "left"), ("money", 0.88, 1.0, "center"),
                                       ("days", 0, 0.08, "left"))
        ],
    )  # fmt: skip
