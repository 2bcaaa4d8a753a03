"""The numbers of lesson 4's card, from one asset of the protocol and from its rules."""

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, aave_assets
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.profile import Profile
from pledge_lib.finance.units import Health, Percent

ASSET = "WETH"


class Facts:
    """What holds for a loan of the highest LTV in its first block."""

    @property
    def rules(self) -> Profile:
        return datasets.rules("aave-v3-3")

    @property
    def asset(self) -> AaveAsset:
        return aave_assets()[ASSET]

    @property
    def health(self) -> Health:
        return health_factor(1, self.asset.loan_to_value, self.asset.threshold)

    @property
    def fall(self) -> Percent:
        return fall_to_liquidation(self.health)
