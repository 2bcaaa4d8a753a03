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
from pledge_lib.finance.units import PERCENT
from pledge_lib.market.sessions import business_day_before
from pledge_lib.panels.controls import Day, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.account_builder import HIGHEST_MARGIN
from pledge_lib.panels.margin.short_leg_view import CHANGES, ID, figure, view

PROFILE = "tw-margin"
SYMBOL, SHARES, PRICE = "B", 1_000, 100
NOTHING_LEFT = 1.0  # below this ratio what the broker holds does not buy the shares back
FIRST_DAY, LAST_DAY = date(2008, 2, 1), date(2027, 8, 31)
REAL = (("2454", date(2020, 3, 19), date(2020, 5, 20), 0.90), ("2603", date(2025, 4, 9), date(2025, 5, 16), 1.30))


@dataclass(frozen=True, kw_only=True)
class ShortLeg:
    """Shares sold short, as the sale was opened and as it stands now; money in TWD, changes are fractions."""

    rules: MarginRules
    margin: float
    net: bool
    change: float
    sale: ShortSale
    opened: Short
    other_way: Short
    purchase: Long
    now: Short
    closure: date

    @property
    def loss(self) -> float:
        """Return what the rise costs before tax and fees; negative for a gain."""
        return float(exact(self.now.value) - exact(self.sale.value))

    @cached_property
    def trip(self) -> ShortRoundTrip:
        """Return the sale bought back now, with its costs and before any interest."""
        return short_round_trip(self.sale, self.now.value, days=0, rules=self.rules)

    @property
    def call_rise(self) -> float:
        return self.opened.move_to(self.rules.call_line)

    @property
    def other_call_rise(self) -> float:
        """Return the rise to the call with short-sale collateral counted the other way, net or gross."""
        return self.other_way.move_to(self.rules.call_line)

    @property
    def room(self) -> float:
        """Return how far the price may still rise from here until the call line."""
        return self.now.move_to(self.rules.call_line)

    @property
    def price_of_nothing_left(self) -> float:
        """Return the price at which buying back takes all that the broker holds."""
        return self.opened.call_price(NOTHING_LEFT)

    @property
    def called_sum(self) -> float:
        return self.now.called_sum(self.rules.cure_target)

    @property
    def buy_in(self) -> date:
        """Return the last day to buy back before the share register closes."""
        return business_day_before(self.closure, self.rules.buy_in_sessions)

    @property
    def buy_in_without_holidays(self) -> date:
        """Return the day that a reader finds who counts every Monday to Friday."""
        return business_day_before(self.closure, self.rules.buy_in_sessions, holidays=False)

    @property
    def raised(self) -> tuple[RuleChange, ...]:
        """Return the times at which this margin was ordered for a while."""
        changes = (change for change in margin_history() if change.rule == "short_sale_margin")
        return tuple(change for change in changes if change.temporary and change.value == self.margin)

    @property
    def state(self) -> str:
        account = MarginAccount(rules=self.rules, shorts=[self.now])
        if account.equity < 0:
            return "nothing-left"
        if account.state == CALLED:
            return CALLED
        if exact(self.now.collateral) == exact(self.rules.call_line) * exact(self.now.debt):
            return "on-the-line"
        return "opened" if self.change == 0 else "gain" if self.change < 0 else "loss"


def short_leg(values: Values) -> ShortLeg:
    """Return what the panel shows, from numbers alone."""
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


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, two real rises, and the example of the investor protection center."""
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
    real = []
    for symbol, first, last, margin in REAL:
        closes = datasets.prices(symbol)
        change = float(exact(closes.close(last)) / exact(closes.close(first)) - 1)
        fields = {"symbol": symbol, "first": first.isoformat(), "last": last.isoformat()}
        real.append(Preset(label=f"{ID}.preset.real", fields=fields,
                           values={**base, "change": change, "margin": margin, "closure": last}))  # fmt: skip
    return (*(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()), *real)


def panel() -> Declaration:
    """Declare the panel."""
    lowest = datasets.rules(PROFILE).short_sale_margin
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
        Slider(key="margin", low=lowest, high=HIGHEST_MARGIN, step=0.05, default=lowest, unit=PERCENT),
        Toggle(key="net", default=True),
        Day(key="closure", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 4, 5)),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=short_leg, view=view, figure=figure)
