"""How F3.6 looks: for each tax view two columns, recalled and lent through, and below them what lies between."""

from pledge_lib.finance.lending.dividend_tax import VIEWS, combined_tax, separate_tax
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.6"
RULES_USED = ("compensation_is_dividend_since", "dividend_credit", "dividend_credit_cap", "separate_dividend_rate",
              "broker_share", "day_basis", "highest_rate", "withholding")  # fmt: skip
SOURCES = ("C-10", "C-11", "C-12", "C-13", "C-18")  # two letters, the tax bureau, and who says that it is exempt
COLUMNS = ("view", "recall", "lend", "difference", "extra_tax", "breakeven")
APART = 0.19  # columns of one view stand so far from its middle


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join((words(f"{ID}.why.recall", **numbers), words(f"{ID}.why.{result.chosen}", **numbers),
                       words(f"{ID}.why.fee", **numbers))),
        table=(
            tuple(words(f"{ID}.column.{name}") for name in COLUMNS),
            *(_row(result, name, words) for name in VIEWS),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=_lines(result),
        ticks={"xaxis": (tuple(range(len(VIEWS))), tuple(_tick(result, name, words) for name in VIEWS))},
        ranges=_ranges(result),
        idle=("paid_on",) if result.asked == "exempt" else (),
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )  # fmt: skip


def _numbers(result, words: Words) -> dict[str, str]:
    own, rules = result.decision, result.rules
    return {
        "state": words(f"{ID}.view.{result.chosen}"),
        "in_force": words(f"{ID}.view.{result.by_date}"),
        "paid_on": result.paid_on.isoformat(),
        "letter": rules.compensation_is_dividend_since.isoformat(),
        "value": amount_text(result.value),
        "dividend": amount_text(result.dividend),
        "bracket": percent_text(result.bracket),
        "days": amount_text(result.days),
        "rate": percent_text(result.rate),
        "basis": amount_text(rules.day_basis),
        "share": percent_text(rules.broker_share),
        "gross": amount_text(result.gross, 2),
        "fee": amount_text(own.net_fee, 2),
        "credit": percent_text(rules.dividend_credit),
        "credit_cap": amount_text(rules.dividend_credit_cap),
        "separate_rate": percent_text(rules.separate_dividend_rate),
        "combined": amount_text(combined_tax(result.dividend, result.bracket, rules)),
        "separate": amount_text(separate_tax(result.dividend, rules)),
        "tax_recalled": amount_text(own.tax_recalled),
        "tax_lent": amount_text(own.tax_lent),
        "less_recalled": _taken_off(own.tax_recalled),
        "less_lent": _taken_off(own.tax_lent),
        "extra_tax": amount_text(result.extra_tax),
        "less_tax": amount_text(abs(result.extra_tax)),
        "recall": amount_text(own.recall, 2),
        "lend": amount_text(own.lend_through, 2),
        "difference": amount_text(abs(own.difference), 2),
        "breakeven": percent_text(result.breakeven),
        "cap": percent_text(rules.highest_rate),
    }


def _taken_off(tax: float) -> str:
    """Return a tax as it stands after a minus: a refund in brackets."""
    return f"({amount_text(tax)})" if tax < 0 else amount_text(tax)


def _row(result, name: str, words: Words) -> tuple[str, ...]:
    own, breakeven = result.decisions[name], result.breakevens[name]
    if breakeven == 0:
        shown = words(f"{ID}.cell.any-rate")
    elif breakeven > result.rules.highest_rate:
        shown = words(f"{ID}.cell.beyond-cap", breakeven=percent_text(breakeven))
    else:
        shown = percent_text(breakeven)
    return (
        words(f"{ID}.view.{name}"),
        amount_text(own.recall, 2),
        amount_text(own.lend_through, 2),
        _signed(own.difference),
        amount_text(own.tax_lent - own.tax_recalled),
        shown,
    )


def _signed(amount: float) -> str:
    return f"+{amount_text(amount, 2)}" if amount > 0 else amount_text(amount, 2)


def _tick(result, name: str, words: Words) -> str:
    """Return the name of a view and its difference, bold where it is the one looked at."""
    said = f"{words(f'{ID}.bar.{name}')}<br>{_signed(result.decisions[name].difference)}"
    return f"<b>▸ {said}</b>" if name == result.chosen else said


def _notes(result):
    """Yield what else to know."""
    if result.dividend:
        yield "always"
    if result.asked == "exempt":
        yield "exempt"
    elif result.asked != "by-date" and result.chosen != result.by_date:
        yield "other-letter"
    if result.dividend * result.rules.dividend_credit > result.rules.dividend_credit_cap:
        yield "credit-cap"
    yield "left-out"


def _lines(result) -> dict:
    own = [result.decisions[name] for name in VIEWS]
    places = range(len(VIEWS))
    return {
        "recall": ([place - APART for place in places], [decision.recall for decision in own]),
        "lend": ([place + APART for place in places], [decision.lend_through for decision in own]),
        "better": (list(places), [max(0.0, decision.difference) for decision in own]),
        "worse": (list(places), [min(0.0, decision.difference) for decision in own]),
        "ground": ([-0.6, len(VIEWS) - 0.4], [0, 0]),
    }


def _ranges(result) -> dict:
    own = result.decisions.values()
    highest = max(max(decision.recall, decision.lend_through) for decision in own)
    widest = charts.nice_ceiling(max(abs(decision.difference) for decision in own) * 1.05)
    return {"yaxis": (0, charts.nice_ceiling(highest * 1.02)), "yaxis2": (-widest, widest)}


def figure(words: Words):
    """Return the empty figure: two panes over one axis of views."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("recall", "lend", "better", "worse")}
    money, shape = "%{y:,.2f}", {"width": 0.34}
    traces = [
        charts.columns("recall", said["recall"], charts.GREY, pattern=".", hover=f"{said['recall']} {money}", **shape),
        charts.columns("lend", said["lend"], charts.BLUE, pattern="", hover=f"{said['lend']} {money}", **shape),
        charts.columns("better", said["better"], charts.GREEN, pattern="/", hover=f"{said['better']} {money}", **shape),
        charts.columns("worse", said["worse"], charts.RED, pattern="x", hover=f"{said['worse']} {money}", **shape),
        charts.line("ground", "", charts.GREY, width=1),
    ]
    for trace in traces[2:]:
        trace.update(yaxis="y2")
    traces[4].showlegend = False
    return charts.figure(
        traces,
        height=430,
        barmode="overlay",
        margin={"l": 92, "r": 18, "t": 62, "b": 64},
        xaxis={"range": [-0.6, len(VIEWS) - 0.4], "anchor": "y2", "showgrid": False, "tickangle": 0},
        yaxis={"range": [0, 50_000], "domain": (0.46, 1.0), "tickformat": ",", "title": words(f"{ID}.axis.money")},
        yaxis2={"range": [-10_000, 10_000], "domain": (0.0, 0.38), "tickformat": ",", "nticks": 5,
                "title": words(f"{ID}.axis.difference")},
    )  # fmt: skip
