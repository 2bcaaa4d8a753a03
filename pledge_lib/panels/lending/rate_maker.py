"""F3.4: where the fee rate comes from: demand meets supply, and asking for more makes a loan less likely. Our model."""

from pledge_lib import datasets
from pledge_lib.finance.units import DAYS, LOTS, MONEY, NUMBER, PERCENT, TIMES
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.lending.rate_maker_model import CAPITAL_CUT, MERGER, NO_EVENT, PROFILE, RateMaker, rate_maker
from pledge_lib.panels.lending.rate_maker_picture import CHART, MARKET

ID = "F3.4"
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


def notes(result: RateMaker):
    """Yield what else to know."""
    if result.event != NO_EVENT:
        yield f"note.event-{result.event}"
    if not result.on_step:
        yield "note.off-step"
    if result.market.lots:
        yield "note.sold"


def why(result: RateMaker):
    """Yield how the model works, and how long it takes to sell what is on loan."""
    yield "why.model"
    if result.market.lots:
        yield "why.sold"


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
        tone=lambda result: tones.PLAIN,
        chip=lambda result: f"chip.{result.chance}",
        drawers=(Drawer(name="market", chart=MARKET),),
        model=rate_maker,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: ("times", "event_days") if result.event == NO_EVENT else (),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
