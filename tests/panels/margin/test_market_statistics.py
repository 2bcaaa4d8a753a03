"""F2.10: the lesson's anchors from the data, runs that are never joined, and definitions each in a row of its own."""

import math
from datetime import date

import pytest
from support.live_panels import checked, close, drawn, drawn_in, known_panel

from pledge_lib.datasets import margin_balance, margin_facts
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.margin.market_statistics import ID, figure
from pledge_lib.panels.margin.market_statistics_model import statistics

START = defaults(figure().controls)


def of(**values):
    return statistics(START | values)


def on(run, day):
    return of(run=run, day=date.fromisoformat(day))


def test_the_anchors_of_2024_08():
    monday = on("2024-daily", "2024-08-05")
    assert monday.today.balance == pytest.approx(307.57e9, rel=1e-4) and monday.before.date == date(2024, 8, 2)
    assert monday.change == pytest.approx(-18.29e9, abs=0.01e9)
    assert monday.index[monday.place] == 19_830.88 and monday.index_change == pytest.approx(-1_807.21)
    assert monday.index_change / monday.index[monday.place - 1] == pytest.approx(-0.0835, abs=5e-5)
    friday = on("2024-daily", "2024-08-02")
    assert {fact.series: fact.value for fact in friday.of_today}["china-times-financing-only"] == 1.5188


def test_the_anchors_of_2025_04():
    before, first, third = (on("2025-daily", day) for day in ("2025-04-02", "2025-04-07", "2025-04-09"))
    assert before.today.balance == pytest.approx(298.8e9, rel=1e-4)
    assert [fact.value for fact in before.of_today] == [1.5792]
    closes = [found.index[found.place] for found in (before, first, third)]
    assert closes == [21_298.22, 19_232.35, 17_391.76]
    assert closes[1] / closes[0] - 1 == pytest.approx(-0.0970, abs=5e-5)
    assert closes[2] / closes[0] - 1 == pytest.approx(-0.1834, abs=5e-5)
    assert third.today.balance / before.today.balance - 1 == pytest.approx(-0.251, abs=5e-4)


def test_the_sentence_says_the_anchors():
    opened = known_panel(ID, "en")
    assert "NT$307,569 million" in opened.frame["sentence"] and "−1,807.21 points (−8.35%)" in opened.frame["sentence"]
    opened.react({"preset": 0})
    assert "151.88%" in opened.frame["sentence"] and "153.74%" in opened.frame["sentence"]


def test_a_day_without_an_entry_shows_the_entry_before():
    saturday = on("2024-daily", "2024-08-03")
    assert saturday.today.date == date(2024, 8, 2)
    early = on("2025-daily", "2024-08-05")
    assert early.today is early.balances[0] and early.before is None
    opened = known_panel(ID, "en")
    opened.set(day=date(2024, 8, 3))
    assert opened.frame["notes"][0].startswith("No balance of 2024-08-03")
    opened.set(run="2025-daily")
    assert opened.values["day"] == date(2025, 4, 7), "choosing a run leads to a day of it"


@pytest.mark.parametrize("run", margin_balance())
def test_only_one_run_is_drawn_at_a_time(run):
    opened = known_panel(ID)
    opened.set(run=run)
    lines = drawn(opened)
    balances = margin_balance()[run]
    days = [(entry.date - balances[0].date).days for entry in balances]
    assert lines["balance"]["x"].tolist() == days
    assert lines["balance"]["y"][0] == lines["index"]["y"][0] == 100
    expected = [entry.balance / balances[0].balance * 100 for entry in balances]
    assert lines["balance"]["y"].tolist() == pytest.approx(expected, rel=1e-6)
    assert sum(map(math.isnan, lines["index"]["y"].tolist())) <= 2


def test_ratios_of_different_definitions_never_share_a_row():
    opened = known_panel(ID)
    facts, places = margin_facts("margin-ratio"), []
    chart = drawn_in(opened, "ratios")
    values = {round(fact.value * 100, 3): fact.series for fact in facts}
    for uid in ("inside", "outside"):
        across, up = (chart[uid][axis].tolist() for axis in "xy")
        places += [(values[round(value, 3)], place) for value, place in zip(across, up, strict=True)]
    assert len(places) == len(facts)
    assert len(set(places)) == len({name for name, _ in places}) == len({place for _, place in places})
    (drawer,) = (drawer for drawer in opened.declaration.drawers if drawer.name == "ratios")
    traces = {trace.uid: trace for trace in checked(drawer.chart.empty(opened.say)).data}
    assert traces["inside"].mode == traces["outside"].mode == "markers", "no line joins them"


def test_the_reader_s_day_table():
    assert of(bought=238, sold=237, redeemed=5).lots == -4
    opened = known_panel(ID, "en")
    opened.set(redeemed=0)
    table = dict(opened.view.drawers["day-table"]["table"][1:])
    assert table["change of the balance by the day table"] == "+1 thousand lots"


def test_what_the_numbers_cannot_tell_is_always_said():
    opened = known_panel(ID, "en")
    for place, _ in enumerate(opened.declaration.presets):
        opened.react({"preset": place})
        assert any("do not tell" in note for note in opened.frame["notes"])
        assert "not a forecast" in opened.view.why


@pytest.mark.parametrize("run", margin_balance())
def test_the_dots_stand_on_the_lines_and_the_axis_cuts_the_track_to_the_run(run):
    opened = known_panel(ID, "en")
    opened.set(run=run)
    result, lines = opened.result, drawn(opened)
    assert lines["now"]["x"][0] == lines["balance"]["x"][result.place]
    assert close(lines["now"]["y"][0], (1 + result.balance_since) * 100)
    left, right = opened.view.ranges["xaxis"]
    first, last = opened.view.stage["track"]
    assert (left, right) == (0, lines["balance"]["x"][-1]) and first <= left < right <= last
    assert last - first == (figure().controls[1].high - figure().controls[1].low).days


def test_the_chip_says_what_was_published_for_the_day():
    opened = known_panel(ID, "zh_TW")
    said = {None: "沒有公布維持率", 0: "公布 2 種維持率", 2: "公布維持率 157.92%"}
    for place, word in said.items():
        opened.react({"reset": True} if place is None else {"preset": place})
        assert opened.frame["stage"]["chip"]["word"] == word
