"""The model of F2.3: a margin account of up to six positions, as it was opened and as it stands after the changes."""

import math
from dataclasses import dataclass
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.finance.amounts import total
from pledge_lib.finance.checks import exact
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Position, Posted, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import after_change, maintenance_ratio
from pledge_lib.finance.states import CALLED, NO_DEBT, NORMAL
from pledge_lib.finance.units import Change, Money, Percent, Signed, Word
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Values

PROFILE = "tw-margin"
NAMES = ("a", "b", "c", "d", "e", "f")
LONG, SHORT, NONE = SIDES = ("long", "short", "none")
FINE, WEAK = "fine", "weak"
EMPTY, CARRIED = "empty", "carried"
POSTED, ACCOUNT = "posted", "account"
Reach = tuple[float, float]  # from which common change to which
TONES = {FINE: tones.SAFE, WEAK: tones.NEAR, CALLED: tones.CALLED}
NOWHERE_BELOW, ALWAYS_BELOW = (math.inf, math.inf), (-math.inf, math.inf)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A position as the account shows it: value and ratio now, and `fine`, `weak` (below, not called) or `called`."""

    name: Word
    value: Money
    debt: Money
    ratio: Percent
    mark: Word
    called_sum: Money | None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """The account or one of its positions over the common change of all prices.

    It is on its line at the change `at`, None where no change leads there; `weak` is where it is near the line (the
    account) or below its own (a position), `over` where it is called.
    """

    name: Word
    side: Word
    ratio: Percent
    tone: str
    at: Signed | None
    weak: Reach
    over: Reach


@dataclass(frozen=True, kw_only=True)
class AccountBuilder:
    """An account as it was opened, after each position's own change (`still`), and after that of the market too.

    None where no row holds anything.
    """

    rules: MarginRules
    sides: dict[str, str]
    market: Change
    opened: MarginAccount | None
    still: MarginAccount | None
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
        return Parcel(name=part.name, value=part.value, debt=part.debt, ratio=part.ratio, mark=mark, called_sum=asked)

    @cached_property
    def tone(self) -> str:
        """Return how near the call of the whole account is; one that carries a weak position is none yet."""
        if self.state == EMPTY:
            return tones.PLAIN
        state = NORMAL if self.state == CARRIED else self.state
        return tones.of_state(state, ratio=self.ratio, line=self.rules.call_line)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """Return the lane of the account, then that of every position in the order of the rows."""
        if self.now is None:
            return ()
        line, slope = self.rules.call_line, self.financed + self.posted - self.rules.call_line * self.shorted
        at, near = (self.still.move_to(level) if self.debt else math.inf for level in (line, tones.near_from(line)))
        over = _below(at, slope, self.state == CALLED)
        weak = over if math.isinf(near) else _below(near, slope, self.tone != tones.SAFE)
        terms = {"ratio": self.ratio, "tone": self.tone, "at": _finite(at), "weak": weak, "over": over}
        positions = (self._lane(name, over) for name in NAMES if name in self.parcels)
        return (Lane(name=ACCOUNT, side=ACCOUNT, **terms), *positions)

    def _lane(self, name: str, account_over: Reach) -> Lane:
        parcel, side = self.parcels[name], self.sides[name]
        at = self.still.position(name).move_to(self.rules.call_line) if parcel.debt else math.inf
        weak = _below(at, 1 if side == LONG else -1, parcel.mark != FINE)
        over = (max(weak[0], account_over[0]), min(weak[1], account_over[1]))
        shown = {"name": name, "side": side, "ratio": parcel.ratio, "tone": TONES[parcel.mark]}
        return Lane(**shown, at=_finite(at), weak=weak, over=over)

    def marked(self, mark: str) -> tuple[str, ...]:
        """Return the rows whose position bears this mark."""
        return tuple(name for name, parcel in self.parcels.items() if parcel.mark == mark)

    @property
    def name(self) -> tuple[Word, ...]:
        """Return the rows that are spoken of: the called ones, else the weak ones."""
        return self.marked(CALLED) or self.marked(WEAK)

    @property
    def financed(self) -> Money:
        return total(part.value for part in self._longs)

    @property
    def short_sale_collateral(self) -> Money:
        return total(part.short_sale_collateral for part in self._shorts)

    @property
    def short_sale_margin(self) -> Money:
        return total(part.short_sale_margin for part in self._shorts)

    @property
    def posted(self) -> Money:
        return self.now.posted_value if self.now else 0

    @property
    def loans(self) -> Money:
        return total(part.loan for part in self._longs)

    @property
    def shorted(self) -> Money:
        return total(part.value for part in self._shorts)

    @property
    def _longs(self) -> tuple[Long, ...]:
        return self.now.longs if self.now else ()

    @property
    def _shorts(self) -> tuple[Short, ...]:
        return self.now.shorts if self.now else ()

    @cached_property
    def collateral(self) -> Money:
        """Return the numerator of the ratio."""
        return self.now.collateral if self.now else 0.0

    @cached_property
    def debt(self) -> Money:
        """Return the denominator of the ratio."""
        return self.now.debt if self.now else 0.0

    @property
    def needed(self) -> Money:
        """Return the numerator at which the account is on the line."""
        return self.rules.call_line * self.debt

    @property
    def equity(self) -> Money:
        return self.collateral - self.debt

    @property
    def ratio(self) -> Percent:
        return maintenance_ratio(self.collateral, self.debt)

    @cached_property
    def move(self) -> Change | None:
        """Return the common change of all prices that leads to the line; None where none does."""
        move = math.inf if self.now is None else self.now.move_to()
        return None if math.isinf(move) else move

    @property
    def size(self) -> Percent:
        """Return how large that change is, up or down."""
        return abs(self.move)

    @property
    def called_sum(self) -> Money:
        """Return what is asked of all called positions together."""
        return total(parcel.called_sum or 0 for parcel in self.parcels.values())

    @cached_property
    def state(self) -> Word:
        if self.now is None:
            return EMPTY
        if self.debt == 0:
            return NO_DEBT
        if self.marked(CALLED):
            return CALLED
        if exact(self.collateral) == exact(self.rules.call_line) * exact(self.debt):
            return "on-the-line"
        return CARRIED if self.marked(WEAK) else NORMAL


def _finite(at: float) -> float | None:
    return at if math.isfinite(at) else None


def _below(at: float, slope: float, is_below: bool) -> Reach:
    """Return the changes that lie below a line met at one change, on its falling side; elsewhere it never changes."""
    if not (math.isfinite(at) and slope):
        return ALWAYS_BELOW if is_below else NOWHERE_BELOW
    return (-math.inf, at) if slope > 0 else (at, math.inf)


def account_builder(values: Values) -> AccountBuilder:
    """Return what the figure shows, from numbers alone; each row is one parcel at the value it was opened with."""
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
        blank = {"opened": None, "still": None, "now": None}
        return AccountBuilder(rules=rules, sides=sides, market=market, net=values["net"], **blank)
    opened = MarginAccount(rules=rules, longs=longs, shorts=shorts, posted=posted)
    still = opened.at(
        {part.symbol: after_change(part.price, values[f"shock:{part.symbol}"]) for part in opened.positions}
    )
    now = still.moved(market)
    accounts = {"opened": opened, "still": still, "now": now}
    return AccountBuilder(rules=rules, sides=sides, market=market, net=values["net"], **accounts)
