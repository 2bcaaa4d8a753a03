"""F1.12: after the fall the ratio is on the line."""

import pytest
from hypothesis import given
from support.live_panels import any_values, shared

import pledge_lib as pl


@given(any_values("F1.12"))
def test_after_the_fall_the_ratio_is_on_the_line(values):
    panel = shared("F1.12", "en")
    panel.set(**values)
    ratio = pl.maintenance_ratio(1 - values["fall"], panel.result.loan_to_value)
    assert ratio == pytest.approx(values["line"])
