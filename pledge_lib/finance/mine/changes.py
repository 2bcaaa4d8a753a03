"""What the reader may do to one account: repay, add shares of one's own, sell shares and repay with the proceeds."""

from dataclasses import replace
from functools import singledispatch

from pledge_lib.finance.amounts import plain, total
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.positions import Long, Posted
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.pledging.pledge import Holding


@singledispatch
def repaid(account: Account, amount: float) -> Account:
    """Return the account after a repayment; of a margin account without loans left it is more short-sale margin."""
    return account


@repaid.register
def _(account: PledgedLoan, amount: float) -> PledgedLoan:
    principal = exact(account.pledge.principal) - exact(amount)
    # of several loans with one ratio each is repaid in part: which of them, the reader may choose
    return replace(account, pledge=replace(account.pledge, principal=plain(max(principal, 0))), drawings=())


@repaid.register
def _(account: MarginTrading, amount: float) -> MarginTrading:
    left, margin = exact(amount), account.account
    for part in margin.longs:
        paid = min(left, exact(part.loan))
        margin, left = margin.with_position(replace(part, loan=plain(exact(part.loan) - paid))), left - paid
    if left and margin.shorts:
        short = margin.shorts[0]
        more = plain(exact(short.short_sale_margin) + left)
        margin = margin.with_position(replace(short, short_sale_margin=more))
    return replace(account, account=margin)


@repaid.register
def _(account: OnChain, amount: float) -> OnChain:
    left, debts = exact(amount), []
    for debt in account.position.debts:
        paid = min(left, debt.value)
        left -= paid
        debts.append(replace(debt, amount=plain(exact(debt.amount) - paid / exact(debt.price))) if paid else debt)
    return replace(account, position=replace(account.position, debts=tuple(debts)))


@singledispatch
def added(account: Account, symbol: str, shares: float, price: float) -> Account:
    """Return the account with shares of one's own pledged or posted besides; on chain and lent out nothing is added."""
    return account


@added.register
def _(account: PledgedLoan, symbol: str, shares: float, price: float) -> PledgedLoan:
    held = {holding.symbol: holding for holding in account.pledge.holdings}
    before = held.get(symbol) or Holding(symbol, 0, price, account.rules.loan_to_value)
    held[symbol] = replace(before, shares=plain(exact(before.shares) + exact(shares)))
    return replace(account, pledge=replace(account.pledge, holdings=tuple(held.values())))


@added.register
def _(account: MarginTrading, symbol: str, shares: float, price: float) -> MarginTrading:
    margin = account.account
    part = Posted(symbol, shares=shares, price=price, rate=margin.rules.posted_rate_listed)
    return replace(account, account=replace(margin, posted=(*margin.posted, part)))


@singledispatch
def sold(account: Account, symbol: str, shares: float) -> Account:
    """Return the account after so many of its shares were sold at their price and the proceeds less costs repaid."""
    return account


@sold.register
def _(account: PledgedLoan, symbol: str, shares: float) -> Account:
    (held,) = (holding for holding in account.pledge.holdings if holding.symbol == symbol)
    fewer = replace(held, shares=plain(exact(held.shares) - exact(shares)))
    holdings = tuple(fewer if holding.symbol == symbol else holding for holding in account.pledge.holdings)
    less = replace(account, pledge=replace(account.pledge, holdings=holdings))
    return repaid(less, proceeds(account, held.price, shares))


@sold.register
def _(account: MarginTrading, symbol: str, shares: float) -> Account:
    margin, left, brought = account.account, exact(shares), []
    for part in margin.longs:
        gone = min(left, exact(part.shares)) if part.symbol == symbol else 0
        if gone:
            left -= gone
            margin = margin.with_position(replace(part, shares=plain(exact(part.shares) - gone)))
            brought.append(proceeds(account, part.price, plain(gone)))
    return repaid(replace(account, account=margin), total(brought))


def proceeds(account: Account, price: float, shares: float) -> float:
    """Return what a sale brings after tax and commission, unrounded."""
    return plain(exact(price) * exact(shares) * (1 - exact(selling_cost(account))))


def selling_cost(account: Account) -> float:
    """Return what a sale costs as a fraction of its value; on chain there is none but the fee of the network."""
    return getattr(account.rules, "selling_cost", 0.0)


def sellable(account: Account) -> dict[str, tuple[float, float]]:
    """Return the shares that may be sold to repay, with their price, the most valuable first."""
    parts: tuple[Holding | Long, ...]
    if isinstance(account, PledgedLoan):
        parts = account.pledge.holdings
    elif isinstance(account, MarginTrading):
        parts = account.account.longs
    else:
        parts = ()
    held: dict[str, tuple[float, float]] = {}
    for part in parts:
        held[part.symbol] = (plain(exact(held.get(part.symbol, (0, 0))[0]) + exact(part.shares)), part.price)
    return dict(sorted(held.items(), key=lambda item: -item[1][0] * item[1][1]))
