"""The plan card as one page to print, every language beside the others: case, plan, rungs, reasons, rules with dates.

A page of HTML without a script and without anything from elsewhere.
"""

from collections.abc import Iterator, Mapping
from html import escape

from pledge_lib.finance.capstone.plan import REASONS, PlannedLoan
from pledge_lib.finance.ratio import repay_to
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels.capstone import card, plan
from pledge_lib.panels.capstone.card_model import CALL, CANCEL, GONE, TRIGGER, Card, Rung
from pledge_lib.panels.capstone.plan_model import Planned
from pledge_lib.panels.provenance import badges
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

Row = tuple[str | Quantity, ...]
STYLE = """
body { font: 12px/1.45 system-ui, "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif;
  color: #1d1d1d; background: #fff; margin: 20px auto; max-width: 1040px; font-variant-numeric: tabular-nums; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; }
h1 { font-size: 17px; margin: 0 0 4px; } h2 { font-size: 13px; margin: 10px 0 3px; } p { margin: 3px 0; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #d5d9de; padding: 2px 5px; }
th { text-align: left; font-weight: 600; } td.n { text-align: right; white-space: nowrap; }
.small { color: #4d5660; font-size: 10px; }
@page { size: A4 landscape; margin: 10mm; } @media print { body { margin: 0; max-width: none; } }
"""


def card_page(loan: PlannedLoan, texts: Mapping[str, Mapping[str, str]]) -> str:
    """Return the page; the reasons stand as they were written, once."""
    parts = "".join(_in_language(loan, Words(language, table)) for language, table in texts.items())
    leading = Words(*next(iter(texts.items())))
    written = "".join(
        f"<p><b>{escape(_joined(texts, f'capstone.card.{name}'))}</b>　{escape(loan.plan.reasons[name])}</p>"
        for name in REASONS
        if name in loan.plan.reasons
    )
    title = escape(leading("capstone.card.title"))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    language = leading.language.replace("_", "-")
    body = f"<main>{parts}</main>{written}"
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def _joined(texts: Mapping[str, Mapping[str, str]], key: str) -> str:
    return " / ".join(table[key] for table in texts.values())


def _in_language(loan: PlannedLoan, words: Words) -> str:
    said = Say(words, plan.ID, plan.controls_of(loan.case), loan.plan.settings).about(Planned(loan=loan))
    tables = (("plan", _plan(said)), ("rungs", _rungs(loan, words)))
    sections = "".join(f"<h2>{escape(words(f'capstone.card.{name}'))}</h2>{_table(rows)}" for name, rows in tables)
    lines = badges(Say(words, card.ID), loan.rules, ("call_line", "cure_target", "cure_sessions"))
    rules = "".join(f'<p class="small">{escape(line)}</p>' for line in lines)
    title, warning = (escape(words(f"capstone.card.{name}")) for name in ("title", "not-advice"))
    language = words.language.replace("_", "-")
    return f'<section lang="{language}"><h1>{title}</h1>{sections}{rules}<p class="small">{warning}</p></section>'


def _plan(said: Say) -> Iterator[Row]:
    """Yield what was decided, and what it comes to."""
    yield said("row.sum"), said.full("case.sum")
    for key in ("product", "lender", "mix", "loan_to_value", "months", "reserve", "trigger", "cure", "odds_limit"):
        yield said(f"control.{key}"), said.setting(key)
    for name in ("ratio", "call_price", "room", "fallen", "needed", "odds", "cost", "end"):
        yield said(f"row.{name}"), said.full(f"loan.{name}")


def _rungs(loan: PlannedLoan, words: Words) -> Iterator[Row]:
    """Yield the rungs from the highest price down: price, ratio, what is done, and the cash that it takes."""
    found = Card(loan=loan, change=0.0, is_first=False)
    say = Say(words, card.ID).about(found)
    for rung in found.rungs:
        done = {TRIGGER: say("done.steps"), CALL: say("done.called"), CANCEL: "", GONE: ""}[rung.name]
        cash = MONEY.rounded(0)(_cash(found, rung)) if rung.name == CALL else ""
        yield say(f"row.{rung.name}"), PERCENT(rung.price), PERCENT(rung.ratio), done, cash


def _cash(found: Card, rung: Rung) -> float:
    """Return the cash that a call just below a rung asks."""
    return float(repay_to(found.loan.collateral * rung.price, found.loan.debt, found.loan.target))


def _table(rows: Iterator[Row]) -> str:
    def cell(said: str | Quantity, place: int) -> str:
        return f"<td{' class=n' if place else ''}>{escape(str(said))}</td>"

    lines = ("".join(cell(said, place) for place, said in enumerate(row)) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
