"""F6.4: a place on the map is the portfolio after that fall and those days, and a contour parts called from not."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import margin_accounts, pledged_loans, portfolios

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine.fall_and_time import figure_of

FEW = settings(max_examples=max(10, settings().max_examples // 5))


@FEW
@given(portfolios(kinds=(pledged_loans, margin_accounts)), st.integers(0, 60), st.integers(0, 250))
def test_beyond_its_contour_a_lender_calls(mine, fall, days):
    panel = PanelCore(figure_of(rows_of(mine)), texts(), "en")
    panel.set(fall=fall / 100, days=days)
    for each in panel.result.contours:
        if each.room is not None and abs(each.room - fall / 100) > 1e-9:
            assert each.is_called == (fall / 100 > each.room)
    assert panel.result.called == sum(each.is_called for each in panel.result.contours)


def test_without_days_it_is_the_common_fall():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    panel.set(fall=0.30, days=0)
    moved = panel.result.mine.moved(-0.30)
    assert panel.result.called == len(moved.called)
    assert panel.result.ratio == min(moved.called, key=lambda account: account.ratio / account.line).ratio


def test_interest_brings_a_lender_that_counts_it_nearer_with_time():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    falls = {}
    for days in (0, 250):
        panel.set(days=days)
        falls[days] = {each.lender: each.room for each in panel.result.contours}
    assert falls[250]["example-sfc"] < falls[0]["example-sfc"]
    assert falls[250]["example-broker"] == falls[0]["example-broker"]
    chances = []
    for days in (0, 20, 120, 250):
        panel.set(days=days)
        chances.append(panel.result.chance)
    assert chances == sorted(chances) and chances[-1] > 0
