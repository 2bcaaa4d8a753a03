"""The names a reader gets from `import pledge_lib as pl`."""

import ast
import inspect
import re
import tomllib
from datetime import date

import nbformat
import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError

FACE = """
    maintenance_ratio fall_to_line limit_downs_to_line repay_to add_to sell_to simple_interest
    handling_fee apy apr effective_annual_cost breakeven_days loan_days loop_exposure loop_room
    loop_loss Holding Pledge MarginAccount Long Short purchase short_sale round_trip Applicant
    check_application StockLoan dividend_tax compensation_tax CryptoPosition Collateral Debt EMode
    liquidate RateCurve days_to_liquidation Portfolio settlement_date deadline first_sale_date
    interest_days recalled_by run_timeline Plan Payment recorded_events call_odds read_portfolio rules
    lenders prices calendar glossary aave_assets aave_history
"""
PROMISED = FACE.split()
MARGIN, LENDING = pl.rules("tw-margin"), pl.rules("tw-lending")
REFUSED = {  # of the sentences that say what raises, those that no other test of bad input tries
    "limit_downs_to_line": (lambda: pl.limit_downs_to_line(2, 1.3, 0.0001), lambda: pl.limit_downs_to_line(2, 1.3, 1)),
    "apy": (lambda: pl.apy(101, 1), lambda: pl.apy(0.1, 0.5)),
    "effective_annual_cost": (lambda: pl.effective_annual_cost(600_000, 0.03, 0),),
    "loan_days": (lambda: pl.loan_days(date(2026, 1, 2), date(2026, 1, 1)),),
    "loop_exposure": (lambda: pl.loop_exposure(1.2, 1), lambda: pl.loop_exposure(0.6, 0.5)),
    "purchase": (lambda: pl.purchase(100_000, MARGIN, financing_ratio=0.9),),
    "compensation_tax": (lambda: pl.compensation_tax(1, 0.1, LENDING, "gift"),),
    "EMode": (lambda: pl.EMode(label="x", loan_to_value=0.9, threshold=0.8, bonus=0),),
    "MarginAccount": (lambda: pl.MarginAccount(rules=MARGIN, longs=[pl.Long("A", shares=1, price=1, loan=1)] * 2),),
    "settlement_date": (lambda: pl.settlement_date("2025-04-04"), lambda: pl.settlement_date("1990-04-02")),
    "interest_days": (lambda: pl.interest_days("2025-04-02", "2025-04-01"),),
    "deadline": (lambda: pl.deadline("2025-04-02", 2.5),),
    "Plan": (lambda: pl.Plan(fill_chance=2), lambda: pl.Plan(mark="noon")),
    "Payment": (lambda: pl.Payment(date(2025, 4, 8), -1), lambda: pl.Payment(date(2025, 4, 8), 1, "barter")),
    "aave_history": (lambda: pl.aave_history("DOGE"),),
}


def test_the_face_gives_exactly_what_is_promised():
    assert sorted(name for name in pl.__all__ if name != "__version__") == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_each_name_leads_to_something_to_call_with_a_sentence_about_it(name):
    thing = getattr(pl, name)
    assert callable(thing) and thing.__name__ == name
    assert ">>> " in (inspect.getdoc(thing) or ""), f"pl.{name} has no docstring with an example"
    assert getattr(pl, name) is thing


@pytest.mark.parametrize("name", PROMISED)
def test_each_name_says_how_it_refuses(name):
    said = inspect.getdoc(getattr(pl, name)) or ""
    assert "InputError" in said or "DatasetError" in said, f"pl.{name} does not say what it raises"


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_name_says_it_refuses_is_refused(name):
    for refused in REFUSED[name]:
        with pytest.raises(InputError):
            refused()


def test_an_editor_sees_the_names_where_python_finds_them(root):
    """The imports for editors never run, so only this test sees that they say what the table of homes says."""
    tree = ast.parse((root / "pledge_lib" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {alias.asname: each.module for each in block.body for alias in each.names if alias.asname == alias.name}
    assert told == {name: getattr(pl, name).__module__ for name in PROMISED}
    assert (root / "pledge_lib" / "py.typed").is_file()


def test_completion_shows_the_names():
    assert set(PROMISED) <= set(dir(pl))


def test_an_unknown_name_is_refused_with_the_known_ones():
    misspelt = "maintainance_ratio"
    with pytest.raises(AttributeError, match=r"no 'maintainance_ratio'.*maintenance_ratio"):
        getattr(pl, misspelt)


def test_the_version_is_the_one_of_pyproject(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert pl.__version__ == project["version"]


def test_a_lesson_imports_the_public_face_and_the_course_and_nothing_else(root):
    """A reader who copies a line of a lesson needs no more than the one import at its top."""
    wanted = {"import pledge_lib as pl", "from pledge_lib.course import Lesson"}
    for path in sorted((root / "notebooks").glob("*/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        lines = [line for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines()]
        others = {line for line in lines if re.search(r"\bimport\b", line)} - wanted
        assert others == set(), f"{path.parent.name}/{path.name}"
