"""Questions of lesson 3 for another day: each asks in other words for an idea that one item of the lesson asks for."""

from pledge_lib.course.lending.givens import LENT_DAYS, fee_of, lending, lent_value
from pledge_lib.course.questions import exercise, given, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.finance.units import COUNT, MONEY, RATE


@exercise(
    "R3.1",
    figure="F3.1",
    later=True,
    value=lent_value(800_000),
    offered=given(RATE, 0.20, 0.18, 0.30, 0.01),
    days=LENT_DAYS,
)
def a_hot_share(p):
    """What is the highest fee when somebody offers more than the cap?"""
    cap = lending().highest_rate
    return Solved(
        fee=asked(
            MONEY(fee_of(p.value, cap, p.days)),
            as_offered=trap(MONEY(fee_of(p.value, p.offered, p.days)), "M48"),
            a_year=trap(MONEY(fee_of(p.value, cap, lending().day_basis)), "M15"),
        ),
        cap=RATE(cap),
    )


@quiz("R3.2", figure="F3.4", later=True)
def what_lent_shares_do():
    """What does a lender leave out who says that the market notices nothing?"""
    return Solved(option=chosen("supply", among=("nothing", "supply", "always-down"), traps={"nothing": "M38"}))


@quiz("R3.3", figure="F3.0", later=True)
def one_name_for_both():
    """Is borrowing shares the same as a margin short sale?"""
    return Solved(option=chosen("apart", among=("same", "apart", "fee-alone"), traps={"same": "M40"}))


@quiz("R3.4", figure="F3.9", later=True)
def what_is_missing():
    """What does the owner of an old trading account still need to lend shares?"""
    return Solved(
        option=chosen("contract", among=("margin-account", "contract", "nothing"), traps={"margin-account": "M47"}),
        months=COUNT(lending().account_months),
    )
