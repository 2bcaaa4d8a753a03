"""The reader's own contract: typed once, kept beside the record, and a rule profile from then on.

One that a position brings along from another computer is a profile too. Its name says all of it, so that it needs no
place of its own, and two contracts never bear one name.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

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
CARRIED = f"{OWN} v1 "  # how the name of one begins that came with a position; behind it stands what the contract says


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


def name_of(contract: Contract, as_of: date) -> str:
    """Return the name of a contract that says all of it; `contract_of` reads it again.

    >>> name_of(Contract(call_line=1.45, interest_in_debt=True), date(2026, 3, 2))
    'own-contract v1 as_of=2026-03-02/call_line=1.45/interest_in_debt=true'
    """
    said = ((name, value) for name in NAMES if (value := getattr(contract, name)) is not None)
    parts = (f"{name}={value if isinstance(value, str) else json.dumps(value)}" for name, value in said)
    return CARRIED + "/".join([f"{AS_OF}={as_of.isoformat()}", *parts])


@lru_cache(maxsize=64)
def contract_of(name: str) -> tuple[Contract, date] | None:
    """Return what a name says that `name_of` made; None for any other name."""
    if not name.startswith(CARRIED):
        return None
    try:
        said = dict(part.split("=") for part in name.removeprefix(CARRIED).split("/"))
        day = date.fromisoformat(said.pop(AS_OF))
        values: dict[str, Any] = {
            key: text if key == "dividends_to" else json.loads(text) for key, text in said.items()
        }
        return Contract(**values), day
    except (ValueError, TypeError, LookupError, InputError):
        return None


def is_own(name: str) -> bool:
    """Return whether a name is that of a reader's contract, kept here or brought along."""
    return name == OWN or name.startswith(CARRIED)


def own_rules(base: PledgeRules, name: str = OWN) -> PledgeRules | None:
    """Return a reader's contract as a profile, with another's rules where it leaves something open."""
    found = saved_contract() if name == OWN else contract_of(name)
    if found is None:
        return None
    contract, day = found
    rules = contract.over(base, name)
    texts = _texts()
    said = Origin(mark="FIRM", source=OWN, as_of=day, note=texts["said" if name == OWN else "carried_said"])
    left_open = Origin(mark="UNVERIFIED", source=OWN, as_of=day, note=texts["open"])
    own = {name: left_open if name in contract.open else said for name in IN_PROFILE}
    provenance: Mapping[str, Any] = MappingProxyType({**base.provenance, **own})
    return replace(rules, as_of=day, provenance=provenance)


def own_title(name: str = OWN) -> Title:
    """Return what the profile is called in each language; one that was brought along by the day on which it was typed.

    >>> own_title(name_of(Contract(call_line=1.45), date(2026, 3, 2)))["en"]
    'contract that came with the position, 2026-03-02'
    """
    found = contract_of(name)
    if found is None:
        title: Title = _texts()["title"]
        return title
    _, day = found
    return Title({language: text.format(day=day) for language, text in _texts()["carried"].items()})


@cache
def _texts() -> dict[str, Any]:
    return read_profile(
        FOLDER, "own_contract.toml", dict.fromkeys(("title", "said", "open", "carried", "carried_said"), TITLE)
    )
