"""F2.9: one axis for the accounts of all start days, found without opening each of them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import by_profile

from pledge_lib.finance.checks import InputError
from pledge_lib.market.sessions import sessions
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.margin.replay import figure
from pledge_lib.panels.margin.replay_accounts import (
    INDEX,
    MIXED,
    OWN,
    closes_key,
    fate_of,
    key_of,
    open_places,
    opened_at,
    path_for,
    ratios_of,
)
from pledge_lib.panels.margin.replay_model import replayed
from pledge_lib.panels.margin.replay_picture import CHART, USUAL
from pledge_lib.panels.margin.replay_reach import bounds, reach

START = defaults(figure().controls)
PRESETS = {preset.label.rpartition(".")[2]: preset.values for preset in figure().presets}
ON_THE_AXIS = ("path", "lowest", "now", "notice", "suspended", "cancelled", "unfilled", "sold")
LEVERAGES = st.integers(10, 25).map(lambda tenths: tenths / 10)
LINES = st.integers(120, 150).map(lambda percent: percent / 100)
MOVES = st.lists(st.sampled_from((-0.4, -0.1, -0.05, 0.0, 0.03, 0.1, 0.5)), min_size=1, max_size=20)


def pasted(moves, last=date(2026, 4, 30)):
    """Return closes that move so, on days with trading."""
    closes = (100 * np.cumprod([1.0, *(1 + move for move in moves)])).round(2)
    end = sessions().index(last) + 1
    return tuple(zip(sessions()[end - len(closes) : end], map(float, closes), strict=True))


def stretches(values):
    """Return the lowest and the highest ratio of each start day, every account opened and followed to its sale."""
    path, key = path_for(closes_key(values)), key_of(values)
    ratios = [ratios_of(opened_at(values, path, place), path, fate_of(key, place)) for place in open_places(path)]
    return [each.min() for each in ratios], [each.max() for each in ratios]


def assert_it_reaches_as_far_as_any(values):
    lows, highs = stretches(values)
    low, high = bounds(values, path := path_for(closes_key(values)), open_places(path))
    assert (low <= np.array(lows) * (1 + 1e-12)).all() and (high >= np.array(highs) * (1 - 1e-12)).all()
    assert reach(key_of(values), USUAL) == (min(USUAL[0], *lows), max(USUAL[1], *highs))


@given(moves=MOVES, leverage=LEVERAGES, line=LINES)
def test_no_start_day_of_the_reader_s_closes_goes_further(moves, leverage, line):
    assert_it_reaches_as_far_as_any(START | {"episode": OWN, "own": pasted(moves), "leverage": leverage, "line": line})


@pytest.mark.parametrize("account", [MIXED, INDEX, "2454"])
@pytest.mark.parametrize("leverage", [1.5, 2.5])
def test_no_start_day_of_2008_goes_further(account, leverage):
    assert_it_reaches_as_far_as_any(
        START | {"episode": "2008-financial-crisis", "account": account, "leverage": leverage, "line": 1.20}
    )


@pytest.mark.parametrize("name", PRESETS)
def test_one_axis_stands_for_all_start_days_and_nothing_leaves_it(name):
    values = START | PRESETS[name]
    path = path_for(closes_key(values))
    places = open_places(path)[:: by_profile(quick=5, full=1)]
    results = [replayed(values | {"start": path.days[place]}) for place in places]
    axes = {(*CHART.ranges(result)["xaxis"], *CHART.ranges(result)["yaxis"]) for result in results}
    assert len(axes) == 1
    ((left, right, low, high),) = axes
    assert low <= 75 and high >= 200
    for result in results:
        points = CHART.points(result)
        for x, y in (points[mark] for mark in ON_THE_AXIS):
            assert all(left <= place <= right for place in x if place == place)
            assert all(low <= ratio <= high for ratio in y if ratio == ratio)


def test_the_axis_grows_for_the_start_day_that_needs_it_and_no_further():
    """Bought at the low of 2024-08-05 the account of the lesson comes to 206.5 %; the index's stays below 200 %."""
    for name, highest, top in (("mixed-2024", 2.065, 250), ("2022", 2.492, 300)):
        values = START | PRESETS[name]
        assert reach(key_of(values), USUAL)[1] == pytest.approx(highest, abs=5e-4)
        assert CHART.ranges(replayed(values))["yaxis"] == (75, top)
    calm = START | {"episode": "2015-china", "account": INDEX}
    assert reach(key_of(calm), USUAL) == USUAL and CHART.ranges(replayed(calm))["yaxis"] == (75, 200)


def test_a_start_day_whose_deadline_leaves_the_calendar_does_not_refuse_the_others():
    last = sessions()[-1]
    own = pasted((0.5, -0.6, 0.1), last)
    values = START | {"episode": OWN, "own": own, "start": own[2][0]}
    with pytest.raises(InputError, match="outside the calendar"):
        replayed(values | {"start": own[0][0]})
    assert CHART.ranges(replayed(values))["yaxis"] == (75, 200)
