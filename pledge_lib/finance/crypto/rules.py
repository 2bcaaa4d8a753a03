"""How a lending protocol liquidates, as a frozen object: one for each version. The numbers come from datasets/rules."""

from dataclasses import dataclass
from typing import Annotated

from pledge_lib.finance.profile import Between, Profile, Share
from pledge_lib.finance.units import DOLLARS, NUMBER, YesNo


@dataclass(frozen=True, kw_only=True)
class CryptoRules(Profile):
    """One version's way to liquidate; shares are fractions, sums US dollars.

    `close_factor` is the share of the debt one call may repay while the health factor is above
    `full_close_health_factor` and both sides reach `small_position`; else all. `whole_position` says whether the share
    is counted on the debt of the whole position or of the one asset. What a partial call leaves must reach `dust`.
    With a `target_health_factor` above 0 a call repays what leads there instead of a share; the bonus then grows from
    `lowest_bonus_share` of the highest bonus at a health factor of 1 to all of it at `highest_bonus_health_factor`.
    """

    close_factor: Share
    full_close_health_factor: Annotated[float, NUMBER.rounded(2), Between("0", "1")]
    small_position: Annotated[int, DOLLARS, Between(0, 1_000_000)]
    dust: Annotated[int, DOLLARS, Between(0, 1_000_000)]
    whole_position: YesNo
    books_deficit: YesNo
    target_health_factor: Annotated[float, NUMBER.rounded(2), Between("0", "10")]
    lowest_bonus_share: Share
    highest_bonus_health_factor: Annotated[float, NUMBER.rounded(2), Between("0", "1")]

    @property
    def has_target(self) -> bool:
        """Return whether a call repays towards a health factor rather than a share of the debt."""
        return self.target_health_factor > 0
