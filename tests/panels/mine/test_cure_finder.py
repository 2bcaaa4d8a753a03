"""F6.2: what it draws is the plan of the cure finder, and each proof holds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import margin_accounts, pledged_loans, portfolios

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.finance.mine.cure import cure_for_fall
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine.cure_finder import figure_of
from pledge_lib.panels.mine.cure_finder_model import COVERED, SHORT

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


def test_cash_and_spare_shares_take_the_shortage_away():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    panel.set(fall=0.40)
    lacking = panel.result.missing
    assert panel.result.state == SHORT and lacking > 0
    panel.set(cash=float(int(lacking / 10_000 + 1) * 10_000))
    assert panel.result.state == COVERED and panel.result.missing == 0
    panel.set(cash=0, spare=5_000, symbol="2330")
    assert panel.result.missing < lacking
