"""The lenders' tables: rates with their fees, each row with the day and the source it was read from."""

import math
from dataclasses import replace
from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.framed import Rows
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.records import Lender
from pledge_lib.datasets.tables import DatasetError, require_unique
from pledge_lib.datasets.titles import TITLE, Columns, read_table
from pledge_lib.finance.profile import MARKS

LENDER_KINDS = ("bank", "broker", "securities finance company")
RATE_KINDS = ("posted", "promotional", "from")
FEE = tables.optional(tables.number("0", "1000000"), 0.0)
WAIVER = tables.optional(tables.number("0", "1000000"), math.inf)


@cache
def lenders() -> Rows[Lender]:
    """Return the rows of the lenders' tables; one firm may stand there with several rates from several sources.

    `.frame` gives them as a table. Rates are fractions a year, fees TWD. A damaged table raises DatasetError.

    >>> sorted({lender.kind for lender in lenders()})
    ['bank', 'broker', 'securities finance company']
    """
    file = "lenders.csv"
    columns: Columns = {"id": tables.nonempty_text, "lender": TITLE}
    columns |= {"kind": tables.one_of(*LENDER_KINDS), "annual_rate": tables.SHARE}
    columns |= {"rate_is": tables.one_of(*RATE_KINDS)}
    columns |= {"rate_note": tables.nonempty_text, "account_fee_low": FEE, "account_fee_high": FEE}
    columns |= {"fee_share_of_loan": tables.optional(tables.SHARE, 0.0), "fee_minimum": FEE, "fee_waived_at": WAIVER}
    columns |= {"fee_per_lot": FEE, "fee_per_draw": FEE}
    columns |= {"as_of": tables.day, "source": tables.one_of(*sources()), "mark": tables.one_of(*MARKS)}
    columns |= {"note": TITLE}
    rows = read_table(FOLDER, file, columns)
    require_unique(file, rows, "id", (0,))
    found = []
    for row in rows:
        lender = Lender(*row.values)
        if lender.account_fee_high == 0.0:
            lender = replace(lender, account_fee_high=lender.account_fee_low)
        if lender.account_fee_high < lender.account_fee_low:
            raise DatasetError(file, "it is below account_fee_low; correct one of them", row.number, "account_fee_high")
        found.append(lender)
    return Rows(found)
