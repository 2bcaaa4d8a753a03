"""Numbers as the course shows them, for tests that print them beside a lesson's."""

from pledge_lib.finance.units import MONEY, PERCENT


def amount_text(amount: float, places: int | None = None) -> str:
    """Return a sum of money; whole ones without cents unless places are asked for."""
    return MONEY.write(amount) if places is None else MONEY.rounded(places).write(amount)


def percent_text(fraction: float, places: int = 2) -> str:
    """Return a fraction as per cent with so many decimals."""
    return PERCENT.rounded(places).write(fraction)
