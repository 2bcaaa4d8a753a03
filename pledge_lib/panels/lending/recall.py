"""F3.5: shares recalled for a sale: days of notice on the calendar, and what the price does until they are back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, Date, Days, Money, Percent, Sessions
from pledge_lib.market.lending.recall import Recall, moved_recall, replayed_recall
from pledge_lib.market.sessions import require_session
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.lending.recall_picture import CHART

ID = "F3.5"
PROFILE = "tw-lending"
PRICES_PROFILE = "tw-broker-pledge"  # where the daily limit of prices is kept
RULES_USED = (
    "shortest_recall_sessions",
    "recall_sessions",
    "longest_recall_sessions",
    "broker_share",
    "day_basis",
    "highest_rate",
)
FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)
EVEN = "even"  # the path that moves by the same fraction each session
REPLAYS = {  # real closes after a recall: symbol and day
    "2330 2025-04-02": ("2330", date(2025, 4, 2)),
    "2330 2024-08-01": ("2330", date(2024, 8, 1)),
    "2330 2025-04-09": ("2330", date(2025, 4, 9)),
}


@dataclass(frozen=True, kw_only=True)
class LateSale:
    """A sale that has to wait for shares on loan, all of the holding; fees are after the broker's share."""

    recall: Recall
    loan: StockLoan
    path: str
    notice: Sessions
    value: Money
    move: Percent
    days_before: Days
    fee_waiting: Money
    fee_before: Money

    @property
    def rules(self) -> LendingRules:
        return self.loan.rules

    @property
    def worth(self) -> Mapping[date, float]:
        """Return what the holding is worth at each close of the wait."""
        return {day: close * self.loan.shares for day, close in self.recall.closes.items()}

    @property
    def left(self) -> Money:
        """Return what the shares are worth on the first session on which they can be sold."""
        return self.worth[self.recall.sold]

    @property
    def difference(self) -> Money:
        """Return how much more the late sale brings than one at once; negative where waiting cost money."""
        return self.left - self.value

    @property
    def lost(self) -> Money:
        """Return by how much the two sales differ."""
        return abs(self.difference)

    @property
    def factor(self) -> Percent:
        """Return by what each session multiplies the price."""
        return 1 + self.move

    @property
    def added_up(self) -> Money:
        """Return the mistaken sum of the moves, without compounding."""
        return self.value * self.move * self.recall.sessions

    @property
    def fee(self) -> Money:
        return self.fee_waiting + self.fee_before

    @property
    def daily_limit(self) -> Percent:
        return datasets.rules(PRICES_PROFILE).daily_limit

    @property
    def at_limit(self) -> bool:
        """Return whether every session closes limit-down, so that owners without a loan cannot be sure to sell."""
        return self.path == EVEN and exact(self.move) <= -exact(self.daily_limit)

    @property
    def projected(self) -> Date:
        """Return the first day of the calendar whose official list was not found."""
        return first_projected()

    @property
    def state(self) -> str:
        if self.difference < 0:
            return "fell"
        return "rose" if self.difference > 0 else "flat"


@cache
def first_projected() -> date:
    """Return the first day of the calendar that is a projection."""
    return next(day.date for day in datasets.calendar() if day.projected)


def late_sale(values: Values) -> LateSale:
    """Return what the figure shows, from numbers alone."""
    notice, days_before = int(values["notice"]), round(values["days_before"])
    recall = recalled(values, notice)
    price = recall.asked_close
    loan = StockLoan(
        shares=values["value"] / price, price=price, annual_rate=values["rate"], rules=datasets.rules(PROFILE)
    )

    def fee(closes) -> float:
        return loan.net(closes, broker_share=values["share"]).paid

    return LateSale(
        recall=recall,
        loan=loan,
        path=values["path"],
        notice=notice,
        value=values["value"],
        move=values["move"],
        days_before=days_before,
        fee_waiting=fee(recall.fee_closes),
        fee_before=fee([price] * days_before),  # at the price of the recall
    )


def recalled(values: Values, notice: int) -> Recall:
    """Return the recall over even moves, its price that of the whole holding, or over recorded closes."""
    if values["path"] == EVEN:
        return moved_recall(values["asked"], notice, values["value"], values["move"])
    symbol, asked = REPLAYS[values["path"]]
    return replayed_recall(asked, notice, {point.date: point.close for point in datasets.prices(symbol).points})


def notes(result: LateSale):
    """Yield what else to know."""
    recall = result.recall
    yield "note.chosen-before"
    if recall.sold != recall.returned:
        yield "note.no-session"
    elif recall.sessions < result.notice:
        yield "note.settlement-only"
    if result.at_limit:
        yield "note.limit-down"
    if recall.sold >= result.projected:
        yield "note.projected"


def sources(result: LateSale):
    """Return where real closes come from."""
    return () if result.path == EVEN else datasets.prices(REPLAYS[result.path][0]).sources


ROWS = (
    "recall.asked",
    "recall.returned",
    "recall.sold",
    "recall.sessions",
    "value",
    "left",
    "difference",
    "recall.change",
    "fee_waiting",
    "fee_before",
    "fee",
)
TABLE = Table(rows=lambda result: (*ROWS, "added_up") if result.path == EVEN else ROWS)


def presets():
    """Yield the lesson's three days, real falls and a real recovery, the other notices, and the Lunar New Year."""
    rules = datasets.rules(PROFILE)
    short, middle, long = map(str, rules.recall_choices)
    base = {
        "notice": middle,
        "path": EVEN,
        "move": -0.03,
        "asked": date(2025, 3, 10),
        "value": 800_000,
        "rate": 0.025,
        "share": 0.25,
        "days_before": 7,
    }
    cases = {
        "three-days": {},
        "one-day": {"notice": short},
        "ten-days": {"notice": long},
        "lunar-new-year": {"notice": short, "asked": date(2025, 1, 22)},
        "limit-down": {"move": -0.10},
        "tariffs": {"path": "2330 2025-04-02"},
        "yen": {"path": "2330 2024-08-01"},
        "recovery": {"path": "2330 2025-04-09"},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)


def path_label(path: str, say) -> str:
    """Return the name of a path."""
    if path == EVEN:
        return say("path.even")
    symbol, day = REPLAYS[path]
    return say("path.real", symbol=symbol, name=say.of(datasets.prices(symbol).name), day=DATE(day))


def figure() -> Figure:
    """Declare the figure."""
    rules, limit = datasets.rules(PROFILE), datasets.rules(PRICES_PROFILE).daily_limit
    return Figure(
        id=ID,
        controls=(
            Choice(key="notice", options=tuple(map(str, rules.recall_choices)), default=str(rules.recall_sessions)),
            Slider(key="move", low=-limit, high=limit, step=0.005, default=-0.03, unit=PERCENT),
            Choice(key="path", options=(EVEN, *REPLAYS), default=EVEN, label=path_label),
            Day(key="asked", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 3, 10), require=require_session),
            Slider(key="value", low=50_000, high=5_000_000, step=10_000, default=800_000, unit=MONEY),
            Slider(
                key="rate",
                low=rules.negotiated_step,
                high=rules.highest_rate,
                step=rules.negotiated_step,
                default=0.025,
                unit=PERCENT,
            ),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Slider(key="days_before", low=0, high=180, step=1, default=7, unit=DAYS),
        ),
        presets=tuple(presets()),
        lead="move",
        hero=("difference", "left", "fee"),
        model=late_sale,
        why=lambda result: ("why.even" if result.path == EVEN else "why.real",),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: () if result.path == EVEN else ("move", "asked"),
        rules=lambda result: ((result.rules, RULES_USED),),
        sources=sources,
    )
