"""What F3.5 says: when the shares are back, what a sale at once would have brought more, and what the fee makes up."""

from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels.declaration import View
from pledge_lib.panels.lending import recall_chart
from pledge_lib.panels.words import Words

ID = "F3.5"
EVEN = "even"  # the path that moves by the same fraction each session
RULES_USED = ("shortest_recall_sessions", "recall_sessions", "longest_recall_sessions", "broker_share", "day_basis",
              "highest_rate")  # fmt: skip
ROWS = ("asked", "returned", "sold", "sessions", "value", "left", "missed", "change", "fee_waiting", "fee_before",
        "fee")  # fmt: skip


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    even = result.path == EVEN
    rows = (*ROWS, "added_up") if even else ROWS
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why.{'even' if even else 'real'}", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}"), words(f"{ID}.cell.{name}", **numbers)) for name in rows),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=recall_chart.lines(result),
        looks=recall_chart.looks(result, words),
        ticks=recall_chart.ticks(result),
        ranges=recall_chart.ranges(result),
        idle=() if even else ("move", "asked"),
        rules=((result.rules, RULES_USED),),
        sources=_sources(result.path) if not even else (),
    )


def _numbers(result) -> dict[str, str]:
    recall = result.recall
    notices = zip(("shortest", "middle", "longest"), map(amount_text, result.rules.recall_choices), strict=True)
    return {
        **dict(notices),
        "asked": recall.asked.isoformat(),
        "returned": recall.returned.isoformat(),
        "sold": recall.sold.isoformat(),
        "notice": amount_text(result.notice),
        "sessions": amount_text(recall.sessions),
        "value": amount_text(result.value),
        "left": amount_text(result.left),
        "lost": amount_text(abs(result.missed)),
        "missed": amount_text(-result.missed),
        "change": percent_text(recall.change),
        "factor": percent_text(1 + result.move),
        "close_asked": amount_text(recall.closes[recall.asked], 2),
        "close_sold": amount_text(recall.closes[recall.sold], 2),
        "added_up": amount_text(-result.added_up),
        "rate": percent_text(result.rate),
        "share": percent_text(result.broker_share),
        "basis": amount_text(result.rules.day_basis),
        "fee_days": amount_text(recall.fee_days),
        "days_before": amount_text(result.days_before),
        "fee_waiting": amount_text(result.fee_waiting, 2),
        "fee_before": amount_text(result.fee_before, 2),
        "fee": amount_text(result.fee_waiting + result.fee_before, 2),
        "limit": percent_text(result.daily_limit),
        "projected": _first_projected().isoformat(),
    }


def _notes(result):
    """Yield what else to know."""
    recall = result.recall
    yield "chosen-before"
    if recall.sold != recall.returned:
        yield "no-session"
    elif recall.sessions < result.notice:
        yield "settlement-only"
    if result.at_limit:
        yield "limit-down"
    if recall.sold >= _first_projected():
        yield "projected"


@cache
def _first_projected():
    """Return the first day of the calendar whose official list was not found."""
    return next(day.date for day in datasets.calendar() if day.projected)


def _sources(path: str) -> tuple[str, ...]:
    symbol, _ = path.split()
    return datasets.prices(symbol).sources
