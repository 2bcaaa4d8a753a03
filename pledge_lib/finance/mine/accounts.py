"""One account of a position: a loan at one lender, or shares on loan, each by the model of its own lesson.

What all have in common: where they stand against their own line, whose call it is, what falls lead to it, what a month
costs. Money is in the account's currency, prices are per share or per token.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError, require_date, require_fraction
from pledge_lib.finance.crypto.position import LIQUIDATABLE, CryptoPosition
from pledge_lib.finance.interest import monthly_interest
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.finance.ratio import after_change, limit_downs_to_line
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import Date, Money, Percent, Sessions, Text, Word, YesNo

PLEDGED, ON_MARGIN, LENT_OUT, ON_CHAIN = KINDS = ("pledge", "margin", "lent", "chain")
TWD, USD = CURRENCIES = ("TWD", "USD")


@dataclass(frozen=True, kw_only=True)
class Account:
    """What every account has: the lender's name, and the days on which it began and ends where they are known.

    `own_call` says whether the reader is the one who is called. Of shares on loan it is the borrower.
    """

    lender: Text
    drawn: Date | None = None
    matures: Date | None = None
    kind: ClassVar[str]
    currency: ClassVar[str] = TWD
    own_call: ClassVar[bool] = True

    def __post_init__(self):
        if not str(self.lender).strip():
            raise InputError("empty", name="lender")
        for name in ("drawn", "matures"):
            if getattr(self, name) is not None:
                require_date(name, getattr(self, name))
        if self.drawn and self.matures and self.matures < self.drawn:
            raise InputError("before", name="matures", value=self.matures, limit=self.drawn)

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the account from every other: its lender and its kind."""
        return self.lender, self.kind

    @property
    def is_called(self) -> YesNo:
        """Return whether this account is below its own line, whoever is called."""
        return self.state in (CALLED, LIQUIDATABLE)

    @property
    def exposed(self) -> tuple[str, ...]:
        """Return the symbols that a common change of prices moves."""
        return tuple(self.prices)

    @property
    def equity(self) -> Money:
        """Return what is left of this account alone when its debt is paid; negative where more is owed than held."""
        return total((self.collateral, -self.debt))

    def moved(self, changes: Mapping[str, float]) -> Self:
        """Return the account after price changes by symbol, as fractions; symbols it does not hold are left out."""
        prices = self.prices
        return self.at({name: after_change(prices[name], changes[name]) for name in prices if name in changes})


@dataclass(frozen=True, kw_only=True)
class PledgedLoan(Account):
    """A loan against pledged shares.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.pledging.pledge import Holding
    >>> shares, bank = Holding("2330", shares=1_000, price=100, loan_to_value=0.60), rules("tw-bank-pledge")
    >>> loan = PledgedLoan(lender="A", pledge=Pledge(holdings=[shares], principal=60_000, rules=bank, annual_rate=0.03))
    >>> round(loan.room, 10), loan.limit_downs, loan.call_price("2330"), loan.cost_a_month
    (0.22, 3, 78.0, 150.0)
    """

    pledge: Pledge
    kind: ClassVar[str] = PLEDGED

    @property
    def prices(self) -> dict[str, float]:
        return {holding.symbol: holding.price for holding in self.pledge.holdings}

    @property
    def line(self) -> Percent:
        return self.pledge.rules.call_line

    @property
    def collateral(self) -> Money:
        return self.pledge.collateral

    @property
    def debt(self) -> Money:
        return self.pledge.debt

    @property
    def ratio(self) -> Percent:
        return self.pledge.ratio

    @property
    def state(self) -> Word:
        return self.pledge.state

    @property
    def room(self) -> Percent:
        """Return the common fall of its prices that leads to the line; negative below it, infinite where none does."""
        return self.pledge.fall_to_call if self.debt else math.inf

    @property
    def limit_downs(self) -> Sessions | None:
        """Return after how many sessions at the daily limit it is called; None in a market without a limit."""
        return limit_downs_to_line(self.ratio, self.line, self.pledge.rules.daily_limit)

    @property
    def called_sum(self) -> Money:
        """Return the repayment that a call asks for today; 0 while there is none."""
        return self.pledge.cure(self.pledge.rules.cure_target).repay if self.is_called else 0

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's interest."""
        return monthly_interest(self.pledge.principal, self.pledge.annual_rate)

    def call_price(self, symbol: str):
        """Return the price of one symbol at which the account is on its line; None where no price of it is."""
        return self.pledge.call_price(symbol) or None

    def at(self, prices: Mapping[str, float]) -> "PledgedLoan":
        """Return the account at other prices; symbols left out keep theirs."""
        return replace(self, pledge=self.pledge.at(prices))


@dataclass(frozen=True, kw_only=True)
class MarginTrading(Account):
    """A margin account at one broker: purchases and short sales under one line."""

    account: MarginAccount
    annual_rate: Percent | None = None
    kind: ClassVar[str] = ON_MARGIN

    def __post_init__(self):
        super().__post_init__()
        if self.annual_rate is None:
            object.__setattr__(self, "annual_rate", self.account.rules.annual_rate)
        require_fraction("annual_rate", self.annual_rate)

    @property
    def prices(self) -> dict[str, float]:
        parts = self.account.positions + self.account.posted
        return {part.symbol: part.price for part in parts}

    @property
    def line(self) -> Percent:
        return self.account.rules.call_line

    @property
    def collateral(self) -> Money:
        return self.account.collateral

    @property
    def debt(self) -> Money:
        return self.account.debt

    @property
    def ratio(self) -> Percent:
        return self.account.ratio

    @property
    def state(self) -> Word:
        return self.account.state

    @property
    def room(self) -> Percent:
        """Return the common fall that leads to the line; negative below it, infinite where only a rise leads there."""
        move = self.account.move_to() if self.debt else math.inf
        held = total(part.value for part in self.account.longs + self.account.posted)
        shorted = total(part.value for part in self.account.shorts)
        falls = held > self.line * shorted  # else prices that fall only help
        return -move if falls and move != math.inf else math.inf

    @property
    def rise_to_call(self) -> Percent:
        """Return the common rise that leads to the line, for more sold short than held; else infinite."""
        return self.account.move_to() if self.debt and self.room == math.inf else math.inf

    @property
    def limit_downs(self) -> Sessions | None:
        if self.is_called:
            return 0
        above = math.inf if self.room >= 1 else 1 / (1 - self.room)  # collateral over what the line asks for
        if not self.account.shorts:
            return limit_downs_to_line(self.ratio, self.line, self.account.rules.daily_limit)
        return limit_downs_to_line(above, 1, self.account.rules.daily_limit)

    @property
    def called_sum(self) -> Money:
        """Return what the notice asks of the called positions together; what one has too much helps no other."""
        return total(self.account.called_sums().values())

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's interest on the loans, less what the broker pays on short-sale money."""
        loans = total(part.loan for part in self.account.longs)
        kept = total(part.collateral for part in self.account.shorts)
        paid = monthly_interest(loans, self.annual_rate)
        return paid - monthly_interest(kept, self.account.rules.short_interest_rate)

    def call_price(self, symbol: str):
        return self.account.call_price(symbol) or None

    def at(self, prices: Mapping[str, float]) -> "MarginTrading":
        return replace(self, account=self.account.at(prices))


@dataclass(frozen=True, kw_only=True)
class LentOut(Account):
    """Shares of the reader's that are on loan: the borrower is called, and by a rise; nobody calls the reader.

    Its collateral secures what the borrower owes. It is not the reader's unless the borrower fails.
    """

    symbol: Text
    loan: StockLoan
    kind: ClassVar[str] = LENT_OUT
    own_call: ClassVar[bool] = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Return also the symbol: each loan of shares stands alone."""
        return self.lender, self.kind, self.symbol

    @property
    def prices(self) -> dict[str, float]:
        return {self.symbol: self.loan.price}

    @property
    def line(self) -> Percent:
        return self.loan.rules.call_line

    @property
    def collateral(self) -> Money:
        """Return what the reader holds: the claim to the shares, at their price."""
        return self.loan.value

    @property
    def debt(self) -> Money:
        """Return what the reader owes: nothing."""
        return 0

    @property
    def ratio(self) -> Percent:
        """Return the borrower's ratio."""
        return self.loan.ratio

    @property
    def state(self) -> Word:
        """Return the borrower's state."""
        return self.loan.state

    @property
    def room(self) -> Percent:
        return math.inf  # a fall makes the loan safer

    @property
    def rise_to_call(self) -> Percent:
        """Return the rise that calls the borrower; negative when called already."""
        return self.loan.rise_to_call

    @property
    def limit_downs(self) -> Sessions | None:
        return math.inf

    @property
    def called_sum(self) -> Money:
        return 0

    @property
    def cost_a_month(self) -> Money:
        """Return a twelfth of a year's fee less the broker's share, as a cost below 0; tax is not in it."""
        fee = monthly_interest(self.loan.value, self.loan.annual_rate)
        return -fee * (1 - self.loan.rules.broker_share)

    def call_price(self, symbol: str):
        """Return the price above which the borrower is called."""
        if symbol != self.symbol:
            raise InputError("unknown", name="symbol", value=symbol, choices=self.symbol)
        return self.loan.call_price

    def at(self, prices: Mapping[str, float]) -> "LentOut":
        for symbol in prices:
            if symbol != self.symbol:
                raise InputError("unknown", name="symbol", value=symbol, choices=self.symbol)
        return replace(self, loan=self.loan.at(prices[self.symbol])) if prices else self


@dataclass(frozen=True, kw_only=True)
class OnChain(Account):
    """A position in a lending protocol, in US dollars; its line is a health factor of 1, and there is no daily limit.

    A common fall is one of the collateral; debts keep their price, as in the lesson.
    """

    position: CryptoPosition
    annual_rate: Percent = 0.0
    kind: ClassVar[str] = ON_CHAIN
    currency: ClassVar[str] = USD

    def __post_init__(self):
        super().__post_init__()
        require_fraction("annual_rate", self.annual_rate)

    @property
    def prices(self) -> dict[str, float]:
        return {asset.symbol: asset.price for asset in (*self.position.debts, *self.position.collateral)}

    @property
    def line(self) -> Percent:
        """Return the maintenance ratio at which the health factor is 1; infinite where nothing counts."""
        counted = self.position.threshold
        return 1 / counted if counted else math.inf

    @property
    def collateral(self) -> Money:
        return self.position.collateral_value

    @property
    def debt(self) -> Money:
        return self.position.debt_value

    @property
    def ratio(self) -> Percent:
        return self.position.maintenance_ratio

    @property
    def state(self) -> Word:
        return self.position.state

    @property
    def room(self) -> Percent:
        """Return the common fall of what is exposed that leads to a health factor of 1; infinite where none does."""
        if not self.debt:
            return math.inf
        health, steady = self.position.health_factor, self.position.at(dict.fromkeys(self.exposed, 0)).health_factor
        if steady >= 1:
            return math.inf
        return (health - 1) / (health - steady) if health > steady else -math.inf

    @property
    def exposed(self) -> tuple[str, ...]:
        """Return the collateral that is not owed as well: a token on both sides stands still with the debt."""
        owed = {debt.symbol for debt in self.position.debts}
        return tuple(asset.symbol for asset in self.position.collateral if asset.symbol not in owed)

    @property
    def limit_downs(self) -> Sessions | None:
        return None

    @property
    def called_sum(self) -> Money:
        """Return the repayment that brings the health factor back to 1; nobody asks for it, anybody may liquidate."""
        return self.debt * (1 - self.position.health_factor) if self.is_called else 0

    @property
    def cost_a_month(self) -> Money:
        return monthly_interest(self.debt, self.annual_rate)

    def call_price(self, symbol: str):
        return self.position.liquidation_price(symbol)

    def at(self, prices: Mapping[str, float]) -> "OnChain":
        return replace(self, position=self.position.at(prices))

