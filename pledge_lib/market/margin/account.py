"""A margin account under the call procedure: only the positions called are asked to pay, and only they are sold.

Money is in TWD. Shares sold short are bought in. What a called position leaves unpaid is met by what other called
positions bring more than they owe, then by cash in the account (Art. 55; rule A-1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from pledge_lib.finance.amounts import plain, total
from pledge_lib.finance.checks import InputError, exact, require_fraction, require_not_negative
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Posted
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.margin.trade import buy_in_statement
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.sale import Statement, sale_statement
from pledge_lib.market.account import Order, Receipt
from pledge_lib.market.plan import CASH, REPAY, SELL, Payment

SMALLEST_SUM = 0.01  # a call asks for something
IN_CASH = "cash"  # posted money, as a security of price 1


@dataclass(frozen=True)
class WatchedMargin:
    """A margin account that the broker watches, with the interest of its loans at `annual_rate` and money posted.

    >>> from pledge_lib.datasets import rules
    >>> weak, strong = (Long(name, shares=1_000, price=price, loan=60_000) for name, price in (("A", 50), ("B", 100)))
    >>> WatchedMargin(MarginAccount(rules=rules("tw-margin"), longs=[weak, strong])).called_sums(1.66)
    {'A': 29879.52}
    """

    margin: MarginAccount
    annual_rate: float = 0.0
    called: tuple[str, ...] = ()
    accrued: Mapping[str, Fraction] = field(default_factory=dict)
    cash: float = 0.0
    deductions: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self):
        require_fraction("annual_rate", self.annual_rate)
        require_not_negative("cash", self.cash)

    @property
    def rules(self) -> MarginRules:
        """Return the broker's rules."""
        return self.margin.rules

    @property
    def symbols(self) -> tuple[str, ...]:
        """Return every symbol whose price counts, also those of which no share is left."""
        return self.margin.symbols

    @cached_property
    def watched(self) -> MarginAccount:
        """Return the account as the ratio counts it: with money posted, less dividends marked off."""
        if not self.deductions and not self.cash:
            return self.margin
        prices = {part.symbol: part.price for part in (*self.margin.positions, *self.margin.posted)}
        marked = self.margin.at({symbol: max(_less(prices[symbol], cut), 0) for symbol, cut in self.deductions.items()})
        money = [Posted(IN_CASH, shares=self.cash, price=1, rate=1)] if self.cash else []
        return replace(marked, posted=[*marked.posted, *money])

    @property
    def collateral(self) -> float:
        """Return the numerator of the whole-account ratio (rule A-9)."""
        return self.watched.collateral

    @property
    def debt(self) -> float:
        """Return the denominator: loans and shares sold short, without interest (rule A-9)."""
        return self.watched.debt

    @property
    def ratio(self) -> float:
        """Return the whole-account maintenance ratio; infinite without debt."""
        return self.watched.ratio

    @property
    def principal(self) -> float:
        """Return all margin loans."""
        return total(long.loan for long in self.margin.longs)

    @property
    def interest(self) -> float:
        """Return all interest accrued and not paid, unrounded."""
        return plain(sum(self.accrued.values()))

    @cached_property
    def owed(self) -> float:
        """Return what the called positions still owe: loans with interest, and shares to be bought in."""
        return plain(sum(exact(self.margin.position(name).debt) + self._interest(name) for name in self.called))

    def under(self, rules: MarginRules) -> "WatchedMargin":
        """Return the same account under other rules."""
        return replace(self, margin=replace(self.margin, rules=rules))

    def below(self, line: float) -> bool:
        """Return whether the whole account is below the line, compared exactly."""
        return is_below(self.collateral, self.debt, line)

    def at(self, prices: Mapping[str, float], deductions: Mapping[str, float]) -> "WatchedMargin":
        """Return the account at new prices; `deductions` are dividends per share marked off before the ex-date."""
        return replace(self, margin=self.margin.at(prices), deductions=deductions)

    def accrue(self, days: int) -> "WatchedMargin":
        """Return the account so many calendar days later."""
        a_day = exact(self.annual_rate) / self.rules.day_basis
        more = {long.name: exact(long.loan) * a_day * days for long in self.margin.longs}
        return replace(self, accrued={name: self._interest(name) + interest for name, interest in more.items()})

    def called_sums(self, target: float) -> dict[str, float]:
        """Return what the notice asks of each position called, in cents; nothing while the account holds the line."""
        asked = self.watched.called_sums(target)
        return {name: max(round_half_up(amount, places=2), SMALLEST_SUM) for name, amount in asked.items()}

    def with_called(self, positions: tuple[str, ...]) -> "WatchedMargin":
        """Return the account after a notice to these positions."""
        return replace(self, called=tuple(positions))

    def shares_of(self, symbol: str) -> float:
        """Return how many shares are held, bought on margin or posted."""
        parts = (*self.margin.longs, *self.margin.posted)
        return plain(sum(exact(part.shares) for part in parts if part.symbol == symbol))

    def change_shares(self, symbol: str, factor: float) -> "WatchedMargin":
        """Return the account after a capital cut or split of one symbol."""

        def changed(part):
            return replace(part, shares=exact(part.shares) * exact(factor)) if part.symbol == symbol else part

        sides = {side: tuple(map(changed, getattr(self.margin, side))) for side in ("longs", "shorts", "posted")}
        return replace(self, margin=replace(self.margin, **sides))

    def pay(self, payment: Payment, target: float) -> Receipt:
        """Return what a payment does; a sum is met by cash in full, by posted securities at their rate (A-11b)."""
        if payment.what == REPAY:
            return self._repaid(payment)
        if payment.what == SELL:
            return self._sold_by_the_client(payment, target)
        if payment.what == CASH:
            value = meets = exact(payment.amount)
            account = replace(self, cash=plain(exact(self.cash) + value))
        else:
            more = self._posted(payment.symbol, payment.amount)
            value, meets = exact(more.value), exact(more.meets)
            account = replace(self, margin=replace(self.margin, posted=[*self.margin.posted, more]))
        return Receipt(account, plain(value), dict(self._shared_out(payment, meets, target)))

    def orders(self) -> tuple[Order, ...]:
        """Return the orders of a forced sale, for what is left of the called positions, the weakest first."""
        left = [position for position in map(self.margin.position, self.called) if position.shares]
        left.sort(key=lambda position: position.ratio)
        return tuple(
            Order(each.name, each.symbol, plain(each.shares), buys=not isinstance(each, Long)) for each in left
        )

    def fill(self, order: Order) -> tuple["WatchedMargin", Statement]:
        """Return the account after one position was sold, or bought in, at the price, and the statement."""
        position, interest = self.margin.position(order.position), self._interest(order.position)
        if order.buys:
            statement = buy_in_statement(position.value, position.collateral, self.rules)
            left = Long(position.symbol, shares=0, price=position.price, loan=statement.shortfall, name=position.name)
            return self._with(left, 0)._after_surplus(statement)
        interest = round_half_up(interest)
        statement = sale_statement(position.value, position.loan, interest, **self._costs)
        left = replace(position, shares=0, loan=_less(position.loan, statement.principal_paid))
        return self._with(left, _less(interest, statement.interest_paid))._after_surplus(statement)

    def use_cash(self) -> tuple["WatchedMargin", float]:
        """Return the account after the money posted has paid what is owed, and how much it paid."""
        return replace(self, cash=0.0)._pay_off(self.cash, self.called)

    def with_rounded_interest(self) -> "WatchedMargin":
        """Return the account at the end of a sale: interest to the dollar, and shares not bought in paid in money."""
        rounded = {name: exact(round_half_up(interest)) for name, interest in self.accrued.items()}
        account = replace(self, accrued=rounded)
        for order in account.orders():
            if order.buys:
                account, statement = account.fill(order)
                account = replace(account, cash=plain(exact(account.cash) + exact(statement.surplus)))
        return account

    @property
    def _costs(self) -> dict[str, float]:
        return {"transaction_tax": self.rules.transaction_tax, "commission": self.rules.commission}

    def _interest(self, name: str) -> Fraction:
        return self.accrued.get(name, Fraction(0))

    def _with(self, position, interest) -> "WatchedMargin":
        accrued = {**self.accrued, position.name: exact(interest)}
        return replace(self, margin=self.margin.with_position(position), accrued=accrued)

    def _after_surplus(self, statement: Statement) -> tuple["WatchedMargin", Statement]:
        """Let what a sale brought more than its debt pay what other called positions left unpaid."""
        unpaid = tuple(name for name in self.called if not self.margin.position(name).shares)
        account, paid = self._pay_off(statement.surplus, unpaid)
        loans = _less(self.principal, account.principal)
        paid_here = {
            "principal_paid": plain(exact(statement.principal_paid) + exact(loans)),
            "interest_paid": plain(exact(statement.interest_paid) + exact(paid) - exact(loans)),
            "surplus": float(_less(statement.surplus, paid)),
        }
        return account, replace(statement, **paid_here)

    def _pay_off(self, amount: float, names: tuple[str, ...]) -> tuple["WatchedMargin", float]:
        """Return the account after money paid the loans of these positions, then their interest; and how much."""
        account, left = self, exact(amount)
        for name in names:
            position = account.margin.position(name)
            if isinstance(position, Long):
                to_loan = min(left, exact(position.loan))
                to_interest = min(left - to_loan, account._interest(name))
                repaid = replace(position, loan=plain(exact(position.loan) - to_loan))
                account = account._with(repaid, account._interest(name) - to_interest)
                left -= to_loan + to_interest
        return account, plain(exact(amount) - left)

    def _repaid(self, payment: Payment) -> Receipt:
        """Return what money does: it repays a purchase, and adds to the margin of a short sale."""
        account, left, counted = self, exact(payment.amount), {}
        for name in self._placed(payment):
            position = account.margin.position(name)
            if isinstance(position, Long):
                account, taken = account._pay_off(plain(left), (name,))
            else:
                taken = plain(left)
                margin = plain(exact(position.short_sale_margin) + left)
                account = account._with(replace(position, short_sale_margin=margin), 0)
            counted[name] = taken
            left -= exact(taken)
        return Receipt(account, plain(exact(payment.amount) - left), counted)

    def _sold_by_the_client(self, payment: Payment, target: float) -> Receipt:
        """Return what the client's own sale of a purchase does: its loan is paid first, the rest is the client's."""
        held = [long for long in self.margin.longs if long.symbol == payment.symbol and long.shares]
        wanted = [long for long in held if payment.position in (None, long.name)]
        if not wanted:
            known = ", ".join(long.name for long in self.margin.longs)
            raise InputError("unknown", name="position", value=payment.position or payment.symbol, choices=known)
        long = wanted[0]
        shares = min(exact(payment.amount), exact(long.shares))
        value = plain(shares * exact(long.price))
        sold = replace(sale_statement(value, long.loan, plain(self._interest(long.name)), **self._costs), shortfall=0.0)
        loan = _less(long.loan, sold.principal_paid)
        interest = self._interest(long.name) - exact(sold.interest_paid)
        account = self._with(replace(long, shares=plain(exact(long.shares) - shares), loan=loan), interest)
        counted = max(exact(sold.principal_paid) - exact(value) / exact(target), 0)
        repaid = plain(exact(sold.principal_paid) + exact(sold.interest_paid))
        return Receipt(account, repaid, {long.name: counted}, sold)

    def _placed(self, payment: Payment) -> tuple[str, ...]:
        """Return the positions that money is for, in their order: the one named, those called, or the weakest first."""
        if payment.position is not None:
            return (self.margin.position(payment.position).name,)
        ratios = self.margin.position_ratios
        return self.called or tuple(sorted(ratios, key=ratios.__getitem__))

    def _shared_out(self, payment: Payment, amount: Fraction, target: float) -> Iterator[tuple[str, Fraction]]:
        """Yield what collateral counts toward each called position: as far as each is short, the rest for the last."""
        names = (payment.position,) if payment.position else self.called
        for name in names:
            short = exact(self.watched.position(name).called_sum(target))
            part = amount if name == names[-1] else min(amount, short)
            amount -= part
            yield name, part

    def _posted(self, symbol: str, shares: float) -> Posted:
        """Return securities to be posted, at the rate of those of the same symbol, else of listed shares."""
        parts = [part for part in (*self.margin.posted, *self.margin.positions) if part.symbol == symbol]
        rate = next((part.rate for part in parts if isinstance(part, Posted)), self.rules.posted_rate_listed)
        return Posted(symbol, shares=shares, price=parts[0].price, rate=rate)


def _less(amount: float, paid: float):
    return plain(exact(amount) - exact(paid))
