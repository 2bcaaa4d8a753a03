"""A contract that the reader has saved is one of the lenders of every pledge figure that asks for a lender's rules."""

from datetime import date

import pytest
from support.live_panels import open_panel

from pledge_lib.datasets.own_contract import OWN, save_contract
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.finance.overview.contract import Contract
from pledge_lib.market.sessions import deadline, next_session


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


@pytest.fixture
def due_that_day(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "ledger.json"))
    save_contract(Contract(call_line=1.45, cure_sessions=0), date(2026, 11, 29))


def test_a_call_that_is_due_that_day_is_said_so_and_is_not_mistaken_for_a_loan_on_chain(due_that_day):
    panel = open_panel("F0.1", "en")
    panel.set(profile=OWN, shock=-0.28, chain=0.3, lanes="two")
    pledge = panel.result.lane("pledge")
    assert (pledge.to_act, pledge.clock.sold - pledge.clock.called, pledge.state) == (0, 1, "called")
    assert panel.result.state == "same-day" and "on the day of the notice" in panel.frame["sentence"]


@pytest.mark.parametrize("notice", [date(2025, 4, 2), date(2024, 10, 1), date(2025, 1, 22)])
def test_the_rules_beside_one_another_give_its_days(due_that_day, notice):
    panel = open_panel("F0.5", "en")
    panel.set(who=OWN, day=0, notice=notice)
    assert panel.result.deadline == notice and panel.result.state == "last-day"
    assert panel.result.first_sale == next_session(notice)
    panel.set(day=1)
    assert panel.result.state == "sale"


def test_the_timeline_sells_in_the_session_after_the_notice(due_that_day):
    panel = open_panel("F1.3", "en")
    panel.set(profile=OWN)
    notice = panel.result.notice
    assert notice.deadline == notice.date and notice.first_sale == next_session(notice.date)
    save_contract(Contract(call_line=1.45, cure_sessions=3), date(2026, 11, 29))
    panel.react({})
    assert panel.result.notice.deadline == deadline(notice.date, 3), "a contract that is typed anew counts at once"


def test_without_one_nobody_is_offered_it():
    [profile] = [each for each in open_panel("F1.1").declaration.controls if each.key == "profile"]
    assert OWN not in profile.options
