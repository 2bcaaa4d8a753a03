"""How F3.3 looks: a waterfall from the gross fee to what is left after the year's tax, and who gets each part."""

from pledge_lib.finance.money import amount_text, floor_to_dollar, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.3"
PROFILE_RULES = ("broker_share", "withholding", "withholding_waiver", "premium_on_fee", "premium_rate",
                 "premium_threshold", "premium_cap")  # fmt: skip
SOURCES = ("C-12", "C-4")  # the fee is lease income; interest on cash collateral goes to the borrower
TOTALS = ("gross", "paid", "net", "kept")
STEPS = ("gross", "broker", "sales-tax", "paid", "withheld", "premium", "net", "settled", "kept")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    own, numbers = result.statement, _numbers(result)
    amounts = _amounts(result)
    shown = {name: _signed(name, amount) for name, amount in amounts.items()}
    goes = {name: words(f"{ID}.to.{name}") for name in STEPS}
    if result.settled < 0:
        goes["settled"] = words(f"{ID}.to.refund")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words(f"{ID}.column.amount"), words(f"{ID}.column.to")),
            *((words(f"{ID}.row.{name}"), shown[name], goes[name]) for name in STEPS),
            (words(f"{ID}.row.collateral-interest"), "—", words(f"{ID}.to.collateral-interest")),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=_lines(result, amounts),
        ticks={"xaxis": (tuple(range(len(STEPS))), tuple(f"{words(f'{ID}.bar.{name}')}<br>{shown[name]}"
                                                         for name in STEPS))},
        ranges={"yaxis": (0, charts.nice_ceiling(own.gross))},
        rules=((result.rules, PROFILE_RULES),),
        sources=SOURCES,
    )  # fmt: skip


def _numbers(result) -> dict[str, str]:
    own, rules = result.statement, result.rules
    return {
        "gross": amount_text(own.gross),
        "share": percent_text(result.broker_share),
        "broker": amount_text(own.broker_fee),
        "paid": amount_text(own.paid),
        "withholding": percent_text(rules.withholding),
        "tax": amount_text(floor_to_dollar(own.paid * rules.withholding)),
        "waiver": amount_text(rules.withholding_waiver),
        "withheld": amount_text(own.withheld),
        "premium": amount_text(own.premium),
        "premium_rate": percent_text(rules.premium_rate),
        "threshold": amount_text(rules.premium_threshold),
        "net": amount_text(own.net),
        "bracket": percent_text(result.bracket),
        "due": amount_text(result.due),
        "more": amount_text(abs(result.settled)),
        "kept": amount_text(result.kept),
    }


def _amounts(result) -> dict[str, float]:
    own = result.statement
    return {
        "gross": own.gross,
        "broker": own.broker_fee,
        "sales-tax": 0,  # a loan is no sale: whoever sells pays it
        "paid": own.paid,
        "withheld": own.withheld,
        "premium": own.premium,
        "net": own.net,
        "settled": result.settled,
        "kept": result.kept,
    }


def _signed(name: str, amount: float) -> str:
    """Return an amount as the waterfall reads: what is taken off with a minus, what is refunded with a plus."""
    if name in TOTALS or amount == 0:
        return amount_text(amount)
    return amount_text(-amount) if amount > 0 else f"+{amount_text(-amount)}"


def _notes(result):
    """Yield what else to know."""
    if result.statement.gross:
        yield "each-payment"
    if result.rules.premium_on_fee:
        yield "premium" if result.statement.premium else "no-premium"


def _lines(result, amounts) -> dict:
    places = {name: [place for place, step in enumerate(STEPS) if (step in TOTALS) == (name == "totals")]
              for name in ("totals", "cuts")}  # fmt: skip
    levels, level = {}, 0.0
    for name in STEPS:
        level = amounts[name] if name in TOTALS else level - amounts[name]
        levels[name] = level
    cuts = [STEPS[place] for place in places["cuts"]]
    back = max(0.0, -amounts["settled"])
    return {
        "totals": (places["totals"], [amounts[name] for name in TOTALS]),
        "cuts": {"x": places["cuts"], "base": [levels[name] for name in cuts],
                 "y": [max(0.0, amounts[name]) for name in cuts]},
        "refund": {"x": [STEPS.index("settled")], "base": [levels["settled"] - back], "y": [back]},
    }  # fmt: skip


def figure(words: Words):
    """Return the empty figure: totals that stand on the ground, cuts and a refund that float."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("totals", "cuts", "refund")}
    hover = "%{x} %{y:,.2f}"
    traces = [
        charts.columns("totals", said["totals"], charts.BLUE, pattern="", hover=hover),
        charts.columns("cuts", said["cuts"], charts.ORANGE, pattern="/", hover=hover),
        charts.columns("refund", said["refund"], charts.GREEN, pattern="x", hover=hover),
    ]
    return charts.figure(
        traces,
        height=370,
        barmode="overlay",
        margin={"l": 76, "r": 12, "t": 40, "b": 78},
        xaxis={"range": [-0.6, len(STEPS) - 0.4], "showgrid": False, "tickangle": 0, "tickfont": {"size": 11}},
        yaxis={"range": [0, 1_000], "tickformat": ",", "title": words(f"{ID}.axis.amount")},
    )
