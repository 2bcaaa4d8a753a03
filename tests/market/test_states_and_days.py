"""The state at each close, and the days of a call, on paths whose answer a source or the calendar gives."""

from datetime import date

import pytest

PATH_A = ([135, 128, 131, 133, 129, 127, 140, 168], "normal called called watch same-day sale closed closed")
PATH_B = ([128, 131, 133, 140, 168], "called called watch watch cancelled")


@pytest.mark.parametrize(("closes", "states", "deadline_day"), [(*PATH_A, 4), (*PATH_B, 3)], ids=["path a", "path b"])
def test_the_state_at_each_close(desk, closes, states, deadline_day):
    log = desk.run(closes)
    assert log.states == tuple(states.split()), "nothing paid, line 130, cancelled at 166"
    assert [row.date for row in log if "deadline" in row.events] == [log.rows[deadline_day - 1].date]
    assert [row.state == "cancelled" for row in log] == ["cancel" in row.events for row in log]


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


def test_a_close_at_the_cancel_level_comes_too_late_on_the_day_of_the_sale(desk):
    assert desk.run([128, 128, 128, 170]).states[-1] == "sale", "the orders stood before the market opened"


def test_a_cancelled_call_asks_for_nothing_any_more(desk):
    last = desk.run([128, 131, 133, 168, 131]).rows[-1]
    assert (last.called_sum, last.deadline, last.first_sale, last.paid) == (None, None, None, 0)
