"""Several positions under one line, through the same machine: who is called, who pays, and who alone is sold.

A is 1,000 shares bought at 100 with a loan of 60,000; B is 1,000 shares sold short at 100 with 189,478 put up.
"""

import pytest
from support.toy_account import Lot, ToyAccount

from pledge_lib.market.plan import Payment, Plan
from pledge_lib.market.timeline import run_timeline

A, B = Lot("A", "2330", 1_000, loan=60_000), Lot("B", "2317", 1_000, put_up=189_478)
AGAIN = Lot("A again", "2330", 1_000, loan=50_000)
ACCOUNT = ToyAccount((A, B))


def run(desk, of_a, of_b, plan=None, account=ACCOUNT, first="2026-03-02"):
    days = desk.days(first, len(of_a))
    paths = {"2330": list(zip(days, of_a, strict=True)), "2317": list(zip(days, of_b, strict=True))}
    return run_timeline(account, paths, plan=plan or Plan())


@pytest.mark.parametrize(
    ("a", "b", "ratio", "called"),
    [(100, 100, 1.8092, ()), (90, 105, 1.6938, ()), (75, 120, 1.4693, ()), (55, 135, 1.2537, ("A",))],
)
def test_only_a_short_account_calls_and_only_its_weak_positions(desk, a, b, ratio, called):
    last = run(desk, [100, a], [100, b]).rows[1]
    assert last.ratio == pytest.approx(ratio, abs=5e-5), "A alone is below the line at 75, the account is not"
    assert tuple(last.called_sums) == called and last.state == ("called" if called else "normal")


def test_only_the_called_position_is_sold(desk):
    log = run(desk, [100, 55, 55, 55, 55, 55], [100, 135, 135, 135, 135, 135])
    assert log.states == ("normal", "called", "called", "called", "sale", "closed")
    assert log.rows[4].sold_shares == {"A": 1_000}
    assert log.rows[4].shortfall == 60_000 - (55_000 - 165 - 78) and log.rows[4].debt == 135_000, "B goes on"


def test_two_purchases_of_one_share_are_two_positions(desk):
    account = ToyAccount((A, AGAIN))
    days = desk.days("2026-03-02", 5)
    log = run_timeline(account, [(day, close) for day, close in zip(days, [100, 70, 70, 70, 70], strict=True)])
    assert tuple(log.rows[1].called_sums) == ("A",), "116.67 and 140 per cent, the account 127.27"
    assert log.rows[4].sold_shares == {"A": 1_000} and log.rows[4].principal == 50_000


def test_each_called_position_has_its_own_sum_and_its_own_payments(desk):
    prices = ([100, 60, 60, 60], [100, 160, 160, 160])
    asked = run(desk, *prices).rows[1]
    sums = {"A": round(60_000 - 60_000 / 1.66, 2), "B": round(1.66 * 160_000 - 189_478, 2)}
    assert asked.called_sums == sums and asked.called_sum == pytest.approx(sum(sums.values()))

    def paid(*payments):
        return run(
            desk,
            *prices,
            plan=Plan(payments=[Payment("2026-03-04", amount, position=name) for name, amount in payments]),
        ).rows[2]

    assert paid(("A", sums["A"]), ("B", sums["B"])).state == "cancelled"
    assert paid(("A", sums["A"] - 5_000), ("B", sums["B"] + 5_000)).state == "called", "too much for B is none for A"
    assert paid((None, sum(sums.values()))).state == "cancelled", "without a name it goes where something is missing"


def test_a_reserve_pays_every_called_position_in_turn(desk):
    log = run(desk, [100, 60, 60], [100, 160, 160], plan=Plan(reserve=200_000))
    assert log.states[-1] == "cancelled"
    assert log.rows[-1].from_reserve == pytest.approx(log.rows[1].called_sum)


def test_the_whole_account_at_the_cancel_level_closes_the_call_though_the_position_is_weak(desk):
    log = run(desk, [100, 55, 70], [100, 135, 80])
    assert log.rows[2].ratio >= 1.66 > 70 / 60 and log.states[2] == "cancelled"


def test_a_short_is_bought_in_but_not_at_a_locked_upper_limit(desk):
    rise = ([100] * 7, [100, 146, 146, 146, 146, 160, 160])
    sold = run(desk, *rise, account=ToyAccount((B, Lot("C", "2330", 1, loan=1))))
    assert sold.rows[4].sold_shares == {"B": 1_000}
    assert sold.rows[4].statement.tax == 0, "a purchase bears no transaction tax"
    locked = ([100] * 7, [100, 146, 146, 146, 160.6, 170, 170])
    log = run(desk, *locked, Plan(fill_chance=0.0), account=ToyAccount((B, Lot("C", "2330", 1, loan=1))))
    assert "unfilled" in log.rows[4].events and log.rows[5].sold_shares == {"B": 1_000}


def test_other_money_of_the_account_pays_before_the_bill(desk):
    path = ([100, 55, 55, 55, 55], [100, 135, 135, 135, 135])
    log = run(desk, *path, account=ToyAccount((A, B), cash=1_000))
    assert (log.rows[4].from_cash, log.rows[4].bill) == (1_000, log.rows[4].shortfall - 1_000)
