"""Questions on the two lines of a crypto loan: what may be borrowed, and where it is liquidated."""

import math

from pledge_lib.course.articles import broker
from pledge_lib.course.crypto.givens import LINES, VALUE, ether, position_of
from pledge_lib.course.questions import among, exercise, given, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, matched, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.leverage import loop_exposure
from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import after_change, fall_to_line, maintenance_ratio
from pledge_lib.finance.units import COUNT, DOLLARS, NUMBER, PERCENT, TIMES
from pledge_lib.panels.guessed import LEVEL


@worked(
    "crypto",
    steps=("ltv", "health", "price", "room"),
    W1=stage(value=3_000, debt=1_500, threshold=0.83, blanks=0),
    W2=stage(value=10_000, debt=6_000, threshold=0.83, blanks=1),
    W3=stage(value=20_000, debt=12_000, threshold=0.80, blanks=3),
    W4=stage(value=10_000, debt=8_050, threshold=0.83, blanks=2, asks=("health", "room")),
)
def from_value_to_room(p):
    """From value and debt to loan-to-value, health factor, liquidation price and room."""
    position = position_of(p.value, p.debt, p.threshold)
    return Solved(
        value=DOLLARS(p.value),
        debt=DOLLARS(p.debt),
        threshold=PERCENT(p.threshold),
        ltv=PERCENT(position.ltv),
        health=NUMBER(position.health_factor),
        price=DOLLARS(position.liquidation_price("ETH")),
        room=PERCENT(position.common_fall),
    )


@exercise(
    "E4.1",
    figure="F4.2",
    value=VALUE,
    ltv=among(PERCENT, 0.805, 0.785, 0.73, 0.75),
    threshold=among(PERCENT, 0.83, 0.81, 0.78),
    sensible=lambda p: 0.02 < p.threshold - p.ltv < 0.06,
)
def borrowed_to_the_limit(p):
    """What are health factor and room of a position that borrowed its limit?"""
    at_limit = position_of(p.value, p.value * p.ltv, p.threshold, p.ltv)
    return Solved(
        health=asked(
            NUMBER(at_limit.health_factor),
            no_threshold=trap(NUMBER(at_limit.collateral_value / at_limit.debt_value)),
            by_ltv=trap(NUMBER(p.ltv * at_limit.collateral_value / at_limit.debt_value), "M26"),
        ),
        room=asked(
            PERCENT(at_limit.common_fall),
            from_ltv=trap(PERCENT(1 - p.ltv), "M26"),
            points=trap(PERCENT(p.threshold - p.ltv), "M01", near=0.0002),
        ),
        debt=DOLLARS(at_limit.debt_value),
    )


@exercise(
    "E4.2",
    figure="F4.1",
    value=given(DOLLARS, 3_000, 2_000, 4_000, 100),
    debt=given(DOLLARS, 2_250, 1_000, 3_000, 50),
    threshold=among(PERCENT, 0.75, 0.78, 0.80, 0.83, first=0.80),
    sensible=lambda p: 0.3 < p.debt / p.value < p.threshold - 0.03,
)
def liquidation_price(p):
    """At which price of one token does liquidation begin?"""
    return Solved(
        price=asked(
            DOLLARS(position_of(p.value, p.debt, p.threshold).liquidation_price("ETH")),
            debt_alone=trap(DOLLARS(p.debt)),
            multiplied=trap(DOLLARS(p.debt * p.threshold)),
        ),
    )


@exercise("E4.3", figure="F4.1", value=VALUE, fall=given(PERCENT, 0.40, 0.20, 0.60, 0.05), **LINES)
def largest_debt(p):
    """Which debt just survives a fall?"""
    left = after_change(p.value, -p.fall)
    return Solved(
        debt=asked(
            DOLLARS(left * p.threshold),
            no_fall=trap(DOLLARS(p.value * p.ltv), "M26"),
            by_ltv=trap(DOLLARS(left * p.ltv), "M26"),
        ),
        left=DOLLARS(left),
    )


@exercise("E4.9", figure="F4.6", ltv=given(PERCENT, 0.70, 0.40, 0.80, 0.01), rounds=among(COUNT, 2, 3, 4, first=3))
def loops(p):
    """How large is the exposure of some loops, and of endless ones?"""
    exposure, endless = loop_exposure(p.ltv, p.rounds), loop_exposure(p.ltv, math.inf)
    return Solved(
        three=asked(TIMES(exposure), multiplied=trap(TIMES(p.rounds * p.ltv)), without_own=trap(TIMES(exposure - 1))),
        endless=asked(TIMES(endless), only_borrowed=trap(TIMES(endless - 1))),
    )


def _loan_to_value_after(fall: float, numbers) -> float:
    """Return where a fall leads on the axis of F4.2: to the loan-to-value, in per cent, that it makes of the limit."""
    return maintenance_ratio(numbers["ltv"], after_change(1, -fall)) * 100


@prediction(
    "P4.1",
    figure="F4.2",
    opens="limit",
    drawn=on_axis(LEVEL, _loan_to_value_after),
    reasons=("two-lines", "one-line", "no-line"),
)
def the_whole_limit():
    """How far may the price fall after all the limit was borrowed?"""
    value, lent, threshold = 10_000, ether().loan_to_value, ether().threshold
    at_limit = position_of(value, value * lent, threshold, lent)
    return Solved(
        answer=asked(PERCENT(at_limit.common_fall), within=0.002, from_ltv=trap(PERCENT(1 - lent), "M26", near=0.01)),
        points=PERCENT(threshold - lent),
        ltv=PERCENT(lent),
        threshold=PERCENT(threshold),
        health=NUMBER(at_limit.health_factor),
    )


@prediction(
    "P4.5", figure="F4.7", opens=lambda _given: {"limit": "limited"}, reasons=("no-clock", "bank-holiday", "same-rules")
)
def saturday():
    """A fall on a Saturday: where does it hurt?"""
    lent, fall, limit = 0.70, 0.20, broker().daily_limit
    health = health_factor(1 - fall, lent, ether().threshold)
    called_in = "taipei" if below(health, 1) else "both"
    return Solved(
        answer=chosen(called_in, among=("both", "taipei", "chain"), traps={"both": "M06"}),
        fall=PERCENT(fall),
        lent=PERCENT(lent),
        cap=PERCENT(broker().loan_to_value),
        health=NUMBER(health),
        limit=PERCENT(limit),
        ratio=PERCENT(maintenance_ratio(1, lent) * (1 - min(fall, limit))),
        line=PERCENT(broker().call_line),
        sessions=COUNT(broker().cure_sessions),
    )


@prediction("P4.7", figure="F4.10", opens="price", reasons=("room-against-time", "room-only", "same"))
def sixty_per_cent_twice():
    """The same loan in Taipei and on chain: which is better?"""
    lent = 0.60
    return Solved(
        answer=chosen("trade", among=("taipei-better", "trade", "chain-better"), traps={"chain-better": None}),
        lent=PERCENT(lent),
        taipei=PERCENT(fall_to_line(maintenance_ratio(1, lent), broker().call_line)),
        chain=PERCENT(fall_to_liquidation(health_factor(1, lent, ether().threshold))),
        sessions=COUNT(broker().cure_sessions),
        line=PERCENT(broker().call_line),
        threshold=PERCENT(ether().threshold),
    )


@quiz("Q4.1", figure="F4.2")
def two_parameters():
    """Which parameter limits borrowing, and which one decides a liquidation?"""
    return Solved(
        option=chosen("two", among=("one", "two", "reversed"), traps={"one": "M26"}),
        ltv=PERCENT(ether().loan_to_value),
        threshold=PERCENT(ether().threshold),
    )


@exercise("Q4.4", figure="F4.10")
def three_deposits():
    """Which risk belongs to which way to leave it and earn?"""
    right = {"staking": "slashing", "lending": "liquidation", "exchange": "failure"}
    return Solved(
        risks=matched(
            right,
            among=("slashing", "liquidation", "failure"),
            same_thing=trap(right | {"exchange": "liquidation", "lending": "failure"}, "M32"),
        ),
    )


@quiz("Q4.6", figure="F4.10")
def which_legal_route():
    """A position on chain was liquidated: which legal route is there?"""
    return Solved(option=chosen("hardly", among=("as-broker", "hardly", "exchange"), traps={"as-broker": None}))


@prediction("P4.8", figure="F4.6", opens="endless", reasons=("ratio-stays", "gone-at-one", "grows"))
def endless_loop():
    """Where does the health factor of an endless loop stop?"""
    lent, threshold = 0.70, ether().threshold
    return Solved(
        answer=asked(
            NUMBER(threshold / lent),
            within=0.006,
            ratio=trap(NUMBER(1 / lent), "M26", near=0.006),
            one=trap(NUMBER(1.0), near=0.006),
        ),
        lent=PERCENT(lent),
        threshold=PERCENT(threshold),
        room=PERCENT(fall_to_liquidation(threshold / lent)),
    )
