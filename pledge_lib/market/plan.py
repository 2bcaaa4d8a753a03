"""What happens to a position besides its prices: the borrower's payments and reserve, dividends, share counts."""

from dataclasses import dataclass, replace
from datetime import date

from pledge_lib.datasets import corporate_actions
from pledge_lib.datasets.records import to_date
from pledge_lib.finance.checks import (
    InputError,
    parts_of,
    require_fraction,
    require_line,
    require_not_negative,
    require_positive,
)

REPAY, CASH, SHARES, SELL = "repay", "cash", "shares", "sell"
KINDS = (REPAY, CASH, SHARES, SELL)
OF_A_SYMBOL = (SHARES, SELL)
BORROWER, LENDER = "borrower", "lender"
BY_DATE = "by date"
CLOSE, INTRADAY = "close", "intraday"
CAPITAL_CUT, STOCK_DIVIDEND = "resumed-after-capital-cut", "ex-rights-and-dividend"


@dataclass(frozen=True)
class Payment:
    """What the borrower brings on a day, before its close: TWD, or a number of `shares` of a pledged symbol.

    `sell` is the borrower's own sale of so many pledged shares at the close (賣出還款): the lender is paid first. Where
    an account has several positions, `position` names the one that the payment is for. A negative amount, and an
    unknown kind, raise InputError.

    >>> Payment(date(2025, 4, 8), 30_000).what
    'repay'
    """

    on: date
    amount: float
    what: str = REPAY
    symbol: str | None = None
    position: str | None = None

    def __post_init__(self):
        object.__setattr__(self, "on", to_date("day of a payment", self.on))
        require_not_negative("amount of a payment", self.amount)
        _require_one_of("kind of a payment", self.what, KINDS)


@dataclass(frozen=True, kw_only=True)
class Dividend:
    """Cash per share, off the price from the ex-date on, for the borrower, or for the lender who counts it as payment.

    Without a payment date the cash comes after the end of the path.
    """

    ex_date: date
    cash_per_share: float
    symbol: str | None = None
    to: str = BORROWER
    paid_on: date | None = None

    def __post_init__(self):
        object.__setattr__(self, "ex_date", to_date("ex_date", self.ex_date))
        require_not_negative("cash_per_share", self.cash_per_share)
        _require_one_of("receiver of a dividend", self.to, (BORROWER, LENDER))
        if self.paid_on is not None:
            object.__setattr__(self, "paid_on", to_date("paid_on", self.paid_on))
            if self.paid_on < self.ex_date:
                raise InputError("before", name="paid_on", value=self.paid_on, limit=self.ex_date)

    @property
    def day(self) -> date:
        """Return the day on which the price changes."""
        return self.ex_date

    @property
    def factor(self) -> float:
        """Return how many shares each share becomes: itself."""
        return 1


@dataclass(frozen=True, kw_only=True)
class ShareChange:
    """A capital cut or split: from this day each old share is `factor` shares, and gives back `cash_per_share`.

    A stock dividend is one too: a lender who marks dividends off beforehand takes off its worth as well (rule B-6).
    """

    on: date
    factor: float
    cash_per_share: float = 0.0
    symbol: str | None = None
    to: str = BORROWER
    stock_dividend: bool = False

    def __post_init__(self):
        object.__setattr__(self, "on", to_date("day of a share change", self.on))
        require_positive("factor", self.factor)
        require_not_negative("cash_per_share", self.cash_per_share)
        _require_one_of("receiver of returned cash", self.to, (BORROWER, LENDER))

    @property
    def day(self) -> date:
        """Return the day on which the price changes."""
        return self.on

    @property
    def paid_on(self) -> date:
        """Return the day on which the cash is given back: the same."""
        return self.on


@dataclass(frozen=True)
class Jump:
    """A day on which the price jumps for a reason that no source explains: the value of the shares stays as it was."""

    on: date
    symbol: str | None = None

    def __post_init__(self):
        object.__setattr__(self, "on", to_date("day of a jump", self.on))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the borrower will do, what will happen, and how the lender watches; nothing unusual by default.

    `reserve` pays what is asked once it has arrived (`reserve_on`, or from the start). `fill_chance` is the chance
    that an order at a locked limit is filled. `daily_limit` is a fraction, None for a market without one, or by
    date. On a day in `unexplained` (a Jump, or its date) the change of the price is taken out, and no limit is
    counted. Without `holidays` every Monday to Friday is a business day and a session. Lenders mark at the close
    (B-6; brokers B-5); `mark="intraday"` judges the state at the low of the day where the path gives one. Without
    `sale_ends` the orders of a forced sale stand until they are filled, instead of for the sessions of the rule.
    Money is in TWD, chances and limits are fractions. What is outside 0 to 1, and an unknown mark, raise
    InputError.

    >>> Plan(payments=(Payment(date(2025, 4, 8), 30_000),)).reserve
    0.0
    """

    payments: tuple[Payment, ...] = ()
    reserve: float = 0.0
    reserve_on: date | None = None
    cash_counts: bool = False
    cure_target: float | None = None
    fill_chance: float = 0.5
    seed: int = 0
    daily_limit: float | str | None = BY_DATE
    dividends: tuple[Dividend, ...] = ()
    share_changes: tuple[ShareChange, ...] = ()
    unexplained: tuple[Jump | date, ...] = ()
    holidays: bool = True
    mark: str = CLOSE
    sale_ends: bool = True

    def __post_init__(self):
        for name, kind in (("payments", Payment), ("dividends", Dividend), ("share_changes", ShareChange)):
            object.__setattr__(self, name, parts_of(name, getattr(self, name), kind))
        jumps = tuple(jump if isinstance(jump, Jump) else Jump(jump) for jump in self.unexplained)
        object.__setattr__(self, "unexplained", jumps)
        _require_one_of("mark", self.mark, (CLOSE, INTRADAY))
        require_not_negative("reserve", self.reserve)
        require_fraction("fill_chance", self.fill_chance)
        if self.reserve_on is not None:
            object.__setattr__(self, "reserve_on", to_date("reserve_on", self.reserve_on))
        if self.cure_target is not None:
            require_line("cure_target", self.cure_target)
        if self.daily_limit is not None and self.daily_limit != BY_DATE:
            require_positive("daily_limit", self.daily_limit)
            require_fraction("daily_limit", self.daily_limit)
        if not self.cash_counts and any(payment.what == CASH for payment in self.payments):
            choices = "repay, shares, sell; or say cash_counts=True where the lender takes cash as collateral"
            raise InputError("unknown", name="kind of a payment", value=CASH, choices=choices)

    def of(self, symbols: tuple[str, ...]) -> "Plan":
        """Return the plan with the symbol of each entry; only a position of one symbol may leave it out."""
        entries = {name: getattr(self, name) for name in ("payments", "dividends", "share_changes", "unexplained")}
        return replace(self, **{name: tuple(_named(entry, symbols) for entry in entries[name]) for name in entries})


def recorded_events(symbol: str, to: str = BORROWER) -> dict[str, tuple]:
    """Return the recorded dividends, share changes and unexplained jumps of a symbol, to be put into a plan.

    The shares of a stock dividend count as pledged from the ex-date on; contracts differ. Dividends are TWD a
    share, factors new shares for one old. A symbol without prices raises InputError.

    >>> recorded_events("2603")["share_changes"][0].factor
    0.4
    """
    dividends, changes, jumps = [], [], []
    for action in corporate_actions(symbol):
        cash, factor = action.cash_per_share or 0.0, action.share_factor
        returned = cash if action.event == CAPITAL_CUT else 0.0
        if not cash and factor is None:
            jumps.append(Jump(action.date, symbol))
        if cash > returned:
            dividends.append(Dividend(ex_date=action.date, cash_per_share=cash, symbol=symbol, to=to))
        if factor is not None:
            terms = {"cash_per_share": returned, "stock_dividend": action.event == STOCK_DIVIDEND}
            changes.append(ShareChange(on=action.date, factor=factor, symbol=symbol, to=to, **terms))
    return {"dividends": tuple(dividends), "share_changes": tuple(changes), "unexplained": tuple(jumps)}


def _named(entry, symbols: tuple[str, ...]):
    if entry.symbol is None and len(symbols) == 1:
        return replace(entry, symbol=symbols[0])
    if entry.symbol not in symbols and not (isinstance(entry, Payment) and entry.what not in OF_A_SYMBOL):
        raise InputError("unknown", name="symbol", value=entry.symbol, choices=", ".join(symbols))
    return entry


def _require_one_of(name: str, value, choices: tuple[str, ...]):
    if value not in choices:
        raise InputError("unknown", name=name, value=value, choices=", ".join(choices))
