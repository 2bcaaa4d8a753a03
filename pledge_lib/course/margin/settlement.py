"""Questions on the calendar of margin trading: interest days between settlements, and deadlines."""

from datetime import date

from pledge_lib.course.deadlines import deadline_and_sale, notice_of
from pledge_lib.course.margin.givens import margin
from pledge_lib.course.questions import Given, among, exercise, given, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, DAYS, MONEY, RATE
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date

TRADES = tuple(
    map(
        date.fromisoformat,
        (
            "2024-07-19",
            "2024-07-22",
            "2024-07-26",
            "2024-09-27",
            "2024-09-30",
            "2024-10-04",
            "2025-01-17",
            "2025-01-20",
            "2025-02-03",
            "2025-03-27",
            "2025-03-28",
            "2025-04-02",
            "2025-05-27",
            "2025-06-02",
        ),
    )
)
LONGEST_TRADE = 21  # calendar days: the trades of one variant lie around the same closed days


def trade_on(first: str) -> Given:
    """Return the day of a trade as a given."""
    return among(DATE, *TRADES, first=date.fromisoformat(first))


@exercise(
    "E2.3",
    figure="F2.2",
    buy=trade_on("2025-03-28"),
    sell=trade_on("2025-04-02"),
    loan=given(MONEY, 600_000, 300_000, 900_000, 50_000),
    rate=given(RATE, 0.065, 0.06, 0.07, 0.0025),
    sensible=lambda p: 0 < (p.sell - p.buy).days <= LONGEST_TRADE,
)
def interest_on_the_calendar(p):
    """How many interest days lie between two settlements, and what do they cost?"""
    counted, traded = interest_days(p.buy, p.sell), sessions_between(p.buy, p.sell)
    calendar = (p.sell - p.buy).days

    def interest(of_days: int) -> Quantity:
        return MONEY(simple_interest(p.loan, p.rate, of_days, margin().day_basis))

    return Solved(
        days=asked(DAYS(counted), traded=trap(DAYS(traded), "M13"), calendar=trap(DAYS(calendar), "M14")),
        interest=asked(
            interest(counted),
            traded_interest=trap(interest(traded), "M13"),
            calendar_interest=trap(interest(calendar), "M14"),
        ),
        paid=DATE(settlement_date(p.buy)),
        received=DATE(settlement_date(p.sell)),
    )


@exercise("E2.10", figure="F2.4", notice=notice_of("2024-10-01"))
def deadline_of_a_call(p):
    """By which day must a call be met, and from which may the broker sell?"""
    return deadline_and_sale(p.notice, margin().cure_sessions)


@prediction("P2.2", figure="F2.2", opens="holiday", reasons=("settlements", "trading-days", "from-the-trade"))
def before_a_holiday():
    """How many interest days does a trade before a holiday have?"""
    bought, sold = date(2025, 3, 28), date(2025, 4, 2)
    return Solved(
        answer=asked(
            DAYS(interest_days(bought, sold)),
            traded=trap(DAYS(sessions_between(bought, sold)), "M13"),
            calendar=trap(DAYS((sold - bought).days), "M14"),
        ),
        bought=DATE(bought),
        sold=DATE(sold),
        paid=DATE(settlement_date(bought)),
        received=DATE(settlement_date(sold)),
    )


@quiz("Q2.4", figure="F2.2")
def a_day_of_typhoon():
    """Does a day that a typhoon shuts bear interest, and is it a business day of the deadline?"""
    return Solved(
        option=chosen("interest-only", among=("neither", "interest-only", "both"), traps={"neither": "M13"}),
    )
