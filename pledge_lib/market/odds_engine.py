"""Follow many paths through the call procedure at once: one state a path, one step a session.

The transitions are those of `market.procedure`, laid out as a table of numbers. Simplified is only what surrounds them:
a session is a business day, nothing is paid except a reserve, and the whole sale is done at the close of its first day.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from pledge_lib.market.procedure import (
    CALLED,
    CANCELLED,
    CLOSED,
    NORMAL,
    SALE,
    SAME_DAY,
    STATES,
    DayFacts,
    next_state,
)

NAMES = tuple(STATES)
CODE = {name: np.int8(number) for number, name in enumerate(NAMES)}
FACTS = ("below", "settled", "deadline", "sale_due", "sale_over")
YES_OR_NO = (False, True)
EVERY_DAY = [DayFacts(**dict(zip(FACTS, facts, strict=True))) for facts in product(YES_OR_NO, repeat=len(FACTS))]
NEXT = np.array([CODE[next_state(name, day)] for name in NAMES for day in EVERY_DAY])
NEVER = -1
HAIR = 1e-9  # a close on the line is not below it; this is the rounding error that logs may have


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A position and the rules it stands under; the loan is 1, so collateral, reserve and proceeds are parts of it.

    Below the borrower's `own_trigger` the whole reserve repays at once; without one it waits for a call that it covers.
    """

    ratio: float
    line: float
    cure_target: float
    cancel_level: float
    cure_sessions: int
    selling_cost: float
    watch_every: int = 1
    reserve: float = 0.0
    own_trigger: float = 0.0

    @property
    def first_trigger(self) -> float:
        """Return the ratio below which something happens first: the borrower acts, or the lender calls."""
        return max(self.line, self.own_trigger) if self.reserve else self.line


@dataclass(frozen=True)
class Fates:
    """What became of each path: its last state, the sessions of its first call and its sale (or -1), loan, proceeds."""

    terms: Terms
    rows: np.ndarray = field(repr=False)
    state: np.ndarray = field(init=False)
    call_day: np.ndarray = field(init=False)
    sale_day: np.ndarray = field(init=False)
    loan: np.ndarray = field(init=False)
    proceeds: np.ndarray = field(init=False)
    deadline: np.ndarray = field(init=False)
    reserve_used: np.ndarray = field(init=False)
    line: np.ndarray = field(init=False)
    trigger: np.ndarray = field(init=False)

    def __post_init__(self):
        paths = self.rows.shape[1]
        line = np.log(self.terms.line) - np.log(self.terms.ratio) - HAIR
        starts = {"state": CODE[NORMAL], "call_day": np.int32(NEVER), "sale_day": np.int32(NEVER)}
        starts |= {"loan": 1.0, "proceeds": 0.0, "deadline": np.int32(NEVER), "reserve_used": False}
        trigger = np.log(self.terms.first_trigger) - np.log(self.terms.ratio) - HAIR
        starts |= {"line": self.rows.dtype.type(line), "trigger": self.rows.dtype.type(trigger)}
        for name, value in starts.items():
            object.__setattr__(self, name, np.full(paths, value))


def follow(rows: np.ndarray, terms: Terms) -> Fates:
    """Return what becomes of each path; `rows` are log closes, one row a session, the start first.

    Only the few paths with an open call take a full step. For all others one comparison a session is enough: below
    their trigger they are called. An open call has no trigger.

    >>> terms = Terms(ratio=5/3, line=1.3, cure_target=1.66, cancel_level=1.66, cure_sessions=2, selling_cost=0.0)
    >>> fates = follow(np.log([[1.0], [0.77], [0.77], [0.77], [0.77]]), terms)
    >>> fates.call_day.item(), fates.sale_day.item(), fates.proceeds.round(4).item()
    (1, 4, 1.2833)
    """
    fates = Fates(terms, rows)
    deque(followed(fates), maxlen=0)
    return fates


def followed(fates: Fates) -> Iterator[int]:
    """Do the same session by session, and yield the number of each session that is done."""
    open_calls = np.empty(0, np.intp)
    below = np.empty(fates.rows.shape[1], bool)
    for day, row in enumerate(fates.rows):
        watched = day % fates.terms.watch_every == 0
        open_calls = step(fates, open_calls, day, watched)
        if watched:
            called = act_early(fates, np.flatnonzero(np.less(row, fates.trigger, out=below)), day)
            if called.size:
                serve_notice(fates, called, day)
                open_calls = np.concatenate((open_calls, called))
        yield day


def step(fates: Fates, open_calls: np.ndarray, day: int, watched: bool) -> np.ndarray:
    """Move the open calls to this day's state and return those that stay open.

    The lender watches an open call on every session. A path without further closes stays as it is.
    """
    open_calls = open_calls[fates.rows[day][open_calls] < np.inf]
    if not open_calls.size:
        return open_calls
    state, close, line = fates.state[open_calls], fates.rows[day][open_calls], fates.line[open_calls]
    deadline = fates.deadline[open_calls]
    sale_due = (state == CODE[SAME_DAY]) | ((state == CODE[CALLED]) & (day > deadline))
    paid = deadline == NEVER
    risen = close >= line + np.log(fates.terms.cancel_level / fates.terms.line)
    below = (close < line) & (watched | (state != CODE[CANCELLED]))
    settled = paid | (risen & ~sale_due)  # on the day of a sale the orders stand before the close is known
    row = state.astype(np.intp)
    for fact in (below, settled, day == deadline, sale_due, state == CODE[SALE]):
        row = 2 * row + fact
    after = NEXT[row]
    fates.state[open_calls] = after
    sell(fates, open_calls[(after == CODE[SALE])], day)
    serve_notice(fates, open_calls[(after == CODE[CALLED]) & (state == CODE[CANCELLED])], day)
    over = after == CODE[NORMAL]
    own = np.log(fates.terms.first_trigger / fates.terms.line) * ~fates.reserve_used[open_calls[over]]
    fates.trigger[open_calls[over]] = line[over] + own
    return open_calls[~over & (after != CODE[CLOSED])]


def act_early(fates: Fates, below: np.ndarray, day: int) -> np.ndarray:
    """Repay with the whole reserve, once, where a path is below its own trigger only; return those that are called."""
    if fates.terms.first_trigger == fates.terms.line or not below.size:
        return below
    early = ~fates.reserve_used[below] & (fates.rows[day][below] >= fates.line[below])
    acting = below[early]
    fates.reserve_used[acting] = True
    fates.loan[acting] -= fates.terms.reserve
    fates.line[acting] += np.log(fates.loan[acting])
    fates.trigger[acting] = fates.line[acting]
    return below[~early]


def serve_notice(fates: Fates, called: np.ndarray, day: int):
    """Open a call; where the reserve covers the called sum it is paid that day, once, and the call closes the next."""
    terms = fates.terms
    fates.state[called] = CODE[CALLED]
    fates.trigger[called] = -np.inf
    fates.deadline[called] = day + terms.cure_sessions
    fates.call_day[called] = np.where(fates.call_day[called] == NEVER, day, fates.call_day[called])
    if terms.reserve:
        log_cured = np.log(terms.ratio / terms.cure_target) + fates.rows[day][called]
        pays = ~fates.reserve_used[called] & (fates.loan[called] - np.exp(log_cured) <= terms.reserve)
        payers = called[pays]
        fates.reserve_used[payers] = True
        fates.deadline[payers] = NEVER
        fates.loan[payers] = np.exp(log_cured[pays])
        fates.line[payers] += log_cured[pays]


def sell(fates: Fates, sold: np.ndarray, day: int):
    """Sell all the collateral at the close; the lender takes the proceeds less the selling cost."""
    collateral = fates.terms.ratio * np.exp(fates.rows[day][sold].astype(float))
    fates.sale_day[sold] = day
    fates.proceeds[sold] = collateral * (1 - fates.terms.selling_cost)
