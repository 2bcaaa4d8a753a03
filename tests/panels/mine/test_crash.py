"""F6.3 and the report: each day of the figure is that day of the replay, and what is counted until a day only grows."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.finance.mine.account import USD
from pledge_lib.finance.units import DAYS, MONEY
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.replay import EPISODES, known_symbols, replayed
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine.crash import LONGEST, figure_of
from pledge_lib.panels.mine.report import parts
from pledge_lib.panels.words import Words


@pytest.fixture(scope="module")
def panel():
    return PanelCore(figure_of(kept.example()), texts(), "en")


def test_each_symbol_without_closes_may_have_its_own_beta():
    """Two shares of which no crash has closes, at two lenders; a beta of one moves the account of that one alone."""
    first, other = (
        replace(kept.example()[0], lender=name, symbol=symbol) for name, symbol in (("A", "9001"), ("B", "9002"))
    )
    rows = (first, other)
    panel = PanelCore(figure_of(rows), texts(), "en")
    panel.set(day=LONGEST, beta=1.0)
    before = {line.lender: line.lowest.ratio for line in panel.result.lines}
    assert [row[0] for row in panel.frame["sheet"][1:]] == ["9001", "9002"]
    panel.set(each=True)
    panel.react({"key": "beta:9001", "typed": "0.5"})
    assert panel.frame["refusal"] is None
    calmer = {line.lender: line.lowest.ratio for line in panel.result.lines}
    assert calmer["A"] > before["A"] and calmer["B"] == before["B"]
    found = replayed(portfolio_of(rows), "2025-tariffs", betas={"9001": 0.5, "9002": 1.0})
    assert [each.lowest.ratio for each in found.accounts] == [calmer["A"], calmer["B"]]


def test_a_symbol_whose_closes_are_shipped_for_every_crash_is_not_asked_for():
    shipped = [symbol for symbol in ("2330", "0050") if all(symbol in known_symbols(episode) for episode in EPISODES)]
    rows = tuple(replace(kept.example()[0], symbol=symbol) for symbol in shipped[:1])
    assert shipped and PanelCore(figure_of(rows), texts(), "en").frame["sheet"] == ()


@pytest.mark.parametrize("episode", ["2008-financial-crisis", "2025-tariffs"])
@pytest.mark.parametrize("pays", [False, True])
def test_the_last_day_is_the_end_of_the_replay(panel, episode, pays):
    panel.set(episode=episode, pays=pays, day=LONGEST)
    found = replayed(portfolio_of(kept.example()), episode, pays=pays)
    assert panel.result.date == found.days[-1]
    assert panel.result.days_called == found.days_called
    assert panel.result.paid == pytest.approx(sum(each.paid for each in found.accounts))
    assert [line.ratio for line in panel.result.lines if line.ratio] == [
        each.days[-1].ratio for each in found.accounts if each.days[-1].ratio < float("inf")
    ]


def test_what_is_counted_until_a_day_only_grows(panel):
    panel.set(episode="2025-tariffs", pays=True)
    counted = []
    for day in range(20, 40):
        panel.set(day=day)
        counted.append((panel.result.days_called, panel.result.paid))
        assert all(line.now.date <= panel.result.date for line in panel.result.lines)
    assert all(later[0] >= sooner[0] and later[1] >= sooner[1] for sooner, later in pairwise(counted))
    assert counted[-1][1] > 0


def test_no_crash_is_longer_than_the_hand_reaches(panel):
    for episode in EPISODES:
        panel.set(episode=episode, day=LONGEST)
        assert panel.result.last <= LONGEST and panel.result.place == panel.result.last


def test_the_report_tells_the_days_called_of_who_brings_nothing_and_the_cash_of_who_pays():
    portfolio, english = portfolio_of(kept.example()), texts()["en"]
    sections = parts(portfolio, Words("en", english), date(2026, 3, 2))["sections"]
    (crashes,) = (each for each in sections if each["heading"] == english["mine.report.crashes"])
    brought = []
    for episode, cells in zip(EPISODES, crashes["rows"], strict=True):
        waiting, paying = replayed(portfolio, episode), replayed(portfolio, episode, pays=True)
        in_taiwan = (each for each in paying.accounts if each.account.currency != USD)
        brought.append(sum(each.paid for each in in_taiwan))
        assert cells[-2:] == (str(DAYS(waiting.days_called)), str(MONEY.rounded(0)(brought[-1]))), episode
    assert any(brought)
