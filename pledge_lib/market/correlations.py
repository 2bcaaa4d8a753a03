"""How far the recorded shares really moved together in a stress window."""

from functools import cache
from itertools import combinations

import numpy as np

from pledge_lib.datasets import corporate_actions, price_symbols, prices, windows
from pledge_lib.finance.checks import InputError

SHARE = "share"


@cache
def pair_correlations(name: str) -> dict[tuple[str, str], float]:
    """Return the correlation of daily log returns of each two shares; days of corporate actions are left out.

    >>> found = pair_correlations("2025-tariffs")
    >>> round(sum(found.values()) / len(found), 2), round(max(found.values()), 2)
    (0.63, 0.8)
    """
    if name not in windows():
        raise InputError("unknown", name="window", value=name, choices=", ".join(windows()))
    series = [prices(symbol) for symbol in price_symbols()]
    symbols = [known.symbol for known in series if known.kind == SHARE and name in known.windows]
    returns = {symbol: _returns(symbol, name) for symbol in symbols}
    found = {}
    for one, other in combinations(symbols, 2):
        days = sorted(returns[one].keys() & returns[other].keys())
        columns = [[returns[symbol][day] for day in days] for symbol in (one, other)]
        found[one, other] = float(np.corrcoef(columns)[0, 1])
    return found


def _returns(symbol: str, name: str) -> dict:
    points = prices(symbol).window(name)
    closes = np.log([point.close for point in points])
    actions = {action.date for action in corporate_actions(symbol)}
    days = [point.date for point in points[1:]]
    return {day: change for day, change in zip(days, np.diff(closes), strict=True) if day not in actions}
