"""What happens to a position besides its prices: the borrower's payments and reserve, dividends, share counts."""

from dataclasses import dataclass
from datetime import date

from pledge_lib.datasets import corporate_actions
from pledge_lib.finance.checks import (
    InputError,
    require_fraction,
    require_line,
    require_not_negative,
    require_positive,
)
from pledge_lib.records import to_date

REPAY, CASH, SHARES = "repay", "cash", "shares"
KINDS = (REPAY, CASH, SHARES)
BORROWER, LENDER = "borrower", "lender"
BY_DATE = "by date"
CAPITAL_CUT = "resumed-after-capital-cut"
PAR_VALUE = 10  # TWD a share: a cut by 60 % returned NT$6 a share (2603 on 2022-09-19)


@dataclass(frozen=True)
class Payment:
    """What the borrower brings on a day, before its close: TWD, or a number of `shares` of a pledged symbol."""

    on: date
    amount: float
    what: str = REPAY
    symbol: str | None = None

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
    """A capital cut or split: from this day each old share is `factor` shares, and gives back `cash_per_share`."""

    on: date
    factor: float
    cash_per_share: float = 0.0
    symbol: str | None = None
    to: str = BORROWER

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


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the borrower will do and what will happen; nothing by default.

    `reserve` pays what is asked once it has arrived (`reserve_on`, or from the start). `fill_chance` is the chance that
    an order at a locked limit is filled. `daily_limit` is a fraction, None for a market without one, or by date. A day
    in `unexplained` has a price jump that no source explains: it is flagged, and no limit is counted on it.
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
    unexplained: tuple[date, ...] = ()

    def __post_init__(self):
        for name in ("payments", "dividends", "share_changes", "unexplained"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
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
            choices = "repay, shares; or say cash_counts=True where the lender takes cash as collateral"
            raise InputError("unknown", name="kind of a payment", value=CASH, choices=choices)


def recorded_events(symbol: str, to: str = BORROWER) -> dict[str, tuple]:
    """Return the recorded dividends, capital cuts and unexplained jumps of a symbol, to be put into a plan.

    >>> recorded_events("2603")["share_changes"][0].factor
    0.4
    """
    known = [action for action in corporate_actions(symbol) if action.cash_per_share is not None]
    return {
        "dividends": tuple(
            Dividend(ex_date=action.date, cash_per_share=action.cash_per_share, symbol=symbol, to=to)
            for action in known
            if action.event != CAPITAL_CUT
        ),
        "share_changes": tuple(
            ShareChange(
                on=action.date,
                factor=1 - action.cash_per_share / PAR_VALUE,
                cash_per_share=action.cash_per_share,
                symbol=symbol,
                to=to,
            )
            for action in known
            if action.event == CAPITAL_CUT
        ),
        "unexplained": tuple(action.date for action in corporate_actions(symbol) if action.cash_per_share is None),
    }


def _require_one_of(name: str, value, choices: tuple[str, ...]):
    if value not in choices:
        raise InputError("unknown", name=name, value=value, choices=", ".join(choices))
