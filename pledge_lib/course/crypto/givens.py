"""What several questions and claims of lesson 4 take as given."""

from pledge_lib import datasets
from pledge_lib.course.questions import given
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.liquidation import Liquidation, liquidate
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import DOLLARS, PERCENT

VALUE = given(DOLLARS, 10_000, 10_000, 60_000, 5_000)
LINES = {"ltv": given(PERCENT, 0.805), "threshold": given(PERCENT, 0.83)}


def ether() -> AaveAsset:
    """Return the dated parameters of ether at the protocol."""
    return aave_assets()["WETH"]


def version() -> CryptoRules:
    """Return the rules of the protocol's version that the lesson computes with."""
    return datasets.rules("aave-v3-3")


def position_of(value: float, debt: float, threshold: float, ltv: float = 0.0, bonus: float = 0.05) -> CryptoPosition:
    """Return a position of one collateral worth so many dollars, and a debt in dollars."""
    held = Collateral(symbol="ETH", amount=1, price=value, loan_to_value=ltv, threshold=threshold, bonus=bonus)
    return CryptoPosition(collateral=[held], debts=[Debt(symbol="USDC", amount=debt)])


def fallen(value: float, ltv: float, threshold: float, fall: float, bonus: float = 0.05) -> Liquidation:
    """Return the call on a position that borrowed all its limit before the price fell."""
    held = Collateral(symbol="ETH", amount=1, price=value, loan_to_value=ltv, threshold=threshold, bonus=bonus)
    debt = CryptoPosition(collateral=[held]).borrow_limit
    now = position_of(after_change(value, -fall), debt, threshold, ltv, bonus)
    return liquidate(now, "ETH", "USDC", version())
