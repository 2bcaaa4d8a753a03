"""Questions at real closes: the fall that lesson 1 opens with, and the day on which Shu-fen's shares are sold."""

from pledge_lib import datasets
from pledge_lib.course.articles import broker, finance_company
from pledge_lib.course.questions import prediction
from pledge_lib.course.solved import Solved, chosen
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import after_change, is_below, maintenance_ratio
from pledge_lib.finance.units import DATE, PERCENT, PRICE
from pledge_lib.market.timeline import run_timeline

BEFORE, AFTER = "2025-04-02", "2025-04-09"  # the days of the opening question
WHO_CALLS = {(False, False): "neither", (False, True): "company", (True, True): "both"}
SYMBOL, WINDOW, SHARES = "2317", "2025-tariffs", 10_000  # what Shu-fen pledged, and when


def _change() -> float:
    index = datasets.prices("TAIEX")
    return index.close(AFTER) / index.close(BEFORE) - 1


def _at_the_company(_given) -> dict:
    """Return how F1.1 stands after the fall at the securities finance company, before any interest."""
    line, loan_to_value = finance_company().call_line, broker().loan_to_value
    return {"profile": "tw-sfc-pledge", "line": line, "loan_to_value": loan_to_value, "change": _change(), "days": 0}


@prediction("P1.16", figure="F1.1", opens=_at_the_company, reasons=("two-lines", "in-points", "large-fall"))
def who_calls():
    """After the fall of the opening question: who calls, the broker, the securities finance company, or both?"""
    loan_to_value, left = broker().loan_to_value, after_change(1, _change())
    start, lines = maintenance_ratio(1, loan_to_value), (broker().call_line, finance_company().call_line)
    called = tuple(is_below(left, loan_to_value, line) for line in lines)
    return Solved(
        answer=chosen(WHO_CALLS[called], among=("neither", "company", "both"), traps={"neither": "M02", "both": None}),
        loan_to_value=PERCENT(loan_to_value),
        start=PERCENT(start),
        fall=PERCENT(-_change()),
        ratio=PERCENT(maintenance_ratio(left, loan_to_value)),
        line=PERCENT(lines[0]),
        company_line=PERCENT(lines[1]),
    )


@prediction("P1.17", figure="F1.3", opens="2317", reasons=("orders-first", "always-sold", "back-above"))
def above_the_line_on_the_day_of_the_sale():
    """Nothing was paid by the deadline, and the close of the next day is above the line again: is there a sale?"""
    rules, closes = broker(), datasets.prices(SYMBOL).window(WINDOW)
    shares = Holding(SYMBOL, shares=SHARES, price=closes[0].close, loan_to_value=rules.loan_to_value)
    loan = Pledge(holdings=[shares], principal=SHARES * closes[0].close * rules.loan_to_value, rules=rules)
    log = run_timeline(loan, closes)
    unpaid = log.first("deadline")
    after = next(row for row in log if row.date > unpaid.date)
    return Solved(
        answer=chosen(
            "sold" if "sold" in after.events else "suspended",
            among=("sold", "suspended", "over"),
            traps={"over": "M10", "suspended": None},
        ),
        deadline=DATE(unpaid.date),
        at_deadline=PERCENT(unpaid.ratio),
        day=DATE(after.date),
        price=PRICE(after.close),
        ratio=PERCENT(loan.at(after.close).ratio),
        line=PERCENT(rules.call_line),
    )
