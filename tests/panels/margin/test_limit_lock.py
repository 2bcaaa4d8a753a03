"""F2.8: limit-downs, the notice, the queue and the statement; the lesson's numbers, and laws of the chances."""

import pytest
from hypothesis import given
from support.live_panels import any_values, drawn, drawn_in, known_panel

import pledge_lib as pl
from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import limit_downs_to_line
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.margin.limit_lock import ID, figure
from pledge_lib.panels.margin.limit_lock_model import limit_lock

START = defaults(figure().controls)
RULES = pl.rules("tw-margin")
FIVE = 10  # the place of its example


def of(**values):
    return limit_lock(START | values)


def opened(place, language="en"):
    found = known_panel(ID, language)
    found.react({"preset": place})
    return found


def test_controls_run_as_the_lesson_asks():
    controls = {control.key: control for control in figure().controls}
    assert [getattr(controls["downs"], end) for end in ("low", "high", "step", "default")] == [0, 10, 1, 5]
    assert [getattr(controls["fill"], end) for end in ("low", "high")] == [0, 1]
    assert controls["start"].default == 5 / 3
    labels = [option["label"] for option in controls["regime"].described(known_panel(ID, "en").say)["options"]]
    assert labels == [
        "line 130%, limit 10% (from 2015-06-01)",
        "line 130%, limit 7% (2015-05-31)",  # the two stood together for four weeks: until 2015-05-03 the line was 120%
        "line 140%, limit 7% (1997-06-30)",
    ]


def test_e2_6_three_limit_downs_to_the_call_at_121_5():
    found = of(downs=3)
    assert [round(ratio, 4) for ratio in found.ratios[:4]] == [1.6667, 1.5, 1.35, 1.215]
    assert found.notice.session == 3 == limit_downs_to_line(5 / 3, RULES.call_line, 0.10)


def test_e2_7_the_statement_of_a_sale_at_the_third_limit_down_more():
    found = of(downs=6, fill=1.0)
    sale = found.statement
    assert (sale.sale_value, sale.tax, sale.commission) == (53_144.10, 159, 75)
    assert sale.net_proceeds == pytest.approx(52_910.10) and found.bill == pytest.approx(7_089.90)
    panel_of = opened(1)
    assert "NT$52,910.10" in panel_of.frame["sentence"] and "NT$7,089.90" in panel_of.frame["sentence"]


def test_p2_6_called_at_121_5_two_more_leave_less_than_is_owed():
    found = of(downs=2, start=1.215)
    assert found.notice.session == 0
    assert found.deadline.ratio == pytest.approx(0.984, abs=5e-4)
    assert found.state == "owing"


def test_the_line_is_no_safe_harbour():
    """LESSONS 0.4: 130 -> 117 -> 105.3 -> 94.8."""
    found = of(downs=3, start=1.30)
    assert [round(ratio * 100, 1) for ratio in found.ratios[:4]] == [130, 117, 105.3, 94.8]
    assert found.notice.session == 1, "exactly 130 % is no call"


def test_six_sessions_without_a_buyer_end_the_orders_and_without_the_rule_they_stand():
    ended, standing = of(downs=10, start=1.35), of(downs=10, start=1.35, six_days=False)
    assert (ended.state, ended.tries, ended.sold) == ("unfilled", 6, None)
    assert ended.bill == ended.loan and ended.value_left < ended.loan
    assert standing.state == "owing" and standing.sold.session == 11
    assert standing.bill < ended.bill
    assert ended.chances == dict.fromkeys(range(4, 10), 0.0)
    assert standing.chances == dict.fromkeys(range(4, 11), 0.0) | {11: 1.0}


def test_the_chances_of_the_sessions():
    found = of(downs=8, fill=0.25)
    assert found.chances == {6: 0.25, 7: 0.1875, 8: 0.140625, 9: 0.421875}


@given(any_values(ID))
def test_the_drawn_outcome_is_one_of_those_with_a_chance(values):
    found = limit_lock(values)
    assert sum(found.chances.values()) <= 1 + 1e-12
    if found.sold:
        session = found.sold.session
        assert found.chances[session] > 0
        there = found.sold_on(session)
        assert (there.sale_value, there.net_proceeds) == (found.statement.sale_value, found.statement.net_proceeds)
        assert found.bill == pytest.approx(there.shortfall)
    elif found.notice:
        assert sum(found.chances.values()) < 1
    else:
        assert all(exact(close) * 1_000 >= exact(RULES.call_line) * exact(found.loan) for close in found.closes)


def test_how_often_a_seed_sells_on_a_session_is_its_chance():
    found = [of(downs=10, fill=0.3, seed=seed) for seed in range(1, 101)]
    on_first = sum(each.sold is not None and each.sold.session == 6 for each in found)
    assert 15 <= on_first <= 45, "of 100 seeds, with a chance of 0.3"


@pytest.mark.parametrize(("regime", "notice", "left"), [("now", 3, 0.90), ("before-2015", 4, 0.93), ("1997", 3, 0.93)])
def test_line_and_limit_of_the_time_move_the_notice(regime, notice, left):
    found = of(regime=regime, downs=8)
    assert found.notice.session == notice
    assert found.ratios[1] / found.ratios[0] == pytest.approx(left)


def test_each_state_has_its_sentence():
    said = {"no-call": 8, "covered": 0, "owing": 3, "unfilled": 5}
    for state, place in said.items():
        panel_of = opened(place)
        assert panel_of.result.state == state
    assert "no call" in opened(8).frame["sentence"]
    assert "asks for the rest" in opened(5).frame["sentence"]
    assert any("stop-loss" in note for note in opened(3).frame["notes"])


def test_the_bars_add_up_to_the_sale():
    for place in range(9):
        sale = drawn_in(opened(place), "sale")["sale"]["y"]
        assert sale[0] == pytest.approx(sum(sale[1:6]), rel=1e-6)
        assert -sale[6] == pytest.approx(opened(place).result.bill, rel=1e-6)


def test_the_case_of_the_guess_ends_below_what_a_sale_repays():
    stage = opened(FIVE, "zh_TW").frame["stage"]
    assert stage["chip"] == {"tone": "sold", "word": "賣掉也不夠還"}
    assert [(number["number"], number["after"]) for number in stage["hero"]] == [
        ("98.42", "%"),
        ("1,212", " 元"),
        ("6", ""),
    ]
    assert [tone for _, tone in stage["zones"]] == ["safe", "near", "called", "sold"]
    assert [end for end, _ in stage["zones"]] == [1.5, 2.5, 4.5, None], "150 % is where the band ends"


@given(any_values(ID))
def test_the_staircase_shows_the_ratios_and_what_happened_on_its_steps(values):
    panel = known_panel(ID, "en")
    panel.set(**values)
    chart, found = drawn(panel), panel.result
    ratios = [ratio * 100 for ratio in found.ratios]
    assert chart["ladder"]["y"].tolist() == pytest.approx(ratios)
    assert (chart["now"]["x"][0], chart["now"]["y"][0]) == (found.downs, pytest.approx(found.lowest * 100))
    low, high = panel.view.ranges["yaxis"]
    assert low < min(ratios) and max(ratios) < high
    assert sum(chart["waiting"]["x"] >= 0) == found.tries
    if found.sold:
        assert chart["sold"]["x"][0] == found.sold.session
    if found.sold and found.bill:
        assert chart["owed"]["y"].tolist() == pytest.approx([found.sold.ratio * 100, 100])
    else:
        assert not (chart["owed"]["y"] > 0).any()


def test_a_stop_is_a_wish_and_not_a_price():
    """M43: locked for three days, an order at NT$92 is filled on the fourth, at 72.90; with a buyer at once, at 90."""
    locked, jumped = of(downs=3, stop=0.08).stop, of(downs=3, stop=0.08, fill=1.0).stop
    assert (locked.wished, locked.reached, locked.session, locked.price) == (92, 1, 4, pytest.approx(72.90))
    assert (jumped.session, jumped.price, jumped.missed) == (1, 90, 2)
    assert locked.left == pytest.approx(72_900 - 218 - 103 - 60_000)
    assert locked.left_as_wished == pytest.approx(92_000 - 276 - 131 - 60_000)
    same_day = {"en": "sold the same day at NT$90.00", "zh_TW": "當天賣掉，只賣到 90.00 元"}
    for language, words in (("en", "a stop is a wish, not a price"), ("zh_TW", "停損價是願望，不是成交價")):
        found = known_panel(ID, language)
        found.set(downs=3, stop=0.08)
        assert any(words in note for note in found.frame["notes"])
        assert locked.state == "missed" and same_day[language] not in " ".join(found.frame["notes"])
        assert "72.90" in found.frame["stage"]["labels"]["stop"]["text"]
        found.set(fill=1.0)
        assert found.result.stop.state == "jumped" and any(same_day[language] in note for note in found.frame["notes"])


@given(any_values(ID))
def test_a_stop_never_sells_above_its_wish_and_never_before_it_is_reached(values):
    result = limit_lock(values)
    stop = result.stop
    if not values["stop"]:
        assert stop is None
        return
    reached = [session for session, close in enumerate(result.closes) if session and close <= stop.wished]
    assert stop.reached == (reached[0] if reached else None)
    assert (stop.state == "waits") == (not reached)
    if reached:
        assert stop.price == result.closes[stop.session] <= stop.wished and stop.session >= stop.reached
        assert stop.left <= stop.left_as_wished


def test_a_stop_and_the_broker_find_the_same_buyers():
    """Whoever stands in the queue on a locked session is served or not by the same draw."""
    for seed in range(1, 30):
        result = of(downs=10, fill=0.5, seed=seed, start=1.30, stop=0.05)
        if result.stop.session == result.first_sale.session:
            assert result.sold.session == result.stop.session
