"""F3.4: where the fee rate comes from: demand meets supply, and asking for more makes a loan less likely. Our model."""

from dataclasses import dataclass

import numpy as np

from pledge_lib import datasets
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.market import FeeMarket
from pledge_lib.finance.lending.rules import AUCTION, LendingRules
from pledge_lib.finance.units import DAYS, LOTS, MONEY, NUMBER, PERCENT, TIMES, Days, Money, Percent, Tenths, WholeLots
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.figure import Chart, Figure, Table

ID = "F3.4"
PROFILE = "tw-lending"
NO_EVENT, MERGER, CAPITAL_CUT = "none", "merger", "capital-reduction"
DEMAND = {NO_EVENT: 1.0, MERGER: 2.0, CAPITAL_CUT: 3.0}  # times demand in our model; the reader may change it
RULES_USED = (
    "highest_rate",
    "auction_step",
    "negotiated_step",
    "fixed_price_rate",
    "broker_share",
    "day_basis",
    "borrowed_sale_cap",
)
SOURCES = ("C-3",)  # loans are sent back early on mergers, capital reductions and the like
POINTS = 129


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
        return self._after_share(simple_interest(self.value, self.asked, self.days, self.rules.day_basis))

    @property
    def expected(self) -> Money:
        return self.expected_at(self.asked)

    @property
    def best(self) -> Money:
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


def notes(result: RateMaker):
    """Yield what else to know."""
    yield "note.model"
    if result.event != NO_EVENT:
        yield f"note.event-{result.event}"
    if not result.on_step:
        yield "note.off-step"
    if result.market.lots:
        yield "note.sold"


def points(result: RateMaker) -> dict:
    """Return the numbers of the marks: demand and supply over the rate, and below them the income to be expected."""
    market, asked, ends = result.market, result.asked * 100, ranges(result)
    rates = np.linspace(0, market.cap, POINTS)
    asks, per_cent = rates[1:], (rates * 100).tolist()
    return {
        "wanted": (per_cent, market.wanted(rates).tolist()),
        "offered": (per_cent, market.offered(rates).tolist()),
        "cross": ([market.clearing_rate * 100], [market.lots]),
        "asked": ([asked] * 2, ends["yaxis"]),
        "odds": (per_cent[1:], (market.fill_odds(asks) * 100).tolist()),
        "expected": (per_cent, [0.0, *result.expected_at(asks).tolist()]),
        "asked-below": ([asked] * 2, ends["yaxis2"]),
        "points": ([asked, market.best_ask * 100], [result.expected, result.best]),
    }


def ranges(result: RateMaker) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "yaxis": (0, charts.nice_ceiling(max(result.market.demand, result.market.supply))),
        "yaxis2": (0, charts.nice_ceiling(result.best * 1.05)),
    }


LOTS_THERE, BELOW, UNLISTED = "{name} %{x:.2f}% %{y:,.0f}", {"yaxis": "y2"}, {"showlegend": False}
CHART = Chart(
    marks=(
        marks.line("wanted", color=charts.BLUE, name="wanted", hover=LOTS_THERE),
        marks.line("offered", color=charts.ORANGE, name="offered", dash="dash", hover=LOTS_THERE),
        marks.dots("cross", color=charts.GREEN, name="cross", symbols="diamond", hover=LOTS_THERE),
        marks.line("asked", color=charts.GREY, name="asked", dash="dot", width=2),
        marks.line(
            "expected", color=charts.GREEN, name="expected", width=3.5, hover="{name} %{x:.2f}% %{y:,.2f}", also=BELOW
        ),
        marks.line(
            "odds",
            color=charts.GREY,
            name="odds",
            dash="dashdot",
            width=1.8,
            hover="{name} %{y:.2f}%",
            also={"yaxis": "y3"},
        ),
        marks.line("asked-below", color=charts.GREY, dash="dot", width=2, also=BELOW | UNLISTED),
        marks.dots(
            "points",
            color=[charts.BLUE, charts.GREEN],
            name="points",
            symbols=["circle", "star"],
            hover="%{x:.2f}% %{y:,.2f}",
            also=BELOW | UNLISTED,
        ),
    ),
    points=points,
    ranges=ranges,
    layout=lambda say: {
        "height": 480,
        "margin": {"l": 76, "r": 62, "t": 62, "b": 48},
        "xaxis": {"range": [0, 16.2], "anchor": "y2", "ticksuffix": "%", "title": say("axis.rate")},
        "yaxis": {"range": [0, 10_000], "domain": (0.56, 1.0), "tickformat": ",", "title": say("axis.lots")},
        "yaxis2": {"range": [0, 1_000], "domain": (0.0, 0.46), "tickformat": ",", "title": say("axis.income")},
        "yaxis3": {
            "range": [0, 100],
            "overlaying": "y2",
            "side": "right",
            "showgrid": False,
            "ticksuffix": "%",
            "title": say("axis.odds"),
        },
    },
)
TABLE = Table(
    rows=lambda result: (
        "market.clearing_rate",
        "market.lots",
        "market.unmet",
        "asked",
        "fill_odds",
        "net_if_filled",
        "expected",
        "market.best_ask",
        "best",
        "volume_share",
        "cap_lots",
        "days_of_selling",
    ),
)


def presets():
    """Yield quiet and hot markets, two events, the cap, and a loan book that is large beside the volume."""
    base = {
        "asked": 0.05,
        "demand": 8_000,
        "supply": 10_000,
        "event": NO_EVENT,
        "times": DEMAND[NO_EVENT],
        "event_days": 10,
        "steadiness": 4,
        "highest": 0.06,
        "value": 300_000,
        "days": 30,
        "volume": 20_000,
    }
    cases = {
        "usual": {},
        "article-hot": {"asked": 0.08, "highest": 0.20},
        "fixed-price": {"asked": datasets.rules(PROFILE).fixed_price_rate},
        "quiet": {"demand": 500, "supply": 20_000, "asked": 0.01},
        "merger": {"event": MERGER, "times": DEMAND[MERGER], "highest": 0.10, "asked": 0.07},
        "capital-reduction": {"event": CAPITAL_CUT, "times": DEMAND[CAPITAL_CUT], "highest": 0.12, "asked": 0.06},
        "at-the-cap": {"demand": 10_000, "supply": 1_000, "highest": 0.30, "asked": 0.16},
        "thin-volume": {"demand": 10_000, "highest": 0.20, "volume": 5_000},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(
                key="asked",
                low=rules.auction_step,
                high=rules.highest_rate,
                step=rules.auction_step,
                default=0.05,
                unit=PERCENT,
            ),
            Slider(key="demand", low=0, high=20_000, step=100, default=8_000, unit=LOTS),
            Slider(key="supply", low=500, high=20_000, step=100, default=10_000, unit=LOTS),
            Choice(
                key="event",
                options=tuple(DEMAND),
                default=NO_EVENT,
                sets=lambda event, _values: {"times": DEMAND[event]},
            ),
            Slider(key="times", low=1, high=5, step=0.5, default=DEMAND[NO_EVENT], unit=TIMES),
            Slider(key="event_days", low=1, high=60, step=1, default=10, unit=DAYS),
            Slider(key="steadiness", low=2, high=12, step=1, default=4, unit=NUMBER),
            Slider(key="highest", low=0.05, high=0.30, step=0.01, default=0.06, unit=PERCENT),
            Slider(key="value", low=50_000, high=5_000_000, step=10_000, default=300_000, unit=MONEY),
            Slider(key="days", low=1, high=180, step=1, default=30, unit=DAYS),
            Slider(key="volume", low=1_000, high=100_000, step=1_000, default=20_000, unit=LOTS),
        ),
        presets=tuple(presets()),
        lead="asked",
        hero=("expected", "fill_odds", "net_if_filled"),
        model=rate_maker,
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: ("times", "event_days") if result.event == NO_EVENT else (),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
