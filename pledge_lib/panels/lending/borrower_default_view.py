"""What F3.7 says: the borrower's ratio and call, and what the lender gets if the borrower fails."""

import math

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.states import CALLED
from pledge_lib.panels.declaration import View
from pledge_lib.panels.lending import borrower_default_chart as chart
from pledge_lib.panels.words import Words

ID = "F3.7"
PROFILE = "tw-lending"
EXCHANGE, BROKER = "exchange", "broker"
CASH, STOCK = "cash", "stock"
RULES_USED = ("initial_ratio", "call_line", "cure_target", "exchange_cure_sessions", "broker_cure_sessions",
              "listed_counted")  # fmt: skip
SOURCES = ("C-4", "C-5", "C-19")  # what stands in the ratio, what is done after a call
OF_THE_LOAN = ("start", "collateral", "posted", "value_now", "call_price", "room")
OF_THE_CALL = ("to_line", "to_target", "sessions", "while_waiting")
OF_THE_RECOVERY = ("back_price", "claim", "sold", "missing", "returned", "recovered", "bearable")
ROWS = ("ratio", *OF_THE_LOAN, *OF_THE_CALL, *OF_THE_RECOVERY)


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    moment = "jump" if result.gap else "now"
    outcome = "missing" if result.recovery.missing else "whole"
    parts = (result.state, f"{moment}-{outcome}")
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in parts),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in _why(result)),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}")),
            *((words(f"{ID}.row.{name}", **numbers), _cell(result, name, words, numbers)) for name in ROWS),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=chart.lines(result),
        ranges=chart.ranges(result),
        idle=("correlation",) if result.kind == CASH else (),
        rules=((result.rules, RULES_USED), (datasets.rules("tw-broker-pledge"), ("daily_limit",))),
        sources=SOURCES,
    )


def _numbers(result) -> dict[str, str]:
    opened, now, sold, rules, recovery = result.opened, result.now, result.sold, result.rules, result.recovery
    return {
        "change": percent_text(result.change),
        "gap": percent_text(result.gap),
        "start": percent_text(opened.collateral / (opened.shares * opened.price)),
        "initial": percent_text(rules.initial_ratio),
        "line": percent_text(rules.call_line),
        "target": percent_text(rules.cure_target),
        "ratio": percent_text(now.ratio),
        "collateral": amount_text(now.collateral),
        "counted": percent_text(result.counted),
        "posted": amount_text(now.collateral / result.counted),
        "correlation": amount_text(result.correlation, 1),
        "along": percent_text(result.correlation * result.change),
        "along_jump": percent_text(result.correlation * result.gap),
        "shares": amount_text(now.shares),
        "value": amount_text(opened.shares * opened.price),
        "value_now": amount_text(now.shares * now.price),
        "fees_due": amount_text(now.fees_due),
        "dividends_due": amount_text(now.dividends_due),
        "opened_collateral": amount_text(opened.collateral),
        "call_change": percent_text(result.call_change),
        "call_price": amount_text(opened.price * (1 + result.call_change), 2),
        "room": percent_text(result.room),
        "to_line": amount_text(now.cure(rules.call_line)),
        "to_target": amount_text(now.cure(rules.cure_target)),
        "sessions": amount_text(result.sessions),
        "from_session": amount_text(result.sessions + 1),
        "limit": percent_text(result.daily_limit, 0),
        "while_waiting": percent_text(result.rise_while_waiting),
        "left_of_line": percent_text(rules.call_line / (1 + result.rise_while_waiting)),
        "back_price": amount_text(sold.price, 2),
        "back_value": amount_text(sold.shares * sold.price),
        "claim": amount_text(recovery.claim),
        "sold": amount_text(sold.collateral),
        "missing": amount_text(recovery.missing),
        "returned": amount_text(recovery.returned),
        "recovered": percent_text(recovery.from_collateral / recovery.claim),
        "bearable": percent_text(result.bearable),
    }


def _cell(result, name: str, words: Words, numbers) -> str:
    """Return the number of a row, or the words where there is none."""
    if name in ("call_price", "room") and math.isinf(result.call_change):
        return words(f"{ID}.cell.no-rise")
    if name == "room" and result.state == CALLED:
        return words(f"{ID}.cell.already")
    if name == "bearable" and math.isinf(result.bearable):
        return words(f"{ID}.cell.any-jump")
    return words(f"{ID}.cell.{name}", **numbers)


def _why(result):
    """Yield the parts of the formulas that this state needs."""
    yield "ratio"
    if result.kind == STOCK:
        yield "stock"
    yield "no-call" if math.isinf(result.call_change) else f"call-{result.kind}"
    if result.state == CALLED:
        yield "cure"
    yield "recovery"
    if result.kind == STOCK:
        yield "sold"
    yield "order"


def _notes(result, words: Words, numbers):
    if result.opened.state == CALLED:
        yield words(f"{ID}.note.called-at-start", **numbers)
    elif result.opened.collateral < result.rules.initial_ratio * result.opened.shares * result.opened.price:
        yield words(f"{ID}.note.thin-start", **numbers)
    yield words(f"{ID}.note.{result.profile}", **numbers)
    if result.kind == STOCK:
        yield words(f"{ID}.note.model", **numbers)
