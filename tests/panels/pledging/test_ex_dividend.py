"""F1.7: on the ex-date the ratio falls at once; the cash comes weeks later."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, rows

import pledge_lib as pl
from pledge_lib.finance.checks import exact
from pledge_lib.finance.units import PERCENT
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.market.sessions import sessions

COMPANY = pl.rules("tw-sfc-pledge")


def test_a_dividend_of_5_per_cent_on_100_over_60_leaves_158_33():
    panel = known_panel("F1.7")
    assert panel.result.before.ratio == pytest.approx(5 / 3)
    assert panel.result.on.ratio == pytest.approx(0.95 / 0.60)
    assert "從 166.67% 降到 158.33%" in panel.frame["sentence"]


@pytest.mark.parametrize(
    ("cash_goes", "after"), [("kept", 95 / 60), ("repay", 95 / 55), ("cash", 100 / 60), ("lender", 95 / 55)]
)
def test_what_the_cash_does_decides_the_ratio_after_the_payment(cash_goes, after):
    panel = known_panel("F1.7", "en")
    panel.set(cash_goes=cash_goes)
    assert panel.result.paid.ratio == pytest.approx(after)
    assert f"the ratio is {PERCENT.write(after)}" in panel.frame["sentence"]
    assert close(drawn(panel)["chosen"]["y"][0], after * 100)


def test_the_securities_finance_company_takes_it_off_six_business_days_before():
    """Six business days before Tuesday 2025-03-18 is Monday 2025-03-10."""
    panel = known_panel("F1.7")
    panel.set(profile="tw-sfc-pledge")
    assert panel.values["premark"] == "6", "the profile says how far ahead"
    assert panel.result.lowest.date == date(2025, 3, 10)
    assert panel.result.lowest.ratio == pytest.approx(0.95 / 0.60)
    assert panel.result.state == "marked-before"
    assert not panel.frame["notes"]
    panel.set(premark="0")
    assert panel.result.lowest.date == date(2025, 3, 18)
    assert len(panel.frame["notes"]) == 1, "the reader has left the profile"


def test_a_call_on_the_ex_date_ends_in_a_sale_before_the_cash_comes():
    panel = known_panel("F1.7", "en")
    panel.react({"preset": 2})
    summary = panel.result.log.summary
    assert panel.result.state == "called"
    assert (summary.notice, summary.deadline) == (date(2025, 3, 18), date(2025, 3, 20))
    assert summary.first_sale == summary.sold == date(2025, 3, 21) < panel.result.pay_day
    assert panel.result.after.repay is None
    table = rows(panel)
    assert table[panel.words("F1.7.row.after_repay")] == ("—",)
    assert table[panel.words("F1.7.row.on")] == ("126.67%",)
    chart = drawn(panel)
    assert chart["ratio"]["x"][-1] == 3, "the steps end at the sale, three days later"


def test_marked_ahead_the_shares_can_be_sold_before_they_earn_the_dividend():
    panel = known_panel("F1.7", "en")
    panel.react({"preset": 3})
    summary = panel.result.log.summary
    assert panel.result.state == "called-before"
    assert summary.notice == date(2025, 3, 10) and summary.sold == date(2025, 3, 14)
    assert panel.result.on is None
    assert "do not get this dividend" in panel.frame["sentence"]


def test_exactly_on_the_line_is_no_call():
    """A loan of 70 % and a dividend of 9 %: 910,000 over 700,000 is 130 %."""
    panel = known_panel("F1.7")
    panel.set(loan_to_value=0.70, dividend=0.09)
    assert panel.result.state == "on-the-line"
    panel.set(dividend=0.095)
    assert panel.result.state == "called"


def test_without_a_dividend_and_below_the_line_from_the_start():
    panel = known_panel("F1.7")
    panel.set(dividend=0.0)
    assert panel.result.state == "no-dividend"
    panel.set(loan_to_value=0.80)
    assert panel.result.state == "below-at-start"
    assert "125%" in panel.frame["sentence"]


def test_real_dividends_are_those_of_the_table():
    panel = known_panel("F1.7", "en")
    panel.set(event="2412 2024-07-04")
    assert panel.values["dividend"] == pytest.approx(4.758 / 125.5)
    assert panel.result.on.date == date(2024, 7, 4)
    assert "S11" in " ".join(panel.frame["badges"])
    assert "160.35%" in panel.frame["sentence"]


def test_a_capital_cut_is_never_offered_as_a_dividend():
    """2603 fell by the NT$6 it paid back, 7.43 %, though its price went from NT$80.80 to NT$187."""
    assert "2603 2022-09-19" not in recorded_dividends()
    assert all(0 < action.part < 0.12 for action in recorded_dividends().values())
    why = known_panel("F1.7", "en").frame["why"]
    for number in ("0.40 of a share", "NT$6 ", "NT$80.80 to NT$187.00", "131.44%", "7.43%"):
        assert number in why


@given(any_values("F1.7"))
def test_sentence_table_and_chart_show_the_same_days(values):
    for panel in both("F1.7"):
        panel.set(**values)
        result, table, chart = panel.result, rows(panel), drawn(panel)
        words, log = panel.words, result.log
        assert wrong_sums(panel.frame["why"]) == []
        due = result.ex_date + timedelta(days=values["days"])
        first = next(day for day in sessions() if day >= due)
        assert result.pay_day == first, "only days without trading put the payment off"
        before, on = result.before, result.on
        assert table[words("F1.7.row.before")] == (PERCENT.write(before.ratio),)
        assert table[words("F1.7.row.on")] == (PERCENT.write(on.ratio) if on else "—",)
        if on:
            lost = exact(before.collateral) - exact(on.collateral)
            assert float(lost) == pytest.approx(result.cash), "the collateral falls by the dividend and nothing else"
            assert on.debt == before.debt
        if result.state == "normal":
            assert log.states == ("normal",) * len(log)
            assert result.lowest.date == result.ex_date
        held = [row for row in log if not log.summary.sold or row.date < log.summary.sold]
        assert close(chart["ratio"]["y"][-1], held[-1].ratio * 100)
        assert close(min(chart["ratio"]["y"]), min(row.ratio for row in held) * 100)
        assert list(chart["ex-date"]["x"]) == [0, 0]
        assert chart["pay-day"]["x"][0] == (result.pay_day - result.ex_date).days
        assert close(chart["line"]["y"][0], result.rules.call_line * 100)
        assert close(chart["wait"]["x"][1] - chart["wait"]["x"][0], (result.pay_day - result.ex_date).days)


@given(any_values("F1.7"))
def test_today_picks_a_day_of_the_same_logs(values):
    panel = both("F1.7")[0]
    panel.set(**values)
    logs = panel.result.logs
    for today in (-13, 0, 30, 66):
        panel.set(today=today)
        result = panel.result
        assert result.logs == logs
        assert (result.row.date - result.ex_date).days <= max(today, (result.before.date - result.ex_date).days)
        assert result.days_until_paid == max(0, (result.pay_day - result.row.date).days)
        has_cash = result.row.date >= result.pay_day and result.use == "kept" and result.on is not None
        assert result.in_hand == (result.cash if has_cash else 0)


@given(any_values("F1.7"))
def test_marking_ahead_never_makes_the_ratio_higher_nor_a_call_later(values):
    panel = both("F1.7")[0]
    notices = {}
    for premark in ("0", str(COMPANY.premark_sessions)):
        panel.set(**{**values, "premark": premark})
        notices[premark] = panel.result.log
    late, early = notices.values()
    assert early.summary.lowest_ratio <= late.summary.lowest_ratio
    assert early.summary.calls or not late.summary.calls
    if late.summary.notice:
        assert early.summary.notice <= late.summary.notice


def test_no_hand_goes_beyond_the_last_day_of_the_log():
    """Days behind the log would leave the thumb beside the dot, and the box with another day than the picture."""
    panel = known_panel("F1.7", "en")
    left, right = panel.view.ranges["xaxis"]
    reached = [place for place in panel.view.stage["track"] if left <= place <= right]
    panel.set(today=reached[-1])
    assert reached[-1] == drawn(panel)["now"]["x"][0] < right
