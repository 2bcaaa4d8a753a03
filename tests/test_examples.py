"""Every example in a docstring is run: what it shows is what the library answers."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import pledge_lib

FLOORS = ("finance", "datasets", "market", "panels", "course")


def examples(floor):
    """Yield the docstrings of a floor that show something."""
    package = import_module(f"{pledge_lib.__name__}.{floor}")
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            module = import_module(found.name)
            yield from (shown for shown in doctest.DocTestFinder().find(module, found.name) if shown.examples)


@pytest.mark.parametrize("floor", FLOORS)
def test_the_examples_of_a_floor_show_what_happens(floor):
    shown = list(examples(floor))
    assert len(shown) > 3
    differing = [each.name for each in shown if doctest.DocTestRunner(verbose=False).run(each).failed]
    assert differing == [], "how they differ stands above"
