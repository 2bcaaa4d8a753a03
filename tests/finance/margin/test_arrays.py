"""A chart's points in one call: an account at an array of prices gives what it gives at each."""

import numpy as np
import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.margin.positions import Posted

MARGIN = pl.rules("tw-margin")
PRICES = np.array([0.0, 0.05, 60.0, 77.99, 78.0, 100.0, 250.5])
ACCOUNT = pl.MarginAccount(
    rules=MARGIN,
    longs=[pl.Long.open("A", shares=1_000, price=100, rules=MARGIN)],
    shorts=[pl.Short.open("B", shares=700, price=100, rules=MARGIN)],
    posted=[Posted("C", shares=100, price=100, rate=0.7)],
)
READ = {
    "ratio": lambda account: account.ratio,
    "collateral": lambda account: account.collateral,
    "debt": lambda account: account.debt,
    "equity": lambda account: account.equity,
    "move to the line": lambda account: account.move_to(),
    "call price of the purchase": lambda account: account.call_price("A"),
    "call price of the short": lambda account: account.call_price("B"),
    "ratio of the purchase": lambda account: account.position_ratios["A"] + 0 * account.ratio,
    "ratio of the short": lambda account: account.position_ratios["B"] + 0 * account.ratio,
    "called sum of the short": lambda account: account.position("B").called_sum(1.66) + 0 * account.ratio,
    "move of the short": lambda account: account.position("B").move_to(1.30) + 0 * account.ratio,
}


@pytest.mark.parametrize("symbol", ["A", "B", "C"])
@pytest.mark.parametrize("name", READ)
def test_an_account_at_many_prices_is_the_account_at_each(name, symbol):
    with np.errstate(all="raise"):
        together = np.broadcast_to(READ[name](ACCOUNT.at({symbol: PRICES})), PRICES.shape)
    one_by_one = [READ[name](ACCOUNT.at({symbol: price})) for price in PRICES.tolist()]
    np.testing.assert_allclose(together, one_by_one, rtol=1e-12, atol=1e-9)


def test_an_account_moved_by_many_changes():
    moves = np.array([-1.0, -0.22, 0.0, 0.5])
    together = ACCOUNT.moved(moves).ratio
    np.testing.assert_allclose(together, [ACCOUNT.moved(move).ratio for move in moves.tolist()], rtol=1e-12)


def test_who_is_called_is_asked_of_one_price_at_a_time():
    with pytest.raises(InputError):
        _ = ACCOUNT.at({"A": PRICES}).called
