"""Gauges of the whole market's margin purchases: blended ratio, break-even, shares of value and of turnover.

Definitions differ between publishers; gauges of different definitions must not be joined into one series.
"""

from collections.abc import Sequence

from pledge_lib.finance.checks import InputError, require_fraction, require_not_negative, require_positive
from pledge_lib.finance.elementwise import elementwise


def blended_financing_ratio(balances: Sequence[float], financing_ratios: Sequence[float]) -> float:
    """Return the financing ratio of several markets, each weighted by its margin balance, as published (D-8).

    The ratio at which everything was bought, on average, is its inverse.

    >>> blended = blended_financing_ratio((604.86, 208.52), (0.60, 0.50))
    >>> round(blended, 6), round(1 / blended, 6)
    (0.574364, 1.741057)
    """
    if not len(balances):
        raise InputError("empty", name="balances")
    given, wanted = len(financing_ratios), len(balances)
    if given != wanted:
        raise InputError("out_of_range", name="number of financing ratios", value=given, low=wanted, high=wanted)
    for balance, ratio in zip(balances, financing_ratios, strict=True):
        require_positive("balance", balance)
        require_fraction("financing_ratio", ratio)
    weighted = sum(balance * ratio for balance, ratio in zip(balances, financing_ratios, strict=True))
    return weighted / sum(balances)


@elementwise
def margin_to_value(margin_balance, market_value):
    """Return the margin balance as a fraction of the market's value, elementwise; both in one unit (D-8).

    >>> round(margin_to_value(6_048.61, 1_563_443.68), 6)
    0.003869
    """
    require_not_negative("margin_balance", margin_balance)
    require_positive("market_value", market_value)
    return margin_balance / market_value


@elementwise
def credit_share(credit_turnover, market_turnover):
    """Return margin trading's share of the turnover, which counts buyers and sellers, hence twice; elementwise (D-8).

    >>> round(credit_share(1_433.06, 10_787.76), 6)
    0.066421
    """
    require_not_negative("credit_turnover", credit_turnover)
    require_positive("market_turnover", market_turnover)
    return credit_turnover / (2 * market_turnover)


@elementwise
def balance_change(bought, sold, redeemed):
    """Return by how much the margin balance changed on a day: margin purchases less margin sales and cash redemptions.

    Elementwise; all in one unit, lots or TWD (columns of the exchange's day table).

    >>> balance_change(bought=238, sold=237, redeemed=5)
    -4
    """
    for name, value in (("bought", bought), ("sold", sold), ("redeemed", redeemed)):
        require_not_negative(name, value)
    return bought - sold - redeemed
