"""What F2.9 says: one account in words, the fates of all start days as counts, and what came after the sales."""

import math
from collections.abc import Iterator

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market import events
from pledge_lib.market.events import TimelineRow
from pledge_lib.panels.declaration import View
from pledge_lib.panels.margin import replay_chart
from pledge_lib.panels.margin.replay_chart import ID, SHOWN
from pledge_lib.panels.margin.replay_model import CALLED, INDEX, MIXED, NEVER, OWN, SHARES, SOLD, Replay
from pledge_lib.panels.words import Words

NONE = "—"
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "financing_ratio", "annual_rate",
              "daily_limit", "transaction_tax", "commission")  # fmt: skip


def view(result: Replay, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in _parts(result)),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in _why(result)),
        table=(
            tuple(words(f"{ID}.column.{name}") for name in ("day", "event", "ratio", "amount")),
            *_table(result, words),
            *_counts(result, words),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=replay_chart.lines(result),
        ranges=replay_chart.ranges(result),
        looks=replay_chart.looks(result, words),
        ticks=replay_chart.ticks(result),
        idle=("account",) if result.values["episode"] == OWN else ("own",),
        rules=((datasets.rules(result.rules.name), RULES_USED),),
        sources=() if result.values["episode"] == OWN else datasets.prices(INDEX).sources,
    )


def _parts(result: Replay) -> list[str]:
    parts = ["start", *(["notice"] if result.notice else []), result.outcome]
    if result.sold:
        parts.append("after" if result.after else "after-nothing")
    if result.fates is None:
        return [*parts, "days-unknown"]
    return [*parts, "days", *(["changes"] if result.changes else [])]


def _why(result: Replay) -> list[str]:
    if not result.has_debt:
        return ["no-loan"]
    return ["opened", *(["notice"] if result.notice else ["lowest"]), "spread"]


def _numbers(result: Replay, words: Words) -> dict[str, str]:
    values, opened = result.values, result.opened
    lowest = int(min(range(len(result.ratios)), key=result.ratios.__getitem__))
    numbers = {
        "start": result.start.isoformat(),
        "asked": values["start"].isoformat(),
        "leverage": amount_text(values["leverage"], 1),
        "what": words(f"{ID}.what.{_what(result)}", symbol=values["account"]),
        "own": amount_text(result.own_money, 0),
        "loan": amount_text(sum(long.loan for long in opened.longs)),
        "value": amount_text(opened.collateral, 0),
        "debt": amount_text(opened.debt, 0),
        "opened_ratio": percent_text(opened.ratio),
        "line": percent_text(result.rules.call_line),
        "target": percent_text(result.rules.cure_target),
        "cancel_level": percent_text(result.rules.cancel_level),
        "lowest": percent_text(result.ratios[lowest]) if result.has_debt else NONE,
        "lowest_day": result.path.days[result.mine.start + lowest].isoformat(),
        "last": result.path.days[-1].isoformat(),
        "calls": amount_text(result.mine.calls),
        "asked_after": amount_text(values["after"]),
        "bill": amount_text(result.bill),
    }
    if result.notice:
        numbers |= _numbers_of_call(result, result.notice)
    if result.after:
        numbers |= {"change": percent_text(result.after[0]), "after": amount_text(result.after[1])}
    if result.fates is not None:
        counts = {f"days_{kind}": amount_text(len(result.starts(kind))) for kind in (NEVER, CALLED, SOLD)}
        up = sum(change > 0 for change in result.changes)
        numbers |= counts | {"starts": amount_text(len(result.fates)), "measured": amount_text(len(result.changes))}
        numbers |= {"up": amount_text(up), "down": amount_text(len(result.changes) - up)}
        if result.changes:
            numbers |= {"best": percent_text(max(result.changes)), "worst": percent_text(min(result.changes))}
    return numbers


def _numbers_of_call(result: Replay, notice: TimelineRow) -> dict[str, str]:
    sale = result.log.summary.statement
    tries = sum(events.UNFILLED in row.events for row in result.log)
    found = {
        "notice": notice.date.isoformat(),
        "ratio": percent_text(notice.ratio),
        "notice_value": amount_text(notice.collateral, 0),
        "notice_debt": amount_text(notice.debt, 0),
        "called_sum": amount_text(notice.called_sum),
        "positions": amount_text(len(notice.called_sums)),
        "all_positions": amount_text(len(result.opened.positions)),
        "deadline": notice.deadline.isoformat(),
        "first_sale": notice.first_sale.isoformat(),
        "sale": amount_text(sale.sale_value),
        "surplus": amount_text(sale.surplus),
        "tries": amount_text(tries),
        "end": result.log.rows[-1].date.isoformat(),
    }
    return found | ({"sold": result.sold.date.isoformat()} if result.sold else {})


def _what(result: Replay) -> str:
    if result.values["episode"] == OWN:
        return OWN
    return "share" if result.values["account"] in SHARES else result.values["account"]


def _table(result: Replay, words: Words) -> Iterator[tuple[str, str, str, str]]:
    """Yield what happened, oldest first: day, event, ratio, sum."""
    opened = result.opened
    loan = amount_text(sum(long.loan for long in opened.longs))
    yield result.start.isoformat(), words(f"{ID}.flag.start"), _ratio(opened.ratio), loan
    for row in result.log or ():
        for event in (*SHOWN, events.BILL):
            if event in row.events:
                yield row.date.isoformat(), words(f"{ID}.flag.{event}"), _ratio(row.ratio), _amount(event, row)
    if result.after:
        change, days = result.after
        yield NONE, words(f"{ID}.row.after", after=amount_text(days)), NONE, percent_text(change)


def _ratio(ratio: float) -> str:
    return percent_text(ratio) if 0 < ratio < math.inf else NONE


def _amount(event: str, row: TimelineRow) -> str:
    sums = {events.NOTICE: row.called_sum, events.BILL: row.bill,
            events.SOLD: sum(statement.sale_value for statement in row.statements)}  # fmt: skip
    return amount_text(sums[event]) if event in sums else NONE


def _counts(result: Replay, words: Words) -> Iterator[tuple[str, str, str, str]]:
    for kind in (NEVER, CALLED, SOLD):
        count = NONE if result.fates is None else amount_text(len(result.starts(kind)))
        yield words(f"{ID}.row.starts"), words(f"{ID}.trace.{kind}"), NONE, count


def _notes(result: Replay, words: Words, numbers) -> Iterator[str]:
    values = result.values
    if values["episode"] == OWN:
        yield words(f"{ID}.note.own")
    else:
        window = datasets.windows()[values["episode"]]
        yield words.of(window.happened)
        if values["account"] in (MIXED, INDEX):
            yield words(f"{ID}.note.{values['account']}")
    if result.start != values["start"]:
        yield words(f"{ID}.note.moved", **numbers)
    if result.notice and numbers["tries"] != "0":
        yield words(f"{ID}.note.locked", **numbers)
    if result.mine.calls > 1:
        yield words(f"{ID}.note.calls", **numbers)
    yield words(f"{ID}.note.model")
