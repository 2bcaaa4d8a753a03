"""F3.5: shares recalled for a sale: days of notice on the calendar, and what the price does until they are back."""

from dataclasses import dataclass
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DAYS, MONEY, PERCENT
from pledge_lib.market.lending.recall import Recall, moved_recall, replayed_recall
from pledge_lib.market.sessions import require_session
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.recall_chart import figure
from pledge_lib.panels.lending.recall_view import EVEN, ID, view

PROFILE = "tw-lending"
PRICES_PROFILE = "tw-broker-pledge"  # where the daily limit of prices is kept
FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)
REPLAYS = {  # real closes after a recall: symbol and day
    "2330 2025-04-02": ("2330", date(2025, 4, 2)),
    "2330 2024-08-01": ("2330", date(2024, 8, 1)),
    "2330 2025-04-09": ("2330", date(2025, 4, 9)),
}


@dataclass(frozen=True, kw_only=True)
class LateSale:
    """A sale that has to wait for shares on loan; money in TWD, the price is that of the whole holding."""

    recall: Recall
    path: str
    move: float
    notice: int
    value: float
    rate: float
    broker_share: float
    days_before: int
    daily_limit: float
    rules: LendingRules

    @property
    def scale(self) -> float:
        """Return the holding over the price that the closes are in."""
        return self.value / self.recall.closes[self.recall.asked]

    @property
    def left(self) -> float:
        """Return what the shares are worth on the first session on which they can be sold."""
        return self.scale * self.recall.closes[self.recall.sold]

    @property
    def missed(self) -> float:
        """Return how much more a sale at once would have brought; negative where waiting paid."""
        return self.value - self.left

    @property
    def added_up(self) -> float:
        """Return the mistaken sum of the moves, without compounding."""
        return self.value * -self.move * self.recall.sessions

    def fee(self, closes) -> float:
        """Return the fee of days with these closes, after the broker's share."""
        loan = StockLoan(shares=self.scale, price=self.value / self.scale, annual_rate=self.rate, rules=self.rules)
        return loan.net(closes, broker_share=self.broker_share).paid

    @property
    def fee_waiting(self) -> float:
        return self.fee(self.recall.fee_closes)

    @property
    def fee_before(self) -> float:
        """Return the fee of the days before the recall, at the price of the recall."""
        return self.fee([self.value / self.scale] * self.days_before)

    @property
    def at_limit(self) -> bool:
        """Return whether every session closes limit-down, so that owners without a loan cannot be sure to sell."""
        return self.path == EVEN and exact(self.move) <= -exact(self.daily_limit)

    @property
    def state(self) -> str:
        if self.missed > 0:
            return "fell"
        return "rose" if self.missed < 0 else "flat"


def late_sale(values: Values) -> LateSale:
    """Return what the panel shows, from numbers alone."""
    notice = int(values["notice"])
    if values["path"] == EVEN:
        recall = moved_recall(values["asked"], notice, values["value"], values["move"])
    else:
        symbol, asked = REPLAYS[values["path"]]
        recall = replayed_recall(asked, notice, {point.date: point.close for point in datasets.prices(symbol).points})
    return LateSale(
        recall=recall,
        path=values["path"],
        move=values["move"],
        notice=notice,
        value=values["value"],
        rate=values["rate"],
        broker_share=values["share"],
        days_before=round(values["days_before"]),
        daily_limit=datasets.rules(PRICES_PROFILE).daily_limit,
        rules=datasets.rules(PROFILE),
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's three days, real falls and a real recovery, the other notices, and the Lunar New Year."""
    rules = datasets.rules(PROFILE)
    notices = dict(zip(("short", "middle", "long"), map(str, rules.recall_choices), strict=True))
    base = {"notice": notices["middle"], "path": EVEN, "move": -0.03, "asked": date(2025, 3, 10), "value": 800_000,
            "rate": 0.025, "share": 0.25, "days_before": 7}  # fmt: skip
    cases = {
        "three-days": {},
        "one-day": {"notice": notices["short"]},
        "ten-days": {"notice": notices["long"]},
        "lunar-new-year": {"notice": notices["short"], "asked": date(2025, 1, 22)},
        "limit-down": {"move": -0.10},
        "tariffs": {"path": "2330 2025-04-02"},
        "yen": {"path": "2330 2024-08-01"},
        "recovery": {"path": "2330 2025-04-09"},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    rules, limit = datasets.rules(PROFILE), datasets.rules(PRICES_PROFILE).daily_limit
    controls = (
        Choice(key="notice", options=tuple(map(str, rules.recall_choices)), default=str(rules.recall_sessions)),
        Slider(key="move", low=-limit, high=limit, step=0.005, default=-0.03, unit=PERCENT),
        Choice(key="path", options=(EVEN, *REPLAYS), default=EVEN, label=_path_label),
        Day(key="asked", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 3, 10), require=require_session),
        Slider(key="value", low=50_000, high=5_000_000, step=10_000, default=800_000, unit=MONEY),
        Slider(key="rate", low=rules.negotiated_step, high=rules.highest_rate, step=rules.negotiated_step,
               default=0.025, unit=PERCENT),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        Slider(key="days_before", low=0, high=180, step=1, default=7, unit=DAYS),
    )  # fmt: skip
    return Declaration(id=ID, controls=controls, presets=_presets(), model=late_sale, view=view, figure=figure)


def _path_label(path: str, words) -> str:
    if path == EVEN:
        return words(f"{ID}.path.even")
    symbol, day = REPLAYS[path]
    series = datasets.prices(symbol)
    return words(f"{ID}.path.real", symbol=symbol, name=words.of(series.name), day=day)
