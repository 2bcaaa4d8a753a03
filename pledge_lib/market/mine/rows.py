"""A portfolio becomes rows, from which a file, a table or a link is written; reading them gives the same portfolio."""

from collections.abc import Iterable
from dataclasses import replace

from pledge_lib.datasets import rules as rule_profile
from pledge_lib.datasets.mine.rows import BORROWED, LENT, LONG, PLEDGE, POSTED, SHORT, SUPPLIED, PositionRow
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.margin.positions import Long, Posted, Short
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.market.mine.holdings import OWN_TERMS


def rows_of(portfolio: Portfolio) -> tuple[PositionRow, ...]:
    """Return the rows that a file of the portfolio holds; `portfolio_of` makes the same portfolio of them."""
    found, dates = [], {each.symbol: each for each in portfolio.ex_dates}
    for row in (row for account in portfolio.accounts for row in _rows(account)):
        known = dates.pop(row.symbol, None)
        about = {"ex_date": known.day, "dividend": known.cash_per_share or None} if known else {}
        found.append(replace(row, **about))
    return tuple(found)


def _rows(account: Account) -> Iterable[PositionRow]:
    about = {"lender": account.lender, "drawn": account.drawn, "matures": account.matures}
    if isinstance(account, PledgedLoan):
        if account.drawings:
            return _rows_of_drawings(account)
        return _rows_of_pledge(account.pledge, about | {"which": account.which or None})
    if isinstance(account, LentOut):
        loan = account.loan
        terms = {"annual_rate": loan.annual_rate, "collateral": loan.collateral, **_terms(loan.rules)}
        held = {"symbol": account.symbol, "shares": loan.shares, "price": loan.price}
        return [PositionRow(kind=LENT, **held, **about, **terms)]
    if isinstance(account, OnChain):
        return _rows_of_chain(account.position, about | {"annual_rate": account.annual_rate})
    return _rows_of_margin(account, about | {"annual_rate": account.annual_rate})


def _rows_of_pledge(pledge: Pledge, about: dict) -> list[PositionRow]:
    terms = {"annual_rate": pledge.annual_rate, "rules": pledge.rules.name, **_terms(pledge.rules)}
    terms |= {"days": pledge.days or None}
    loans = [pledge.principal, *(None for _ in pledge.holdings[1:])]
    return [
        PositionRow(
            kind=PLEDGE,
            symbol=held.symbol,
            shares=held.shares,
            price=held.price,
            loan=loan,
            loan_to_value=held.loan_to_value,
            **about,
            **terms,
        )
        for held, loan in zip(pledge.holdings, loans, strict=True)
    ]


def _rows_of_drawings(account: PledgedLoan) -> list[PositionRow]:
    """Return the shares of an account of several loans, and then each loan by itself."""
    about = {"kind": PLEDGE, "lender": account.lender, "rules": account.rules.name, **_terms(account.rules)}
    held = [
        PositionRow(**about, symbol=part.symbol, shares=part.shares, price=part.price, loan_to_value=part.loan_to_value)
        for part in account.pledge.holdings
    ]
    owed = [
        PositionRow(
            **about,
            which=each.which,
            loan=each.principal,
            annual_rate=each.annual_rate,
            days=each.days or None,
            drawn=each.drawn,
            matures=each.matures,
        )
        for each in account.drawings
    ]
    return held + owed


def _rows_of_margin(account: MarginTrading, about: dict) -> list[PositionRow]:
    found, about = [], about | _terms(account.rules)
    for part in (*account.account.positions, *account.account.posted):
        held = {"symbol": part.symbol, "shares": part.shares, "price": part.price}
        if not isinstance(part, Posted):
            days = account.days_of(part.name)
            held |= {"drawn": days.drawn, "matures": days.matures}
        if isinstance(part, Long):
            found.append(PositionRow(**about | held, kind=LONG, loan=part.loan))
        elif isinstance(part, Short):
            money = {"proceeds": part.short_sale_collateral, "margin": part.short_sale_margin}
            found.append(PositionRow(**about | held | money, kind=SHORT))
        else:
            found.append(PositionRow(**about | held, kind=POSTED, posted_rate=part.rate))
    return found


def _rows_of_chain(position: CryptoPosition, about: dict) -> list[PositionRow]:
    supplied = [
        PositionRow(
            kind=SUPPLIED,
            symbol=asset.symbol,
            shares=asset.amount,
            price=asset.price,
            threshold=asset.threshold,
            loan_to_value=asset.loan_to_value,
            **about,
        )
        for asset in position.collateral
    ]
    owed = [
        PositionRow(kind=BORROWED, symbol=debt.symbol, shares=debt.amount, price=debt.price, **about)
        for debt in position.debts
    ]
    return supplied + owed


def _terms(rules) -> dict:
    """Return the terms in which rules differ from their profile."""
    profile = rule_profile(rules.name)
    return {
        name: getattr(rules, name)
        for name in OWN_TERMS
        if hasattr(rules, name) and getattr(rules, name) != getattr(profile, name)
    }
