"""Tables for people: new each time, whole, with the unit of each number; and no pandas before one is asked for."""

import subprocess
import sys

import pandas
import pytest

import pledge_lib as pl
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.market.crypto.pool_simulation import Supply, Wandering, simulated_supply
from pledge_lib.market.lending.fee_simulation import Lending, drained, simulated_years

TABLES = {
    "calendar": pl.calendar,
    "lenders": pl.lenders,
    "glossary": pl.glossary,
    "2330": lambda: pl.prices("2330"),
    "TAIEX": lambda: pl.prices("TAIEX"),
    "BTC": lambda: pl.prices("BTC"),
    "aave": pl.aave_history,
}
PANEL_WITHOUT_PANDAS = """
import sys
from pledge_lib.course import Lesson
panel = Lesson("01_pledging", "en").panel("F1.1")
panel.react({"key": "change", "value": -22, "view": "a", "number": 1})
import pledge_lib as pl
from pledge_lib.finance.crypto.rates import RateCurve
from pledge_lib.market.crypto.pool_simulation import Supply, Wandering, simulated_supply
from pledge_lib.market.lending.fee_simulation import Lending, drained, simulated_years
pl.lenders(), pl.calendar(), pl.glossary(), pl.prices("2330")
sys.exit("pandas" in sys.modules)
"""


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_is_new_each_time_and_cannot_change_the_facts(name):
    first, rows = TABLES[name]().frame, len(getattr(TABLES[name](), "points", TABLES[name]()))
    assert isinstance(first, pandas.DataFrame) and len(first) == rows
    first.iloc[:, 0] = first.iloc[0, 0]
    first.attrs["units"].clear()
    again = TABLES[name]().frame
    assert again is not first and not again.equals(first)
    assert pandas.Index(again.attrs["units"]).isin(again.columns).all()


def test_prices_say_their_currency_and_know_their_days():
    taiwan, coin, index = (pl.prices(name).frame for name in ("2330", "BTC", "TAIEX"))
    assert taiwan.loc["2025-04-07", "close"] == pl.prices("2330").close("2025-04-07") == 848
    assert list(taiwan.columns) == ["close", "source"] and list(coin.columns) == ["close", "source", "low"]
    found = [frame.attrs["units"]["close"] for frame in (taiwan, coin, index)]
    assert found == ["TWD per share", "USDT per coin", "points"]
    assert taiwan.index.is_monotonic_increasing and taiwan.loc["2025-04"].index.max() == pandas.Timestamp("2025-04-30")


def test_lenders_are_told_in_each_language_with_the_units_of_their_fees():
    frame = pl.lenders().frame
    assert {"lender.zh_TW", "lender.en"} <= set(frame.columns)
    assert frame["annual_rate"].tolist() == [lender.annual_rate for lender in pl.lenders()]
    assert frame.attrs["units"]["annual_rate"] == "fraction" and frame.attrs["units"]["fee_per_lot"] == "TWD"


def test_the_calendar_is_one_of_days():
    frame = pl.calendar().frame
    assert not frame.loc["2025-04-04", "trading"] and frame.loc["2025-04-07", "trading"]


def test_odds_can_be_put_one_below_the_other():
    odds = [pl.call_odds(ratio=ratio, line=1.3, volatility=0.3) for ratio in (1.5, 2.0)]
    table = pandas.concat([each.frame for each in odds], ignore_index=True)
    assert table["probability_of_call"].tolist() == [each.probability_of_call for each in odds]
    assert odds[0].frame.attrs["units"]["probability_of_call"] == "fraction"


def test_simulated_years_and_deposits_are_tables_with_a_row_for_each_draw():
    lending = Lending(mean_days=15, mean_wait=60, days=365)
    years = drained(simulated_years(lending, years=200, seed=1))
    assert years.frame["days"].is_monotonic_increasing and years.frame["days"].mean() == years.mean
    assert years.frame["days"].corr(years.frame["loans"]) > 0.5, "days and loans of a row are of one year"
    assert years.frame.attrs["units"] == {"days": "days", "loans": "count"}
    curve = RateCurve(optimal_utilization=0.8, base=0, slope1=0.048, slope2=0.8, reserve_factor=0.15)
    wandering = Wandering(start=0.9, usual=0.8, swing=0.1, half_life=7, days=60)
    steps = simulated_supply(wandering, Supply(curve=curve, share=0.05), paths=100, seed=1, charted=(), shares=())
    deposits = drained(steps).frame
    assert len(deposits) == 100 and deposits["incomes"].is_monotonic_increasing
    assert (deposits["longest_blocked"] <= deposits["blocked_days"]).all(), "each row is one path"
    assert deposits.attrs["units"] == {"incomes": "fraction", "blocked_days": "days", "longest_blocked": "days"}


def test_neither_a_moved_slider_nor_the_facts_load_pandas():
    assert subprocess.run([sys.executable, "-c", PANEL_WITHOUT_PANDAS], check=False).returncode == 0
