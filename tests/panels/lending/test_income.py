"""F3.1: the fee of each day at its close, their sum, and the days on which it is paid."""

from datetime import date

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import LANGUAGES, any_values, both, drawn, drawn_in, known_panel, rows

import pledge_lib as pl
from pledge_lib.finance.interest import simple_interest
from pledge_lib.panels.lending.income import figure
from pledge_lib.panels.lending.income_model import MOST_PAYMENTS

SPECIFIED = {  # in the reader's units; the rate moves in the finest step of a channel, not in that of auctions
    "price": (5, 2_000, 1, 800),
    "shares": (1_000, 50_000, 1_000, 1_000),
    "rate": (0.01, 16, 0.01, 3),
    "days": (1, 180, 1, 15),
}


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figure().controls if control.key == key)
    found = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert found == SPECIFIED[key]


def test_800_000_at_3_per_cent_for_15_days_is_986_30():
    panel = known_panel("F3.1", "en")
    assert round(panel.result.fees[0], 2) == 65.75 and round(panel.result.gross, 2) == 986.30
    assert "a fee of NT$986.30 in all" in panel.frame["sentence"]
    panel.set(share=0.25)
    assert round(panel.result.received.paid, 2) == 739.73


@pytest.mark.parametrize(("preset", "gross"), [(1, 378), (2, 1_920)])
def test_one_brokers_rounding_turns_383_56_into_378_and_1972_60_into_1920(preset, gross):
    panel = known_panel("F3.1")
    panel.react({"preset": preset})
    assert panel.result.gross == gross
    panel.set(rounding="none")
    assert round(panel.result.gross, 2) == {378: 383.56, 1_920: 1_972.60}[gross]


def test_a_very_small_loan_gains_by_the_least_fee_of_a_day():
    panel = known_panel("F3.1", "en")
    panel.set(price=16.8, rate=0.001, shares=4_000, rounding="one-brokers")
    assert panel.result.gross == 15 and panel.result.unrounded < 3
    assert "least fee of NT$1 a day brings" in panel.frame["notes"][0]


def test_a_rising_price_earns_more_than_a_standing_one():
    """Over 60 days the mean of an even rise of 20 per cent is near 10 per cent."""
    panel = known_panel("F3.1")
    panel.react({"preset": 3})
    result = panel.result
    assert result.closes[0] == 800 and result.closes[-1] == pytest.approx(960)
    assert result.gross / result.at_first_close == pytest.approx(1.10, abs=0.01)


def test_the_real_closes_are_those_of_the_data():
    panel = known_panel("F3.1")
    panel.react({"preset": 7})
    series, result = pl.prices("2330"), panel.result
    assert result.closes[0] == series.close("2022-01-03") == 631
    assert result.closes[1] == pytest.approx(series.close("2022-01-04"))
    assert result.closes[-1] == pytest.approx(series.close("2022-07-01"))
    assert result.gross == pytest.approx(sum(close * 1_000 * 0.03 / 365 for close in result.closes))


def test_monthly_payments_come_on_the_second_business_day_of_the_month():
    panel = known_panel("F3.1")
    panel.react({"preset": 4})
    paid = [cash.payment.paid_on for cash in panel.result.payments]
    assert paid == [date(2026, 7, 2), date(2026, 8, 4), date(2026, 9, 2), date(2026, 9, 9)]
    assert panel.result.received.withheld == 0 and panel.result.other_way.withheld == 3_156
    panel.react({"preset": 5})
    assert [cash.payment.paid_on for cash in panel.result.payments] == paid[-1:]
    assert panel.result.received.withheld == 3_156


def test_an_auction_is_paid_at_the_return_and_refuses_15_93_per_cent():
    panel = known_panel("F3.1", "en")
    panel.set(days=90, channel="auction", settle="monthly")
    assert len(panel.result.payments) == 1 and "settle" in panel.frame["idle"]
    assert panel.result.state == "fixed"
    panel.set(rate=0.1593)
    assert panel.result.state == "off-step" and "15.93% is refused" in panel.frame["sentence"]
    panel.set(channel="negotiated")
    assert panel.result.state == "fixed"


@pytest.mark.parametrize(("language", "said"), [("zh_TW", "0.01% 到 16%"), ("en", "between 0.01% and 16%")])
def test_18_per_cent_for_a_hot_stock_is_refused(language, said):
    panel = known_panel("F3.1", language)
    panel.react({"key": "rate", "typed": "18", "view": "a", "number": 1})
    assert said in panel.frame["refusal"]["sentence"]
    assert panel.values["rate"] == 0.03


def test_a_day_of_return_without_business_is_said():
    panel = known_panel("F3.1", "en")
    panel.set(days=17)
    assert panel.result.returned == date(2026, 6, 27), "a Saturday"
    assert any("no business day" in note for note in panel.frame["notes"])


def test_fees_from_before_the_rule_come_with_the_first_settlement_on_its_own_day():
    panel = known_panel("F3.1", "en")
    panel.set(lent=date(2026, 3, 2), days=150)
    first = panel.result.payments[0].payment
    assert (first.first, first.until, first.paid_on) == (date(2026, 3, 2), date(2026, 6, 1), date(2026, 6, 2))
    assert any("begins on 2026-06-01" in note for note in panel.frame["notes"])


@given(any_values("F3.1"))
def test_every_fee_day_is_paid_once_and_nothing_is_paid_twice(values):
    panel = both("F3.1")[0]
    panel.set(**values)
    result = panel.result
    assert 1 <= len(result.payments) <= MOST_PAYMENTS
    assert sum(cash.payment.days for cash in result.payments) == result.days == values["days"]
    assert result.received.gross == pytest.approx(result.gross)
    received = result.received
    assert received.net <= received.paid <= received.gross
    assert received.paid == pytest.approx(result.other_way.paid, abs=MOST_PAYMENTS), "floored shares aside"
    days = [cash.payment.paid_on for cash in result.payments]
    assert days == sorted(set(days)) and days[-1] > result.returned


@given(any_values("F3.1"))
def test_at_a_standing_price_the_days_add_up_to_the_closed_form(values):
    panel = both("F3.1")[0]
    panel.set(**values | {"mark": "fixed", "rounding": "none"})
    result = panel.result
    value = values["price"] * values["shares"]
    assert result.gross == pytest.approx(simple_interest(value, values["rate"], values["days"], 365))


@given(any_values("F3.1"))
def test_the_marks_stand_where_the_numbers_say(values):
    panel = both("F3.1")[0]
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    assert chart["gross"]["y"][-1] == pytest.approx(result.gross, rel=1e-5)
    assert chart["earned"]["y"][-1] == pytest.approx(result.received.paid, rel=1e-5)
    assert chart["now"]["y"][0] == pytest.approx(result.received.paid, rel=1e-5)
    assert chart["received"]["y"][-1] == pytest.approx(result.received.net, rel=1e-5)
    assert chart["payments"]["y"][-1] == pytest.approx(result.received.net, rel=1e-5)
    last = (result.payments[-1].payment.paid_on - result.lent).days
    assert chart["payments"]["x"][-1] == last <= panel.frame["ranges"]["xaxis"][1]
    assert result.gross <= panel.frame["ranges"]["yaxis"][1]
    fee = drawn_in(panel, "fee")["fee"]
    assert list(fee["y"]) == pytest.approx([result.fees[int(day) - 1] for day in fee["x"]], rel=1e-5)
    assert (fee["x"][0], fee["x"][-1]) == (1, result.days)


def test_the_line_of_fees_is_the_sum_of_the_days_up_to_each():
    panel = known_panel("F3.1")
    panel.react({"preset": 7})
    chart, fees = drawn(panel)["gross"], panel.result.fees
    assert len(chart["x"]) < 30, "180 days are not sent one by one"
    for day, height in zip(chart["x"][:-1], chart["y"][:-1], strict=True):
        assert height == pytest.approx(sum(fees[: int(day)]), rel=1e-5)


def test_the_axis_stands_while_the_days_are_moved():
    panel = known_panel("F3.1")
    ends = set()
    for days in (1, 15, 30, 50):
        panel.set(days=days)
        ends.add((panel.view.ranges["xaxis"], panel.view.ranges["yaxis"]))
    assert ends == {((0, 60), (0, 4_000))}
    for days in (59, 60):  # as far as the hand goes on that axis: the payment comes after it, the height is the same
        panel.set(days=days)
        assert panel.view.ranges["yaxis"] == (0, 4_000) and panel.result.gross < 4_000


def test_the_chip_tells_how_the_money_comes():
    panel = known_panel("F3.1", "en")
    assert panel.frame["stage"]["chip"] == {"tone": "none", "word": "in one sum"}
    panel.react({"preset": 4})
    assert panel.frame["stage"]["chip"]["word"] == "in 4 payments"
    panel.react({"preset": 6})
    assert panel.frame["stage"]["chip"] == {"tone": "near", "word": "rate off the step"}


def test_the_cash_table_adds_up_to_the_total():
    panel = known_panel("F3.1")
    panel.react({"preset": 4})
    net = sum(float(row[5].replace(",", "")) for row in panel.frame["sheet"][1:])
    (total,) = rows(panel)["入帳合計"]
    assert float(total.removesuffix(" 元").replace(",", "")) == pytest.approx(net, abs=0.03), "each row is rounded"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_of_the_why_hold(language):
    panel = known_panel("F3.1", language)
    for place in range(len(panel.declaration.presets)):
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
