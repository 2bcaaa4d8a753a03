"""A contract of the reader's own as one cell of a file: all that it says, so that the position can be read elsewhere.

`自己的契約 v1 填寫日=2026-03-02/追繳線=145%`, or the same in another language or in the library's keys. What the cell
says is held to the same conditions as what is typed in F0.5.
"""

import re
from decimal import Decimal
from typing import Any

from pledge_lib.datasets.mine import cells, rows
from pledge_lib.datasets.mine.problems import Unreadable
from pledge_lib.datasets.own_contract import AS_OF, OWN, contract_of, is_own, name_of, saved_contract
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.overview.contract import (
    FEWEST_SESSIONS,
    HIGHEST_LINE,
    LEVELS,
    LOWEST_LINE,
    MOST_SESSIONS,
    NAMES,
    Contract,
)
from pledge_lib.finance.units import PERCENT, SESSIONS

COLUMN, VERSION = "rules", "1"
SAID = re.compile(r"(?P<name>.*\S) v(?P<version>\d{1,9}) (?P<parts>.+)", re.DOTALL)
PERCENTS = ("call_line", *LEVELS)
WORDS: dict[str, dict[str, Any]] = {
    "interest_in_debt": {"true": True, "false": False},
    "dividends_to": {"borrower": "borrower", "lender": "lender"},
}


def read(cell: object) -> str | None:
    """Return the name of the contract that a cell carries; None where it carries none.

    >>> read("my contract v1 typed on=2026-03-02/call line=145%")
    'own-contract v1 as_of=2026-03-02/call_line=1.45'
    """
    text = cells.text_of(cell)
    found = SAID.fullmatch(text)
    if not found or rows.known("rules").get(cells.plain(found["name"])) != OWN:
        return None
    if found["version"] != VERSION:
        raise Unreadable("other_contract", column=COLUMN, version=found["version"], known=VERSION)
    said: dict[str, Any] = {}
    for part in found["parts"].split("/"):
        head, _, value = part.partition("=")
        name = rows.known("contract").get(cells.plain(head))
        if name is None or name in said:
            raise Unreadable("bad_contract", column=COLUMN, text=part[: cells.LONGEST_NAME])
        try:
            said[name] = _value(name, value)
        except Unreadable:
            raise Unreadable("bad_contract", column=COLUMN, text=part[: cells.LONGEST_NAME]) from None
    if AS_OF not in said:
        raise Unreadable("bad_contract", column=COLUMN, text=rows.names()["contract"][AS_OF]["en"][0])
    day = said.pop(AS_OF)
    try:
        return name_of(Contract(**said), day)
    except InputError as error:
        name = str(error.values["name"])
        text = next((part for part in found["parts"].split("/") if name in _names(part)), name)
        raise Unreadable("bad_contract", column=COLUMN, text=text[: cells.LONGEST_NAME]) from None


def written(name: str, language: str | None) -> str:
    """Return the cell of a rule profile's name: a contract with all that it says, any other by its word.

    >>> written("own-contract v1 as_of=2026-03-02/call_line=1.45/interest_in_debt=true", "en")
    'own contract v1 typed on=2026-03-02/call line=145%/interest in debt=yes'
    """
    if language is None:
        return name
    found = contract_of(name)
    if found is None:
        return rows.written(COLUMN, name, language)
    contract, day = found
    said = {AS_OF: day.isoformat()} | {each: value for each in NAMES if (value := getattr(contract, each)) is not None}
    parts = (f"{rows.written('contract', each, language)}={_text(each, said[each], language)}" for each in said)
    return f"{rows.written(COLUMN, OWN, language)} v{VERSION} {'/'.join(parts)}"


def leaving(name: str | None) -> str | None:
    """Return the name under which a profile leaves this computer: the contract that is kept here says all of it."""
    kept = saved_contract() if name == OWN else None
    return name_of(*kept) if kept else name


def arriving(name: str) -> str:
    """Return the name under which a profile arrives: a contract that says what the one kept here says is that one."""
    brought, kept = contract_of(name), saved_contract()
    return OWN if brought and kept and brought[0] == kept[0] else name


def brought(names: list[str | None]) -> tuple[str, ...]:
    """Return of these profiles each contract once that came with a position."""
    return tuple(dict.fromkeys(name for name in names if name and name != OWN and is_own(name)))


def _value(name: str, text: str) -> Any:
    if name == AS_OF:
        return cells.day(COLUMN, text)
    if name in WORDS:
        choices = ", ".join(WORDS[name])
        word = cells.word(COLUMN, text, rows.known("contract_words"), choices)
        if word not in WORDS[name]:
            raise Unreadable("unknown_word", column=COLUMN, text=text, choices=choices)
        return WORDS[name][word]
    if name in PERCENTS:
        return cells.number(COLUMN, text, PERCENT, low=LOWEST_LINE, high=HIGHEST_LINE)
    return cells.number(COLUMN, text, SESSIONS, low=FEWEST_SESSIONS, high=MOST_SESSIONS)


def _names(part: str) -> tuple[str | None, ...]:
    return (rows.known("contract").get(cells.plain(part.partition("=")[0])),)


def _text(name: str, value: object, language: str) -> str:
    if name in PERCENTS:
        percent = f"{Decimal(repr(value)) * 100:f}"
        return f"{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"
    if name in WORDS:
        word = next(key for key, meant in WORDS[name].items() if meant is value or meant == value)
        return rows.written("contract_words", word, language)
    return str(value)
