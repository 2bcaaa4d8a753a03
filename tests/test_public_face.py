"""The names a reader gets from `import pledge_lib as pl`."""

import inspect
import tomllib

import pytest

import pledge_lib as pl

PROMISED = [
    "maintenance_ratio",
    "fall_to_line",
    "limit_downs_to_line",
    "repay_to",
    "add_to",
    "sell_to",
    "simple_interest",
    "apy",
    "apr",
    "effective_annual_cost",
    "breakeven_days",
    "Pledge",
    "Holding",
    "settlement_date",
    "deadline",
    "interest_days",
    "run_timeline",
    "call_odds",
    "MarginAccount",
    "Long",
    "Short",
    "StockLoan",
    "CryptoPosition",
    "Collateral",
    "Debt",
    "RateCurve",
    "Portfolio",
    "read_portfolio",
    "rules",
    "lenders",
    "prices",
    "glossary",
]


def test_the_face_gives_exactly_what_is_promised():
    assert sorted(name for name in pl.__all__ if name != "__version__") == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_each_name_leads_to_something_to_call_with_a_sentence_about_it(name):
    thing = getattr(pl, name)
    assert callable(thing) and thing.__name__ == name
    assert inspect.getdoc(thing), f"pl.{name} has no docstring"
    assert getattr(pl, name) is thing


def test_completion_shows_the_names():
    assert set(PROMISED) <= set(dir(pl))


def test_an_unknown_name_is_refused_with_the_known_ones():
    misspelt = "maintainance_ratio"
    with pytest.raises(AttributeError, match=r"no 'maintainance_ratio'.*maintenance_ratio"):
        getattr(pl, misspelt)


def test_the_version_is_the_one_of_pyproject(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert pl.__version__ == project["version"]
