"""Exercise E2.11: two paths of ratios under the call procedure, and the state at each close."""

from collections.abc import Sequence
from datetime import date

from pledge_lib.course.margin.solutions import MARGIN
from pledge_lib.course.quantities import count, percent
from pledge_lib.datasets import rules
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long
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


def run(ratios: Sequence[float]) -> TimelineLog:
    """Return the log of a margin account of one share whose closes make these ratios, without any payment."""
    account = MarginAccount(rules=rules(MARGIN), longs=[Long("A", shares=1, price=ratios[0], loan=LOAN)])
    days = [day for day in sessions() if day >= FIRST_DAY]
    return run_timeline(WatchedMargin(account), list(zip(days, ratios, strict=False)), plan=SURE_TO_SELL)


def states_at_each_close(_p):
    """Return the state at each close of both paths, and the telling rows of those who know other rules."""
    found = {"line": percent(rules(MARGIN).call_line), "cancel": percent(rules(MARGIN).cancel_level),
             "sessions": count(rules(MARGIN).cure_sessions)}  # fmt: skip
    for path, ratios in PATHS.items():
        log = run(ratios)
        notice = log.first(NOTICE)
        found |= {row: percent(ratio / 100) for row, ratio in zip(ROWS[path], ratios, strict=True)}
        found |= {path: dict(zip(ROWS[path], log.states, strict=True)),
                  f"{path}_notice": count(log.rows.index(notice) + 1),
                  f"{path}_deadline": count(log.rows.index(log.row(notice.deadline)) + 1)}  # fmt: skip
    return found | {
        "sold_at_once": {"a2": SALE},
        "sold_next_day": {"a3": SALE},
        "over_at_the_line": {"a3": NORMAL},
        "cancelled_after_the_sale": {"a8": CANCELLED},
        "b_sold_at_once": {"b1": SALE},
        "b_over_at_the_line": {"b2": NORMAL},
    }
