"""How the lender watches and how a reader counts: at the close or at the low, with or without the holidays."""

from datetime import date, timedelta

import pytest

from pledge_lib.datasets.records import PricePoint
from pledge_lib.finance.checks import InputError
from pledge_lib.market.plan import Dividend, Payment, Plan
from pledge_lib.market.quotes import marked_off
from pledge_lib.market.timeline import run_timeline

DIPPING = [("2026-03-02", 135, 133), ("2026-03-03", 131, 128), ("2026-03-04", 135, 134), ("2026-03-05", 140)]


class TestAtTheLow:
    def test_a_dip_within_the_day_calls_only_who_is_watched_all_day(self, desk):
        at_close = run_timeline(desk.pledge(), DIPPING)
        all_day = run_timeline(desk.pledge(), DIPPING, plan=Plan(mark="intraday"))
        assert at_close.states == ("normal",) * 4
        assert all_day.states == ("normal", "called", "called", "watch")

    def test_the_row_says_which_price_was_judged(self, desk):
        rows = run_timeline(desk.pledge(), DIPPING, plan=Plan(mark="intraday")).rows
        assert [(row.close, row.judged) for row in rows] == [(135, 133), (131, 128), (135, 134), (140, 140)]
        assert [row.ratio for row in rows] == [1.33, 1.28, 1.34, 1.40], "the ratio of the price judged"
        assert [row.judged for row in run_timeline(desk.pledge(), DIPPING)] == [135, 131, 135, 140]

    def test_the_sum_is_that_of_the_low_and_the_sale_that_of_the_close(self, desk):
        path = [(day, 131, 128) for day in desk.days("2026-03-02", 4)]
        log = run_timeline(desk.pledge(), path, plan=Plan(mark="intraday"))
        assert log.rows[0].called_sum == pytest.approx(100_000 - 128_000 / 1.66, abs=0.005)
        assert log.rows[3].statement.sale_value == 131_000

    def test_a_close_at_the_cancel_level_does_not_help_when_the_low_is_below_it(self, desk):
        path = [*DIPPING[:2], ("2026-03-04", 170, 150), ("2026-03-05", 170, 166)]
        log = run_timeline(desk.pledge(), path, plan=Plan(mark="intraday"))
        assert log.states[2:] == ("called", "cancelled")

    def test_shares_brought_are_worth_the_close(self, desk):
        plan = Plan(mark="intraday", payments=[Payment("2026-03-04", 100, what="shares")])
        assert run_timeline(desk.pledge(), DIPPING, plan=plan).rows[2].paid_today == 13_500

    def test_without_lows_nothing_differs(self, desk):
        log, same = (desk.run(desk.crash, Plan(mark=mark)) for mark in ("close", "intraday"))
        assert log.rows == same.rows

    def test_the_low_of_a_day_is_gone_on_the_next(self, desk):
        path = [("2025-01-21", 135, 131), ("2025-01-22", 135, 120), ("2025-02-03", 135)]  # two days without trading
        log = run_timeline(desk.pledge(), path, plan=Plan(mark="intraday"))
        assert [row.judged for row in log] == [131, 120, 135, 135, 135]

    def test_a_recorded_price_brings_its_low(self, desk):
        points = [PricePoint(date(2026, 3, 2), 135, "S2", low=128), PricePoint(date(2026, 3, 3), 135, "S2")]
        log = run_timeline(desk.pledge(), points, plan=Plan(mark="intraday"))
        assert [row.judged for row in log] == [128, 135] and log.states == ("called", "called")


class TestWithoutHolidays:
    CLOSES = (135, 128, 128, 128, 128, 128)

    def path(self, *days):
        return [(day, close) for day, close in zip(days, self.CLOSES, strict=False)]

    def test_who_forgets_the_holidays_counts_to_another_day(self, desk):
        real = run_timeline(
            desk.pledge(), self.path("2025-04-01", "2025-04-02", "2025-04-07", "2025-04-08", "2025-04-09")
        )
        weekdays = [f"2025-04-0{day}" for day in (1, 2, 3, 4, 7)]
        counted = run_timeline(desk.pledge(), self.path(*weekdays), plan=Plan(holidays=False))
        for log, last, sale in ((real, "04-08", "04-09"), (counted, "04-04", "04-07")):
            assert log.summary.notice == date(2025, 4, 2) and log.summary.deadline.isoformat() == f"2025-{last}"
            assert log.summary.first_sale.isoformat() == f"2025-{sale}" and log.summary.sold == log.summary.first_sale

    def test_a_weekday_without_a_close_is_a_business_day(self, desk):
        log = run_timeline(desk.pledge(), self.path("2025-04-01", "2025-04-07"), plan=Plan(holidays=False))
        assert [row.date.day for row in log] == [1, 2, 3, 4, 7]
        assert [row.events for row in log][1:4] == [("no-trading",)] * 3

    def test_a_weekend_is_none(self, desk):
        with pytest.raises(InputError, match="the next session is 2025-04-07"):
            run_timeline(desk.pledge(), self.path("2025-04-05"), plan=Plan(holidays=False))
        with pytest.raises(InputError, match="without trading"):
            run_timeline(desk.pledge(), self.path("2018-12-22"), plan=Plan(holidays=False))
        assert len(run_timeline(desk.pledge(), self.path("2018-12-22"))) == 1, "a make-up Saturday was a session"

    def test_a_bill_counts_weekdays_too(self, desk):
        path = [(day, 90) for day in ("2025-03-31", "2025-04-01", "2025-04-02", "2025-04-03")]
        last = run_timeline(desk.pledge(), path, plan=Plan(holidays=False)).rows[-1]
        assert last.bill > 0 and last.bill_due == date(2025, 4, 4)

    @pytest.mark.parametrize(("holidays", "first"), [(True, date(2025, 3, 27)), (False, date(2025, 3, 31))])
    def test_so_does_marking_off_six_business_days_before(self, holidays, first):
        dividends = [Dividend(ex_date=date(2025, 4, 8), cash_per_share=6, symbol="2330")]
        assert marked_off(dividends, {"2330": 200}, first, 6, holidays=holidays) == {"2330": 6}
        assert marked_off(dividends, {"2330": 200}, first - timedelta(days=1), 6, holidays=holidays) == {}
