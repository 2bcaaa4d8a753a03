"""How low and how high the accounts of F2.9 go, whatever the day of purchase: one axis has to take them all.

An account opened exactly and followed to its sale takes its time; of all start days together only bounds are worked
out, and exactly only those whose bounds lie further than what was found before.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from pledge_lib.finance.checks import InputError
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.market.margin.start_days import Path
from pledge_lib.panels.controls import Values
from pledge_lib.panels.margin.replay_accounts import (
    OF_ALL_DAYS,
    bought,
    closes_key,
    fate_of,
    financing_ratio,
    open_places,
    opened_at,
    path_for,
    ratios_of,
    rules_of,
    sold_short,
)


@lru_cache(maxsize=200)
def reach(key: tuple, usual: tuple[float, float]) -> tuple[float, float]:
    """Return the lowest and the highest ratio of any start day, by what they depend on; the usual ends where none goes.

    1.30 is 130 %. An account is followed from its day of purchase until it is sold.
    """
    values = dict(zip(OF_ALL_DAYS, key, strict=True))
    path = path_for(closes_key(values))
    places = open_places(path)

    def shown(row: int) -> np.ndarray:
        place = places[row]
        try:
            return ratios_of(opened_at(values, path, place), path, fate_of(key, place))
        except InputError:  # its deadline leaves the calendar: the start day is refused, and nothing of it is drawn
            return np.array(usual)

    low, high = bounds(values, path, places)
    return (
        -_furthest(-low, -usual[0], lambda row: -float(shown(row).min())),
        _furthest(high, usual[1], lambda row: float(shown(row).max())),
    )


def bounds(values: Values, path: Path, places: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return between which ratios the account of each start day stays, were it held to the end of the path.

    A loan lies less than a step of the lender below what may be lent: between the two all accounts are one in arrays,
    with the days of purchase down and the closes across.
    """
    rules, share = rules_of(values), financing_ratio(values)
    opening = [path.prices(place) for place in places]
    amounts = [bought(values, prices) for prices in opening]
    shorts = [sold_short(values, prices) for prices in opening]
    across = {symbol: closes[None, :] for symbol, closes in path.closes.items()}
    later = np.arange(len(path.days)) >= np.array(places)[:, None]

    def ratios(below: float) -> np.ndarray:
        longs = []
        for symbol in amounts[0]:
            shares = _down(amount[symbol] for amount in amounts)
            value = shares * _down(prices[symbol] for prices in opening)
            loan = np.maximum(value * share - below, 0)
            longs.append(Long(symbol, shares=shares, price=across[symbol], loan=loan))
        return MarginAccount(rules=rules, longs=longs, shorts=_stacked(shorts, across)).ratio

    low, high = ratios(0), ratios(rules.loan_step)
    return np.where(later, low, np.inf).min(axis=1), np.where(later, high, -np.inf).max(axis=1)


def _stacked(shorts: list[list[Short]], across: dict[str, np.ndarray]) -> list[Short]:
    """Return the short sales of all start days as one of each share."""
    return [
        Short(
            each[0].symbol,
            shares=each[0].shares,
            price=across[each[0].symbol],
            short_sale_collateral=_down(short.short_sale_collateral for short in each),
            short_sale_margin=_down(short.short_sale_margin for short in each),
        )
        for each in zip(*shorts, strict=True)
    ]


def _down(numbers) -> np.ndarray:
    return np.array([*numbers], dtype=float)[:, None]


def _furthest(bounds: np.ndarray, found: float, exactly: Callable[[int], float]) -> float:
    """Return the highest of what is found and what each row exactly has, which its bound does not fall short of."""
    for row in np.argsort(-bounds):
        if bounds[row] <= found:
            break
        found = max(found, exactly(int(row)))
    return found
