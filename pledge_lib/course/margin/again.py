"""Questions of lesson 2 for another day: each asks in other words for an idea that one item of the lesson asks for."""

from datetime import timedelta

from pledge_lib.course.margin.givens import FINANCING_RATIO, PURCHASE, margin, since
from pledge_lib.course.questions import among, exercise, given, quiz
from pledge_lib.course.solved import Solved, accepted, asked, chosen, trap
from pledge_lib.datasets.margin import legal_limit
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.ratio import fall_to_line
from pledge_lib.finance.units import COUNT, DATE, DAYS, MONEY, PERCENT, RATE


@exercise("R2.1", figure="F2.3", later=True, start=given(PERCENT, 1.70, 1.45, 2.10, 0.01))
def two_that_fall_together(p):
    """At which fall of both is an account of two equal positions on the line?"""
    line = margin().call_line
    room = fall_to_line(p.start, line)
    return Solved(
        fall=asked(
            PERCENT(room),
            one_alone=trap(PERCENT(2 * room), "M12"),
            points=trap(PERCENT(p.start - line), "M01"),
        ),
        line=PERCENT(line),
    )


@exercise(
    "R2.2",
    figure="F2.1",
    later=True,
    value=PURCHASE,
    financing_ratio=given(PERCENT, 0.60),
    days=given(DAYS, 60, 20, 120, 5),
    rate=given(RATE, 0.065, 0.06, 0.07, 0.0025),
)
def down_and_back(p):
    """What is left of own money when the price is back where it was?"""
    bought = purchase(p.value, margin(), financing_ratio=p.financing_ratio)
    trip = round_trip(bought, p.value, days=p.days, annual_rate=p.rate, rules=margin())
    return Solved(
        net=asked(
            PERCENT(trip.return_on_own),
            within=0.0003,
            without_sign=accepted(PERCENT(-trip.return_on_own)),
            even=trap(PERCENT(0.0), "M21"),
            of_the_value=trap(PERCENT(trip.profit / p.value)),
        ),
        loan=MONEY(bought.loan),
        own=MONEY(bought.own_funds),
        own_money=MONEY(bought.own_money),
        buying=MONEY(bought.commission),
        selling=MONEY(trip.commission),
        tax=MONEY(trip.tax),
        interest=MONEY(trip.interest),
        loss=MONEY(-trip.profit),
        commission_rate=RATE(margin().commission),
        tax_rate=RATE(margin().transaction_tax),
    )


@exercise(
    "R2.3",
    figure="F2.8",
    later=True,
    financing_ratio=FINANCING_RATIO,
    stop=given(PERCENT, 0.10, 0.05, 0.10, 0.01),
    locked=among(COUNT, 3, 2, 4),
)
def a_stop_jumped_over(p):
    """What is lost of own money when a stop-loss order is filled after days without a buyer?"""
    limit = margin().daily_limit
    fallen = 1 - (1 - limit) ** p.locked
    return Solved(
        lost=asked(
            PERCENT(-gross_return(-fallen, p.financing_ratio)),
            promised=trap(PERCENT(-gross_return(-p.stop, p.financing_ratio)), "M43"),
            added=trap(PERCENT(-gross_return(-limit * p.locked, p.financing_ratio))),
            of_the_price=trap(PERCENT(fallen)),
        ),
        limit=PERCENT(limit),
        kept=PERCENT(1 - limit),
        own_share=PERCENT(1 - p.financing_ratio),
    )


@quiz("R2.4", figure="F2.7", later=True)
def two_brokers_two_limits():
    """One broker lends a client more than another: does one of them break a law?"""
    freed = since("customer_limit", margin().as_of)
    members = legal_limit("customer_limit", freed - timedelta(days=1))
    return Solved(
        option=chosen("neither", among=("neither", "second", "same-sum"), traps={"second": "M41", "same-sum": "M41"}),
        members=MONEY(members),
        more=MONEY(members * 1.25),
        freed=DATE(freed),
    )


@quiz("R2.5", figure="F2.9", later=True)
def buying_back_at_once():
    """Is the day after a forced sale the day to buy?"""
    return Solved(option=chosen("a-guess", among=("the-low", "a-guess", "lower-yet"), traps={"the-low": "M42"}))
