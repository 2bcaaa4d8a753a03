"""F6.2: what it draws is the plan of the cure finder, and each proof holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import margin_accounts, pledged_loans, portfolios

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.finance.mine.cure import cure_for_fall
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine import cure_finder
from pledge_lib.panels.mine.cure_finder import figure_of
from pledge_lib.panels.mine.cure_finder_model import COVERED, SHORT
from pledge_lib.panels.mine.cure_finder_picture import PARTS, end_of_scale

FALLS = (0.0, 0.25, 0.33, 0.47, 0.58, 0.60)
FEW = settings(max_examples=max(10, settings().max_examples // 5))


@FEW
@given(portfolios(kinds=(pledged_loans, margin_accounts)), st.integers(0, 60), st.integers(0, 40), st.booleans())
def test_the_heroes_and_the_proofs_are_the_plans(mine, fall, cash, sells):
    panel = PanelCore(figure_of(rows_of(mine)), texts(), "en")
    values = {"fall": fall / 100, "cash": cash * 10_000, "sells": sells}
    panel.set(**values)
    plan = cure_for_fall(mine, fall / 100, cash=cash * 10_000, may_sell=sells)
    assert panel.result.missing == plan.missing and panel.result.cost == plan.cost
    for lane in panel.result.lanes:
        assert (lane.after is None or lane.after >= lane.line * (1 - 1e-9)) == (lane.state != "short")
    assert panel.result.state != SHORT or plan.missing > 0
    if panel.result.state == COVERED:
        assert panel.result.room is None or panel.result.room >= fall / 100 - 1e-9


@FEW
@given(portfolios(kinds=(pledged_loans, margin_accounts)), st.integers(0, 40), st.integers(0, 3), st.booleans())
def test_one_scale_stands_for_all_falls_and_only_an_arrow_points_beyond_it(mine, cash, spare, sells):
    panel = PanelCore(figure_of(rows_of(mine)), texts(), "en")
    panel.set(cash=cash * 50_000, spare=spare * 1_000, sells=sells)
    ends = set()
    for fall in FALLS:
        panel.set(fall=fall)
        ends.add(panel.view.ranges["xaxis"])
        (_, end), lanes = panel.view.ranges["xaxis"], panel.result.lanes[: cure_finder.MOST_LANES]
        drawn, labels = panel.view.lines, panel.frame["stage"]["labels"]
        *arrows, of_cash = drawn["beyond"][0]
        assert (of_cash == end) == (panel.result.plan.cash > end)
        assert all(each["x"] <= end * (1 + 1e-6) for each in labels.values())
        for row, (lane, arrow) in enumerate(zip(lanes, arrows, strict=True)):
            lengths = [drawn[name]["x"][row] for name in PARTS]
            assert sum(length for length in lengths if length == length) == pytest.approx(min(lane.whole, end))
            assert (arrow == end) == (lane.whole > end), "cut where it is marked, and marked where it is cut"
            place = drawn["repay"]["y"][row]
            assert (f"sum-{place}" in labels) == (lane.whole > 0)
            assert lane.whole <= end or "off the chart" in labels[f"sum-{place}"]["text"]
    assert len(ends) == 1


def test_the_opening_is_read_and_no_bar_is_lost_at_the_end():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    opening = max(lane.whole for lane in panel.result.lanes)
    for preset in (None, *range(len(panel.declaration.presets))):
        panel.react({"reset": True} if preset is None else {"preset": preset})
        _, most = panel.view.ranges["xaxis"]
        assert preset is not None or opening >= most / 6
        assert panel.result.plan.cash < most, "the line of the cash lies on the axis"
        panel.set(fall=0.60)
        shares = [min(lane.whole, most) / most for lane in panel.result.lanes]
        assert min(shares) > 0.1 and shares.count(1) == 2


def test_without_a_need_at_the_usual_fall_the_scale_is_the_deepest_ones():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    assert end_of_scale(panel.result) == 75_000
    assert end_of_scale(replace(panel.result, usual=replace(panel.result.usual, parts=()))) == 750_000


def test_cash_and_spare_shares_take_the_shortage_away():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    panel.set(fall=0.40)
    lacking = panel.result.missing
    assert panel.result.state == SHORT and lacking > 0
    panel.set(cash=float(int(lacking / 10_000 + 1) * 10_000))
    assert panel.result.state == COVERED and panel.result.missing == 0
    panel.set(cash=0, spare=5_000, symbol="2330")
    assert panel.result.missing < lacking


def test_spare_shares_of_several_symbols_are_added_where_the_line_is_lowest():
    """All fall alike, so that only the value counts: 300 of one and 5,000 of another do what 600 of the first do."""
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(fall=0.50, spare=600, symbol="2330")
    alone = panel.result.missing
    panel.set(spare=300)
    panel.react({"key": "spare:0050", "typed": "5,000"})
    assert panel.result.missing == alone > 0
    added = {move.symbol: move.count for move in panel.result.moves if move.what == "add"}
    assert added == {"2330": 300, "0050": 5_000}


def test_a_share_that_no_lender_holds_counts_at_the_price_that_is_typed():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    panel.set(fall=0.40)
    panel.react({"key": "price:*", "typed": "500"})
    lacking = panel.result.missing
    panel.react({"key": "spare:*", "typed": "1張"})
    (move, *_) = panel.result.moves
    assert panel.result.missing < lacking and move.what == "add" and move.value == 500 * move.count
    assert any("別的一檔" in row for row in panel.frame["drawers"]["moves"]["table"])


def test_each_step_is_told_with_its_shares_and_sums_to_the_plan():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(fall=0.50, cash=50_000, spare=300, symbol="2330", sells=True)
    for what, whole in (("repay", panel.result.repay), ("add", panel.result.add), ("sell", panel.result.sell)):
        assert sum(move.value for move in panel.result.moves if move.what == what) == whole
    assert {move.what for move in panel.result.moves} == {"repay", "add", "sell"}
    assert len(panel.frame["drawers"]["moves"]["table"]) == 1 + len(panel.result.moves)
