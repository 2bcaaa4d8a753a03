"""F6.4: a place on the map is the portfolio after that fall and those days, and a contour parts called from not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import margin_accounts, pledged_loans, portfolios

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine import kept
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.mine import fall_and_time_model
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


def test_the_map_is_safe_as_far_as_nobody_calls():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    first = min(each.path[0][0] for each in panel.result.contours)
    safe, called = (panel.view.lines[name][0] for name in ("safe", "called"))
    assert (min(safe), max(safe)) == (0, first) and max(called) == 60
    labels = panel.frame["stage"]["labels"]
    assert labels["nobody"]["tone"] == "safe" and labels["some"]["tone"] == "called"


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


def test_the_simulation_of_all_agrees_with_the_formula_of_each():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(days=120, volatility=0.5, correlation=0.5)
    found = panel.result.simulated
    assert found.paths >= 1_000 and max(found.each) <= found.any <= 1 and found.all <= min(found.each)
    for each in panel.result.together:
        if each.chance is not None:
            assert abs(each.counted - each.chance) <= 4 * (each.chance * (1 - each.chance) / found.paths) ** 0.5 + 0.02


def test_what_moves_together_calls_together():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    both = []
    for correlation in (0.0, 1.0):
        panel.set(days=120, volatility=0.6, correlation=correlation)
        both.append(panel.result.simulated.all / panel.result.simulated.any)
    assert both[0] < both[1]


def test_a_move_on_the_map_alone_counts_nothing_anew(monkeypatch):
    counts = []
    whole = fall_and_time_model.simulated
    monkeypatch.setattr(fall_and_time_model, "simulated", lambda *a, **k: counts.append(1) or whole(*a, **k))
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    for fall in (0.10, 0.30):
        panel.set(fall=fall)
        assert panel.result.simulated and not panel.result.is_older
    panel.set(days=30)
    assert panel.result.simulated.days == 30 and len(counts) == 2


def test_what_is_of_older_settings_says_so():
    declared = figure_of(kept.example())
    panel = PanelCore(declared, texts(), "en")
    before = panel.result.found
    older = declared.model(panel.values | {"correlation": 0.9}, before)
    assert older.is_older and older.simulated is None and older.counted is before.result
    assert not declared.model(panel.values | {"fall": 0.55}, before).is_older


def test_the_drawer_shows_each_lender_and_what_only_a_count_can_tell():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(days=120, volatility=0.6)
    (name, *_, how), *lenders, any_calls, every_calls, paths = panel.frame["drawers"]["together"]["table"]
    assert (name, how) == ("Lender", "Simulated") and len(lenders) == len(panel.result.contours)
    found = panel.result.simulated
    assert float(any_calls[-1].removesuffix("%")) == pytest.approx(found.any * 100, abs=0.06)
    assert float(every_calls[-1].removesuffix("%")) == pytest.approx(found.all * 100, abs=0.06)
    assert paths[-1] == f"{found.paths:,}"


def test_without_a_loan_nothing_is_simulated():
    lent = tuple(row for row in kept.example() if row.kind == "lent")
    panel = PanelCore(figure_of(lent), texts(), "en")
    assert lent and panel.result.counted is None and panel.result.together == ()


def test_each_pair_may_have_its_own_correlation():
    """In the example the bank's two shares move together; let them move apart and its chance falls."""
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(days=120, volatility=0.5, each=True)
    (bank,) = [each for each in panel.result.contours if each.lender == "example-bank"]
    panel.react({"key": "pair:2330:0050", "typed": "0.1"})
    assert panel.frame["refusal"] is None
    (apart,) = [each for each in panel.result.contours if each.lender == "example-bank"]
    assert apart.chance < bank.chance
    assert panel.result.simulated.each and "each pair the correlation" in panel.frame["why"]


def test_correlations_that_cannot_all_be_are_refused_in_words_and_nothing_is_changed():
    for language, said in (("en", "cannot hold at once"), ("zh_TW", "不能同時成立")):
        panel = PanelCore(figure_of(kept.example()), texts(), language)
        panel.set(each=True)
        before = dict(panel.values)
        panel.react({"key": "pair:2330:0050", "typed": "-1"})
        assert said in str(panel.frame["refusal"]) and "2330" in str(panel.frame["refusal"])
        assert panel.values == before


def test_each_symbol_may_have_its_own_volatility():
    """Rougher shares at the bank make its call likelier, and no other lender's."""
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(days=120, volatility=0.3)
    before = {each.lender: each.chance for each in panel.result.contours}
    panel.set(each_volatility=True)
    assert {each.lender: each.chance for each in panel.result.contours} == before, "all of them begin alike"
    panel.react({"key": "swing:2330", "typed": "80"})
    assert panel.frame["refusal"] is None
    rougher = {each.lender: each.chance for each in panel.result.contours}
    assert rougher["example-bank"] > before["example-bank"]
    assert rougher["example-sfc"] == before["example-sfc"]
    assert "volatility of the table" in panel.frame["why"] and panel.result.simulated.each
    panel.set(volatility=1.0)
    assert rougher == {each.lender: each.chance for each in panel.result.contours}, "one for all holds for nothing now"


def test_of_many_symbols_the_heaviest_pairs_are_asked_for():
    (pledged, *_) = kept.example()
    rows = tuple(replace(pledged, symbol=str(1_000 + place), loan=1_000) for place in range(30))
    panel = PanelCore(figure_of(rows), texts(), "en")
    panel.set(each=True)
    assert len(panel.frame["sheet"]) == 1 + 30 + 28 and panel.result.chance is not None
