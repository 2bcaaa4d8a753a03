"""What every account of a position has: a lender, a kind, a currency, whose call it is. Money is in that currency.

Each kind answers by the model of its own lesson: where it stands against its own line, what falls lead to it, what a
month costs.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Self

from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import InputError, require_date
from pledge_lib.finance.crypto.position import LIQUIDATABLE
from pledge_lib.finance.profile import Profile
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import Date, Money, Percent, Sessions, Text, Word, YesNo

PLEDGED, ON_MARGIN, LENT_OUT, ON_CHAIN = KINDS = ("pledge", "margin", "lent", "chain")
TWD, USD = CURRENCIES = ("TWD", "USD")
PROBE = 0.5  # a fall after which an account is asked once more: both sides of its line are straight over the change


def require_term(drawn: date | None, matures: date | None):
    """Refuse a loan's days that are none, and an end before its beginning; either may be unknown."""
    for name, day in (("drawn", drawn), ("matures", matures)):
        if day is not None:
            require_date(name, day)
    if drawn and matures and matures < drawn:
        raise InputError("before", name="matures", value=matures, limit=drawn)


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
        require_term(self.drawn, self.matures)

    @property
    def key(self) -> tuple[str, ...]:
        """Return what tells the account from every other: its lender and its kind."""
        return self.lender, self.kind

    @property
    def title(self) -> Text:
        """Return what it is called among all accounts: its lender, and which loan it is where there are several."""
        return self.lender

    @property
    @abstractmethod
    def prices(self) -> dict[str, float]:
        """Return the price of every symbol that counts."""

    @property
    def rules(self) -> Profile | None:
        """Return the rule profile of its lender; None on chain, where the assets say it."""
        return None

    @property
    @abstractmethod
    def line(self) -> Percent:
        """Return the maintenance ratio below which it is called."""

    @property
    @abstractmethod
    def collateral(self) -> Money:
        """Return what is held."""

    @property
    @abstractmethod
    def debt(self) -> Money:
        """Return what is owed."""

    @property
    @abstractmethod
    def ratio(self) -> Percent:
        """Return where it stands; infinite without debt."""

    @property
    @abstractmethod
    def state(self) -> Word:
        """Return its state, by the model of its kind."""

    @property
    @abstractmethod
    def room(self) -> Percent:
        """Return the common fall that leads to the line; negative below it, infinite where none does."""

    @property
    @abstractmethod
    def limit_downs(self) -> Sessions | None:
        """Return after how many sessions at the daily limit it is called; None in a market without a limit."""

    @property
    @abstractmethod
    def called_sum(self) -> Money:
        """Return what a call asks for today; 0 while there is none."""

    @property
    @abstractmethod
    def cost_a_month(self) -> Money:
        """Return what a month costs; below 0 is what it earns."""

    @property
    def sides(self) -> tuple[float, float]:
        """Return what counts for the account and what its line asks for: with less than that it is called."""
        return self.collateral, self.debt * self.line

    def change_to(self, times: float = 1.0) -> float | None:
        """Return the common price change that brings it to so many times its line, as a fraction; None if none does."""
        held, held_slope, asked, asked_slope = self._straight
        slope = held_slope - times * asked_slope
        return (times * asked - held) / slope if slope else None

    @property
    def calls_on_a_rise(self) -> YesNo:
        """Return whether a common rise is what leads to the line: more is sold short than held."""
        _, held_slope, _, asked_slope = self._straight
        return held_slope < asked_slope

    @cached_property
    def _straight(self) -> tuple[float, float, float, float]:
        """Return what counts for it and its slope over a common change, and the same of what its line asks for."""
        held, asked = self.sides
        held_then, asked_then = self.moved(dict.fromkeys(self.exposed, -PROBE)).sides
        return held, (held - held_then) / PROBE, asked, (asked - asked_then) / PROBE

    @abstractmethod
    def call_price(self, symbol: str) -> float | None:
        """Return the price of one symbol at which it is on its line; None where no price of it is."""

    @abstractmethod
    def at(self, prices: Mapping[str, float]) -> Self:
        """Return the account at other prices; symbols left out keep theirs."""

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
