"""F3.9: equal rows cannot be ranked, weights decide among others, and a rate above the cap is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES, any_values, drawn, drawn_in, known_panel, rows
from support.panel_presets import at_preset
from support.power import tried

from pledge_lib.datasets.lending import lending_brokers
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.controls import Cell, defaults
from pledge_lib.panels.lending.scorecard import ID, figure
from pledge_lib.panels.lending.scorecard_model import CRITERIA, Places, scorecard

START = defaults(figure().controls)
ARTICLE = [row for row in lending_brokers() if row.source == "article-003"]
BEST_ROW = {
    "lowest_rate:kgi-2024": 0.16,
    "lowest_share:kgi-2024": 0.0,
    "highest_share:kgi-2024": 0.0,
    "fill:kgi-2024": 1.0,
}


def of(**changes):
    return scorecard(START | changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_brokers_of_one_table_cannot_be_ranked(language):
    """LESSONS P3.6, S3-41."""
    opened = known_panel(ID, language)
    assert opened.result.state == "alike" and len(opened.result.rows) == 5
    assert set(opened.result.places) == set(opened.result.places_anywhere) == {Places(1, 5)}
    for broker in ARTICLE:
        row = rows(opened)[opened.words.of(broker.broker)]
        assert row[1:4] == ("1–5", "1–5", "1–5")


@given(st.tuples(*[st.integers(0, 5)] * 4), st.floats(0, 1), st.sampled_from([500, 1_000, 3_000, 50_000]))
def test_no_weights_and_no_place_in_the_ranges_tell_equal_rows_apart(weights, place, holding):
    named = {f"weight_{name}": weight for name, weight in zip(CRITERIA, weights, strict=True)}
    result = of(**named, place=place, holding=holding)
    assert set(result.places) == set(result.places_by_one) == {Places(1, 5)}
    assert result.state in ("alike", "no-weight", "none-fits")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "typed"), [("highest_rate:yuanta-2024", "18"), ("lowest_rate:kgi-2024", "16.01%")])
def test_a_rate_above_the_cap_is_refused_with_a_sentence(language, key, typed):
    opened = known_panel(ID, language)
    before = opened.values
    opened.react({"key": key, "typed": typed})
    assert "16%" in opened.frame["refusal"]["sentence"] and typed.rstrip("%") in opened.frame["refusal"]["sentence"]
    assert opened.values == before
    opened.react({"key": key, "typed": "16%"})
    assert opened.frame["refusal"] is None and opened.values[key] == 0.16


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_off_its_step_is_refused_with_a_sentence(language):
    opened = known_panel(ID, language)
    opened.react({"key": "highest_rate:esun-2024", "typed": "15.935"})
    assert "15.935%" in opened.frame["refusal"]["sentence"] and "0.01%" in opened.frame["refusal"]["sentence"]
    opened.react({"key": "highest_rate:esun-2024", "typed": "15.93"})
    assert opened.frame["refusal"] is None and opened.values["highest_rate:esun-2024"] == 0.1593
    with pytest.raises(InputError, match=r"multiple of 0\.01%"):
        of(**{"lowest_rate:esun-2024": 0.00105})


def test_an_end_of_a_range_moved_past_the_other_takes_it_along():
    opened = known_panel(ID)
    opened.set(**{"lowest_share:yuanta-2024": 0.35})
    assert opened.values["highest_share:yuanta-2024"] == 0.35
    opened.set(**{"highest_rate:yuanta-2024": 0.0005})
    assert opened.values["lowest_rate:yuanta-2024"] == 0.0005
    for row in opened.result.rows:
        assert row.lowest_rate <= row.highest_rate and row.lowest_share <= row.highest_share


def test_net_income_is_value_times_rate_times_odds_less_the_broker_s_share():
    row = of().rows[0]
    assert row.at(0.5).net == pytest.approx(3_000 * 100 * 0.0805 * 0.50 * (1 - 0.25))
    assert row.at(0.0).net == pytest.approx(3_000 * 100 * 0.001 * 0.50 * (1 - 0.30))
    assert row.at(1.0).net == pytest.approx(3_000 * 100 * 0.16 * 0.50 * (1 - 0.20))


@pytest.mark.parametrize(("holding", "part"), [(500, 0.0), (1_000, 1.0), (1_500, 2 / 3), (50_000, 1.0)])
def test_only_whole_smallest_loans_of_a_holding_can_be_lent(holding, part):
    assert of(holding=holding).rows[0].lendable == pytest.approx(part)
    assert (of(holding=holding).state == "none-fits") == (part == 0)
    of_one_lot = of(holding=1_000).rows[0].at(0.5).net / 1_000
    assert of(holding=holding).rows[0].at(0.5).net == pytest.approx(of_one_lot * holding * part)


def test_one_row_that_beats_all_others_everywhere_is_surely_first():
    result = of(**BEST_ROW)
    assert (result.state, result.first) == ("sure", 2)
    assert result.places_anywhere[2] == Places(1, 1) and result.places_anywhere[0] == Places(2, 5)


def test_a_better_fill_alone_leads_but_does_not_hold():
    result = of(**{"fill:kgi-2024": 0.60})
    assert (result.state, result.first, result.places[2]) == ("leader", 2, Places(1, 1))
    assert result.places_anywhere[2] == Places(1, 5)


def test_the_spread_within_a_row_is_what_equal_rows_do_not_show():
    """LESSONS P3.6: within a row 105 to 19,200, between the rows nothing."""
    result = of()
    assert (result.within, result.between) == (pytest.approx(19_200 - 105), 0)
    other = of(**BEST_ROW)
    assert other.between == pytest.approx(3_000 * 100 * (0.16 - 0.0805 * 0.50 * 0.75))


def test_two_equal_rows_tie_and_the_dearer_one_comes_last():
    result = of(listed="firms")
    assert result.state == "tied" and result.places == (Places(1, 2), Places(1, 2), Places(3, 3))
    by_share = at_preset(ID, "only-share").result
    assert by_share.places_anywhere == result.places, "the shares that are printed leave no doubt"


@given(
    st.sampled_from(["fill", "lowest_rate", "highest_rate"]),
    st.integers(1, 1_600),
    st.tuples(*[st.integers(0, 5)] * 4),
    st.integers(0, 20),
)
def test_more_of_what_is_good_never_lowers_a_score_nor_touches_another_row(name, number, weights, place):
    named = {f"weight_{each}": weight for each, weight in zip(CRITERIA, weights, strict=True)}
    named |= {"place": place / 20}
    key, value = f"{name}:fubon-2024", number / 10_000
    before = of(**named)
    better = max(value, START[key])
    pushed = {"highest_rate:fubon-2024": max(better, START["highest_rate:fubon-2024"])} if "rate" in name else {}
    after = of(**named, **{key: better} | pushed)
    for place_in_list, (was, now) in enumerate(zip(before.rows, after.rows, strict=True)):
        gain = now.score - was.score
        assert gain >= -1e-9 if place_in_list == 1 else gain == pytest.approx(0)


@tried(0.4)
@given(any_values(ID))
def test_the_place_now_is_among_the_places_anywhere_and_the_income_within_its_range(values):
    result = known_panel(ID)
    result.set(**values)
    result = result.result
    for row, now, anywhere in zip(result.rows, result.places, result.places_anywhere, strict=True):
        assert anywhere.first <= now.first <= now.last <= anywhere.last
        assert row.at(0.0).net - 1e-9 <= row.net <= row.at(1.0).net + 1e-9


def test_the_bars_run_from_the_worst_to_the_best_end():
    opened = known_panel(ID)
    result = opened.result
    for name, field, chart in (("nets", "net", drawn(opened)), ("scores", "score", drawn_in(opened, "scores"))):
        for number, row in enumerate(result.rows):
            low, length = chart[name]["base"][number], chart[name]["x"][number]
            assert low == pytest.approx(getattr(row.at(0.0), field), rel=1e-5)
            assert low + length == pytest.approx(getattr(row.at(1.0), field), rel=1e-5)
            assert chart[f"{name}-now"]["x"][number] == pytest.approx(getattr(row, field), rel=1e-5)
    assert opened.frame["ticks"]["yaxis"][1][-1].startswith("元大")


@pytest.mark.parametrize("listed", ["article", "firms"])
def test_the_sheet_has_a_box_of_its_own_name_for_every_number_of_the_rows_shown(listed):
    opened = known_panel(ID, "en")
    opened.set(listed=listed)
    boxes = [cell for row in opened.frame["sheet"] for cell in row if isinstance(cell, dict)]
    shown = {row.broker.id for row in opened.result.rows}
    keys = [control.key for control in opened.declaration.controls if type(control) is Cell]
    assert sorted(box["key"] for box in boxes) == sorted(key for key in keys if key.split(":")[1] in shown)
    assert len({box["label"] for box in boxes}) == len(boxes)


def test_a_preset_brings_the_printed_table_back():
    opened = known_panel(ID)
    opened.set(**BEST_ROW)
    opened.react({"preset": 0})
    assert opened.values == START


def test_equal_rows_stand_under_one_line_with_the_thumb_below_it():
    opened = known_panel(ID)
    opened.set(place=0.30)
    chart, track = drawn(opened), opened.view.stage["track"]
    assert set(chart["nets-now"]["x"]) == set(chart["nets-first"]["x"])
    assert len(track) == 21 and track[6] == pytest.approx(chart["nets-now"]["x"][0], rel=1e-5)
    assert list(track) == sorted(track)
    opened.set(listed="firms")
    assert opened.view.stage["track"] == () and opened.view.stage["pulse"][0]["over"]
