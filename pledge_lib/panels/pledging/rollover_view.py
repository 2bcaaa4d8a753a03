"""What F1.10 says: a sentence, the formulas with the numbers put in, the cash flows day by day, and what to know."""

from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledging.rollover import LENDER, breakeven_yield
from pledge_lib.finance.ratio import is_below
from pledge_lib.panels.declaration import View
from pledge_lib.panels.pledging import rollover_chart
from pledge_lib.panels.pledging.rollover_chart import ID
from pledge_lib.panels.pledging.rollover_model import Rollover
from pledge_lib.panels.words import Words

RULES_USED = ("term_months", "longest_term_months", "day_basis", "interest_in_debt", "call_line", "loan_to_value",
              "loan_step", "transaction_tax", "commission")  # fmt: skip
SOURCES = ("B-9", "B-10", "B-13")  # when interest is paid and which days bear it; a rate for one term, then reviewed


def view(result: Rollover, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why.{'one-term' if result.state == 'one-term' else 'terms'}", **numbers),
        table=tuple(_table(result, words, numbers)),
        notes=tuple(words(f"{ID}.note.{name}", **{**numbers, **fields}) for name, fields in _notes(result)),
        lines=rollover_chart.lines(result),
        looks=rollover_chart.looks(result),
        ticks=rollover_chart.ticks(result),
        ranges=rollover_chart.ranges(result),
        idle=("reset", "renewal_line", "credit") if result.state == "one-term" else (),
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )


def _numbers(result: Rollover) -> dict[str, str]:
    before, after = result.rates
    year, year_after = (simple_interest(result.loan, rate, result.rules.day_basis, result.rules.day_basis)
                        for rate in result.rates)  # fmt: skip
    first = result.payments[0]
    return {
        "loan": amount_text(result.loan),
        "months": amount_text(result.months),
        "term": amount_text(result.rules.term_months),
        "longest": amount_text(result.rules.longest_term_months),
        "asked": amount_text(result.asked),
        "which": amount_text(len(result.terms)),
        "drawn": result.drawn.isoformat(),
        "end": result.end.day.isoformat(),
        "rate": percent_text(before),
        "rate_after": percent_text(after),
        "year": amount_text(year),
        "year_after": amount_text(year_after),
        "more": amount_text(year_after - year),
        "first_days": amount_text((first.day - result.drawn).days),
        "first_interest": amount_text(first.interest, 2),
        "last_interest": amount_text(result.due.interest, 2),
        "interest": amount_text(result.interest, 2),
        "cash": amount_text(result.due.cash, 2),
        "ratio": percent_text(result.ratio),
        "line": percent_text(result.renewal_line),
        "call_line": percent_text(result.rules.call_line),
        "collateral": amount_text(result.collateral),
        "cap": percent_text(result.rules.loan_to_value),
        "new_loan": amount_text(result.new_loan),
        "missing": amount_text(result.missing, 2),
        "sale": amount_text(result.sale),
        "sale_share": percent_text(result.sale / result.collateral),
        "pays": percent_text(breakeven_yield(before, result.ratio)),
        "pays_after": percent_text(breakeven_yield(after, result.ratio)),
        "day_basis": amount_text(result.rules.day_basis),
    }


def _table(result: Rollover, words: Words, numbers):
    """Yield the cash flows by day, then what they come to before and after the reset, then what the last day takes."""
    yield tuple(words(f"{ID}.column.{name}") for name in ("what", "rate", "interest", "principal"))
    yield words(f"{ID}.row.drawn", **numbers), numbers["rate"], "", f"+{numbers['loan']}"
    ends = {term.day: (number, term) for number, term in enumerate(result.terms, start=1)}
    for paid in result.payments:
        number, term = ends.get(paid.day, (0, None))
        event = "interest" if term is None else "repaid" if term.last else "refused" if term.refusal else "extended"
        yield (
            words(f"{ID}.row.{event}", day=paid.day.isoformat(), which=amount_text(number)),
            percent_text(paid.annual_rate),
            amount_text(paid.interest, 2),
            amount_text(paid.principal),
        )
    yield words(f"{ID}.row.total"), "", numbers["interest"], numbers["loan"]
    yield words(f"{ID}.row.year"), numbers["rate"], numbers["year"], ""
    yield words(f"{ID}.row.pays"), numbers["pays"], "", ""
    if result.asked:
        yield words(f"{ID}.row.year-after"), numbers["rate_after"], numbers["year_after"], ""
        yield words(f"{ID}.row.pays-after"), numbers["pays_after"], "", ""
    yield words(f"{ID}.row.cash", **numbers), "", numbers["last_interest"], numbers["loan"]
    yield words(f"{ID}.row.new-loan", **numbers), "", "", numbers["new_loan"]
    yield words(f"{ID}.row.missing"), "", "", numbers["missing"]
    enough = result.sale <= result.collateral
    yield words(f"{ID}.row.sale"), "", "", numbers["sale"] if enough else words(f"{ID}.not-enough")


def _notes(result: Rollover):
    """Yield what else to know, each with the numbers of its own."""
    yield "parameters", {}
    if result.rules.provenance["term_months"].mark == "UNVERIFIED":
        yield "term-unknown", {}
    for number, term in enumerate(result.terms, start=1):
        days = {"contract_day": term.contract_day.isoformat(), "day": term.day.isoformat()}
        if term.closed:
            yield ("moved" if term.day != term.contract_day else "kept"), {"which": amount_text(number), **days}
    if result.refuses_at and result.asked and not any(term.refusal == LENDER for term in result.terms):
        yield "never-asked", {"asked": amount_text(result.refuses_at)}
    if is_below(result.ratio, 1, result.rules.call_line):
        yield "below-call-line", {}
    if result.end.day >= _first_projected():
        yield "projected", {"day": _first_projected().isoformat()}


@cache
def _first_projected() -> date:
    """Return the first day of the calendar whose official list was not found."""
    return next(day.date for day in datasets.calendar() if day.projected)
