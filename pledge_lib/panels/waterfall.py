"""Where the money of a forced sale goes: bars that hang one from the other, and what is still owed below zero."""

from collections.abc import Mapping

from pledge_lib.finance.sale import Statement
from pledge_lib.panels import axes, charts
from pledge_lib.panels.saying import Say

USES = ("sale", "tax", "commission", "interest", "principal", "surplus", "owed")
TONES = ("ink", "soft", "soft", "soft", "soft", "safe", "called")  # of the bars


def bars(sale: Statement, owed: float) -> dict:
    """Return the numbers of the bars: each use of the money hangs where the one before has left off.

    >>> from pledge_lib.finance.sale import sale_statement
    >>> sold = sale_statement(550_000, 600_000, 0, transaction_tax=0.003, commission=0.001425)
    >>> [round(height) for height in bars(sold, owed=sold.shortfall)["y"]]
    [550000, 1650, 783, 0, 547567, 0, -52433]
    """
    uses = [sale.tax, sale.commission, sale.interest_paid, sale.principal_paid]
    bases, left = [0.0], sale.sale_value
    for use in uses:
        left -= use
        bases.append(left)
    heights = [sale.sale_value, *uses, sale.surplus, -owed]
    return {"x": range(len(USES)), "base": [*bases, 0.0, 0.0], "y": heights}


def ends(sale: Statement, owed: float, empty: float) -> tuple[float, float]:
    """Return the ends of the axis; `empty` is the upper one where nothing was sold."""
    highest = charts.nice_ceiling(sale.sale_value) if sale.sale_value else empty
    return -charts.nice_ceiling(owed) if owed else 0, highest


def layout(say: Say) -> Mapping:
    """Return the axes: the names of the bars, in two lines where they are narrow, and money."""
    return axes.plain(_names(say), {"tickformat": ","}, left=80, bottom=40, names=("", "axis.money"))(say)


def _names(say: Say) -> dict:
    steps = [say(f"waterfall.{name}") for name in USES]
    places = list(range(len(steps)))
    return {"range": [-0.6, len(steps) - 0.4], "showgrid": False, "tickvals": places, "ticktext": steps}
