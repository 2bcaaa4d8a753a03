"""A line of a token is told with its day: a vote may have changed it since, so no figure calls it today's."""

import pytest
from support.live_panels import known_panel

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.panels import figures


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_threshold_of_a_replay_has_its_day(language):
    panel = known_panel("F4.7", language)
    panel.react({"preset": [preset.name for preset in figures.figure("F4.7").presets].index("may-lows")})
    assert str(panel.result.token.risk_as_of) in panel.view.why


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_a_loan_above_the_limit_is_held_against_the_limit_of_a_day(language):
    panel = known_panel("F4.2", language)
    panel.set(asset="DAI", borrow=0.50)
    notes = " ".join(panel.view.notes)
    assert str(aave_assets()["DAI"].risk_as_of) in notes, notes
