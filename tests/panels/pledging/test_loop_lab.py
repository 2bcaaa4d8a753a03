"""F1.9: each round makes the position larger and the room smaller; which shares are collateral decides the ratio."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, drawn_in, open_panel, rows, shared

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.leverage import loop_carry, loop_debt, loop_exposure, loop_loss, loop_room
from pledge_lib.finance.ratio import is_below

BROKER = pl.rules("tw-broker-pledge")
ONE_FREE, ONE, THREE, BOND_CALM, BOND_SHOCK, TOO_MUCH = range(6)


def at_preset(place, language="zh_TW"):
    panel = open_panel("F1.9", language)
    panel.react({"preset": place})
    return panel


@pytest.mark.parametrize(
    ("rounds", "exposure", "room"),
    [(1, "1.600 倍", "51.25%"), (3, "2.176 倍", "29.74%"), (math.inf, "2.500 倍", "22%")],
)
def test_the_room_as_the_lesson_prints_it(rounds, exposure, room):
    """P1.8, E1.9: one loop 51.3, three 29.74, endless 22 %."""
    panel = open_panel("F1.9")
    panel.set(**({"endless": True} if rounds == math.inf else {"rounds": rounds}))
    assert rows(panel)["部位（自己的錢是 1 倍）"] == (exposure,)
    assert rows(panel)["下跌空間"] == (room,)


def test_one_round_not_pledged_back_leaves_the_ratio_where_a_single_loan_has_it():
    """FC2-20: the ratio looks at the pledged shares only; own money falls faster all the same."""
    panel = at_preset(ONE_FREE)
    assert rows(panel)["其中算擔保品的"] == ("1.000 倍",)
    assert rows(panel)["維持率"] == ("166.67%",)
    assert rows(panel)["下跌空間"] == ("22%",)
    panel.set(fall=0.10)
    assert rows(panel)["跌 10% 之後的維持率"] == ("150%",)
    assert rows(panel)["跌 10%，自己的錢賠掉"] == ("16%",)
    panel.set(last_pledged=True)
    assert rows(panel)["其中算擔保品的"] == ("1.600 倍",)
    assert rows(panel)["維持率"] == ("266.67%",)
    assert rows(panel)["跌 10%，自己的錢賠掉"] == ("16%",), "what is lost does not depend on what is pledged"


def test_a_bond_fund_that_falls_22_per_cent_costs_55_of_own_money():
    """FC2-19, M23, M24: the carry of 11.25 % shrinks to 5.33 %, and the ratio is exactly on the line: no call yet."""
    calm, shock = at_preset(BOND_CALM), at_preset(BOND_SHOCK)
    assert rows(calm)["一年的淨利差（占自己的錢）"] == ("11.25%",)
    assert rows(shock)["一年的淨利差（占自己的錢）"] == ("5.33%",)
    assert rows(shock)["跌 22%，自己的錢賠掉"] == ("55%",)
    assert shock.result.state == "on-the-line"
    shock.set(fall=0.2201)
    assert shock.result.state == "called"


def test_the_endless_loop_at_70_per_cent_can_start_below_a_high_line():
    panel = at_preset(TOO_MUCH, "en")
    assert panel.result.state == "below-at-start"
    assert "starts at only 142.86%, below the call line 150%" in panel.frame["sentence"]
    assert rows(panel)["Own money lost at the call line"] == ("0%",), "there is no way left to the line"
    assert "cap of 60%" in panel.frame["notes"][0]
    panel.set(line=1.42)
    assert panel.result.state == "called"
    assert rows(panel)["Room"] == ("0.60%",)


def test_without_a_round_there_is_no_debt_and_no_call():
    for panel in both("F1.9"):
        panel.react({"reset": True})
        panel.set(rounds=0, fall=0.60)
        assert panel.result.state == "no-debt"
        assert panel.result.ratio == panel.result.ratio_after == math.inf
        assert panel.result.loss == pytest.approx(0.60) and panel.result.carry == pytest.approx(0.06)
        assert rows(panel)[panel.words("F1.9.row.loss_at_call")] == ("—",)


def test_counting_rounds_ends_the_endless_loop():
    panel = at_preset(BOND_CALM)
    panel.react({"key": "rounds", "value": 2})
    assert panel.values["endless"] is False and panel.result.rounds == 2
    panel.set(endless=True)
    assert panel.result.rounds == math.inf and panel.values["rounds"] == 10, "the thumb stands at the end"


def test_a_part_of_a_round_is_refused():
    panel = open_panel("F1.9")
    with pytest.raises(InputError) as refused:
        panel.set(rounds=2.5)
    assert refused.value.key == "not_whole"
    assert panel.values["rounds"] == 3


def test_the_notes_say_when_looping_does_not_pay_and_when_own_money_is_gone():
    panel = at_preset(THREE, "en")
    assert panel.frame["notes"] == ()
    panel.set(asset_yield=0.025)
    assert "not below the yield" in panel.frame["notes"][0]
    panel.set(asset_yield=0.01, loan_rate=0.03)
    assert "carry is −1.35%" in panel.frame["notes"][0]
    panel.set(endless=True, fall=0.40, last_pledged=False)
    assert "no “last round”" in panel.frame["notes"][0]
    assert panel.frame["notes"][-1] == "A fall of 40% takes 100% of your own money: it is all gone, and more is owed."


def test_the_profile_brings_its_own_call_line():
    panel = open_panel("F1.9")
    panel.set(endless=True, profile="tw-sfc-pledge")
    assert panel.result.line == pl.rules("tw-sfc-pledge").call_line == 1.40
    assert rows(panel)["下跌空間"] == ("16%",), "facts 1.2: a 60 % loan meets 140 % after 16 %"


@given(any_values("F1.9"))
def test_the_panel_shows_what_the_plain_functions_say(values):
    panel = shared("F1.9", "en")
    panel.set(**values)
    own, seen = panel.result, panel.values
    rounds = math.inf if seen["endless"] else seen["rounds"]
    loop = (seen["loan_to_value"], rounds)
    assert float(own.exposure) == pytest.approx(loop_exposure(*loop))
    assert own.room == pytest.approx(loop_room(*loop, seen["line"], last_pledged=seen["last_pledged"]), abs=1e-9)
    assert float(own.loss) == pytest.approx(loop_loss(*loop, seen["fall"]))
    assert float(own.carry) == pytest.approx(loop_carry(*loop, seen["asset_yield"], seen["loan_rate"]), abs=1e-12)
    if own.state == "no-debt":
        assert rounds == 0
    else:
        called = is_below(own.collateral_after, own.debt, seen["line"])
        assert called == (own.state in ("called", "below-at-start"))
        assert (own.room < 0) == (own.state == "below-at-start")
    if own.state == "normal":
        assert own.room > seen["fall"] - 1e-12, "no call yet: the fall is smaller than the room"


@given(any_values("F1.9"))
def test_the_stairs_add_up_to_the_position_and_each_stands_on_the_one_before(values):
    panel = shared("F1.9", "zh_TW")
    panel.set(**values)
    chart, own = drawn_in(panel, "bought"), panel.result
    stairs = [chart[name] for name in ("own", "pledged", "free")]
    heights = [sum(float(step["y"][place]) for step in stairs) for place in range(12)]
    assert sum(heights) == pytest.approx(float(own.exposure), rel=1e-5)
    assert sum(map(float, chart["own"]["y"])) == 1
    collateral = sum(float(height) for step in stairs[:2] for height in step["y"])
    free_own_money = own.rounds == 0 and not own.last_pledged  # no round, so nothing is pledged yet
    assert collateral - free_own_money == pytest.approx(float(own.collateral), rel=1e-5)
    assert sum(map(float, stairs[1]["y"])) + sum(map(float, stairs[2]["y"])) == pytest.approx(
        float(own.debt), rel=1e-4, abs=1e-6
    ), "what is bought on loan is the debt"
    top = 0.0
    for place, height in enumerate(heights):
        if height:
            assert float(stairs[0]["base"][place]) == pytest.approx(top, rel=1e-5, abs=1e-6)
            top += height


@given(any_values("F1.9"))
def test_more_rounds_never_give_room_back_nor_lose_less(values):
    panel = shared("F1.9", "en")
    panel.set(**values)
    chart, own = drawn(panel), panel.result
    rooms, losses = chart["room"]["y"], chart["loss"]["y"]
    assert all(later <= earlier + 1e-4 for earlier, later in pairwise(rooms))
    assert all(later >= earlier - 1e-4 for earlier, later in pairwise(losses))
    here = int(chart["room-now"]["x"][0])
    assert here == (11 if own.rounds == math.inf else own.rounds)
    assert close(chart["room-now"]["y"][0], own.room * 100) and close(chart["room-now"]["y"][0], rooms[here])
    assert close(chart["loss-now"]["y"][0], own.loss * 100) and close(chart["loss-now"]["y"][0], losses[here])
    assert float(own.debt) == pytest.approx(float(loop_debt(own.loan_to_value, own.rounds)))


@given(any_values("F1.9"))
def test_the_chip_and_the_lead_say_what_the_fall_does(values):
    panel = shared("F1.9", "en")
    panel.set(**values)
    stage, own = panel.frame["stage"], panel.result
    called = own.state in ("called", "below-at-start")
    assert (stage["chip"]["tone"] == "called") == called
    if own.rounds != math.inf:
        ends = [(10 if end is None else end, tone) for end, tone in stage["zones"]]
        assert next(tone for end, tone in ends if own.rounds <= end) == stage["chip"]["tone"]


def test_a_loss_of_more_than_everything_and_a_room_below_nothing_are_on_the_axis():
    panel = at_preset(TOO_MUCH)
    assert panel.frame["ranges"]["yaxis"] == (-20, 100)
    panel.set(fall=0.60)
    assert panel.frame["ranges"]["yaxis"] == (-20, 200)
    assert set(drawn(panel)["gone"]["y"]) == {100}
    panel.react({"reset": True})
    assert panel.frame["ranges"]["yaxis"] == (0, 100)
