"""Questions on what a healthy account, a stop-loss and a rebound do not promise."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.course.margin.givens import margin
from pledge_lib.course.questions import prediction, quiz
from pledge_lib.course.solved import TENTHS, Solved, chosen
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.units import COUNT, DATE, PERCENT

STOP, FALL, LOCKED = 0.10, 0.30, 3
BOUGHT, SOLD_SHORT = ("2330", "2317", "2454"), "2412"  # the account of 2.8, one lot of each
TOP, CALL = date(2024, 7, 11), date(2024, 8, 5)


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


@prediction(
    "P2.10", figure="F2.9", opens="mixed-2024", reasons=("short-themselves", "account-as-one", "the-weakest-pays")
)
def called_on_a_real_day():
    """Four real positions, an account below the line: which are called?"""
    first, later = ({name: datasets.prices(name).close(day) for name in (*BOUGHT, SOLD_SHORT)} for day in (TOP, CALL))
    opened = MarginAccount(
        rules=margin(),
        longs=[Long.open(name, shares=1_000, price=first[name], rules=margin()) for name in BOUGHT],
        shorts=[Short.open(SOLD_SHORT, shares=1_000, price=first[SOLD_SHORT], rules=margin())],
    )
    now = opened.at(later)
    low, *_, high = sorted(now.position_ratios[name] for name in BOUGHT)
    return Solved(
        answer=chosen(
            "bought" if set(now.called) == set(BOUGHT) else "all",
            among=("weakest", "bought", "all"),
            traps={"weakest": "M11"},
        ),
        start=PERCENT(opened.ratio),
        together=PERCENT(-opened.move_to()),
        ratio=PERCENT(now.ratio),
        line=PERCENT(margin().call_line),
        low=PERCENT(low),
        high=PERCENT(high),
        short_start=PERCENT(opened.position_ratios[SOLD_SHORT]),
        short=PERCENT(now.position_ratios[SOLD_SHORT]),
        top=DATE(TOP),
        day=DATE(CALL),
    )
