"""A position in a lending protocol: health factor, limits, and the prices at which it may be liquidated.

Money is US dollars, amounts are whole tokens, thresholds and LTVs plain fractions. Scalars are worked out as the
decimals that were written, so that a health factor of exactly 1 is not below 1.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from pledge_lib.finance.checks import (
    InputError,
    exact,
    is_array,
    nearest,
    parts_of,
    require_choice,
    require_fraction,
    require_positive,
    require_ratio,
)
from pledge_lib.finance.crypto.assets import Collateral, Debt, EMode
from pledge_lib.finance.elementwise import elementwise
from pledge_lib.finance.lines import on
from pledge_lib.finance.ratio import maintenance_ratio, where
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DollarPrice, Dollars, Health, Percent

BELOW, ABOVE, NEVER, ALWAYS = "below", "above", "never", "always"
SAFE, LIQUIDATABLE = "safe", "liquidatable"
BASIS_POINT = Fraction(1, 10_000)


@elementwise
def health_factor(collateral, debt, threshold):
    """Return threshold x maintenance ratio, elementwise; infinite without debt (CRYPTO 3.2).

    >>> round(health_factor(10_000, 8_050, 0.83), 6)
    1.031056
    """
    require_fraction("threshold", threshold)
    ratio = maintenance_ratio(collateral, debt)
    if any(map(is_array, (collateral, debt, threshold))):
        health = ratio * threshold
        return where(on(health, 1), 1.0, health)
    return nearest(exact(collateral) * exact(threshold) / exact(debt)) if debt else ratio


@elementwise
def ratio_of(health, threshold):
    """Return the maintenance ratio that a health factor is, in the words of Taiwan's lenders; elementwise.

    >>> round(ratio_of(1, 0.83), 4)
    1.2048
    """
    require_ratio("health", health)
    require_positive("threshold", threshold)
    return health / threshold


@elementwise
def threshold_of(line):
    """Return the threshold that a maintenance line stands for, elementwise: 130 % is one of 76.9 %.

    >>> round(threshold_of(1.30), 4)
    0.7692
    """
    require_positive("line", line)
    return 1 / line


@elementwise
def fall_to_liquidation(health):
    """Return the common fall of all collateral that leads to a health factor of 1, elementwise (CRYPTO 3.3).

    Negative when it is below 1 already; minus infinity at 0, where nothing is counted.

    >>> round(fall_to_liquidation(1.66), 4)
    0.3976
    """
    require_ratio("health", health)
    nothing = health == 0
    return where(nothing, -math.inf, where(on(health, 1), 0.0, 1 - 1 / where(nothing, 1, health)))


@dataclass(frozen=True, kw_only=True)
class CryptoPosition:
    """Collateral and debts of one owner, with an e-mode or without; an asset on both sides has one price.

    Values in US dollars, amounts in tokens, one position at a time. One asset with two prices raises InputError.

    >>> ether = Collateral(symbol="ETH", amount=1, price=3_000, loan_to_value=0.805, threshold=0.83)
    >>> position = CryptoPosition(collateral=[ether], debts=[Debt(symbol="USDC", amount=1_500)])
    >>> position.health_factor, round(position.liquidation_price("ETH"), 2), position.ltv
    (1.66, 1807.23, 0.5)
    """

    collateral: tuple[Collateral, ...]
    debts: tuple[Debt, ...] = ()
    emode: EMode | None = None

    def __post_init__(self):
        for side, kind in (("collateral", Collateral), ("debts", Debt)):
            object.__setattr__(self, side, parts_of(side, getattr(self, side), kind))
            symbols = [asset.symbol for asset in getattr(self, side)]
            for symbol in symbols:
                if symbols.count(symbol) > 1:
                    raise InputError("twice", name=side, value=symbol)
        object.__setattr__(self, "debts", tuple(map(self._priced, self.debts)))

    @property
    def symbols(self) -> tuple[str, ...]:
        """Return the symbol of every collateral, then of every debt."""
        return tuple(each.symbol for each in self.collateral) + tuple(each.symbol for each in self.debts)

    @property
    def collateral_value(self) -> Dollars:
        """Return what the collateral is worth."""
        return float(self._collateral)

    @property
    def debt_value(self) -> Dollars:
        """Return what is owed."""
        return float(self._debt)

    @property
    def maintenance_ratio(self) -> Percent:
        """Return collateral over debt, the ratio of Taiwan's lenders."""
        return _over(self._collateral, self._debt)

    @property
    def ltv(self) -> Percent:
        """Return debt over collateral now."""
        return nearest(self._debt / self._collateral) if self._collateral else (math.inf if self._debt else 0.0)

    @property
    def max_ltv(self) -> Percent:
        """Return the loan-to-value up to which may be borrowed, weighted by the value of each collateral."""
        return self._mean(self._lends)

    @property
    def threshold(self) -> Percent:
        """Return the liquidation threshold, weighted by the value of each collateral."""
        return self._mean(self._counts)

    @property
    def health_factor(self) -> Health:
        """Return the collateral at its thresholds over the debt; infinite without debt (CRYPTO 3.2)."""
        return _over(self._counted, self._debt)

    @property
    def health_factor_before_v3_5(self) -> Health:
        """Return it as contracts before v3.5 did: the mean threshold cut to whole basis points first."""
        mean = self._counted / self._collateral if self._collateral else Fraction(0)
        return _over(self._collateral * (mean // BASIS_POINT) * BASIS_POINT, self._debt)

    @property
    def state(self) -> str:
        """Return whether the position may be liquidated: below 1, strictly."""
        if not self._debt:
            return NO_DEBT
        return LIQUIDATABLE if self._counted < self._debt else SAFE

    @property
    def borrow_limit(self) -> Dollars:
        """Return how much more may be borrowed, never below 0."""
        lent = sum((asset.value * self._lends(asset) for asset in self.collateral), Fraction(0))
        return float(max(lent - self._debt, Fraction(0)))

    @property
    def borrow_limit_on_chain(self) -> Dollars:
        """Return it as the contract does: the mean LTV cut to whole basis points."""
        if not self._collateral:
            return 0.0
        mean = sum(asset.value * self._lends(asset) for asset in self.collateral) / self._collateral
        return float(max(self._collateral * (mean // BASIS_POINT) * BASIS_POINT - self._debt, Fraction(0)))

    @property
    def common_fall(self) -> Percent | None:
        """Return the one fall of all collateral, debts unchanged, that leads to 1; None without debt or collateral."""
        if not self._debt or not self._counted:
            return None
        return nearest(1 - self._debt / self._counted)

    def liquidation_price(self, symbol: str) -> DollarPrice | None:
        """Return the price of one asset at which the health factor is 1, all others unchanged; None without one."""
        own, others = self._own_and_others(symbol)
        price = -others / own if own else Fraction(0)
        return nearest(price) if price > 0 else None

    def liquidated_when(self, symbol: str) -> str:
        """Return on which side of that price the position is liquidated: `below`, `above`, `never` or `always`."""
        own, others = self._own_and_others(symbol)
        if self.liquidation_price(symbol) is not None:
            return BELOW if own > 0 else ABOVE
        return ALWAYS if own <= 0 and others <= 0 and (own or others) else NEVER

    def at(self, prices: Mapping[str, float]) -> "CryptoPosition":
        """Return the same position at other prices; symbols left out keep theirs."""
        if not isinstance(prices, Mapping):
            raise InputError("unknown", name="prices", value=prices, choices="a mapping from symbol to price")
        known = set(self.symbols)
        for symbol in prices:
            if symbol not in known:
                raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(sorted(known)))
        return replace(
            self,
            collateral=tuple(replace(each, price=prices.get(each.symbol, each.price)) for each in self.collateral),
            debts=tuple(replace(each, price=prices.get(each.symbol, each.price)) for each in self.debts),
        )

    def bonus_of(self, symbol: str) -> Percent:
        """Return the liquidation bonus of a collateral: its own, or its e-mode's."""
        asset = self.collateral_of(symbol)
        return self.emode.bonus if self.emode and asset.in_emode else asset.bonus

    def collateral_of(self, symbol: str) -> Collateral:
        """Return one collateral."""
        return _named(self.collateral, symbol)

    def debt_of(self, symbol: str) -> Debt:
        """Return one debt."""
        return _named(self.debts, symbol)

    def _priced(self, debt: Debt) -> Debt:
        """Return a debt at the one price of its asset; refuse one asset at two prices."""
        price = next((asset.price for asset in self.collateral if asset.symbol == debt.symbol), None)
        if debt.price is None:
            return replace(debt, price=1.0 if price is None else price)
        if price is not None and exact(price) != exact(debt.price):
            raise InputError("two_prices", name=debt.symbol, value=debt.price, other=price)
        return debt

    @cached_property
    def _collateral(self) -> Fraction:
        return sum((asset.value for asset in self.collateral), Fraction(0))

    @cached_property
    def _debt(self) -> Fraction:
        return sum((debt.value for debt in self.debts), Fraction(0))

    @cached_property
    def _counted(self) -> Fraction:
        return sum((asset.value * self._counts(asset) for asset in self.collateral), Fraction(0))

    def _counts(self, asset: Collateral) -> Fraction:
        """Return the threshold with which an asset counts."""
        return exact(self.emode.threshold if self.emode and asset.in_emode else asset.threshold)

    def _lends(self, asset: Collateral) -> Fraction:
        """Return the LTV with which an asset lends."""
        if not self.emode:
            return exact(asset.loan_to_value)
        if not asset.in_emode:
            return Fraction(0) if self.emode.isolated else exact(asset.loan_to_value)
        return Fraction(0) if asset.zero_in_emode else exact(self.emode.loan_to_value)

    def _mean(self, of) -> float:
        if not self._collateral:
            return 0.0
        return float(sum(asset.value * of(asset) for asset in self.collateral) / self._collateral)

    def _own_and_others(self, symbol: str) -> tuple[Fraction, Fraction]:
        """Return what one dollar of price of an asset adds to counted collateral less debt, and the rest of it."""
        require_choice("symbol", symbol, dict.fromkeys(self.symbols))
        held = [asset for asset in self.collateral if asset.symbol == symbol]
        owed = [debt for debt in self.debts if debt.symbol == symbol]
        own = sum((exact(asset.amount) * self._counts(asset) for asset in held), Fraction(0))
        own -= sum((exact(debt.amount) for debt in owed), Fraction(0))
        return own, self._counted - self._debt - own * exact((held or owed)[0].price)


def _over(value: Fraction, debt: Fraction) -> float:
    return nearest(value / debt) if debt else math.inf


def _named(assets, symbol: str):
    for asset in assets:
        if asset.symbol == symbol:
            return asset
    raise InputError("unknown", name="symbol", value=symbol, choices=", ".join(asset.symbol for asset in assets))
