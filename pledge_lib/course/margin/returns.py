"""Questions on leverage: what own money gains and loses, before costs and after, and what a purchase looks like."""

from pledge_lib.course.margin.givens import FINANCING_RATIO, PURCHASE, margin
from pledge_lib.course.questions import exercise, given, in_per_cent, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, accepted, asked, chosen, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.ratio import after_change, fall_to_line
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, PRICE, RATE
from pledge_lib.panels.guessed import UPRIGHT

CHANGE = 0.10  # of the price, up and down, in the last stage of the worked example


@worked(
    "margin",
    steps=("loan", "own", "ratio", "call_price", "room"),
    W1=stage(shares=1_000, price=100, blanks=0),
    W2=stage(shares=2_000, price=80, blanks=2),
    W3=stage(shares=1_000, price=55.30, blanks=2, hidden=("loan",)),
    W4=stage(shares=1_000, price=100, blanks=2, asks=("up", "down")),
)
def from_shares_to_room(p):
    """From shares to own funds, loan, ratio, call price and room."""
    line = margin().call_line
    long = Long.open("A", shares=p.shares, price=p.price, rules=margin())
    return Solved(
        shares=COUNT(p.shares),
        price=PRICE(p.price),
        value=MONEY(long.value),
        financing_ratio=PERCENT(margin().financing_ratio),
        line=PERCENT(line),
        loan=MONEY(long.loan),
        own=MONEY(long.equity),
        ratio=PERCENT(long.ratio),
        call_price=PRICE(long.call_price(line)),
        room=PERCENT(fall_to_line(long.ratio, line)),
        change=PERCENT(CHANGE),
        up=PERCENT(gross_return(CHANGE, long.loan / long.value)),
        down=PERCENT(gross_return(-CHANGE, long.loan / long.value)),
    )


@exercise(
    "E2.1",
    figure="F2.1",
    value=PURCHASE,
    financing_ratio=FINANCING_RATIO,
    change=given(PERCENT, 0.10, 0.05, 0.20, 0.01),
)
def before_costs(p):
    """What do an equal rise and fall do to own money, before costs?"""
    bought = purchase(p.value, margin(), financing_ratio=p.financing_ratio)
    up, down = (gross_return(change, p.financing_ratio) for change in (p.change, -p.change))
    return Solved(
        up=asked(PERCENT(up), shares_up=trap(PERCENT(p.change))),
        down=asked(PERCENT(down), shares_down=trap(PERCENT(-p.change)), without_sign=accepted(PERCENT(-down))),
        own=MONEY(bought.own_funds),
        loan=MONEY(bought.loan),
        gain=MONEY(p.value * p.change),
    )


@exercise(
    "E2.2",
    figure="F2.1",
    value=PURCHASE,
    financing_ratio=given(PERCENT, 0.60),
    fall=given(PERCENT, 0.10, 0.08, 0.20, 0.01),
    days=given(DAYS, 30, 10, 90, 5),
    rate=given(RATE, 0.065, 0.06, 0.07, 0.0025),
)
def after_costs(p):
    """What does a fall do to own money after all costs?"""
    bought = purchase(p.value, margin(), financing_ratio=p.financing_ratio)
    terms = {"days": p.days, "annual_rate": p.rate, "rules": margin()}
    fallen = round_trip(bought, after_change(p.value, -p.fall), **terms)
    risen = round_trip(bought, after_change(p.value, p.fall), **terms)
    return Solved(
        net=asked(
            PERCENT(fallen.return_on_own),
            within=0.0003,  # own money with and without the commission lies a tenth of a point apart
            without_commission=accepted(PERCENT(fallen.profit / bought.own_funds)),
            without_sign=accepted(PERCENT(-fallen.return_on_own)),
            gross=trap(PERCENT(gross_return(-p.fall, p.financing_ratio)), "M21"),
        ),
        risen=PERCENT(risen.return_on_own),
        own=MONEY(bought.own_funds),
        loan=MONEY(bought.loan),
        own_money=MONEY(bought.own_money),
        sold_for=MONEY(fallen.sold_for),
        fallen_by=MONEY(-fallen.gross_profit),
        buying=MONEY(bought.commission),
        selling=MONEY(fallen.commission),
        tax=MONEY(fallen.tax),
        interest=MONEY(fallen.interest),
        loss=MONEY(-fallen.profit),
        commission_rate=RATE(margin().commission),
        tax_rate=RATE(margin().transaction_tax),
    )


@prediction(
    "P2.1",
    figure="F2.1",
    opens="there-and-back",
    drawn=on_axis(UPRIGHT, in_per_cent),
    reasons=("from-a-higher-price", "cancels-out", "costs"),
)
def up_then_down():
    """The price rises and falls by the same per cents: what is left of own money?"""
    change, financing_ratio = 0.10, margin().financing_ratio
    shares = (1 + change) * (1 - change) - 1
    own = gross_return(shares, financing_ratio)
    return Solved(
        answer=asked(
            PERCENT(own),
            within=0.0025,
            even=trap(PERCENT(0.0)),
            shares=trap(PERCENT(shares)),
            without_sign=accepted(PERCENT(-own)),
        ),
        change=PERCENT(change),
        financing_ratio=PERCENT(financing_ratio),
        own_share=PERCENT(1 - financing_ratio),
    )


@quiz("Q2.6", figure="F2.10")
def a_large_balance():
    """Does a large margin balance of the market mean that a fall is coming?"""
    return Solved(
        option=chosen("fragile", among=("will-fall", "fragile", "says-nothing"), traps={"will-fall": None}),
    )
