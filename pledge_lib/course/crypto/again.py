"""Questions of lesson 4 for another day: each asks in other words for an idea that one item of the lesson asks for."""

from pledge_lib.course.questions import exercise, given
from pledge_lib.course.solved import Solved, asked, trap
from pledge_lib.finance.units import DOLLARS


@exercise(
    "R4.1",
    figure="F4.10",
    later=True,
    owed=given(DOLLARS, 800_000_000, 500_000_000, 1_000_000_000, 50_000_000),
    left=given(DOLLARS, 200_000_000, 100_000_000, 400_000_000, 20_000_000),
    claim=given(DOLLARS, 12_000, 10_000, 60_000, 1_000),
)
def an_exchange_fails(p):
    """What comes back from the savings product of an exchange that fails?"""
    return Solved(
        back=asked(
            DOLLARS(p.claim * p.left / p.owed),
            all_of_it=trap(DOLLARS(p.claim), "M32"),
            turned_round=trap(DOLLARS(p.claim * (1 - p.left / p.owed))),
        ),
    )
