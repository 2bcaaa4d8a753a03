"""A pledge under the call procedure: one position, called and sold as a whole. Money is in TWD."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pledge_lib.finance.amounts import plain, total_of_products
from pledge_lib.finance.checks import InputError, exact, require_not_negative
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import is_below, maintenance_ratio, repay_to
from pledge_lib.finance.sale import Statement, sale_costs, sale_statement
from pledge_lib.market.account import Order, Receipt
from pledge_lib.market.plan import CASH, REPAY, SELL, Payment

SMALLEST_SUM = 0.01  # a call asks for something
PLEDGE = "pledge"  # the name of the one position


@dataclass(frozen=True)
class PledgeAccount:
    """A pledge with cash posted, dividends marked off, and interest of earlier principals.

    >>> from pledge_lib.datasets import rules
    >>> shares, broker = Holding("2330", 1_000, 600, 0.60), rules("tw-broker-pledge")
    >>> pledge = Pledge(holdings=[shares], principal=500_000, rules=broker)
    >>> PledgeAccount(pledge).called_sums(1.66)
    {'pledge': 138554.22}
    """

    pledge: Pledge
    carried_interest: float = 0.0
    cash: float = 0.0
    deductions: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self):
        for name in ("carried_interest", "cash"):
            require_not_negative(name, getattr(self, name))

    @property
    def rules(self) -> PledgeRules:
        """Return the lender's rules."""
        return self.pledge.rules

    @property
    def symbols(self) -> tuple[str, ...]:
        """Return the symbols of the pledge, also those of which no share is left."""
        return tuple(holding.symbol for holding in self.pledge.holdings)

    @cached_property
    def collateral(self) -> float:
        """Return the value that the ratio counts: full closes, less dividends marked off, plus cash posted."""
        counted = [(holding.shares, self._price_of(holding)) for holding in self.pledge.holdings]
        return total_of_products([*counted, (self.cash, 1)])

    @property
    def principal(self) -> float:
        """Return the principal outstanding."""
        return self.pledge.principal

    @cached_property
    def interest(self) -> float:
        """Return all interest accrued and not paid, unrounded."""
        return self.carried_interest + self.pledge.accrued_interest

    @property
    def debt(self) -> float:
        """Return the principal, plus interest where the lender's rules count it."""
        return self.principal + (self.interest if self.pledge.rules.interest_in_debt else 0)

    @property
    def owed(self) -> float:
        """Return principal and interest together, whether or not the ratio counts the interest."""
        return self.principal + self.interest

    @property
    def ratio(self) -> float:
        """Return the maintenance ratio; infinite without debt."""
        return maintenance_ratio(self.collateral, self.debt)

    def under(self, rules: PledgeRules) -> "PledgeAccount":
        """Return the same pledge with another lender."""
        return replace(self, pledge=replace(self.pledge, rules=rules))

    def below(self, line: float) -> bool:
        """Return whether the ratio is below the line, compared exactly."""
        return is_below(self.collateral, self.debt, line)

    def at(self, prices: Mapping[str, float], deductions: Mapping[str, float]) -> "PledgeAccount":
        """Return the account at new prices; `deductions` are dividends per share marked off before the ex-date."""
        return PledgeAccount(self.pledge.at(prices), self.carried_interest, self.cash, deductions)

    def accrue(self, days: int) -> "PledgeAccount":
        """Return the account so many calendar days later."""
        return replace(self, pledge=replace(self.pledge, days=self.pledge.days + days))

    def called_sums(self, target: float) -> dict[str, float]:
        """Return the repayment that the notice asks for, in cents as printed; nothing at or above the target."""
        asked = repay_to(self.collateral, self.debt, target)
        return {PLEDGE: max(round_half_up(asked, places=2), SMALLEST_SUM)} if asked else {}

    def with_called(self, positions: tuple[str, ...]) -> "PledgeAccount":
        """Return the account after a notice: the same, since a pledge is called as a whole."""
        return self

    def shares_of(self, symbol: str) -> float:
        """Return how many shares are pledged."""
        return self._holding(symbol).shares

    def change_shares(self, symbol: str, factor: float) -> "PledgeAccount":
        """Return the account after a capital cut or split of one symbol."""
        return self._with_shares(symbol, exact(self.shares_of(symbol)) * exact(factor))

    def pay(self, payment: Payment, target: float) -> Receipt:
        """Return what a payment does; collateral counts for the repayment that would cure as much."""
        if payment.what == REPAY:
            account, value = self._repay(payment.amount)
            return Receipt(account, value, {PLEDGE: value})
        if payment.what == SELL:
            return self._sold_by_the_borrower(payment, target)
        if payment.what == CASH:
            value = exact(payment.amount)
            account = replace(self, cash=plain(exact(self.cash) + value))
        else:
            account = self._with_shares(payment.symbol, exact(self.shares_of(payment.symbol)) + exact(payment.amount))
            value = exact(account.collateral) - exact(self.collateral)
        return Receipt(account, plain(value), {PLEDGE: value / exact(target)})

    def use_cash(self) -> tuple["PledgeAccount", float]:
        """Return the account after the cash posted has paid what is owed, and how much it paid."""
        return replace(self, cash=0.0)._repay(self.cash)

    def orders(self) -> tuple[Order, ...]:
        """Return the orders of a forced sale: for every share that is left."""
        left = (holding for holding in self.pledge.holdings if holding.shares)
        return tuple(Order(holding.symbol, holding.symbol, plain(holding.shares)) for holding in left)

    def fill(self, order: Order) -> tuple["PledgeAccount", Statement]:
        """Return the account after all shares of a symbol were sold at the price, and the statement of the sale."""
        stated, sold = self.with_rounded_interest(), self._holding(order.symbol)
        statement = sale_statement(sold.value, stated.principal, stated.interest, **self._costs)
        principal = _less(stated.principal, statement.principal_paid)
        interest = _less(stated.interest, statement.interest_paid)
        return stated._with_shares(order.symbol, 0)._owing(principal, interest), statement

    def with_rounded_interest(self) -> "PledgeAccount":
        """Return the account with its interest rounded half up to the dollar, as a statement prints it."""
        return self._owing(self.principal, round_half_up(self.interest))

    @property
    def _costs(self) -> dict[str, float]:
        return {"transaction_tax": self.rules.transaction_tax, "commission": self.rules.commission}

    def _repay(self, amount: float) -> tuple["PledgeAccount", float]:
        """Return the account after a repayment, principal first, and how much of it was taken."""
        to_principal = min(amount, self.principal)
        to_interest = min(amount - to_principal, self.interest)
        left = (_less(self.principal, to_principal), _less(self.interest, to_interest))
        return self._owing(*left), to_principal + to_interest

    def _sold_by_the_borrower(self, payment: Payment, target: float) -> Receipt:
        """Return what the borrower's own sale does: the lender takes its money, the rest goes to the borrower."""
        held = self._holding(payment.symbol)
        shares = min(exact(payment.amount), exact(held.shares))
        if not shares:
            return Receipt(self, 0.0, {})
        sale_value = plain(shares * exact(held.price))
        tax, commission = sale_costs(sale_value, **self._costs)
        proceeds = _less(sale_value, tax + commission)
        without = self._with_shares(payment.symbol, exact(held.shares) - shares)
        account, repaid = without._repay(proceeds)
        principal_paid = _less(self.principal, account.principal)
        statement = Statement(
            sale_value=sale_value,
            tax=tax,
            commission=commission,
            interest_paid=_less(repaid, principal_paid),
            principal_paid=principal_paid,
            surplus=float(_less(proceeds, repaid)),
            shortfall=0.0,
        )
        lost = exact(self.collateral) - exact(without.collateral)
        counted = max(exact(repaid) - lost / exact(target), 0)
        return Receipt(account, repaid, {PLEDGE: counted}, statement)

    def _price_of(self, holding: Holding):
        marked_off = self.deductions.get(holding.symbol)
        return max(exact(holding.price) - exact(marked_off), 0) if marked_off else holding.price

    def _holding(self, symbol: str) -> Holding:
        for holding in self.pledge.holdings:
            if holding.symbol == symbol:
                return holding
        known = ", ".join(holding.symbol for holding in self.pledge.holdings)
        raise InputError("unknown", name="symbol", value=symbol, choices=known)

    def _with_shares(self, symbol: str, shares) -> "PledgeAccount":
        self._holding(symbol)
        holdings = tuple(
            replace(holding, shares=_count(shares)) if holding.symbol == symbol else holding
            for holding in self.pledge.holdings
        )
        return replace(self, pledge=replace(self.pledge, holdings=holdings))

    def _owing(self, principal: float, interest: float) -> "PledgeAccount":
        return replace(self, pledge=replace(self.pledge, principal=principal, days=0), carried_interest=interest)


def _count(shares):
    """Return a number of shares as a plain number, or as the fraction where no float is exactly it."""
    number = plain(shares)
    return number if exact(number) == shares else shares


def _less(amount: float, paid: float):
    return plain(exact(amount) - exact(paid))
