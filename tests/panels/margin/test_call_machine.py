"""F2.4: the states of exercise E2.11 day by day; only weak positions called and sold; the deadlines of real days."""

from datetime import date
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, drawn, known_panel, shared
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib.course import Lesson
from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.units import CHANCE, MONEY, PERCENT
from pledge_lib.panels import figures
from pledge_lib.panels.margin.call_machine_model import ACCOUNTS
from pledge_lib.panels.margin.call_machine_path import RATIOS

MARGIN = pl.rules("tw-margin")
preset = partial(at_preset, "F2.4")
TONES = ("safe", "near", "called", "sold")
PATH_A = ("normal", "called", "called", "watch", "same-day", "sale", "closed", "closed")
PATH_B = ("called", "called", "watch", "watch", "cancelled")


def column(panel, name):
    """Return one column of the table."""
    head, *rows = panel.view.table
    place = head.index(panel.words(f"F2.4.column.{name}"))
    return [row[place] for row in rows]


def test_the_controls_are_those_of_the_lesson():
    controls = {control.key: control for control in figures.figure("F2.4").controls}
    restore = controls["restore"]
    assert (restore.low, restore.high, restore.step, restore.default) == (1.30, 2.00, 0.01, MARGIN.cure_target)
    assert controls["regime"].options == ("130", "120", "140")
    assert set(controls["account"].options) == {"one", "two", "three"}
    assert [key for key in controls if key.startswith("pay_")] == ["pay_1", "pay_2", "pay_3", "pay_4"]


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize(("path", "states", "deadline"), [("path-a", PATH_A, 4), ("path-b", PATH_B, 3)])
def test_e2_11_is_the_same_for_one_position_and_for_a_whole_account(path, states, deadline, account):
    panel = known_panel("F2.4")
    panel.set(path=path, account=account)
    log = panel.result.log
    assert log.states == states
    assert panel.result.notice.deadline == log.rows[deadline - 1].date
    assert column(panel, "state") == [panel.words(f"F2.4.state.{state}") for state in states]


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("path", RATIOS)
def test_a_path_of_ratios_is_met_exactly_by_every_account(path, account):
    panel = known_panel("F2.4")
    panel.set(path=path, account=account)
    result = panel.result
    before_sale = [row for row in result.log if row.state not in ("sale", "closed")]
    for row, ratio in zip(before_sale, RATIOS[path], strict=False):
        assert exact(row.collateral) == exact(ratio) * exact(row.debt), row.date


def test_exactly_130_is_no_call_and_a_tenth_less_is():
    """Q2.8: the rule says below."""
    panel = preset("touch")
    assert panel.result.log.states[:5] == ("normal",) * 4 + ("called",)
    assert column(panel, "ratio")[1] == column(panel, "ratio")[3] == "130%"
    assert panel.result.outcome == "watch"


def test_p2_4_back_to_131_unpaid_and_short_again_is_due_that_afternoon():
    panel = preset("path-a")
    assert panel.words("F2.4.event.same-day-due") in column(panel, "happened")[4]
    paid = preset("afternoon")
    assert paid.result.log.states[3:6] == ("watch", "cancelled", "normal")
    assert paid.result.outcome == "paid"
    assert MONEY.write(paid.result.notice.called_sum) in paid.frame["sentence"]


def test_instalments_that_reach_the_sum_cancel_the_call_and_half_of_it_does_not():
    parts = preset("parts")
    assert parts.result.log.states[:5] == ("normal", "called", "called", "cancelled", "normal")
    assert parts.result.cancelled.paid == parts.result.notice.called_sum
    missing = column(parts, "missing")
    assert missing[2] == MONEY.write(parts.result.notice.called_sum - parts.result.log.rows[2].paid)
    half = preset("half")
    assert "cancelled" not in half.result.log.states[:5] and half.result.outcome == "recovered"


def test_parts_of_100_per_cent_pay_the_whole_sum_to_the_cent():
    panel = known_panel("F2.4")
    for account in ACCOUNTS:
        for restore in (1.5, 1.66, 1.73, 1.99):
            panel.set(account=account, restore=restore, pay_1=0.3, pay_2=0.7)
            assert panel.result.outcome == "paid", (account, restore)


def test_only_the_weak_position_is_called_and_sold():
    """All of the account is below the line, but B holds it by itself."""
    panel = preset("only-one", "en")
    result = panel.result
    assert set(result.notice.called_sums) == {"a"} and not result.positions.position("b").below(MARGIN.call_line)
    sold = result.log.first("sold")
    assert set(sold.sold_shares) == {"a"} and sold.debt == 60_000, "the loan of B stays"
    by_name = {row[0]: row for row in panel.view.sheet}
    assert by_name["A"][3:] == ("called", MONEY.write(result.notice.called_sum), sold.date.isoformat())
    assert by_name["B"][3:] == ("high enough", "—", "—")


def test_two_of_three_are_called_and_the_short_sale_is_left_alone():
    panel = preset("two-of-three")
    asked = panel.result.notice.called_sums
    assert set(asked) == {"a", "b"}
    for name, amount in asked.items():
        position = panel.result.positions.position(name)
        assert amount == pytest.approx(position.loan - position.value / 1.66, abs=0.005)
    assert set(panel.result.log.first("sold").sold_shares) == {"a", "b"}
    by_name = {row[0]: row for row in panel.view.sheet}
    assert [by_name[name][4] for name in ("甲", "乙", "丙")] == [*map(MONEY.write, (asked["a"], asked["b"])), "—"]


def test_b_moves_half_as_much_as_a_and_c_stands_still():
    panel = preset("carried", "en", account="three")
    first, *_, last = panel.result.log.rows
    moved = {name: last.close[name] / first.close[name] - 1 for name in first.close}
    assert moved == pytest.approx({"a": -0.30, "b": -0.15, "c": 0})
    assert panel.words("F2.4.why.three") in panel.frame["why"]


def test_a_weak_position_that_the_account_carries_is_not_called():
    panel = preset("carried", "en")
    result = panel.result
    assert result.outcome == "no-call"
    assert result.mark_of(result.positions.position("a")) == "weak"
    assert any("A alone is below 130%" in note for note in panel.frame["notes"])


@pytest.mark.parametrize(
    ("name", "notice", "deadline", "sale"),
    [
        ("tomb-sweeping", date(2025, 4, 2), date(2025, 4, 8), date(2025, 4, 9)),
        ("typhoon", date(2024, 10, 1), date(2024, 10, 7), date(2024, 10, 8)),
        ("new-year", date(2025, 1, 22), date(2025, 1, 24), date(2025, 2, 3)),
    ],
)
def test_holidays_and_typhoon_days_move_the_deadline(name, notice, deadline, sale):
    summary = preset(name).result.log.summary
    assert (summary.notice, summary.deadline, summary.first_sale) == (notice, deadline, sale)
    assert summary.sold == sale


def test_p2_6_two_more_limit_downs_before_the_deadline_leave_no_equity():
    panel = preset("three-limits")
    log = panel.result.log
    assert PERCENT.write(panel.result.notice.ratio) == "121.50%"
    at_deadline = log.row(panel.result.notice.deadline)
    assert CHANCE.write(at_deadline.ratio) == "98.4%" and at_deadline.collateral < at_deadline.debt
    assert panel.result.outcome == "owing" and MONEY.write(log.rows[-1].bill) in panel.frame["sentence"]


def test_each_line_of_history_calls_at_its_own_height():
    lows = {}
    for regime in ("130", "120", "140"):
        panel = preset("old-line", regime=regime)
        line = {"130": 1.30, "120": 1.20, "140": 1.40}[regime]
        assert panel.result.rules.call_line == line
        notice = panel.result.notice
        lows[regime] = None if notice is None else notice.date
        if notice:
            assert is_below(notice.collateral, notice.debt, line)
    assert lows["140"] < lows["130"] and lows["120"] is None, "a fall of a quarter: 166.67 % becomes 125 %"


def test_another_profile_brings_its_own_days_and_levels():
    company = pl.rules("tw-sfc-pledge")
    panel = preset("company")
    rules = panel.result.rules
    assert (rules.call_line, rules.cancel_level, rules.cure_sessions) == (1.40, company.cancel_level, 3)
    assert panel.result.log.states == ("called", "called", "called", "watch", "watch"), "168 % is not 180"
    assert "regime" in panel.view.idle


def test_a_target_below_the_line_is_raised_to_it():
    panel = preset("old-line", "en", restore=1.30)
    assert panel.result.target == 1.40 and "140% is used" in " ".join(panel.frame["notes"])


def test_a_lower_target_asks_less():
    panel = known_panel("F2.4")
    asked = []
    for restore in (1.30, 1.40, 1.66, 2.00):
        panel.set(restore=restore)
        asked.append(panel.result.notice.called_sum)
    assert asked == sorted(asked) and asked[0] == pytest.approx(60_000 - 76_800 / 1.30, abs=0.005)


def test_a_drawn_path_can_end_on_the_afternoon_that_is_due():
    panel = known_panel("F2.4", "en")
    panel.set(path="drawn", sessions=6, drawn=(0.90, 0.81, 0.76, 0.79, 0.80, 0.77))
    assert panel.result.log.states == ("normal",) * 3 + ("called", "called", "watch", "same-day")
    assert "payment was due that afternoon" in panel.frame["sentence"]


@given(any_values("F2.4"))
def test_every_day_follows_the_account_and_only_called_positions_are_sold(values):
    panel = shared("F2.4", "zh_TW")
    panel.set(**values)
    result = panel.result
    line = result.rules.call_line
    called = set().union(*(row.called_sums for row in result.log))
    assert {name for row in result.log for name in row.sold_shares} <= called
    for row in result.log:
        if row.state == "normal":
            assert not is_below(row.collateral, row.debt, line), row.date
        if "notice" in row.events:
            assert is_below(row.collateral, row.debt, line), row.date
    if result.notice:
        marks = {each.name: result.mark_of(each) for each in result.positions.positions}
        assert {name for name, mark in marks.items() if mark == "called"} == set(result.notice.called_sums)
        assert "weak" not in marks.values(), "on the day of a notice everyone below the line is called"
        alone = [each for each in result.positions.positions if each.below(line)]
        assert {each.name for each in alone} == set(result.notice.called_sums)


@pytest.mark.parametrize("place", range(len(figures.figure("F2.4").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F2.4"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []


def test_the_guess_opens_on_the_afternoon_that_is_due():
    """P2.4: 128, 130, 131, 129: called, on the line at the deadline's eve, suspended, short again."""
    panel = known_panel("F2.4", "en")
    assert panel.result.log.states == ("called", "called", "watch", "same-day")
    assert panel.result.place == 3 and panel.result.standing == "afternoon"
    panel.set(today=2)
    assert (panel.result.row.state, panel.result.standing) == ("watch", "open")
    panel.set(today=0)
    assert (panel.result.standing, panel.result.days_left) == ("left", 2)


def test_another_day_runs_no_other_log_and_one_after_the_end_is_the_last():
    panel = Lesson("02_margin_trading", "zh_TW").panel("F2.4")  # one that computes, not one that remembers
    log = panel.result.log
    panel.set(today=20)
    assert panel.result.log is log and panel.result.row is log.rows[-1]


@given(any_values("F2.4"))
def test_the_strip_the_path_and_the_hand_stand_on_the_days_of_the_log(values):
    panel = shared("F2.4", "zh_TW")
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    strips = sum(np.count_nonzero(~np.isnan(chart[f"strip-{tone}"]["x"])) // 5 for tone in TONES)
    assert strips == len(result.log) <= 21, "one box for each day, and the hand reaches every one"
    assert chart["now"]["x"].tolist() == [result.place]
    seen = ~np.isnan(chart["path"]["y"])
    assert not seen[result.place + 1 :].any(), "what comes after today is dotted"
    notices = [place for place, row in enumerate(result.log) if "notice" in row.events]
    assert [place for place in chart["notice"]["x"].tolist() if place == place] == notices


def test_no_hand_goes_beyond_the_last_day_of_the_log():
    panel = known_panel("F2.4", "en")
    track, count = panel.view.stage["track"], len(panel.result.log)
    assert list(track[:count]) == list(range(count))
    assert all(place > panel.view.ranges["xaxis"][1] for place in track[count:])
