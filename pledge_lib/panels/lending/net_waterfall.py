"""F3.3: a lending fee on its way to the lender: the broker's share, what is withheld, and the year's income tax."""

from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.lending.income import FeeStatement, fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels.controls import Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.net_waterfall_view import ID, figure, view
from pledge_lib.panels.lending.tax_brackets import BRACKETS, bracket_choice

PROFILE = "tw-lending"


@dataclass(frozen=True, kw_only=True)
class NetWaterfall:
    """One payment of a fee and the lender's bracket; money in TWD."""

    statement: FeeStatement
    broker_share: float
    bracket: float
    rules: LendingRules

    @property
    def due(self) -> float:
        """Return the year's income tax on the fee as lease income."""
        return self.statement.paid * self.bracket

    @property
    def settled(self) -> float:
        """Return what the year's tax return still takes; negative is refunded."""
        return self.due - self.statement.withheld

    @property
    def kept(self) -> float:
        return self.statement.after_tax(self.bracket)

    @property
    def state(self) -> str:
        if self.statement.gross == 0:
            return "no-fee"
        if self.statement.withheld == 0:
            return "waived"
        return "refund" if self.settled < 0 else "withheld"


def net_waterfall(values: Values) -> NetWaterfall:
    """Return what the panel shows, from numbers alone."""
    rules = replace(datasets.rules(PROFILE), premium_on_fee=values["premium"])
    return NetWaterfall(
        statement=fee_statement(values["fee"], rules, broker_share=values["share"]),
        broker_share=values["share"],
        bracket=BRACKETS[values["bracket"]],
        rules=rules,
    )


def _presets() -> tuple[Preset, ...]:
    """Return the article's thousand, the worked example, one broker's rounding, and payments that are withheld from."""
    usual = datasets.rules(PROFILE).broker_share
    cases = {
        "article": {"fee": 1_000, "share": 0.25, "bracket": "20"},
        "worked": {"fee": 986.30, "share": 0.25, "bracket": "12"},
        "rounded": {"fee": 975, "share": usual, "bracket": "12"},
        "at-the-waiver": {"fee": 25_000, "share": usual, "bracket": "20"},
        "withheld": {"fee": 30_000, "share": usual, "bracket": "40"},
        "refund": {"fee": 30_000, "share": usual, "bracket": "5"},
    }
    return tuple(
        Preset(label=f"{ID}.preset.{name}", values={"premium": False, **values}) for name, values in cases.items()
    )


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="fee", low=0, high=100_000, step=100, default=1_000, unit=MONEY),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
        bracket_choice("20"),
        Toggle(key="premium", default=rules.premium_on_fee),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=net_waterfall, view=view, figure=figure)
