"""How F4.3 looks: the kinked curve with a dot on it, and the two sides of the pool."""

import numpy as np

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.3"
SMALLEST, MOST = 100_000, 2_000_000
STEPS = np.linspace(0, 1, 51)
ASSETS, OWED = 0, 1  # places of the two sides of the pool
SOURCES = ("aave-origin", "aave-dump")
ROWS = ("supplied", "borrowed", "withdrawn", "blocked", "left", "available", "utilization", "borrow_rate",
        "supply_rate", "paid", "earned", "kept")  # fmt: skip
RATE = "%{x:.1f}% → %{y:.2f}%"


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    beyond = result.utilization > result.curve.optimal_utilization
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in ("beyond" if beyond else "below", "supply")),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}"), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
            *((words(f"{ID}.row.rate-at", used=percent_text(used, 0)), percent_text(result.curve.borrow_apr(used)))
              for used in (0.50, 0.80, 0.90, 0.95, 1.0)),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges={
            "yaxis": (0, charts.nice_ceiling(result.curve.borrow_apr(1.0) * 100)),
            "yaxis2": (0, charts.nice_ceiling(result.supplied)),
        },
        sources=SOURCES,
    )  # fmt: skip


def _numbers(result) -> dict[str, str]:
    curve, kink = result.curve, result.curve.optimal_utilization
    return {
        "supplied": amount_text(result.supplied),
        "asked_loan": amount_text(result.asked_loan),
        "asked_withdrawal": amount_text(result.asked_withdrawal),
        "borrowed": amount_text(result.borrowed),
        "withdrawn": amount_text(result.withdrawn),
        "blocked": amount_text(result.blocked),
        "left": amount_text(result.left),
        "available": amount_text(result.available),
        "utilization": percent_text(result.utilization),
        "borrow_rate": percent_text(result.borrow_rate),
        "supply_rate": percent_text(result.supply_rate),
        "paid": amount_text(result.paid, 2),
        "earned": amount_text(result.earned, 2),
        "kept": amount_text(result.paid - result.earned, 2),
        "kink": percent_text(kink),
        "rest": percent_text(1 - kink),
        "beyond": percent_text(result.utilization - kink),
        "at_kink": percent_text(curve.borrow_apr(kink)),
        "base": percent_text(curve.base),
        "slope1": percent_text(curve.slope1),
        "slope2": percent_text(curve.slope2),
        "reserve": percent_text(curve.reserve_factor),
    }


def _notes(result, words: Words, numbers):
    if result.asked_loan > result.supplied:
        yield words(f"{ID}.note.capped", **numbers)
    yield words(f"{ID}.note.model", **numbers)


def _lines(result) -> dict:
    used = np.union1d(STEPS, [result.curve.optimal_utilization])  # the corner itself is a point of the line
    used = np.append(used, [1.0] * (len(STEPS) + 1 - len(used)))
    at_kink = result.curve.borrow_apr(result.curve.optimal_utilization) * 100
    now = result.utilization * 100
    return {
        "borrow": ((used * 100).tolist(), (result.curve.borrow_apr(used) * 100).tolist()),
        "supply": ((used * 100).tolist(), (result.curve.supply_apr(used) * 100).tolist()),
        "kink": ([result.curve.optimal_utilization * 100], [at_kink]),
        "now": ([now] * 2, [result.borrow_rate * 100, result.supply_rate * 100]),
        "lent": {"x": [ASSETS], "base": [0], "y": [result.borrowed]},
        "available": {"x": [ASSETS], "base": [result.borrowed], "y": [result.available]},
        "owed": {"x": [OWED], "base": [0], "y": [result.left]},
        "blocked": {"x": [OWED], "base": [max(result.left - result.blocked, 0)],
                    "y": [min(result.blocked, result.left)]},
    }  # fmt: skip


def figure(words: Words):
    """Return the empty figure."""
    lines = ("borrow", "supply", "kink", "lent", "available", "owed", "blocked")
    said = {name: words(f"{ID}.trace.{name}") for name in lines}
    money = {name: f"{said[name]} %{{y:,.0f}}" for name in lines}
    now = charts.dots("now", "", [charts.RED, charts.GREEN], symbols=["diamond", "square"], hover=RATE)
    now.showlegend = False
    traces = [
        charts.line("borrow", said["borrow"], charts.RED, hover=f"{said['borrow']} {RATE}"),
        charts.line("supply", said["supply"], charts.GREEN, dash="dash", hover=f"{said['supply']} {RATE}"),
        charts.dots("kink", said["kink"], charts.GREY, symbols="circle-open", hover=f"{said['kink']} {RATE}"),
        now,
        charts.columns("lent", said["lent"], charts.ORANGE, pattern="/", hover=money["lent"], pane="2"),
        charts.columns("available", said["available"], charts.BLUE, pattern="", hover=money["available"], pane="2"),
        charts.columns("owed", said["owed"], charts.GREY, pattern="", hover=money["owed"], pane="2"),
        charts.columns("blocked", said["blocked"], charts.RED, pattern="x", hover=money["blocked"], pane="2"),
    ]
    return charts.figure(
        traces,
        height=400,
        barmode="overlay",
        margin={"l": 58, "r": 20, "t": 34, "b": 110},
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        xaxis={"domain": [0.0, 0.58], "range": [0, 100], "ticksuffix": "%", "anchor": "y",
               "title": words(f"{ID}.axis.utilization")},
        yaxis={"range": [0, 100], "ticksuffix": "%", "anchor": "x"},
        xaxis2={"domain": [0.72, 1.0], "range": [-0.6, 1.6], "tickvals": [ASSETS, OWED], "showgrid": False,
                "ticktext": [words(f"{ID}.axis.assets"), words(f"{ID}.axis.owed")], "anchor": "y2"},
        yaxis2={"range": [0, 1_000_000], "tickformat": ",", "anchor": "x2"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("rates", 0.29), ("pool", 0.86))
        ],
    )  # fmt: skip
