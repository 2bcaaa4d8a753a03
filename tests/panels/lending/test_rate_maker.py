"""F3.4: supply and demand make the rate, asking more makes a loan less likely, and what is lent may be sold."""

from math import isnan

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, rows, shared
from support.panel_presets import at_preset

import pledge_lib as pl

LENDING = pl.rules("tw-lending")


def test_the_asked_rate_runs_from_one_auction_step_to_the_cap():
    asked = known_panel("F3.4").declaration.controls[0]
    ends = [asked.on_screen(number) for number in (asked.low, asked.high, asked.step, asked.default)]
    assert ends == [0.1, 16, 0.1, 5]


def test_the_usual_market():
    """8,000 x (1 - r / 6 %) = 10,000 x r / 16 % at r = 4.085 %, 2,553 lots."""
    panel = known_panel("F3.4")
    assert rows(panel)["成交的費率"] == ("4.09%",) and rows(panel)["借出的張數"] == ("2,553 張",)
    assert panel.result.state == "above" and "成交機會剩下 30.82%" in panel.frame["sentence"]
    panel.set(asked=0.03)
    assert panel.result.state == "below" and "成交機會 77.47%" in panel.frame["sentence"]


def test_the_articles_hot_stock_earns_what_the_article_says_once_it_is_lent():
    """Article 003, case 4: 300,000 at 8 % for 30 days is 1,972.60 gross, here less the broker's 20 %."""
    panel = at_preset("F3.4", "article-hot")
    assert panel.result.net_if_filled == pytest.approx(1_972.60 * 0.8, abs=0.01)
    assert panel.result.expected == pytest.approx(panel.result.net_if_filled * panel.result.fill_odds)


def test_the_income_is_a_hump_over_the_asked_rate():
    panel = known_panel("F3.4")
    income = list(drawn(panel)["expected"]["y"])
    top = income.index(max(income))
    assert 0 < top < len(income) - 1
    assert income[: top + 1] == sorted(income[: top + 1]) and income[top:] == sorted(income[top:], reverse=True)
    assert drawn(panel)["best"]["y"][0] >= max(income) * (1 - 1e-6)


def test_a_hot_stock_cannot_earn_more_than_the_cap():
    """M48: the rate would be 25.26 %, and 3,667 lots stay unmet."""
    for panel in both("F3.4"):
        panel.react({"preset": 6})
        assert panel.result.state == "at-the-cap" and panel.result.market.clearing_rate == LENDING.highest_rate
        assert all(text in panel.frame["sentence"] for text in ("25.26%", "16%", "3,667"))


@pytest.mark.parametrize("event", ["merger", "capital-reduction"])
def test_an_event_raises_demand_and_ends_the_loan_early(event):
    panel = known_panel("F3.4")
    assert set(panel.frame["idle"]) == {"times", "event_days"}
    before = panel.result
    panel.set(event=event)
    assert panel.values["times"] > 1 and panel.frame["idle"] == ()
    assert panel.result.market.balance > before.market.balance
    assert panel.result.days == 10 and "提前還券" in panel.frame["notes"][0]
    panel.set(event="none")
    assert panel.result == before


def test_what_is_lent_may_be_sold_and_size_matters():
    """P3.7: 5,556 lots beside 5,000 a day; the cap of 3 % lets 150 a day be sold."""
    panel = at_preset("F3.4", "thin-volume", "en")
    assert "5,556 lots were sold, that is 111.11%" in panel.frame["why"]
    assert "5,556 lots on loan" in panel.frame["notes"][0] and "37.0 days" in panel.frame["notes"][0]
    assert rows(panel)["daily cap of sales of borrowed shares (2025-04)"] == ("150 lots",)
    assert rows(panel)["selling them all takes at least"] == ("37.0 days",)


def test_a_rate_off_the_auction_step_is_said():
    panel = known_panel("F3.4")
    panel.react({"key": "asked", "typed": "3.05"})
    assert any("3.05% 會被退回" in note for note in panel.frame["notes"])
    panel.react({"key": "asked", "typed": "3.1"})
    assert not any("會被退回" in note for note in panel.frame["notes"])


def test_without_demand_no_ask_is_filled():
    panel = known_panel("F3.4", "en")
    panel.set(demand=0)
    assert panel.result.state == "no-demand" and panel.result.expected == panel.result.best == 0


@given(any_values("F3.4"))
def test_the_marks_lie_on_their_lines(values):
    panel = shared("F3.4", "en")
    panel.set(**values)
    market, cross = panel.result.market, drawn_in(panel, "market")["cross"]
    (rate,), (lots,) = cross["x"], cross["y"]
    assert close(rate, market.clearing_rate * 100) and close(lots, market.lots)
    assert lots == pytest.approx(market.offered(market.clearing_rate), rel=1e-5, abs=1e-3)
    chart, asked = drawn(panel), panel.values["asked"] * 100
    assert close(chart["now"]["x"][0], asked) and close(chart["now"]["y"][0], panel.result.expected)
    assert chart["now"]["y"][0] <= chart["best"]["y"][0] * (1 + 1e-6)
    assert close(chart["filled"]["y"][1] * asked / 16, panel.result.net_if_filled), "a straight line over the rate"
    assert isnan(chart["once-lent"]["y"][0]) or close(chart["once-lent"]["y"][0], panel.result.net_if_filled)


@pytest.mark.parametrize(("asked", "word"), [(0.03, "多半借得出去"), (0.05, "不一定"), (0.08, "很少借得出去")])
def test_the_chip_says_how_likely_a_loan_is(asked, word):
    panel = known_panel("F3.4")
    panel.set(asked=asked)
    assert panel.frame["stage"]["chip"] == {"tone": "none", "word": word}
