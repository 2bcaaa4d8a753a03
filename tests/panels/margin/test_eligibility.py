"""F2.7: the needed sums of a quota, each condition with its reason, and the texts on which sources differ."""

import math

import pytest
from hypothesis import given
from support.live_panels import any_values, known_panel

import pledge_lib as pl
from pledge_lib.finance.margin.quota import PROOF, TURNOVER
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.margin.eligibility import ID, figure
from pledge_lib.panels.margin.eligibility_model import opening

START = defaults(figure().controls) | {"account_months": 6, "proof": 300_000}
RULES = pl.rules("tw-margin-opening")


def of(**values):
    return opening(START | values)


def needed(result):
    return {check.name: check.needed for check in result.checks}


def test_e2_9_the_sums_of_a_quota_of_one_million():
    found = of(quota=1_000_000)
    assert (needed(found)[TURNOVER], needed(found)[PROOF]) == (500_000, 300_000)
    panel = known_panel(ID, "en")
    panel.set(proof=300_000)
    sentence = panel.frame["sentence"]
    assert "turnover of NT$500,000" in sentence and "assets of NT$300,000" in sentence


def test_the_quota_runs_as_the_lesson_asks():
    controls = {control.key: control for control in figure().controls}
    assert (controls["quota"].low, controls["quota"].high) == (100_000, 50_000_000)
    assert {"age", "account_months", "trades", "turnover", "proof", "waiver"} <= controls.keys()


@pytest.mark.parametrize(
    ("values", "state", "short"),
    [
        ({}, "passed", ()),
        ({"age": 19}, "short", ("age",)),
        ({"age": 19, "age_rule": "ordinary"}, "passed", ()),
        ({"account_months": 2}, "short", ("account_months",)),
        ({"trades": 9}, "short", ("trades",)),
        ({"turnover": 499_999}, "short-smaller", ("turnover",)),
        ({"proof": 299_999}, "short-smaller", ("proof",)),
        ({"quota": 499_999, "proof": 0}, "waived", ()),
        ({"quota": 500_000, "proof": 0}, "short-smaller", ("proof",)),
        ({"quota": 500_000, "proof": 0, "includes": True}, "waived", ()),
        ({"quota": 500_000, "proof": 0, "waiver": 600_000}, "waived", ()),
    ],
)
def test_each_condition_fails_for_its_own_reason(values, state, short):
    found = of(**values)
    assert (found.state, tuple(check.name for check in found.short)) == (state, short)


@given(any_values(ID))
def test_the_largest_quota_passes_and_a_dollar_more_does_not(values):
    found = opening(values)
    assert bool(found.short) == (found.quota > found.largest)
    if found.largest:
        assert not opening(values | {"quota": found.largest}).short
        assert opening(values | {"quota": found.largest + 1}).short


def test_the_reader_sees_which_text_says_twenty():
    opened = known_panel(ID, "en")
    assert opened.frame["notes"] == () and "Meeting the conditions" in opened.frame["why"]
    opened.set(age_rule="ordinary")
    assert "still says 20 years" in opened.frame["notes"][0] and "Majority is 18" in opened.frame["notes"][0]
    badge = next(text for text in opened.frame["badges"] if opened.words("rule.age") in text)
    assert "20 years" in badge and RULES.provenance["age"].source in badge, "the badge stays what the rule says"


def test_the_table_says_needed_given_and_missing():
    opened = known_panel(ID, "en")
    opened.set(turnover=300_000, quota=1_000_000)
    rows = {row[0]: row[1:] for row in opened.frame["table"]}
    assert rows["turnover"] == ("NT$500,000", "NT$300,000", "not met, NT$200,000 missing")
    assert rows["term with extensions"][0] == "18 months"
    opened.set(quota=400_000, proof=0)
    assert {row[0]: row[3] for row in opened.frame["table"]}["income and assets"] == "no proof needed"


def test_it_opens_at_the_applicant_of_the_story():
    """Section 2.9: 30 years, 5 months, 12 trades, 600,000, 250,000: 50,000 of proof missing for 1,000,000."""
    panel = known_panel(ID, "en")
    assert (panel.result.first_short, panel.result.missing.value, panel.result.met) == ("proof", 50_000, 4)
    assert panel.declaration.chosen(panel.values) == 0 and panel.declaration.presets[0].name == "story"


def test_each_lane_ends_at_the_quota_that_it_carries():
    """600,000 is half of 1,200,000; 250,000 is 30 % of 833,333; the other three carry any quota, or none."""
    panel = known_panel(ID)
    assert [reach.up_to for reach in panel.result.reaches[:3]] == [math.inf] * 3
    assert [round(reach.up_to) for reach in panel.result.reaches[3:]] == [1_200_000, 833_333]
    panel.set(age=19, proof=0)
    assert panel.result.reaches[0].up_to == 0 and panel.result.reaches[-1].up_to == RULES.waiver_limit


@given(any_values(ID))
def test_a_lane_is_short_exactly_beyond_its_end(values):
    result = opening(values)
    for reach in result.reaches:
        on_the_edge = reach.line.name == PROOF and result.quota == result.rules.waiver_limit
        if not on_the_edge:
            assert reach.is_short == (result.quota > reach.up_to * (1 + 1e-12)), reach
