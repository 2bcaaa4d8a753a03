"""One's own position on one page: who stands where, what falls lead to a call, the days to watch, six crashes.

As a page of HTML it has no script and nothing from elsewhere: any browser shows and prints it, and the code at its end
carries the whole position. The same texts are drawn as a picture in the notebook.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from math import isfinite

from pledge_lib.datasets.mine.written import code_of
from pledge_lib.finance.mine.account import USD
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import CHANGE, DATE, DAYS, DOLLARS, MONEY, PERCENT
from pledge_lib.market.mine.calendar_file import Entry, calendar_file
from pledge_lib.market.mine.dates import DateToWatch, dates_to_watch
from pledge_lib.market.mine.replay import EPISODES, CrashReplay, name_of, replayed
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.mine.first_call_model import FirstCall, Lane, first_call
from pledge_lib.panels.mine.position import left_out_said, lender_said
from pledge_lib.panels.words import Words

FALLS = (-0.10, -0.20, -0.30, -0.40)
MOST_DATES = 12
CALLED = "▲ "  # before a ratio below its line
Row = tuple[str | Quantity, ...]
STYLE = """
body { font: 13px/1.45 system-ui, "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif;
  color: #1d1d1d; background: #fff; margin: 24px auto; max-width: 720px; font-variant-numeric: tabular-nums; }
h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 14px; margin: 14px 0 4px; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #d5d9de; padding: 3px 6px; }
th { text-align: left; font-weight: 600; } td.n, th.n { text-align: right; }
.called { font-weight: 700; }
.code { font: 10px/1.3 monospace; overflow-wrap: anywhere; } .small { color: #4d5660; }
@page { size: A4; margin: 14mm; } @media print { body { margin: 0; max-width: none; } }
"""


def report(portfolio: Portfolio, words: Words, today: date) -> str:
    """Return the page in the reader's language, as of a day."""
    said = parts(portfolio, words, today)
    body = [
        f"<h1>{escape(said['title'])}</h1>",
        f'<p class="small">{escape(said["as_of"])}</p>',
        f"<p>{escape(said['summary'])}</p>",
        *map(_section, said["sections"]),
        f'<p class="small">{escape(said["foot"])}</p>',
        f'<p class="code">{escape(code_of(rows_of(portfolio)))}</p>',
    ]
    head = f'<meta charset="utf-8"><title>{escape(said["title"])}</title><style>{STYLE}</style>'
    language = words.language.replace("_", "-")
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{"".join(body)}</body></html>'


def parts(portfolio: Portfolio, words: Words, today: date) -> dict:
    """Return all that stands on the page as texts; a section is a table whose first columns are texts."""
    found = first_call(portfolio, 0.0, {}, is_example=False)
    tables = (
        ("lenders", 2, _lenders(found, words)),
        ("falls", 2, _falls(portfolio, words)),
        ("crashes", 2, _crashes(portfolio, words)),
        ("dates", 2, _dates(portfolio, words, today)),
    )
    return {
        "title": words("mine.report.title"),
        "as_of": words("mine.report.as-of", day=DATE(today)),
        "summary": _summary(found, words),
        "sections": tuple(
            {"heading": words(f"mine.report.{name}"), "texts": texts, "head": head, "rows": tuple(rows)}
            for name, texts, table in tables
            for head, *rows in [map(_written, table)]
            if rows
        ),
        "foot": "".join((*_left_out(portfolio, words), words("mine.report.not-advice"))),
    }


def reminders(portfolio: Portfolio, words: Words, today: date) -> bytes:
    """Return the days to watch as a calendar file, each with its title in the reader's language."""
    entries = [
        Entry(
            key=f"{each.day:%Y%m%d}-{each.kind}-{each.lender}-{each.symbol}".replace(" ", "-"),
            day=each.day,
            title=_date_said(each, words),
            text=words("mine.report.not-advice"),
        )
        for each in dates_to_watch(portfolio, today)
    ]
    return calendar_file(entries, today)


def _written(row: Row) -> tuple[str, ...]:
    return tuple(map(str, row))


def _section(section: Mapping) -> str:
    def row(cells: tuple[str, ...], tag: str) -> str:
        marked = [
            f"<{tag}{_look(cell, place >= section['texts'])}>{escape(cell)}</{tag}>" for place, cell in enumerate(cells)
        ]
        return f"<tr>{''.join(marked)}</tr>"

    body = "".join(row(cells, "td") for cells in section["rows"])
    return f"<h2>{escape(section['heading'])}</h2><table>{row(section['head'], 'th')}{body}</table>"


def _look(cell: str, is_number: bool) -> str:
    looks = [name for name, wanted in (("n", is_number), ("called", cell.startswith(CALLED))) if wanted]
    return f' class="{" ".join(looks)}"' if looks else ""


def _summary(found: FirstCall, words: Words) -> str:
    total = found.total
    sums = {"held": MONEY(total.collateral), "owed": MONEY(total.debt), "cost": MONEY.rounded(0)(total.cost_a_month)}
    said = words("mine.report.sums", **sums)
    if found.first is None or found.room is None:
        return said
    who = lender_said(found.first.lender, words)
    return said + words("mine.report.first", lender=who, room=PERCENT(found.room))


def _left_out(portfolio: Portfolio, words: Words) -> Iterator[str]:
    """Yield for each ratio above that leaves out interest since when it does."""
    for note in left_out_said(portfolio, words):
        yield words("mine.report.before-the-last", note=note)


def _lenders(found: FirstCall, words: Words) -> Iterator[Row]:
    yield tuple(words(f"mine.column.{name}") for name in ("lender", "kind", "ratio", "line", "room", "asked"))
    for lane in found.every:
        unit = DOLLARS if lane.on_chain else MONEY
        yield (*_whose(lane, words), _level(lane), lane.line, PERCENT(lane.room), unit(lane.now.called_sum))


def _falls(portfolio: Portfolio, words: Words) -> Iterator[Row]:
    moved = [first_call(portfolio, fall, {}, is_example=False) for fall in FALLS]
    yield (words("mine.column.lender"), words("mine.column.kind"), *map(CHANGE, FALLS))
    for lanes in zip(*(each.every for each in moved), strict=True):
        yield (*_whose(lanes[0], words), *map(_level, lanes))
    yield (words("mine.column.asked"), "", *(MONEY.rounded(0)(each.cash) for each in moved))


def _whose(lane: Lane, words: Words) -> tuple[str, str]:
    return lender_said(lane.lender, words), words(f"mine.kind.{lane.kind}")


def _level(lane: Lane) -> str:
    return f"{CALLED if lane.is_over else ''}{lane.level}"


def _crashes(portfolio: Portfolio, words: Words) -> Iterator[Row]:
    names = ("weakest", "lowest", "days", "cash")
    yield (words("mine.report.crash"), *(words(f"mine.report.{name}") for name in names))
    for episode in EPISODES:
        found, paid = _fared(portfolio, episode)
        if found.weakest is None:
            return
        lowest = found.weakest.lowest
        yield (
            words.of(name_of(episode)),
            lender_said(found.weakest.account.title, words),
            PERCENT(lowest.ratio) if isfinite(lowest.ratio) else "",
            DAYS(found.days_called),
            MONEY.rounded(0)(sum(each.paid for each in paid.accounts if each.account.currency != USD)),
        )


@lru_cache(maxsize=4 * len(EPISODES))  # the page and its picture are of one position, and a page in each language
def _fared(portfolio: Portfolio, episode: str) -> tuple[CrashReplay, CrashReplay]:
    """Return how a crash goes for who brings nothing, and for who brings whatever is asked."""
    return replayed(portfolio, episode), replayed(portfolio, episode, pays=True)


def _dates(portfolio: Portfolio, words: Words, today: date) -> Iterator[Row]:
    yield words("mine.report.day"), words("mine.report.what")
    for each in dates_to_watch(portfolio, today)[:MOST_DATES]:
        yield DATE(each.day), _date_said(each, words)


def _date_said(each: DateToWatch, words: Words) -> str:
    amount = "" if each.amount is None else words("mine.date.amount", amount=MONEY.rounded(0)(each.amount))
    who = lender_said(each.lender, words)
    return words(f"mine.date.{each.kind}", lender=who, symbol=each.symbol) + amount
