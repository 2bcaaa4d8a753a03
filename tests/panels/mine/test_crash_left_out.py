"""F6.3: a day on which the shares themselves change leaves its change out, a cash dividend stays in, and it says so."""

from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.market.mine.replay import replayed
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine.crash import figure_of


@pytest.mark.parametrize(
    ("language", "parts"),
    [("zh_TW", ("現金股利歸你", "當天的漲跌略過不計")), ("en", ("cash dividends go to you", "leaves its change out"))],
)
def test_the_figure_says_which_days_leave_their_change_out(language, parts):
    why = PanelCore(figure_of(kept.example()), texts(), language).view.why
    assert all(part in why for part in parts), why


@pytest.mark.parametrize(
    ("symbol", "episode", "before", "on", "left_out"),
    [
        ("2603", "2022-rate-rises", "2022-06-28", "2022-06-29", True),  # an ex-date whose sum was not found
        ("2603", "2022-rate-rises", "2022-09-06", "2022-09-19", True),  # trading again after a capital cut
        ("2330", "2020-pandemic", "2020-03-18", "2020-03-19", False),  # a cash dividend of 2.5
    ],
)
def test_what_it_says_is_what_is_replayed(symbol, episode, before, on, left_out):
    price = pl.prices(symbol).window(episode)[0].close
    held, rules = pl.Holding(symbol, 1_000, price, 0.60), pl.rules("tw-bank-pledge")
    pledge = pl.Pledge(holdings=[held], principal=1_000, rules=rules)
    (account,) = replayed(pl.Portfolio(accounts=[PledgedLoan(lender="A", pledge=pledge)]), episode).accounts
    ratios = {row.date: row.ratio for row in account.log}
    change = ratios[date.fromisoformat(on)] / ratios[date.fromisoformat(before)] - 1
    closes = pl.prices(symbol)
    expected = 0 if left_out else closes.close(on) / closes.close(before) - 1
    assert change == pytest.approx(expected, abs=1e-4)
