"""Figures about whole markets: they agree with the daily closes where both are known, and with what was published."""

from datetime import date, timedelta
from itertools import accumulate, groupby, pairwise

import pytest

from pledge_lib import datasets

BILLION = 1_000_000_000
DAY = timedelta(days=1)
BALANCES = datasets.margin_balance()


def balance_on(day):
    (found,) = (known for run in BALANCES.values() for known in run if known.date == date.fromisoformat(day))
    return found.balance / BILLION


def test_a_month_end_is_the_last_session_of_its_month():
    days = [point.date for point in datasets.taiex_month_end()]
    assert [(day.year, day.month) for day in days] == [(2000 + n // 12, n % 12 + 1) for n in range(305)]
    sessions = [day.date for day in datasets.calendar() if day.trading]
    last = [[*month][-1] for _, month in groupby(sessions, lambda day: (day.year, day.month))]
    assert [day for day in days if day.year >= 2008] == [day for day in last if day <= days[-1]]


def test_a_month_end_is_the_close_of_the_daily_series():
    daily = {point.date: point.close for point in datasets.prices("TAIEX").points}
    shared = {point.date: point.close for point in datasets.taiex_month_end() if point.date in daily}
    assert len(shared) > 35 and shared.items() <= daily.items()


def test_the_risk_of_2022_can_be_worked_out_from_the_daily_closes():
    (told,) = (year for year in datasets.taiex_yearly_risk() if year.last.year == 2022)
    points = datasets.prices("TAIEX").window("2022-rate-rises")
    closes = [point.close for point in points]
    changes = {after.date: after.close / before.close - 1 for before, after in pairwise(points)}
    assert told.sessions == len(closes) and told.last == points[-1].date
    assert told.worst_session_on == min(changes, key=changes.get)
    assert told.worst_session == pytest.approx(min(changes.values()), abs=5e-5)
    for sessions, worst in ((5, told.worst_5_sessions), (20, told.worst_20_sessions)):
        falls = [after / before - 1 for before, after in zip(closes, closes[sessions:], strict=False)]
        assert worst == pytest.approx(min(falls), abs=5e-5), f"over {sessions} sessions"
    highs = accumulate(closes, max)
    assert told.deepest_fall == pytest.approx(min(map(float.__truediv__, closes, highs)) - 1, abs=5e-5)
    assert told.sessions_down_3 == sum(change <= -0.03 for change in changes.values())
    assert told.sessions_down_5 == sum(change <= -0.05 for change in changes.values())


def test_each_year_has_as_many_sessions_as_the_calendar():
    sessions = [day.date for day in datasets.calendar() if day.trading]
    for year in datasets.taiex_yearly_risk():
        assert year.worst_session_on.year == year.last.year
        if year.last.year >= 2008:
            own = [day for day in sessions if day.year == year.last.year and day <= year.last]
            assert year.sessions == len(own) and year.last == own[-1], year.last


@pytest.mark.parametrize(
    ("day", "billion"),
    [
        ("2020-03-31", 91.898),
        ("2024-08-02", 325.86),
        ("2024-08-05", 307.57),
        ("2024-07-17", 340.496),
        ("2025-04-02", 298.8),
        ("2020-02-26", 137.5),
        ("2020-03-26", 90.1),
        ("2024-08-06", 291.3),
        ("2025-04-28", 208.2),
        ("2008-05-30", 357.1),
        ("2008-11-28", 117.3),
    ],
)
def test_a_margin_balance_is_the_published_one(day, billion):
    assert balance_on(day) == pytest.approx(billion, abs=0.06)


def test_the_balance_fell_by_a_quarter_in_the_three_sessions_of_april_2025():
    before = balance_on("2025-04-02")
    assert [round(balance_on(f"2025-04-0{day}") / before - 1, 4) for day in (7, 8, 9)][-1] == pytest.approx(
        -0.251, abs=5e-4
    )
    assert before - balance_on("2025-04-09") == pytest.approx(75.0, abs=0.06)


def test_a_run_of_balances_has_one_rhythm_and_one_source():
    longest = {"daily": 13 * DAY, "week-end": 15 * DAY, "month-end": 40 * DAY}
    for name, run in BALANCES.items():
        gaps = [after.date - before.date for before, after in pairwise(run)]
        assert min(gaps) >= DAY and max(gaps) <= longest[name.partition("-")[2]], name
        assert len({balance.source for balance in run}) == 1, name
        assert name.startswith(str(run[0].date.year)), name


def test_no_run_bridges_the_years_without_balances():
    days = sorted(balance.date for run in BALANCES.values() for balance in run)
    assert [day for day in days if date(2022, 12, 31) <= day < date(2024, 7, 17)] == []
    assert len(days) == len(set(days)) == 414


def test_figures_of_one_series_share_item_market_unit_and_source():
    series = {}
    for fact in datasets.margin_facts():
        series.setdefault(fact.series, set()).add((fact.item, fact.market, fact.symbol, fact.unit, fact.source))
    assert [name for name, kinds in series.items() if len(kinds) != 1] == []
    by_date = {}
    for fact in datasets.margin_facts("margin-ratio"):
        by_date.setdefault((fact.series, fact.date), []).append(fact.value)
    assert [key for key, values in by_date.items() if len(values) != 1] == []


def test_ratios_of_different_definitions_stay_apart():
    ratios = {(fact.series, str(fact.date)): fact.value for fact in datasets.margin_facts("margin-ratio")}
    assert ratios["china-times-financing-only", "2024-08-02"] == 1.5188
    assert ratios["china-times-with-short-positions", "2024-08-02"] == 1.5374
    assert ratios["news-market-wide", "2025-04-02"] == 1.5792
    assert ratios["china-times-listed-2025", "2025-04-07"] == 1.33
    assert ratios["blog-listed", "2025-03-31"] == 1.4742
    assert ratios["exchange-whole-market", "2026-09-22"] == 1.9392


def test_a_fact_says_what_it_counts_and_how_far_it_can_be_trusted():
    assert {fact.mark for fact in datasets.margin_facts()} == {"2ND"}
    for fact in datasets.margin_facts("margin-ratio"):
        assert 1 < fact.value < 2.5 and fact.unit == "ratio", fact
    for fact in datasets.margin_facts("lending-fee-rate"):
        assert 0 < fact.value <= 0.16 and fact.unit == "fraction a year", fact
    for fact in datasets.margin_facts("collateral"):
        assert fact.value % 1_000 == 0 and fact.unit == "shares", "published in thousands of shares"


def test_monthly_averages_are_the_published_ones():
    known = {average.month: average.average for average in datasets.sp500_monthly()}
    assert (known[date(1990, 1, 1)], known[date(2023, 5, 1)]) == (339.97, 4_146.17)
    assert [*known] == [date(1990 + n // 12, n % 12 + 1, 1) for n in range(402)]


def test_every_source_of_a_statistic_has_its_terms():
    used = {point.source for point in datasets.taiex_month_end()} | {month.source for month in datasets.sp500_monthly()}
    used |= {balance.source for run in BALANCES.values() for balance in run}
    used |= {source for year in datasets.taiex_yearly_risk() for source in year.sources}
    assert used <= set(datasets.licences())
