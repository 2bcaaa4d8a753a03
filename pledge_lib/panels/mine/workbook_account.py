"""What the workbook of a position takes from each kind of account: its terms, its two sides, its cost of a month."""

from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan


def terms_of(account: Account) -> tuple[float, float, float, float]:
    """Return line, target, yearly rate, and the interest that counts as debt, as a part of the principal."""
    if isinstance(account, PledgedLoan):
        pledge, rules = account.pledge, account.rules
        accrued = pledge.annual_rate * pledge.days / rules.day_basis if rules.interest_in_debt else 0.0
        return rules.call_line, rules.cure_target, pledge.annual_rate, accrued
    if isinstance(account, MarginTrading):
        return account.line, account.rules.cure_target, account.annual_rate, 0.0
    if isinstance(account, LentOut):
        return account.line, account.rules.cure_target, account.loan.annual_rate, 0.0
    return 1.0, 1.0, account.annual_rate, 0.0


def sides_of(account: Account) -> tuple[float, float]:
    """Return what counts as collateral and what as debt, as the columns of the workbook add them up."""
    if isinstance(account, OnChain):
        return account.position.threshold * account.collateral, account.debt
    return account.collateral, account.debt


def cost_of(account: Account, sheet: str, n: int, first: int, last: int) -> str:
    """Return the formula of a month's cost: a twelfth of a year's interest, less what is earned."""
    loans, kept = f"SUM({sheet}H{first}:H{last})", f"SUM({sheet}I{first}:I{last})"
    if isinstance(account, MarginTrading):
        return f"=({loans}*K{n}-{kept}*{account.rules.short_interest_rate!r})/12"
    if isinstance(account, LentOut):
        return f"=-C{n}*K{n}*(1-{account.rules.broker_share!r})/12"
    return f"={loans}*K{n}/12" if isinstance(account, PledgedLoan) else f"=D{n}*K{n}/12"


def mean_rate(cells: list[tuple[str, str]], least: float) -> str:
    """Return the formula of the one rate that costs as much as several loans, from the cells of each sum and rate."""
    interest, loans = "+".join(f"{loan}*{rate}" for loan, rate in cells), "+".join(loan for loan, _ in cells)
    return f"=({interest})/MAX({loans},{least:f})"
