"""Bad input is refused where it enters: the message names the value and says what to do."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.interest import loan_cost, loan_days, monthly_interest
from pledge_lib.finance.money import floor_to, round_half_up
from pledge_lib.finance.pledging.pledge import Pledge
from pledge_lib.finance.ratio import after_change, is_below, shares_to

BROKER = pl.rules("tw-broker-pledge")
HOLDING = pl.Holding("2330", shares=10_000, price=100, loan_to_value=0.6)
PLEDGE = pl.Pledge(holdings=(HOLDING,), principal=600_000, rules=BROKER)
TWO_HOLDINGS = replace(PLEDGE, holdings=(HOLDING, replace(HOLDING, symbol="0050")))


def holding(**changes):
    return replace(HOLDING, **changes)


def pledge(**changes):
    return replace(PLEDGE, **changes)


NOT_NUMBERS = ("600,000", "130%", "", None, math.nan, math.inf, -math.inf, [1, 2], 1j)

GOOD_CALLS = {
    pl.maintenance_ratio: {"collateral": 780_000, "debt": 600_000},
    is_below: {"collateral": 780_000, "debt": 600_000, "line": 1.3},
    after_change: {"amount": 1_000_000, "change": -0.22},
    pl.fall_to_line: {"ratio": 2.0, "line": 1.3},
    pl.limit_downs_to_line: {"ratio": 2.0, "line": 1.3, "limit": 0.1},
    pl.repay_to: {"collateral": 600_000, "debt": 500_000, "target": 1.66},
    pl.add_to: {"collateral": 600_000, "debt": 500_000, "target": 1.66},
    pl.sell_to: {"collateral": 600_000, "debt": 500_000, "target": 1.66, "cost": 0.004},
    shares_to: {"collateral": 600_000, "debt": 500_000, "target": 1.66, "price": 60, "lot": 1, "haircut": 0.1},
    pl.simple_interest: {"principal": 600_000, "annual_rate": 0.03, "days": 30, "basis": 365},
    monthly_interest: {"principal": 600_000, "annual_rate": 0.03, "months": 1},
    loan_cost: {"principal": 600_000, "annual_rate": 0.03, "days": 30, "fees": 100, "basis": 365},
    pl.effective_annual_cost: {"principal": 600_000, "annual_rate": 0.03, "days": 30, "fees": 100, "basis": 365},
    pl.breakeven_days: {
        "principal": 600_000,
        "annual_rate": 0.03,
        "fees": 100,
        "other_rate": 0.06,
        "other_fees": 0,
        "basis": 365,
    },
    pl.apy: {"apr": 0.05, "periods": 365},
    pl.apr: {"apy": 0.05, "periods": 365},
    round_half_up: {"amount": 186.849},
    floor_to: {"amount": 33_180, "step": 1_000},
    holding: {"shares": 1_000, "price": 100, "loan_to_value": 0.6},
    pledge: {"principal": 600_000, "annual_rate": 0.03, "days": 30},
    PLEDGE.cure: {"target": 1.66, "lot": 1, "selling_cost": 0.004},
    PLEDGE.at: {"prices": 78},
}

MAY_BE_INFINITE = {
    (pl.fall_to_line, "ratio"),
    (pl.limit_downs_to_line, "ratio"),
    (pl.apy, "periods"),
    (pl.apr, "periods"),
}

MAY_BE_NEGATIVE = {
    (after_change, "change"),
    (round_half_up, "amount"),
    (floor_to, "amount"),
}

NUMBERS = [(function, name) for function, values in GOOD_CALLS.items() for name in values]
NAMED_OTHERWISE = {
    (PLEDGE.at, "prices"): "price",
}


def label(value):
    return getattr(value, "__name__", str(value))


def refusal(function, **values):
    with pytest.raises(InputError) as refused:
        function(**values)
    return str(refused.value)


@pytest.mark.parametrize("function", GOOD_CALLS, ids=label)
def test_good_input_passes(function):
    function(**GOOD_CALLS[function])


@pytest.mark.parametrize(("function", "name"), NUMBERS, ids=label)
def test_what_is_not_a_number_is_refused_by_name(function, name):
    for bad in NOT_NUMBERS:
        if isinstance(bad, list) and getattr(function, "elementwise", False):
            continue
        if (function, name) in MAY_BE_INFINITE and isinstance(bad, float) and math.isinf(bad):
            continue
        message = refusal(function, **{**GOOD_CALLS[function], name: bad})
        assert NAMED_OTHERWISE.get((function, name), name) in message, message
        assert "write a plain number" in message, message


ELEMENTWISE = (
    pl.maintenance_ratio,
    pl.fall_to_line,
    pl.repay_to,
    pl.add_to,
    pl.sell_to,
    pl.simple_interest,
    pl.effective_annual_cost,
    holding,
)


@pytest.mark.parametrize(("function", "name"), [each for each in NUMBERS if each[0] in ELEMENTWISE], ids=label)
@pytest.mark.parametrize(("bad", "advice"), [(math.nan, "write a plain number"), (-1.0, "write")])
def test_one_bad_number_spoils_an_array(function, name, bad, advice):
    message = refusal(function, **{**GOOD_CALLS[function], name: np.array([1.0, bad])})
    assert name in message and advice in message, message


@pytest.mark.parametrize(("function", "name"), [each for each in NUMBERS if each not in MAY_BE_NEGATIVE], ids=label)
def test_what_is_negative_is_refused_by_name(function, name):
    for bad in (-3, -0.01, -math.inf) if (function, name) in MAY_BE_INFINITE else (-3, -0.01):
        message = refusal(function, **{**GOOD_CALLS[function], name: bad})
        assert NAMED_OTHERWISE.get((function, name), name) in message, message
        assert "write" in message, message


# Each a number, yet not one that makes sense: what is called, and what the message must say.
NONSENSE = {
    "line typed as per cent": (is_below, {"line": 130}, "line is 130; ratios are plain fractions, so write"),
    "line of a fall typed as per cent": (pl.fall_to_line, {"line": 130}, "line is 130; ratios are plain fractions"),
    "line of limit-downs typed as per cent": (
        pl.limit_downs_to_line,
        {"line": 130},
        "line is 130; ratios are plain fractions",
    ),
    "line of 0": (pl.fall_to_line, {"line": 0}, "line is 0 but must be above 0"),
    "target of repaying typed as per cent": (pl.repay_to, {"target": 166}, "target is 166; ratios are plain fractions"),
    "target of adding typed as per cent": (pl.add_to, {"target": 166}, "target is 166; ratios are plain fractions"),
    "target of selling typed as per cent": (pl.sell_to, {"target": 166}, "target is 166; ratios are plain fractions"),
    "target of shares typed as per cent": (shares_to, {"target": 166}, "target is 166; ratios are plain fractions"),
    "target of a pledge typed as per cent": (PLEDGE.cure, {"target": 166}, "target is 166; ratios are plain fractions"),
    "target of 0": (PLEDGE.cure, {"target": 0}, "target is 0 but must be above 0"),
    "limit of 0": (pl.limit_downs_to_line, {"limit": 0}, "limit is 0 but must be above 0"),
    "limit near 0": (pl.limit_downs_to_line, {"limit": 1e-9}, "limit is 1e-09 but must be at least 0.001"),
    "limit of 1": (pl.limit_downs_to_line, {"limit": 1}, "limit is 1 but must not exceed 1"),
    "limit typed as per cent": (pl.limit_downs_to_line, {"limit": 10}, "limit is 10 but must not exceed 1"),
    "cost typed as per cent": (pl.sell_to, {"cost": 44}, "cost is 44 but must not exceed 1"),
    "haircut typed as per cent": (shares_to, {"haircut": 20}, "haircut is 20 but must not exceed 1"),
    "price of 0 to add at": (shares_to, {"price": 0}, "price is 0 but must be above 0"),
    "lot of 0": (shares_to, {"lot": 0}, "lot is 0 but must be above 0"),
    "fall of more than everything": (after_change, {"change": -22}, "change is -22 but must be at least -1"),
    "year of 0 days": (pl.simple_interest, {"basis": 0}, "basis is 0 but must be above 0"),
    "cost of no loan": (pl.effective_annual_cost, {"principal": 0}, "principal is 0 but must be above 0"),
    "cost of no time": (pl.effective_annual_cost, {"days": 0}, "days is 0 but must be above 0"),
    "break-even of no loan": (pl.breakeven_days, {"principal": 0}, "principal is 0 but must be above 0"),
    "compounding never": (pl.apy, {"periods": 0}, "periods is 0 but must be above 0"),
    "compounding less than once a year": (pl.apr, {"periods": 0.5}, "periods is 0.5 but must be at least 1"),
    "rate beyond all reason": (pl.apy, {"apr": 1_000}, "apr is 1000 but must not exceed 100"),
    "step of 0": (floor_to, {"step": 0}, "step is 0 but must be above 0"),
    "price of 0": (holding, {"price": 0}, "price of 2330 is 0 but must be above 0"),
    "negative shares": (holding, {"shares": -3}, "shares of 2330 is -3 but must not be negative; write 0 or more"),
    "loan-to-value typed as per cent": (holding, {"loan_to_value": 60}, "of 2330 is 60 but must not exceed 1"),
    "no holding": (pledge, {"holdings": ()}, "holdings is empty; give at least one"),
    "one company twice": (pledge, {"holdings": (HOLDING, HOLDING)}, "holdings names '2330' more than once"),
    "rules by name": (pledge, {"rules": "tw-broker-pledge"}, "rules is 'tw-broker-pledge', which is not known"),
    "cure with an unknown share": (PLEDGE.cure, {"symbol": "TSMC"}, "'TSMC', which is not known; choose one of"),
    "price of an unknown share": (PLEDGE.at, {"prices": {"TSMC": 78}}, "'TSMC', which is not known; choose one of"),
    "price of 0 in a mapping": (PLEDGE.at, {"prices": {"2330": 0}}, "price of 2330 is 0 but must be above 0"),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_a_number_that_makes_no_sense_is_refused_with_what_to_do(what):
    function, bad, expected = NONSENSE[what]
    message = refusal(function, **{**GOOD_CALLS[function], **bad})
    assert expected in message, message


def test_call_price_of_an_unknown_share_names_the_known_ones():
    message = refusal(TWO_HOLDINGS.call_price, symbol="TSMC")
    assert message == "symbol is 'TSMC', which is not known; choose one of: 2330, 0050"


def test_call_price_of_no_shares_is_refused():
    nothing = pledge(holdings=(holding(shares=0),))
    assert (
        refusal(nothing.call_price, symbol="2330") == "shares of 2330 is 0 but must be above 0; write a larger number"
    )


def test_one_price_for_several_holdings_is_refused():
    assert "a mapping from symbol to price" in refusal(TWO_HOLDINGS.at, prices=78)


@pytest.mark.parametrize("name", ["drawn", "repaid"])
def test_a_date_written_as_text_is_refused(name):
    days = {"drawn": date(2026, 1, 5), "repaid": date(2026, 1, 15)}
    message = refusal(loan_days, **{**days, name: "2026/1/15"})
    assert message == f"{name} is 2026/1/15, which is not a date; write one such as date(2026, 3, 2)"


def test_a_loan_repaid_before_it_was_drawn_is_refused():
    message = refusal(loan_days, drawn=date(2026, 1, 15), repaid=date(2026, 1, 5))
    assert message == "repaid is 2026-01-05, which is before 2026-01-15; write a later date"


def test_a_refusal_is_a_value_error_with_the_parts_of_its_sentence():
    with pytest.raises(ValueError, match="shares of 2330") as refused:
        holding(shares=-3)
    assert (refused.value.key, refused.value.values) == ("negative", {"name": "shares of 2330", "value": -3})


def test_a_refused_value_leaves_the_pledge_as_it_was():
    before = replace(PLEDGE)
    refusal(PLEDGE.at, prices=-1)
    refusal(PLEDGE.cure, target=130)
    assert before == PLEDGE and isinstance(PLEDGE, Pledge)
