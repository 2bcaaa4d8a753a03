"""The four products beside one another: each cell says one thing and leads to the figure that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.course.printed import markdown_table
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

PLEDGE, MARGIN, LEND, CHAIN = PRODUCTS = ("pledge", "margin", "lend", "chain")
NOTEBOOKS = {
    "0": "00_start",
    "1": "01_pledging",
    "2": "02_margin_trading",
    "3": "03_securities_lending",
    "4": "04_crypto_collateral",
}
FIGURES: Mapping[str, tuple[str, ...]] = {  # of each row, in the order of the products
    "what": ("F1.1", "F2.1", "F3.1", "F4.1"),
    "title": ("F1.1", "F2.1", "F3.0", "F4.10"),
    "dividends": ("F1.7", "F1.7", "F3.6", "F4.8"),
    "stock-dividends": ("F1.7", "F1.7", "F3.6", "F4.10"),
    "gifts": ("F1.1", "F2.1", "F3.0", "F4.10"),
    "selling": ("F1.3", "F2.1", "F3.5", "F4.8"),
    "line": ("F1.1", "F2.3", "F3.7", "F4.2"),
    "who": ("F0.5", "F0.5", "F0.5", "F4.2"),
    "time": ("F1.3", "F2.4", "F3.7", "F4.7"),
    "close": ("F1.4", "F2.5", "F3.7", "F4.4"),
    "cost": ("F1.5", "F2.2", "F3.3", "F4.3"),
    "risk": ("F1.3", "F2.8", "F3.7", "F4.10"),
}


@dataclass(frozen=True)
class Comparison:
    """The table in one language, its cells with the figure of each."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def _repr_markdown_(self) -> str:
        rows = [self.head]
        for name, cells in self.rows:
            linked = (f"{text} [{figure}]({NOTEBOOKS[figure[1]]}.ipynb#{figure})" for text, figure in cells)
            rows.append((f"**{name}**", *linked))
        return markdown_table(rows)

    def __repr__(self) -> str:
        table = ["  ".join(self.head)]
        table += ["  ".join((name, *(f"{text} [{figure}]" for text, figure in cells))) for name, cells in self.rows]
        return "\n".join(table)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the four products go by today; the cells name its values."""

    broker: PledgeRules
    company: PledgeRules
    margin: MarginRules
    lending: LendingRules
    asset: AaveAsset


def terms() -> Terms:
    """Return the rule profiles, and Ether as the collateral of the loan on chain."""
    return Terms(
        broker=datasets.rules("tw-broker-pledge"),
        company=datasets.rules("tw-sfc-pledge"),
        margin=datasets.rules("tw-margin"),
        lending=datasets.rules("tw-lending"),
        asset=aave_assets()["WETH"],
    )


def comparison(words: Words) -> Comparison:
    """Return the table, its numbers from the rule profiles of today."""
    say = Say(words, "comparison", about=(terms(),))
    rows = tuple(
        (
            say(f"{row}.name"),
            tuple((say(f"{row}.{product}"), figure) for product, figure in zip(PRODUCTS, figures, strict=True)),
        )
        for row, figures in FIGURES.items()
    )
    return Comparison(head=("", *map(say, PRODUCTS)), rows=rows)
