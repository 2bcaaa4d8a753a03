"""How F2.1 looks: the ratio on a gauge, two slopes of the return on own money, the stack of costs; what it says."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.panels import charts, gauge
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.1"
SYMBOL = "shares"
CHANGES = (-0.50, 0.50)
RETURNS = (-150, 150)
STACK = {"interest": (charts.ORANGE, "/"), "commissions": (charts.BLUE, ""), "tax": (charts.GREY, "x")}
RULES_USED = ("financing_ratio", "loan_step", "call_line", "day_basis", "commission", "transaction_tax")
ROWS = ("own", "loan", "value", "ratio", "line", "call_price", "room", "interest_a_day", "interest", "commissions",
        "tax", "costs", "profit", "gross", "net", "cash", "breakeven", "yield_on_own")  # fmt: skip


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    costs = "net" if result.with_costs else "gross"
    bare = "-no-loan" if result.state == NO_DEBT else ""
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers) + words(f"{ID}.return.{costs}{bare}", **numbers),
        why=words(f"{ID}.why.{NO_DEBT if result.state == NO_DEBT else 'loan'}", **numbers)
        + "\n"
        + words(f"{ID}.why.{costs}", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges={"yaxis3": (0, charts.nice_ceiling(result.costs.total))},
        rules=((result.rules, RULES_USED),),
    )


def _numbers(result) -> dict[str, str]:
    now, costs = result.now, result.costs
    return {
        "own": amount_text(result.own_funds),
        "loan": amount_text(result.loan),
        "value": amount_text(result.value),
        "value_now": amount_text(now.collateral),
        "change": percent_text(result.change),
        "financing_ratio": percent_text(result.financing_ratio),
        "price": amount_text(now.longs[0].price, 2),
        "ratio": percent_text(now.ratio),
        "line": percent_text(result.rules.call_line),
        "call_price": amount_text(now.call_price(SYMBOL), 2),
        "room": percent_text(-now.move_to()),
        "interest_a_day": amount_text(result.interest_a_day, 2),
        "interest": amount_text(costs.interest, 2),
        "days": amount_text(result.days),
        "rate": percent_text(result.annual_rate),
        "day_basis": amount_text(result.rules.day_basis),
        "step": amount_text(result.rules.loan_step),
        "commissions": amount_text(costs.buying + costs.selling, 2),
        "buying": amount_text(costs.buying, 2),
        "tax": amount_text(costs.tax, 2),
        "costs": amount_text(costs.total, 2),
        "profit": amount_text(result.profit, 2),
        "own_money": amount_text(result.own_money, 2),
        "gain": amount_text(result.value * result.change, 2),
        "gross": percent_text(result.value * result.change / result.own_funds),
        "net": percent_text(result.return_at(result.change)),
        "cash": percent_text(result.return_at(result.change, financing_ratio=0)),
        "breakeven": percent_text(result.breakeven),
        "dividend_yield": percent_text(result.dividend_yield),
        "yield_on_own": percent_text(result.yield_on_own),
    }


def _notes(result, words: Words, numbers):
    if result.now.equity < 0:
        yield words(f"{ID}.note.owing", **numbers)
    if result.loan and result.dividend_yield:
        side = "above" if result.yield_on_own > result.dividend_yield else "below"
        yield words(f"{ID}.note.{'lost' if result.yield_on_own < 0 else side}", **numbers)


def _lines(result) -> dict:
    ends, costs = [end * 100 for end in CHANGES], result.costs
    heights = {"interest": costs.interest, "commissions": costs.buying + costs.selling, "tax": costs.tax}
    bases = {"interest": 0, "commissions": costs.interest, "tax": costs.total - costs.tax}
    at_call = result.opened.move_to() if result.loan else charts.NOWHERE
    at_call = at_call if at_call >= CHANGES[0] else charts.NOWHERE  # a small loan is called beyond the chart
    drawn = (at_call, result.change)
    return gauge.lines(result.rules.call_line, result.opened.ratio, result.now.ratio) | {
        "cash": (ends, [result.return_at(end, financing_ratio=0) * 100 for end in CHANGES]),
        "loan": (ends, [result.return_at(end) * 100 for end in CHANGES]),
        "call": ([at_call * 100] * 2, RETURNS),
        "cash-now": ([result.change * 100], [result.return_at(result.change, financing_ratio=0) * 100]),
        "now": (
            [change * 100 for change in drawn],
            [result.return_at(change) * 100 if change == change else charts.NOWHERE for change in drawn],
        ),
        **{name: {"x": [0], "base": [bases[name]], "y": [heights[name]]} for name in STACK},
    }


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("line", "cash", "loan", "call", *STACK)}
    hover = "%{x:.2f}% → %{y:.2f}%"
    loan = charts.line("loan", said["loan"], charts.BLUE, hover=f"{said['loan']} {hover}", pane="2")
    loan.update(fill="tonexty", fillcolor="rgba(59, 127, 196, 0.16)")
    traces = [
        *gauge.traces([words(f"F1.1.band.{place}") for place in range(len(gauge.COLORS))], said["line"]),
        charts.line("cash", said["cash"], charts.GREY, dash="dash", hover=f"{said['cash']} {hover}", pane="2"),
        loan,
        charts.line("call", said["call"], charts.RED, dash="dot", width=2, hover=f"{said['call']} {hover}", pane="2"),
        charts.dots("cash-now", "", charts.GREY, symbols="circle-open", hover=hover, pane="2"),
        charts.dots("now", "", [charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=hover, pane="2"),
        *(
            charts.columns(name, said[name], color, pattern=pattern, hover=f"{said[name]} %{{y:,.2f}}", pane="3")
            for name, (color, pattern) in STACK.items()
        ),
    ]
    for trace in traces:
        trace.showlegend = trace.uid in ("cash", "loan", "call", *STACK)
    return charts.figure(
        traces,
        height=400,
        barmode="overlay",
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        margin={"l": 58, "r": 18, "t": 34, "b": 110},
        xaxis={"domain": (0.0, 0.08), "range": (0, 1), "showticklabels": False, "showgrid": False,
               "title": words(f"{ID}.axis.gauge")},
        yaxis=gauge.axis(),
        xaxis2={"domain": (0.29, 0.77), "range": [end * 100 for end in CHANGES], "ticksuffix": "%", "anchor": "y2",
                "title": words(f"{ID}.axis.change")},
        yaxis2={"range": RETURNS, "ticksuffix": "%", "anchor": "x2", "zeroline": True, "dtick": 50},
        xaxis3={"domain": (0.87, 1.0), "range": (-0.6, 0.6), "showticklabels": False, "showgrid": False,
                "anchor": "y3"},
        yaxis3={"range": [0, 1_000], "anchor": "x3", "tickformat": ","},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("gauge", 0.04), ("return", 0.53), ("costs", 0.935))
        ],
    )  # fmt: skip
