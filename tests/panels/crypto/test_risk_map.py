"""F4.10: price and call first; then what else can fail, and who absorbs it."""

import itertools
from functools import partial

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import any_values, both, drawn, known_panel, rows, shared
from support.panel_presets import at_preset

from pledge_lib.panels import figures, tones
from pledge_lib.panels.crypto.risk_map_model import CELLS, PRODUCTS, RISKS, SWITCHED, absorber
from pledge_lib.panels.crypto.risk_map_picture import SIGNS, cells_of

preset = partial(at_preset, "F4.10")


def test_the_switches_are_those_of_the_lesson():
    controls = figures.figure("F4.10").controls
    assert [control.key for control in controls if control.kind == "toggle"] == list(SWITCHED)
    assert SWITCHED == ("oracle", "contract", "custody", "governance", "legal")


def test_p4_7_room_and_time_of_60_per_cent():
    panel = known_panel("F4.10", "en")
    assert panel.result.pledge_room == pytest.approx(0.22)
    assert panel.result.chain_room == pytest.approx(0.2771, abs=0.00005)
    assert "22%" in panel.frame["sentence"] and "no time at all" in panel.frame["sentence"]


def test_fc0_17_at_both_limits_the_price_alone_does_it():
    panel = preset("limits")
    assert panel.result.chain_room == pytest.approx(0.0301, abs=0.00005) and panel.result.risk == ()


def test_the_wrong_price_of_march_2026_liquidates_without_a_fall():
    panel = preset("capo", "en")
    assert panel.result.health == pytest.approx(0.95 / 0.93 * (1 - 0.0285)) and panel.result.health < 1
    assert "though no market price fell" in panel.frame["sentence"]
    panel.set(fails="price")
    assert panel.result.health > 1 and panel.view.idle == ("error",)


def test_the_limit_of_ether_was_0_for_a_month():
    result = known_panel("F4.10").result
    zeroed, restored = result.zeroed, result.restored
    assert (zeroed.date.isoformat(), restored.date.isoformat()) == ("2026-04-18", "2026-05-17")
    assert "2026-04-18" in preset("forged").frame["why"]


def test_an_exchange_account_is_an_unsecured_claim():
    """M32: no collateral can be taken back."""
    panel = preset("exchange", "en")
    custody = rows(panel)[panel.words("F4.10.risk.custody")]
    assert custody[PRODUCTS.index("earn")].startswith("you: you have an unsecured claim")


@pytest.mark.parametrize("switches", list(itertools.product([False, True], repeat=len(SWITCHED))))
def test_grid_and_table_show_what_is_on_and_nothing_else(switches):
    on = {"price": True} | dict(zip(SWITCHED, switches, strict=True))
    for panel in both("F4.10"):
        panel.react({"reset": True})
        panel.set(**{risk: on[risk] for risk in SWITCHED})
        table, off = rows(panel), panel.words("F4.10.cell.off")
        for risk in RISKS:
            cells = table[panel.words(f"F4.10.risk.{risk}")]
            assert all((cell != off) == on[risk] for cell in cells)
        for who in SIGNS:
            shown = panel.view.looks[who]["tone"]
            assert shown == tuple(tones.INK if on[risk] else tones.QUIET for risk, _ in cells_of(who))
        said = panel.view.stage["labels"]
        for risk, product in CELLS:
            assert said[f"{risk}-{product}"]["text"] == panel.words(f"F4.10.mark.{absorber(risk, product)}")


@pytest.mark.parametrize("risk", RISKS)
def test_what_the_lead_stands_at_strikes_and_its_row_is_lit(risk):
    for panel in both("F4.10"):
        panel.react({"reset": True})
        panel.set(fails=risk)
        result, row = panel.result, len(RISKS) - 1 - RISKS.index(risk)
        assert result.is_on(risk) and set(result.risk) <= {risk}
        low, high = drawn(panel)["lit"]["y"].min(), drawn(panel)["lit"]["y"].max()
        assert low < row < high and high - low < 1
        assert result.alone == sum(absorber(risk, product) == "you" for product in PRODUCTS)


@given(any_values("F4.10"))
def test_only_the_oracle_moves_the_room_on_chain(values):
    panel = shared("F4.10", "zh_TW")
    panel.set(**values)
    result = panel.result
    error = values["error"] if values["oracle"] else 0
    assert (1 - result.chain_room) * (1 - error) * values["threshold"] == pytest.approx(values["borrow"])
    assert (1 - result.pledge_room) == pytest.approx(1.3 * values["borrow"])


@pytest.mark.parametrize("place", range(len(figures.figure("F4.10").presets)))
def test_the_written_sums_are_right(place):
    for panel in both("F4.10"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
