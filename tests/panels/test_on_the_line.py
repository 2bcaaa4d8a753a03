"""Exactly on a line is not below it in any figure: swept over whole per cents, and a hair beyond is below."""

from fractions import Fraction

import pytest
from support.power import by_profile

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.panels import figures
from pledge_lib.panels.controls import defaults

EVERY = by_profile(quick=17, full=1)


def per_cents(low: int, high: int):
    return (Fraction(number, 100) for number in range(low, high + 1))


def dashboard():
    for line in per_cents(120, 170):
        for lent in per_cents(20, 70):
            change = line * lent - 1
            if Fraction(-7, 10) <= change <= 0:
                yield {"line": line, "loan_to_value": lent, "change": change, "value": 1_000_000}, "change", -1


def amplifier():
    for financed in range(5, 61, 5):
        ratio = Fraction(financed, 100)
        change = Fraction(13, 10) * ratio - 1
        if change >= Fraction(-7, 10):
            for own in (40_000, 100_000, 1_000_000):
                if (own / (1 - ratio) * ratio) % 1_000 == 0:
                    yield {"financing_ratio": ratio, "change": change, "own": own}, "change", -1


def two_sides():
    for line in per_cents(100, 130):
        for change in per_cents(-20, 50):
            start = line * (1 + change)
            if Fraction(105, 100) <= start <= Fraction(160, 100):
                yield {"line": line, "start": start, "change": change}, "change", 1


def cure_lab():
    for debt in range(10_000, 2_000_000, 30_000):
        yield {"debt": debt, "collateral": debt * Fraction(13, 10)}, "collateral", -1


def board():
    for threshold in range(500, 951, 5):
        for units in (Fraction(1, 2), 1, Fraction(5, 2)):
            line = Fraction(threshold, 1_000)
            for price in (1_000, 2_730, 3_000):
                yield (
                    {"threshold": line, "units": units, "price": price, "debt": line * units * price, "days": 0},
                    "debt",
                    1,
                )


def risk_map():
    for threshold in range(500, 951, 5):
        line = Fraction(threshold, 1_000)
        yield {"threshold": line, "borrow": line}, "borrow", 1
        yield (
            {"threshold": line, "borrow": line * Fraction(975, 1_000), "error": Fraction(25, 1_000), "oracle": True},
            "borrow",
            1,
        )


def two_lines():
    for asset, declared in aave_assets().items():
        for fallen in per_cents(0, 30):
            borrow = Fraction(str(declared.threshold)) * (1 - fallen)
            if borrow <= Fraction(str(declared.loan_to_value)):
                yield {"asset": asset, "borrow": borrow, "fall": fallen}, "fall", 1


SWEPT = {
    "F1.1": dashboard,
    "F2.1": amplifier,
    "F3.0": two_sides,
    "F1.4": cure_lab,
    "F2.5": cure_lab,
    "F4.1": board,
    "F4.2": two_lines,
}
BELOW = ("called", "called-at-start", "liquidatable", "below-at-start", "target-too-low", "uncovered")


def state_of(figure, values):
    declared = figures.figure(figure)
    whole = {key: float(value) if isinstance(value, Fraction) else value for key, value in values.items()}
    return declared.model(defaults(declared.controls) | whole).state


@pytest.mark.parametrize("figure", SWEPT)
def test_a_figure_on_its_line_says_so_and_a_hair_beyond_is_below(figure):
    points = list(SWEPT[figure]())[::EVERY]
    assert points
    for values, key, towards in points:
        assert state_of(figure, values) not in BELOW, values
        beyond = values | {
            key: values[key] + towards * max(Fraction(1, 10_000), values[key] / 10_000 if key == "debt" else 0)
        }
        assert state_of(figure, beyond) in BELOW, beyond


def test_a_loan_on_chain_at_its_threshold_is_not_liquidated_in_the_map_of_risks():
    declared = figures.figure("F4.10")
    for values, key, towards in list(risk_map())[::EVERY]:
        whole = defaults(declared.controls) | {
            name: float(value) if isinstance(value, Fraction) else value for name, value in values.items()
        }
        result = declared.model(whole)
        said = tuple(declared.sentence(result))
        assert result.health == 1 and result.chain_room == 0, values
        assert not any("liquidated" in part for part in said), values
        beyond = declared.model(whole | {key: whole[key] + towards * 0.001})
        assert any("liquidated" in part for part in declared.sentence(beyond)) and beyond.chain_room < 0
