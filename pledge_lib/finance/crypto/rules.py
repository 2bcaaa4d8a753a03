"""How a lending protocol liquidates, as a frozen object: one for each version. The numbers come from datasets/rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pledge_lib.finance.profile import Provenance


@dataclass(frozen=True, kw_only=True)
class CryptoRules:
    """One version's way to liquidate; shares are fractions, sums US dollars.

    `close_factor` is the share of the debt one call may repay while the health factor is above
    `full_close_health_factor` and both sides reach `small_position`; else all. `whole_position` says whether the share
    is counted on the debt of the whole position or of the one asset. What a partial call leaves must reach `dust`.
    With a `target_health_factor` above 0 a call repays what leads there instead of a share; the bonus then grows from
    `lowest_bonus_share` of the highest bonus at a health factor of 1 to all of it at `highest_bonus_health_factor`.
    """

    name: str
    as_of: date
    close_factor: float
    full_close_health_factor: float
    small_position: float
    dust: float
    whole_position: bool
    books_deficit: bool
    target_health_factor: float
    lowest_bonus_share: float
    highest_bonus_health_factor: float
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def has_target(self) -> bool:
        """Return whether a call repays towards a health factor rather than a share of the debt."""
        return self.target_health_factor > 0
