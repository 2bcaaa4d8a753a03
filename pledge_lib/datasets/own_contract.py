"""The reader's own contract: typed once, kept beside the record, and a rule profile from then on."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

from pledge_lib.datasets.origins import FOLDER
from pledge_lib.datasets.own_files import contract_path
from pledge_lib.datasets.records import Origin
from pledge_lib.datasets.titles import TITLE, Title, read_profile
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.overview.contract import IN_PROFILE, NAMES, Contract
from pledge_lib.finance.pledging.rules import PledgeRules

OWN = "own-contract"  # the name of its profile, and the key of its source
STANDS_IN = "tw-broker-pledge"  # for what the contract leaves open
AS_OF = "as_of"


def save_contract(contract: Contract, as_of: date) -> None:
    """Write the contract to the reader's disk, or nothing at all; raises OSError where the disk refuses."""
    path = contract_path()
    said = {name: getattr(contract, name) for name in NAMES} | {AS_OF: as_of.isoformat()}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.tmp")
    draft.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    os.replace(draft, path)


def forget_contract() -> bool:
    """Remove the contract from the reader's disk; return whether there was one."""
    found = contract_path().exists()
    with suppress(FileNotFoundError):
        contract_path().unlink()
    return found


def saved_contract() -> tuple[Contract, date] | None:
    """Return the contract and the day it was typed; None without one, or with one that cannot be read."""
    try:
        said = json.loads(contract_path().read_text(encoding="utf-8"))
        day = date.fromisoformat(said.pop(AS_OF))
        return Contract(**{name: said.get(name) for name in NAMES}), day
    except (OSError, ValueError, TypeError, LookupError, AttributeError, InputError):
        return None


def own_rules(base: PledgeRules) -> PledgeRules | None:
    """Return the saved contract as a profile, with another's rules where it leaves something open."""
    found = saved_contract()
    if found is None:
        return None
    contract, day = found
    rules = contract.over(base, OWN)
    texts = _texts()
    said = Origin(mark="FIRM", source=OWN, as_of=day, note=texts["said"])
    left_open = Origin(mark="UNVERIFIED", source=OWN, as_of=day, note=texts["open"])
    own = {name: left_open if name in contract.open else said for name in IN_PROFILE}
    provenance: Mapping = MappingProxyType({**base.provenance, **own})
    return replace(rules, as_of=day, provenance=provenance)


def own_title() -> Title:
    """Return what the profile is called in each language."""
    return _texts()["title"]


@cache
def _texts() -> dict:
    return read_profile(FOLDER, "own_contract.toml", {"title": TITLE, "said": TITLE, "open": TITLE})
