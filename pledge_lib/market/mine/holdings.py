"""Rows of a file become a portfolio: what one holds, at which lender, under which rules."""

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path

from pledge_lib.datasets import DatasetError
from pledge_lib.datasets import rules as rule_profile
from pledge_lib.datasets.mine.loans import is_shared
from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.rows import BORROWED, LENT, LONG, PLEDGE, POSTED, SHORT, SUPPLIED, PositionRow
from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError, exact
from pledge_lib.finance.crypto.assets import Collateral, Debt
from pledge_lib.finance.crypto.position import CryptoPosition
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Posted, Short
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading, PositionDays
from pledge_lib.finance.mine.pledged import Drawing, PledgedLoan
from pledge_lib.finance.mine.portfolio import ExDate, Portfolio
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.pledging.rules import PledgeRules

MARGIN_RULES, LENDING_RULES = "tw-margin", "tw-lending"
OWN_TERMS = ("call_line", "cure_target", "cure_sessions")  # what a reader's own contract may set apart from its profile

LIFTED = ("cure_target", "cancel_level", "initial_ratio")  # what no contract puts below its call line


def read_portfolio(file: str | Path) -> Portfolio:
    """Return one's own position from a CSV or XLSX file; nothing is loaded of a file with a row that is not understood.

    Raises DatasetError with the first row and its reason; `preview` shows all of them.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "mine.csv")
    ...     _ = file.write_text("機構,種類,代號,股數,現價,借款\\n甲銀行,質押,2330,1張,100,6萬\\n", encoding="utf-8")
    ...     read_portfolio(file).total().debt
    60000
    """
    return portfolio_of(preview(file))


def preview(file: str | Path) -> Preview:
    """Return how a file was understood, row by row, with what was not and why."""
    if not isinstance(file, str | PathLike):
        raise InputError("not_text", name="file", value=file)
    place = Path(file)
    if not place.is_file():
        raise InputError("unknown", name="file", value=place.name, choices="a .csv or .xlsx file that exists")
    return read_position(place.read_bytes(), place.name)


def portfolio_of(seen: Preview | Iterable[PositionRow]) -> Portfolio:
    """Return the portfolio of a preview that is ready, or of rows.

    >>> text = "機構,種類,代號,股數,現價,借款\\n甲銀行,質押,2330,1張,100,6萬\\n甲銀行,質押,0050,500股,150,\\n"
    >>> mine = portfolio_of(read_position(text.encode()))
    >>> mine.total().collateral, mine.total().debt, mine.first.lender
    (175000, 60000, '甲銀行')
    """
    if isinstance(seen, Preview):
        if not seen.ready:
            line = seen.not_understood[0].number if seen.not_understood and not seen.problems else None
            raise DatasetError(seen.file or "the file", seen.reason, line)
        seen = seen.rows
    seen = tuple(seen)
    groups: dict[tuple[str, str], list[PositionRow]] = {}
    for row in seen:
        groups.setdefault(row.group, []).append(row)
    accounts = [account for rows in groups.values() for account in _accounts(rows)]
    dates = {row.symbol: row for row in reversed(seen) if row.ex_date}  # what the first row says counts
    known = [
        ExDate(symbol=row.symbol, day=row.ex_date, cash_per_share=_or(row.dividend, 0.0))
        for row in seen
        if dates.get(row.symbol) is row
    ]
    return Portfolio(accounts=accounts, ex_dates=known)


def _accounts(rows: list[PositionRow]) -> Iterable[Account]:
    """Yield the accounts of one kind at one lender: several loans stand by themselves, unless they have one ratio."""
    loans: dict[str | None, list[PositionRow]] = {}
    for row in rows:
        loans.setdefault(row.which, []).append(row)
    if rows[0].kind != PLEDGE or len(loans.keys() - {None}) < 2:
        yield _account(rows)
    elif is_shared(rows):
        yield _sharing(rows, [part for part in loans.values() if any(row.loan is not None for row in part)])
    else:
        yield from map(_account, loans.values())


def _account(rows: list[PositionRow]) -> Account:
    kind = rows[0].kind
    about = {"lender": rows[0].lender, "drawn": _said(rows, "drawn"), "matures": _said(rows, "matures")}
    if kind == PLEDGE:
        return PledgedLoan(**about, which=_said(rows, "which") or "", pledge=_pledge(rows))
    if kind == LENT:
        return LentOut(**about, symbol=rows[0].symbol, loan=_stock_loan(rows))
    rate = _said(rows, "annual_rate")
    if kind in (SUPPLIED, BORROWED):
        return OnChain(**about, position=_on_chain(rows), annual_rate=rate or 0.0)
    held = [row for row in rows if row.kind != POSTED]
    if len({(row.drawn, row.matures) for row in held if row.drawn or row.matures}) > 1:
        named = zip(_names(held), held, strict=True)
        days = tuple(PositionDays(name=name, drawn=row.drawn, matures=row.matures) for name, row in named)
        about |= {"drawn": None, "matures": None, "position_days": days}
    return MarginTrading(**about, account=_margin_account(rows), annual_rate=rate)


def _sharing(rows: list[PositionRow], loans: list[list[PositionRow]]) -> PledgedLoan:
    drawings = [
        Drawing(
            which=loan[0].which,
            principal=total(row.loan or 0 for row in loan),
            annual_rate=_or(_said(loan, "annual_rate"), 0.0),
            days=_or(_said(loan, "days"), 0),
            drawn=_said(loan, "drawn"),
            matures=_said(loan, "matures"),
        )
        for loan in loans
    ]
    rules = _own(rule_profile(_said(rows, "rules")), rows)
    return PledgedLoan.sharing(lender=rows[0].lender, holdings=_holdings(rows, rules), rules=rules, drawings=drawings)


def _pledge(rows: list[PositionRow]) -> Pledge:
    rules = _own(rule_profile(_said(rows, "rules")), rows)
    return Pledge(
        holdings=_holdings(rows, rules),
        principal=total(row.loan or 0 for row in rows),
        rules=rules,
        annual_rate=_or(_said(rows, "annual_rate"), 0.0),
        days=_or(_said(rows, "days"), 0),
    )


def _holdings(rows: list[PositionRow], rules: PledgeRules) -> list[Holding]:
    held: dict[str, list[PositionRow]] = {}
    for row in rows:
        if row.symbol:
            held.setdefault(row.symbol, []).append(row)
    return [
        Holding(
            symbol,
            shares=total(part.shares for part in parts),
            price=parts[0].price,
            loan_to_value=_or(_said(parts, "loan_to_value"), rules.loan_to_value),
        )
        for symbol, parts in held.items()
    ]


def _margin_account(rows: list[PositionRow]) -> MarginAccount:
    rules = _own(rule_profile(MARGIN_RULES), rows)
    names = iter(_names(row for row in rows if row.kind != POSTED))
    parts: dict[str, list] = {LONG: [], SHORT: [], POSTED: []}
    for row in rows:
        held = {"shares": row.shares, "price": row.price}
        if row.kind == POSTED:
            part = Posted(row.symbol, **held, rate=_or(row.posted_rate, rules.posted_rate_listed))
        else:
            held["name"] = next(names)
            if row.kind == LONG:
                part = Long(row.symbol, **held, loan=row.loan)
            else:
                money = {"short_sale_collateral": row.proceeds, "short_sale_margin": row.margin}
                part = Short(row.symbol, **held, **money)
        parts[row.kind].append(part)
    return MarginAccount(rules=rules, longs=parts[LONG], shorts=parts[SHORT], posted=parts[POSTED])


def _names(rows: Iterable[PositionRow]) -> list[str]:
    """Return what each position is called: its symbol, and which of that symbol it is from the second on."""
    times: dict[str, int] = {}
    found = []
    for row in rows:
        times[row.symbol] = times.get(row.symbol, 0) + 1
        found.append(row.symbol if times[row.symbol] == 1 else f"{row.symbol} {times[row.symbol]}")
    return found


def _stock_loan(rows: list[PositionRow]) -> StockLoan:
    """Return several loans of one symbol as one: their shares and collateral added, with the rate that pays as much."""
    rules = _own(rule_profile(LENDING_RULES), rows)
    shares = total(row.shares for row in rows)
    paid = sum(exact(row.shares) * exact(row.annual_rate) for row in rows)
    loan = StockLoan(shares=shares, price=rows[0].price, annual_rate=float(paid / exact(shares)), rules=rules)
    posted = [row.collateral for row in rows]
    return loan if None in posted else replace(loan, collateral=total(posted))


def _on_chain(rows: list[PositionRow]) -> CryptoPosition:
    sides: dict[str, dict[str, list[PositionRow]]] = {SUPPLIED: {}, BORROWED: {}}
    for row in rows:
        sides[row.kind].setdefault(row.symbol, []).append(row)
    collateral = [
        Collateral(
            symbol=symbol,
            amount=total(part.shares for part in parts),
            price=parts[0].price,
            loan_to_value=_or(_said(parts, "loan_to_value"), _said(parts, "threshold")),
            threshold=_said(parts, "threshold"),
        )
        for symbol, parts in sides[SUPPLIED].items()
    ]
    prices = {row.symbol: row.price for row in rows if row.price is not None}
    debts = [
        Debt(symbol=symbol, amount=total(part.shares for part in parts), price=prices.get(symbol, 1.0))
        for symbol, parts in sides[BORROWED].items()
    ]
    return CryptoPosition(collateral=collateral, debts=debts)


def _own(rules, rows: list[PositionRow]):
    """Return the rules with the terms of the reader's own contract; a line above a target lifts it."""
    terms = {name: value for name in OWN_TERMS if (value := _said(rows, name)) is not None and hasattr(rules, name)}
    if not terms:
        return rules
    own = replace(rules, **terms)
    lifted = {name: max(getattr(own, name), own.call_line) for name in LIFTED if hasattr(own, name)}
    return replace(own, **lifted)


def _said(rows: list[PositionRow], column: str):
    """Return what the first row says that says it; None where none does."""
    return next((value for row in rows if (value := getattr(row, column)) is not None), None)


def _or(value, otherwise):
    return otherwise if value is None else value
