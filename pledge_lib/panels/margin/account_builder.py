"""F2.3: one margin account of up to six positions; its ratio, each position's own ratio, and who would be called."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Position, Posted, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import after_change, maintenance_ratio
from pledge_lib.finance.states import CALLED, NO_DEBT, NORMAL
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin.account_builder_view import FINE, ID, LONG, NAMES, NONE, SHORT, SIDES, WEAK, figure, view
from pledge_lib.panels.words import Words

PROFILE = "tw-margin"
POSTED = "posted"
DEFAULTS = {"value": 100_000, "ratio": 0.60, "margin": 0.90}
HIGHEST_MARGIN = 1.30  # the highest setting of a crisis so far; the lesson's end of the scale


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A position as the account shows it: value and ratio now, and `fine`, `weak` (below, not called) or `called`."""

    value: float
    debt: float
    ratio: float
    mark: str
    called_sum: float | None


@dataclass(frozen=True, kw_only=True)
class AccountBuilder:
    """An account as it was opened and as it stands after the changes; None where no row holds anything."""

    rules: MarginRules
    sides: dict[str, str]
    opened: MarginAccount | None
    now: MarginAccount | None
    net: bool

    @cached_property
    def parcels(self) -> dict[str, Parcel]:
        """Return what each position shows, by the name of its row."""
        if self.now is None:
            return {}
        asked = self.now.called_sums()
        return {part.name: self._parcel(part, asked.get(part.name)) for part in self.now.positions}

    def _parcel(self, part: Position, asked: float | None) -> Parcel:
        below = part.below(self.rules.call_line)
        mark = FINE if not below else WEAK if asked is None else CALLED
        return Parcel(value=part.value, debt=part.debt, ratio=part.ratio, mark=mark, called_sum=asked)

    def marked(self, mark: str) -> tuple[str, ...]:
        """Return the rows whose position bears this mark."""
        return tuple(name for name, parcel in self.parcels.items() if parcel.mark == mark)

    @cached_property
    def collateral(self) -> float:
        return self.now.collateral if self.now else 0.0

    @cached_property
    def debt(self) -> float:
        return self.now.debt if self.now else 0.0

    @property
    def ratio(self) -> float:
        return maintenance_ratio(self.collateral, self.debt)

    @cached_property
    def move(self) -> float:
        """Return the common change of all prices that leads to the line; infinite where none does."""
        return self.now.move_to()

    @cached_property
    def state(self) -> str:
        if self.now is None:
            return "empty"
        if self.debt == 0:
            return NO_DEBT
        if self.marked(CALLED):
            return CALLED
        if exact(self.collateral) == exact(self.rules.call_line) * exact(self.debt):
            return "on-the-line"
        return "carried" if self.marked(WEAK) else NORMAL


def account_builder(values: Values) -> AccountBuilder:
    """Return what the panel shows, from numbers alone; each row is one parcel at the value it was opened with."""
    rules, market = datasets.rules(PROFILE), values["market"]
    sides = {name: values[f"side_{name}"] for name in NAMES}
    terms = {"shares": 1, "rules": rules}
    longs = [
        Long.open(name, price=values[f"value:{name}"], financing_ratio=values[f"ratio:{name}"], **terms)
        for name in NAMES
        if sides[name] == LONG
    ]
    terms["net"] = values["net"]
    shorts = [
        Short.open(name, price=values[f"value:{name}"], short_sale_margin=values[f"margin:{name}"], **terms)
        for name in NAMES
        if sides[name] == SHORT
    ]
    posted = [Posted(POSTED, shares=1, price=values["posted"], rate=rules.posted_rate_listed)]
    posted = posted if values["posted"] else []
    if not (longs or shorts or posted):
        return AccountBuilder(rules=rules, sides=sides, opened=None, now=None, net=values["net"])
    opened = MarginAccount(rules=rules, longs=longs, shorts=shorts, posted=posted)
    own = {part.symbol: after_change(part.price, values[f"shock:{part.symbol}"]) for part in opened.positions}
    prices = own | {part.symbol: part.price for part in posted}
    now = opened.at({symbol: after_change(price, market) for symbol, price in prices.items()})
    return AccountBuilder(rules=rules, sides=sides, opened=opened, now=now, net=values["net"])


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's accounts, and the table of the rule's worked example, row by row."""
    blank = {f"side_{name}": NONE for name in NAMES} | {f"shock:{name}": 0.0 for name in NAMES}
    blank |= {f"{key}:{name}": value for name in NAMES for key, value in DEFAULTS.items()}
    base = {**blank, "market": 0.0, "posted": 0, "net": True}
    mixed = {**base, "side_a": LONG, "side_b": SHORT, "value:b": 50_000}
    rule = {**base, "side_a": LONG, "side_b": SHORT}
    two = {**base, "side_a": LONG, "side_b": LONG}
    all_rows = {f"side_{name}": side for name, side in zip(NAMES, (LONG, LONG, LONG, LONG, SHORT, SHORT), strict=True)}
    values = {f"value:{name}": value for name, value in zip(NAMES, (300, 150, 450, 80, 200, 120), strict=True)}
    cases = {
        "mixed": mixed,
        "mixed-fall": {**mixed, "shock:a": -0.22},
        "two-equal": {**two, "shock:a": -0.30},
        "market-fall": {**two, "market": -0.30},
        "carried": {**rule, "shock:a": -0.25, "shock:b": 0.20},
        "called": {**rule, "shock:a": -0.45, "shock:b": 0.35},
        "posted": {**two, "market": -0.30, "posted": 30_000},
        "six": {
            **base,
            **all_rows,
            **{key: value * 1_000 for key, value in values.items()},
            "market": -0.15,
            "shock:c": -0.20,
        },
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=case) for name, case in cases.items())


def panel() -> Declaration:
    """Declare the panel: what moves everything first, then each row's side; its numbers are cells of the sheet."""
    rules = datasets.rules(PROFILE)
    first = {"a": (LONG, 100_000), "b": (SHORT, 50_000)}
    rows = []
    for name in NAMES:
        side, value = first.get(name, (NONE, DEFAULTS["value"]))
        rows += [
            Choice(key=f"side_{name}", options=SIDES, default=side, label=_side),
            Cell(key=f"value:{name}", low=10_000, high=5_000_000, step=10_000, default=value, unit=MONEY),
            Cell(key=f"ratio:{name}", low=0.0, high=rules.financing_ratio, step=0.05, default=DEFAULTS["ratio"],
                 unit=PERCENT),
            Cell(key=f"margin:{name}", low=rules.short_sale_margin, high=HIGHEST_MARGIN, step=0.05,
                 default=DEFAULTS["margin"], unit=PERCENT),
            Cell(key=f"shock:{name}", low=-0.90, high=1.50, step=0.01, default=0.0, unit=PERCENT),
        ]  # fmt: skip
    controls = (
        Slider(key="market", low=-0.50, high=0.50, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="posted", low=0, high=1_000_000, step=10_000, default=0, unit=MONEY),
        Toggle(key="net", default=True),
        *rows,
    )
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=account_builder, view=view, figure=figure, has_sheet=True
    )


def _side(option: str, words: Words) -> str:
    return words(f"{ID}.side.{option}")
