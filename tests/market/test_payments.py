"""What payments do to a call: money, collateral, instalments, a reserve, and their days."""

from datetime import date

import pytest

from pledge_lib.finance.checks import InputError
from pledge_lib.market.plan import Dividend, Payment, Plan, ShareChange


def test_the_called_sum_cancels(desk):
    log = desk.run(desk.crash, Plan(payments=[Payment("2026-03-05", 22_891.57)]))
    assert log.states == ("normal", "called", "called", "cancelled", "normal", "normal"), "128,000/77,108.43 is 166 %"


def test_so_do_instalments_and_collateral_that_add_up(desk):
    parts = [Payment("2026-03-04", 10_000), Payment("2026-03-05", 12_891.57)]
    assert desk.run(desk.crash, Plan(payments=parts)).states[3] == "cancelled"
    shares = [Payment("2026-03-05", 297, what="shares")]  # 38,016 at 128, where 38,000 are needed
    assert desk.run(desk.crash, Plan(payments=shares)).states[3] == "cancelled"
    cash = Plan(payments=[Payment("2026-03-05", 38_000, what="cash")], cash_counts=True)
    assert desk.run(desk.crash, cash).states[3] == "cancelled"
    less = Plan(payments=[Payment("2026-03-05", 37_990, what="cash")], cash_counts=True)
    assert desk.run(desk.crash, less).states[3] == "watch", "collateral counts for a repayment of a 1.66th of its value"


def test_a_dollar_less_only_suspends_the_sale(desk):
    log = desk.run(desk.crash, Plan(payments=[Payment("2026-03-05", 22_890)]))
    assert log.states[3:] == ("watch", "watch", "watch"), "the ratio is 166 % but for a hair, the sum is not paid"
    assert log.rows[-1].paid == 22_890


def test_the_sum_to_another_target_cancels_too(desk):
    log = desk.run(desk.crash, Plan(payments=[Payment("2026-03-05", 1_538.46)], cure_target=1.30))
    assert log.rows[1].called_sum == 1_538.46 and log.states[3] == "cancelled"
    cash = Plan(payments=[Payment("2026-03-05", 12_000, what="cash")], cash_counts=True, cure_target=1.40)
    assert desk.run(desk.crash, cash).states[3] == "cancelled", "12,000 / 1.4 is 8,571.43, as printed on the notice"


def test_on_the_day_of_the_sale_it_comes_too_late(desk):
    log = desk.run(desk.crash, Plan(payments=[Payment("2026-03-06", 22_891.57)]))
    assert log.states[4] == "sale" and log.rows[4].statement.sale_value == 128_000
    assert log.rows[4].paid_today == 0, "the sale has paid everything; nothing more is taken"


def test_on_a_weekend_before_the_sale_it_counts(desk):
    closes = [128, 128, 128, 128]  # notice Wednesday, last day Friday, sale Monday
    log = desk.run(closes, Plan(payments=[Payment("2026-03-07", 22_891.57)]), first="2026-03-04")
    assert log.states[-1] == "cancelled"


def test_a_reserve_pays_on_the_day_after_the_notice(desk):
    log = desk.run(desk.crash, Plan(reserve=30_000))
    assert log.states[:3] == ("normal", "called", "cancelled")
    assert (log.rows[2].from_reserve, log.rows[2].reserve) == (22_891.57, pytest.approx(7_108.43))


def test_p14_a_reserve_on_the_third_session_does_not_save(desk):
    closes = [round(166.67 * 0.9**day, 6) for day in range(7)]  # called at 121.5 on the fourth day
    log = desk.run(closes, Plan(reserve=100_000, reserve_on="2026-03-10", fill_chance=1.0))
    assert log.summary.notice == date(2026, 3, 5) and log.summary.sold == date(2026, 3, 10)
    assert log.summary.statement.shortfall == log.rows[-1].from_reserve > 0, "it pays what the sale did not"


def test_short_again_in_the_watch_the_reserve_pays_that_afternoon(desk):
    late = Plan(reserve=50_000, reserve_on="2026-03-06")
    log = desk.run(desk.path_a, late)
    assert log.states[:5] == ("normal", "called", "called", "watch", "cancelled")
    assert "same-day-due" in log.rows[4].events and log.rows[4].from_reserve == log.rows[1].called_sum


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (lambda: Plan(payments=[Payment("2026-03-04", 1, what="cash")]), "cash_counts"),
        (lambda: Payment("2026-03-04", -1), "must not be negative"),
        (lambda: Payment("2026-03-04", 1, what="gold"), "repay, cash, shares, sell"),
        (lambda: Plan(fill_chance=50), "must not exceed 1"),
        (lambda: Plan(cure_target=166), "1.30"),
        (lambda: Plan(mark="noon"), "close, intraday"),
        (lambda: Plan(unexplained=["yesterday"]), "not a date"),
        (lambda: Plan(daily_limit=0), "above 0"),
        (lambda: Dividend(ex_date="2026-03-04", cash_per_share=1, paid_on="2026-03-03"), "before"),
        (lambda: ShareChange(on="2026-03-04", factor=0), "above 0"),
    ],
)
def test_an_impossible_plan_is_refused(plan, words):
    with pytest.raises(InputError, match=words):
        plan()
