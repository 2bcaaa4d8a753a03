"""One's own position: accounts at several lenders, per lender and in total.

Totals add what adds up: what is held, what is owed, what a month costs, and what is asked today. They never net one
lender's call with what another one has too much of, and never mix currencies: no rate of exchange is known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError, parts_of, require_date, require_not_negative, require_number
from pledge_lib.finance.mine.account import CURRENCIES, Account
from pledge_lib.finance.ratio import maintenance_ratio
from pledge_lib.finance.units import Count, Date, Money, Percent, PerShare, Text


@dataclass(frozen=True, kw_only=True)
class ExDate:
    """A day from which a share trades without its dividend, as the reader knows it."""

    symbol: Text
    day: Date
    cash_per_share: PerShare = 0.0

    def __post_init__(self):
        require_date("ex-date", self.day)
        require_not_negative("cash_per_share", self.cash_per_share)


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Sums over all accounts in one currency; `called_sum` is what all lenders ask today, each by itself.

    The ratio is what the whole would have under one lender. No lender reads it, so it has no line and no state.
    """

    currency: Text
    collateral: Money
    debt: Money
    called_sum: Money
    cost_a_month: Money
    accounts: Count
    called: Count

    @property
    def equity(self) -> Money:
        """Return what would be left if everything were closed at these prices, without costs."""
        return total((self.collateral, -self.debt))

    @property
    def ratio(self) -> Percent:
        """Return all collateral over all debt, lent shares left out of neither; infinite without debt."""
        return maintenance_ratio(self.collateral, self.debt)


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """Everything that one person holds and owes: pledged shares, margin accounts, shares on loan, positions on chain.

    Frozen: new prices make a new portfolio. One symbol has one price, whoever holds it. Money in the currency of
    each account. One symbol with two prices raises InputError.

    >>> from pledge_lib.datasets import rules
    >>> from pledge_lib.finance.mine.pledged import PledgedLoan
    >>> from pledge_lib.finance.pledging.pledge import Holding, Pledge
    >>> def loan(lender, principal):
    ...     shares = Holding("2330", shares=1_000, price=100, loan_to_value=0.60)
    ...     pledge = Pledge(holdings=[shares], principal=principal, rules=rules("tw-bank-pledge"))
    ...     return PledgedLoan(lender=lender, pledge=pledge)
    >>> mine = Portfolio(accounts=[loan("A", 60_000), loan("B", 20_000)])
    >>> mine.first.lender, round(mine.first.room, 4), mine.moved(-0.25).called_lenders
    ('A', 0.22, ('A',))
    >>> fallen = mine.moved(-0.25).total()
    >>> fallen.ratio, round(fallen.called_sum, 2)
    (1.875, 14819.28)
    """

    accounts: tuple[Account, ...]
    ex_dates: tuple[ExDate, ...] = ()
    _prices: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        for part, kind in (("accounts", Account), ("ex_dates", ExDate)):
            object.__setattr__(self, part, parts_of(part, getattr(self, part), kind))
        if not self.accounts:
            raise InputError("empty", name="accounts")
        keys: set[tuple[str, ...]] = set()
        prices: dict[str, float] = {}
        for account in self.accounts:
            if account.key in keys:
                raise InputError("twice", name="accounts", value=" ".join(account.key))
            keys.add(account.key)
            for symbol, price in account.prices.items():
                if prices.setdefault(symbol, price) != price:
                    raise InputError("twice", name="prices", value=symbol)
        object.__setattr__(self, "_prices", prices)
        self._require(each.symbol for each in self.ex_dates)

    @property
    def prices(self) -> dict[str, float]:
        """Return the price of every symbol, in the order in which they are first held."""
        return dict(self._prices)

    @property
    def symbols(self) -> tuple[str, ...]:
        """Return every symbol once."""
        return tuple(self._prices)

    @property
    def lenders(self) -> tuple[str, ...]:
        """Return every lender once."""
        return tuple(dict.fromkeys(account.lender for account in self.accounts))

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies of its accounts."""
        found = {account.currency for account in self.accounts}
        return tuple(currency for currency in CURRENCIES if currency in found)

    @property
    def called(self) -> tuple[Account, ...]:
        """Return the accounts whose call is the reader's, today."""
        return tuple(account for account in self.accounts if account.own_call and account.is_called)

    @property
    def called_lenders(self) -> tuple[str, ...]:
        """Return the lenders who call the reader today."""
        return tuple(dict.fromkeys(account.lender for account in self.called))

    @property
    def first(self) -> Account | None:
        """Return the account that calls first when all prices fall together; None where no fall leads to a call."""
        fallible = [account for account in self.accounts if account.own_call and account.room < float("inf")]
        return min(fallible, key=lambda account: (not account.is_called, account.room), default=None)

    def account(self, lender: str, kind: str | None = None, which: str | None = None) -> Account:
        """Return one account by its lender, its kind where the lender has several, and which of them by its key."""
        found = [each for each in self.accounts if each.lender == lender and kind in (None, each.kind)]
        found = [each for each in found if which in (None, each.key[-1])]
        if len(found) != 1:
            known = ", ".join(" ".join(each.key) for each in self.accounts)
            raise InputError(
                "unknown", name="account", value=" ".join(filter(None, (lender, kind, which))), choices=known
            )
        return found[0]

    def total(self, currency: str = CURRENCIES[0]) -> Totals:
        """Return the sums over the accounts of one currency."""
        if currency not in CURRENCIES:
            raise InputError("unknown", name="currency", value=currency, choices=", ".join(CURRENCIES))
        accounts = [account for account in self.accounts if account.currency == currency]
        sums = ("collateral", "debt", "called_sum", "cost_a_month")
        return Totals(
            currency=currency,
            **{name: total(getattr(account, name) for account in accounts) for name in sums},
            accounts=len(accounts),
            called=sum(account.own_call and account.is_called for account in accounts),
        )

    def call_prices(self, symbol: str) -> dict[tuple[str, ...], float | None]:
        """Return by account the price of one symbol at which it is on its line, all other prices unchanged."""
        self._require((symbol,))
        return {account.key: account.call_price(symbol) for account in self.accounts if symbol in account.prices}

    def at(self, prices: Mapping[str, float]) -> "Portfolio":
        """Return the portfolio at other prices, by symbol; each holds for every lender."""
        self._require(prices)
        return replace(self, accounts=tuple(account.at(_of(account, prices)) for account in self.accounts))

    def moved(self, change: float = 0.0, own: Mapping[str, float] | None = None) -> "Portfolio":
        """Return the portfolio after a common change of all prices, -0.22 for a fall of 22 %, or `own` ones by symbol.

        On chain the common change is one of the collateral; debts keep their price unless they have a change of their
        own.
        """
        require_number("change", change)
        self._require(own or {})
        held = {symbol for account in self.accounts for symbol in account.exposed}
        changes = dict.fromkeys(held, change) | dict(own or {})
        return replace(self, accounts=tuple(account.moved(changes) for account in self.accounts))

    def _require(self, symbols):
        for symbol in symbols:
            if symbol not in self._prices:
                raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(self._prices))


def _of(account: Account, prices: Mapping[str, float]) -> dict[str, float]:
    return {symbol: prices[symbol] for symbol in account.prices if symbol in prices}
