"""Worked cases of the call procedure, each with its source or its arithmetic, run through the machine."""

from dataclasses import replace
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market.plan import Dividend, Payment, Plan, ShareChange, recorded_events
from pledge_lib.market.timeline import run_timeline

PATH_A = ([135, 128, 131, 133, 129, 127, 140, 168], "normal called called watch same-day sale closed closed")
PATH_B = ([128, 131, 133, 140, 168], "called called watch watch cancelled")
CRASH = [135, 128, 128, 128, 128, 128]  # called on the second day, sold on the fifth


@pytest.mark.parametrize(("closes", "states", "deadline_day"), [(*PATH_A, 4), (*PATH_B, 3)], ids=["path a", "path b"])
def test_the_state_at_each_close(desk, closes, states, deadline_day):
    log = desk.run(closes)
    assert log.states == tuple(states.split()), "nothing paid, line 130, cancelled at 166"
    assert [row.date for row in log if "deadline" in row.events] == [log.rows[deadline_day - 1].date]


def test_a_cancelled_call_is_normal_on_the_next_day(desk):
    assert desk.run([128, 131, 133, 168, 131]).states[-2:] == ("cancelled", "normal"), "131 is above the line of 130"


@pytest.mark.parametrize(
    ("first", "profile", "last_day", "sale", "source"),
    [
        ("2026-03-02", "broker", "2026-03-04", "2026-03-05", "G028"),
        ("2026-03-02", "finance_company", "2026-03-05", "2026-03-06", "G029"),
        ("2025-04-02", "broker", "2025-04-08", "2025-04-09", "closed on 04-03 and 04-04"),
        ("2024-10-01", "broker", "2024-10-07", "2024-10-08", "typhoon on 10-02 and 10-03"),
        ("2025-01-22", "broker", "2025-01-24", "2025-02-03", "two business days without trading before the New Year"),
    ],
)
def test_notice_deadline_and_sale_on_the_calendar(desk, first, profile, last_day, sale, source):
    log = desk.run([120] * 6, first=first, rules=getattr(desk, profile))
    summary = log.summary
    assert summary.notice == date.fromisoformat(first), source
    assert (summary.deadline, summary.first_sale) == (date.fromisoformat(last_day), date.fromisoformat(sale)), source
    assert summary.sold == summary.first_sale, f"{source}: nothing was paid, and the market was not locked"
    assert log.row(summary.deadline).state == "called"


def test_g031_a_recovery_at_the_deadline_stops_the_sale_but_not_the_call(desk):
    log = desk.run([135, 138, 139, 141, 141], rules=desk.finance_company)
    assert log.states == ("called", "called", "called", "watch", "watch")
    assert log.rows[-1].called_sum == pytest.approx(100_000 - 135_000 / 1.66, abs=0.005)


def test_g037_a_year_of_interest_on_400_000_at_two_and_a_half_per_cent(desk):
    path = [("2025-03-03", 1_000), ("2026-03-03", 1_000)]
    terms = {"price": 1_000, "principal": 400_000, "annual_rate": 0.025}
    year = run_timeline(desk.pledge(rules=desk.finance_company, **terms), path).rows[-1]
    assert year.interest == pytest.approx(10_000) and year.debt == pytest.approx(410_000)
    assert year.interest / 12 == pytest.approx(833.333333)
    broker = run_timeline(desk.pledge(rules=desk.broker, **terms), path).rows[-1]
    assert broker.interest == pytest.approx(10_000) and broker.debt == 400_000, "a broker's ratio leaves interest out"


def test_g038_the_waterfall_of_a_sale_with_a_surplus(desk):
    days = desk.days("2026-03-02", 4)
    pledge = replace(desk.pledge(price=70, shares=10_000, principal=600_000), annual_rate=20_000 * 365 / 3 / 600_000)
    log = run_timeline(pledge, [(day, 70) for day in days])  # 116.67 % from the start; sold with 3 days of interest
    statement = log.rows[-1].statement
    assert (statement.sale_value, statement.tax, statement.commission) == (700_000, 2_100, 997)
    assert (statement.net_proceeds, statement.interest_paid, statement.surplus) == (696_903, 20_000, 76_903)
    assert log.rows[-1].returned == 76_903


def test_e111_the_waterfall_of_a_sale_that_does_not_cover(desk):
    days = desk.days("2026-03-02", 4)
    pledge = replace(desk.pledge(price=55, shares=10_000, principal=600_000), annual_rate=9_000 * 365 / 3 / 600_000)
    path = [(day, 55) for day in days]
    without = run_timeline(pledge, path).rows[-1]
    assert (without.shortfall, without.bill, without.bill_due) == (61_433, 61_433, date(2026, 3, 6))
    late = Plan(reserve=50_000, reserve_on="2026-03-05")
    with_reserve = run_timeline(pledge, path, plan=late).rows[-1]
    assert (with_reserve.shortfall, with_reserve.from_reserve, with_reserve.bill) == (61_433, 50_000, 11_433)
    enough = run_timeline(pledge, path, plan=Plan(reserve=70_000, reserve_on="2026-03-05")).rows[-1]
    assert "bill" not in enough.events and (enough.bill_due, enough.reserve) == (None, 8_567)


def test_a_bill_can_be_paid_later_with_money_but_not_with_shares(desk):
    payments = [Payment("2026-03-06", 10_000, what="shares"), Payment("2026-03-09", 99_999)]
    log = desk.run([135, 90, 90, 90, 90, 90], Plan(payments=payments), first="2026-03-02")
    owed = log.rows[4].bill
    assert owed == 100_000 - (90_000 - 270 - 128) and log.rows[4].collateral == 0
    assert (log.rows[5].paid_today, log.rows[5].bill, log.rows[5].bill_due) == (owed, 0, None)


def test_a_close_at_the_cancel_level_comes_too_late_on_the_day_of_the_sale(desk):
    assert desk.run([128, 128, 128, 170]).states[-1] == "sale", "the orders stood before the market opened"


def test_a_cancelled_call_asks_for_nothing_any_more(desk):
    last = desk.run([128, 131, 133, 168, 131]).rows[-1]
    assert (last.called_sum, last.deadline, last.first_sale, last.paid) == (None, None, None, 0)


def test_cash_posted_pays_before_the_bill_and_the_rest_is_returned(desk):
    posted = Plan(payments=[Payment("2026-03-02", 15_000, what="cash")], cash_counts=True)
    log = desk.run([110] * 4, posted)
    assert log.rows[0].ratio == 1.25, "110,000 in shares and 15,000 in cash"
    assert (log.rows[3].statement.surplus, log.rows[3].returned) == (9_514, 24_514), (
        "110,000 less 330 and 156, and cash"
    )
    short = desk.run([90] * 4, posted).rows[3]
    assert (short.shortfall, short.from_cash, short.bill) == (10_398, 10_398, 0) and short.returned == 4_602


class TestPayment:
    def test_the_called_sum_cancels(self, desk):
        log = desk.run(CRASH, Plan(payments=[Payment("2026-03-05", 22_891.57)]))
        assert log.states == ("normal", "called", "called", "cancelled", "normal", "normal"), (
            "128,000/77,108.43 is 166 %"
        )

    def test_so_do_instalments_and_collateral_that_add_up(self, desk):
        parts = [Payment("2026-03-04", 10_000), Payment("2026-03-05", 12_891.57)]
        assert desk.run(CRASH, Plan(payments=parts)).states[3] == "cancelled"
        shares = [Payment("2026-03-05", 297, what="shares")]  # 38,016 at 128, where 38,000 are needed
        assert desk.run(CRASH, Plan(payments=shares)).states[3] == "cancelled"
        cash = Plan(payments=[Payment("2026-03-05", 38_000, what="cash")], cash_counts=True)
        assert desk.run(CRASH, cash).states[3] == "cancelled"
        less = Plan(payments=[Payment("2026-03-05", 37_990, what="cash")], cash_counts=True)
        assert desk.run(CRASH, less).states[3] == "watch", "collateral counts for a repayment of a 1.66th of its value"

    def test_a_dollar_less_only_suspends_the_sale(self, desk):
        log = desk.run(CRASH, Plan(payments=[Payment("2026-03-05", 22_890)]))
        assert log.states[3:] == ("watch", "watch", "watch"), "the ratio is 166 % but for a hair, the sum is not paid"
        assert log.rows[-1].paid == 22_890

    def test_the_sum_to_another_target_cancels_too(self, desk):
        log = desk.run(CRASH, Plan(payments=[Payment("2026-03-05", 1_538.46)], cure_target=1.30))
        assert log.rows[1].called_sum == 1_538.46 and log.states[3] == "cancelled"
        cash = Plan(payments=[Payment("2026-03-05", 12_000, what="cash")], cash_counts=True, cure_target=1.40)
        assert desk.run(CRASH, cash).states[3] == "cancelled", "12,000 / 1.4 is 8,571.43, as printed on the notice"

    def test_on_the_day_of_the_sale_it_comes_too_late(self, desk):
        log = desk.run(CRASH, Plan(payments=[Payment("2026-03-06", 22_891.57)]))
        assert log.states[4] == "sale" and log.rows[4].statement.sale_value == 128_000
        assert log.rows[4].paid_today == 0, "the sale has paid everything; nothing more is taken"

    def test_on_a_weekend_before_the_sale_it_counts(self, desk):
        closes = [128, 128, 128, 128]  # notice Wednesday, last day Friday, sale Monday
        log = desk.run(closes, Plan(payments=[Payment("2026-03-07", 22_891.57)]), first="2026-03-04")
        assert log.states[-1] == "cancelled"

    def test_a_reserve_pays_on_the_day_after_the_notice(self, desk):
        log = desk.run(CRASH, Plan(reserve=30_000))
        assert log.states[:3] == ("normal", "called", "cancelled")
        assert (log.rows[2].from_reserve, log.rows[2].reserve) == (22_891.57, pytest.approx(7_108.43))

    def test_p14_a_reserve_on_the_third_session_does_not_save(self, desk):
        closes = [round(166.67 * 0.9**day, 6) for day in range(7)]  # called at 121.5 on the fourth day
        log = desk.run(closes, Plan(reserve=100_000, reserve_on="2026-03-10", fill_chance=1.0))
        assert log.summary.notice == date(2026, 3, 5) and log.summary.sold == date(2026, 3, 10)
        assert log.summary.shortfall == log.rows[-1].from_reserve > 0, "it pays what the sale did not"

    def test_short_again_in_the_watch_the_reserve_pays_that_afternoon(self, desk):
        late = Plan(reserve=50_000, reserve_on="2026-03-06")
        log = desk.run(PATH_A[0], late)
        assert log.states[:5] == ("normal", "called", "called", "watch", "cancelled")
        assert "same-day-due" in log.rows[4].events and log.rows[4].from_reserve == log.rows[1].called_sum

    @pytest.mark.parametrize(
        ("plan", "words"),
        [
            (lambda: Plan(payments=[Payment("2026-03-04", 1, what="cash")]), "cash_counts"),
            (lambda: Payment("2026-03-04", -1), "must not be negative"),
            (lambda: Payment("2026-03-04", 1, what="gold"), "repay, cash, shares"),
            (lambda: Plan(fill_chance=50), "must not exceed 1"),
            (lambda: Plan(cure_target=166), "1.30"),
            (lambda: Plan(daily_limit=0), "above 0"),
            (lambda: Dividend(ex_date="2026-03-04", cash_per_share=1, paid_on="2026-03-03"), "before"),
            (lambda: ShareChange(on="2026-03-04", factor=0), "above 0"),
        ],
    )
    def test_an_impossible_plan_is_refused(self, plan, words):
        with pytest.raises(InputError, match=words):
            plan()


class TestLockedLimit:
    LADDER = tuple(round(150 * 0.9**step, 6) for step in range(13))  # 150, 135, 121.5: called on the third day

    def test_e27_three_more_limit_downs_and_filled_at_the_last(self, desk):
        closes = [100, 90, 81, 72.9, 65.61, 59.049, 53.1441]  # called at 121.5 %, sold three sessions later
        log = desk.run(closes, Plan(fill_chance=1.0), principal=60_000)
        assert log.states == ("normal",) * 3 + ("called",) * 3 + ("sale",)
        statement = log.rows[-1].statement
        assert (statement.sale_value, statement.tax, statement.commission) == (53_144.10, 159, 75)
        assert log.rows[-1].bill == pytest.approx(7_089.90)

    def test_six_sessions_without_a_fill_then_a_bill(self, desk):
        log = desk.run(self.LADDER, Plan(fill_chance=0.0))
        assert [row.state for row in log.rows[5:]] == ["sale"] * 6 + ["closed"] * 2
        assert all("unfilled" in row.events for row in log.rows[5:11])
        assert log.rows[10].bill == 100_000 and log.rows[10].bill_due == log.rows[11].date
        assert log.rows[10].collateral > 0, "the unsold shares stay with the lender"

    def test_a_bill_without_any_sale_rounds_the_interest_too(self, desk):
        log = desk.run(self.LADDER, Plan(fill_chance=0.0), annual_rate=0.0682)
        days = (log.rows[10].date - log.rows[0].date).days
        assert log.rows[10].bill == 100_000 + round(100_000 * 0.0682 * days / 365)

    def test_other_funds_come_before_the_bill(self, desk):
        plan = Plan(fill_chance=0.0, reserve=40_000, reserve_on=desk.run(self.LADDER).rows[6].date)
        last = desk.run(self.LADDER, plan).rows[10]
        assert (last.from_reserve, last.bill) == (40_000, 60_000)

    def test_the_same_seed_fills_on_the_same_day(self, desk):
        first, again = ([desk.run(self.LADDER, Plan(seed=seed)).summary.sold for seed in range(20)] for _ in range(2))
        assert first == again, "a seed decides"
        assert len(set(first)) > 2, "seeds differ"

    def test_the_limit_was_seven_per_cent_before_june_2015(self, desk):
        closes = [round(140 * 0.93**step, 6) for step in range(7)]  # 140, 130.2, 121.086: called on the third day
        never = Plan(fill_chance=0.0)
        early = desk.run(closes, never, first="2015-03-02")
        late = desk.run(closes, never, first="2026-03-02")
        assert early.summary.sold is None, "7 % down is locked in March 2015"
        assert late.summary.sold is not None, "and is not in 2026"
        without = desk.run(self.LADDER, Plan(fill_chance=0.0, daily_limit=None))
        assert without.states[5] == "sale" and "sold" in without.rows[5].events, "no limit, no lock"


class TestDividends:
    def test_marked_off_six_business_days_before(self, desk):
        dividend = Dividend(ex_date="2026-03-17", cash_per_share=6.0)
        log = desk.run([200] * 14, Plan(dividends=[dividend]), rules=desk.finance_company)
        marked = [row.date for row in log if "premark" in row.events]
        assert marked == desk.days("2026-03-09", 6), "the sixth business day before 03-17 is 03-09"
        assert {row.collateral for row in log if row.date in marked} == {194_000}
        assert log.row(date(2026, 3, 6)).collateral == log.row(date(2026, 3, 17)).collateral == 200_000
        broker = desk.run([200] * 14, Plan(dividends=[dividend]))
        assert not any("premark" in row.events for row in broker), "this profile marks nothing off"

    def test_five_per_cent_takes_a_fresh_loan_to_158_33(self, desk):
        dividend = Dividend(ex_date="2026-03-03", cash_per_share=5, paid_on="2026-03-05")
        log = desk.run([100, 95, 95, 95], Plan(dividends=[dividend]), principal=60_000)
        assert log.rows[1].ratio == pytest.approx(1.583333, abs=1e-6) and log.rows[3].principal == 60_000
        taken = Plan(dividends=[replace(dividend, to="lender")])
        assert desk.run([100, 95, 95, 95], taken, principal=60_000).rows[3].principal == 55_000

    def test_an_ex_date_is_no_locked_limit(self, desk):
        closes = [135, 128, 128, 128, 115.2]  # 10 % down on the day of the sale, of which 8 are a dividend
        never = Plan(fill_chance=0.0)
        assert "unfilled" in desk.run(closes, never).rows[4].events
        explained = replace(never, dividends=[Dividend(ex_date="2026-03-06", cash_per_share=8)])
        assert "sold" in desk.run(closes, explained).rows[4].events


class TestShareChanges:
    def test_the_daily_limit_counts_from_the_price_after_the_change(self, desk):
        cut = ShareChange(on="2026-03-06", factor=0.4)
        log = desk.run([135, 128, 128, 128, 288], Plan(fill_chance=0.0, share_changes=[cut]))
        assert "unfilled" in log.rows[4].events, "288 is 10 % below 128 / 0.4 = 320"

    def test_no_limit_is_counted_on_a_jump_without_a_source(self, desk):
        closes = [135, 128, 128, 128, 100]
        assert "unfilled" in desk.run(closes, Plan(fill_chance=0.0)).rows[4].events
        jump = Plan(fill_chance=0.0, unexplained=[date(2026, 3, 6)])
        assert desk.run(closes, jump).rows[4].events[:2] == ("unexplained", "sold")

    def test_2603_does_not_look_like_a_doubling(self, desk):
        closes = pl.prices("2603").window("2022-rate-rises")
        pledge = pl.Pledge(holdings=[pl.Holding("2603", 10_000, 146, 0.4)], principal=100_000, rules=desk.broker)
        log = run_timeline(pledge, closes, plan=Plan(**recorded_events("2603")))
        before, after = log.row(date(2022, 9, 6)), log.row(date(2022, 9, 19))
        assert (before.collateral, after.collateral) == (808_000, 676_000), "4,000 shares at 169 for 10,000 at 80.80"
        assert 187 * 4_000 == 808_000 - 6 * 10_000, "the reference price 187, with NT$6 returned, is the last close"
        assert 0.9 <= after.collateral / (187 * 4_000) <= 1.1, "what remains is a move within the daily limit"
        assert log.row(date(2022, 9, 12)).events == ("no-trading",), "no trading from 09-07 to 09-16"

    def test_a_split_changes_nothing(self, desk):
        log = desk.run([160, 160, 40, 40], Plan(share_changes=[ShareChange(on="2026-03-04", factor=4)]))
        assert {row.ratio for row in log} == {1.6}

    def test_returned_cash_may_go_to_the_lender(self, desk):
        change = ShareChange(on="2026-03-04", factor=0.4, cash_per_share=6, to="lender")
        log = desk.run([80.8, 80.8, 187], Plan(share_changes=[change]), principal=50_000)
        assert (log.rows[2].collateral, log.rows[2].principal) == (74_800, 44_000)


class TestInput:
    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ([], "is empty"),
            ([("2025-04-03", 100)], "without trading"),
            ([("2025-04-02", 100), ("2025-04-01", 100)], "before"),
            ([("2025-04-02", 100), ("2025-04-02", 100)], "before"),
            ([("2025-04-02", -1)], "above 0"),
            ([("2025-04-02", float("nan"))], "not a number"),
            ({"2317": [("2025-04-02", 100)]}, "choose one of: 2330"),
        ],
    )
    def test_a_path_that_cannot_be_walked_is_refused(self, desk, path, words):
        with pytest.raises(InputError, match=words):
            run_timeline(desk.pledge(), path)

    def test_a_target_below_the_line_and_a_payment_before_the_path_are_refused(self, desk):
        with pytest.raises(InputError, match="must be at least"):
            desk.run(CRASH, Plan(cure_target=1.2))
        with pytest.raises(InputError, match="which is before"):
            desk.run(CRASH, Plan(payments=[Payment("2026-02-26", 1)]))

    def test_several_shares_each_with_its_path(self, desk):
        holdings = [pl.Holding("2330", 500, 135, 0.6), pl.Holding("2317", 500, 135, 0.6)]
        pledge = pl.Pledge(holdings=holdings, principal=100_000, rules=desk.broker)
        days = desk.days("2026-03-02", 5)
        path = [(day, close) for day, close in zip(days, [135, 120, 120, 120, 120], strict=True)]
        log = run_timeline(pledge, {"2330": path, "2317": path})
        assert log.rows[-1].sold_shares == {"2330": 500, "2317": 500}
        assert sum(statement.sale_value for statement in log.rows[-1].statements) == 120_000
        with pytest.raises(InputError, match="mapping from symbol"):
            run_timeline(pledge, path)

    def test_the_log_becomes_a_table(self, desk):
        frame = desk.run(CRASH).frame()
        assert list(frame["state"]) == ["normal", "called", "called", "called", "sale", "closed"]
        assert frame.index.name == "date" and frame["statements"].iloc[4][0]["sale_value"] == 128_000
