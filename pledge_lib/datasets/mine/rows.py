"""One row of a position: one holding, or one debt, at one lender; the columns it may have and how each is read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pledge_lib.datasets.mine.cells import plain
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import (
    MONEY,
    PER_SHARE,
    PERCENT,
    PRICE,
    RATE,
    SESSIONS,
    Date,
    Days,
    Money,
    Percent,
    PerShare,
    Price,
    Rate,
    Sessions,
    Shares,
    Text,
)

PLEDGE, LONG, SHORT, POSTED, LENT, SUPPLIED, BORROWED = ROW_KINDS = (
    "pledge",
    "long",
    "short",
    "posted",
    "lent",
    "supplied",
    "borrowed",
)
ON_MARGIN, ON_CHAIN = (LONG, SHORT, POSTED), (SUPPLIED, BORROWED)
PLEDGE_RULES = ("tw-broker-pledge", "tw-bank-pledge", "tw-sfc-pledge")
LARGEST = 1e12
NUMBERS: dict[str, tuple[Unit, float, float]] = {  # each column of numbers with its unit and its ends
    "price": (PRICE, 0.0, 1e9),
    "loan": (MONEY, 0.0, LARGEST),
    "annual_rate": (RATE, 0.0, 1.0),
    "call_line": (PERCENT, 1.0, 5.0),
    "cure_target": (PERCENT, 1.0, 5.0),
    "cure_sessions": (SESSIONS, 0.0, 30.0),
    "loan_to_value": (PERCENT, 0.0, 1.0),
    "days": (SESSIONS, 0.0, 3_660.0),
    "proceeds": (MONEY, 0.0, LARGEST),
    "margin": (MONEY, 0.0, LARGEST),
    "posted_rate": (PERCENT, 0.0, 1.0),
    "collateral": (MONEY, 0.0, LARGEST),
    "threshold": (PERCENT, 0.0, 1.0),
    "dividend": (PER_SHARE, 0.0, 1e6),
}
DATES = ("drawn", "matures", "ex_date")
COLUMNS = (
    "lender",
    "kind",
    "symbol",
    "shares",
    "price",
    "loan",
    "which",
    "annual_rate",
    "drawn",
    "matures",
    "rules",
    "call_line",
    "cure_target",
    "cure_sessions",
    "loan_to_value",
    "days",
    "proceeds",
    "margin",
    "posted_rate",
    "collateral",
    "threshold",
    "ex_date",
    "dividend",
)
PARTS = {"kind": "kinds", "rules": "rules"}  # columns of words, with the table that knows them
OF_THE_LENDER = ("annual_rate", "drawn", "matures", "rules", "call_line", "cure_target", "cure_sessions", "days")


@dataclass(frozen=True, kw_only=True)
class PositionRow:
    """A row as it was understood: counts are shares or tokens, rates and ratios fractions; None where nothing stood."""

    lender: Text
    kind: Text
    symbol: Text = ""
    shares: Shares | None = None
    price: Price | None = None
    loan: Money | None = None
    which: Text | None = None
    annual_rate: Rate | None = None
    drawn: Date | None = None
    matures: Date | None = None
    rules: Text | None = None
    call_line: Percent | None = None
    cure_target: Percent | None = None
    cure_sessions: Sessions | None = None
    loan_to_value: Percent | None = None
    days: Days | None = None
    proceeds: Money | None = None
    margin: Money | None = None
    posted_rate: Percent | None = None
    collateral: Money | None = None
    threshold: Percent | None = None
    ex_date: Date | None = None
    dividend: PerShare | None = None

    @property
    def title(self) -> Text:
        """Return what its account is called: the lender, and which loan there where that is said."""
        return f"{self.lender} #{self.which}" if self.which else self.lender

    @property
    def group(self) -> tuple[str, str]:
        """Return what the row belongs to: its lender, and the account of its kind there."""
        kind = "margin" if self.kind in ON_MARGIN else "chain" if self.kind in ON_CHAIN else self.kind
        return self.lender, f"{kind} {self.symbol}" if self.kind == LENT else kind


@cache
def names() -> dict[str, Any]:
    """Return the table of names: of columns, of kinds, of rules, and of the words that stand for nothing."""
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


@cache
def known(part: str) -> dict[str, str]:
    """Return every name of a part of that table, in its plain form, with what it stands for."""
    found = {plain(key): key for key in names()[part]}
    for key, languages in names()[part].items():
        for aliases in languages.values():
            found |= {plain(alias): key for alias in aliases}
    return found


def written(part: str, key: str, language: str) -> str:
    """Return the name that a file written in a language bears; the key in a language without one."""
    return str(names()[part][key].get(language, [key])[0])
