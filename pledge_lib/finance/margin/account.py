"""A margin account: margin purchases, margin short sales and posted securities under one maintenance ratio.

Money is in TWD, prices are TWD per share. Prices may be numpy arrays; who is called is asked of plain numbers.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pledge_lib.finance.amounts import product, quotient, total
from pledge_lib.finance.checks import InputError, is_array, parts_of, require_line, require_number, require_one
from pledge_lib.finance.lines import on
from pledge_lib.finance.margin.positions import Long, Posted, Short
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.ratio import after_change, is_below, maintenance_ratio, where
from pledge_lib.finance.states import CALLED, NO_DEBT, NORMAL
from pledge_lib.finance.units import Money, Percent


@dataclass(frozen=True, kw_only=True)
class MarginAccount:
    """Margin purchases and margin short sales of one account at one broker, with the securities posted to it.

    Frozen: a change, such as new prices, makes a new account. Money is in TWD; prices may be arrays, for a whole
    chart at once. Two positions of one name raise InputError.

    >>> from pledge_lib.datasets import rules
    >>> margin = rules("tw-margin")
    >>> long = Long.open("A", shares=1_000, price=100, rules=margin)
    >>> short = Short.open("B", shares=1_000, price=100, rules=margin)
    >>> account = MarginAccount(rules=margin, longs=[long], shorts=[short])
    >>> round(account.ratio, 4), account.at({"A": 55, "B": 135}).called
    (1.8092, ('A',))
    """

    rules: MarginRules
    longs: tuple[Long, ...] = ()
    shorts: tuple[Short, ...] = ()
    posted: tuple[Posted, ...] = ()

    def __post_init__(self):
        for part, kind in (("longs", Long), ("shorts", Short), ("posted", Posted)):
            object.__setattr__(self, part, parts_of(part, getattr(self, part), kind))
        if not (self.positions or self.posted):
            raise InputError("empty", name="positions")
        names = [position.name for position in self.positions]
        for name in names:
            if names.count(name) > 1:
                raise InputError("twice", name="positions", value=name)
        if not isinstance(self.rules, MarginRules):
            raise InputError("unknown", name="rules", value=self.rules, choices="margin rules read with rules(name)")

    @property
    def positions(self) -> tuple[Long | Short, ...]:
        """Return every position, purchases first."""
        return self.longs + self.shorts

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Return every symbol whose price counts, each once."""
        return tuple(dict.fromkeys(part.symbol for part in (*self.positions, *self.posted)))

    @cached_property
    def posted_value(self) -> Money:
        """Return the market value of all posted securities."""
        return total(security.value for security in self.posted)

    @cached_property
    def collateral(self) -> Money:
        """Return financed securities, short-sale collateral and margin, and posted securities (rules A-9, A-10)."""
        return total((*(position.collateral for position in self.positions), self.posted_value))

    @cached_property
    def debt(self) -> Money:
        """Return margin loans and the market value of the shares sold short (rules A-9, A-10)."""
        return total(position.debt for position in self.positions)

    @cached_property
    def ratio(self) -> Percent:
        """Return the whole-account maintenance ratio (1.30 is 130 %); infinite without debt."""
        return maintenance_ratio(self.collateral, self.debt)

    @property
    def equity(self) -> Money:
        """Return what is left when everything is closed at these prices, without costs."""
        return total((self.collateral, -self.debt))

    @property
    def position_ratios(self) -> dict[str, Any]:
        """Return the ratio of each position alone, by its name."""
        return {position.name: position.ratio for position in self.positions}

    @property
    def state(self) -> str:
        """Return `no-debt`, `normal` or `called`, elementwise.

        Called is the whole account below the line, compared exactly.
        """
        called = is_below(self.collateral, self.debt, self.rules.call_line)
        return where(called, CALLED, where(self.debt == 0, NO_DEBT, NORMAL))

    @property
    def called(self) -> tuple[str, ...]:
        """Return the names of the positions called: those below the line themselves, once the account is (Art. 54, 55).

        A weak position is not called while the whole account holds the line (rule A-1, A-8).
        """
        if is_array(self.ratio):
            require_one("ratio", self.ratio)
        if self.state != CALLED:
            return ()
        return tuple(position.name for position in self.positions if position.below(self.rules.call_line))

    def called_sums(self, target: float | None = None) -> dict[str, float]:
        """Return what the notice asks of each called position, unrounded, to bring it to the target (Art. 54).

        Of a purchase it is a repayment, of a short sale more margin. The profile's target rests on no text of a rule.
        """
        target = self.rules.cure_target if target is None else target
        return {name: self.position(name).called_sum(target) for name in self.called}

    def move_to(self, line: float | None = None):
        """Return the common change of all prices that brings the account to the line, as a fraction.

        Negative is a fall, positive a rise; infinite where no common change does it. With prices times f the ratio is
        (S + G + f A) / (D + f W), A being all shares held and W those sold short, so f = (m D - S - G) / (A - m W).

        >>> from pledge_lib.datasets import rules
        >>> shares = Long("2330", shares=1_000, price=100, loan=60_000)
        >>> round(MarginAccount(rules=rules("tw-margin"), longs=[shares]).move_to(), 10)
        -0.22
        """
        line = self.rules.call_line if line is None else line
        held = total(part.value for part in self.longs + self.posted)
        shorted = total(part.value for part in self.shorts)
        factor = _crossing(line, held, shorted, self.collateral - held, self.debt - shorted)
        return where(on(self.ratio, line), 0.0, where(factor >= 0, factor - 1, math.inf))

    def call_price(self, symbol: str):
        """Return the price of one symbol at which the account meets the call line while other prices stand still.

        For shares held it is met from above, for shares sold short from below; 0 where no price of it is on the line.
        """
        self._require(symbol)
        held = [part for part in self.longs + self.posted if part.symbol == symbol]
        shorted = [part for part in self.shorts if part.symbol == symbol]
        rest = total((self.collateral, *(-part.value for part in held)))
        rest_debt = total((self.debt, *(-part.value for part in shorted)))
        shares, shares_short = (total(part.shares for part in parts) for parts in (held, shorted))
        price = _crossing(self.rules.call_line, shares, shares_short, rest, rest_debt)
        return where(price > 0, price, 0.0)

    def at(self, prices) -> "MarginAccount":
        """Return the account at new prices: a mapping from symbol to price, or one price where there is one symbol."""
        if not isinstance(prices, Mapping):
            if len(self.symbols) > 1:
                raise InputError("unknown", name="prices", value=prices, choices="a mapping from symbol to price")
            prices = {self.symbols[0]: prices}
        for symbol in prices:
            self._require(symbol)
        return self._each(lambda part: part.at(prices.get(part.symbol, part.price)))

    def moved(self, change) -> "MarginAccount":
        """Return the account after a change of all prices, or of some by symbol, as fractions: -0.22 falls 22 %."""
        changes = change if isinstance(change, Mapping) else dict.fromkeys(self.symbols, change)
        for symbol in changes:
            self._require(symbol)
        return self._each(lambda part: part.at(_changed(part.price, changes.get(part.symbol, 0))))

    def position(self, name: str) -> Long | Short:
        """Return one position by its name."""
        for position in self.positions:
            if position.name == name:
                return position
        known = ", ".join(position.name for position in self.positions)
        raise InputError("unknown", name="position", value=name, choices=known)

    def with_position(self, position: Long | Short) -> "MarginAccount":
        """Return the account with this position in place of the one of its name."""
        self.position(position.name)
        others = [position if each.name == position.name else each for each in self.positions]
        longs = tuple(each for each in others if isinstance(each, Long))
        return replace(self, longs=longs, shorts=tuple(each for each in others if isinstance(each, Short)))

    def _require(self, symbol: str):
        if symbol not in self.symbols:
            raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(self.symbols))

    def _each(self, change) -> "MarginAccount":
        longs, shorts, posted = (tuple(map(change, parts)) for parts in (self.longs, self.shorts, self.posted))
        return replace(self, longs=longs, shorts=shorts, posted=posted)


def _crossing(line: float, held, shorted, other_collateral, other_debt):
    """Return the f at which (other collateral + f held) / (other debt + f shorted) is the line; negative for none."""
    require_line("line", line)
    slope = total((held, -product(line, shorted)))
    level = slope == 0
    return where(level, -1.0, quotient(total((product(line, other_debt), -other_collateral)), where(level, 1, slope)))


def _changed(price, change):
    if is_array(price) or is_array(change):
        require_number("change", change)
        return price * (1 + change)
    return after_change(price, change)
