"""The protocol's parameters as data: what they were on their day, and that a broken file is refused."""

import shutil

import pytest

from pledge_lib.datasets import aave
from pledge_lib.datasets.origins import FOLDER
from pledge_lib.datasets.tables import DatasetError
from pledge_lib.finance.interest import apy


def test_the_two_lines_of_each_asset():
    assets = aave.aave_assets().values()
    assert {asset.symbol: (asset.loan_to_value, asset.threshold, asset.bonus) for asset in assets} == {
        "WETH": (0.805, 0.83, 0.05),
        "wstETH": (0.785, 0.81, 0.06),
        "WBTC": (0.73, 0.78, 0.05),
        "cbBTC": (0.73, 0.78, 0.075),
        "USDC": (0.75, 0.78, 0.045),
        "USDT": (0.75, 0.78, 0.045),
        "DAI": (0, 0.77, 0.05),
    }


def test_a_threshold_and_its_bonus_leave_something_of_every_asset():
    for asset in aave.aave_assets().values():
        assert asset.threshold * (1 + asset.bonus) < 1, asset.symbol


def test_the_newest_change_of_a_line_is_the_value_of_today():
    newest = {(change.symbol, change.parameter): change for change in aave.aave_history()}
    for (symbol, name), change in newest.items():
        asset = aave.aave_assets()[symbol]
        if name in ("loan_to_value", "threshold") and change.date <= asset.risk_as_of:
            assert getattr(asset, name) == float(change.after), f"{symbol} {name} since {change.date}"


def test_ether_could_lend_nothing_in_the_incident_of_april_2026():
    told = [(str(c.date), c.before, c.after) for c in aave.aave_history("WETH") if c.parameter == "loan_to_value"]
    assert [after for _, _, after in told][-2:] == ["0", "0.805"]


def test_a_curve_and_a_category_come_with_the_asset():
    ether = aave.aave_assets()["WETH"]
    assert ether.curve.borrow_apr(ether.optimal_utilization) == ether.base + ether.slope1
    assert (ether.emode.loan_to_value, ether.emode.threshold) == (0.93, 0.95)
    assert aave.aave_assets()["USDC"].emode is None
    assert apy(ether.curve.borrow_apr(1.0), 365) > ether.curve.borrow_apr(1.0)


@pytest.mark.parametrize(
    ("file", "old", "new", "column"),
    [
        ("parameters.csv", "WETH,18,0.805,0.83", "WETH,18,0.835,0.83", "threshold"),
        ("parameters.csv", "aave-forum", "a friend", "rates_source"),
        ("parameters.csv", ",high,", ",sure,", "risk_confidence"),
        ("parameters.csv", "USDT,6", "USDC,6", "symbol"),
        ("history.csv", "DAI,loan_to_value", "XYZ,loan_to_value", "symbol"),
    ],
)
def test_a_broken_file_is_refused_by_column(tmp_path, monkeypatch, file, old, new, column):
    folder = tmp_path / "datasets"
    shutil.copytree(FOLDER, folder)  # all of it: the glossary says which languages a table has
    broken = folder / "aave" / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(aave, "FOLDER", folder)
    aave.aave_assets.cache_clear()
    aave.aave_history.cache_clear()
    try:
        with pytest.raises(DatasetError) as refused:
            aave.aave_assets()
            aave.aave_history()
        assert refused.value.column == column
    finally:
        aave.aave_assets.cache_clear()
        aave.aave_history.cache_clear()
