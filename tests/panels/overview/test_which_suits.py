"""F0.3: points with reasons, what rules a way out, and the answer that would put another way first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.panels.overview import which_suits
from pledge_lib.panels.overview import which_suits_model as model
from pledge_lib.panels.overview.which_suits_model import chance_of_a_call, covered, weighed

MIDDLE = {
    "reserve": 0.20,
    "purpose": model.CASH,
    "months": 6,
    "loan": 6,
    "volatility": 0.40,
    "income": model.VARYING,
    "keep": model.RATHER_KEEP,
    "sale": model.PERHAPS,
    "bracket": "12",
    "remedy": model.SOME_LAW,
}
ANSWERS = st.fixed_dictionaries(
    {
        "reserve": st.integers(0, 100).map(lambda reserve: reserve / 100),
        "months": st.integers(1, 24),
        "loan": st.integers(1, 36),
        "volatility": st.sampled_from((0.10, 0.25, 0.40, 0.80)),
        "bracket": st.sampled_from(tuple(model.BRACKETS)),
        **{key: st.sampled_from(options) for key, options in model.QUESTIONS.items()},
    }
)


def way(result, name):
    return next(way for way in result.ways if way.name == name)


@given(ANSWERS)
def test_the_bars_stand_in_one_order_and_what_is_ruled_out_is_never_chosen(answers):
    result = weighed(answers)
    assert [way.name for way in result.ways] == list(model.WAYS)
    assert all(0 <= way.points <= 100 for way in result.ways)
    assert not any(way.ruled_out for way in result.order) and model.NONE in [way.name for way in result.order]
    assert [way.points for way in result.order] == sorted((way.points for way in result.order), reverse=True)


@given(ANSWERS)
def test_the_flip_is_the_nearest_reserve_that_puts_another_way_first(answers):
    result = weighed(answers)
    if result.flip is None:
        assert len(result.flips) == 1
        return
    reserve, name = result.flip
    assert weighed({**answers, "reserve": reserve}).first.name == name != result.first.name
    nearer = abs(reserve - answers["reserve"]) - 0.01
    for place in range(101):
        if abs(place / 100 - answers["reserve"]) < nearer - 1e-9:
            assert weighed({**answers, "reserve": place / 100}).first.name == result.first.name


@given(ANSWERS)
def test_other_answers_do_what_they_say(answers):
    result = weighed(answers)
    for key, option, name in result.other_answers():
        assert weighed({**answers, key: option}).first.name == name != result.first.name


def test_a_reserve_meets_the_first_call_of_a_pledge_and_comes_too_late_on_chain():
    enough = weighed(MIDDLE).enough
    assert enough == pytest.approx(1 - 1.30 / 1.66)
    assert covered(model.PLEDGE, enough) == 1.0 and covered(model.PLEDGE, enough / 2) == pytest.approx(0.5)
    assert covered(model.CHAIN, 1.0) == 0.0


def test_the_chances_are_those_of_the_lessons():
    assert chance_of_a_call(model.PLEDGE, 0.30, 12) == pytest.approx(0.438, abs=5e-4)
    assert chance_of_a_call(model.CHAIN, 0.30, 12) < chance_of_a_call(model.PLEDGE, 0.30, 12)


def test_a_loss_is_told_in_months_of_income_and_weighs_in_no_points():
    result, larger = weighed(MIDDLE), weighed(MIDDLE | {"loan": 12})
    assert result.loss == pytest.approx(6 * (1 / 0.6 - 1.30)) and larger.loss == pytest.approx(2 * result.loss)
    assert result.one_call == pytest.approx(6 * (1 - 1.30 / 1.66))
    assert way(result, model.MARGIN).loss == pytest.approx(result.loss)
    assert way(result, model.CHAIN).loss > result.loss
    assert all(way(result, name).loss is None for name in (model.LEND, model.PERSONAL, model.SELL, model.NONE))
    assert [way.points for way in result.ways] == [way.points for way in larger.ways]


def test_each_person_answers_every_question_with_a_reason_of_their_own():
    figure = which_suits.figure()
    keys = {control.key for control in figure.controls}
    people = {preset.name: preset.values for preset in figure.presets}
    assert all(values.keys() == keys for values in people.values())
    cash, invest = people["sudden"], people["trader"]
    assert cash["purpose"] == model.CASH and cash["reserve"] < weighed(cash).enough
    assert people["kitchen"]["keep"] == model.MUST_KEEP and invest["purpose"] == model.INVEST and invest["months"] == 1
    firsts = {"sudden": model.PLEDGE, "kitchen": model.PLEDGE, "trader": model.MARGIN, "holder": model.LEND}
    assert {name: weighed(people[name]).first.name for name in firsts} == firsts


def test_selling_and_nothing_at_all_are_possible_answers():
    assert weighed(MIDDLE | {"keep": model.MAY_GO}).first.name == model.SELL
    result = weighed(MIDDLE | {"keep": model.MUST_KEEP, "income": model.NO_INCOME, "volatility": 0.80, "reserve": 0.0})
    assert (result.first.name, result.state) == (model.NONE, model.NONE)
    alone = weighed(MIDDLE | {"purpose": model.EARN, "sale": model.LIKELY})
    assert alone.first.name == model.NONE and alone.second is None


def test_a_high_bracket_eats_what_lending_leaves():
    earn = MIDDLE | {"purpose": model.EARN}
    assert weighed(earn | {"bracket": "5"}).first.name == model.LEND
    assert weighed(earn | {"bracket": "40"}).first.name == model.NONE
