"""Income tax of an individual resident on dividends and on what stands in for them while shares are on loan.

A compensation (權益補償) was other income in the view of 2007; the letter of 2016 makes it dividend income; one report
holds it exempt when the borrower had sold the shares. Which view a payer takes decides the tax.
"""

import math
from dataclasses import dataclass
from datetime import date

from pledge_lib.finance.checks import InputError, require_date, require_fraction, require_not_negative, require_one
from pledge_lib.finance.elementwise import elementwise, one_by_one
from pledge_lib.finance.lending.income import fee_rate_for
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import Gain, Money

DIVIDEND, OTHER, EXEMPT = VIEWS = ("dividend-income", "other-income", "exempt")


@one_by_one
def combined_tax(dividends, bracket, rules: LendingRules):
    """Return the tax when dividends are taxed with other income, less the credit (2ND C-16).

    Elementwise; negative is refunded.

    >>> from pledge_lib.datasets import rules
    >>> combined_tax(50_000, 0.05, rules("tw-lending"))
    -1750.0
    """
    require_not_negative("dividends", dividends)
    require_fraction("bracket", bracket)
    return dividends * bracket - min(dividends * rules.dividend_credit, rules.dividend_credit_cap)


@elementwise
def separate_tax(dividends, rules: LendingRules):
    """Return the tax when dividends are taxed apart at one rate, elementwise (unverified)."""
    require_not_negative("dividends", dividends)
    return dividends * rules.separate_dividend_rate


@one_by_one
def dividend_tax(dividends, bracket, rules: LendingRules):
    """Return the lower of the two ways to be taxed on dividends, which the taxpayer may choose; elementwise.

    In TWD; the bracket is a fraction. Negative dividends, and a bracket outside 0 to 1, raise InputError.

    >>> from pledge_lib.datasets import rules
    >>> round(dividend_tax(50_000, 0.40, rules("tw-lending")), 2)
    14000.0
    """
    return min(combined_tax(dividends, bracket, rules), separate_tax(dividends, rules))


def view_on(day: date, rules: LendingRules) -> str:
    """Return what the letter in force on a day makes of a compensation (rules C-10, C-11).

    >>> from pledge_lib.datasets import rules
    >>> view_on(date(2016, 3, 24), rules("tw-lending")), view_on(date(2016, 3, 25), rules("tw-lending"))
    ('other-income', 'dividend-income')
    """
    require_date("day", day)
    return DIVIDEND if day >= rules.compensation_is_dividend_since else OTHER


def compensation_tax(amount, bracket, rules: LendingRules, view: str = DIVIDEND) -> float:
    """Return the tax on a compensation under one view of what it is.

    In TWD, one sum at a time; the bracket is a fraction (rules C-10, C-11). An unknown view, a negative sum, and a
    bracket outside 0 to 1 raise InputError.

    >>> from pledge_lib.datasets import rules
    >>> compensation_tax(50_000, 0.40, rules("tw-lending"), "other-income")
    20000.0
    """
    if view not in VIEWS:
        raise InputError("unknown", name="view", value=view, choices=", ".join(VIEWS))
    if view == DIVIDEND:
        return dividend_tax(amount, bracket, rules)
    require_not_negative("amount", amount)
    require_fraction("bracket", bracket)
    return amount * bracket if view == OTHER else 0.0


@dataclass(frozen=True, kw_only=True)
class ExDateDecision:
    """Lending through an ex-date beside recalling before it, after tax."""

    net_fee: Money
    tax_lent: Money
    tax_recalled: Money
    dividend: Money

    @property
    def lend_through(self) -> Money:
        """Return compensation less its tax, and the fee of the days around the ex-date."""
        return self.dividend - self.tax_lent + self.net_fee

    @property
    def recall(self) -> Money:
        """Return the dividend less its tax; the days around the ex-date earn no fee."""
        return self.dividend - self.tax_recalled

    @property
    def extra_tax(self) -> Money:
        """Return the income tax that lending through costs more than the dividend itself; negative when less."""
        return self.tax_lent - self.tax_recalled

    @property
    def difference(self) -> Gain:
        """Return how much better lending through is; negative when recalling is better."""
        return self.net_fee - self.extra_tax


def ex_date_decision(
    dividend, bracket, net_fee, rules: LendingRules, view: str = DIVIDEND, *, stock_par=0, stock_worth=0
) -> ExDateDecision:
    """Return the decision for a dividend in TWD; `net_fee` is what the days earn that a recall would give up.

    A stock dividend is income at its par value, and so is its compensation in the letter of 2016, which exempts the
    rest as proceeds of securities (rule C-10). The older view knows no par: all that is paid is other income.

    >>> from pledge_lib.datasets import rules
    >>> round(ex_date_decision(50_000, 0.40, 500, rules("tw-lending"), "other-income").difference, 2)
    -5500.0
    >>> stock = {"stock_par": 10_000, "stock_worth": 80_000}
    >>> round(ex_date_decision(0, 0.40, 0, rules("tw-lending"), "other-income", **stock).extra_tax, 2)
    29200.0
    >>> ex_date_decision(0, 0.40, 0, rules("tw-lending"), **stock).extra_tax
    0.0
    """
    for name, amount in (("net_fee", net_fee), ("stock_par", stock_par), ("stock_worth", stock_worth)):
        require_not_negative(name, amount)
    at_par, worth = dividend + stock_par, dividend + stock_worth
    return ExDateDecision(
        net_fee=net_fee,
        tax_lent=compensation_tax(worth if view == OTHER else at_par, bracket, rules, view),
        tax_recalled=dividend_tax(at_par, bracket, rules),
        dividend=worth,
    )


def breakeven_rate(extra_tax, bracket, value, days, broker_share, basis):
    """Return the yearly fee rate that makes up for the extra tax of lending through an ex-date; 0 without extra tax.

    The fee is lease income, so the bracket takes its part of what the broker leaves.

    >>> round(breakeven_rate(6_000, 0.40, 1_000_000, 10, 0.20, 365), 5)
    0.45625
    """
    require_one("extra_tax", extra_tax)
    require_fraction("bracket", bracket)
    if extra_tax <= 0:
        return 0.0
    if bracket == 1:  # nothing of a fee is left
        return math.inf
    return fee_rate_for(extra_tax / (1 - bracket), value, days, broker_share, basis)


@dataclass(frozen=True, kw_only=True)
class PayOut:
    """A fund's pay-out of which only a part is dividend: the tax on that part, its credit, and what is gained."""

    tax: float
    credit: float

    @property
    def net_gain(self) -> float:
        """Return the credit less the tax: what a low bracket gets back."""
        return self.credit - self.tax


def fund_pay_out(pay_out, dividend_part, bracket, rules: LendingRules) -> PayOut:
    """Return the tax of a fund's pay-out when it is combined with other income (2ND C-13).

    >>> from pledge_lib.datasets import rules
    >>> round(fund_pay_out(1_750, 0.40, 0.05, rules("tw-lending")).net_gain, 2)
    24.5
    """
    require_not_negative("pay_out", pay_out)
    for name, part in (("dividend_part", dividend_part), ("bracket", bracket)):
        require_fraction(name, part)
    dividends = pay_out * dividend_part
    credit = min(dividends * rules.dividend_credit, rules.dividend_credit_cap)
    return PayOut(tax=dividends * bracket, credit=credit)
