"""Where the money of a forced sale goes: bars that hang one from the other, and what is still owed below zero."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from pledge_lib.finance.sale import Statement
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label

USES = ("sale", "tax", "commission", "interest", "principal", "surplus", "owed")
TONES = ("ink", "soft", "soft", "soft", "soft", "safe", "called")  # of the bars
RANKS = {"sale": 0, "surplus": 0, "owed": 0, "principal": 1, "tax": 2, "commission": 3, "interest": 4}  # of the sums
ABOVE = 10  # pixels from the end of a bar to the middle of its sum


class Billed(Protocol):
    """What knows what is still owed after the sale and all payments."""

    @property
    def bill(self) -> float: ...


def chart(sale_of: Callable[..., Statement], billed_of: Callable[..., Billed], empty: float) -> Chart:
    """Return the chart of a sale; the two say where in a result the sale and what is still owed are found."""
    return Chart(
        marks=(toned.line("joined", tone=tones.QUIET, width=1), toned.bars("sale", tone=tones.INK)),
        points=lambda result: {
            "joined": joined(sale_of(result)),
            "sale": bars(sale_of(result), billed_of(result).bill),
        },
        ranges=lambda result: {"yaxis": ends(sale_of(result), billed_of(result).bill, empty)},
        looks=lambda result, say: {"sale": {"tone": TONES}},
        labels=lambda result: tuple(labels(sale_of(result), billed_of(result))),
        layout=layout,
    )


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


def joined(sale: Statement) -> toned.Path:
    """Return the connectors: from the end of each bar to the start of the next."""
    levels = [sale.sale_value, *bars(sale, 0)["base"][2:6]]
    return toned.segments((place, level, place + 1, level) for place, level in enumerate(levels))


def labels(sale: Statement, billed: Billed) -> Iterator[Label]:
    """Yield the sum of each bar at its outer end; a use that takes nothing has none."""
    found = bars(sale, billed.bill)
    for place, (use, base, height) in enumerate(zip(USES, found["base"], found["y"], strict=True)):
        if height:
            yield Label(
                uid=f"sum-{use}",
                text=(f"waterfall.sum-{use}", billed if use == "owed" else sale),
                x=place,
                y=base + height,
                at="c",
                dy=-ABOVE if height > 0 else ABOVE,
                rank=RANKS[use],
                tone=tones.INK,
            )


def ends(sale: Statement, owed: float, empty: float) -> tuple[float, float]:
    """Return the ends of the axis; `empty` is the upper one where nothing was sold."""
    highest = charts.nice_ceiling(sale.sale_value, charts.FINE) if sale.sale_value else empty
    return -charts.nice_ceiling(owed) if owed else 0, highest


def layout(say: Say) -> Mapping:
    """Return the axes: the names of the bars, in two lines where they are narrow, and money."""
    return axes.plain(_names(say), {"tickformat": ","}, left=80, bottom=40, names=("", "axis.money"))(say)


def _names(say: Say) -> dict:
    steps = [say(f"waterfall.{name}") for name in USES]
    places = list(range(len(steps)))
    return {"range": [-0.6, len(steps) - 0.4], "showgrid": False, "tickvals": places, "ticktext": steps}
