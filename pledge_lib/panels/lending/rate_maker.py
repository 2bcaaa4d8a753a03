"""F3.4: where the fee rate comes from: demand meets supply, and asking for more makes a loan less likely. Our model."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.market import FeeMarket
from pledge_lib.finance.lending.rules import AUCTION, LendingRules
from pledge_lib.finance.units import DAYS, LOTS, MONEY, NUMBER, PERCENT, TIMES
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.rate_maker_view import ID, figure, view

PROFILE = "tw-lending"
NO_EVENT, MERGER, CAPITAL_CUT = "none", "merger", "capital-reduction"
DEMAND = {NO_EVENT: 1.0, MERGER: 2.0, CAPITAL_CUT: 3.0}  # times demand in our model; the reader may change it


@dataclass(frozen=True, kw_only=True)
class RateMaker:
    """A market for the loan of one share, and one offer in it; money in TWD, sizes in lots of 1,000 shares."""

    market: FeeMarket
    asked: float
    value: float
    days: float
    event: str
    volume: float
    rules: LendingRules

    @property
    def fill_odds(self) -> float:
        return self.market.fill_odds(self.asked)

    @property
    def net_if_filled(self) -> float:
        """Return what the loan earns after the broker's share, once it is made."""
        return self._after_share(simple_interest(self.value, self.asked, self.days, self.rules.day_basis))

    @property
    def expected(self) -> float:
        return self.expected_at(self.asked)

    @property
    def best(self) -> float:
        """Return the highest expected income of all rates that may be asked."""
        return self.expected_at(self.market.best_ask) if self.market.best_ask else 0.0

    def expected_at(self, asked):
        """Return the expected income after the broker's share at an ask, elementwise."""
        return self._after_share(self.market.expected_fee(asked, self.value, self.days, self.rules.day_basis))

    def _after_share(self, fee):
        return fee * (1 - self.rules.broker_share)

    @property
    def on_step(self) -> bool:
        """Return whether an auction would take the rate asked."""
        return self.rules.accepts_rate(self.asked, AUCTION)

    @property
    def days_of_selling(self) -> float:
        """Return the days it takes to sell all lots on loan under the daily cap of 2025-04."""
        return self.market.lots / (self.volume * self.rules.borrowed_sale_cap)

    @property
    def state(self) -> str:
        if self.market.demand == 0:
            return "no-demand"
        if self.market.balance > self.market.cap:
            return "at-the-cap"
        return "above" if self.asked > self.market.clearing_rate else "below"


def rate_maker(values: Values) -> RateMaker:
    """Return what the panel shows, from numbers alone."""
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


def _presets() -> tuple[Preset, ...]:
    """Return quiet and hot markets, two events, the cap, and a loan book that is large beside the volume."""
    rules = datasets.rules(PROFILE)
    base = {"asked": 0.05, "demand": 8_000, "supply": 10_000, "event": NO_EVENT, "times": DEMAND[NO_EVENT],
            "event_days": 10, "steadiness": 4, "highest": 0.06, "value": 300_000, "days": 30,
            "volume": 20_000}  # fmt: skip
    cases = {
        "usual": {},
        "article-hot": {"asked": 0.08, "highest": 0.20},
        "fixed-price": {"asked": rules.fixed_price_rate},
        "quiet": {"demand": 500, "supply": 20_000, "asked": 0.01},
        "merger": {"event": MERGER, "times": DEMAND[MERGER], "highest": 0.10, "asked": 0.07},
        "capital-reduction": {"event": CAPITAL_CUT, "times": DEMAND[CAPITAL_CUT], "highest": 0.12, "asked": 0.06},
        "at-the-cap": {"demand": 10_000, "supply": 1_000, "highest": 0.30, "asked": 0.16},
        "thin-volume": {"demand": 10_000, "highest": 0.20, "volume": 5_000},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="asked", low=rules.auction_step, high=rules.highest_rate, step=rules.auction_step, default=0.05,
               unit=PERCENT),
        Slider(key="demand", low=0, high=20_000, step=100, default=8_000, unit=LOTS),
        Slider(key="supply", low=500, high=20_000, step=100, default=10_000, unit=LOTS),
        Choice(key="event", options=tuple(DEMAND), default=NO_EVENT,
               sets=lambda event, _values: {"times": DEMAND[event]}),
        Slider(key="times", low=1, high=5, step=0.5, default=DEMAND[NO_EVENT], unit=TIMES),
        Slider(key="event_days", low=1, high=60, step=1, default=10, unit=DAYS),
        Slider(key="steadiness", low=2, high=12, step=1, default=4, unit=NUMBER),
        Slider(key="highest", low=0.05, high=0.30, step=0.01, default=0.06, unit=PERCENT),
        Slider(key="value", low=50_000, high=5_000_000, step=10_000, default=300_000, unit=MONEY),
        Slider(key="days", low=1, high=180, step=1, default=30, unit=DAYS),
        Slider(key="volume", low=1_000, high=100_000, step=1_000, default=20_000, unit=LOTS),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=rate_maker, view=view, figure=figure)
