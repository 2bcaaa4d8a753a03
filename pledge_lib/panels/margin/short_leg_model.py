"""The model of F2.6: a margin short sale as it was opened and as it stands now, and the day to buy it back."""

from dataclasses import dataclass
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
from pledge_lib.finance.units import Date, Money, Percent, Phrases, Price, Signed, Word
from pledge_lib.market.sessions import business_day_before
from pledge_lib.panels.controls import Values

PROFILE = "tw-margin"
SYMBOL, SHARES, PRICE = "B", 1_000, 100
NOTHING_LEFT = 1.0  # below this ratio what the broker holds does not buy the shares back


@dataclass(frozen=True, kw_only=True)
class ShortLeg:
    """Shares sold short, as the sale was opened and as it stands now."""

    rules: MarginRules
    margin: Percent
    net: bool
    change: Signed
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
    def on_margin(self) -> Percent:
        """Return the loss or the gain as a part of the margin."""
        return abs(self.loss) / self.opened.short_sale_margin

    @cached_property
    def trip(self) -> ShortRoundTrip:
        """Return the sale bought back now, with its costs and before any interest."""
        return short_round_trip(self.sale, self.now.value, days=0, rules=self.rules)

    @property
    def by_with_costs(self) -> Money:
        """Return the loss or the gain after costs; which of the two, `with_costs` says."""
        return abs(self.trip.profit)

    @property
    def with_costs(self) -> Phrases:
        return ((f"with_costs.{word_of(-self.trip.profit)}", self),)

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


def word_of(loss: float) -> str:
    """Return the word for what a rise costs; below 0 it is a gain, told as an amount of its own."""
    return "gain" if loss < 0 else "loss"


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
