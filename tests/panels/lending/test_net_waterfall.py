"""F3.3: a fee from gross to after tax: the broker's share, withholding and its waiver, the year's tax, the premium."""

from math import isnan

import pytest
from hypothesis import given
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel, rows, shared
from support.panel_presets import at_preset

import pledge_lib as pl

LENDING = pl.rules("tw-lending")
STEPS = ("gross", "broker", "sales-tax", "paid", "withheld", "premium", "net", "settled", "kept")


def amounts(panel):
    """Return the amounts of the table by step, with their signs."""
    return [row[1] for row in panel.frame["table"][1 : len(STEPS) + 1]]


def test_the_controls_run_as_the_lesson_asks():
    controls = {control.key: control for control in known_panel("F3.3").declaration.controls}
    share = controls["share"]
    assert [share.on_screen(end) for end in (share.low, share.high, share.step, share.default)] == [0, 40, 1, 20]
    assert controls["bracket"].options == ("5", "12", "20", "30", "40")
    assert controls["premium"].default is False is LENDING.premium_on_fee


def test_of_a_thousand_seven_hundred_and_fifty_reach_the_lender():
    """P3.2; E3.2: 986.30 becomes 739.73."""
    panel = at_preset("F3.3", "article")
    assert amounts(panel) == ["1,000", "−250", "0", "750", "0", "0", "750", "−150", "600"]
    assert amounts(at_preset("F3.3", "worked"))[3] == "739.73"


def test_one_brokers_rounded_fee():
    """G084: 975 gross, 195 for the broker, 780 paid."""
    assert amounts(at_preset("F3.3", "rounded"))[:7] == ["975", "−195", "0", "780", "0", "0", "780"]


def test_up_to_a_tax_of_2000_nothing_is_withheld_and_above_it_everything():
    for panel in both("F3.3"):
        panel.react({"preset": 3})
        assert panel.result.statement.paid == 20_000 and panel.result.state == "waived"
        panel.set(fee=25_013)  # a tax of 2,001
        assert panel.result.state == "withheld" and panel.result.statement.withheld == 2_001


def test_a_low_bracket_gets_back_what_was_withheld_and_a_high_one_pays_more():
    panel = at_preset("F3.3", "refund")
    assert panel.result.state == "refund" and "退回 1,200 元" in panel.frame["sentence"]
    assert rows(panel)["報稅時補繳或退回"] == ("+1,200", "退還給你")
    panel = at_preset("F3.3", "withheld", "en")
    assert panel.result.state == "withheld" and "takes NT$7,200 more, which leaves NT$14,400" in panel.frame["sentence"]


def test_the_premium_is_off_unless_the_reader_switches_it_on():
    """2.11 % above 20,000 in one payment (2ND C-15); whether it is due on a lending fee is not settled."""
    panel = at_preset("F3.3", "withheld")
    assert panel.result.statement.premium == 0 and len(panel.frame["notes"]) == 1
    panel.set(premium=True)
    assert panel.result.statement.premium == 506 and "這裡是 506 元" in panel.frame["notes"][1]
    panel.set(fee=25_000)
    assert panel.result.statement.premium == 0 and "沒有超過 20,000 元" in panel.frame["notes"][1]


def test_interest_on_cash_collateral_goes_to_the_borrower_and_transaction_tax_is_the_sellers():
    shown = rows(known_panel("F3.3", "en"))
    assert shown["interest on cash collateral"] == ("—", "the borrower (loans of the exchange)")
    assert shown["transaction tax"] == ("0", "only whoever sells shares pays it")


def test_without_a_fee_every_item_is_nothing():
    panel = known_panel("F3.3")
    panel.set(fee=0)
    assert panel.result.state == "no-fee" and set(amounts(panel)) == {"0"}


@given(any_values("F3.3"))
def test_the_waterfall_runs_from_total_to_total(values):
    panel = shared("F3.3", "zh_TW")
    panel.set(**values)
    chart, own = drawn(panel), panel.result
    assert list(chart["totals"]["y"]) == [8, 5, 2, 0], "the first step is on top"
    gross, paid, net, kept = chart["totals"]["x"]
    assert gross >= paid >= kept and paid >= net
    level = {0: gross, 3: paid, 6: net, 8: kept}
    running = gross
    for place in range(1, 9):
        if place in level:
            assert running == pytest.approx(level[place], abs=0.02), f"the cuts before bar {place} do not lead to it"
            continue
        at = list(chart["cuts"]["y"]).index(8 - place)
        base, height = chart["cuts"]["base"][at], chart["cuts"]["x"][at]
        if place == 7 and own.settled < 0:
            base, height = chart["refund"]["base"][0], chart["refund"]["x"][0]
            assert base == pytest.approx(running, abs=0.02)
            running = base + height
        else:
            assert base + height == pytest.approx(running, abs=0.02)
            running = base
    assert isnan(chart["refund"]["x"][0]) is (own.settled >= 0)
    assert close(kept, own.kept) and own.kept == pytest.approx(own.statement.net - own.settled)


def test_a_bar_of_nothing_says_why():
    labels = known_panel("F3.3", "en").frame["stage"]["labels"]
    assert labels["withheld"]["text"] == "0: waived" and labels["sales-tax"]["text"] == "0: lending is no sale"
    withheld = at_preset("F3.3", "withheld", "en").frame["stage"]["labels"]["withheld"]
    assert withheld["text"] == "−2,400"


@given(any_values("F3.3"))
def test_the_dot_of_the_payment_is_on_the_line_of_the_waiver(values):
    panel = shared("F3.3", "zh_TW")
    panel.set(**values)
    own, found = panel.result.statement, drawn_in(panel, "waiver")
    assert close(found["payment"]["x"][0], own.paid) and close(found["payment"]["y"][0], own.withheld)
    edge, last = found["withheld"]["x"][2:], found["withheld"]["y"][2:]
    assert close(edge[0], 20_000) and close(last[0], LENDING.withholding_waiver)
    assert (own.withheld > 0) is (own.paid >= 20_010), "cents of the tax are dropped before it is compared"
