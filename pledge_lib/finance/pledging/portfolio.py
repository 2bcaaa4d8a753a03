"""Several holdings as one: how far their prices swing together. Weights and volatilities are plain fractions."""

from collections.abc import Sequence

from pledge_lib.finance.checks import InputError, is_array, require_fraction, require_not_negative, require_number
from pledge_lib.finance.ratio import where


def portfolio_volatility(weights: Sequence[float], volatilities: Sequence[float], correlation):
    """Return the yearly volatility of a portfolio in which every two holdings have this correlation.

    The correlation may be an array. Among n holdings it is -1 / (n - 1) at least: they cannot all move apart.

    >>> round(portfolio_volatility((0.5, 0.5), (0.35, 0.35), correlation=0.6), 4)
    0.313
    """
    _require_portfolio(weights, volatilities)
    _require_correlation(correlation, lowest=-1 / max(1, len(weights) - 1))
    parts = [weight * volatility for weight, volatility in zip(weights, volatilities, strict=True)]
    apart, together = sum(part * part for part in parts), sum(parts) ** 2
    variance = (1 - correlation) * apart + correlation * together
    return where(variance > 0, variance, 0.0) ** 0.5  # binary noise may take the smallest variance below 0


def _require_portfolio(weights: Sequence[float], volatilities: Sequence[float]):
    if not len(weights):
        raise InputError("empty", name="weights")
    given, wanted = len(volatilities), len(weights)
    if given != wanted:
        raise InputError("out_of_range", name="number of volatilities", value=given, low=wanted, high=wanted)
    for weight in weights:
        require_fraction("weight", weight)
    for volatility in volatilities:
        require_not_negative("volatility", volatility)


def _require_correlation(correlation, lowest: float):
    require_number("correlation", correlation)
    possible = (correlation >= lowest) & (correlation <= 1)
    if not (possible.all() if is_array(correlation) else possible):
        raise InputError("out_of_range", name="correlation", value=correlation, low=round(lowest, 4), high=1)
