"""F1.10: terms on the real calendar, a rate that is reset, and what is due on the day a lender does not extend."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, rows, shared

import pledge_lib as pl
from pledge_lib.finance.interest import loan_days, simple_interest
from pledge_lib.finance.ratio import is_below
from pledge_lib.market.sessions import settlement_days

BROKER, COMPANY = pl.rules("tw-broker-pledge"), pl.rules("tw-sfc-pledge")
ONCE, THREE_POINTS, RATIO, LENDER, ONE_TERM, TOO_LOW = range(6)
TYPHOON_DRAW = date(2024, 4, 2)


def at_preset(place, language="zh_TW"):
    panel = known_panel("F1.10", language)
    panel.react({"preset": place})
    return panel


def test_the_sliders_run_as_the_rules_and_the_lesson_ask():
    controls = {control.key: control for control in known_panel("F1.10").declaration.controls}
    assert (
        (controls["months"].low, controls["months"].high) == (BROKER.term_months, BROKER.longest_term_months) == (6, 18)
    )
    assert (controls["reset"].low, controls["reset"].high) == (0, 0.03)


def test_a_last_day_in_a_typhoon_is_settled_on_the_next_business_day_and_bears_interest_until_then():
    """Facts 6: closed on 2024-10-02 and 10-03. 600,000 x 3 % x 185 days / 365."""
    panel = at_preset(ONCE)
    first = panel.result.terms[0]
    assert (first.contract_day, first.day) == (date(2024, 10, 2), date(2024, 10, 4))
    assert rows(panel)["2024-10-04　第 1 期到期，展延獲准"] == ("3%", "9,123.29", "0")
    panel.set(moved="previous")
    assert panel.result.terms[0].day == date(2024, 10, 1)
    assert rows(panel)["2024-10-01　第 1 期到期，展延獲准"] == ("3%", "8,975.34", "0")
    panel.set(moved="kept")
    assert panel.result.terms[0].day == date(2024, 10, 2)
    assert "2024-10-02 沒有營業" in panel.frame["notes"][0]


def test_the_reset_raises_a_years_interest_and_the_yield_that_pays_it():
    """S2-7: from 3 % to 4 % on 600,000 is 6,000 more a year; at 166.67 % dividends must yield 2.4 % instead of 1.8."""
    panel = at_preset(ONCE)
    assert rows(panel)["一年利息（第一期）"] == ("3%", "18,000", "")
    assert rows(panel)["一年利息（重設後）"] == ("4%", "24,000", "")
    assert rows(panel)["付得起利息的殖利率（第一期）"][0] == "1.80%"
    assert rows(panel)["付得起利息的殖利率（重設後）"][0] == "2.40%"
    assert "多 6,000 元" in panel.frame["sentence"]
    panel.set(reset=0)
    assert panel.result.state == "same-rate" and "多 " not in panel.frame["sentence"]


def test_eighteen_months_are_three_terms_and_two_extensions():
    panel = at_preset(THREE_POINTS)
    assert [term.months for term in panel.result.terms] == [6, 12, 18] and panel.result.asked == 2
    assert len(panel.result.payments) == 18, "interest every month"
    assert {paid.annual_rate for paid in panel.result.payments[:6]} == {0.03}
    assert {paid.annual_rate for paid in panel.result.payments[6:]} == {0.06}
    assert panel.result.end.day == date(2026, 2, 2), "2026-01-31 is a Saturday"


def test_below_the_extension_line_the_whole_loan_is_due_on_the_first_last_day():
    """1.45 x 600,000 x 60 % lends 522,000 again; the rest and the interest must be there in cash."""
    panel = at_preset(RATIO)
    assert panel.result.state == "refused-ratio" and len(panel.result.terms) == 1
    assert rows(panel)["2024-10-04　第 1 期到期，不准展延，還本"] == ("3%", "9,123.29", "600,000")
    assert rows(panel)["還本那天要拿出：609,123.29 元"] == ("", "9,123.29", "600,000")
    assert rows(panel)["　續借（新借一筆還舊的），最多"][-1] == "522,000"
    assert rows(panel)["　續借之後還缺"][-1] == "87,123.29"
    assert "低於展延線 150%" in panel.frame["sentence"]
    panel.set(ratio=1.50)
    assert panel.result.state == "extended", "exactly on the line is not below it"


def test_a_lender_may_refuse_although_the_ratio_is_enough():
    panel = at_preset(LENDER, "en")
    assert panel.result.state == "refused-lender"
    assert [term.refusal for term in panel.result.terms] == [None, "lender"]
    assert panel.result.end.day == date(2025, 4, 2)
    assert "at the end of term 2 the lender does not agree" in panel.frame["sentence"]
    panel.set(months=12)
    assert panel.result.state == "extended", "the second extension is not asked for"
    assert "Extension 2 is never asked for here" in panel.frame["notes"][-1]
    panel.set(credit="refuses-first")
    assert panel.result.end.day == date(2024, 10, 4)


def test_one_term_asks_nobody_and_hides_what_changes_nothing():
    panel = at_preset(ONE_TERM)
    assert panel.result.state == "one-term"
    shown = {name: panel.frame[name] for name in ("sentence", "table", "notes", "why")}
    assert set(panel.frame["idle"]) == {"reset", "renewal_line", "credit"}
    panel.set(reset=0.03, renewal_line=2.0, credit="refuses-first")
    assert {name: panel.frame[name] for name in shown} == shown
    panel.set(months=7)
    assert panel.frame["idle"] == () and panel.result.state == "refused-ratio"


def test_a_ratio_below_the_call_line_is_called_before_the_term_ends():
    panel = at_preset(RATIO, "en")
    panel.set(ratio=1.29)
    assert "call line 130%" in panel.frame["notes"][-1]
    panel.set(ratio=1.30)
    assert not any("call line" in note for note in panel.frame["notes"])


def test_shares_to_sell_pay_what_is_due_and_what_the_sale_costs():
    panel = at_preset(ONCE)
    own = panel.result
    assert own.sale * (1 - BROKER.transaction_tax - BROKER.commission) == pytest.approx(own.due.cash)
    assert rows(panel)["　或賣股還款，要賣"][-1] == "614,555.02"


def test_days_near_to_each_other_are_not_written_over_one_another():
    panel = known_panel("F1.10")
    panel.set(months=13)
    _, texts = panel.view.drawers["plan"]["ticks"]["xaxis"]
    assert tuple(texts) == ("2024-04-02", "2024-10-04", "2025-05-02"), "the end of the second term is too near the last"
    panel.set(months=18)
    assert len(panel.view.drawers["plan"]["ticks"]["xaxis"][1]) == 4


def test_a_part_of_a_month_is_refused():
    panel = known_panel("F1.10", "en")
    panel.react({"key": "months", "typed": "12.5"})
    assert panel.values["months"] == 12
    assert "must be a whole number (it is 12.5)" in panel.frame["refusal"]["sentence"]


def test_selling_everything_may_not_be_enough():
    """At a ratio of 100 % the shares bring the loan less selling cost, but the interest is due as well."""
    for panel in both("F1.10"):
        panel.react({"preset": ONCE})
        panel.set(ratio=1.0)
        assert panel.result.sale > panel.result.collateral
        assert rows(panel)[panel.words("F1.10.row.sale")][-1] == panel.words("F1.10.to_sell.none")


def test_a_lender_that_counts_interest_in_the_debt_works_out_the_collateral_from_both():
    panel = at_preset(RATIO)
    panel.set(profile="tw-sfc-pledge", ratio=1.35)
    assert panel.result.collateral == pytest.approx(1.35 * 609_123.29, rel=1e-6)
    assert any("期限沒有查到" in note for note in panel.frame["notes"])
    panel.set(profile="tw-broker-pledge", ratio=1.25)
    assert panel.result.collateral == 750_000
    assert not any("期限沒有查到" in note for note in panel.frame["notes"])


def test_a_profile_brings_its_call_line_as_the_lowest_ratio_to_extend_at():
    panel = known_panel("F1.10")
    panel.set(profile="tw-sfc-pledge")
    assert panel.result.renewal_line == COMPANY.call_line == 1.40


@given(any_values("F1.10"))
def test_payments_lie_on_business_days_and_interest_is_that_of_the_days(values):
    panel = shared("F1.10", "zh_TW")
    panel.set(**values)
    own = panel.result
    days = [own.drawn, *(paid.day for paid in own.payments)]
    if values["moved"] != "kept":
        assert set(days) <= set(settlement_days()), f"a payment on a day without business: {days}"
    since = [loan_days(before, after) for before, after in pairwise(days)]
    assert all(count > 0 for count in since)
    for paid, count in zip(own.payments, since, strict=True):
        assert paid.interest == pytest.approx(simple_interest(own.loan, paid.annual_rate, count))
        assert paid.annual_rate == pytest.approx(
            own.rate if paid.day <= own.terms[0].day else own.rate + values["reset"]
        )
    assert sum(paid.principal for paid in own.payments) == own.due.principal == own.loan
    assert [term.day for term in own.terms] == [
        paid.day for paid in own.payments if paid.day in {term.day for term in own.terms}
    ]
    assert own.missing > 0 and own.new_loan <= own.loan, "interest is never lent again"


@given(any_values("F1.10"))
def test_the_loan_is_extended_exactly_as_long_as_ratio_and_lender_allow(values):
    panel = shared("F1.10", "en")
    panel.set(**values)
    own, seen = panel.result, panel.values
    refused_at = {"agrees": None, "refuses-first": 1, "refuses-second": 2}[seen["credit"]]
    asked = -(-own.months // own.rules.term_months) - 1
    assert own.asked == asked and own.months == seen["months"]
    if not asked:
        assert own.state == "one-term"
    elif is_below(seen["ratio"], 1, seen["renewal_line"]):
        assert own.state == "refused-ratio" and len(own.terms) == 1
    elif refused_at and refused_at <= asked:
        assert own.state == "refused-lender" and len(own.terms) == refused_at
    else:
        assert own.state in ("extended", "same-rate") and len(own.terms) == asked + 1
        assert own.end.months == own.months


def heroes(panel):
    return [number["number"] for number in panel.frame["stage"]["hero"]]


def test_the_case_of_the_guess_asks_for_everything_on_its_last_day():
    """Facts of P1.11: 600,000 x 3 % x 182 days / 365; a new loan brings 60 % of 1.25 x 600,000."""
    panel = at_preset(TOO_LOW)
    assert panel.result.that_day.cash == pytest.approx(608_975.34, abs=0.005)
    assert heroes(panel) == ["608,975", "158,975", "24,000"]
    assert panel.frame["stage"]["chip"] == {"tone": "called", "word": "不准展延"}
    panel.set(ratio=1.30)
    assert heroes(panel)[0] == "8,975.34", "on the line the interest alone is due"
    assert panel.frame["stage"]["chip"] == {"tone": "near", "word": "展延獲准"}
    panel.set(ratio=1.67)
    assert panel.frame["stage"]["chip"]["tone"] == "safe", "a new loan would repay the whole principal"


def test_the_track_shows_what_the_lender_does_at_any_ratio():
    panel = at_preset(TOO_LOW)
    assert [tone for _, tone in panel.view.stage["zones"]] == ["called", "near", "safe"]
    panel.set(credit="refuses-first")
    assert panel.view.stage["zones"] == ((None, "called"),)
    panel.set(months=6)
    assert panel.view.stage["zones"] == () and panel.frame["stage"]["chip"]["tone"] == "none"


@given(any_values("F1.10"))
def test_the_step_falls_at_the_extension_line_from_everything_to_the_interest(values):
    panel = shared("F1.10", "en")
    panel.set(**values)
    chart, own = drawn(panel), panel.result
    high, low = chart["cash"]["y"][0], chart["cash"]["y"][-1]
    assert close(high, own.loan + own.that_day.interest)
    assert close(chart["now"]["y"][0], own.that_day.cash) and close(chart["now"]["x"][0], own.ratio * 100)
    if own.state in ("extended", "same-rate", "refused-ratio") and not own.is_refused_anyway:
        assert close(low, own.that_day.interest) and close(chart["line"]["x"][0], own.renewal_line * 100)
        assert close(chart["now"]["y"][0], high if own.ratio < own.renewal_line else low)
    else:
        assert close(low, high) and not (chart["line"]["x"] > 0).any()
    assert own.that_day.interest <= own.short + 0.01 and own.short <= chart["missing"]["y"][0] + own.rules.loan_step
    assert own.state == "one-term" or not own.end.refusal or own.short == own.missing


@given(any_values("F1.10"))
def test_the_plan_shows_the_payments_and_the_ends_of_the_terms(values):
    panel = shared("F1.10", "en")
    panel.set(**values)
    chart, own = drawn_in(panel, "plan"), panel.result
    before, after = chart["before"], chart["after"]
    for place, paid in enumerate(own.payments):
        assert before["x"][place] == after["x"][place] == (paid.day - own.drawn).days
        reset = paid.day > own.terms[0].day
        assert close(after["y"][place] if reset else before["y"][place], paid.interest)
        assert (before["y"][place] if reset else after["y"][place]) == 0
    ends = [(term.day - own.drawn).days for term in own.terms]
    assert list(chart["extended"]["x"][::3] if len(ends) > 1 else []) == ends[:-1]
    assert list(chart["due"]["x"]) == [ends[-1]] * 2
    places, texts = panel.view.drawers["plan"]["ticks"]["xaxis"]
    assert texts[-1] == own.end.day.isoformat() and places[-1] == ends[-1]
    assert all(later - earlier > 75 for earlier, later in pairwise(places))
