"""What F0.1, F0.2 and F0.4 show of their models: lanes, clock, tones, the cheapest by its name."""

from functools import partial

import numpy as np
import pytest
from support.live_panels import both, drawn, open_panel, rows
from support.panel_presets import at_preset

from pledge_lib.panels import figures

shock = partial(at_preset, "F0.1")


def stage(panel) -> dict:
    return panel.view.stage


def test_the_first_picture_is_the_guess_of_the_lesson():
    for panel in both("F0.1"):
        panel.react({"reset": True})
        assert panel.frame["sentence"] and stage(panel)["chip"]["tone"] == "called"
        assert [hero["number"] for hero in stage(panel)["hero"]][1:] == ["2", "14,819.28"]
        assert rows(panel)[panel.words("F0.1.name.margin")][1] == "125%"


def test_each_lane_wears_its_own_tone_and_stands_under_its_own_line():
    panel = shock("rise", "en")
    tones = [
        stage(panel)["labels"][f"lane-{name}"]["tone"] for name in ("pledge", "margin", "borrower", "chain", "short")
    ]
    assert tones == ["safe", "safe", "called", "safe", "safe"]
    assert "112%" in stage(panel)["labels"]["lane-borrower"]["under"]
    picture = drawn(panel)
    lines = picture["lines"]["x"][::3]
    assert lines == pytest.approx([-35, -22, 16.667, -39.759, 45.752], abs=1e-3)
    assert len(stage(panel)["pulse"]) == 5 and [each["over"] for each in stage(panel)["pulse"]].index(True) == 2


def test_the_clock_shows_the_call_the_deadline_and_the_sale():
    picture = drawn(open_panel("F0.1", "en"))
    wait = picture["wait"]["x"]
    assert wait[np.isfinite(wait)].tolist() == [3, 6]
    sale = picture["sale"]["x"]
    assert sale[np.isfinite(sale)].tolist() == [6]


def test_two_lanes_make_a_picture_of_two():
    panel = shock("two-lanes", "en")
    assert [name for name in stage(panel)["labels"] if name.startswith("lane-")] == ["lane-pledge", "lane-chain"]
    assert panel.frame["ranges"]["yaxis"] == pytest.approx((-0.62, 1.62))
    assert panel.frame["sentence"].startswith("All 2 hold. Nearest to its line: Stock pledge; another fall of 22%")


def test_the_twins_have_the_same_shares_and_debt_and_other_own_money():
    panel = open_panel("F0.1", "en")
    table = panel.view.drawers["twins"]["table"]
    after = {row[0]: (row[2], row[4]) for row in table[1:]}
    assert after["Shares"] == ("100,000", "100,000") and after["Debt"] == ("60,000", "60,000")
    assert after["Own money"] == ("100,000", "40,000") and after["Cash"] == ("60,000", "0")


def test_a_moved_row_of_the_translator_moves_the_lead():
    panel = open_panel("F0.2", "en")
    panel.set(ratio=2.0)
    assert panel.values["ltv"] == 0.5 and stage(panel)["hero"][1]["number"] == "1.6600"
    panel.set(line=1.40)
    assert panel.values["fall"] == pytest.approx(0.30)


def test_the_translator_passes_one_line_after_the_other():
    panel = open_panel("F0.2", "en")
    seen = []
    for ltv in (0.60, 0.70, 0.80, 0.84):
        panel.set(ltv=ltv)
        seen.append(stage(panel)["chip"]["tone"])
    assert seen == ["safe", "near", "called", "sold"]


def test_the_cheapest_changes_its_name_with_the_days():
    panel = open_panel("F0.4", "en")
    names = []
    for days in (30, 197):
        panel.set(days=days)
        names.append((stage(panel)["hero"][0]["number"], stage(panel)["chip"]["word"]))
    assert names == [("Another loan", "not the lowest rate"), ("Bank pledge", "the lowest rate wins")]


def test_every_figure_of_the_overview_is_found():
    assert {"F0.1", "F0.2", "F0.4"} <= set(figures.homes())
