"""What F4.3 shows, from numbers alone: a lending pool after a withdrawal, and the rates of its curve."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.crypto.rates import RateCurve, utilization
from pledge_lib.finance.units import Dollars, Percent, Word
from pledge_lib.panels.controls import Values


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A pool after a withdrawal; money in US dollars."""

    curve: RateCurve
    supplied: Dollars
    asked_loan: Dollars
    asked_withdrawal: Dollars

    @property
    def borrowed(self) -> Dollars:
        """Return what is lent out: never more than there was."""
        return min(self.asked_loan, self.supplied)

    @property
    def withdrawn(self) -> Dollars:
        """Return what is paid out: never more than what is not lent out."""
        return min(self.asked_withdrawal, self.supplied - self.borrowed)

    @property
    def blocked(self) -> Dollars:
        """Return what suppliers ask for and cannot have."""
        return self.asked_withdrawal - self.withdrawn

    @property
    def left(self) -> Dollars:
        """Return what suppliers are still owed."""
        return self.supplied - self.withdrawn

    @property
    def available(self) -> Dollars:
        return self.left - self.borrowed

    @cached_property
    def utilization(self) -> Percent:
        return utilization(self.borrowed, self.available)

    @cached_property
    def borrow_rate(self) -> Percent:
        return self.curve.borrow_apr(self.utilization)

    @cached_property
    def supply_rate(self) -> Percent:
        return self.curve.supply_apr(self.utilization)

    @property
    def paid(self) -> Dollars:
        """Return what borrowers pay in a year at this rate."""
        return self.borrowed * self.borrow_rate

    @property
    def earned(self) -> Dollars:
        """Return what suppliers earn in a year at this rate."""
        return self.left * self.supply_rate

    @property
    def kept(self) -> Dollars:
        """Return what the protocol keeps in a year."""
        return self.paid - self.earned

    @property
    def kink(self) -> Percent:
        return self.curve.optimal_utilization

    @property
    def at_kink(self) -> Percent:
        """Return the borrow rate at the kink."""
        return self.curve.borrow_apr(self.kink)

    @property
    def beyond(self) -> Percent:
        """Return how far the utilisation is past the kink; negative below it."""
        return self.utilization - self.kink

    @property
    def rest_of_supply(self) -> Dollars:
        """Return what can be lent out at most, once those who ask are paid."""
        return max(self.supplied - self.asked_withdrawal, 0)

    @property
    def rest(self) -> Percent:
        """Return the utilisations that lie past the kink."""
        return 1 - self.kink

    @property
    def state(self) -> Word:
        if self.blocked:
            return "blocked"
        if not self.borrowed:
            return "idle"
        if self.utilization == 1:
            return "full"
        return "beyond" if self.utilization > self.kink else "at-kink" if self.utilization == self.kink else "below"


def pool(values: Values) -> Pool:
    """Return what the figure shows, from numbers alone."""
    curve = RateCurve(
        optimal_utilization=values["kink"],
        base=values["base"],
        slope1=values["slope1"],
        slope2=values["slope2"],
        reserve_factor=values["reserve"],
    )
    return Pool(
        curve=curve,
        supplied=values["supplied"],
        asked_loan=values["borrowed"],
        asked_withdrawal=values["withdraw"],
    )


@dataclass(frozen=True)
class Waypoint:
    """A utilisation and the borrow rate there."""

    used: Percent
    rate: Percent
