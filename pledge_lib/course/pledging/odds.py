"""Questions on the odds of a call, on holdings that move together, and on loops of pledging."""

import math

from pledge_lib.course.articles import broker
from pledge_lib.course.pledging.givens import LINE
from pledge_lib.course.questions import among, exercise, given, in_per_cent, on_axis, prediction
from pledge_lib.course.solved import TENTHS, Solved, asked, chosen, trap
from pledge_lib.finance.leverage import loop_debt, loop_exposure, loop_ratio, loop_room
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.finance.units import COUNT, NUMBER, PERCENT, TIMES
from pledge_lib.market.closed_form import first_passage_probability
from pledge_lib.panels.guessed import UPRIGHT


@exercise(
    "E1.9",
    figure="F1.9",
    loan_to_value=given(PERCENT, 0.60, 0.30, 0.60, 0.05),
    rounds=among(COUNT, 2, 3, 4, first=3),
    line=LINE,
)
def loop(p):
    """What do rounds of pledging what the loan bought come to, and how far may the price fall?"""
    rounds, endless = (p.loan_to_value, p.rounds), (p.loan_to_value, math.inf)
    return Solved(
        exposure=asked(TIMES(loop_exposure(*rounds)), endless_exposure=trap(TIMES(loop_exposure(*endless)))),
        room=asked(PERCENT(loop_room(*rounds, p.line)), endless_room=trap(PERCENT(loop_room(*endless, p.line)))),
        debt=TIMES(loop_debt(*rounds)),
        ratio=PERCENT(loop_ratio(*rounds)),
    )


@exercise(
    "E1.10",
    figure="F1.8",
    start=among(PERCENT, 5 / 3, 1.8, 2.0, 2.2),
    volatility=given(PERCENT, 0.30, 0.20, 0.50, 0.05),
    line=LINE,
)
def odds_of_a_call(p):
    """What are the odds of a call within a year?"""
    return Solved(
        odds=asked(
            PERCENT(first_passage_probability(p.start, p.line, volatility=p.volatility)),
            within=0.02,
            room=trap(PERCENT(fall_to_line(p.start, p.line)), "M44"),
            never=trap(PERCENT(0.0), "M44"),
        ),
    )


@prediction(
    "P1.7",
    figure="F1.8",
    opens=lambda _given: {"ratio": round(5 / 3, 4), "method": "closed-form"},
    reasons=("lowest-point", "average", "share-borrowed"),
)
def odds_of_three_loans():
    """How do the odds fall when less is borrowed?"""
    line, volatility = broker().call_line, 0.30
    parts = {"most": 0.60, "middle": 0.50, "least": 0.40}
    odds = {name: first_passage_probability(1 / part, line, volatility=volatility) for name, part in parts.items()}
    in_proportion = {name: odds["most"] * part / parts["most"] for name, part in parts.items()}
    return Solved(
        answer=chosen("steep", among=("rare", "in-proportion", "steep"), traps={"rare": "M44"}),
        volatility=PERCENT(volatility),
        **{name: PERCENT(part) for name, part in parts.items()},
        **{f"{name}_start": PERCENT(1 / part) for name, part in parts.items()},
        **{f"{name}_odds": TENTHS(odds[name]) for name in parts},
        **{f"{name}_in_proportion": TENTHS(in_proportion[name]) for name in parts},
    )


@prediction(
    "P1.8",
    figure="F1.9",
    opens="three",
    drawn=on_axis(UPRIGHT, in_per_cent),
    reasons=("all-pledged", "first-loan", "same-share"),
)
def room_of_three_rounds():
    """How far may the price fall after three rounds?"""
    line, loan_to_value, rounds = broker().call_line, 0.60, 3
    return Solved(
        answer=asked(
            PERCENT(loop_room(loan_to_value, rounds, line)),
            within=0.01,
            endless=trap(PERCENT(loop_room(loan_to_value, math.inf, line)), near=0.01),
            one_round=trap(PERCENT(loop_room(loan_to_value, 1, line)), near=0.01),
        ),
        loan_to_value=PERCENT(loan_to_value),
        rounds=COUNT(rounds),
        line=PERCENT(line),
        exposure=TIMES(loop_exposure(loan_to_value, rounds)),
        debt=TIMES(loop_debt(loan_to_value, rounds)),
        ratio=PERCENT(loop_ratio(loan_to_value, rounds)),
    )


@prediction(
    "P1.10",
    figure="F1.6",
    opens=lambda _given: {"correlation": 0.6},
    reasons=("partly-together", "two-halves", "no-difference"),
)
def two_shares_together():
    """How much do two shares swing that move partly together?"""
    rules, halves, volatility, correlation = broker(), (0.5, 0.5), 0.35, 0.6
    start = maintenance_ratio(1, rules.loan_to_value)

    def together(correlation):
        return portfolio_volatility(halves, (volatility, volatility), correlation)

    def odds(volatility):
        return TENTHS(first_passage_probability(start, rules.call_line, volatility=volatility))

    return Solved(
        answer=asked(
            PERCENT(together(correlation)),
            within=0.01,
            halved=trap(PERCENT(volatility / 2), "M22", near=0.01),
            apart=trap(PERCENT(together(0)), "M22", near=0.01),
            alone=trap(PERCENT(volatility), near=0.01),
        ),
        volatility=PERCENT(volatility),
        correlation=NUMBER.rounded(1)(correlation),
        start=PERCENT(start),
        odds=odds(together(correlation)),
        odds_apart=odds(together(0)),
        odds_alone=odds(volatility),
    )
