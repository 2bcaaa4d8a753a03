"""The parameters of the lending protocol as dated data: each asset's two lines and its curve, and how they changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from pledge_lib.datasets import tables
from pledge_lib.datasets.framed import Rows
from pledge_lib.datasets.origins import FOLDER, sources
from pledge_lib.datasets.tables import DatasetError, require_unique
from pledge_lib.datasets.titles import TITLE, Columns, Title, read_table
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.crypto.assets import Collateral, EMode
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.finance.units import Percent

FILE, HISTORY = "aave/parameters.csv", "aave/history.csv"
CONFIDENCE = ("high", "medium", "low")
SLOPE = tables.number("0", "10")
EMODE_SHARE = tables.optional(tables.SHARE, None)


@dataclass(frozen=True)
class AaveAsset:
    """One asset's parameters; risk values and rates each have their own day, source and confidence."""

    symbol: str
    decimals: int
    loan_to_value: Percent
    threshold: Percent
    bonus: Percent
    protocol_fee: Percent
    reserve_factor: Percent
    optimal_utilization: Percent
    base: Percent
    slope1: Percent
    slope2: Percent
    emode_label: str
    emode_loan_to_value: Percent | None
    emode_threshold: Percent | None
    emode_bonus: Percent | None
    risk_as_of: date
    risk_source: str
    risk_confidence: str
    rates_as_of: date
    rates_source: str
    rates_confidence: str
    note: Title

    @property
    def curve(self) -> RateCurve:
        """Return the asset's interest curve."""
        return RateCurve(
            optimal_utilization=self.optimal_utilization,
            base=self.base,
            slope1=self.slope1,
            slope2=self.slope2,
            reserve_factor=self.reserve_factor,
        )

    @property
    def emode(self) -> EMode | None:
        """Return the category of assets that it moves with, where there is one."""
        shares = (self.emode_loan_to_value, self.emode_threshold, self.emode_bonus)
        if not self.emode_label or None in shares:
            return None
        loan_to_value, threshold, bonus = (float(share or 0) for share in shares)
        return EMode(label=self.emode_label, loan_to_value=loan_to_value, threshold=threshold, bonus=bonus)

    def collateral(self, amount: float, price: float) -> Collateral:
        """Return so many tokens of the asset as collateral, with its two lines."""
        return Collateral(
            symbol=self.symbol,
            amount=amount,
            price=price,
            loan_to_value=self.loan_to_value,
            threshold=self.threshold,
            bonus=self.bonus,
            protocol_fee=self.protocol_fee,
            in_emode=bool(self.emode_label),
        )


@dataclass(frozen=True)
class AaveChange:
    """One dated change of a parameter; an empty `before` is the listing of the asset."""

    symbol: str
    parameter: str
    before: str
    after: str
    date: date
    source: str
    where: str


@cache
def aave_assets() -> Mapping[str, AaveAsset]:
    """Return every asset of the protocol by its symbol.

    LTV, threshold, bonus and rates are fractions. A damaged table raises DatasetError.

    >>> ether = aave_assets()["WETH"]
    >>> ether.loan_to_value, ether.threshold, str(ether.risk_as_of)
    (0.805, 0.83, '2026-05-17')
    """
    source, confidence = tables.one_of(*sources()), tables.one_of(*CONFIDENCE)
    columns: Columns = {"symbol": tables.nonempty_text, "decimals": tables.whole(0, 36)}
    columns |= dict.fromkeys(("loan_to_value", "threshold", "bonus", "protocol_fee", "reserve_factor"), tables.SHARE)
    columns |= {"optimal_utilization": tables.number("0.01", "0.99")}
    columns |= dict.fromkeys(("base", "slope1", "slope2"), SLOPE)
    columns |= {"emode": str} | dict.fromkeys(("emode_loan_to_value", "emode_threshold", "emode_bonus"), EMODE_SHARE)
    for group in ("risk", "rates"):
        columns |= {f"{group}_as_of": tables.day, f"{group}_source": source, f"{group}_confidence": confidence}
    columns |= {"note": TITLE}
    rows = read_table(FOLDER, FILE, columns)
    require_unique(FILE, rows, "symbol", (0,))
    found = {}
    for row in rows:
        asset = AaveAsset(*row.values)
        if asset.loan_to_value > asset.threshold:
            raise DatasetError(FILE, "it is below loan_to_value; correct one of them", row.number, "threshold")
        found[asset.symbol] = asset
    return MappingProxyType(found)


@cache
def aave_history(symbol: str | None = None) -> Rows[AaveChange]:
    """Return the dated changes of one asset or of all, oldest first; `.frame` gives them as a table.

    An asset that the protocol does not list here raises InputError.

    >>> [(str(change.date), change.after) for change in aave_history("WETH") if change.parameter == "loan_to_value"][-1]
    ('2026-05-17', '0.805')
    """
    if symbol is not None and symbol not in aave_assets():
        raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(aave_assets()))
    columns: Columns = {"symbol": tables.one_of(*aave_assets()), "parameter": tables.nonempty_text, "before": str}
    columns |= {"after": tables.nonempty_text, "date": tables.day, "source": tables.one_of(*sources())}
    columns |= {"where": tables.nonempty_text}
    rows = read_table(FOLDER, HISTORY, columns)
    require_unique(HISTORY, rows, "date", (0, 1, 4))
    changes = sorted((AaveChange(*row.values) for row in rows), key=lambda change: change.date)
    return Rows(change for change in changes if symbol in (None, change.symbol))
