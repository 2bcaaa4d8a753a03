"""Exercise E2.11: two paths of ratios under the call procedure, and the state at each close."""

from collections.abc import Sequence
from datetime import date

from pledge_lib.course.margin.givens import margin
from pledge_lib.course.questions import exercise
from pledge_lib.course.solved import Solved, matched, trap
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.units import COUNT, PERCENT
from pledge_lib.market.events import NOTICE, TimelineLog
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.plan import Plan
from pledge_lib.market.procedure import CALLED, CANCELLED, CLOSED, NORMAL, SALE, SAME_DAY, WATCH
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline

STATES = (NORMAL, CALLED, WATCH, SAME_DAY, SALE, CLOSED, CANCELLED)
PATHS = {"a": (135, 128, 131, 133, 129, 127, 140, 168), "b": (128, 131, 133, 140, 168)}  # ratios in per cent
ROWS = {path: tuple(f"{path}{place}" for place, _ in enumerate(ratios, start=1)) for path, ratios in PATHS.items()}
FIRST_DAY = date(2026, 3, 2)  # eight business days follow it without a closed one
LOAN = 100  # of one share, so that its close in TWD is the ratio in per cent
SURE_TO_SELL = Plan(fill_chance=1.0, daily_limit=None)
TRAPS = {  # the telling rows of those who know other rules
    "a": {
        "sold_at_once": trap({"a2": SALE}, "M05"),
        "sold_next_day": trap({"a3": SALE}, "M05"),
        "over_at_the_line": trap({"a3": NORMAL}, "M10"),
        "cancelled_after_the_sale": trap({"a8": CANCELLED}),
    },
    "b": {
        "b_sold_at_once": trap({"b1": SALE}, "M05"),
        "b_over_at_the_line": trap({"b2": NORMAL}, "M10"),
    },
}


def run(ratios: Sequence[float]) -> TimelineLog:
    """Return the log of a margin account of one share whose closes make these ratios, without any payment."""
    account = MarginAccount(rules=margin(), longs=[Long("A", shares=1, price=ratios[0], loan=LOAN)])
    days = [day for day in sessions() if day >= FIRST_DAY]
    return run_timeline(WatchedMargin(account), list(zip(days, ratios, strict=False)), plan=SURE_TO_SELL)


@exercise("E2.11", figure="F2.4")
def states_at_each_close():
    """In which state of the procedure is the account at each close of two paths?"""
    found = {
        "line": PERCENT(margin().call_line),
        "cancel": PERCENT(margin().cancel_level),
        "sessions": COUNT(margin().cure_sessions),
    }
    for path, ratios in PATHS.items():
        log = run(ratios)
        notice = log.first(NOTICE)
        right = dict(zip(ROWS[path], log.states, strict=True))
        found |= {row: PERCENT(ratio / 100) for row, ratio in zip(ROWS[path], ratios, strict=True)}
        found |= {
            path: matched(right, among=STATES, **TRAPS[path]),
            f"{path}_notice": COUNT(log.rows.index(notice) + 1),
            f"{path}_deadline": COUNT(log.rows.index(log.row(notice.deadline)) + 1),
        }
    return Solved(**found)
