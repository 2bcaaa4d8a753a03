"""The model of F0.4: what the same sum costs for so many days, from several lenders."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, loan_cost
from pledge_lib.finance.units import Days, Money, Percent, Word, YesNo
from pledge_lib.market.overview.floating import FloatingRate
from pledge_lib.panels.controls import Values

BANK, BROKER, OTHER, CHAIN = "bank", "broker", "other", "chain"
FIXED = (BANK, BROKER, OTHER)
LONGEST = 730
LOW, HIGH = 0.10, 0.90


@dataclass(frozen=True, kw_only=True)
class Loan:
    """One offer: its rate a year, its fees once, and whether the lender can sell what secures it."""

    name: Word
    sum: Money
    days: Days
    rate: Percent
    fees: Money
    can_be_sold: YesNo

    @property
    def cost(self) -> Money:
        return loan_cost(self.sum, self.rate, self.days, self.fees)

    @property
    def yearly(self) -> Percent:
        """Return the effective yearly cost."""
        return effective_annual_cost(self.sum, self.rate, self.days, self.fees)

    def cost_after(self, days: float) -> Money:
        """Return the cost after so many days."""
        return loan_cost(self.sum, self.rate, days, self.fees)

    def crossing(self, other: "Loan") -> Days:
        """Return after how many days both have cost the same; infinite where they never do."""
        return breakeven_days(self.sum, self.rate, self.fees, other_rate=other.rate, other_fees=other.fees)


@dataclass(frozen=True, kw_only=True)
class BorrowingCost:
    """Several offers for one sum and time, and a rate that floats."""

    sum: Money
    days: Days
    loans: tuple[Loan, ...]
    floating: FloatingRate

    @cached_property
    def cheapest(self) -> Loan:
        """Return the fixed offer that costs the least; of equal ones the lower rate."""
        return min(self.loans, key=lambda loan: (loan.cost, loan.rate))

    @property
    def cost(self) -> Money:
        return self.cheapest.cost

    @property
    def yearly(self) -> Percent:
        return self.cheapest.yearly

    @property
    def name(self) -> Word:
        return self.cheapest.name

    @property
    def dearest(self) -> Loan:
        return max(self.loans, key=lambda loan: loan.cost)

    @property
    def lowest_rate(self) -> Loan:
        """Return the offer with the lowest rate, which need not be the cheapest."""
        return min(self.loans, key=lambda loan: loan.rate)

    @property
    def state(self) -> Word:
        return "lowest-rate" if self.cheapest is self.lowest_rate else "fee-decides"

    @cached_property
    def leads(self) -> tuple[tuple[float, Loan], ...]:
        """Return from which day on which offer is the cheapest, over two years."""
        ends = {0.0}
        for place, loan in enumerate(self.loans):
            for other in self.loans[place + 1 :]:
                day = loan.crossing(other)
                if 0 < day < LONGEST:
                    ends.add(day)
        found: list[tuple[float, Loan]] = []
        for day in sorted(ends):
            after = day + 0.001  # just past the crossing
            first = min(self.loans, key=lambda loan: (loan.cost_after(after), loan.rate))
            if not found or found[-1][1] is not first:
                found.append((day, first))
        return tuple(found)

    @cached_property
    def floating_costs(self) -> tuple[float, float, float]:
        """Return the edges of the floating cost after these days."""
        return self.fan(self.days)

    @property
    def floating_low(self) -> Money:
        return self.floating_costs[0]

    @property
    def floating_middle(self) -> Money:
        return self.floating_costs[1]

    @property
    def floating_high(self) -> Money:
        return self.floating_costs[2]

    def fan(self, days: float) -> tuple[float, float, float]:
        """Return below which cost a tenth, half and nine tenths of the floating rate's ways lie after so many days."""
        low, middle, high = (self.sum * cost for cost in self.floating.costs((LOW, 0.5, HIGH), days))
        return low, middle, high


def borrowing_cost(values: Values) -> BorrowingCost:
    """Return what the figure shows, from numbers alone."""
    terms = {"sum": values["sum"], "days": values["days"]}
    loans = tuple(
        Loan(name=name, rate=values[f"{name}_rate"], fees=values[f"{name}_fee"], can_be_sold=name != OTHER, **terms)
        for name in FIXED
    )
    floating = FloatingRate(start=values["chain_rate"], swing=values["swing"])
    return BorrowingCost(loans=loans, floating=floating, **terms)
