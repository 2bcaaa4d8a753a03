"""F1.5: what a loan costs by the day, beside another, and the lenders' table that a reader may edit."""

import math

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel
from support.panel_presets import at_preset

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.finance.interest import handling_fee
from pledge_lib.finance.units import MONEY, PERCENT

HUA_NAN = "hua-nan-securities-a-16"
KGI = "kgi-securities-article-002"
LENDERS = {lender.id: lender for lender in pl.lenders()}


def sheet(panel) -> dict[str, tuple]:
    """Return the rows of the lenders' table by the id of the lender."""
    _, *lines = panel.frame["sheet"]
    return {line[1]["key"].removeprefix("rate:"): tuple(line) for line in lines}


def text_cells(panel):
    return {name: row[3:5] for name, row in sheet(panel).items()}


@pytest.mark.parametrize(("place", "effective"), [(0, "13.09%"), (1, "6.33%"), (2, "3.78%")])
def test_a_cheap_rate_with_a_fee_is_dear_for_a_short_loan(place, effective):
    """LESSONS 0.4: 2.95 % and NT$5,000 on NT$600,000 for 30, 90 and 365 days; breakeven with 6.45 % at 86.9 days."""
    for panel in both("F1.5"):
        panel.react({"reset": True})
        panel.react({"preset": place})
        assert panel.frame["table"][6][1] == effective
        assert panel.frame["table"][7][1] == "86.9"
        assert effective in panel.frame["sentence"] and "86.9" in panel.frame["sentence"]
        assert panel.result.state == ("dearer" if place == 0 else "cheaper")
        assert close(drawn(panel)["crossing"]["x"][0], panel.result.breakeven)


def test_the_sentence_says_each_number_beside_its_name():
    panel = known_panel("F1.5")
    panel.react({"preset": 0})
    assert panel.frame["sentence"] == ("借 30 天，有效年成本 13.09%，對方 6.45%：貴 3,273.97 元。第 86.9 天打平。")
    panel.speak("en")
    assert panel.frame["sentence"] == (
        "30 days cost you 13.09% a year against 6.45%: NT$3,273.97 more. Breakeven is day 86.9."
    )


def assert_yearly_cost(chart, result, mine, other):
    """Hold the dots and curves of the main picture to the yearly costs; what is beyond the axis is an arrow."""
    high = float(chart["beyond"]["y"][0])
    for place, (uid, cost) in enumerate((("now", mine), ("other-now", other))):
        arrow = chart["beyond"]["x"][place]
        if cost * 100 <= high:
            assert close(chart[uid]["x"][0], result.days) and close(chart[uid]["y"][0], cost * 100)
            assert math.isnan(arrow)
        else:
            assert math.isnan(chart[uid]["y"][0]) and close(arrow, result.days)
    for uid, offer in (("mine", result.mine), ("other", result.other)):
        days, costs = chart[uid]["x"], chart[uid]["y"]
        assert (days[1:] >= days[:-1]).all() and days[0] == 1
        assert close(costs[-1], offer.effective_on(float(days[-1])) * 100) and costs[-1] < high
        assert (costs[1:] <= costs[:-1] * (1 + 1e-6)).all(), "a fee paid once never makes a longer loan dearer"


@given(any_values("F1.5"))
def test_sentence_table_and_lines_show_the_cost(values):
    loan, days = values["loan"], min(values["days"], values["repaid_on"])
    fixed = values["account_fee"] + values["fee_per_lot"] * values["lots"] + values["fee_per_draw"]
    interest = pl.simple_interest(loan, values["rate"], days)
    waiver = {"minimum": values["fee_minimum"], "waived_at": values["fee_waived_at"] or math.inf}

    def fees_on(day):
        return fixed + handling_fee(loan, values["fee_share"], pl.simple_interest(loan, values["rate"], day), **waiver)

    fees = fees_on(days)
    other = pl.simple_interest(loan, values["other_rate"], days) + values["other_fees"]
    effective = pl.effective_annual_cost(loan, values["rate"], days, fees)
    for panel in both("F1.5"):
        panel.set(**values)
        mine = [row[1] for row in panel.frame["table"]]
        assert mine[1:7] == [
            PERCENT.write(values["rate"]),
            MONEY.write(fees),
            MONEY.write(loan * values["rate"] / 365),
            MONEY.write(interest),
            MONEY.write(interest + fees),
            PERCENT.write(effective),
        ]
        assert panel.frame["table"][5][2] == MONEY.write(other)
        assert PERCENT.write(effective) in panel.frame["sentence"]
        assert_yearly_cost(
            drawn(panel),
            panel.result,
            effective,
            pl.effective_annual_cost(loan, values["other_rate"], days, values["other_fees"]),
        )
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) == 2, panel.frame["why"]
        chart = drawn_in(panel, "money")
        assert close(chart["mine"]["y"][0], fees_on(0))
        assert close(chart["mine"]["y"][-1], fees_on(730) + loan * values["rate"] * 730 / 365)
        assert close(chart["other"]["y"][-1], values["other_fees"] + loan * values["other_rate"] * 730 / 365)
        assert close(chart["now"]["x"][0], days)
        assert close(chart["now"]["y"][0], interest + fees) and close(chart["now"]["y"][1], other)
        assert close(chart["paid"]["y"][0], fees) and close(chart["paid"]["y"][-1], interest + fees)
        assert (chart["paid"]["y"][1:] >= chart["paid"]["y"][:-1]).all(), "what was paid never comes back"
        crossing = float(chart["crossing"]["x"][0])
        met = panel.result.breakeven
        jumps = met is not None and met in (panel.result.mine.waived_on, panel.result.other.waived_on)
        assert (
            math.isnan(crossing)
            or jumps
            or abs(
                fees_on(crossing)
                + loan * values["rate"] * crossing / 365
                - values["other_fees"]
                - loan * values["other_rate"] * crossing / 365
            )
            <= 1e-4
            * (1 + fees_on(0) + values["other_fees"] + loan * (values["rate"] + values["other_rate"]) * crossing / 365)
        )


def test_the_lines_cross_never_or_meet_for_good():
    panel = known_panel("F1.5")
    assert panel.result.state == "never" and panel.frame["table"][7][1] == "—"
    assert math.isnan(drawn(panel)["crossing"]["x"][0])
    panel.set(other_rate=0.03)
    assert panel.result.state == "equal"
    panel.set(other_fees=100, rate=0.0305)
    assert panel.result.state == "cheaper"
    assert panel.result.breakeven == pytest.approx(100 / (600_000 * 0.0005 / 365))


def test_repaying_early_stops_the_clock():
    panel = known_panel("F1.5")
    panel.set(days=90, repaid_on=30)
    assert panel.result.days == 30 and panel.frame["table"][4][1] == "1,479.45"


def test_what_early_repayment_saves_and_what_the_interest_weighs_are_those_of_the_lesson():
    """600,000 at 6.45 %: of 182 days, repaid on day 120; 50,000 a month and 50,000 of dividends a year."""
    panel = at_preset("F1.5", "early", "en")
    told = {row[0]: row[1] for row in panel.frame["table"]}
    assert told[panel.words("F1.5.row.saved")] == MONEY.write(600_000 * 0.0645 * (182 - 120) / 365)
    assert told[panel.words("F1.5.row.of_income")] == PERCENT.write(600_000 * 0.0645 * 30 / 365 / 50_000)
    assert told[panel.words("F1.5.row.of_dividends")] == PERCENT.write(600_000 * 0.0645 / 50_000)
    panel.set(dividends=0, repaid_on=730)
    told = {row[0]: row[1] for row in panel.frame["table"]}
    assert told[panel.words("F1.5.row.saved")] == "0" and told[panel.words("F1.5.row.of_dividends")] == "—"


def test_monthly_payments_rise_every_thirty_days_to_the_same_total():
    panel = known_panel("F1.5")
    panel.set(days=90, account_fee=1_000)
    once = drawn_in(panel, "money")["paid"]
    panel.set(paid="monthly")
    monthly = drawn_in(panel, "money")["paid"]
    assert once["y"][-1] == monthly["y"][-1]
    day_30 = 600_000 * 0.03 * 30 / 365
    steps = sorted({(float(day), round(float(paid), 2)) for day, paid in zip(monthly["x"], monthly["y"], strict=True)})
    assert (0, 1_000) in steps
    for months in (1, 2, 3):
        assert (30 * months, round(1_000 + months * day_30, 2)) in [
            (day, pytest.approx(paid, abs=0.01)) for day, paid in steps
        ]
    assert "30" in panel.frame["notes"][0]


@pytest.mark.parametrize("lender", LENDERS.values(), ids=lambda lender: lender.id)
def test_a_lender_fills_in_its_own_terms(lender):
    panel = known_panel("F1.5")
    panel.set(account_fee=9_900, fee_per_draw=900)
    panel.react({"key": "lender", "value": lender.id})
    values = panel.values
    assert values["rate"] == lender.annual_rate and values["account_fee"] == lender.account_fee_low
    assert values["fee_share"] == lender.fee_share_of_loan
    assert values["fee_minimum"] == lender.fee_minimum
    assert (values["fee_waived_at"] or math.inf) == lender.fee_waived_at
    assert values["fee_per_lot"] == lender.fee_per_lot and values["fee_per_draw"] == lender.fee_per_draw
    panel.react({"key": "other", "value": lender.id})
    assert panel.result.state == "equal", "the same lender on both sides costs the same"
    assert text_cells(panel)[lender.id] == (panel.frame["table"][5][1], panel.frame["table"][6][1])


@pytest.mark.parametrize(("edited", "typed"), [("rate", "9.99%"), ("fees", "12,345")])
def test_an_edited_cell_changes_its_own_row_only(edited, typed):
    panel = known_panel("F1.5")
    for lender in ("kgi-securities-article-002", "cathay-securities-article-000"):
        panel.react({"reset": True})
        before = text_cells(panel)
        panel.react({"key": f"{edited}:{lender}", "typed": typed})
        after = text_cells(panel)
        assert {name for name in before if before[name] != after[name]} == {lender}
    cost = 600_000 * LENDERS[lender].annual_rate * 30 / 365
    expected = cost + 12_345 if edited == "fees" else 600_000 * 0.0999 * 30 / 365
    assert after[lender][0] == MONEY.write(expected)
    panel.react({"reset": True})
    assert text_cells(panel) == before


def test_rows_that_contradict_each_other_both_stand_in_the_table():
    """Two articles give Fubon, KGI and Yuanta different terms; neither is thrown away."""
    panel = known_panel("F1.5", "en")
    assert list(sheet(panel)) == list(LENDERS)
    for firm in ("KGI Securities", "Yuanta Securities"):
        found = [row for name, row in sheet(panel).items() if LENDERS[name].lender["en"] == firm]
        assert len(found) >= 2
        assert len({panel.values[row[1]["key"]] for row in found}) >= 2, f"{firm} stands there with one rate only"
        assert len({row[0] for row in found}) == 1
        assert len({row[-1] for row in found}) >= 2, "the source tells the rows apart"


def test_every_row_has_its_date_its_kind_and_a_source_that_is_spelled_out():
    for panel in both("F1.5"):
        for name, row in sheet(panel).items():
            assert row[-2] == LENDERS[name].as_of.isoformat()
            assert row[-3] == panel.words(f"F1.5.rate_is.{LENDERS[name].rate_is}")
            source = datasets.sources()[row[-1]]
            title = panel.words.of(source.title)
            assert any(row[-1] in line and title in line for line in panel.frame["badges"]), f"{row[-1]}: no title"


def test_an_edited_number_is_no_longer_the_lenders():
    panel = known_panel("F1.5", "en")
    panel.set(lender=KGI, other=KGI)
    panel.set(rate=0.05)
    assert panel.values["lender"] == "own" and panel.values["other"] == KGI
    panel.set(other_fees=10)
    assert panel.values["other"] == "own" and panel.values["other_fees"] == 10


def test_the_other_lenders_fees_grow_with_the_loan():
    panel = known_panel("F1.5", "en")
    panel.set(loan=600_000)
    panel.set(other=KGI)
    small = panel.values["other_fees"]
    panel.set(loan=5_000_000)
    lender = LENDERS[KGI]
    assert small == pytest.approx(600_000 * lender.fee_share_of_loan)
    assert panel.values["other_fees"] == pytest.approx(5_000_000 * lender.fee_share_of_loan)


def test_a_handling_fee_is_charged_until_the_interest_reaches_its_waiver():
    """TAIWAN 1.6, firm A-16: 0.1425 % of the loan, NT$100 at least, waived once the interest reaches NT$100."""
    for panel in both("F1.5"):
        panel.react({"reset": True})
        panel.set(loan=100_000, days=3, lots=0)
        panel.react({"key": "lender", "value": HUA_NAN})
        assert panel.frame["table"][5][1] == MONEY.write(53.01 + 142.5) == "195.51"
        assert "142.5" not in panel.frame["notes"][0] and "100" in panel.frame["notes"][0]
        assert text_cells(panel)[HUA_NAN][0] == "195.51"
        panel.react({"key": "days", "value": 5})
        assert panel.result.mine.fees == 142.5 and panel.result.mine.waived_from == 6
        panel.react({"key": "days", "value": 6})
        assert panel.result.mine.fees == 0 and text_cells(panel)[HUA_NAN][0] == panel.frame["table"][5][1]


def test_interest_of_exactly_the_sum_waives_the_fee_and_the_line_drops_on_that_day():
    panel = known_panel("F1.5")
    panel.set(loan=365_000, rate=0.05, days=2, fee_share=0.001425, fee_minimum=100, fee_waived_at=100)
    assert panel.result.interest == 100 and panel.result.mine.fees == 0
    chart = drawn_in(panel, "money")["mine"]
    assert [round(float(day), 6) for day in chart["x"]] == [0, 2, 2, 730]
    assert float(chart["y"][1]) - float(chart["y"][2]) == pytest.approx(365_000 * 0.001425, rel=1e-4)


def test_the_day_of_a_waiver_may_be_the_day_of_breakeven():
    panel = known_panel("F1.5")
    panel.set(loan=365_000, rate=0.05, days=1, fee_share=0.001425, fee_waived_at=100, other_rate=0.05, other_fees=300)
    assert panel.result.breakeven == 2 and panel.result.state == "dearer"
    panel.set(days=2)
    assert panel.result.state == "cheaper"


def test_the_other_lenders_fee_is_waived_as_well():
    panel = known_panel("F1.5")
    panel.set(loan=100_000, lots=0, days=3)
    panel.react({"key": "other", "value": HUA_NAN})
    assert panel.values["other_fees"] == 142.5 and float(drawn_in(panel, "money")["other"]["y"][-1]) == pytest.approx(
        12_900
    )
    panel.react({"key": "days", "value": 30})
    assert panel.values["other_fees"] == 0 and panel.result.other.fees == 0
