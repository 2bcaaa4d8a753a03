"""F4.8: only supplying; without luck a point, with luck a band, and at full utilisation no withdrawal."""

import math

import pytest
from support.live_panels import close, drawn, drawn_in, rows

from pledge_lib.course.wording import texts
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.crypto.supply_only import figure
from pledge_lib.panels.crypto.supply_only_model import SHARES, charted, simulation, supply_only
from pledge_lib.panels.jobs import Found
from pledge_lib.panels.panel import Panel

START = defaults(figure().controls)
QUICK = {"paths": 200}
TEACHING, ARTICLE, BAND, EMPTIED, LARGE, BOTH = range(6)


def open_supply(language="zh_TW", preset=None, **values) -> Panel:
    opened = Panel(figure(), texts(), language)
    if preset is not None:
        opened.react({"preset": preset})
    opened.set(**(QUICK | values))
    return opened


def of(**changes):
    """Return the finished result of the start values with changes."""
    values = START | QUICK | changes
    steps = simulation(values)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return supply_only(values, Found(values=values, result=end.value))


def test_one_articles_yield_is_13_200_a_year_as_long_as_nothing_moves():
    """FC0-20, S0-32: 1.32 % of 1,000,000, and a band as soon as the utilisation swings."""
    point = open_supply(preset=ARTICLE)
    assert rows(point)["期末淨收益（美元）"][0] == "13,200" and point.result.state == "calm"
    assert point.result.simulated.below(0.05) == pytest.approx(point.result.simulated.below(0.95))
    band = open_supply(preset=BAND)
    assert band.result.simulated.below(0.05) < 0.0132 < band.result.simulated.below(0.95)
    assert band.result.state == "blocked"


def test_the_rates_at_the_kink_are_those_of_the_teaching_pool():
    """LESSONS F4.3, E4.6: 4.8 % at 80 %, 44.8 and 34.27 % at 90 %."""
    assert of().borrow_rate == pytest.approx(0.048) and of().supply_rate == pytest.approx(0.03264)
    assert of(start=0.90).borrow_rate == pytest.approx(0.448)
    assert of(start=0.90).supply_rate == pytest.approx(0.34272)


def test_who_only_supplies_cannot_be_liquidated():
    """S0-27."""
    assert of().health == math.inf
    assert of(borrowed=0.70).health == pytest.approx(0.83 / 0.70)


def test_lender_and_borrower_at_once_earns_only_above_its_own_share():
    """S0-29: utilisation x (1 - reserve factor) against the share borrowed; the sign flips."""
    level = 0.70 / 0.85
    assert of(borrowed=0.70, start=round(level - 0.01, 4)).first_carry < 0
    assert of(borrowed=0.70, start=round(level + 0.01, 4)).first_carry > 0


def test_at_full_utilisation_nobody_can_withdraw():
    """S0-30, Q4.3."""
    full = of(start=1.0, usual=1.0, swing=0.0, share=0.0, months=1)
    assert full.blocked_at_start and full.state == "calm-blocked" and full.simulated.blocked_share == 1
    almost = of(start=0.99, usual=0.99, swing=0.0, share=0.0, months=1)
    assert not almost.blocked_at_start and almost.state == "calm"
    assert of(start=0.99, usual=0.99, swing=0.0, share=0.02, months=1).blocked_at_start


def test_a_fifth_of_the_pool_waits_where_a_small_deposit_does_not():
    large, small = of(share=0.20), of(share=0.01)
    assert large.simulated.blocked_days.mean() > 100 * small.simulated.blocked_days.mean()
    assert large.simulated.mean_income == small.simulated.mean_income


def test_while_the_hand_moves_the_fan_lies_on_the_calm_path():
    opened = open_supply("en")
    wide = drawn(opened)["outer"]["y"]
    assert max(wide) > 2 * drawn(opened)["calm"]["y"][-1]
    older = supply_only(opened.values | {"usual": 0.60}, Found(values=START, result=of().found))
    assert older.state == "older" and older.simulated is None
    view = opened.declaration.shown(older, opened.say)
    assert "for the simulation to say" in view.sentence and view.stage["hero"][1]["number"] == "—"
    calm = view.lines["calm"][1]
    assert view.lines["median"][1] == calm
    assert view.lines["outer"][1] == view.lines["inner"][1] == calm + calm[::-1]
    assert view.table[0][2] == "Earlier settings"


def test_the_chart_draws_what_the_paths_came_to():
    opened = open_supply()
    chart, used, luck = drawn(opened), drawn_in(opened, "utilization"), opened.result.simulated
    days, deposit, last = charted(365), opened.result.deposit, len(charted(365)) - 1
    assert [round(month * 365 / 12) for month in chart["median"]["x"]] == list(days)
    low, lower, middle, upper, high = (luck.income_fan[-1][place] * deposit for place in range(len(SHARES)))
    assert close(chart["outer"]["y"][last], low) and close(chart["outer"]["y"][last + 1], high)
    assert close(chart["inner"]["y"][last], lower) and close(chart["inner"]["y"][last + 1], upper)
    assert close(chart["median"]["y"][-1], middle)
    assert close(used["median"]["y"][7], 100 * luck.utilization_fan[7][2])
    assert close(used["outer"]["y"][7], 100 * luck.utilization_fan[7][0])
    assert close(chart["calm"]["y"][-1], opened.result.calm)
    assert close(used["full"]["y"][0], 99) and close(used["kink"]["y"][0], 80)


def test_a_tooth_at_the_foot_is_as_high_as_so_many_paths_are_blocked():
    opened = open_supply(preset=EMPTIED)
    foot, top = opened.view.ranges["yaxis"]
    teeth = drawn(opened)["blocked"]["y"]
    shares = opened.result.simulated.blocked_on
    assert foot == 0 and close(max(teeth[1::3]), max(shares) * top)
    assert len(teeth) == 3 * sum(share > 0 for share in shares)
    named = opened.frame["stage"]["labels"]["blocked"]
    assert close(teeth[1::3][list(drawn(opened)["blocked"]["x"][::3]).index(named["x"])], max(teeth[1::3]))
    calm = open_supply(usual=0.3, start=0.3)
    assert not calm.result.simulated.blocked_share and "blocked" not in calm.frame["stage"]["labels"]


def test_a_wider_swing_opens_the_band_on_the_same_axis():
    calm, usual, wide = (open_supply(swing=swing) for swing in (0.0, 0.05, 0.20))
    assert calm.view.ranges["yaxis"] == usual.view.ranges["yaxis"] == wide.view.ranges["yaxis"] == (0, 300_000)
    last = len(charted(365)) - 1
    height = [
        max(drawn(each)["outer"]["y"]) - min(drawn(each)["outer"]["y"][last : last + 2]) for each in (calm, usual, wide)
    ]
    assert height[0] < height[1] < height[2]


def test_a_calm_income_below_the_band_is_explained():
    opened = open_supply()
    assert opened.result.calm_income < opened.result.simulated.below(0.05)
    assert "不擺動的" in opened.frame["why"]
    flat = open_supply(usual=0.3, start=0.3)
    assert "不擺動的" not in flat.frame["why"]
