"""The days to watch are business days, of the reader's own loans, and a calendar file says the same days."""

from dataclasses import replace
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import ExDate
from pledge_lib.market.mine.calendar_file import WIDEST, Entry, calendar_file
from pledge_lib.market.mine.dates import EX_DATE, INTEREST, MARKED_OFF, PAY_BY, SALE_FROM, dates_to_watch
from pledge_lib.market.sessions import deadline, first_sale_date, next_session, settlement_days

TODAY = date(2026, 2, 10)  # before the Lunar New Year


def loan(lender="A", price=100.0, rules="tw-sfc-pledge", **terms):
    held = pl.Holding("2330", 1_000, price, 0.60)
    pledge = pl.Pledge(holdings=[held], principal=60_000, rules=pl.rules(rules), annual_rate=0.03)
    return PledgedLoan(lender=lender, pledge=pledge, **terms)


def found(*accounts, **terms):
    return dates_to_watch(pl.Portfolio(accounts=accounts, **terms), TODAY)


def test_a_call_of_today_is_due_after_the_holidays():
    days = {each.kind: each.day for each in found(loan(price=70.0))}
    sessions = pl.rules("tw-sfc-pledge").cure_sessions
    assert days == {PAY_BY: deadline(TODAY, sessions), SALE_FROM: first_sale_date(TODAY, sessions)}
    assert (days[SALE_FROM] - TODAY).days > 7


@pytest.mark.parametrize(
    ("today", "due"), [(TODAY, TODAY), (date(2026, 2, 28), date(2026, 3, 2))], ids=["a business day", "a Saturday"]
)
def test_a_call_that_is_due_at_once_is_due_that_day_and_the_sale_comes_in_the_next_session(today, due):
    rules = replace(pl.rules("tw-sfc-pledge"), cure_sessions=0)
    pledge = replace(loan(price=70.0).pledge, rules=rules)
    days = {
        each.kind: each.day
        for each in dates_to_watch(pl.Portfolio(accounts=[PledgedLoan(lender="A", pledge=pledge)]), today)
    }
    assert (days[PAY_BY], days[SALE_FROM]) == (due, next_session(due))


def test_a_margin_call_asks_for_the_called_positions():
    long = pl.Long("2330", shares=1_000, price=70, loan=60_000)
    account = MarginTrading(lender="B", account=pl.MarginAccount(rules=pl.rules("tw-margin"), longs=[long]))
    (due, _) = found(account)
    assert due.kind == PAY_BY and due.amount == pytest.approx(account.called_sum)


def test_interest_is_due_each_month_until_the_loan_ends():
    account = loan(drawn=date(2025, 11, 30), matures=date(2026, 5, 30))
    days = [each.day for each in found(account) if each.kind == INTEREST]
    assert days == [date(2026, 3, 2), date(2026, 3, 30), date(2026, 4, 30), date(2026, 6, 1)]
    assert [each.day for each in found(account) if each.kind == "ends"] == [date(2026, 6, 1)]


def test_an_ex_date_is_marked_off_before_by_who_does_so():
    ex_date = ExDate(symbol="2330", day=date(2026, 3, 17), cash_per_share=6.0)
    kinds = {
        (each.kind, each.lender): each.day
        for each in found(loan("A"), loan("B", rules="tw-bank-pledge"), ex_dates=[ex_date])
    }
    assert kinds[EX_DATE, ""] == date(2026, 3, 17)
    marked = [lender for kind, lender in kinds if kind == MARKED_OFF]
    assert marked == [
        name for name, rules in (("A", "tw-sfc-pledge"), ("B", "tw-bank-pledge")) if pl.rules(rules).premark_sessions
    ]


def test_only_what_lies_ahead_and_on_business_days():
    lent = LentOut(
        lender="C",
        symbol="2330",
        matures=date(2026, 2, 20),
        drawn=date(2026, 1, 2),
        loan=pl.StockLoan(shares=1, price=100.0, annual_rate=0.03, rules=pl.rules("tw-lending")),
    )
    days = [
        each.day
        for each in found(loan(matures=date(2026, 1, 5)), lent, loan("D", price=100.0, drawn=date(2025, 12, 15)))
    ]
    assert days == sorted(days) and min(days) >= TODAY
    assert set(days) <= set(settlement_days())


def test_a_calendar_file_holds_each_day_once_in_lines_that_any_calendar_reads():
    entries = [
        Entry(key=f"k{number}", day=date(2026, 3, number), title="還款；甲銀行,\n第一行" * 9) for number in (3, 4)
    ]
    data = calendar_file(entries, TODAY)
    lines = data.split(b"\r\n")
    assert all(len(line) <= WIDEST for line in lines) and not any(b"\n" in line for line in lines)
    text = data.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260303" in text and "甲銀行\\,\\n第一行" in text
    assert data == calendar_file(entries, TODAY)


@pytest.mark.parametrize(("days_before", "hours"), [(1, 15), (3, 63)])
def test_a_reminder_rings_at_nine_in_the_morning_so_many_days_before(days_before, hours):
    entry = Entry(key="k", day=date(2026, 3, 3), title="還款", days_before=days_before)
    assert f"TRIGGER:-PT{hours}H\r\n" in calendar_file([entry], TODAY).decode()
