"""F1.1: the grades of the ratio, and selling for the same money, each in its drawer."""

import math

import pytest
from hypothesis import given
from support.live_panels import (
    any_values,
    close,
    drawn_in,
    open_panel,
)

import pledge_lib as pl

BROKER = pl.rules("tw-broker-pledge")


def bands(panel):
    """Return the drawer of grades without its head, and the place of the case's own."""
    found = panel.view.drawers["bands"]["table"][1:]
    return found, [place for place, row in enumerate(found) if row[-1]]


@pytest.mark.parametrize(("change", "place"), [(0.08, 0), (0.0, 1), (-0.10, 1), (-0.11, 2), (-0.22, 2), (-0.23, 3)])
def test_a_ratio_on_the_lower_end_of_a_grade_is_of_it_and_just_below_is_not(change, place):
    panel = open_panel("F1.1")
    panel.set(change=change)
    found, here = bands(panel)
    assert [row[0] for row in found] == ["低", "中", "高", "極高"] and here == [place]
    assert [row[2] for row in found][:3] == ["27.78% 以上", "13.33% 到 27.78%", "0% 到 13.33%"]


def test_a_high_call_line_leaves_no_grade_between_150_and_itself():
    panel = open_panel("F1.1", "en")
    panel.set(line=1.60)
    found, here = bands(panel)
    assert [row[:2] for row in found] == [
        ("low", "180% or more"),
        ("medium", "160% to below 180%"),
        ("very high", "below 160%"),
    ]
    assert here == [1]
    panel.set(loan_to_value=0.10, line=1.30)
    assert bands(panel)[1] == [0]


def test_selling_for_the_same_money_is_even_with_pledging_at_the_price_that_is_marked():
    """600,000 by a sale takes 600,000 ÷ (1 − 0.4425 %); by a pledge it bears interest until then."""
    panel = open_panel("F1.1")
    panel.set(days=182)
    at = drawn_in(panel, "sell")["even"]["x"][0]
    assert close(at, 100 * (1 + 0.03 * 182 / 365) * (1 - BROKER.selling_cost))
    panel.set(change=float(at) / 100 - 1)
    pledged, sold = drawn_in(panel, "sell")["now"]["y"]
    assert close(pledged, sold)
    assert close(pledged, 10_000 * at - 600_000 * (1 + 0.03 * 182 / 365))
    panel.set(change=0.30)
    pledged, sold = drawn_in(panel, "sell")["now"]["y"]
    assert pledged > sold, "a rise is worth more to who kept the shares"


@given(any_values("F1.1"))
def test_what_is_kept_is_the_same_in_the_drawers_table_and_chart(values):
    panel = open_panel("F1.1")
    panel.set(**values)
    own = panel.view.drawers["sell"]["table"][-1][1:]
    low, high = panel.view.drawers["sell"]["ranges"]["yaxis"]
    for told, drawn_at in zip(own, drawn_in(panel, "sell")["now"]["y"], strict=True):
        assert math.isclose(float(told.replace(",", "").replace("−", "-")), drawn_at, rel_tol=1e-5, abs_tol=0.01)
        assert low <= drawn_at <= high
