"""A margin purchase and a margin short sale at their opening: what is lent, kept and charged. Money in TWD.

Transaction tax, each commission and the handling fee are floored to the dollar, the loan to the lender's step.
"""

from dataclasses import dataclass

from pledge_lib.finance.amounts import product, total
from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative
from pledge_lib.finance.lines import above
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import floor_to, floor_to_dollar
from pledge_lib.finance.sale import Statement, sale_costs
from pledge_lib.finance.units import Money


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """A margin purchase: the value bought, the loan, the own funds, and the commission on the buying side."""

    value: Money
    loan: Money
    own_funds: Money
    commission: Money

    @property
    def own_money(self) -> Money:
        """Return all that the buyer pays: own funds and the buying commission."""
        return total((self.own_funds, self.commission))


@dataclass(frozen=True, kw_only=True)
class ShortSale:
    """A margin short sale: what it is charged, the collateral kept from the proceeds, the margin put up in cash."""

    value: Money
    tax: Money
    commission: Money
    handling_fee: Money
    short_sale_collateral: Money
    short_sale_margin: Money

    @property
    def net_proceeds(self) -> Money:
        """Return the sale value less all that it was charged, whatever of it is counted as collateral."""
        return total((self.value, -self.tax, -self.commission, -self.handling_fee))


def purchase(value, rules: MarginRules, *, financing_ratio: float | None = None, whole_steps: bool = True) -> Purchase:
    """Return a margin purchase of this value; what is below the lender's step of NT$1,000 is not lent (rule A-2).

    In TWD, one purchase at a time. A negative value, and a share above the highest that may be lent, raise
    InputError.

    >>> from pledge_lib.datasets import rules
    >>> bought = purchase(55_300, rules("tw-margin"))
    >>> bought.loan, bought.own_funds, bought.commission
    (33000, 22300, 78)
    """
    ratio: float = rules.financing_ratio if financing_ratio is None else financing_ratio
    require_not_negative("value", value)
    require_fraction("financing_ratio", ratio)
    if above(ratio, rules.financing_ratio):
        raise InputError("above_limit", name="financing_ratio", value=ratio, limit=rules.financing_ratio)
    lendable = product(value, ratio)
    loan = floor_to(lendable, rules.loan_step) if whole_steps else lendable
    commission = floor_to_dollar(product(value, rules.commission))
    return Purchase(value=value, loan=loan, own_funds=total((value, -loan)), commission=commission)


def short_sale(
    value,
    rules: MarginRules,
    *,
    short_sale_margin: float | None = None,
    net: bool | None = None,
    borrowed: bool = False,
) -> ShortSale:
    """Return a margin short sale of this value (rule A-2); `short_sale_margin` is a fraction of it (rule A-11).

    The collateral is the sale value net of tax, commission and handling fee; the textbook short-cut (`net=False`)
    takes none of them off. Shares that the broker borrowed or owns (`borrowed`) bear no handling fee. In TWD, one
    sale at a time. A negative value, and a negative margin, raise InputError.

    >>> from pledge_lib.datasets import rules
    >>> sold = short_sale(100_000, rules("tw-margin"))
    >>> (sold.tax, sold.commission, sold.handling_fee), sold.short_sale_collateral, sold.short_sale_margin
    ((300, 142, 80), 99478, 90000)
    """
    margin = rules.short_sale_margin if short_sale_margin is None else short_sale_margin
    require_not_negative("value", value)
    require_not_negative("short_sale_margin", margin)
    tax, commission = sale_costs(value, transaction_tax=rules.transaction_tax, commission=rules.commission)
    fee = 0 if borrowed else floor_to_dollar(product(value, rules.handling_fee))
    net = rules.net_short_collateral if net is None else net
    return ShortSale(
        value=value,
        tax=tax,
        commission=commission,
        handling_fee=fee,
        short_sale_collateral=total((value, -tax, -commission, -fee)) if net else value,
        short_sale_margin=product(value, margin),
    )


def buy_in_statement(value, held, rules: MarginRules) -> Statement:
    """Return the statement of shares sold short that the broker buys in: what it holds pays for them (rule A-1).

    There is no tax on a purchase; the principal is the value of the shares, the sale value what was held for them.

    >>> from pledge_lib.datasets import rules
    >>> statement = buy_in_statement(150_000, 189_478, rules("tw-margin"))
    >>> statement.commission, statement.surplus, statement.shortfall
    (213, 39265.0, 0.0)
    """
    require_not_negative("value", value)
    require_not_negative("held", held)
    commission = floor_to_dollar(product(value, rules.commission))
    paid = min(value, total((held, -min(commission, held))))
    return Statement(
        sale_value=held,
        tax=0,
        commission=commission,
        interest_paid=0.0,
        principal_paid=paid,
        surplus=float(max(total((held, -commission, -paid)), 0)),
        shortfall=float(max(total((value, commission, -held)), 0)),
    )
