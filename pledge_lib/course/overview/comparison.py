"""The four products beside one another: each cell says one thing and leads to the figure that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.units import PERCENT, SESSIONS
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
        lines = [f"| {' | '.join(self.head)} |", "|---" * len(self.head) + "|"]
        for name, cells in self.rows:
            linked = (f"{text} [{figure}]({NOTEBOOKS[figure[1]]}.ipynb)" for text, figure in cells)
            lines.append(f"| **{name}** | {' | '.join(linked)} |")
        return "\n".join(lines)

    def __repr__(self) -> str:
        table = ["  ".join(self.head)]
        table += ["  ".join((name, *(f"{text} [{figure}]" for text, figure in cells))) for name, cells in self.rows]
        return "\n".join(table)


def comparison(words: Words) -> Comparison:
    """Return the table, its numbers from the rule profiles of today."""
    numbers = _numbers()
    rows = tuple(
        (
            words(f"comparison.{row}.name"),
            tuple(
                (words(f"comparison.{row}.{product}", **numbers), figure)
                for product, figure in zip(PRODUCTS, figures, strict=True)
            ),
        )
        for row, figures in FIGURES.items()
    )
    return Comparison(head=("", *(words(f"comparison.{product}") for product in PRODUCTS)), rows=rows)


def _numbers() -> dict[str, str]:
    broker, company = datasets.rules("tw-broker-pledge"), datasets.rules("tw-sfc-pledge")
    margin, lending, asset = datasets.rules("tw-margin"), datasets.rules("tw-lending"), aave_assets()["WETH"]
    per_cents = {
        "broker_line": broker.call_line,
        "company_line": company.call_line,
        "margin_line": margin.call_line,
        "lending_line": lending.call_line,
        "lending_start": lending.initial_ratio,
        "limit": asset.loan_to_value,
        "threshold": asset.threshold,
        "target": margin.cancel_level,
        "lending_target": lending.cure_target,
        "share": lending.broker_share,
        "highest": lending.highest_rate,
    }
    days = {
        "broker_days": broker.cure_sessions,
        "company_days": company.cure_sessions,
        "margin_days": margin.cure_sessions,
        "lending_days": lending.broker_cure_sessions,
        "recall": lending.recall_sessions,
        "longest_recall": lending.longest_recall_sessions,
    }
    written = {name: PERCENT.write(value) for name, value in per_cents.items()}
    return written | {name: SESSIONS.write(value) for name, value in days.items()}
