"""The reader's own contract: kept whole on the own disk, a profile like any other, gone when it is forgotten."""

from datetime import date

import pytest

from pledge_lib import datasets
from pledge_lib.datasets.own_contract import OWN, forget_contract, save_contract, saved_contract
from pledge_lib.datasets.own_files import PLACE, contract_path
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.overview.contract import Contract

DAY = date(2026, 11, 29)
MINE = Contract(call_line=1.45, cure_sessions=3, interest_in_debt=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "folder" / "ledger.json"))


def test_without_a_contract_there_are_three_lenders_and_no_such_profile():
    assert saved_contract() is None and OWN not in datasets.pledge_profiles()
    with pytest.raises(InputError):
        datasets.rules(OWN)


def test_a_saved_contract_is_a_profile_with_its_own_provenance():
    save_contract(MINE, DAY)
    assert saved_contract() == (MINE, DAY) and datasets.pledge_profiles()[-1] == OWN
    rules = datasets.rules(OWN)
    assert (rules.call_line, rules.cure_sessions, rules.interest_in_debt) == (1.45, 3, True)
    assert rules.cure_target == datasets.rules("tw-broker-pledge").cure_target
    typed, left_open = rules.provenance["call_line"], rules.provenance["cure_target"]
    assert (typed.mark, typed.source, typed.as_of) == ("FIRM", OWN, DAY)
    assert left_open.mark == "UNVERIFIED" and set(left_open.note) == set(datasets.languages())
    assert OWN in datasets.sources() and set(datasets.title(OWN)) == set(datasets.languages())


def test_a_later_contract_takes_the_place_of_the_earlier_one():
    save_contract(MINE, DAY)
    save_contract(Contract(call_line=1.60), DAY)
    assert datasets.rules(OWN).call_line == 1.60 and not list(contract_path().parent.glob("*.tmp"))


def test_forgotten_it_is_gone():
    save_contract(MINE, DAY)
    assert forget_contract() and not forget_contract()
    assert saved_contract() is None and not contract_path().exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"call_line": 1.3}', '{"call_line": 130, "as_of": "2026-11-29"}'])
def test_a_file_that_is_no_contract_is_none(text):
    save_contract(MINE, DAY)
    contract_path().write_text(text, encoding="utf-8")
    assert saved_contract() is None and OWN not in datasets.pledge_profiles()
