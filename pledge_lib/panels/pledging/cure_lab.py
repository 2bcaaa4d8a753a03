"""F1.4: four ways to cure a call, each with its exact size, the ratio after it and what it does to the call."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import add_to, is_below, maintenance_ratio, repay_to, sell_to, shares_to
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import MONEY, PERCENT, PRICE
from pledge_lib.panels import charts
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.words import Words

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
    amount: float
    shares: float
    ratio: float
    state: str
    rank: int


@dataclass(frozen=True, kw_only=True)
class CureLab:
    """A position and its four cures to one target; money in TWD."""

    collateral: float
    debt: float
    target: float
    rules: PledgeRules
    ways: tuple[Way, ...]
    lot: int
    selling_cost: float

    @property
    def ratio(self) -> float:
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def state(self) -> str:
        if self.debt == 0:
            return NO_DEBT
        reached = not is_below(self.collateral, self.debt, self.target)
        if is_below(self.collateral, self.debt, self.rules.call_line):
            return "target-too-low" if reached else "called"
        return "at-target" if reached else "normal"


def cure_lab(values: Values) -> CureLab:
    """Return what the panel shows, from numbers alone."""
    rules, target, lot = datasets.rules(values["profile"]), TARGETS[values["target"]], LOTS[values["lot"]]
    collateral, debt, haircut = values["collateral"], values["debt"], values["haircut"]
    position = (collateral, debt, target)
    amount = {
        REPAY: repay_to(*position),
        CASH: add_to(*position) if values["cash_counts"] else math.inf,
        SELL: sell_to(*position, cost=values["selling_cost"]),
    }
    shares = shares_to(*position, price=values["price"], lot=lot, haircut=haircut)
    amount[SHARES] = shares * values["price"]
    after = {
        REPAY: lambda paid: maintenance_ratio(collateral, debt - paid),
        CASH: lambda added: maintenance_ratio(collateral + added, debt),
        SHARES: lambda worth: maintenance_ratio(collateral + worth * (1 - haircut), debt),
        SELL: lambda sold: _ratio_after_sale(collateral, debt, sold, values["selling_cost"]),
    }
    order = sorted(WAYS, key=amount.get)
    ways = tuple(
        Way(
            name=name,
            amount=amount[name],
            shares=shares if name == SHARES else 0,
            ratio=after[name](amount[name]) if math.isfinite(amount[name]) else maintenance_ratio(collateral, debt),
            state=_state_after(amount[name], target, rules),
            rank=order.index(name) + 1,
        )
        for name in WAYS
    )
    return CureLab(
        collateral=collateral,
        debt=debt,
        target=target,
        rules=rules,
        ways=ways,
        lot=lot,
        selling_cost=values["selling_cost"],
    )


def _ratio_after_sale(collateral: float, debt: float, sold: float, cost: float) -> float:
    """Return the ratio after a sale; what binary noise leaves of a pledge sold to the last share is nothing."""
    kept, owed = round(collateral - sold, 6), round(debt - sold * (1 - cost), 6)
    return maintenance_ratio(max(0.0, kept), max(0.0, owed))


def _state_after(amount: float, target: float, rules: PledgeRules) -> str:
    """Return what a cure to the target does: the call closes, the sale is suspended, or the call goes on."""
    if not math.isfinite(amount):
        return "impossible"
    if target >= rules.cure_target:
        return "closed"
    return "suspended" if target >= rules.call_line else "called"


def view(result: CureLab, words: Words) -> View:
    """Say and draw the result."""
    ways = {way.name: way for way in result.ways}
    numbers = {
        "collateral": amount_text(result.collateral),
        "debt": amount_text(result.debt),
        "ratio": percent_text(result.ratio),
        "target": percent_text(result.target),
        "line": percent_text(result.rules.call_line),
        "cure_target": percent_text(result.rules.cure_target),
        "cancel_level": percent_text(result.rules.cancel_level),
        "cost": percent_text(result.selling_cost, 4),
        "add": amount_text(add_to(result.collateral, result.debt, result.target)),
        **{name: _amount(way, words) for name, way in ways.items()},
        "state": words(f"{ID}.state.{ways[REPAY].state}"),
    }
    sale = "" if ways[SELL].state == "impossible" else words(f"{ID}.sale", **numbers)
    nothing_to_cure = result.state in (NO_DEBT, "at-target", "target-too-low")
    called = result.state in ("called", "target-too-low")
    rows = [
        (
            words(f"{ID}.way.{way.name}"),
            _amount(way, words) + (words(f"{ID}.shares", shares=amount_text(way.shares)) if way.shares else ""),
            percent_text(way.ratio) if way.state != "impossible" else "—",
            words(f"{ID}.state.{way.state if called or way.state == 'impossible' else 'no-call'}"),
            amount_text(way.rank) if way.state != "impossible" else "—",
        )
        for way in result.ways
    ]
    amounts = [way.amount if math.isfinite(way.amount) else 0 for way in result.ways]
    columns = ("way", "amount", "ratio", "state", "rank")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers, sale=sale),
        why=words(f"{ID}.why.{'nothing' if nothing_to_cure else 'cure'}", **numbers),
        table=(tuple(words(f"{ID}.column.{name}") for name in columns), *rows),
        notes=(words(f"{ID}.note.sell-impossible"),) if ways[SELL].state == "impossible" else (),
        lines={"ways": {"x": amounts[::-1]}},
        ranges={"xaxis": (0, charts.nice_ceiling(max(amounts) * 1.02))},
        rules=((result.rules, RULES_USED),),
    )


def _amount(way: Way, words: Words) -> str:
    return amount_text(way.amount) if math.isfinite(way.amount) else words(f"{ID}.impossible.{way.name}")


def figure(words: Words):
    """Return the empty figure: four bars."""
    names = [words(f"{ID}.way.{name}") for name in WAYS[::-1]]
    return charts.figure(
        [charts.bars("ways", names, charts.BLUE, patterns=["/", "x", "", "."])],
        height=260,
        showlegend=False,
        margin={"l": 150, "r": 24, "t": 12, "b": 52},
        xaxis={"range": [0, 500_000], "tickformat": ",", "title": words(f"{ID}.axis.amount")},
        yaxis={"range": [-0.5, 3.5]},
    )


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILES[0])
    controls = (
        Choice(key="target", options=tuple(TARGETS), default="166", label=lambda option, _words: f"{option}%"),
        Slider(key="collateral", low=0, high=10_000_000, step=10_000, default=600_000, unit=MONEY),
        Slider(key="debt", low=0, high=6_000_000, step=10_000, default=500_000, unit=MONEY),
        Slider(key="price", low=5, high=2_000, step=5, default=60, unit=PRICE),
        Choice(key="lot", options=tuple(LOTS), default="1000"),
        Slider(key="haircut", low=0.0, high=0.60, step=0.05, default=0.0, unit=PERCENT),
        Slider(key="selling_cost", low=0.0, high=0.01, step=0.000025, default=rules.selling_cost, unit=PERCENT),
        Toggle(key="cash_counts", default=False),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            label=lambda name, words: words.of(datasets.title(name)),
        ),
    )  # fmt: skip
    position = {"collateral": 600_000, "debt": 500_000, "price": 60, "profile": PROFILES[0]}
    presets = (
        Preset(label=f"{ID}.preset.to-line", values={**position, "target": "130", "selling_cost": 0.0}),
        Preset(label=f"{ID}.preset.to-close", values={**position, "target": "166", "selling_cost": 0.0}),
        Preset(label=f"{ID}.preset.too-late", values={**position, "collateral": 490_000, "target": "166"}),
    )
    return Declaration(id=ID, controls=controls, presets=presets, model=cure_lab, view=view, figure=figure)
