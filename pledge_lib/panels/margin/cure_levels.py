"""F2.5: a called margin purchase cured to the call line or to a higher level: what each takes, and what it does."""

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.positions import Long, value_to_post
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.money import amount_text
from pledge_lib.finance.ratio import add_to, fall_to_line, is_below, maintenance_ratio, repay_to, sell_to
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.market.procedure import CALLED, CANCELLED, WATCH
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.cure_levels_view import ADD, ID, METHODS, REPAY, SELL, figure, view

PROFILE = "tw-margin"
OPENING = "opening"
TARGETS = {"150": 1.50, "166": 1.66, OPENING: None, "180": 1.80}
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 3, 3), date(2025, 4, 9))


@dataclass(frozen=True, kw_only=True)
class Level:
    """A ratio to cure to: the sum of each method in TWD, the state after it, the fall that leads below the line."""

    ratio: float
    amounts: dict[str, float]
    state: str
    room: float


@dataclass(frozen=True, kw_only=True)
class CureLevels:
    """A margin purchase, and its cures to the call line and to the target; money in TWD."""

    rules: MarginRules
    collateral: float
    debt: float
    financing_ratio: float
    target: float
    method: str
    cost: float

    @property
    def ratio(self) -> float:
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def opening_ratio(self) -> float:
        """Return the ratio on the day of the purchase: the inverse of what was lent of it."""
        return float(1 / exact(self.financing_ratio))

    @property
    def bought_for(self) -> float:
        return float(exact(self.debt) / exact(self.financing_ratio))

    @property
    def change(self) -> float | None:
        """Return how the value changed since the purchase, as a fraction; None where nothing was lent."""
        return self.collateral / self.bought_for - 1 if self.debt else None

    @cached_property
    def to_line(self) -> Level:
        return self._level(self.rules.call_line)

    @cached_property
    def to_target(self) -> Level:
        return self._level(self.target)

    @property
    def times(self) -> float | None:
        """Return how many times the sum to the line the sum to the target is; None where one of them is no sum."""
        low, high = (level.amounts[self.method] for level in (self.to_line, self.to_target))
        return high / low if low and math.isfinite(high) else None

    @property
    def called_sum(self) -> float:
        return repay_to(self.collateral, self.debt, self.rules.cure_target)

    @property
    def to_post(self) -> float:
        """Return the value of listed securities that meets the called sum, of which only a part counts."""
        return value_to_post(self.called_sum, self.rules.posted_rate_listed)

    @property
    def state(self) -> str:
        if self.debt == 0:
            return NO_DEBT
        if is_below(self.collateral, self.debt, self.rules.call_line):
            return CALLED
        return "normal" if is_below(self.collateral, self.debt, self.target) else "at-target"

    def _level(self, ratio: float) -> Level:
        position = (self.collateral, self.debt, ratio)
        amounts = {REPAY: repay_to(*position), ADD: add_to(*position), SELL: sell_to(*position, cost=self.cost)}
        room = fall_to_line(ratio, self.rules.call_line)
        return Level(ratio=ratio, amounts=amounts, state=_state_after(ratio, self.rules), room=room)


def _state_after(ratio: float, rules: MarginRules) -> str:
    """Return what a cure to this ratio makes of the call once the deadline has passed."""
    if exact(ratio) >= exact(rules.cancel_level):
        return CANCELLED
    return WATCH if exact(ratio) >= exact(rules.call_line) else CALLED


def cure_levels(values: Values) -> CureLevels:
    """Return what the panel shows, from numbers alone."""
    rules, chosen = datasets.rules(PROFILE), TARGETS[values["target"]]
    return CureLevels(
        rules=rules,
        collateral=values["collateral"],
        debt=values["debt"],
        financing_ratio=values["financing_ratio"],
        target=float(1 / exact(values["financing_ratio"])) if chosen is None else chosen,
        method=values["method"],
        cost=rules.selling_cost if values["costs"] else 0.0,
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, and a real share on a day of April 2025."""
    base = {"collateral": 75_000, "debt": 60_000, "financing_ratio": 0.60, "target": "166", "method": REPAY,
            "costs": False}  # fmt: skip
    cases = {
        "pair": {},
        "opening": {"target": OPENING},
        "sell": {"method": SELL},
        "three-limits": {"collateral": 72_900},
        "on-the-line": {"collateral": 78_000},
        "too-deep": {"collateral": 54_000, "method": SELL},
        "forty": {"collateral": 50_000, "debt": 40_000, "financing_ratio": 0.40, "target": OPENING},
    }
    closes = datasets.prices(REAL_SHARE)
    bought = Long.open(REAL_SHARE, shares=1_000, price=closes.close(REAL_DAYS[0]), rules=datasets.rules(PROFILE))
    now = bought.at(closes.close(REAL_DAYS[1]))
    fields = {"symbol": REAL_SHARE, "day": REAL_DAYS[1].isoformat(), "close": amount_text(now.price)}
    real = Preset(label="preset.real", fields=fields, values={**base, "collateral": now.value, "debt": now.loan})
    return (*(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()), real)


def panel() -> Declaration:
    """Declare the panel."""
    highest = datasets.rules(PROFILE).financing_ratio
    controls = (
        Slider(key="collateral", low=0, high=10_000_000, step=1_000, default=75_000, unit=MONEY),
        Slider(key="debt", low=0, high=6_000_000, step=1_000, default=60_000, unit=MONEY),
        Slider(key="financing_ratio", low=0.40, high=highest, step=0.01, default=highest, unit=PERCENT),
        Choice(key="target", options=tuple(TARGETS), default="166"),
        Choice(key="method", options=METHODS, default=REPAY),
        Toggle(key="costs", default=False),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=cure_levels, view=view, figure=figure)
