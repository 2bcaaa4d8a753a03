"""The call prices of F6.1: at each of them its lender stands on its line, and no shock changes what they say."""

from dataclasses import replace

import pytest
from hypothesis import given
from support.portfolios import chain_positions, margin_accounts, pledged_loans, portfolios
from support.power import tried

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine.call_prices import MOST_ROWS, CallPrice, call_prices
from pledge_lib.panels.mine.first_call import figure_of
from pledge_lib.panels.mine.first_call_model import first_call


@tried(0.5)
@given(portfolios(kinds=(pledged_loans, margin_accounts, chain_positions)))
def test_at_its_call_prices_a_lender_is_on_its_line(mine):
    for row in call_prices(first_call(mine, -0.10, {}, is_example=False)):
        each = row.about
        together = {symbol: CallPrice(each.account, symbol).together for symbol in each.account.exposed}
        for moved in (together, {each.symbol: each.alone}):
            if not all(moved.values()):
                continue
            held, asked = each.account.at(moved).sides
            assert held == pytest.approx(asked, rel=1e-6, abs=1e-2), each


def test_the_prices_are_those_of_today_until_the_table_is_edited():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    before = panel.frame["drawers"]["prices"]["table"]
    assert ("Bank A", "2330", "1,000.00", "627.59", "460.00") in before
    panel.react({"key": "shock", "value": -30})
    assert panel.frame["drawers"]["prices"]["table"] is before
    panel.react({"key": "price:2330", "typed": "1100"})
    assert ("Bank A", "2330", "1,100.00") in [row[:3] for row in panel.frame["drawers"]["prices"]["table"]]
    panel.react({"language": "zh_TW"})
    assert panel.frame["drawers"]["prices"]["table"][0][0] == "機構"


def test_what_is_not_listed_is_counted():
    (pledged, *_) = kept.example()
    rows = tuple(replace(pledged, symbol=str(1_000 + place), loan=1_000) for place in range(MOST_ROWS + 7))
    *listed, last = PanelCore(figure_of(rows), texts(), "en").frame["drawers"]["prices"]["table"][1:]
    assert len(listed) == MOST_ROWS and last[0] == "7 more rows are not listed."
