"""State is frozen: every dataclass of the two lower floors is, but for the few that gather a day or a run."""

import importlib
import pkgutil
from dataclasses import is_dataclass

import pytest

import pledge_lib as pl
from pledge_lib import datasets, finance, market

GATHERING = {"Day", "OddsRun"}  # what one day gathers for its row, and a count on its way


def dataclasses_of(floor) -> dict[str, type]:
    found = {}
    for module in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.name:
                found[f"{module.name}.{name}"] = kind
    return found


@pytest.mark.parametrize("floor", [finance, datasets, market], ids=lambda floor: floor.__name__)
def test_every_dataclass_is_frozen(floor):
    loose = {name for name, kind in dataclasses_of(floor).items() if not kind.__dataclass_params__.frozen}
    assert {name.rpartition(".")[2] for name in loose} <= GATHERING, loose


def test_a_curve_says_the_rates_of_a_list_and_of_an_array():
    curve = pl.RateCurve(optimal_utilization=0.8, base=0, slope1=0.048, slope2=0.8, reserve_factor=0.15)
    assert curve.borrow_apr([0.8, 0.9]) == [curve.borrow_apr(0.8), curve.borrow_apr(0.9)]
    assert curve.supply_apr([0.8, 0.9]) == [curve.supply_apr(0.8), curve.supply_apr(0.9)]
