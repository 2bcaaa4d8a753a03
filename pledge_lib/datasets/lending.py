"""Two tables of an article on lending: its four cases and its five brokers, as printed, with source and date."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from pledge_lib.datasets import tables
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.tables import DatasetError, require_unique
from pledge_lib.datasets.titles import TITLE, Columns, Title, read_table
from pledge_lib.finance.profile import MARKS

SCENARIOS, BROKERS = "lending/scenarios.csv", "lending/brokers.csv"


@dataclass(frozen=True)
class Scenario:
    """One of the article's four loans; price TWD per share, rate a fraction a year, days calendar days."""

    id: str
    name: Title
    price: float
    shares: int
    annual_rate: float
    days: int
    printed_total: float
    printed_per_day: float
    source: str
    as_of: date

    @property
    def value(self) -> float:
        """Return what is lent, in TWD."""
        return self.price * self.shares


@dataclass(frozen=True)
class LendingBroker:
    """One row of a table of brokers: the range of fee rates, the broker's share, and the smallest loan in shares."""

    id: str
    broker: Title
    lowest_rate: float
    highest_rate: float
    lowest_share: float
    highest_share: float
    smallest_loan: int | None
    mark: str
    source: str
    as_of: date
    note: Title


@cache
def lending_scenarios() -> tuple[Scenario, ...]:
    """Return the article's four loans in its order.

    >>> [scenario.value for scenario in lending_scenarios()]
    [800000.0, 200000.0, 350000.0, 300000.0]
    """
    columns: Columns = {"id": tables.nonempty_text, "name": TITLE}
    columns |= {"price": tables.number("0", "100000", above=True), "shares": tables.whole(1, 10_000_000)}
    columns |= {"annual_rate": tables.SHARE, "days": tables.whole(1, 3_650)}
    columns |= dict.fromkeys(("printed_total", "printed_per_day"), tables.number("0", "1e9"))
    columns |= {"source": tables.one_of(*sources()), "as_of": tables.day}
    rows = read_table(FOLDER, SCENARIOS, columns)
    require_unique(SCENARIOS, rows, "id", (0,))
    return tuple(Scenario(*row.values) for row in rows)


@cache
def lending_brokers() -> tuple[LendingBroker, ...]:
    """Return the rows of brokers: those of the article, and what firms and others say themselves.

    >>> {(row.lowest_rate, row.highest_rate) for row in lending_brokers() if row.source == "article-003"}
    {(0.001, 0.16)}
    """
    columns: Columns = {"id": tables.nonempty_text, "broker": TITLE}
    columns |= dict.fromkeys(("lowest_rate", "highest_rate", "lowest_share", "highest_share"), tables.SHARE)
    columns |= {"smallest_loan": tables.optional(tables.whole(1, 1_000_000), None)}
    columns |= {"mark": tables.one_of(*MARKS), "source": tables.one_of(*sources()), "as_of": tables.day}
    columns |= {"note": TITLE}
    rows = read_table(FOLDER, BROKERS, columns)
    require_unique(BROKERS, rows, "id", (0,))
    for row in rows:
        broker = LendingBroker(*row.values)
        for name in ("rate", "share"):
            if getattr(broker, f"lowest_{name}") > getattr(broker, f"highest_{name}"):
                problem = f"it is below lowest_{name}; correct one of them"
                raise DatasetError(BROKERS, problem, row.number, f"highest_{name}")
    return tuple(LendingBroker(*row.values) for row in rows)
