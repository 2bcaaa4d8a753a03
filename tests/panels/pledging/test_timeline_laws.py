"""F1.3: what holds on every path: money, chart and strip agree with the log, and hidden controls change nothing."""

import math
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, settings_of, shared
from support.panel_presets import at_preset

from pledge_lib.market.sessions import is_session, sessions
from pledge_lib.panels.over_time_chart import STATES
from pledge_lib.panels.pledging.timeline_model import LONGEST_TODAY, tone_of
from pledge_lib.panels.pledging.timeline_path import LIMITS, REPLAY, market_path
from pledge_lib.panels.pledging.timeline_picture import closed_days, counted, last_day
from pledge_lib.panels.waterfall import USES

preset = partial(at_preset, "F1.3")


@given(any_values("F1.3"))
def test_the_money_of_a_sale_is_shared_out_to_the_cent(values):
    panel = shared("F1.3", "zh_TW")
    panel.set(**values)
    bars = dict(zip(USES, zip(*_bars(panel), strict=True), strict=True))
    sale = panel.result.summary.statement
    uses = (sale.tax, sale.commission, sale.interest_paid, sale.principal_paid, sale.surplus)
    assert sum(uses) == pytest.approx(sale.sale_value, abs=0.01)
    left = sale.sale_value
    for name, use in zip(tuple(USES)[1:5], uses, strict=False):
        left -= use
        assert bars[name][0] == pytest.approx(left, abs=1) and bars[name][1] == pytest.approx(use, abs=1)
    assert bars["sale"][1] == pytest.approx(sale.sale_value, rel=1e-6)
    assert bars["surplus"][1] == pytest.approx(left, abs=1), "the last bar is what the others leave"
    assert bars["owed"][1] == pytest.approx(-panel.result.last.bill, abs=1)
    assert panel.result.state != "surplus" or panel.result.last.bill == 0
    named = {name.removeprefix("sum-") for name in panel.view.drawers["money"].get("labels", {})}
    assert named == {name for name in USES if bars[name][1]}, "each bar says its sum, and one that is not there none"


def _bars(panel):
    chart = drawn_in(panel, "money")["sale"]
    return [[float(number) for number in chart[name]] for name in ("base", "y")]


@given(any_values("F1.3"))
def test_sentence_table_and_chart_tell_the_same_story(values):
    for panel in both("F1.3"):
        panel.set(**values)
        result, frame, chart, prices = panel.result, panel.frame, drawn(panel), drawn_in(panel, "price")
        first, last = result.first, result.last
        assert [row[0] for row in frame["table"][1:]] == sorted(row[0] for row in frame["table"][1:])
        assert frame["table"][1][0] == first.date.isoformat() and frame["table"][-1][0] == last.date.isoformat()
        assert list(prices["close"]["x"]) == [(row.date - first.date).days for row in result.log]
        for row, number in zip(result.log, chart["ahead"]["y"], strict=True):
            hidden = not 0 < row.ratio < math.inf
            assert math.isnan(number) if hidden else close(number, row.ratio * 100)
        line = panel.result.rules.call_line
        for row, price in zip(result.log, prices["call-price"]["y"], strict=True):
            assert math.isnan(price) or (price > row.judged * (1 + 1e-6)) <= (row.ratio < line), (
                "above the price: short"
            )
        if result.notice:
            called = (result.notice.date - first.date).days
            assert called in chart["notice"]["x"]
            if result.state != "called-at-start":
                assert result.notice.date.isoformat() in frame["sentence"]
        assert wrong_sums(frame["why"]) == []
        assert sums(frame["why"])


@given(any_values("F1.3"), st.data())
def test_a_hidden_control_changes_nothing(values, data):
    panel = shared("F1.3", "en")
    panel.set(**values)
    hidden = panel.frame["idle"]
    if not hidden:
        return
    key = data.draw(st.sampled_from(hidden))
    (control,) = (control for control in panel.declaration.controls if control.key == key)
    before, lines = panel.frame, {name: arrays["y"].tobytes() for name, arrays in drawn(panel).items()}
    panel.set(**{key: data.draw(st.sampled_from(settings_of(control)))})
    for part in ("sentence", "why", "table", "notes", "looks", "ranges", "ticks"):
        assert panel.frame[part] == before[part], f"{key} is hidden with {values}, but moves the {part}"
    assert {name: arrays["y"].tobytes() for name, arrays in drawn(panel).items()} == lines, f"{key} moves the chart"


@given(any_values("F1.3").filter(lambda values: values["path"] != REPLAY))
def test_a_path_keeps_the_limit_and_the_calendar(values):
    path = market_path(values)
    limit = LIMITS[values["limit"]]
    assert len(path.days) == len(path.closes) == len(path.lows) == int(values["sessions"]) + 1
    assert all(is_session(day, holidays=values["holidays"]) for day in path.days)
    trading = sessions(holidays=values["holidays"])
    assert path.days[0] == next(day for day in trading if day >= values["start"])
    assert path.days == trading[trading.index(path.days[0]) :][: len(path.days)]
    for (before, after), low in zip(pairwise(path.closes), path.lows[1:], strict=True):
        assert low <= min(before, after) or values["path"] == "drawn"
        assert low <= after
        if limit:
            assert before * (1 - limit) - 0.011 <= low
            assert after <= before * (1 + limit) + 0.011
    assert market_path(values) == path, "the same seed gives the same path"


def test_a_path_drawn_by_hand_is_the_path():
    wanted = (0.95, 0.90, 0.92, 1.0)
    panel = known_panel("F1.3")
    panel.set(path="drawn", drawn=wanted, sessions=10)
    assert [row.close for row in panel.result.log][:5] == [100, 95, 90, 92, 100]
    assert {row.close for row in panel.result.log.rows[4:]} == {100}, "a short path stays at its last price"
    panel.set(drawn=(0.5,))
    assert [row.close for row in panel.result.log][:4] == [100, 90, 81, 72.9], "the daily limit holds a wild hand"


# the calendar strip


@given(any_values("F1.3"))
def test_the_business_days_are_counted_to_the_deadline(values):
    panel = shared("F1.3", "zh_TW")
    panel.set(**values)
    result = panel.result
    found = {each.day: each.count for each in counted(result)}
    if result.notice is None:
        assert not found
        return
    assert list(found.values()) == list(range(1, result.rules.cure_sessions + 1))
    assert max(found) == result.notice.deadline and min(found) > result.notice.date


@given(any_values("F1.3"))
def test_today_picks_a_row_of_the_log_and_changes_nothing_else(values):
    panel = shared("F1.3", "zh_TW")
    panel.set(**values)
    log, strip = panel.result.log, [drawn(panel)[f"strip-{tone}"]["x"].tobytes() for tone in STATES]
    for today in (0, len(log.rows) - 1, LONGEST_TODAY):
        panel.set(today=today)
        result, stage = panel.result, panel.frame["stage"]
        assert result.log == log
        assert result.row == log.rows[min(today, len(log.rows) - 1)]
        assert close(drawn(panel)["now"]["x"][0], (result.row.date - result.first.date).days)
        assert stage["track"][min(today, len(log.rows) - 1)] == drawn(panel)["now"]["x"][0]
        assert all(place > last_day(result) for place in stage["track"][len(log.rows) :])
        assert stage["chip"]["tone"] == tone_of(result, result.row)
        assert [drawn(panel)[f"strip-{tone}"]["x"].tobytes() for tone in STATES] == strip


def test_the_days_before_the_lunar_new_year_count_and_do_not_trade():
    panel = preset("new-year")
    assert [(each.day.isoformat(), each.count) for each in counted(panel.result)] == [
        ("2025-01-23", 1),
        ("2025-01-24", 2),
    ]
    closed = {panel.result.first.date + timedelta(days=place) for place in closed_days(panel.result)}
    assert {date(2025, 1, 23), date(2025, 1, 24), date(2025, 1, 25), date(2025, 1, 27)} <= closed
    assert date(2025, 2, 3) not in closed


# the pad and the date box


@pytest.mark.parametrize(
    ("event", "chinese", "english"),
    [
        ({"key": "start", "typed": ""}, "從哪一天開始：看不懂「」這個日期", "First day: “” is not a date"),
        ({"key": "start", "typed": "2050-01-01"}, "2008-01-02 到 2027-08-31", "between 2008-01-02 and 2027-08-31"),
        ({"key": "drawn", "value": [10] * 60}, "20% 到 150%", "between 20% and 150%"),
        ({"key": "drawn", "value": []}, "是空的", "is empty"),
        ({"key": "drawn", "value": "100"}, "看不懂「100」", "“100” is not a number"),
        ({"key": "drawn", "value": [100, None]}, "看不懂「None」", "“None” is not a number"),
        ({"key": "drawn", "typed": "100, low"}, "看不懂「100, low」", "“100, low” is not a number"),
    ],
)
def test_what_no_path_and_no_day_is_is_refused(event, chinese, english):
    for language, said in (("zh_TW", chinese), ("en", english)):
        panel = known_panel("F1.3", language)
        before = panel.values
        panel.react({**event, "view": "a", "number": 1})
        assert said in panel.frame["refusal"]["sentence"]
        assert panel.values == before


def test_a_path_can_be_typed_and_a_day_too():
    panel = known_panel("F1.3")
    panel.react({"key": "drawn", "typed": "95, 90.5"})
    assert panel.values["drawn"][:3] == (0.95, 0.905, 0.905) and len(panel.values["drawn"]) == 60
    panel.react({"key": "start", "typed": "2024-02-29"})
    assert panel.values["start"] == date(2024, 2, 29)
