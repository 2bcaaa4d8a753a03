"""F1.4: four ways to cure a call, each with its exact size, the ratio after it and what it does to the call."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import add_to, is_below, maintenance_ratio, repay_to, sell_to, shares_to
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import MONEY, PERCENT, PRICE, WORD, Count, Money, Percent, Quantity, Rate, Shares, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F1.4"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
TARGETS = {"130": 1.30, "140": 1.40, "150": 1.50, "160": 1.60, "166": 1.66, "166.67": 1.6667, "180": 1.80}
LOTS = {"1000": 1_000, "1": 1}
REPAY, CASH, SHARES, SELL = WAYS = ("repay", "cash", "shares", "sell")
RULES_USED = ("call_line", "cure_target", "cancel_level", "transaction_tax", "commission")


@dataclass(frozen=True, kw_only=True)
class Way:
    """One cure: the money it takes (market value for shares), the ratio after it, what becomes of the call."""

    name: str
    amount: Money
    shares: Shares
    ratio: Percent | None
    state: Word
    rank: Count | None

    @property
    def is_possible(self) -> bool:
        return math.isfinite(self.amount)

    @property
    def sum(self) -> Quantity:
        """Return the money it takes, or the words for why no money is enough."""
        return MONEY(self.amount) if self.is_possible else WORD(self.name)


@dataclass(frozen=True, kw_only=True)
class CureLab:
    """A position and its four cures to one target; money in TWD."""

    collateral: Money
    debt: Money
    target: Percent
    rules: PledgeRules
    selling_cost: Rate
    repay: Way
    cash: Way
    shares: Way
    sell: Way

    @property
    def ways(self) -> tuple[Way, ...]:
        return tuple(getattr(self, name) for name in WAYS)

    @property
    def ratio(self) -> Percent:
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def lacking(self) -> Money:
        """Return the collateral that lacks for the target."""
        return add_to(self.collateral, self.debt, self.target)

    @property
    def state(self) -> str:
        if self.debt == 0:
            return NO_DEBT
        reached = not is_below(self.collateral, self.debt, self.target)
        if is_below(self.collateral, self.debt, self.rules.call_line):
            return "target-too-low" if reached else "called"
        return "at-target" if reached else "normal"


def cure_lab(values: Values) -> CureLab:
    """Return what the figure shows, from numbers alone."""
    rules, target, lot = datasets.rules(values["profile"]), TARGETS[values["target"]], LOTS[values["lot"]]
    collateral, debt, haircut, cost = (values[name] for name in ("collateral", "debt", "haircut", "selling_cost"))
    position = (collateral, debt, target)
    shares = shares_to(*position, price=values["price"], lot=lot, haircut=haircut)
    amount = {
        REPAY: repay_to(*position),
        CASH: add_to(*position) if values["cash_counts"] else math.inf,
        SHARES: shares * values["price"],
        SELL: sell_to(*position, cost=cost),
    }
    after = {
        REPAY: lambda paid: maintenance_ratio(collateral, debt - paid),
        CASH: lambda added: maintenance_ratio(collateral + added, debt),
        SHARES: lambda worth: maintenance_ratio(collateral + worth * (1 - haircut), debt),
        SELL: lambda sold: ratio_after_sale(collateral, debt, sold, cost),
    }
    called = debt > 0 and is_below(collateral, debt, rules.call_line)
    order = sorted(WAYS, key=amount.get)

    def way(name: str) -> Way:
        possible = math.isfinite(amount[name])
        reached = state_after(target, rules) if called else "no-call"
        return Way(
            name=name,
            amount=amount[name],
            shares=shares if name == SHARES else 0,
            ratio=after[name](amount[name]) if possible else None,
            state=reached if possible else "impossible",
            rank=order.index(name) + 1 if possible else None,
        )

    ways = {name: way(name) for name in WAYS}
    return CureLab(collateral=collateral, debt=debt, target=target, rules=rules, selling_cost=cost, **ways)


def ratio_after_sale(collateral: float, debt: float, sold: float, cost: float) -> float:
    """Return the ratio after a sale; what binary noise leaves of a pledge sold to the last share is nothing."""
    kept, owed = round(collateral - sold, 6), round(debt - sold * (1 - cost), 6)
    return maintenance_ratio(max(0.0, kept), max(0.0, owed))


def state_after(target: float, rules: PledgeRules) -> str:
    """Return what a cure to the target does: the call closes, the sale is suspended, or the call goes on."""
    if not below(target, rules.cure_target):
        return "closed"
    return "called" if below(target, rules.call_line) else "suspended"


def sentence(lab: CureLab):
    """Yield the position and, where something lacks, what each way takes."""
    yield f"sentence.{lab.state}"
    if lab.state in ("called", "normal"):
        if lab.sell.is_possible:
            yield "sentence.by-selling"
        yield "sentence.by-shares"
    if lab.state == "called":
        yield "sentence.result"


def lengths(lab: CureLab) -> list[float]:
    """Return the length of each bar; a way that is impossible has none."""
    return [way.amount if way.is_possible else 0 for way in lab.ways]


CHART = Chart(
    marks=(
        marks.bars(
            "ways", lambda lab: {"x": lengths(lab)[::-1]},
            names=tuple(f"row.{name}" for name in WAYS[::-1]), color=charts.BLUE, patterns=["/", "x", "", "."],
        ),
    ),
    layout=lambda say: {
        "height": 260,
        "showlegend": False,
        "margin": {"l": 150, "r": 24, "t": 12, "b": 52},
        "xaxis": {"range": [0, 500_000], "tickformat": ",", "title": say("axis.amount")},
        "yaxis": {"range": [-0.5, 3.5]},
    },
    ranges=lambda lab: {"xaxis": (0, charts.nice_ceiling(max(lengths(lab)) * 1.02))},
)  # fmt: skip
TABLE = Table(
    columns=("way", "amount", "ratio", "state", "rank"),
    rows=lambda lab: (
        Row(("in-shares" if way.shares else "sum", "ratio", "state", "rank"), way.name, about=way) for way in lab.ways
    ),
)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILES[0])
    position = {"collateral": 600_000, "debt": 500_000, "price": 60, "profile": PROFILES[0]}
    return Figure(
        id=ID,
        controls=(
            Choice(key="target", options=tuple(TARGETS), default="166", label=lambda option, _say: f"{option}%"),
            Slider(key="collateral", low=0, high=10_000_000, step=10_000, default=600_000, unit=MONEY),
            Slider(key="debt", low=0, high=6_000_000, step=10_000, default=500_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=60, unit=PRICE),
            Choice(key="lot", options=tuple(LOTS), default="1000"),
            Slider(key="haircut", low=0.0, high=0.60, step=0.05, default=0.0, unit=PERCENT),
            Slider(key="selling_cost", low=0.0, high=0.01, step=0.000025, default=rules.selling_cost, unit=PERCENT),
            Toggle(key="cash_counts", default=False),
            Choice(
                key="profile", options=PROFILES, default=PROFILES[0],
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=(
            Preset(label="preset.to-line", values={**position, "target": "130", "selling_cost": 0.0}),
            Preset(label="preset.to-close", values={**position, "target": "166", "selling_cost": 0.0}),
            Preset(label="preset.too-late", values={**position, "collateral": 490_000, "target": "166"}),
        ),
        lead="target",
        hero=("repay.ratio", "repay.amount", "shares.amount"),
        model=cure_lab,
        sentence=sentence,
        why=lambda lab: ("why.cure" if lab.state in ("called", "normal") else "why.nothing",),
        notes=lambda lab: () if lab.sell.is_possible else ("note.sell-impossible",),
        main=CHART,
        table=TABLE,
        rules=lambda lab: ((lab.rules.name, RULES_USED),),
    )  # fmt: skip
