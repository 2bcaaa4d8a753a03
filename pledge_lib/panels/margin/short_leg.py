"""F2.6: one margin short sale: a rising price pulls its ratio down; and the day by which it must be bought back."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.margin import margin_history
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.history import RuleChange
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.margin.trade import ShortSale, short_sale
from pledge_lib.finance.margin.trip import ShortRoundTrip, short_round_trip
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import DATE, PERCENT, TEXT, Date, Money, Percent, Price, Word
from pledge_lib.market.sessions import business_day_before
from pledge_lib.panels.controls import Day, Preset, Slider, Toggle, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.account_builder import HIGHEST_MARGIN
from pledge_lib.panels.margin.short_leg_picture import CHANGES, CHART, DAYS_CHART, MONEY_CHART, tone, zones
from pledge_lib.panels.tones import NEAR

ID = "F2.6"
PROFILE = "tw-margin"
SYMBOL, SHARES, PRICE = "B", 1_000, 100
NOTHING_LEFT = 1.0  # below this ratio what the broker holds does not buy the shares back
FIRST_DAY, LAST_DAY = date(2008, 2, 1), date(2027, 8, 31)
REAL = (("2454", date(2020, 3, 19), date(2020, 5, 20), 0.90), ("2603", date(2025, 4, 9), date(2025, 5, 16), 1.30))
RULES_USED = (
    "short_sale_margin",
    "net_short_collateral",
    "call_line",
    "cancel_level",
    "cure_target",
    "transaction_tax",
    "commission",
    "handling_fee",
    "buy_in_sessions",
)
SOURCES = ("A-9", "E-7")  # what is in the ratio; that sales of borrowed shares are not forced back


@dataclass(frozen=True, kw_only=True)
class ShortLeg:
    """Shares sold short, as the sale was opened and as it stands now."""

    rules: MarginRules
    margin: Percent
    net: bool
    change: Percent
    sale: ShortSale
    opened: Short
    other_way: Short
    purchase: Long
    now: Short
    closure: Date

    @property
    def fall(self) -> Percent:
        return -self.change

    @property
    def loss(self) -> Money:
        """Return what the rise costs before tax and fees; negative for a gain."""
        return float(exact(self.now.value) - exact(self.sale.value))

    @property
    def gain(self) -> Money:
        return -self.loss

    @property
    def price(self) -> Price:
        return self.now.price

    @property
    def needs(self) -> Percent:
        """Return how far the price must fall to be back at the line."""
        return -self.room

    @property
    def loss_on_margin(self) -> Percent:
        return self.loss / self.opened.short_sale_margin

    @cached_property
    def trip(self) -> ShortRoundTrip:
        """Return the sale bought back now, with its costs and before any interest."""
        return short_round_trip(self.sale, self.now.value, days=0, rules=self.rules)

    @property
    def loss_with_costs(self) -> Money:
        return -self.trip.profit

    @property
    def owing(self) -> Money:
        """Return how much what the broker holds falls short of buying back; negative where it does not."""
        return -self.now.equity

    @property
    def call_price(self) -> Price:
        return self.opened.call_price(self.rules.call_line)

    @property
    def call_rise(self) -> Percent:
        return self.opened.move_to(self.rules.call_line)

    @property
    def other_call_rise(self) -> Percent:
        """Return the rise to the call with short-sale collateral counted the other way, net or gross."""
        return self.other_way.move_to(self.rules.call_line)

    @property
    def room(self) -> Percent:
        """Return how far the price may still rise from here until the call line."""
        return self.now.move_to(self.rules.call_line)

    @property
    def price_of_nothing_left(self) -> Price:
        """Return the price at which buying back takes all that the broker holds."""
        return self.opened.call_price(NOTHING_LEFT)

    @property
    def called_sum(self) -> Money:
        return self.now.called_sum(self.rules.cure_target)

    @cached_property
    def buy_in(self) -> Date:
        """Return the last day to buy back before the share register closes."""
        return business_day_before(self.closure, self.rules.buy_in_sessions)

    @property
    def buy_in_without_holidays(self) -> Date:
        """Return the day that a reader finds who counts every Monday to Friday."""
        return business_day_before(self.closure, self.rules.buy_in_sessions, holidays=False)

    @property
    def raised(self) -> tuple[RuleChange, ...]:
        """Return the times at which this margin was ordered for a while."""
        changes = (change for change in margin_history() if change.rule == "short_sale_margin")
        return tuple(change for change in changes if change.temporary and change.value == self.margin)

    @cached_property
    def state(self) -> Word:
        account = MarginAccount(rules=self.rules, shorts=[self.now])
        if account.equity < 0:
            return "nothing-left"
        if account.state == CALLED:
            return CALLED
        if exact(self.now.collateral) == exact(self.rules.call_line) * exact(self.now.debt):
            return "on-the-line"
        return "opened" if self.change == 0 else "gain" if self.change < 0 else "loss"


def short_leg(values: Values) -> ShortLeg:
    """Return what the figure shows, from numbers alone."""
    rules, margin, net = datasets.rules(PROFILE), values["margin"], values["net"]
    terms = {"shares": SHARES, "price": PRICE, "rules": rules}
    opened = Short.open(SYMBOL, short_sale_margin=margin, net=net, **terms)
    return ShortLeg(
        rules=rules,
        margin=margin,
        net=net,
        change=values["change"],
        sale=short_sale(opened.value, rules, short_sale_margin=margin, net=net),
        opened=opened,
        other_way=Short.open(SYMBOL, short_sale_margin=margin, net=not net, **terms),
        purchase=Long.open(SYMBOL, **terms),
        now=opened.at(after_change(PRICE, values["change"])),
        closure=values["closure"],
    )


def is_near(result: ShortLeg) -> bool:
    """Return whether there is no call yet, but the line is not far."""
    return result.state in ("opened", "gain", "loss") and tone(result) == NEAR


def notes(result: ShortLeg):
    """Yield what the reader has to know besides."""
    yield from (change.provenance.note for change in result.raised)
    if not result.net:
        yield "note.short-cut"
    if result.buy_in != result.buy_in_without_holidays:
        yield "note.holidays"


def rows(result: ShortLeg):
    """Yield the rows of the table; a called sum only where there is a call."""
    yield from ("state", "now.ratio", Row(("opened.ratio",), "opened"), "opened.short_sale_collateral")
    yield from ("opened.short_sale_margin", "now.value", "now.equity")
    if result.state in (CALLED, "nothing-left"):
        yield "called_sum"
    yield from ("loss", "loss_on_margin", "loss_with_costs", "call_rise", "other_call_rise", "call_price")
    yield from ("price_of_nothing_left", "closure", "buy_in", "buy_in_without_holidays")


def presets():
    """Yield the lesson's cases, the example of the investor protection center, and two real rises."""
    base = {"margin": 0.90, "change": 0.0, "net": True, "closure": date(2025, 4, 5)}
    cases = {
        "ninety": {},
        "called": {"change": 0.46},
        "short-cut": {"change": 0.46, "net": False},
        "crisis": {"change": 0.46, "margin": 1.30},
        "gain": {"change": -0.30},
        "doubled": {"change": 1.0},
        "closure": {"closure": date(2018, 8, 18)},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    for symbol, first, last, margin in REAL:
        closes = datasets.prices(symbol)
        change = float(exact(closes.close(last)) / exact(closes.close(first)) - 1)
        yield Preset(
            label="preset.real",
            name=f"real-{symbol}",
            group="group.real",
            fields={"symbol": TEXT(symbol), "first": DATE(first), "last": DATE(last)},
            values={**base, "change": change, "margin": margin, "closure": last},
        )


def figure() -> Figure:
    """Declare the figure."""
    lowest = datasets.rules(PROFILE).short_sale_margin
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
            Slider(key="margin", low=lowest, high=HIGHEST_MARGIN, step=0.05, default=lowest, unit=PERCENT),
            Toggle(key="net", default=True),
            Day(key="closure", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 4, 5)),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "call_price", "loss"),
        tone=tone,
        chip=lambda result: "chip.near" if is_near(result) else f"chip.{result.state}",
        zones=zones,
        drawers=(Drawer(name="money", chart=MONEY_CHART), Drawer(name="days", chart=DAYS_CHART)),
        model=short_leg,
        sentence=lambda result: (f"sentence.{result.state}", "sentence.book"),
        why=lambda result: ("why.ratio", "why.net" if result.net else "why.gross", "why.loss", "why.book"),
        notes=notes,
        main=CHART,
        table=Table(rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: (*SOURCES, *(change.provenance.source for change in result.raised)),
    )
