"""Why a file, a column or a cell was not understood: a key with what it speaks about, said in words by who shows it.

The sentences here are English and for code; a page says the same in the reader's language, by the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SENTENCES = {
    "empty": "the file holds nothing; choose another one",
    "too_big": "the file has {size} bytes but at most {limit} are read; leave out what is no holding",
    "too_many_rows": "the file has more than {limit} rows; leave out what is no holding, or split it",
    "too_wide": "a row has more than {limit} columns, or a cell more than {length} characters; leave out the rest",
    "too_many_cells": "the table has more than {limit} filled cells; leave out the columns that are of no use",
    "old_workbook": "this is a workbook of the old kind or one with a password; save it as .xlsx without one",
    "packed": "the workbook unpacks to more than {limit} bytes; copy the table into a new one",
    "broken": "the file is damaged or no table; save it once more as .xlsx or .csv",
    "encoding": "the letters of the file cannot be told; save it as UTF-8 or as .xlsx",
    "no_code": "the code begins with {text!r}, not with {start}; copy the whole of it",
    "damaged_code": "a letter of the code is wrong or missing; copy the whole of it once more",
    "no_header": "no row names the columns; put names such as lender, symbol, shares, price above the numbers",
    "twice": "two columns are named {column}; keep one of them",
    "no_rows": "there is no holding below the names of the columns; add one row for each",
    "missing": "{column} is missing; write it into this row",
    "not_a_number": "{column} is {text!r}, which is not a number; write one such as 600000",
    "other_unit": "{column} is {text!r}, in {given}, which is a unit of something else; write it in its own",
    "rate_unsure": "{column} is {text!r}; write {text}% or {other}, whichever it is",
    "not_positive": "{column} is {text!r} but must be above 0; correct it",
    "not_whole": "{column} is {text!r}; shares are whole; write a whole number",
    "not_a_date": "{column} is {text!r}, which is not a date; write one such as 2026-03-02 or 115/3/2",
    "year_count": "{column} is {text!r}, whose year may be of either count; write four digits, or say which count",
    "out_of_range": "{column} is {text!r} but must be from {low} to {high}; correct it",
    "formula": "{column} is a formula ({text!r}); nothing in a file is calculated, so write its value",
    "unknown_word": "{column} is {text!r}, which is not known; write one of: {choices}",
    "unknown_lender": "the kind of lender {text!r} is not known; write into the column {column} one of: {choices}",
    "no_contract": "{column} is {text!r}, but none is kept on this computer; type it in F0.5, or name another kind",
    "bad_contract": "{column} carries a contract, of which {text!r} is not understood; copy the whole cell again, or "
    "write own contract and type the contract in F0.5",
    "other_contract": "{column} carries a contract in form {version}, but only form {known} is read here; bring this "
    "course up to date",
    "two_values": "{column} of {text!r} is {value} here and {other} in row {row}; write one of them in both",
    "whose_loan": "{text} has several loans, and whose row this is cannot be told; write the day of its loan, or a "
    "number for each loan into the column {column}",
    "before": "the loan ends on {value}, before it began on {other}; correct one of them",
    "refused": "{reason}",
}


@dataclass(frozen=True)
class Problem:
    """One reason, with the numbers and words its sentence names."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return SENTENCES[self.key].format(**self.values)


class Unreadable(ValueError):
    """What cannot be read, a whole file or one cell; `problem` says why."""

    def __init__(self, key: str, **values: object) -> None:
        self.problem = Problem(key, values)
        super().__init__(str(self.problem))
