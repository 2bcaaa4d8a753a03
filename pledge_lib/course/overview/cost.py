"""Questions on what borrowing costs: over a short time the fee decides."""

from pledge_lib.course.questions import exercise, given, prediction
from pledge_lib.course.solved import Solved, chosen
from pledge_lib.finance.units import DAYS, MONEY, PERCENT
from pledge_lib.panels.overview.borrowing_cost_model import BANK, BROKER, FIXED, BorrowingCost, borrowing_cost

OFFERS = {
    "bank_rate": 0.0295,
    "bank_fee": 5_000,
    "broker_rate": 0.0645,
    "broker_fee": 0,
    "other_rate": 0.045,
    "other_fee": 0,
    "chain_rate": 0.0,
    "swing": 0.0,
}
SHORT_TIME, LONG_TIME = 30, 365


def cost(sum: float, days: int) -> BorrowingCost:
    """Return F0.4 with the offers of the lesson."""
    return borrowing_cost(OFFERS | {"sum": sum, "days": days})


def offers(found: BorrowingCost, prefix: str = "") -> dict:
    """Return what each offer costs, by its name."""
    return {f"{prefix}{loan.name}": MONEY(loan.cost) for loan in found.loans}


TERMS = {f"{name}_rate": PERCENT(OFFERS[f"{name}_rate"]) for name in FIXED} | {"fee": MONEY(OFFERS["bank_fee"])}


@prediction("P0.5", figure="F0.4", opens="month", reasons=("fee-once", "banks-are-dear", "rounding"))
def lower_rate_or_no_fee():
    """For a month: the lower rate with a fee, or the higher rate without one?"""
    found = cost(600_000, SHORT_TIME)
    costs = {loan.name: loan.cost for loan in found.loans}
    return Solved(
        answer=chosen(
            BROKER if costs[BROKER] < costs[BANK] else BANK, among=(BANK, BROKER, "same"), traps={BANK: "M17"}
        ),
        sum=MONEY(found.sum),
        days=DAYS(found.days),
        bank_cost=MONEY(costs[BANK]),
        broker_cost=MONEY(costs[BROKER]),
        **TERMS,
    )


@exercise("E0.5", figure="F0.4", sum=given(MONEY, 600_000, 500_000, 800_000, 50_000))
def cheapest_of_three(p):
    """Which of three offers is the cheapest for a month, and which for a year?"""
    short, long = cost(p.sum, SHORT_TIME), cost(p.sum, LONG_TIME)
    return Solved(
        short=chosen(short.name, among=FIXED, traps={BANK: "M17"}),
        long=chosen(long.name, among=FIXED, traps={BROKER: None}),
        short_days=DAYS(SHORT_TIME),
        long_days=DAYS(LONG_TIME),
        **TERMS,
        **offers(short, "short_"),
        **offers(long, "long_"),
    )
