"""The days to watch: when a loan ends, when interest is due, from when a dividend is marked off, until when to pay.

All on the real calendar: what falls on a day without business moves to the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pledge_lib.datasets.records import to_date
from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import Drawing, PledgedLoan
from pledge_lib.finance.mine.portfolio import ExDate, Portfolio
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.units import Date, Money, PerShare, Text, Word
from pledge_lib.market.sessions import business_day_before, deadline, first_sale_date

ENDS, INTEREST, EX_DATE, MARKED_OFF, PAY_BY, SALE_FROM = KINDS = (
    "ends",
    "interest",
    "ex-date",
    "marked-off",
    "pay-by",
    "sale-from",
)
AHEAD = 366  # days that are looked at


@dataclass(frozen=True, kw_only=True)
class DateToWatch:
    """One day, what happens on it, at which lender or to which share, and the sum where one is known."""

    day: Date
    kind: Word
    lender: Text = ""
    symbol: Text = ""
    amount: Money | None = None
    per_share: PerShare | None = None


def dates_to_watch(portfolio: Portfolio, today: date | str) -> tuple[DateToWatch, ...]:
    """Return the days to watch from today on, soonest first. A call of today is served today.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.pledging.pledge import Holding, Pledge
    >>> shares, bank = Holding("2330", shares=1_000, price=70, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> pledge = Pledge(holdings=[shares], principal=60_000, rules=bank)
    >>> mine = Portfolio(accounts=[PledgedLoan(lender="A", pledge=pledge, matures=date(2026, 5, 1))])
    >>> [(found.kind, found.day.isoformat()) for found in dates_to_watch(mine, "2026-03-02")]
    [('pay-by', '2026-03-04'), ('sale-from', '2026-03-05'), ('ends', '2026-05-04')]
    """
    today = to_date("today", today)
    last = today + timedelta(AHEAD)
    found = [each for account in portfolio.accounts for each in _of_account(account, today, last)]
    found += [each for ex_date in portfolio.ex_dates for each in _of_share(ex_date, portfolio)]
    return tuple(sorted((each for each in found if today <= each.day <= last), key=lambda each: (each.day, each.kind)))


def _of_account(account: Account, today: date, last: date) -> Iterator[DateToWatch]:
    about = {"lender": account.title}
    if account.matures:
        owed = account.debt if account.own_call else account.collateral
        yield DateToWatch(day=on_business(account.matures), kind=ENDS, amount=owed, **about)
    if isinstance(account, MarginTrading):
        yield from _ends(account)
    if isinstance(account, PledgedLoan):
        loans = account.drawings or (account,)
        for loan in loans:
            name = account.title if loan is account else f"{account.lender} #{loan.which}"
            if loan is not account and loan.matures:
                yield DateToWatch(day=on_business(loan.matures), kind=ENDS, lender=name, amount=account.owed_on(loan))
            if loan.drawn and loan.cost_a_month:
                yield from _interest(loan, name, today, last)
    if account.own_call and account.rules and account.is_called:
        sessions = account.rules.cure_sessions
        yield DateToWatch(day=deadline(today, sessions), kind=PAY_BY, amount=account.called_sum, **about)
        yield DateToWatch(day=first_sale_date(today, sessions), kind=SALE_FROM, **about)


def _ends(account: MarginTrading) -> Iterator[DateToWatch]:
    """Yield on which days positions end that did not begin together; those of one day add up."""
    loans = {part.name: part.debt for part in account.account.positions}
    ends: dict[date, list[float]] = {}
    for days in account.position_days:
        if days.matures and days.name in loans:
            ends.setdefault(days.matures, []).append(loans[days.name])
    for day, owed in ends.items():
        yield DateToWatch(day=on_business(day), kind=ENDS, lender=account.lender, amount=total(owed))


def _interest(account: PledgedLoan | Drawing, name: str, today: date, last: date) -> Iterator[DateToWatch]:
    """Yield the monthly days of interest until the loan ends; without an end, for as long as is looked ahead."""
    end = min(last, account.matures or last)
    months = 1
    while (day := months_after(account.drawn, months)) <= end:
        if day >= today:
            yield DateToWatch(day=on_business(day), kind=INTEREST, lender=name, amount=account.cost_a_month)
        months += 1


def _of_share(ex_date: ExDate, portfolio: Portfolio) -> Iterator[DateToWatch]:
    about = {"symbol": ex_date.symbol, "per_share": ex_date.cash_per_share or None}
    yield DateToWatch(day=ex_date.day, kind=EX_DATE, **about)
    for account in portfolio.accounts:
        before = getattr(account.rules, "premark_sessions", 0)
        if before and ex_date.symbol in account.prices:
            day = business_day_before(ex_date.day, before)
            yield DateToWatch(day=day, kind=MARKED_OFF, lender=account.lender, **about)


def on_business(day: date) -> date:
    """Return the day, or the next business day where it is none; a day beyond the calendar stays as it is.

    >>> on_business(date(2026, 5, 1)).isoformat()
    '2026-05-04'
    """
    try:
        return deadline(day, 0)
    except InputError:
        return day
