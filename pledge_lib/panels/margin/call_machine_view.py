"""What F2.4 says: the call in a sentence, its sums put in, each day as a row, each position on the day of notice."""

import math
from collections.abc import Iterator

from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market import events, procedure
from pledge_lib.market.events import TimelineRow
from pledge_lib.panels.declaration import View
from pledge_lib.panels.margin import call_machine_chart
from pledge_lib.panels.margin.call_machine_chart import ID
from pledge_lib.panels.margin.call_machine_model import MARGIN, OF_THE_CALL, CallMachine
from pledge_lib.panels.margin.call_machine_path import DRAWN, RATIOS
from pledge_lib.panels.words import Words

NOTHING = "—"
RULES_USED = ("cure_target", "daily_limit", "transaction_tax", "commission")
SOURCES = ("A-1", "A-9")  # the procedure, and what is in the ratio
TOLD = (events.NO_TRADING, events.PAYMENT, events.SAME_DAY_DUE, events.NOTICE, events.DEADLINE, events.CANCEL,
        events.SOLD, events.BILL)  # fmt: skip
COLUMNS = ("day", "ratio", "state", "missing", "happened")
OF_THE_SHEET = ("position", "kind", "ratio", "state", "called_sum", "sold")


def view(result: CallMachine, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    again = ("again",) if result.notice is not result.last_call else ()
    parts = ("notice", *again, result.outcome) if result.notice else ("no-call",)
    why = ("call", "days", "who") if result.notice else ("lowest", "who")
    on_margin = result.values["profile"] == MARGIN
    used = (*OF_THE_CALL, *RULES_USED)
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in parts),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in why),
        table=_table(result, words),
        sheet=_sheet(result, words),
        notes=tuple(_notes(result, words, numbers)),
        lines=call_machine_chart.lines(result),
        ranges=call_machine_chart.ranges(result),
        looks=call_machine_chart.looks(result, words),
        ticks=call_machine_chart.ticks(result),
        idle=_idle(result.values),
        rules=((result.profile, used),) if on_margin else ((result.profile, OF_THE_CALL), (result.rules, RULES_USED)),
        sources=SOURCES,
    )


def _numbers(result: CallMachine, words: Words) -> dict[str, str]:
    rules, shown, last = result.rules, result.shown, result.last
    sale = result.log.summary.statement
    weak = [each.name for each in result.positions.positions if each.below(rules.call_line)]
    numbers = {
        "line": percent_text(rules.call_line),
        "cancel_level": percent_text(rules.cancel_level),
        "target": percent_text(result.target),
        "restore": percent_text(result.values["restore"]),
        "cure_sessions": amount_text(rules.cure_sessions),
        "limit": percent_text(rules.daily_limit),
        "first": result.log.rows[0].date.isoformat(),
        "days": amount_text(len(result.log)),
        "day": shown.date.isoformat(),
        "ratio": percent_text(shown.ratio),
        "collateral": amount_text(shown.collateral),
        "debt": amount_text(shown.debt),
        "name": _names(weak, words),
        "paid": amount_text(result.cancelled.paid if result.cancelled else 0),
        "last": last.date.isoformat(),
        "calls": amount_text(result.log.summary.calls),
        "sale": amount_text(sale.sale_value),
        "costs": amount_text(sale.tax + sale.commission),
        "returned": amount_text(result.returned),
        "bill": amount_text(last.bill),
    }
    if result.notice:
        newest, summary = result.last_call, result.log.summary
        numbers |= {
            "called_sum": amount_text(shown.called_sum, 2),
            "sums": _sums(shown, words),
            "deadline": shown.deadline.isoformat(),
            "first_sale": shown.first_sale.isoformat(),
            "last_notice": newest.date.isoformat(),
            "last_sum": amount_text(newest.called_sum, 2),
            "last_deadline": newest.deadline.isoformat(),
            "first_cancelled": summary.cancelled and summary.cancelled.isoformat(),
            "sold": summary.sold and summary.sold.isoformat(),
            "cancelled": result.cancelled and result.cancelled.date.isoformat(),
            "closing_ratio": percent_text(result.cancelled.ratio if result.cancelled else last.ratio),
        }
    return numbers


def _names(names, words: Words) -> str:
    return words(f"{ID}.and").join(words(f"{ID}.name.{name}") for name in sorted(names))


def _sums(row: TimelineRow, words: Words) -> str:
    """Return the called sum of each position."""
    said = (words(f"{ID}.sum", name=words(f"{ID}.name.{name}"), amount=amount_text(amount, 2))
            for name, amount in row.called_sums.items())  # fmt: skip
    return words(f"{ID}.and").join(said)


def _table(result: CallMachine, words: Words) -> tuple[tuple[str, ...], ...]:
    """Return each business day: its ratio, its state, what is still missing, and what happened."""
    rows = [
        (
            row.date.isoformat(),
            percent_text(row.ratio) if 0 < row.ratio < math.inf else NOTHING,
            words(f"{ID}.state.{row.state}"),
            amount_text(max(row.called_sum - row.paid, 0), 2) if _is_open(row) else NOTHING,
            words(f"{ID}.then").join(_happened(row, words)) or NOTHING,
        )
        for row in result.log
    ]
    return (tuple(words(f"{ID}.column.{name}") for name in COLUMNS), *rows)


def _is_open(row: TimelineRow) -> bool:
    return row.state in (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY)


def _happened(row: TimelineRow, words: Words) -> Iterator[str]:
    numbers = {"paid": amount_text(row.paid_today, 2), "bill": amount_text(row.bill)}
    numbers["sale"] = amount_text(sum(statement.sale_value for statement in row.statements))
    numbers["name"] = _names(row.sold_shares, words)
    if events.NOTICE in row.events:
        numbers |= {"sums": _sums(row, words), "deadline": row.deadline.isoformat()}
    if row.bill_due:
        numbers["due"] = row.bill_due.isoformat()
    untold = {events.DEADLINE} if events.CANCEL in row.events else set()
    untold |= set() if row.bill_due else {events.BILL}  # paid on its own day
    for event in TOLD:
        if event in row.events and event not in untold:
            yield words(f"{ID}.event.{event}", **numbers)


def _sheet(result: CallMachine, words: Words) -> tuple[tuple[str, ...], ...]:
    """Return each position on the day that is shown."""
    sold = {name: row.date.isoformat() for row in result.log for name in row.sold_shares}
    rows = []
    for each in result.positions.positions:
        asked = result.shown.called_sums.get(each.name)
        rows.append((
            words(f"{ID}.name.{each.name}"),
            words(f"{ID}.kind.{'long' if isinstance(each, Long) else 'short'}"),
            percent_text(each.ratio),
            words(f"{ID}.mark.{result.mark_of(each)}"),
            NOTHING if asked is None else amount_text(asked, 2),
            sold.get(each.name, NOTHING),
        ))  # fmt: skip
    return (tuple(words(f"{ID}.sheet.{name}") for name in OF_THE_SHEET), *rows)


def _notes(result: CallMachine, words: Words, numbers) -> Iterator[str]:
    values = result.values
    yield words(f"{ID}.note.{'ratios' if values['path'] in RATIOS else 'made-up'}", **numbers)
    if values["account"] != "one":
        yield words(f"{ID}.note.{values['account']}")
    if result.notice is None and numbers["name"]:
        yield words(f"{ID}.note.carried", **numbers)
    if result.target != values["restore"]:
        yield words(f"{ID}.note.restore", **numbers)
    if values["profile"] != MARGIN:
        yield words(f"{ID}.note.profile", **numbers)
    elif values["regime"] != "130":
        yield words(f"{ID}.note.regime", **numbers)
    if result.log.summary.calls > 1:
        yield words(f"{ID}.note.calls", **numbers)


def _idle(values) -> tuple[str, ...]:
    """Return the controls that change nothing now."""
    given = ("fall", "sessions") if values["path"] in RATIOS else ()
    given += ("fall",) if values["path"] == DRAWN else (DRAWN,)
    return given if values["profile"] == MARGIN else (*given, "regime")
