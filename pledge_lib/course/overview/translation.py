"""Questions on the five words for one loan: loan-to-value, ratio, health factor, leverage, room."""

import math

from pledge_lib import datasets
from pledge_lib.course.questions import exercise, given, prediction
from pledge_lib.course.solved import Solved, accepted, asked, chosen, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import HEALTH, PERCENT, POINTS, TIMES
from pledge_lib.panels.overview.one_shock_lanes import PLEDGE, PROFILES, TOKEN
from pledge_lib.panels.overview.translator_model import Translation

LTV = given(PERCENT, 0.60, 0.35, 0.65, 0.05)


def told(ltv: float, line: float | None = None, threshold: float | None = None) -> Translation:
    """Return F0.2 at a loan-to-value, with a broker's line and the token's threshold unless others are given."""
    return Translation(
        ltv=ltv,
        line=datasets.rules(PROFILES[PLEDGE]).call_line if line is None else line,
        threshold=aave_assets()[TOKEN].threshold if threshold is None else threshold,
    )


@worked(
    "translator",
    steps=("ratio", "room", "health"),
    W1=stage(ltv=0.60, blanks=0),
    W2=stage(ltv=0.50, blanks=1),
    W3=stage(ltv=0.40, blanks=2),
    W4=stage(ltv=0.60, blanks=1, asks=("ratio",)),
)
def one_loan_in_other_words(p):
    """From what is lent of 100 to the ratio, the room and the health factor."""
    found = told(p.ltv)
    return Solved(
        ltv=PERCENT(found.ltv),
        line=PERCENT(found.line),
        threshold=PERCENT(found.threshold),
        ratio=PERCENT(found.ratio),
        room=PERCENT(found.fall),
        health=HEALTH(found.health),
    )


@prediction("P0.3", figure="F0.2", opens="sixty", reasons=("same-scale", "name", "chance"))
def which_line_leaves_more_room():
    """The same part is lent: which line leaves more room, a call line or a liquidation threshold?"""
    found = told(0.60)
    return Solved(
        answer=chosen(
            "threshold" if found.fall_on_chain > found.fall else "line",
            among=("line", "threshold", "same"),
            traps={"line": None},
        ),
        ltv=PERCENT(found.ltv),
        ratio=PERCENT(found.ratio),
        line=PERCENT(found.line),
        threshold=PERCENT(found.threshold),
        as_line=PERCENT(1 / found.threshold),
        room=PERCENT(found.fall),
        room_on_chain=PERCENT(found.fall_on_chain),
    )


@exercise("E0.1", figure="F0.2", ltv=LTV)
def ltv_as_ratio(p):
    """What is a loan-to-value as a maintenance ratio?"""
    ratio = told(p.ltv).ratio
    return Solved(
        ratio=asked(
            PERCENT(ratio),
            unturned=trap(PERCENT(p.ltv), "M03"),
            rest=trap(PERCENT(1 - p.ltv)),
            cut=accepted(PERCENT(math.floor(ratio * 100) / 100)),
        ),
    )


@exercise(
    "E0.2",
    figure="F0.2",
    start=given(PERCENT, 1.80, 1.60, 2.40, 0.10),
    line=given(PERCENT, 1.40, 1.30, 1.40, 0.10),
)
def room_to_a_line(p):
    """By how many per cent may the price fall until the line?"""
    found = told(1 / p.start, line=p.line)
    return Solved(
        room=asked(
            PERCENT(found.fall),
            points=trap(PERCENT(p.start - p.line), "M01"),
            other_base=trap(PERCENT(p.start / p.line - 1)),
        ),
    )


@exercise(
    "E0.3",
    figure="F0.2",
    ltv=given(PERCENT, 0.70, 0.50, 0.75, 0.05),
    threshold=given(PERCENT, 0.83, 0.78, 0.83, 0.05),
    sensible=lambda p: p.threshold - p.ltv >= 0.05,
)
def health_and_room(p):
    """What is the health factor, and which fall takes it to 1?"""
    found = told(p.ltv, threshold=p.threshold)
    return Solved(
        health=asked(HEALTH(found.health), turned=trap(HEALTH(found.ratio))),
        room=asked(PERCENT(found.fall_on_chain), points=trap(PERCENT(found.points_on_chain), "M01")),
        points_text=POINTS(found.points_on_chain),
    )


@exercise("E0.4", figure="F0.2", ratio=given(PERCENT, 2.50, 1.60, 3.00, 0.10), sensible=lambda p: p.ratio != 2.0)
def leverage_of_a_ratio(p):
    """How many times own money is held at a maintenance ratio?"""
    return Solved(
        times=asked(
            TIMES(told(1 / p.ratio).leverage),
            as_ratio=trap(TIMES(p.ratio)),
            as_ltv=trap(TIMES(1 / p.ratio)),
        ),
    )
