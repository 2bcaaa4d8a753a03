"""What a loan of shares pays and when: closes of its days, the fee of each day, and the payments with their dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import require_positive
from pledge_lib.finance.lending.income import FeeStatement, daily_fee, fee_statement, floored_daily_fee
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.market.lending.days import FeePayment, closes_by_day
from pledge_lib.market.sessions import next_session


@dataclass(frozen=True, kw_only=True)
class CashPayment:
    """A stretch of fee days, the day on which it is paid, and what is left of its fee."""

    payment: FeePayment
    statement: FeeStatement


def even_closes(price: float, change: float, lent: date | str, days: int) -> tuple[float, ...]:
    """Return the close of every calendar day when the price moves by `change` in equal steps, session by session.

    >>> even_closes(100, 0.10, "2025-04-02", 7)
    (100.0, 100.0, 100.0, 100.0, 100.0, 105.0, 110.0)
    """
    first = to_date("lent", lent)
    require_positive("days", days)
    until, open_days = first + timedelta(days=days), [first]
    while (following := next_session(open_days[-1])) < until:
        open_days.append(following)
    steps = max(len(open_days) - 1, 1)
    closes = {day: after_change(price, change * place / steps) for place, day in enumerate(open_days)}
    return closes_by_day(closes, first, until)


def replayed_closes(price: float, closes: Mapping[date, float], first: date | str, days: int) -> tuple[float, ...]:
    """Return `days` closes that move as real ones did from their day `first` on, scaled so that they begin at `price`.

    >>> replayed_closes(100, {date(2025, 4, 2): 800.0, date(2025, 4, 7): 720.0}, "2025-04-02", 6)
    (100.0, 100.0, 100.0, 100.0, 100.0, 90.0)
    """
    start = to_date("first", first)
    real = closes_by_day(closes, start, start + timedelta(days=days))
    return tuple(price * close / real[0] for close in real)


def day_fees(shares, closes: Sequence[float], annual_rate, rules: LendingRules, *, floored: bool) -> tuple[float, ...]:
    """Return the fee of each day at its close; `floored` rounds each as one broker does (firm C-8).

    >>> from pledge_lib.datasets import rules
    >>> day_fees(1_000, (800, 800), 0.03, rules("tw-lending"), floored=True)
    (65, 65)
    """
    fee_of = floored_daily_fee if floored else daily_fee
    return tuple(fee_of(shares, close, annual_rate, rules) for close in closes)


def cash_payments(
    fees: Sequence[float],
    payments: Sequence[FeePayment],
    rules: LendingRules,
    *,
    broker_share: float,
    floored: bool,
) -> tuple[CashPayment, ...]:
    """Return what reaches the lender with each payment; tax is withheld payment by payment (rule C-14).

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.market.lending.days import fee_payments
    >>> lending = rules("tw-lending")
    >>> due = fee_payments("2026-06-10", "2026-07-20", lending, monthly=True)
    >>> [cash.statement.net for cash in cash_payments([100] * 40, due, lending, broker_share=0.20, floored=True)]
    [1680.0, 1520.0]
    """
    begin = payments[0].first
    found = []
    for payment in payments:
        own = fees[(payment.first - begin).days : (payment.until - begin).days]
        statement = fee_statement(sum(own), rules, broker_share=broker_share, floored=floored)
        found.append(CashPayment(payment=payment, statement=statement))
    return tuple(found)


def added_up(statements: Sequence[FeeStatement]) -> FeeStatement:
    """Return several statements as one.

    >>> half = FeeStatement(gross=100.0, broker_fee=20.0, withheld=0.0, premium=0.0)
    >>> added_up([half, half]).net
    160
    """
    names = ("gross", "broker_fee", "withheld", "premium")
    return FeeStatement(**{name: total(getattr(each, name) for each in statements) for name in names})
