"""What F3.4 works out: a market in which shares are borrowed, and one offer in it. Our model."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.market import FeeMarket
from pledge_lib.finance.lending.rules import AUCTION, LendingRules
from pledge_lib.finance.units import Days, Money, Percent, Tenths, WholeLots, Word
from pledge_lib.panels.controls import Values

PROFILE = "tw-lending"
NO_EVENT, MERGER, CAPITAL_CUT = "none", "merger", "capital-reduction"
LIKELY, SELDOM = 0.75, 0.25  # odds from which, and below which, a loan is said to be so; our words


@dataclass(frozen=True, kw_only=True)
class RateMaker:
    """A market for the loan of one share, and one offer in it; sizes in lots of 1,000 shares."""

    market: FeeMarket
    asked: Percent
    value: Money
    days: Days
    event: str
    volume: WholeLots
    rules: LendingRules

    @property
    def fill_odds(self) -> Percent:
        return self.market.fill_odds(self.asked)

    @property
    def net_if_filled(self) -> Money:
        """Return what the loan earns after the broker's share, once it is made."""
        return self.filled_at(self.asked)

    @property
    def expected(self) -> Money:
        return self.expected_at(self.asked)

    @property
    def best(self) -> Money:
        """Return the highest expected income of all rates that may be asked."""
        return self.expected_at(self.market.best_ask) if self.market.best_ask else 0.0

    def filled_at(self, asked):
        """Return what a loan at an ask earns after the broker's share, once it is made, elementwise."""
        return self._after_share(simple_interest(self.value, asked, self.days, self.rules.day_basis))

    def expected_at(self, asked):
        """Return the expected income after the broker's share at an ask, elementwise."""
        return self._after_share(self.market.expected_fee(asked, self.value, self.days, self.rules.day_basis))

    def _after_share(self, fee):
        return fee * (1 - self.rules.broker_share)

    @property
    def chance(self) -> Word:
        """Return in a word how likely a loan is."""
        return "likely" if self.fill_odds >= LIKELY else "seldom" if self.fill_odds < SELDOM else "even"

    @property
    def on_step(self) -> bool:
        """Return whether an auction would take the rate asked."""
        return self.rules.accepts_rate(self.asked, AUCTION)

    @property
    def volume_share(self) -> Percent:
        return self.market.lots / self.volume

    @property
    def cap_lots(self) -> WholeLots:
        """Return the borrowed lots that may be sold in a day under the cap of 2025-04."""
        return self.volume * self.rules.borrowed_sale_cap

    @property
    def days_of_selling(self) -> Tenths:
        """Return the days it takes to sell all lots on loan under that cap."""
        return self.market.lots / self.cap_lots

    @property
    def state(self) -> str:
        if self.market.demand == 0:
            return "no-demand"
        if self.market.balance > self.market.cap:
            return "at-the-cap"
        return "above" if self.asked > self.market.clearing_rate else "below"


def rate_maker(values: Values) -> RateMaker:
    """Return what the figure shows, from numbers alone."""
    rules, happens = datasets.rules(PROFILE), values["event"] != NO_EVENT
    market = FeeMarket(
        demand=values["demand"] * (values["times"] if happens else 1),
        supply=values["supply"],
        highest=values["highest"],
        cap=rules.highest_rate,
        steadiness=values["steadiness"],
    )
    return RateMaker(
        market=market,
        asked=values["asked"],
        value=values["value"],
        days=min(values["days"], values["event_days"]) if happens else values["days"],
        event=values["event"],
        volume=values["volume"],
        rules=rules,
    )
