"""Controls: what is read is what is shown, and nothing outside the ends is taken."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pledge_lib.finance import units
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.controls import Cell, Choice, Slider, Toggle, defaults
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

LINE = Slider(key="line", low=1.20, high=1.70, step=0.01, default=1.30, unit=PERCENT)
SHARE = Slider(key="share", low=-0.60, high=1.0, step=0.01, default=0.0, unit=PERCENT)
MONEY = Slider(key="value", low=0, high=10_000_000, step=50_000, default=1_000_000, unit=units.MONEY)
LENDER = Choice(key="lender", options=("bank", "broker"), default="bank")
SWITCH = Toggle(key="switch", default=True)
ODD = [None, "130", "", math.nan, math.inf, -math.inf, True, [], {}]


def decimals(low, high, places):
    return st.integers(round(low * 10**places), round(high * 10**places)).map(lambda whole: whole / 10**places)


@given(decimals(-60, 100, 6))
def test_a_number_on_the_screen_comes_back_as_itself(number):
    assert SHARE.on_screen(SHARE.from_screen(number)) == number


@given(decimals(-0.6, 1, 8))
def test_a_value_of_the_model_comes_back_as_itself(value):
    assert SHARE.from_screen(SHARE.on_screen(value)) == value


@given(st.floats(-0.6, 1.0))
def test_any_value_comes_back_but_for_the_last_digit(value):
    assert SHARE.on_screen(value) == pytest.approx(value * 100, rel=1e-15, abs=1e-300)


@given(decimals(1.20, 1.70, 4))
def test_a_ratio_is_read_the_same_in_per_cent_and_as_a_fraction(value):
    shown = LINE.unit.write(value)
    assert LINE.read(shown) == LINE.read(shown.removesuffix("%")) == LINE.read(repr(value)) == value


@given(decimals(0, 10_000_000, 2))
def test_money_is_read_as_it_is_shown(value):
    assert MONEY.read(MONEY.unit.write(value)) == MONEY.read(f"NT${MONEY.unit.write(value)}") == value
    assert MONEY.from_screen(value) == MONEY.on_screen(value) == value


def test_a_fraction_is_taken_only_where_per_cent_would_not_fit():
    assert SHARE.read("0.5") == 0.005
    assert LINE.read("1.3") == 1.3
    assert LINE.read("130") == 1.3


@given(st.floats(-1e300, 1e300))
def test_nothing_outside_the_ends_is_taken(value):
    assume(not 1.20 <= value <= 1.70)
    with pytest.raises(InputError) as refused:
        LINE.accept(value)
    assert refused.value.key == "out_of_range"
    assert [str(refused.value.values[end]) for end in ("low", "high")] == ["120%", "170%"]


@pytest.mark.parametrize("value", ODD)
def test_what_is_no_number_is_refused_by_name(value):
    for take in (LINE.accept, LINE.from_screen):
        with pytest.raises(InputError) as refused:
            take(value)
        assert refused.value.values["name"] == "line"


def test_the_ends_themselves_are_taken():
    assert LINE.accept(LINE.low) == LINE.from_screen(120) == 1.20
    assert LINE.accept(LINE.high) == LINE.from_screen(170) == 1.70


def test_a_choice_takes_its_options_only():
    for take in (LENDER.accept, LENDER.read, LENDER.from_screen):
        assert take("broker") == "broker"
        for wrong in (*ODD, "Bank"):
            with pytest.raises(InputError, match="choose one of: bank, broker"):
                take(wrong)
    assert LENDER.on_screen("bank") == "bank"


def test_a_toggle_takes_yes_and_no_only():
    for take in (SWITCH.accept, SWITCH.read, SWITCH.from_screen):
        assert take(True) is True and take(False) is False
        for wrong in ("true", "yes", None, 2, []):
            with pytest.raises(InputError, match="switch"):
                take(wrong)
    assert SWITCH.on_screen(False) is False


def test_defaults_are_those_of_the_declaration():
    cell = Cell(key="rate:bank", low=0, high=0.2, step=0.0001, default=0.03, unit=PERCENT)
    assert defaults((LINE, LENDER, SWITCH, cell)) == {"line": 1.30, "lender": "bank", "switch": True, "rate:bank": 0.03}
    assert cell.read("2.95") == 0.0295


def test_a_number_in_a_sheet_is_named_by_its_place_and_any_other_control_by_its_texts():
    texts = {"F0.control.line": "Call line", "unit.percent": "%", "error.this_value": "This value"}
    say = Say(Words("en", texts), "F0")
    cell = Cell(key="rate:bank", low=0, high=0.2, step=0.0001, default=0.03, unit=PERCENT)
    assert cell.described(say) == {"key": "rate:bank", "kind": "cell"}
    assert cell.in_sheet(say, "Bank Rate") == {"key": "rate:bank", "unit": "%", "label": "Bank Rate"}
    assert (cell.name(say), LINE.name(say)) == ("This value", "Call line")
    assert LINE.described(say) == {
        "key": "line",
        "kind": "slider",
        "label": "Call line",
        "low": 120,
        "high": 170,
        "step": 1,
        "unit": "%",
    }
