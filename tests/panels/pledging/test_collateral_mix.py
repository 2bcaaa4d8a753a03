"""F1.6: spread collateral is safe only while it does not fall together."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, rows

import pledge_lib as pl
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.units import CORRELATION, PERCENT
from pledge_lib.market.closed_form import first_passage_probability
from pledge_lib.market.pledging.tranches import SESSIONS_A_MONTH, odds_in_tranches

BROKER = pl.rules("tw-broker-pledge")
NAMES = "abcd"


def test_two_assets_of_35_per_cent_swing_24_8_apart_and_31_3_at_0_6():
    panel = known_panel("F1.6")
    for place, shown in ((0, "24.75%"), (1, "31.30%")):
        panel.react({"preset": place})
        assert f"組合波動度是 {shown}" in panel.frame["sentence"]
        assert PERCENT.write(panel.result.now.volatility) == shown


def test_the_odds_are_the_closed_form_of_the_mix():
    """Two halves of 35 % at a correlation of 0.3, the full 60 % loan of NT$600,000."""
    panel = known_panel("F1.6")
    panel.set(correlation=0.3)
    result = panel.result
    assert result.pledge.principal == 600_000 and result.pledge.ratio == pytest.approx(5 / 3)
    for outlook in (result.now, result.in_crash, *result.curve):
        volatility = portfolio_volatility((0.5, 0.5), (0.35, 0.35), outlook.correlation)
        assert outlook.volatility == pytest.approx(volatility)
        assert outlook.odds == pytest.approx(first_passage_probability(5 / 3, 1.30, volatility=volatility), abs=1e-9)
    assert result.in_crash.odds > result.now.odds


def test_each_tier_lends_its_own_part_and_the_loan_comes_in_whole_thousands():
    panel = known_panel("F1.6")
    panel.set(part_a=1, part_b=1, part_c=1, tier_b="not-eligible", tier_c="bond", value=1_000_000)
    caps = (BROKER.loan_to_value, BROKER.loan_to_value_not_eligible, BROKER.bond_loan_to_value)
    assert panel.result.pledge.loan_cap == math.floor(1_000_000 / 3 * sum(caps) / 1_000) * 1_000 == 600_000
    panel.set(value=1_050_000, use=0.55)
    assert panel.result.pledge.loan_cap == 630_000 and panel.result.pledge.principal == 346_000


def test_a_bond_that_lends_more_makes_a_call_more_likely():
    """The bond hardly swings, but its larger loan starts the ratio at 142.86 %."""
    panel = known_panel("F1.6")
    panel.react({"preset": 3})
    assert PERCENT.write(panel.result.pledge.ratio) == "142.86%"
    assert panel.result.now.volatility < 0.19 < 0.60 < panel.result.now.odds
    assert any("面額" in note for note in panel.frame["notes"])


@given(any_values("F1.6"))
def test_sentence_table_and_chart_show_the_same_mix(values):
    parts = [values[f"part_{name}"] for name in NAMES]
    total = sum(parts)
    for panel in both("F1.6"):
        panel.set(**values)
        result, table, chart, words = panel.result, rows(panel), drawn(panel), panel.words
        assert wrong_sums(panel.frame["why"]) == []
        (_, *mix) = panel.view.drawers["mix"]["table"]
        weights = [part / total for part in parts if part] if total else [0] * 4
        names = [name for name, part in zip(NAMES, parts, strict=True) if part or not total]
        assert [row[:2] for row in mix] == [
            (words(f"F1.6.row.{name}"), PERCENT.write(weight)) for name, weight in zip(names, weights, strict=True)
        ]
        hidden = {
            f"{key}_{name}"
            for name, part in zip(NAMES, parts, strict=True)
            if not part
            for key in ("volatility", "tier")
        }
        mixed = sum(part > 0 for part in parts) > 1
        assert set(panel.frame["idle"]) == hidden | (set() if mixed else {"correlation", "crash"})
        if total == 0:
            assert result.state == "empty" and result.pledge.principal == 0
            continue
        assert result.pledge.principal <= result.pledge.loan_cap
        assert result.pledge.principal % BROKER.loan_step == 0
        assert len(sums(panel.frame["why"])) == 2
        for mark, outlook in (("now", result.now), ("crash", result.in_crash)):
            assert close(chart[mark]["y"][0], outlook.odds * 100)
            assert close(chart[mark]["x"][0], outlook.correlation)
        assert close(chart["as-one"]["y"][0], result.curve[-1].odds * 100)
        label = words("F1.6.row.odds", correlation=CORRELATION.write(result.now.correlation))
        assert table[label] == (PERCENT.write(result.now.odds),)
        said = [PERCENT.write(result.now.volatility)]
        hero = [f"{number['number']}{number['after']}" for number in panel.frame["stage"]["hero"]]
        assert hero == [PERCENT.write(each) for each in (result.now.odds, result.now.volatility, result.in_crash.odds)]
        if result.state == "called-at-start":
            said = [PERCENT.write(result.pledge.ratio), PERCENT.write(result.pledge.rules.call_line)]
            assert result.now.odds == result.in_crash.odds == 1
        assert [part for part in said if part not in panel.frame["sentence"]] == []


@given(any_values("F1.6"))
def test_moving_together_never_makes_the_mix_calmer(values):
    panel = both("F1.6")[0]
    panel.set(**values)
    result = panel.result
    spread = [outlook.volatility for outlook in result.curve]
    odds = [outlook.odds_at_once for outlook in result.curve]
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(spread))
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(odds))
    assert result.now.volatility <= result.mean_volatility + 1e-12


def test_everything_on_one_asset_makes_the_correlation_idle():
    panel = known_panel("F1.6")
    panel.set(part_b=0)
    assert panel.result.state == "single"
    assert len({round(outlook.volatility, 12) for outlook in panel.result.curve}) == 1
    assert not panel.frame["notes"]
    panel.set(part_a=0)
    assert panel.result.state == "empty"


def test_only_bonds_at_their_full_loan_are_called_at_once():
    """80 % lent is a ratio of 125 %, below the line of 130 %."""
    panel = known_panel("F1.6", "en")
    panel.set(part_b=0, tier_a="bond")
    assert panel.result.state == "called-at-start"
    assert "125%" in panel.frame["sentence"]


@given(st.floats(1.30, 5), st.floats(0.05, 0.80))
def test_one_tranche_is_the_closed_form(ratio, volatility):
    expected = first_passage_probability(ratio, 1.30, volatility=volatility)
    assert odds_in_tranches(ratio, 1.30, volatility=volatility, tranches=1) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("ratio", "volatility", "tranches"), [(5 / 3, 0.30, 6), (2.0, 0.50, 3), (5 / 3, 0.80, 4)])
def test_tranches_agree_with_simulated_paths_within_three_standard_errors(ratio, volatility, tranches):
    paths, days = 20_000, 252
    steps = np.random.default_rng(7).standard_normal((paths, days)) * volatility / math.sqrt(days)
    prices = np.exp(np.cumsum(steps - volatility**2 / 2 / days, axis=1))
    prices = np.concatenate([np.ones((paths, 1)), prices], axis=1)
    called = np.zeros(paths, bool)
    for pledged in range(1, tranches + 1):
        mean = prices[:, [SESSIONS_A_MONTH * place for place in range(pledged)]].mean(axis=1)
        last = SESSIONS_A_MONTH * pledged if pledged < tranches else days
        lowest = prices[:, SESSIONS_A_MONTH * (pledged - 1) + 1 : last + 1].min(axis=1)
        called |= lowest * ratio / mean < 1.30
    error = math.sqrt(called.mean() * (1 - called.mean()) / paths)
    expected = odds_in_tranches(ratio, 1.30, volatility=volatility, tranches=tranches)
    assert abs(called.mean() - expected) < 3 * error, (called.mean(), expected)


def test_tranches_help_a_calm_mix_and_hurt_a_wild_one():
    """After a rise a new tranche is lent on the higher price, which pulls the ratio of the whole down."""
    panel = known_panel("F1.6", "en")
    panel.set(tranches=6)
    assert panel.result.now.odds < panel.result.now.odds_at_once
    panel.set(part_b=0, volatility_a=0.80)
    assert panel.result.now.odds > panel.result.now.odds_at_once
    assert "more likely than pledging all at once" in " ".join(panel.frame["notes"])


@pytest.mark.parametrize("values", [{"tranches": 1.5}, {"tranches": 0}, {"days": 60, "tranches": 4}])
def test_tranches_that_cannot_be_are_refused(values):
    with pytest.raises(ValueError):
        odds_in_tranches(5 / 3, 1.30, **{"volatility": 0.30, "tranches": 2, **values})
