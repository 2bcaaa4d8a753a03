"""Cells of a spreadsheet that we export: numbers as their units write them, texts that none takes for a formula."""

from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, NUMBER

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # a spreadsheet would calculate a cell that starts so


def escape_formula(text: str) -> str:
    """Return a text that a spreadsheet shows and never calculates.

    >>> escape_formula("=1+1"), escape_formula("TSMC")
    ("'=1+1", 'TSMC')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def number_format(quantity: Quantity) -> str:
    """Return how a spreadsheet writes a number of this unit; a per cent may be changed to one with decimals.

    >>> from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE
    >>> number_format(PRICE(800)), number_format(PERCENT(0.03)), number_format(DAYS(15)), number_format(MONEY(65.75))
    ('#,##0.00', '0.00%', '#,##0', '#,##0.00')
    """
    unit = quantity.unit
    if unit is DATE:
        return "yyyy-mm-dd"
    places = unit.places
    if places is None:
        places = 2 if unit.sign or quantity.value % 1 else 0
    decimals = f".{'0' * places}" if places else ""
    whole = "0" if unit.sign or unit is NUMBER else "#,##0"
    return whole + decimals + unit.sign
