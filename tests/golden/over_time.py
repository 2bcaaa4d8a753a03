"""Cases that need time: each is a path that a small loan goes through in the call procedure."""

import math
from dataclasses import replace
from datetime import date
from itertools import accumulate

import pledge_lib as pl
from pledge_lib.finance.ratio import after_change
from pledge_lib.market.plan import Plan
from pledge_lib.market.procedure import CALLED, SALE, SAME_DAY, WATCH
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline

BROKER = pl.rules("tw-broker-pledge")


def pledge_of(value, debt, rules=BROKER, **changes):
    """Return a pledge of one share worth `value`, with the case's own numbers in place of the profile's."""
    holding = pl.Holding("2330", shares=1, price=value, loan_to_value=rules.loan_to_value)
    terms = {name: changes.pop(name) for name in ("annual_rate", "days") if name in changes}
    return pl.Pledge(holdings=(holding,), principal=debt, rules=replace(rules, **changes), **terms)


def state_machine(profile, ratios, paid):
    """Run a loan of 100 on a share whose close on day 0, 1, 2 ... is the ratio, and one day more at the last."""
    assert not paid, "the case pays nothing"
    days = sessions_from("2026-03-02", len(ratios) + 1)
    closes = [after_change(100, ratio - 1) for ratio in (*ratios, ratios[-1])]
    pledge = pledge_of(closes[0], 100, rules=pl.rules(profile.lower()))
    log = run_timeline(pledge, list(zip(days, closes, strict=True)))
    return {
        "called_on_day": days.index(log.summary.notice),
        "sale_on_day_4": log.row(days[4]).state == SALE,
        "call_open": log.rows[-1].state in (CALLED, WATCH, SAME_DAY),
    }


def waterfall(sale_value, transaction_tax, commission, principal, interest, floor_to_dollar):
    """Sell in the state machine: called on the first day, sold on the fourth with the interest of three days."""
    assert floor_to_dollar, "statements floor tax and commission to the dollar"
    rules = {"transaction_tax": transaction_tax, "commission": commission, "cure_sessions": 2}
    rate = interest * BROKER.day_basis / 3 / principal
    pledge = pledge_of(sale_value, principal, annual_rate=rate, **rules)
    days = sessions_from("2026-03-02", 4)
    log = run_timeline(pledge, [(day, sale_value) for day in days])
    statement = log.rows[-1].statement
    assert (statement.interest_paid, statement.principal_paid) == (interest, principal)
    return {"net_proceeds": statement.net_proceeds, "surplus": log.rows[-1].returned}


def index_beta_1_pledge(fall, ltvs):
    days = sessions_from("2026-03-02", 2)
    return {
        "ratio": [
            run_timeline(pledge_of(1, ltv), [(days[0], 1), (days[1], after_change(1, -fall))]).rows[-1].ratio
            for ltv in ltvs
        ]
    }


def drawdown(peak, trough, basis):
    """Take a loan too small to be called from the peak to the trough: its lowest ratio tells the fall."""
    loan_to_value, (first, second) = 0.2, sessions_from("2026-03-02", 2)
    path = [(first, peak), (second, peak if basis == "intraday" else trough, trough)]
    log = run_timeline(pledge_of(peak, peak * loan_to_value), path, plan=Plan(mark=basis))
    assert log.states == ("normal", "normal") and log.rows[1].judged == trough
    return {"fall": log.summary.lowest_ratio * loan_to_value - 1}


def three_day_fall(daily_changes):
    return {"compounded": list(accumulate(daily_changes, after_change, initial=1))[-1] - 1}


def largest_ltv_that_survives(drawdowns, call_line):
    """A loan of the full value less what repays it to the line after the fall; a dollar more is called."""
    value, found = 1_000_000, []
    for fall in drawdowns:
        after = after_change(value, -fall)
        loan = value - pl.repay_to(after, value, call_line)
        states = [pledge_of(after, math.floor(loan) + more, call_line=call_line).state for more in (0, 1)]
        assert states == ["normal", "called"], f"{loan} of {value} after a fall of {fall}"
        found.append(loan / value)
    return {"ltv": found}


def sessions_from(first, count):
    start = sessions().index(date.fromisoformat(first))
    return sessions()[start : start + count]
