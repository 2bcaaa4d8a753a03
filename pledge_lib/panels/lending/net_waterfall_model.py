"""What F3.3 works out: a lending fee on its way to the lender, step by step."""

from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.lending.income import FeeStatement, fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.units import Money, Percent, Word
from pledge_lib.panels.controls import Values
from pledge_lib.panels.lending.tax_brackets import BRACKETS

PROFILE = "tw-lending"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A total, or what is taken off (negative) or given back on the way to the next; None where it is nobody's here."""

    name: str
    amount: Money | None

    @property
    def kind(self) -> str:
        """Return whether it is an amount or a refund, which bears a plus."""
        return "refund" if self.name == "settled" and self.amount > 0 else "amount"

    @property
    def to(self) -> Word:
        """Return who gets it."""
        return "refund" if self.kind == "refund" else self.name


@dataclass(frozen=True, kw_only=True)
class NetWaterfall:
    """One payment of a fee and the lender's bracket."""

    statement: FeeStatement
    bracket: Percent
    rules: LendingRules

    @property
    def tax(self) -> Money:
        """Return what would be withheld if there were no waiver."""
        return floor_to_dollar(self.statement.paid * self.rules.withholding)

    @property
    def due(self) -> Money:
        """Return the year's income tax on the fee as lease income."""
        return self.statement.paid * self.bracket

    @property
    def settled(self) -> Money:
        """Return what the year's tax return still takes; negative is refunded."""
        return self.due - self.statement.withheld

    @property
    def more(self) -> Money:
        """Return what the tax return takes or gives back."""
        return abs(self.settled)

    @property
    def waived_up_to(self) -> Money:
        """Return the income of a payment up to which nothing is withheld."""
        return self.rules.withholding_waiver / self.rules.withholding

    @property
    def kept(self) -> Money:
        return self.statement.after_tax(self.bracket)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the way from the fee to what is kept."""
        own = self.statement
        amounts = {
            "gross": own.gross,
            "broker": -own.broker_fee,
            "sales-tax": 0,  # a loan is no sale: whoever sells pays it
            "paid": own.paid,
            "withheld": -own.withheld,
            "premium": -own.premium,
            "net": own.net,
            "settled": -self.settled,
            "kept": self.kept,
        }
        return tuple(Step(name=name, amount=amount) for name, amount in amounts.items())

    @property
    def state(self) -> str:
        if self.statement.gross == 0:
            return "no-fee"
        if self.statement.withheld == 0:
            return "waived"
        return "refund" if self.settled < 0 else "withheld"


def net_waterfall(values: Values) -> NetWaterfall:
    """Return what the figure shows, from numbers alone."""
    rules = replace(datasets.rules(PROFILE), premium_on_fee=values["premium"])
    statement = fee_statement(values["fee"], rules, broker_share=values["share"])
    return NetWaterfall(statement=statement, bracket=BRACKETS[values["bracket"]], rules=rules)
