"""Round trips on margin: a purchase sold again, a short sale bought back, with everything they cost. Money in TWD.

Tax, each commission and interest received are floored to the dollar, interest owed is rounded half up.
"""

import math
from dataclasses import dataclass

from pledge_lib.finance.amounts import product, total
from pledge_lib.finance.checks import InputError, is_array, require_fraction, require_not_negative, require_positive
from pledge_lib.finance.interest import effective_annual_cost, simple_interest
from pledge_lib.finance.lines import above
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.margin.trade import Purchase, ShortSale
from pledge_lib.finance.money import floor_to_dollar, round_half_up
from pledge_lib.finance.sale import sale_costs
from pledge_lib.finance.units import Days, Money, Percent


@dataclass(frozen=True, kw_only=True)
class RoundTrip:
    """A margin purchase and its sale, in TWD; the days are those between the two settlements."""

    purchase: Purchase
    sold_for: Money
    days: Days
    commission: Money
    tax: Money
    interest: Money
    dividends: Money
    annual_rate: Percent
    day_basis: Days

    @property
    def costs(self) -> Money:
        """Return both commissions, the tax and the interest."""
        return total((self.purchase.commission, self.commission, self.tax, self.interest))

    @property
    def gross_profit(self) -> Money:
        """Return the profit before costs and dividends."""
        return total((self.sold_for, -self.purchase.value))

    @property
    def profit(self) -> Money:
        """Return the profit after everything; negative for a loss."""
        return total((self.gross_profit, self.dividends, -self.costs))

    @property
    def return_on_own(self) -> Percent:
        """Return the profit over own funds and buying commission, as a fraction."""
        require_positive("own_money", self.purchase.own_money)
        return self.profit / self.purchase.own_money

    @property
    def effective_cost(self) -> Percent:
        """Return all costs as a yearly fraction of the loan; infinite without a loan or without days."""
        if not (self.purchase.loan and self.days):
            return math.inf
        fees = total((self.purchase.commission, self.commission, self.tax))
        return effective_annual_cost(self.purchase.loan, self.annual_rate, self.days, fees, self.day_basis)


@dataclass(frozen=True, kw_only=True)
class ShortRoundTrip:
    """A margin short sale and the purchase that closes it, in TWD; `interest` is what the broker paid."""

    sale: ShortSale
    bought_for: Money
    commission: Money
    interest: Money
    borrow_fee: Money
    dividends: Money

    @property
    def costs(self) -> Money:
        """Return tax, commissions, handling fee, borrow fee and dividends made good, less the interest received."""
        charged = (self.sale.tax, self.sale.commission, self.sale.handling_fee, self.commission)
        return total((*charged, self.borrow_fee, self.dividends, -self.interest))

    @property
    def gross_profit(self) -> Money:
        """Return the profit before costs."""
        return total((self.sale.value, -self.bought_for))

    @property
    def profit(self) -> Money:
        """Return the profit after everything; negative for a loss."""
        return total((self.gross_profit, -self.costs))

    @property
    def return_on_own(self) -> Percent:
        """Return the profit over the margin put up, as a fraction; the costs of the sale come from its proceeds."""
        require_positive("short_sale_margin", self.sale.short_sale_margin)
        return self.profit / self.sale.short_sale_margin


def round_trip(
    purchase: Purchase,
    sold_for: float,
    *,
    days: int,
    rules: MarginRules,
    annual_rate: float | None = None,
    dividends: float = 0.0,
) -> RoundTrip:
    """Return what a margin purchase sold for this value brought (rule A-3 for the days; E-5).

    `days` are calendar days from settlement to settlement. An ETF or a day trade pays another tax: replace it in
    the rules. In TWD, one trip at a time, the rate a fraction a year. What is negative raises InputError.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.margin.trade import purchase
    >>> margin = rules("tw-margin")
    >>> trip = round_trip(purchase(100_000, margin), 110_000, days=14, annual_rate=0.065, rules=margin)
    >>> trip.profit, round(trip.return_on_own, 4)
    (9222, 0.2297)
    """
    rate = rules.annual_rate if annual_rate is None else annual_rate
    require_not_negative("dividends", dividends)
    tax, commission = sale_costs(sold_for, transaction_tax=rules.transaction_tax, commission=rules.commission)
    return RoundTrip(
        purchase=purchase,
        sold_for=sold_for,
        days=days,
        commission=commission,
        tax=tax,
        interest=round_half_up(simple_interest(purchase.loan, rate, days, rules.day_basis)),
        dividends=dividends,
        annual_rate=rate,
        day_basis=rules.day_basis,
    )


def short_round_trip(
    sale: ShortSale,
    bought_for: float,
    *,
    days: int,
    rules: MarginRules,
    interest_rate: float | None = None,
    borrow_rate: float = 0.0,
    dividends: float = 0.0,
) -> ShortRoundTrip:
    """Return what a margin short sale bought back for this value brought.

    The broker pays interest on collateral and margin (A-16). `borrow_rate` is the cost of a borrow auction as a
    fraction of the value sold, up to the cap (rule A-24). `dividends` are those that fell due on the borrowed shares.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.margin.trade import short_sale
    >>> margin = rules("tw-margin")
    >>> trip = short_round_trip(short_sale(100_000, margin), 90_000, days=14, rules=margin)
    >>> trip.interest, trip.costs, trip.profit
    (14, 636, 9364)
    """
    require_not_negative("bought_for", bought_for)
    require_not_negative("dividends", dividends)
    require_borrow_rate(borrow_rate, rules)
    return ShortRoundTrip(
        sale=sale,
        bought_for=bought_for,
        commission=floor_to_dollar(product(bought_for, rules.commission)),
        interest=floor_to_dollar(short_interest(sale, days=days, rules=rules, interest_rate=interest_rate)),
        borrow_fee=product(sale.value, borrow_rate),
        dividends=dividends,
    )


def short_interest(sale: ShortSale, *, days, rules: MarginRules, interest_rate: float | None = None):
    """Return the interest that the broker pays on short-sale collateral and margin, unrounded (A-16, A-17).

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.margin.trade import short_sale
    >>> round(short_interest(short_sale(100_000, rules("tw-margin")), days=14, rules=rules("tw-margin")), 4)
    14.5353
    """
    rate = rules.short_interest_rate if interest_rate is None else interest_rate
    return simple_interest(total((sale.short_sale_collateral, sale.short_sale_margin)), rate, days, rules.day_basis)


def require_borrow_rate(borrow_rate, rules: MarginRules):
    """Refuse a cost of a borrow auction above the cap of the rule (A-24)."""
    require_fraction("borrow_rate", borrow_rate)
    above_cap = above(borrow_rate, rules.borrow_fee_cap)
    if above_cap.any() if is_array(borrow_rate) else above_cap:
        raise InputError("above_limit", name="borrow_rate", value=borrow_rate, limit=rules.borrow_fee_cap)
