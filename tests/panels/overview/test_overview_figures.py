"""What the figures of the overview show of their models: lanes, clocks, tones, the first choice by its name."""

from datetime import date
from functools import partial

import numpy as np
import pytest
from support.live_panels import both, drawn, open_panel, rows
from support.panel_presets import at_preset

from pledge_lib.datasets.own_contract import save_contract
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.finance.overview.contract import Contract
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
    assert {"F0.1", "F0.2", "F0.3", "F0.4", "F0.5"} <= set(figures.homes())


def test_the_clock_of_each_lender_is_that_of_its_rules():
    panel = at_preset("F0.5", "third", "en")
    assert stage(panel)["hero"][1]["number"] == "2025-04-08" and stage(panel)["chip"]["tone"] == "sold"
    panel.set(who="tw-sfc-pledge")
    assert stage(panel)["chip"]["word"] == "last day to pay" and stage(panel)["hero"][1]["number"] == "2025-04-09"
    panel.set(who="aave-v3-3", day=0)
    assert stage(panel)["chip"]["tone"] == "sold" and stage(panel)["hero"][1]["number"] == "—"
    typhoon = at_preset("F0.5", "typhoon", "en")
    assert "2024-10-07" in typhoon.frame["sentence"] and "2024-10-08" in typhoon.frame["sentence"]


def test_a_deadline_that_does_not_exist_is_not_said_to_have_passed():
    panel = at_preset("F0.5", "chain", "en")
    assert panel.view.sentence == (
        "On chain there is no deadline: with a health factor below 1 the next block may liquidate."
    )
    _, line, days, *_ = next(row for row in panel.view.table if row[0] == "On chain (Aave)")
    assert (line, days) == ("—", "—"), "no number of days, and no line that compares with a ratio"


def test_the_whole_account_ratio_counts_no_interest():
    head, *rows = at_preset("F0.5", "third", "en").view.table
    interest = head.index("Interest in the debt")
    assert {row[0]: row[interest] for row in rows}["Margin purchase"] == "no", "TAIWAN.md 2.2"


def test_what_closes_a_call_on_the_line_is_said_of_the_debt():
    panel = open_panel("F0.5", "en")
    assert stage(panel)["hero"][2]["number"] == "21.69"


def test_an_own_contract_fills_its_lane_and_only_as_far_as_it_goes(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))
    panel = at_preset("F0.5", "mine", "en", open_panel)
    assert panel.result.state == "open" and "open-own-contract" in stage(panel)["labels"]
    save_contract(Contract(call_line=1.45, cure_sessions=4), date(2026, 11, 29))
    panel.set(day=5)
    assert panel.result.state == "sale" and "open-own-contract" not in stage(panel)["labels"]
    assert panel.result.chosen.cure_target is None and stage(panel)["hero"][2]["number"] == "—"


def test_the_first_choice_its_place_and_the_flip_are_said():
    panel = open_panel("F0.3", "en")
    labels = stage(panel)["labels"]
    assert labels["lane-pledge"]["text"] == "1. Stock pledge" and "out-margin" in labels
    assert [hero["number"] for hero in stage(panel)["hero"]] == ["Stock pledge", "Sell instead", "5"]
    panel.set(reserve=0.05)
    assert stage(panel)["hero"][0]["number"] == "Sell instead"
