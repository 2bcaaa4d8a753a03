"""Questions on what a healthy account, a stop-loss and a rebound do not promise."""

from pledge_lib.course.margin.givens import margin
from pledge_lib.course.questions import quiz
from pledge_lib.course.solved import TENTHS, Solved, chosen
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.units import COUNT, PERCENT

STOP, FALL, LOCKED = 0.10, 0.30, 3


@quiz("Q2.9", figure="F2.3")
def a_healthy_account():
    """Is an account safe because its whole ratio is above the line?"""
    two = [Long.open(name, shares=1_000, price=100, rules=margin()) for name in ("A", "B")]
    account = MarginAccount(rules=margin(), longs=two)
    return Solved(
        option=chosen("together", among=("safe", "together", "each-alone"), traps={"safe": "M12", "each-alone": "M11"}),
        fall=PERCENT(FALL),
        one=TENTHS(account.moved({"A": -FALL}).ratio),
        both=TENTHS(account.moved({"A": -FALL, "B": -FALL}).ratio),
        line=PERCENT(margin().call_line),
    )


@quiz("Q2.10", figure="F2.8")
def a_stop_loss():
    """Does a stop-loss order limit the loss to its level?"""
    limit = margin().daily_limit
    return Solved(
        option=chosen("not-when-locked", among=("always", "not-when-locked", "never"), traps={"always": "M43"}),
        stop=PERCENT(STOP),
        limit=PERCENT(limit),
        locked=COUNT(LOCKED),
        fallen=TENTHS(1 - (1 - limit) ** LOCKED),
    )


@quiz("Q2.11", figure="F2.9")
def after_the_sale():
    """What does a price do after a forced sale?"""
    return Solved(option=chosen("either", among=("rebounds", "either", "falls-on"), traps={"rebounds": "M42"}))
