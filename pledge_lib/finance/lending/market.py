"""The price of borrowing a share where borrowers and lenders meet: our own model, no rule and no record.

The lots wanted fall in a straight line to none at the highest rate that borrowers would pay; the lots offered rise in
a straight line to all at the cap. An offer is filled when the rate of the day reaches what it asks, and rates scatter
around the balance: the steadier the market, the less. Rates are fractions a year, lots are 1,000 shares.
"""

from dataclasses import dataclass

from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative, require_positive
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.ratio import where
from pledge_lib.finance.units import Count, Percent, WholeLots


@dataclass(frozen=True, kw_only=True)
class FeeMarket:
    """Lots wanted for nothing, lots offered at the cap, the highest rate that borrowers would pay, the steadiness.

    >>> market = FeeMarket(demand=2_000, supply=8_000, highest=0.16, cap=0.16, steadiness=2)
    >>> round(market.clearing_rate, 4), market.lots, market.fill_odds(market.balance), round(market.best_ask, 4)
    (0.032, 1600.0, 0.5, 0.032)
    """

    demand: WholeLots
    supply: WholeLots
    highest: Percent
    cap: Percent
    steadiness: Count

    def __post_init__(self):
        require_not_negative("demand", self.demand)
        for name in ("supply", "highest", "cap", "steadiness"):
            require_positive(name, getattr(self, name))
        require_fraction("cap", self.cap)
        if self.steadiness <= 1:  # a market so loose that asking ever more always pays has no best ask
            raise InputError("below_limit", name="steadiness", value=self.steadiness, limit=1.01)

    def wanted(self, rate):
        """Return the lots that borrowers want at a rate; none above the highest they would pay."""
        require_not_negative("rate", rate)
        left = self.demand * (1 - rate / self.highest)
        return where(left > 0, left, 0.0)

    def offered(self, rate):
        """Return the lots that lenders offer at a rate; all of them from the cap on."""
        require_not_negative("rate", rate)
        return self.supply * where(rate < self.cap, rate / self.cap, 1.0)

    @property
    def balance(self) -> Percent:
        """Return the rate at which as much is wanted as offered if supply kept rising beyond the cap."""
        return self.demand * self.cap * self.highest / (self.supply * self.highest + self.demand * self.cap)

    @property
    def clearing_rate(self) -> Percent:
        """Return the rate at which loans are made: the balance, but never above the cap."""
        return min(self.balance, self.cap)

    @property
    def lots(self) -> WholeLots:
        """Return the lots on loan at the clearing rate."""
        return min(self.wanted(self.clearing_rate), self.offered(self.clearing_rate))

    @property
    def unmet(self) -> WholeLots:
        """Return the lots that borrowers want and do not get because the rate may not rise above the cap."""
        return max(0.0, self.wanted(self.cap) - self.supply) if self.balance > self.cap else 0.0

    def fill_odds(self, asked):
        """Return the odds that an offer which asks at least this rate is filled: one half at the balance."""
        require_positive("asked", asked)
        if self.balance == 0:
            return 0 * asked
        return 1 / (1 + (asked / self.balance) ** self.steadiness)

    @property
    def best_ask(self) -> Percent:
        """Return the ask with the highest expected income, at most the cap: where odds stop making up for the rate."""
        return min(self.balance * (self.steadiness - 1) ** (-1 / self.steadiness), self.cap)

    def expected_fee(self, asked, value: float, days: float, basis: int):
        """Return the gross fee of a loan at the asked rate, times the odds that it is made.

        >>> market = FeeMarket(demand=2_000, supply=8_000, highest=0.16, cap=0.16, steadiness=2)
        >>> round(market.expected_fee(0.032, 365_000, 30, 365), 2)
        480.0
        """
        return self.fill_odds(asked) * simple_interest(value, asked, days, basis)
