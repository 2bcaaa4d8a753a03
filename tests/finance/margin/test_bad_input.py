"""What cannot be is refused by name, with a key whose sentence exists in both languages."""

import math
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.datasets.margin import legal_limit, margin_rules
from pledge_lib.finance.checks import SENTENCES, InputError
from pledge_lib.finance.margin.history import in_force, limit_days_to_line
from pledge_lib.finance.margin.market import blended_financing_ratio, credit_share, margin_to_value
from pledge_lib.finance.margin.plan import breakeven_move, gross_return, short_breakeven_move, yield_on_own
from pledge_lib.finance.margin.positions import Posted, value_to_post
from pledge_lib.finance.margin.quota import Applicant, needed_for
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip, short_round_trip

MARGIN, OPENING = pl.rules("tw-margin"), pl.rules("tw-margin-opening")
LONG = pl.Long("A", shares=1_000, price=100, loan=60_000)
SHORT = pl.Short("B", shares=1_000, price=100, short_sale_collateral=99_478, short_sale_margin=90_000)
ACCOUNT = pl.MarginAccount(rules=MARGIN, longs=[LONG], shorts=[SHORT])
SOLD = short_sale(100_000, MARGIN)

REFUSED = {
    "negative shares": ("negative", "shares of A", lambda: pl.Long("A", shares=-1, price=1, loan=1)),
    "negative price": ("negative", "price of A", lambda: pl.Long("A", shares=1, price=-1, loan=1)),
    "negative loan": ("negative", "loan of x", lambda: pl.Long("A", shares=1, price=1, loan=-1, name="x")),
    "text as price": ("not_a_number", "price of A", lambda: LONG.at("100")),
    "price not a number": ("not_a_number", "price of B", lambda: SHORT.at(math.nan)),
    "negative margin": ("negative", "short_sale_margin", lambda: short_sale(100, MARGIN, short_sale_margin=-0.9)),
    "negative collateral": (
        "negative",
        "short_sale_collateral of B",
        lambda: pl.Short("B", shares=1, price=1, short_sale_collateral=-1, short_sale_margin=1),
    ),
    "rate above one": ("above_limit", "rate of C", lambda: Posted("C", shares=1, price=1, rate=70)),
    "posted shares": ("negative", "shares of C", lambda: Posted("C", shares=-1, price=1, rate=0.7)),
    "more than the highest ratio": (
        "above_limit",
        "financing_ratio",
        lambda: purchase(100, MARGIN, financing_ratio=0.61),
    ),
    "ratio typed as per cent": ("above_limit", "financing_ratio", lambda: purchase(100, MARGIN, financing_ratio=60)),
    "opened at no price": (
        "not_positive",
        "price",
        lambda: pl.Long.open("A", shares=1, price=0, rules=MARGIN),
    ),
    "sold at no price": ("not_positive", "price", lambda: pl.Short.open("A", shares=1, price=0, rules=MARGIN)),
    "no shares to call": (
        "not_positive",
        "shares of A",
        lambda: pl.Long("A", shares=0, price=1, loan=1).call_price(1.3),
    ),
    "no shares sold to call": (
        "not_positive",
        "shares of A",
        lambda: pl.Short("A", shares=0, price=1, short_sale_collateral=1, short_sale_margin=1).call_price(1.3),
    ),
    "line as per cent": ("per_cent", "line", lambda: LONG.call_price(130)),
    "line of a short as per cent": ("per_cent", "line", lambda: SHORT.move_to(130)),
    "line of an account as per cent": ("per_cent", "line", lambda: ACCOUNT.move_to(130)),
    "target as per cent": ("per_cent", "target", lambda: ACCOUNT.at({"A": 1}).called_sums(166)),
    "empty account": ("empty", "positions", lambda: pl.MarginAccount(rules=MARGIN)),
    "same name twice": ("twice", "positions", lambda: pl.MarginAccount(rules=MARGIN, longs=[LONG, LONG])),
    "rules of a pledge": (
        "unknown",
        "rules",
        lambda: pl.MarginAccount(rules=pl.rules("tw-broker-pledge"), longs=[LONG]),
    ),
    "one price for two symbols": ("unknown", "prices", lambda: ACCOUNT.at(100)),
    "unknown symbol in prices": ("unknown", "symbol", lambda: ACCOUNT.at({"Z": 1})),
    "unknown symbol in a move": ("unknown", "symbol", lambda: ACCOUNT.moved({"Z": 0.1})),
    "unknown symbol in call price": ("unknown", "symbol", lambda: ACCOUNT.call_price("Z")),
    "unknown position": ("unknown", "position", lambda: ACCOUNT.position("Z")),
    "a fall of more than all": ("below_limit", "change", lambda: ACCOUNT.moved(-1.5)),
    "needed below nothing": ("negative", "needed", lambda: value_to_post(-1, 0.7)),
    "borrow fee above the cap": (
        "above_limit",
        "borrow_rate",
        lambda: short_round_trip(SOLD, 100_000, days=1, rules=MARGIN, borrow_rate=0.08),
    ),
    "planned borrow fee above the cap": (
        "above_limit",
        "borrow_rate",
        lambda: short_breakeven_move(days=1, rules=MARGIN, borrow_rate=0.08),
    ),
    "negative days": (
        "negative",
        "days",
        lambda: round_trip(purchase(100_000, MARGIN), 100_000, days=-1, rules=MARGIN),
    ),
    "negative dividends": (
        "negative",
        "dividends",
        lambda: round_trip(purchase(100_000, MARGIN), 100_000, days=1, rules=MARGIN, dividends=-1),
    ),
    "all borrowed": ("above_limit", "financing_ratio", lambda: gross_return(0.1, 1)),
    "all borrowed breakeven": (
        "above_limit",
        "financing_ratio",
        lambda: breakeven_move(financing_ratio=1, days=1, rules=MARGIN),
    ),
    "negative yield": (
        "negative",
        "dividend_yield",
        lambda: yield_on_own(-0.1, financing_ratio=0.6, annual_rate=0.06),
    ),
    "no quota": ("not_positive", "quota", lambda: needed_for(0, OPENING)),
    "negative age": (
        "negative",
        "age",
        lambda: Applicant(age=-1, account_months=1, trades=1, turnover=1, proof=1),
    ),
    "no balances": ("empty", "balances", lambda: blended_financing_ratio((), ())),
    "a ratio is missing": (
        "out_of_range",
        "number of financing ratios",
        lambda: blended_financing_ratio((1, 2), (0.6,)),
    ),
    "no market value": ("not_positive", "market_value", lambda: margin_to_value(1, 0)),
    "no turnover": ("not_positive", "market_turnover", lambda: credit_share(1, 0)),
    "day as text": ("not_a_date", "day", lambda: margin_rules("yesterday")),
    "day of a change as text": ("not_a_date", "day", lambda: in_force((), "call_line", "2025-01-01", 1)),
    "unknown limit": ("unknown", "limit", lambda: legal_limit("daily", date(2010, 1, 4))),
    "ratio of nothing": ("not_positive", "ratio", lambda: limit_days_to_line(0, 1.3, 0.1)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_by_name(case):
    key, name, attempt = REFUSED[case]
    with pytest.raises(InputError) as refused:
        attempt()
    assert (refused.value.key, refused.value.values["name"]) == (key, name), str(refused.value)
    assert key in SENTENCES
