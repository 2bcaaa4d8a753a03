"""F1.4: four cures, each as large as the ratio needs, and what becomes of the call."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, known_panel, shared

import pledge_lib as pl
from pledge_lib.finance.units import MONEY, PERCENT

BROKER, COMPANY, BANK = (pl.rules(name) for name in ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge"))
TARGET = {"130": 1.30, "140": 1.40, "150": 1.50, "160": 1.60, "166": 1.66, "166.67": 1.6667, "180": 1.80}


def way(panel, name):
    return getattr(panel.result, name)


def cells(panel, name):
    """Return the row of one cure in the table: sum, ratio after, state, rank."""
    label = panel.words(f"F1.4.row.{name}")
    return next(row[1:] for row in panel.frame["table"] if row[0] == label)


def test_to_130_as_the_lesson_prints_it():
    """E1.5 a: 38,461.54; 50,000; 1 lot or 834 odd shares; 166,666.67 without selling cost."""
    panel = known_panel("F1.4")
    panel.react({"preset": 1})
    panel.set(cash_counts=True)
    assert cells(panel, "repay")[0] == "38,461.54"
    assert cells(panel, "cash")[0] == "50,000"
    assert cells(panel, "shares")[0] == "60,000（1,000 股）"
    assert cells(panel, "sell")[0] == "166,666.67"
    panel.set(lot="1")
    assert cells(panel, "shares")[0] == "50,040（834 股）"
    assert {cells(panel, name)[2] for name in ("repay", "cash", "shares", "sell")} == {"暫不處分，追繳尚未解除"}


def test_to_166_as_the_lesson_prints_it():
    """E1.5 b and the table of identities: 138,554.22; 230,000; 348,484.85, or 352,406.98 with selling cost."""
    panel = known_panel("F1.4")
    panel.react({"preset": 2})
    panel.set(cash_counts=True)
    assert [cells(panel, name)[0] for name in ("repay", "cash", "sell")] == ["138,554.22", "230,000", "348,484.85"]
    panel.set(selling_cost=BROKER.selling_cost)
    assert cells(panel, "sell")[0] == "352,406.98"
    assert {cells(panel, name)[2] for name in ("repay", "cash", "shares", "sell")} == {"補足，追繳取消"}
    assert "還款 138,555 元，維持率從 120% 到 166%：補足了" in panel.frame["sentence"]


def test_the_case_of_the_prediction_repays_past_the_line_and_adds_only_up_to_it():
    """P1.3: 600,000 on 500,000; 50,000 repaid is 133.33 %, added as cash or shares exactly 130 %: both suspended."""
    panel = known_panel("F1.4", "en")
    panel.react({"preset": 0})
    assert panel.frame["sentence"] == (
        "Repaying NT$50,000 takes the ratio from 120% to 133.33%: the sale is suspended, the call not lifted."
    )
    panel.set(way="shares")
    assert panel.result.ratio_now == 1.3 and panel.result.outcome == "suspended"
    panel.set(way="cash", cash_counts=True)
    assert panel.result.ratio_now == 1.3
    panel.set(cash_counts=False)
    assert panel.result.ratio_now == 1.2 and panel.result.outcome == "called"


@given(any_values("F1.4"))
def test_each_cure_has_its_size_and_reaches_its_target(values):
    collateral, debt, target = values["collateral"], values["debt"], TARGET[values["target"]]
    cost, haircut = values["selling_cost"], values["haircut"]
    for panel in both("F1.4"):
        panel.set(**values)
        repay, cash, shares, sell = panel.result.ways
        assert repay.amount == pl.repay_to(collateral, debt, target)
        assert cash.amount == (pl.add_to(collateral, debt, target) if values["cash_counts"] else math.inf)
        assert sell.amount == pl.sell_to(collateral, debt, target, cost=cost)
        assert shares.amount == shares.shares * values["price"]
        assert shares.shares % int(values["lot"]) == 0
        needed = pl.add_to(collateral, debt, target)
        lot_counts = int(values["lot"]) * values["price"] * (1 - haircut)
        counted = shares.amount * (1 - haircut)
        assert needed * (1 - 1e-9) <= counted <= needed + lot_counts * (1 + 1e-9)
        for one in panel.result.ways:
            row = cells(panel, one.name)
            if one.is_possible:
                assert one.ratio >= target * (1 - 1e-9) or one.amount == 0, f"{one.name} leaves {one.ratio}"
                assert row[0].startswith(MONEY.write(one.amount)) and row[1] == PERCENT.write(one.ratio)
            else:
                assert row[0] == panel.words(f"F1.4.sum.{one.name}") and row[1] == row[3] == "—"
        assert wrong_sums(panel.frame["why"]) == []
        assert sums(panel.frame["why"]) or debt == 0


@given(any_values("F1.4"))
def test_what_each_way_takes_is_where_its_curve_meets_the_target(values):
    panel = shared("F1.4", "en")
    panel.set(**values)
    lab, lines = panel.result, drawn(panel)
    for one in (lab.repay, lab.cash, lab.sell):
        if one.is_possible and one.amount:
            reached = lab.ratio_after(one.name, one.amount)
            assert math.isclose(reached, lab.target, rel_tol=1e-6) or reached == math.inf
    low, high = panel.frame["ranges"]["yaxis"]
    assert close(lines["now"]["x"][0], lab.brought)
    assert close(lines["now"]["y"][0], min(max(lab.ratio_now * 100, low), high))


@given(any_values("F1.4"))
def test_the_zones_of_the_lead_change_where_the_call_does(values):
    panel = shared("F1.4", "en")
    panel.set(**values)
    lab = panel.result
    if not lab.is_called:
        assert lab.outcome in ("no-call", "no-debt") and panel.frame["stage"]["zones"] == ()
        return
    for level, below, reached in (
        (lab.rules.call_line, {"called"}, {"suspended", "closed"}),
        (lab.rules.cure_target, {"called", "suspended"}, {"closed"}),
    ):
        needed = lab.needed(level)
        if not math.isfinite(needed):
            assert replace(lab, brought=lab.collateral).outcome in below
            continue
        assert replace(lab, brought=needed * 1.000001 + 0.01).outcome in reached
        assert replace(lab, brought=needed * 0.999999 - 0.01).outcome in below or needed < 1


@given(any_values("F1.4"))
def test_the_sentence_says_the_money_and_what_it_does(values):
    for panel in both("F1.4"):
        panel.set(**values)
        sentence, lab = panel.frame["sentence"], panel.result
        if lab.state in ("called", "normal"):
            parts = [MONEY.write(lab.brought), PERCENT.write(lab.ratio), PERCENT.write(lab.ratio_now)]
            assert [part for part in parts if part not in sentence] == []
        assert bool(panel.frame["notes"]) == (not lab.sell.is_possible)


@given(any_values("F1.4"))
def test_ranks_follow_the_sums(values):
    panel = shared("F1.4", "en")
    panel.set(**values)
    ordered = sorted((one for one in panel.result.ways if one.is_possible), key=lambda one: one.rank)
    assert [one.rank for one in ordered] == list(range(1, len(ordered) + 1))
    assert [one.amount for one in ordered] == sorted(one.amount for one in ordered)


@pytest.mark.parametrize("rules", [BROKER, COMPANY, BANK], ids=lambda rules: rules.name)
@pytest.mark.parametrize("target", TARGET)
def test_back_at_the_line_only_suspends_and_the_full_sum_closes(rules, target):
    """LESSONS 0.5: two levels, by profile; at the securities finance company 130 % is still below the line."""
    panel = known_panel("F1.4")
    panel.set(profile=rules.name, target=target)
    expected = "closed" if TARGET[target] >= rules.cure_target else "suspended"
    if TARGET[target] < rules.call_line:
        expected = "called"
    assert way(panel, "repay").state == expected
    assert cells(panel, "repay")[2] == panel.words(f"F1.4.state.{expected}")
    assert panel.frame["why"].endswith(
        f"低於 {PERCENT.write(rules.call_line)} 開始追繳；補到 {PERCENT.write(rules.cure_target)} 才算補足；"
        f"什麼都不補、光靠股價回升，要到 {PERCENT.write(rules.cancel_level)} 追繳才取消。"
    )


def test_cash_is_collateral_only_where_the_lender_counts_it():
    panel = known_panel("F1.4", "en")
    assert cells(panel, "cash")[0] == "cash does not count here"
    panel.set(cash_counts=True)
    assert cells(panel, "cash")[:2] == ("230,000", "166%")


def test_without_a_debt_nothing_is_needed():
    panel = known_panel("F1.4")
    panel.set(debt=0, cash_counts=True)
    assert panel.result.state == "no-debt"
    assert panel.frame["sentence"] == panel.words("F1.4.sentence.no-debt")
    assert {one.amount for one in panel.result.ways} == {0} and cells(panel, "repay")[1] == "∞"
    panel.set(collateral=0)
    assert panel.result.state == "no-debt"


def test_without_collateral_only_money_or_other_shares_help():
    panel = known_panel("F1.4")
    panel.set(collateral=0)
    assert panel.result.state == "called" and panel.result.ratio == 0
    assert cells(panel, "repay")[0] == "500,000"
    assert cells(panel, "sell")[0] == "賣光也不夠"
    assert "救不了" in panel.frame["notes"][0]


def test_shares_worth_exactly_the_debt_can_be_sold_to_the_last():
    """What binary arithmetic leaves over is nothing: no refusal, no debt of a billionth of a dollar."""
    for amount in (10_000, 470_000, 1_230_000):
        panel = known_panel("F1.4")
        panel.set(collateral=amount, debt=amount, selling_cost=0.0, target="140")
        assert way(panel, "sell").amount == pytest.approx(amount)
        assert way(panel, "sell").ratio == math.inf


def test_too_deep_a_fall_says_that_selling_all_is_not_enough():
    panel = known_panel("F1.4", "en")
    panel.react({"preset": 3})
    assert way(panel, "sell").state == "impossible"
    assert "selling and repaying cannot save this loan" in panel.frame["notes"][0]


def test_a_target_below_the_ratio_of_a_called_loan_is_named():
    panel = known_panel("F1.4")
    panel.set(profile="tw-sfc-pledge", collateral=670_000, target="130")  # 134 %, the line is 140 %
    assert panel.result.state == "target-too-low"
    assert "134%" in panel.frame["sentence"] and "166%" in panel.frame["sentence"]


def test_on_the_line_is_not_called_and_on_the_target_needs_nothing():
    panel = known_panel("F1.4")
    panel.set(collateral=650_000)
    assert panel.result.state == "normal"
    assert cells(panel, "repay")[2] == "本來就沒有追繳"
    panel.set(collateral=649_999)
    assert panel.result.state == "called"
    panel.set(collateral=830_000)
    assert panel.result.state == "at-target" and cells(panel, "repay")[0] == "0"
