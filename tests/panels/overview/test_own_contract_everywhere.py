"""A contract that the reader has saved is one of the lenders of every pledge figure that asks for a lender's rules."""

from datetime import date

import pytest
from support.live_panels import open_panel

from pledge_lib.datasets.own_contract import OWN, save_contract
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.finance.overview.contract import Contract


@pytest.fixture
def saved(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))
    save_contract(Contract(call_line=1.45, cure_sessions=4, cure_target=1.70), date(2026, 11, 29))


@pytest.mark.parametrize("figure", ["F0.1", "F1.1", "F1.3", "F1.4"])
def test_it_can_be_chosen_and_its_badges_name_it(saved, figure):
    panel = open_panel(figure, "en")
    panel.set(profile=OWN)
    badges = " ".join(panel.frame["badges"])
    assert "my own contract" in badges and "145%" in badges and "2026-11-29" in badges


def test_its_own_numbers_are_used(saved):
    panel = open_panel("F1.1", "en")
    panel.set(profile=OWN)
    assert panel.values["line"] == 1.45
    shock = open_panel("F0.1", "en")
    shock.set(profile=OWN, shock=-0.28)
    pledge = shock.result.lane("pledge")
    assert (pledge.line, pledge.to_act, pledge.state) == (1.45, 4, "called")


def test_without_one_nobody_is_offered_it():
    [profile] = [each for each in open_panel("F1.1").declaration.controls if each.key == "profile"]
    assert OWN not in profile.options
