"""F5.4: the rungs of the plan, the one that is reached, and the cash it takes there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.capstone import plan, unasked
from support.live_panels import any_values, faults, shared

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.panels.capstone import card
from pledge_lib.panels.panel import Panel

PLANS = (plan(), plan(loan_to_value=0.60, trigger=1.50), plan(loan_to_value=0.50, trigger=1.80, lender="company"))


@pytest.mark.parametrize("chosen", PLANS)
@pytest.mark.parametrize("language", LANGUAGES)
@given(change=st.integers(-80, 20))
def test_the_card_is_whole_at_any_price_of_any_plan(chosen, language, change):
    panel = Panel(card.figure(EXAMPLE, lambda: (chosen,)), texts(), language)
    panel.set(change=change / 100)
    assert faults(panel, ("called", "act", "rungs")) == []


@given(any_values("F5.4"))
def test_the_cash_leads_back_to_what_is_restored(values):
    panel = shared("F5.4", "en")
    panel.set(**values)
    found = panel.result
    if found.state == "calm":
        assert found.cash == 0 and found.ratio >= found.loan.plan.trigger - 1e-9
    else:
        assert found.value / (found.loan.debt - found.cash) == pytest.approx(found.goal)
        assert found.ratio < found.loan.plan.trigger
    assert (found.state in ("called", "short")) == (found.is_below(found.loan.line))
    assert found.short_of == pytest.approx(max(0, found.cash - found.loan.plan.reserve))


def test_each_rung_is_the_price_at_which_the_ratio_is_its_own():
    for chosen in PLANS:
        found = Panel(card.figure(EXAMPLE, lambda chosen=chosen: (chosen,)), texts(), "en").result
        for rung in found.rungs:
            assert found.loan.at(rung.price - 1) == pytest.approx(rung.ratio)
        prices = [rung.price for rung in found.rungs]
        assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_change_beside_the_price_says_against_what(language):
    since = Panel(card.figure(), texts(), language).frame["stage"]["readout"]["since"]
    assert "0%" in since and since.replace("0%", "").strip()


def test_before_a_plan_it_says_that_it_is_the_first_one():
    assert "first plan for the case" in Panel(card.figure(), texts(), "en").frame["notes"][0]
    assert Panel(card.figure(EXAMPLE, lambda: (plan(),)), texts(), "en").frame["notes"] == ()


def test_no_text_is_kept_that_nobody_asks_for():
    own = card.figure(EXAMPLE, lambda: (PLANS[1],))
    shown = [(card.figure(), {}), *((own, {"change": change / 100}) for change in range(-80, 21, 5))]
    assert unasked("F5.4", shown) == ["F5.4.done.called", "F5.4.done.steps"]  # which the printed page says
