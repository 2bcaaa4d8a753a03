"""The public face: `import pledge_lib as pl`. Nothing is loaded until a name is used.

An editor and a type checker read the imports below, which never run; Python reads the table of homes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledge_lib.datasets.aave import aave_assets as aave_assets
    from pledge_lib.datasets.aave import aave_history as aave_history
    from pledge_lib.datasets.lender_table import lenders as lenders
    from pledge_lib.datasets.price_series import prices as prices
    from pledge_lib.datasets.rule_profiles import rules as rules
    from pledge_lib.datasets.terms import glossary as glossary
    from pledge_lib.datasets.trading_days import calendar as calendar
    from pledge_lib.finance.crypto.assets import Collateral as Collateral
    from pledge_lib.finance.crypto.assets import Debt as Debt
    from pledge_lib.finance.crypto.assets import EMode as EMode
    from pledge_lib.finance.crypto.liquidation import liquidate as liquidate
    from pledge_lib.finance.crypto.position import CryptoPosition as CryptoPosition
    from pledge_lib.finance.crypto.rates import RateCurve as RateCurve
    from pledge_lib.finance.crypto.rates import days_to_liquidation as days_to_liquidation
    from pledge_lib.finance.interest import apr as apr
    from pledge_lib.finance.interest import apy as apy
    from pledge_lib.finance.interest import breakeven_days as breakeven_days
    from pledge_lib.finance.interest import effective_annual_cost as effective_annual_cost
    from pledge_lib.finance.interest import handling_fee as handling_fee
    from pledge_lib.finance.interest import loan_days as loan_days
    from pledge_lib.finance.interest import simple_interest as simple_interest
    from pledge_lib.finance.lending.dividend_tax import compensation_tax as compensation_tax
    from pledge_lib.finance.lending.dividend_tax import dividend_tax as dividend_tax
    from pledge_lib.finance.lending.loan import StockLoan as StockLoan
    from pledge_lib.finance.leverage import loop_exposure as loop_exposure
    from pledge_lib.finance.leverage import loop_loss as loop_loss
    from pledge_lib.finance.leverage import loop_room as loop_room
    from pledge_lib.finance.margin.account import MarginAccount as MarginAccount
    from pledge_lib.finance.margin.positions import Long as Long
    from pledge_lib.finance.margin.positions import Short as Short
    from pledge_lib.finance.margin.quota import Applicant as Applicant
    from pledge_lib.finance.margin.quota import check_application as check_application
    from pledge_lib.finance.margin.trade import purchase as purchase
    from pledge_lib.finance.margin.trade import short_sale as short_sale
    from pledge_lib.finance.margin.trip import round_trip as round_trip
    from pledge_lib.finance.mine.portfolio import Portfolio as Portfolio
    from pledge_lib.finance.pledging.pledge import Holding as Holding
    from pledge_lib.finance.pledging.pledge import Pledge as Pledge
    from pledge_lib.finance.ratio import add_to as add_to
    from pledge_lib.finance.ratio import fall_to_line as fall_to_line
    from pledge_lib.finance.ratio import limit_downs_to_line as limit_downs_to_line
    from pledge_lib.finance.ratio import maintenance_ratio as maintenance_ratio
    from pledge_lib.finance.ratio import repay_to as repay_to
    from pledge_lib.finance.ratio import sell_to as sell_to
    from pledge_lib.market.lending.days import recalled_by as recalled_by
    from pledge_lib.market.mine.holdings import read_portfolio as read_portfolio
    from pledge_lib.market.odds import call_odds as call_odds
    from pledge_lib.market.plan import Payment as Payment
    from pledge_lib.market.plan import Plan as Plan
    from pledge_lib.market.plan import recorded_events as recorded_events
    from pledge_lib.market.sessions import deadline as deadline
    from pledge_lib.market.sessions import first_sale_date as first_sale_date
    from pledge_lib.market.sessions import interest_days as interest_days
    from pledge_lib.market.sessions import settlement_date as settlement_date
    from pledge_lib.market.timeline import run_timeline as run_timeline

_EXPORTS = {
    "finance.ratio": "maintenance_ratio fall_to_line limit_downs_to_line repay_to add_to sell_to",
    "finance.interest": "simple_interest handling_fee apy apr effective_annual_cost breakeven_days loan_days",
    "finance.leverage": "loop_exposure loop_room loop_loss",
    "finance.pledging.pledge": "Holding Pledge",
    "finance.margin.account": "MarginAccount",
    "finance.margin.positions": "Long Short",
    "finance.margin.trade": "purchase short_sale",
    "finance.margin.trip": "round_trip",
    "finance.margin.quota": "Applicant check_application",
    "finance.lending.loan": "StockLoan",
    "finance.lending.dividend_tax": "dividend_tax compensation_tax",
    "finance.crypto.position": "CryptoPosition",
    "finance.crypto.assets": "Collateral Debt EMode",
    "finance.crypto.liquidation": "liquidate",
    "finance.crypto.rates": "RateCurve days_to_liquidation",
    "finance.mine.portfolio": "Portfolio",
    "market.sessions": "settlement_date deadline first_sale_date interest_days",
    "market.lending.days": "recalled_by",
    "market.timeline": "run_timeline",
    "market.plan": "Plan Payment recorded_events",
    "market.odds": "call_odds",
    "market.mine.holdings": "read_portfolio",
    "datasets.rule_profiles": "rules",
    "datasets.lender_table": "lenders",
    "datasets.price_series": "prices",
    "datasets.trading_days": "calendar",
    "datasets.terms": "glossary",
    "datasets.aave": "aave_assets aave_history",
}
_HOME_OF = {name: f"pledge_lib.{home}" for home, names in _EXPORTS.items() for name in names.split()}

__all__ = sorted([*_HOME_OF, "__version__"])


def __getattr__(name: str):
    if name == "__version__":
        from importlib.metadata import version

        value = version("pledge-lab")
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"pledge_lib has no {name!r}; it gives: {', '.join(__all__)}")
    globals()[name] = value  # the next use does not come here again
    return value


def __dir__() -> list[str]:
    return __all__
