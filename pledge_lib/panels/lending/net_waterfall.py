"""F3.3: a lending fee on its way to the lender: the broker's share, what is withheld, and the year's income tax."""

from dataclasses import dataclass, replace

from pledge_lib import datasets
from pledge_lib.finance.lending.income import FeeStatement, fee_statement
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.money import floor_to_dollar
from pledge_lib.finance.units import MONEY, PERCENT, Money, Percent, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.lending.tax_brackets import BRACKETS, bracket_choice

ID = "F3.3"
PROFILE = "tw-lending"
RULES_USED = (
    "broker_share",
    "withholding",
    "withholding_waiver",
    "premium_on_fee",
    "premium_rate",
    "premium_threshold",
    "premium_cap",
)
SOURCES = ("C-12", "C-4")  # the fee is lease income; interest on cash collateral goes to the borrower
TOTALS = ("gross", "paid", "net", "kept")
HOVER = "%{x} %{y:,.2f}"


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


def notes(result: NetWaterfall):
    """Yield what else to know."""
    if result.statement.gross:
        yield "note.each-payment"
    if result.rules.premium_on_fee:
        yield "note.premium" if result.statement.premium else "note.no-premium"


def points(result: NetWaterfall) -> dict:
    """Return the numbers of the bars: totals stand on the ground, cuts and a refund hang between them."""
    steps, levels = result.steps, []
    for step in steps:
        levels.append(step.amount if step.name in TOTALS else levels[-1] + step.amount)
    totals = [place for place, step in enumerate(steps) if step.name in TOTALS]
    cuts = [place for place, step in enumerate(steps) if step.name not in TOTALS]
    back, settled = max(0.0, -result.settled), len(steps) - 2  # the tax return stands before what is kept
    return {
        "totals": (totals, [levels[place] for place in totals]),
        "cuts": {
            "x": cuts,
            "base": [levels[place] for place in cuts],
            "y": [max(0.0, -steps[place].amount) for place in cuts],
        },
        "refund": {"x": [settled], "base": [levels[settled] - back], "y": [back]},
    }


def ticks(result: NetWaterfall, say) -> dict:
    """Return the names of the bars, each with its amount."""
    names = [f"{say(f'bar.{step.name}')}<br>{say(f'cell.{step.kind}', step)}" for step in result.steps]
    return {"xaxis": (tuple(range(len(names))), tuple(names))}


CHART = Chart(
    marks=(
        marks.columns("totals", color=charts.BLUE, name="totals", pattern="", hover=HOVER),
        marks.columns("cuts", color=charts.ORANGE, name="cuts", pattern="/", hover=HOVER),
        marks.columns("refund", color=charts.GREEN, name="refund", pattern="x", hover=HOVER),
    ),
    points=points,
    ranges=lambda result: {"yaxis": (0, charts.nice_ceiling(result.statement.gross))},
    ticks=ticks,
    layout=lambda say: {
        "height": 370,
        "barmode": "overlay",
        "margin": {"l": 76, "r": 12, "t": 40, "b": 78},
        "xaxis": {"range": [-0.6, 8.6], "showgrid": False, "tickangle": 0, "tickfont": {"size": 11}},
        "yaxis": {"range": [0, 1_000], "tickformat": ",", "title": say("axis.amount")},
    },
)
TABLE = Table(
    columns=("quantity", "amount", "to"),
    rows=lambda result: (
        Row((step.kind, "to"), step.name, about=step)
        for step in (*result.steps, Step(name="collateral-interest", amount=None))
    ),
)


def presets():
    """Yield the article's thousand, the worked example, one broker's rounding, and payments that are withheld from."""
    usual = datasets.rules(PROFILE).broker_share
    cases = {
        "article": {"fee": 1_000, "share": 0.25, "bracket": "20"},
        "worked": {"fee": 986.30, "share": 0.25, "bracket": "12"},
        "rounded": {"fee": 975, "share": usual, "bracket": "12"},
        "at-the-waiver": {"fee": 25_000, "share": usual, "bracket": "20"},
        "withheld": {"fee": 30_000, "share": usual, "bracket": "40"},
        "refund": {"fee": 30_000, "share": usual, "bracket": "5"},
    }
    for name, values in cases.items():
        yield Preset(label=f"preset.{name}", values={"premium": False, **values})


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="fee", low=0, high=100_000, step=100, default=1_000, unit=MONEY),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            bracket_choice("20"),
            Toggle(key="premium", default=rules.premium_on_fee),
        ),
        presets=tuple(presets()),
        lead="share",
        hero=("kept", "statement.paid", "statement.net"),
        model=net_waterfall,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: SOURCES,
    )
