"""How F3.4 looks: demand and supply cross over the rate, and below them the hump of the income that can be expected."""

import numpy as np

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.4"
RULES_USED = ("highest_rate", "auction_step", "negotiated_step", "fixed_price_rate", "broker_share", "day_basis",
              "borrowed_sale_cap")  # fmt: skip
SOURCES = ("C-3",)  # loans are sent back early on mergers, capital reductions and the like
POINTS = 129
ROWS = ("clearing", "lots", "unmet", "asked", "odds", "if_filled", "expected", "best_ask", "best", "volume_share",
        "cap_lots", "selling_days")  # fmt: skip


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}"), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
        ),
        notes=(
            words(f"{ID}.note.model"),
            *(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        ),
        lines=_lines(result),
        ranges=_ranges(result),
        idle=("times", "event_days") if result.event == "none" else (),
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )


def _numbers(result) -> dict[str, str]:
    market, rules = result.market, result.rules
    return {
        "demand": amount_text(market.demand, 0),
        "supply": amount_text(market.supply, 0),
        "highest": percent_text(market.highest),
        "cap": percent_text(market.cap),
        "steadiness": amount_text(market.steadiness),
        "balance": percent_text(market.balance),
        "clearing": percent_text(market.clearing_rate),
        "lots": amount_text(market.lots, 0),
        "unmet": amount_text(market.unmet, 0),
        "asked": percent_text(result.asked),
        "odds": percent_text(result.fill_odds),
        "value": amount_text(result.value),
        "days": amount_text(result.days),
        "basis": amount_text(rules.day_basis),
        "share": percent_text(rules.broker_share),
        "if_filled": amount_text(result.net_if_filled, 2),
        "expected": amount_text(result.expected, 2),
        "best_ask": percent_text(market.best_ask),
        "best": amount_text(result.best, 2),
        "step": percent_text(rules.auction_step),
        "fixed": percent_text(rules.fixed_price_rate),
        "volume": amount_text(result.volume, 0),
        "volume_share": percent_text(market.lots / result.volume),
        "sale_cap": percent_text(rules.borrowed_sale_cap),
        "cap_lots": amount_text(result.volume * rules.borrowed_sale_cap, 0),
        "selling_days": amount_text(result.days_of_selling, 1),
    }


def _notes(result):
    """Yield what else to know."""
    if result.event != "none":
        yield f"event-{result.event}"
    if not result.on_step:
        yield "off-step"
    if result.market.lots:
        yield "sold"


def _lines(result) -> dict:
    market, asked = result.market, result.asked * 100
    rates = np.linspace(0, market.cap, POINTS)
    asks = rates[1:]
    income = _ranges(result)["yaxis2"][1]
    per_cent = (rates * 100).tolist()
    return {
        "wanted": (per_cent, market.wanted(rates).tolist()),
        "offered": (per_cent, market.offered(rates).tolist()),
        "cross": ([market.clearing_rate * 100], [market.lots]),
        "asked": ([asked] * 2, [0, _ranges(result)["yaxis"][1]]),
        "odds": (per_cent[1:], (market.fill_odds(asks) * 100).tolist()),
        "expected": (per_cent, [0.0, *result.expected_at(asks).tolist()]),
        "asked-below": ([asked] * 2, [0, income]),
        "points": ([asked, market.best_ask * 100], [result.expected, result.best]),
    }


def _ranges(result) -> dict:
    market = result.market
    return {
        "yaxis": (0, charts.nice_ceiling(max(market.demand, market.supply))),
        "yaxis2": (0, charts.nice_ceiling(result.best * 1.05)),
    }


def figure(words: Words):
    """Return the empty figure: two panes over one axis of rates."""
    names = ("wanted", "offered", "cross", "asked", "odds", "expected", "points")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    lots, money = "%{x:.2f}% %{y:,.0f}", "%{x:.2f}% %{y:,.2f}"
    traces = [
        charts.line("wanted", said["wanted"], charts.BLUE, hover=f"{said['wanted']} {lots}"),
        charts.line("offered", said["offered"], charts.ORANGE, dash="dash", hover=f"{said['offered']} {lots}"),
        charts.dots("cross", said["cross"], charts.GREEN, symbols="diamond", hover=f"{said['cross']} {lots}"),
        charts.line("asked", said["asked"], charts.GREY, dash="dot", width=2),
        charts.line("expected", said["expected"], charts.GREEN, width=3.5, hover=f"{said['expected']} {money}"),
        charts.line("odds", said["odds"], charts.GREY, dash="dashdot", width=1.8, hover=f"{said['odds']} %{{y:.2f}}%"),
        charts.line("asked-below", "", charts.GREY, dash="dot", width=2),
        charts.dots("points", said["points"], [charts.BLUE, charts.GREEN], symbols=["circle", "star"], hover=money),
    ]
    for trace in traces[4:]:
        trace.update(yaxis="y2")
    traces[5].update(yaxis="y3")
    traces[6].showlegend = traces[7].showlegend = False
    return charts.figure(
        traces,
        height=480,
        margin={"l": 76, "r": 62, "t": 62, "b": 48},
        xaxis={"range": [0, 16.2], "anchor": "y2", "ticksuffix": "%", "title": words(f"{ID}.axis.rate")},
        yaxis={"range": [0, 10_000], "domain": (0.56, 1.0), "tickformat": ",", "title": words(f"{ID}.axis.lots")},
        yaxis2={"range": [0, 1_000], "domain": (0.0, 0.46), "tickformat": ",", "title": words(f"{ID}.axis.income")},
        yaxis3={"range": [0, 100], "overlaying": "y2", "side": "right", "showgrid": False, "ticksuffix": "%",
                "title": words(f"{ID}.axis.odds")},
    )  # fmt: skip
