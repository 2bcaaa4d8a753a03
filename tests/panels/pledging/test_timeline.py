"""F1.3: the call day by day, on the real calendar: the lesson's dates and sums, and a sentence for every ending."""

from datetime import date
from functools import partial

import pytest
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.finance.units import MONEY
from pledge_lib.market import events

BROKER = "tw-broker-pledge"
preset = partial(at_preset, "F1.3")


def days(panel):
    """Return notice, deadline, first day of a sale and the day of the forced sale, as text."""
    summary = panel.result.summary
    found = (summary.notice, summary.deadline, summary.first_sale, summary.sold)
    return tuple(day and day.isoformat() for day in found)


# the lesson's dates and numbers


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tomb-sweeping", ("2025-04-02", "2025-04-08", "2025-04-09", "2025-04-09")),
        ("typhoon", ("2024-10-01", "2024-10-07", "2024-10-08", "2024-10-08")),
        ("new-year", ("2025-01-22", "2025-01-24", "2025-02-03", "2025-02-03")),
    ],
)
def test_deadline_and_sale_follow_the_real_calendar(name, expected):
    """E1.8 and TAIWAN 6: holidays and typhoons stretch two business days; the days before the new year count."""
    for language in ("zh_TW", "en"):
        panel = preset(name, language)
        assert days(panel) == expected
        assert all(day in panel.frame["sentence"] for day in expected)


def test_two_calls_each_have_their_own_end():
    """The first is paid; after the second the price rises again and closes it alone."""
    path = (0.95, 0.88, 0.80, 0.76, 0.80, 0.80, 0.72, 0.65, 0.585, 0.63, 0.68, 0.74, 0.80, 0.80, 0.80)
    panel = preset("relapse", drawn=path, sessions=15, cure="repay", cure_day=1)
    assert [row.date for row in panel.result.log if events.CANCEL in row.events] == [
        panel.result.summary.cancelled,
        panel.result.cancelled.date,
    ]
    assert panel.result.state == "recovered"
    assert all(
        day.isoformat() in panel.frame["sentence"]
        for day in (
            panel.result.summary.cancelled,
            panel.result.last_call.date,
            panel.result.cancelled.date,
        )
    )


def test_an_instalment_lowers_what_the_deadline_still_asks():
    panel = preset("tomb-sweeping", cure="partial", part=0.2, cure_day=1)
    (row,) = (row for row in panel.frame["table"] if row[1] == panel.words("F1.3.event.deadline"))
    assert row[3] == MONEY.write(0.8 * panel.result.notice.called_sum)


def test_who_forgets_the_holidays_gets_the_wrong_date():
    panel = preset("tomb-sweeping", holidays=False)
    assert days(panel) == ("2025-04-02", "2025-04-04", "2025-04-07", "2025-04-07")
    assert panel.words("F1.3.note.no-holidays") in panel.frame["notes"]
    panel.set(cure="repay", cure_day=2)
    assert panel.result.cancelled.date == date(2025, 4, 4), "the payment goes by the same wrong calendar"


def test_cash_on_the_third_session_is_too_late_and_on_the_second_in_time():
    """P1.4: called at 121.5 %; if the limit-downs go on it is 98.4 % at the deadline and 88.6 % at the sale."""
    panel = preset("late-cash")
    by_day = {row[0]: row[2] for row in panel.frame["table"]}
    notice, deadline, sale, _ = days(panel)
    assert by_day[notice] == "121.50%"
    assert by_day[deadline] == "98.42%"
    sold = panel.result.log.row(date.fromisoformat(sale))
    assert sold.close * 10_000 / 600_000 == pytest.approx(0.886, abs=0.0005)
    assert panel.result.state == "covered" and panel.result.too_late
    assert panel.words("F1.3.why.too-late") in panel.frame["why"]
    assert panel.result.log.first(events.RESERVE_PAID).date.isoformat() == sale
    panel.set(reserve_day=2)
    assert panel.result.cancelled.date.isoformat() == deadline and not panel.result.too_late
    assert panel.words("F1.3.why.too-late") not in panel.frame["why"]
    assert panel.result.last_call.date.isoformat() == sale, "the next limit-down calls again"
    newest = panel.result.last_call
    said = (deadline, sale, newest.deadline.isoformat(), newest.first_sale.isoformat())
    assert [day for day in said if day not in panel.frame["sentence"]] == []


def test_the_called_sum_restores_166_per_cent_and_a_part_of_it_does_not_save():
    panel = preset("tomb-sweeping", cure="repay", cure_day=2)
    assert panel.result.notice.called_sum == pytest.approx(600_000 - 729_000 / 1.66, abs=0.005)
    assert panel.result.state == "cured"
    panel.set(cure="partial", part=0.2)
    assert panel.result.state == "surplus", "still short at the deadline, so it is sold"
    panel.set(part=0.9)
    assert panel.result.state == "watch", "above the line again, but the call stays open"
    assert panel.result.summary.paid == pytest.approx(0.9 * panel.result.notice.called_sum, abs=0.006)
    panel.set(cure="repay", cure_day=3)
    assert panel.result.too_late, "the third business day is the day of the sale"


@pytest.mark.parametrize(("cure", "day"), [("repay", 1), ("repay", 2), ("sell", 1)])
def test_each_full_cure_by_the_deadline_closes_the_call(cure, day):
    assert preset("tomb-sweeping", cure=cure, cure_day=day, limit="none", fall=0.25).result.state == "cured"


def test_shares_sized_at_the_notice_are_too_few_when_the_price_falls_on():
    panel = preset("late-cash", reserve=0, cure="shares", cure_day=2)
    assert panel.result.state == "surplus", "sold all the same, with the shares that were added"
    assert panel.result.summary.paid < 1.66 * panel.result.notice.called_sum
    steady = preset("late-cash", reserve=0, cure="shares", cure_day=2, fall=0.271)
    assert steady.result.state == "cured"


def test_the_slow_way_down_warns_longer_than_the_crash():
    """S1-10: both fall by 30 %, the frog has weeks."""
    warned = [preset(name, fall=0.30, sessions=60, start=date(2026, 3, 2)).result for name in ("slow", "tomb-sweeping")]
    waits = [len([row for row in result.log if row.date < result.notice.date]) for result in warned]
    assert waits[0] > 10 * waits[1]


def test_april_2025_calls_at_the_securities_finance_company_only():
    panel = preset("2025")
    assert days(panel)[:2] == ("2025-04-09", "2025-04-14"), "three business days"
    assert panel.result.state == "watch", "back above 140 % before the deadline, unpaid"
    panel.set(profile=BROKER)
    assert panel.result.state == "no-call"
    lowest = pl.prices("2330").close("2025-04-09") / pl.prices("2330").close("2025-04-02") / 0.6
    assert panel.result.summary.lowest_ratio == pytest.approx(lowest, rel=1e-3), "the loan is in whole thousands"


def test_2008_calls_and_the_capital_cut_of_2603_does_not_look_like_a_doubling():
    assert days(preset("2008"))[0] == "2008-10-06"
    panel = preset("2603")
    assert pl.prices("2603").close("2022-09-19") > 2 * pl.prices("2603").close("2022-09-06")
    assert days(panel)[0] == "2022-09-19", "NT$6 for each old share went out, so the ratio fell"


def test_marked_at_the_low_of_the_day_the_same_closes_are_a_call():
    """S2-30: at the close there is none."""
    assert preset("intraday").result.state == "watch"
    assert preset("intraday", mark="close").result.state == "no-call"


def test_short_again_in_the_watch_brings_the_sale_on_the_next_session():
    panel = preset("relapse")
    kinds = [event for row in panel.result.log for event in row.events]
    assert kinds == ["notice", "deadline", "same-day-due", "sold"]
    assert panel.say("event.suspended", panel.result) in [row[1] for row in panel.frame["table"]]
    panel.set(sessions=10)
    assert panel.result.state == "same-day"


# every ending has its sentence


ENDINGS = {
    "no-call": ("tomb-sweeping", {"fall": 0.20}),
    "called-at-start": ("tomb-sweeping", {"loan_to_value": 0.80}),
    "open": ("tomb-sweeping", {"path": "slow", "fall": 0.23, "sessions": 10}),
    "watch": ("2025", {}),
    "same-day": ("relapse", {"sessions": 10}),
    "cured": ("tomb-sweeping", {"cure": "repay"}),
    "recovered": ("recovers", {}),
    "unfilled": ("locked", {"sessions": 10}),
    "locked": ("locked", {}),
    "surplus": ("tomb-sweeping", {}),
    "covered": ("late-cash", {}),
    "owing": ("late-cash", {"reserve": 0}),
}


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_is_said(ending, language):
    name, values = ENDINGS[ending]
    panel = preset(name, language, **values)
    assert panel.result.state == ending
    said = panel.words.table[f"F1.3.sentence.{ending}"].split("{")[0].strip()
    assert said in panel.frame["sentence"]


def test_a_start_on_a_closed_day_names_the_session_that_is_used():
    panel = preset("tomb-sweeping", start=date(2025, 4, 3))
    assert panel.result.first.date == date(2025, 4, 7)
    (note,) = panel.frame["notes"]
    assert "2025-04-03" in note and "2025-04-07" in note
