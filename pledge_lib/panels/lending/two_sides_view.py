"""How F3.0 looks: the lender's fee as days pass, the price with the call price, the borrower's ratio on a gauge."""

import math
from itertools import pairwise

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.0"
PROFILE = "tw-lending"
CHANGES = (-0.30, 0.60)
LONGEST = 180
SPANS = (30, 60, 90, LONGEST)
ENDS = (0.60, 2.40)  # of the gauge; every ratio that the sliders reach lies within
TICKS = (60, 80, 100, 120, 140, 170, 200, 240)
COLORS = (charts.RED, charts.ORANGE, charts.GREEN)
RULES_USED = ("initial_ratio", "call_line", "cure_target", "exchange_cure_sessions", "broker_cure_sessions",
              "highest_rate", "broker_share", "day_basis", "withholding", "withholding_waiver")  # fmt: skip
ROWS = ("value", "price", "gross_a_day", "net_a_day", "net", "withheld", "collateral", "ratio", "line", "call_price",
        "room", "cash", "cash_to_line", "to_take_back", "uncovered")  # fmt: skip
MONEY, BY_CHANGE, BY_DAY = "%{y:,.2f}", "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges=_ranges(result),
        rules=((result.rules, RULES_USED),),
    )


def _numbers(result) -> dict[str, str]:
    now, rules = result.now, result.rules
    return {
        "change": percent_text(result.change),
        "value": amount_text(result.opened.owed),
        "value_now": amount_text(now.owed),
        "start_price": amount_text(result.opened.price, 2),
        "price": amount_text(now.price, 2),
        "shares": amount_text(now.shares),
        "rate": percent_text(now.annual_rate),
        "days": amount_text(result.days),
        "share": percent_text(result.broker_share),
        "day_basis": amount_text(rules.day_basis),
        "gross_a_day": amount_text(result.a_day.gross, 2),
        "net_a_day": amount_text(result.a_day.paid, 2),
        "net": amount_text(result.to_date.paid, 2),
        "withheld": amount_text(result.to_date.withheld),
        "collateral": amount_text(now.collateral),
        "start": percent_text(result.opened.ratio),
        "initial": percent_text(rules.initial_ratio),
        "ratio": percent_text(now.ratio),
        "line": percent_text(rules.call_line),
        "target": percent_text(rules.cure_target),
        "call_price": amount_text(now.call_price, 2),
        "room": percent_text(now.rise_to_call),
        "cash": amount_text(result.cash),
        "to_target": amount_text(now.cure(rules.cure_target)),
        "cash_to_line": amount_text(result.cash_to_line),
        "to_take_back": amount_text(result.to_take_back),
        "uncovered": amount_text(result.uncovered),
        "exchange_sessions": amount_text(rules.exchange_cure_sessions),
        "broker_sessions": amount_text(rules.broker_cure_sessions),
    }


def _notes(result, words: Words, numbers):
    if result.opened.ratio < result.rules.call_line:
        yield words(f"{ID}.note.called-at-start", **numbers)
    elif result.opened.ratio < result.rules.initial_ratio:
        yield words(f"{ID}.note.thin-start", **numbers)
    if result.to_date.withheld:
        yield words(f"{ID}.note.withheld", **numbers)


def _lines(result) -> dict:
    now, opened, ends = result.now, result.opened, [end * 100 for end in CHANGES]
    first, call_price = float(opened.price), float(now.call_price)
    at_call = min(call_price / first - 1, CHANGES[1])  # the sliders lead no further; beyond it lies binary noise
    paid_at_first = result.a_day.paid * float(opened.owed) / float(now.owed)
    return {
        "fee-before": ([0, LONGEST], [0, paid_at_first * LONGEST]),
        "fee": ([0, LONGEST], [0, result.a_day.paid * LONGEST]),
        "fee-now": ([result.days], [result.to_date.paid]),
        "price": (ends, [first * (1 + end) for end in CHANGES]),
        "call-price": (ends, [call_price] * 2),
        "prices": ([at_call * 100, result.change * 100], [call_price, float(now.price)]),
        **_gauge(result.rules.call_line, result.rules.cure_target, opened.ratio, now.ratio),
    }


def _gauge(line: float, target: float, start: float, now: float) -> dict:
    """Return the numbers of the gauge: bands below the line, up to the target and above it; the start and now."""
    between = list(pairwise((ENDS[0], line, target, ENDS[1])))
    return {
        "bands": {"base": [low * 100 for low, _ in between], "y": [(high - low) * 100 for low, high in between]},
        "names": ([1.0] * len(between), [math.sqrt(low * high) * 100 for low, high in between]),
        "line": ([0, 1], [line * 100] * 2),
        "ratios": ([0.5, 0.5], [min(max(ratio, ENDS[0]), ENDS[1]) * 100 for ratio in (float(start), float(now))]),
    }


def _ranges(result) -> dict:
    span = next(span for span in SPANS if span >= result.days)
    highest = result.a_day.paid / float(result.now.price) * float(result.opened.price) * (1 + CHANGES[1]) * span
    return {
        "xaxis": (0, span),
        "yaxis": (0, charts.nice_ceiling(highest)),
        "yaxis2": (0, charts.nice_ceiling(float(result.opened.price) * (1 + CHANGES[1]))),
    }


def figure(words: Words):
    """Return the empty figure: the lender on the left, the price between, the borrower on the right."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("fee", "fee-before", "call-price", "line")}
    target = percent_text(datasets.rules(PROFILE).cure_target, 0)
    names = [words(f"{ID}.band.{place}", target=target) for place in range(len(COLORS))]
    traces = [
        charts.line("fee-before", said["fee-before"], charts.GREY, dash="dot", hover=f"{said['fee-before']} {BY_DAY}"),
        charts.line("fee", said["fee"], charts.GREEN, hover=f"{said['fee']} {BY_DAY}"),
        charts.dots("fee-now", said["fee"], charts.GREEN, symbols="square", hover=BY_DAY),
        charts.line("price", "", charts.BLUE, hover=BY_CHANGE, pane="2"),
        charts.line("call-price", said["call-price"], charts.RED, dash="dash", hover=f"{said['call-price']} {MONEY}",
                    pane="2"),
        charts.dots("prices", "", [charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        charts.bands("bands", list(COLORS), pane="3"),
        charts.labels("names", names, pane="3"),
        charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} %{{y:.2f}}%", pane="3"),
        charts.dots("ratios", "", [charts.GREY, charts.BLUE], symbols=["circle-open", "diamond"], hover="%{y:.2f}%",
                    pane="3"),
    ]  # fmt: skip
    return charts.figure(
        traces,
        height=370,
        showlegend=False,
        margin={"l": 62, "r": 18, "t": 40, "b": 52},
        xaxis={"domain": (0.0, 0.33), "range": (0, 30), "title": words(f"{ID}.axis.days")},
        yaxis={"range": (0, 5_000), "tickformat": ","},
        xaxis2={"domain": (0.42, 0.74), "range": [end * 100 for end in CHANGES], "ticksuffix": "%", "anchor": "y2",
                "title": words(f"{ID}.axis.change")},
        yaxis2={"range": (0, 200), "anchor": "x2", "tickformat": ","},
        xaxis3={"domain": (0.82, 0.90), "range": (0, 1), "showticklabels": False, "showgrid": False, "anchor": "y3",
                "title": words(f"{ID}.axis.gauge")},
        yaxis3={"type": "log", "range": [math.log10(end * 100) for end in ENDS], "anchor": "x3", "tickvals": TICKS,
                "ticktext": [f"{tick}%" for tick in TICKS]},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("fee", 0.165), ("price", 0.58), ("gauge", 0.88))
        ],
    )  # fmt: skip
