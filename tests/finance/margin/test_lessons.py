"""The numbers of the lesson on margin trading: worked example, figures, predictions, exercises, each by the library."""

from dataclasses import replace

import pytest
from support.shown import percent_text

import pledge_lib as pl
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.plan import breakeven_move, gross_return, yield_on_own
from pledge_lib.finance.margin.positions import Posted, value_to_post
from pledge_lib.finance.margin.quota import needed_for
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.money import round_half_up
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.sessions import first_sale_date

MARGIN = pl.rules("tw-margin")
LINE, TARGET, LIMIT = MARGIN.call_line, MARGIN.cure_target, MARGIN.daily_limit


def long(value, loan, name="A"):
    return pl.Long(name, shares=1_000, price=value / 1_000, loan=loan)


def account(*longs, shorts=(), **terms):
    return pl.MarginAccount(rules=MARGIN, longs=longs, shorts=shorts, **terms)


def opened_short(value, **terms):
    return pl.Short.open("B", shares=1_000, price=value / 1_000, rules=MARGIN, **terms)


def shown(fraction):
    return percent_text(fraction)


# Worked example: one margin purchase after another


@pytest.mark.parametrize(
    ("shares", "price", "own", "loan", "ratio", "call_price"),
    [
        (1_000, 100, 40_000, 60_000, "166.67%", 78.00),
        (2_000, 80, 64_000, 96_000, "166.67%", 62.40),
        (1_000, 55.30, 22_300, 33_000, "167.58%", 42.90),
    ],
    ids=["W1", "W2", "W3"],
)
def test_worked_example(shares, price, own, loan, ratio, call_price):
    position = pl.Long.open("A", shares=shares, price=price, rules=MARGIN)
    assert (position.equity, position.loan, shown(position.ratio)) == (own, loan, ratio)
    assert position.call_price(LINE) == pytest.approx(call_price, abs=1e-9)


def test_w1_room():
    assert shown(account(long(100_000, 60_000)).move_to()) == "−22.00%"


# Predictions


def test_p2_1_ten_up_and_ten_down():
    there_and_back = after_change(after_change(100_000, 0.10), -0.10)
    change = there_and_back / 100_000 - 1
    assert (shown(change), percent_text(gross_return(change, 0.60), places=1)) == ("−1.00%", "−2.5%")


def test_p2_2_and_e2_3_interest_days_over_a_holiday():
    days = pl.interest_days("2025-03-28", "2025-04-02")
    interest = [round_half_up(simple_interest(600_000, 0.065, each), places=2) for each in (days, 3, 5)]
    assert (days, interest) == (7, [747.95, 320.55, 534.25])


def test_p2_3_one_of_two_falls_by_thirty_and_the_account_is_not_called():
    both = account(long(100_000, 60_000, "A"), long(100_000, 60_000, "B")).moved({"A": -0.30})
    assert percent_text(both.ratio, places=1) == "141.7%"
    assert percent_text(both.position_ratios["A"], places=1) == "116.7%"
    assert both.called == ()


def test_p2_5_and_e2_5_cures():
    position = long(75_000, 60_000)
    sums = [round_half_up(position.called_sum(target), places=2) for target in (1.30, TARGET)]
    assert sums == [2_307.69, 14_819.28]
    assert [round_half_up(total) for total in sums] == [2_308, 14_819]
    assert round_half_up(position.called_sum(5 / 3)) == 15_000
    assert round_half_up(position.called_sum(TARGET) / position.called_sum(LINE), places=1) == 6.4
    assert round_half_up(position.called_sum(5 / 3) / position.called_sum(LINE), places=1) == 6.5
    assert [pl.add_to(75_000, 60_000, target) for target in (1.30, TARGET)] == pytest.approx([3_000, 24_600])
    assert account(position).called_sums() == {"A": pytest.approx(14_819.28, abs=0.005)}
    assert round_half_up(pl.sell_to(75_000, 60_000, TARGET)) == 37_273, "S4-35"


def ladder(ratio, steps):
    for _ in range(steps):
        ratio = after_change(ratio, -LIMIT)
    return ratio


def test_p2_6_and_e2_6_limit_downs():
    assert pl.limit_downs_to_line(5 / 3, LINE, limit=LIMIT) == 3
    assert [percent_text(ladder(5 / 3, steps), places=1) for steps in (2, 3, 5)] == ["135.0%", "121.5%", "98.4%"]
    assert ladder(1.215, 2) < 1, "equity is gone"
    assert round_half_up(limit_days_to_line(5 / 3, LINE, LIMIT), places=2) == 2.36


def test_p2_8_and_the_history_of_the_line_in_limit_days():
    today, thirty_years_ago, ten_years_ago = (margin_rules(day) for day in ("2026-01-05", "1997-01-06", "2010-01-04"))
    found = [
        limit_days_to_line(5 / 3, rules.call_line, rules.daily_limit)
        for rules in (today, thirty_years_ago, ten_years_ago)
    ]
    assert [round_half_up(days, places=2) for days in found] == [2.36, 2.40, 4.53]


# Exercises


def test_e2_1_before_costs():
    assert [shown(gross_return(change, 60_000 / 100_000)) for change in (0.10, -0.10)] == ["25.00%", "−25.00%"]


@pytest.mark.parametrize(("sold_for", "profit", "found"), [(90_000, -10_861, "−27.06%"), (110_000, 9_051, "22.55%")])
def test_e2_2_after_costs(sold_for, profit, found):
    bought = purchase(100_000, MARGIN)
    trip = round_trip(bought, sold_for, days=30, annual_rate=0.065, rules=MARGIN)
    assert (trip.profit, bought.own_money, shown(trip.return_on_own)) == (profit, 40_142, found)


def test_e2_2_on_own_funds_alone():
    trip = round_trip(purchase(100_000, MARGIN), 90_000, days=30, annual_rate=0.065, rules=MARGIN)
    assert shown(trip.profit / trip.purchase.own_funds) == "−27.15%"


def test_e2_4_account_ratio():
    sold = short_sale(50_000, MARGIN)
    assert (sold.tax, sold.commission, sold.handling_fee) == (150, 71, 40)
    for terms, before, after in (({}, "177.04%", "157.04%"), ({"net": False}, "177.27%", "157.27%")):
        both = account(long(100_000, 60_000), shorts=[opened_short(50_000, **terms)])
        assert (shown(both.ratio), shown(both.moved({"A": -0.22}).ratio)) == (before, after)


def test_e2_7_and_f2_8_statement_after_six_limit_downs():
    value = 100_000
    for _ in range(6):
        value = after_change(value, -LIMIT)
    sold = sale_statement(value, 60_000, 0, transaction_tax=MARGIN.transaction_tax, commission=MARGIN.commission)
    assert (round_half_up(sold.sale_value, places=2), sold.tax, sold.commission) == (53_144.10, 159, 75)
    assert [round_half_up(amount, places=2) for amount in (sold.net_proceeds, sold.shortfall)] == [52_910.10, 7_089.90]
    assert round_half_up(60_000 - value, places=2) == 6_855.90, "the wrong answer that forgets the costs"


def test_p2_7_e2_8_and_f2_6_the_short_leg():
    def rise(**terms):
        return shown(opened_short(100_000, **terms).move_to(LINE))

    assert [rise(), rise(short_sale_margin=1.30)] == ["45.75%", "76.52%"]
    assert [rise(net=False), rise(net=False, short_sale_margin=1.30)] == ["46.15%", "76.92%"]
    assert round_half_up(opened_short(100_000).call_price(LINE), places=2) == 145.75
    assert [shown(opened_short(100_000, net=net).ratio) for net in (True, False)] == ["189.48%", "190.00%"]
    raised = margin_rules("2025-04-07")
    assert shown(pl.Short.open("B", shares=1_000, price=100, rules=raised).move_to(LINE)) == "76.52%"


def test_e2_9_quota():
    needed = needed_for(1_000_000, pl.rules("tw-margin-opening"))
    assert (needed["turnover"], needed["proof"]) == (500_000, 300_000)


def test_e2_10_deadline_over_the_typhoon():
    served, sessions = "2024-10-01", MARGIN.cure_sessions
    assert pl.deadline(served, sessions).isoformat() == "2024-10-07"
    assert first_sale_date(served, sessions).isoformat() == "2024-10-08"


def test_e2_12_room_under_three_lines():
    position = long(100_000, 60_000)
    assert [percent_text(-position.move_to(line), places=0) for line in (1.20, 1.30, 1.40)] == ["28%", "22%", "16%"]


# Figures and other numbers of the lesson


def test_f2_1_break_even_of_thirty_days_and_the_yield_on_own_funds():
    assert shown(breakeven_move(financing_ratio=0.60, days=30, annual_rate=0.065, rules=MARGIN)) == "0.91%"
    assert yield_on_own(0.06, financing_ratio=0.60, annual_rate=0.05) > 0.06 > 0.05
    assert yield_on_own(0.05, financing_ratio=0.60, annual_rate=0.06) < 0.05


def test_f2_3_the_four_rows_of_the_fact_sheet():
    both = account(long(100_000, 60_000), shorts=[opened_short(100_000)])
    rows = [
        (100, 100, 289_478, 160_000, "180.92%", "166.67%", "189.48%", ()),
        (90, 105, 279_478, 165_000, "169.38%", "150.00%", "180.46%", ()),
        (75, 120, 264_478, 180_000, "146.93%", "125.00%", "157.90%", ()),
        (55, 135, 244_478, 195_000, "125.37%", "91.67%", "140.35%", ("A",)),
    ]
    for a, b, numerator, denominator, ratio, alone_a, alone_b, called in rows:
        now = both.at({"A": a, "B": b})
        assert (now.collateral, now.debt, shown(now.ratio)) == (numerator, denominator, ratio)
        assert [shown(each) for each in now.position_ratios.values()] == [alone_a, alone_b]
        assert now.called == called


def test_f2_3_one_of_two_equal_shares_may_fall_by_44_and_both_together_by_22():
    both = account(long(100_000, 60_000, "A"), long(100_000, 60_000, "B"))
    assert both.call_price("A") == pytest.approx(56)
    assert shown(both.move_to()) == "−22.00%"
    fallen = both.moved(-0.30)
    assert (percent_text(fallen.ratio, places=1), fallen.called) == ("116.7%", ("A", "B"))


def test_f2_5_the_same_sum_is_met_by_more_securities_than_cash():
    needed = account(long(75_000, 60_000)).called_sums()["A"]
    assert value_to_post(round_half_up(needed, places=2), MARGIN.posted_rate_listed) == 21_171
    posted = Posted("C", shares=1_000, price=21.171, rate=MARGIN.posted_rate_listed)
    assert posted.meets >= 14_819.28 > 0.70 * 21_170


def test_a_lender_of_the_fifties_and_a_flagged_share():
    flagged = round(MARGIN.financing_ratio - MARGIN.flagged_points, 2)
    for ratio, room in ((0.50, "−35.00%"), (flagged, "−35.00%"), (0.40, "−48.00%")):
        position = pl.Long.open("A", shares=1_000, price=100, rules=MARGIN, financing_ratio=ratio)
        assert shown(position.move_to(LINE)) == room


def test_a_raised_line_calls_what_the_old_one_left_alone():
    position = long(75_000, 60_000)
    regimes = [margin_rules(day) for day in ("2015-04-30", "2015-05-04")]
    called = [pl.MarginAccount(rules=rules, longs=[position]).called for rules in regimes]
    assert called == [(), ("A",)], "125% is above 120% and below 130%"
    assert pl.MarginAccount(rules=replace(MARGIN, call_line=1.40), longs=[long(83_999, 60_000)]).called == ("A",)
