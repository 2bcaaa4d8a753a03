"""The call procedure for one path, told in plain Python as the rules tell it; the engine must say the same."""

from typing import NamedTuple


class Fate(NamedTuple):
    """The state of every session, and what a sale left."""

    states: list[str]
    call_day: int
    sale_day: int
    loan: float
    proceeds: float


def follow_one(closes, terms) -> Fate:
    """Return the fate of one path of closes over the first."""
    state, loan, proceeds, deadline = "normal", 1.0, 0.0, 0
    paid = reserve_used = False
    call_day = sale_day = -1
    states = []
    for day, close in enumerate(closes):
        collateral = terms.ratio * close
        below, risen = collateral < terms.line * loan, collateral >= terms.cancel_level * loan
        if state == "cancelled":
            state = "normal"
        elif state == "sale":
            state = "closed"
        elif state == "same-day":
            state = "sale"
        elif state == "called":
            if paid:
                state = "cancelled"
            elif day > deadline:
                state = "sale"
            elif risen:
                state = "cancelled"
            elif day == deadline and not below:
                state = "watch"
        elif state == "watch":
            if risen:
                state = "cancelled"
            elif below:
                state = "same-day"
        can_act = state == "normal" and not below and not reserve_used and terms.reserve > 0
        if can_act and collateral < terms.own_trigger * loan and day % terms.watch_every == 0:
            reserve_used = True
            loan -= terms.reserve
        if state == "sale":
            sale_day, proceeds = day, collateral * (1 - terms.selling_cost)
        if state == "normal" and below and day % terms.watch_every == 0:
            state, deadline, paid = "called", day + terms.cure_sessions, False
            if call_day < 0:
                call_day = day
            called_sum = loan - collateral / terms.cure_target
            if not reserve_used and called_sum <= terms.reserve and terms.reserve > 0:
                paid = reserve_used = True
                loan -= called_sum
        states.append(state)
    return Fate(states, call_day, sale_day, loan, proceeds)
