"""A small account of several positions, as plain as the protocol allows: loans on shares, and shares sold short."""

from dataclasses import dataclass, replace

import pledge_lib as pl
from pledge_lib.finance.ratio import add_to, is_below, repay_to
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.account import CallRules, Order, Receipt

BROKER = pl.rules("tw-broker-pledge")


@dataclass(frozen=True)
class Lot:
    """One position in TWD: a loan on shares; or shares owed, with the money put up for them."""

    name: str
    symbol: str
    shares: float
    loan: float = 0
    put_up: float = 0
    price: float = 100

    @property
    def short(self) -> bool:
        return self.put_up > 0

    @property
    def collateral(self) -> float:
        return self.put_up if self.short else self.shares * self.price

    @property
    def debt(self) -> float:
        return self.shares * self.price if self.short else self.loan

    def after(self, amount: float) -> "Lot":
        return replace(self, put_up=self.put_up + amount) if self.short else replace(self, loan=self.loan - amount)


@dataclass(frozen=True)
class ToyAccount:
    """Positions under one line, without interest; `left` is what the sales of called positions did not cover."""

    lots: tuple[Lot, ...]
    rules: CallRules = BROKER
    called: tuple[str, ...] = ()
    left: float = 0
    cash: float = 0

    interest = 0.0

    @property
    def symbols(self):
        return tuple(dict.fromkeys(lot.symbol for lot in self.lots))

    @property
    def collateral(self):
        return sum(lot.collateral for lot in self.lots) + self.cash

    @property
    def debt(self):
        return sum(lot.debt for lot in self.lots)

    @property
    def ratio(self):
        return pl.maintenance_ratio(self.collateral, self.debt)

    @property
    def principal(self):
        return sum(lot.loan for lot in self.lots) + self.left

    @property
    def owed(self):
        return sum(lot.debt for lot in self.lots if lot.name in self.called and lot.shares) + self.left

    def under(self, rules):
        return replace(self, rules=rules)

    def at(self, prices, deductions):
        return replace(self, lots=tuple(replace(lot, price=prices[lot.symbol]) for lot in self.lots))

    def accrue(self, days):
        return self

    def below(self, line):
        return is_below(self.collateral, self.debt, line)

    def called_sums(self, target):
        weak = (lot for lot in self.lots if is_below(lot.collateral, lot.debt, self.rules.call_line))
        sizes = {lot.name: (add_to if lot.short else repay_to)(lot.collateral, lot.debt, target) for lot in weak}
        return {name: round(size, 2) for name, size in sizes.items()}

    def with_called(self, positions):
        return replace(self, called=positions)

    def pay(self, payment, target):
        lots = tuple(lot.after(payment.amount) if lot.name == payment.position else lot for lot in self.lots)
        return Receipt(replace(self, lots=lots), payment.amount, {payment.position: payment.amount})

    def orders(self):
        open_lots = (lot for lot in self.lots if lot.name in self.called and lot.shares)
        return tuple(Order(lot.name, lot.symbol, lot.shares, buys=lot.short) for lot in open_lots)

    def fill(self, order):
        lot = next(lot for lot in self.lots if lot.name == order.position)
        costs = {"transaction_tax": 0 if order.buys else 0.003, "commission": 0.001425}
        statement = sale_statement(lot.collateral, lot.debt, 0, **costs)
        gone = tuple(replace(each, shares=0, loan=0, put_up=0) if each is lot else each for each in self.lots)
        return replace(self, lots=gone, left=self.left + statement.shortfall), statement

    def use_cash(self):
        paid = min(self.cash, self.left)
        return replace(self, cash=0, left=self.left - paid), paid

    def with_rounded_interest(self):
        return self
