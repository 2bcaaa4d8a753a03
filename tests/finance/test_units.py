"""Laws of units: what is written can be read again, screens lead there and back, tolerances never shrink."""

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance import units
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import Date, Money, Percent, Price, unit_of

NUMBERS = [unit for unit in vars(units).values() if isinstance(unit, Unit) and type(unit) is Unit]
amounts = st.integers(-(10**11), 10**11).map(lambda cents: cents / 10_000)


@given(st.sampled_from(NUMBERS), amounts)
def test_what_is_written_is_read_as_the_same_number_to_its_last_decimal(unit, value):
    written = unit.write(value)
    decimals = len(written.rstrip("%").partition(".")[2])
    assert unit.readings(written)[0] == pytest.approx(value, abs=0.5000001 * 10**-decimals / unit.scale)


@given(st.sampled_from(NUMBERS), amounts)
def test_the_screen_leads_there_and_back(unit, value):
    assert unit.from_screen(unit.on_screen(value)) == pytest.approx(value, rel=1e-12)


@given(st.sampled_from(NUMBERS), amounts)
def test_a_value_meets_itself_and_its_tolerance_is_no_loss(unit, value):
    assert unit.meets(value, value)
    assert unit.tolerance(value) >= 0
    assert not unit.meets(value + 2 * unit.tolerance(value) + 1, value)


@given(st.sampled_from(NUMBERS), amounts)
def test_an_answer_on_the_edge_of_its_tolerance_is_met_and_one_beyond_it_is_not(unit, value):
    allowed = unit.tolerance(value)
    assert unit.meets(value + allowed, value) and unit.meets(value - allowed, value)
    assert not unit.meets(value + 1.01 * allowed + 1e-6, value)


@pytest.mark.parametrize("unit", [units.CORRELATION, units.CHANCE, units.PERCENT, units.CHANGE])
def test_a_third_is_near_enough_in_tenths_of_a_per_cent_and_not_in_whole_ones(unit):
    assert unit.meets(0.333, 1 / 3) and not unit.meets(0.33, 1 / 3)


@pytest.mark.parametrize("unit", NUMBERS, ids=lambda unit: unit.name)
@pytest.mark.parametrize("typed", ["", "abc", "1e400", "nan", "inf", "1.2.3", "--5"])
def test_what_is_no_number_is_refused_with_a_sentence(unit, typed):
    with pytest.raises(InputError, match="not a number"):
        unit.readings(typed)


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        (units.PERCENT, 1.3, "130%"),
        (units.PERCENT, 0.295, "29.50%"),
        (units.PERCENT, -0.36, "−36%"),
        (units.RATE, 0.0295, "2.95%"),
        (units.CHANCE, 0.5, "50.0%"),
        (units.CHANGE, 0.05, "+5%"),
        (units.CHANGE, 0, "0%"),
        (units.CHANGE, -0.05, "−5%"),
        (units.POINTS, 0.3667, "36.67"),
        (units.PRICE, 78, "78.00"),
        (units.TIMES, 2.176, "2.176"),
        (units.HEALTH, 0.99999, "0.9999"),
        (units.HEALTH, 1.0, "1.0000"),
        (units.HEALTH, math.inf, "∞"),
        (units.MONEY, None, "—"),
        (units.DATE, date(2025, 4, 8), "2025-04-08"),
    ],
)
def test_one_way_of_writing(unit, value, written):
    assert unit.write(value) == written


@pytest.mark.parametrize("kind", [units.WholeMoney, units.WholeDollars])
def test_a_whole_sum_is_written_without_its_cents(kind):
    _, unit = get_args(kind)
    assert unit.write(1_234.5) == "1,235"


def test_a_health_factor_below_one_is_never_written_as_one():
    assert all(units.HEALTH.write(1 - 10.0**-power) < "1" for power in range(1, 15))


def test_of_a_share_a_lot_or_a_session_there_is_no_half_and_of_a_token_there_is():
    assert all(unit.whole for unit in (units.SHARES, units.LOTS, units.SESSIONS))
    assert not units.TOKENS.whole


@dataclass(frozen=True)
class Loan:
    debt: Money
    rate: Percent | None
    closes: tuple[Price, ...]
    name: str

    @property
    def due(self) -> Date:
        return date(2026, 1, 1)

    @cached_property
    def ratio(self) -> Percent:
        return 1.3


def test_a_field_and_a_property_say_their_unit():
    said = {name: unit_of(Loan, name) for name in ("debt", "rate", "closes", "due", "ratio", "name", "nothing")}
    assert said == {
        "debt": units.MONEY,
        "rate": units.PERCENT,
        "closes": units.PRICE,
        "due": units.DATE,
        "ratio": units.PERCENT,
        "name": None,
        "nothing": None,
    }
