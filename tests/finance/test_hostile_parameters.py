"""Whatever is handed to the public face, it works or says a sentence: no bare error of Python or of numpy."""

import math
from fractions import Fraction

import numpy as np
import pandas
import pytest

import pledge_lib as pl
from pledge_lib.datasets.tables import DatasetError
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.leverage import loop_exposure, loop_loss, loop_ratio, loop_room
from pledge_lib.finance.margin.positions import Posted, value_to_post
from pledge_lib.finance.margin.quota import Applicant, check_application, largest_quota
from pledge_lib.finance.margin.trade import buy_in_statement, purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip, short_round_trip
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.closed_form import first_passage_probability
from pledge_lib.market.limits import locked_down, sale_chances
from pledge_lib.market.pledging.tranches import odds_in_tranches

LENDING, MARGIN, BROKER, AAVE = (
    pl.rules(name) for name in ("tw-lending", "tw-margin", "tw-broker-pledge", "aave-v3-3")
)
OPENING = pl.rules("tw-margin-opening")
HOLDING = pl.Holding("2330", shares=1_000, price=100, loan_to_value=0.6)
PLEDGE = pl.Pledge(holdings=[HOLDING], principal=60_000, rules=BROKER)
LOAN = pl.StockLoan(shares=1_000, price=50, annual_rate=0.03, rules=LENDING)
ETHER = pl.Collateral(symbol="ETH", amount=10, price=1_900, loan_to_value=0.805, threshold=0.83, bonus=0.05)
CHAIN = pl.CryptoPosition(collateral=[ETHER], debts=[pl.Debt(symbol="USDC", amount=16_100)])
COSTS = {"transaction_tax": 0.003, "commission": 0.001425}
PERSON = {"age": 30, "account_months": 6, "trades": 12, "turnover": 600_000, "proof": 200_000}
SHARE = {"symbol": "A", "shares": 1_000, "price": 100}

CALLS = {
    pl.Holding: {"shares": 1_000, "price": 100, "loan_to_value": 0.6},
    pl.Pledge: {"principal": 60_000, "annual_rate": 0.03, "days": 30},
    PLEDGE.cure: {"target": 1.66, "lot": 1_000, "selling_cost": 0.004},
    PLEDGE.at: {"prices": 90},
    pl.Long: {"shares": 1_000, "price": 100, "loan": 60_000},
    pl.Short: {"shares": 1_000, "price": 100, "short_sale_collateral": 99_000, "short_sale_margin": 90_000},
    pl.Long.open: {"shares": 1_000, "price": 100, "financing_ratio": 0.5},
    Posted: {"shares": 100, "price": 50, "rate": 0.7},
    value_to_post: {"needed": 10_000, "rate": 0.7},
    purchase: {"value": 100_000, "financing_ratio": 0.5},
    short_sale: {"value": 100_000, "short_sale_margin": 0.9},
    round_trip: {"sold_for": 110_000, "days": 14, "annual_rate": 0.065, "dividends": 500},
    short_round_trip: {"bought_for": 90_000, "days": 14, "interest_rate": 0.002, "borrow_rate": 0.01, "dividends": 5},
    buy_in_statement: {"value": 150_000, "held": 180_000},
    sale_statement: {"sale_value": 55_000, "principal": 60_000, "interest": 9} | COSTS,
    Applicant: PERSON,
    check_application: {"quota": 1_000_000},
    pl.StockLoan: {"shares": 1_000, "price": 50, "annual_rate": 0.03, "collateral": 70_000, "fees_due": 5},
    LOAN.at: {"price": 60, "collateral": 70_000},
    LOAN.cure: {"target": 1.4},
    LOAN.net: {"broker_share": 0.2},
    LENDING.require_rate: {"annual_rate": 0.1, "channel": "auction"},
    pl.Collateral: {"amount": 10, "price": 1_900, "loan_to_value": 0.8, "threshold": 0.83, "bonus": 0.05},
    pl.Debt: {"amount": 10, "price": 1},
    pl.RateCurve: {"optimal_utilization": 0.8, "base": 0, "slope1": 0.04, "slope2": 0.8, "reserve_factor": 0.1},
    CHAIN.at: {"prices": {"ETH": 1_800}},
    CHAIN.liquidation_price: {"symbol": "ETH"},
    loop_exposure: {"loan_to_value": 0.6, "rounds": 3},
    loop_ratio: {"loan_to_value": 0.6, "rounds": 3},
    loop_room: {"loan_to_value": 0.6, "rounds": 3, "line": 1.3},
    loop_loss: {"loan_to_value": 0.6, "rounds": 3, "fall": 0.2},
    pl.settlement_date: {"trade_date": "2025-04-02"},
    pl.deadline: {"notice_date": "2025-04-02", "sessions": 2},
    pl.interest_days: {"buy_date": "2025-03-28", "sell_date": "2025-04-02"},
    first_passage_probability: {"ratio": 1.6, "line": 1.3, "volatility": 0.3, "drift": 0, "days": 20, "watch_every": 1},
    odds_in_tranches: {"ratio": 1.6, "line": 1.3, "volatility": 0.3, "tranches": 2, "days": 60},
    locked_down: {"close": 848, "reference": 942, "limit": 0.1},
    sale_chances: {"fill_chance": 0.5},
    pl.rules: {"name": "tw-lending"},
    pl.prices: {"symbol": "2330"},
}
BESIDE = {
    pl.Holding: {"symbol": "A"},
    pl.Pledge: {"holdings": [HOLDING], "rules": BROKER},
    pl.Long: {"symbol": "A"},
    pl.Short: {"symbol": "A"},
    pl.Long.open: {"symbol": "A", "rules": MARGIN},
    Posted: {"symbol": "A"},
    purchase: {"rules": MARGIN},
    short_sale: {"rules": MARGIN},
    buy_in_statement: {"rules": MARGIN},
    round_trip: {"purchase": purchase(100_000, MARGIN), "rules": MARGIN},
    short_round_trip: {"sale": short_sale(100_000, MARGIN), "rules": MARGIN},
    check_application: {"applicant": Applicant(**PERSON), "rules": OPENING},
    pl.StockLoan: {"rules": LENDING},
    LOAN.net: {"closes": [50, 51]},
    pl.Collateral: {"symbol": "ETH"},
    pl.Debt: {"symbol": "USDC"},
    sale_chances: {"locked": [True, False]},
}
HOSTILE = (
    None,
    "",
    "abc",
    "600,000",
    math.nan,
    math.inf,
    -math.inf,
    -1,
    0,
    1e308,
    -1e-320,
    10**400,
    1j,
    object(),
    [],
    [1, "x"],
    {},
    {"a": 1},
    {"ETH": "x"},
    b"1",
    True,
    np.array([1.0, math.nan]),
    np.array(["x"]),
    Fraction(1, 3),
    "99999999999-1-1",
)


CLOSES = [("2025-04-01", 135), ("2025-04-02", 128)]
MADE_OF = {  # what is made of a list of parts, and what is no number: each with one parameter that is tried
    (pl.Pledge, "holdings"): ([HOLDING], {"principal": 60_000, "rules": BROKER}),
    (pl.MarginAccount, "longs"): ([pl.Long(**SHARE, loan=60_000)], {"rules": MARGIN}),
    (pl.MarginAccount, "posted"): ([Posted(**SHARE, rate=0.7)], {"rules": MARGIN}),
    (pl.CryptoPosition, "collateral"): ([ETHER], {"debts": []}),
    (pl.CryptoPosition, "debts"): ([pl.Debt(symbol="USDC", amount=1)], {"collateral": [ETHER]}),
    (pl.Portfolio, "accounts"): ([PledgedLoan(lender="A", pledge=PLEDGE)], {}),
    (pl.Plan, "payments"): ([], {}),
    (pl.Holding, "symbol"): ("2330", {"shares": 1_000, "price": 100, "loan_to_value": 0.6}),
    (pl.Long, "symbol"): ("2330", {"shares": 1_000, "price": 100, "loan": 60_000}),
    (pl.Debt, "symbol"): ("USDC", {"amount": 1}),
    (pl.StockLoan, "rules"): (LENDING, {"shares": 1_000, "price": 50, "annual_rate": 0.03}),
    (LOAN.fee, "closes"): ([50, 51], {}),
    (LOAN.net, "closes"): ([50, 51], {}),
    (pl.run_timeline, "position"): (PLEDGE, {"prices": CLOSES}),
    (pl.run_timeline, "prices"): (CLOSES, {"position": PLEDGE}),
    (pl.run_timeline, "plan"): (pl.Plan(), {"position": PLEDGE, "prices": CLOSES}),
    (pl.call_odds, "ratio"): (1.66, {"line": 1.3, "volatility": 0.3, "days": 20}),
    (pl.settlement_date, "trade_date"): ("2025-04-02", {}),
}


def name_of(call) -> str:
    return getattr(call, "__qualname__", str(call))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "key"),
    [(call, key) for call in CALLS for key in CALLS[call]],
    ids=lambda part: part if isinstance(part, str) else name_of(part),
)
def test_it_works_or_says_a_sentence(call, key):
    beside = BESIDE.get(call, {})
    call(**beside, **CALLS[call])
    for value in HOSTILE:
        try:
            call(**beside, **CALLS[call] | {key: value})
        except (InputError, DatasetError) as refused:
            assert 10 < len(str(refused)) < 700, value


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "key"), MADE_OF, ids=lambda part: part if isinstance(part, str) else name_of(part))
def test_what_is_made_of_parts_or_texts_says_a_sentence_too(call, key):
    right, beside = MADE_OF[call, key]
    call(**beside, **{key: right})
    for value in (*HOSTILE, [None], ["2330"], [HOLDING, 7], np.array([1.66, 1.8]), pandas.NaT, pandas.Series([1.66])):
        try:
            call(**beside, **{key: value})
        except (InputError, DatasetError) as refused:
            assert 10 < len(str(refused)) < 700, value


def test_a_symbol_that_is_a_number_is_refused_since_it_may_have_lost_its_zeros():
    with pytest.raises(InputError, match="symbol is 50, which is not a text"):
        pl.Holding(50, shares=1_000, price=60, loan_to_value=0.6)


def test_a_series_of_closes_by_day_is_a_path():
    closes = pandas.Series([135, 128], index=pandas.to_datetime(["2025-04-01", "2025-04-02"]))
    assert pl.run_timeline(PLEDGE, closes) == pl.run_timeline(PLEDGE, CLOSES)


def test_a_portfolio_is_read_from_a_file_and_from_nothing_else():
    with pytest.raises(InputError, match="file is None, which is not a text"):
        pl.read_portfolio(None)


def test_a_person_with_nothing_gets_no_quota():
    assert largest_quota(Applicant(**dict.fromkeys(PERSON, 0)), OPENING) == 0
