"""Money is conserved to the cent: through every forced sale, every own sale, the reserve and the bill."""

import math
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.walks import CENT, cases, walks

from pledge_lib.market.timeline import run_timeline


@given(cases())
def test_every_statement_uses_up_what_the_sale_brought(case):
    for row in case.log:
        for statement in (*row.statements, *row.own_sales):
            used = statement.tax + statement.commission + statement.interest_paid + statement.principal_paid
            assert math.isclose(used + statement.surplus, statement.sale_value, abs_tol=CENT)
            assert statement.surplus == 0 or statement.shortfall == 0
            if statement.surplus:
                assert row.principal == row.interest == row.bill == 0, "nothing goes back while something is owed"
        for statement in row.statements:
            assert not statement.surplus or statement.interest_paid % 1 == 0, "a statement rounds the interest"


@given(cases())
def test_an_own_sale_gives_shares_at_the_close_for_what_it_says(case):
    for row in case.log:
        taken = math.fsum(statement.interest_paid + statement.principal_paid for statement in row.own_sales)
        assert taken <= row.paid_today + CENT, "what an own sale repays is paid on its day"
        assert all(0 < statement.sale_value / row.close <= 400 + CENT for statement in row.own_sales), "shares asked"
        assert bool(row.own_sales) == ("own-sale" in row.events)


@given(cases())
def test_without_interest_the_principal_falls_by_what_was_paid_and_by_nothing_else(case):
    payments = [payment for payment in case.plan.payments if payment.what in ("repay", "sell")]
    pledge = replace(case.walk.pledge, annual_rate=0.0)
    log = run_timeline(pledge, case.walk.path, plan=replace(case.plan, payments=payments))
    for before, row in pairwise(log.rows):
        sold = math.fsum(statement.principal_paid for statement in row.statements)
        assert math.isclose(before.principal - row.principal, row.paid_today + sold, abs_tol=CENT)


@given(walks(), st.sampled_from((0.0, 5_000.0, 60_000.0)), st.data())
def test_what_a_sale_left_is_paid_by_the_reserve_or_billed(walk, reserve, data):
    arrives = data.draw(st.sampled_from(walk.days))
    log = walk.run(reserve=reserve, reserve_on=arrives, fill_chance=data.draw(st.sampled_from((0.0, 1.0))))
    for row in log:
        if row.shortfall:
            assert math.isclose(row.shortfall, row.from_reserve + row.bill, abs_tol=CENT)
            assert row.bill == 0 or row.reserve == 0 or row.date < arrives, "other funds come before the bill"
            assert (row.bill_due is None) == (row.bill == 0)
    assert math.isclose(reserve - math.fsum(row.from_reserve for row in log), log.rows[-1].reserve, abs_tol=CENT)


@given(cases())
def test_the_summary_adds_up_to_what_the_rows_say(case):
    total, sold = case.log.summary.statement, [statement for row in case.log for statement in row.statements]
    assert math.isclose(total.net_proceeds, math.fsum(each.net_proceeds for each in sold), abs_tol=CENT)
    repaid = total.interest_paid + total.principal_paid
    assert math.isclose(total.net_proceeds, repaid + total.surplus, abs_tol=CENT)


@given(walks(steps=(-0.5, -0.25, 0.0, 0.6, 1.5)))
def test_an_unexplained_jump_on_every_day_moves_no_ratio(walk):
    pledge = replace(walk.pledge, annual_rate=0.0)
    log = run_timeline(pledge, walk.path, plan=replace(walk.plan, mark="close", unexplained=walk.days[1:]))
    standing = [row for row in log if row.state in ("normal", "called")]
    assert {row.ratio for row in standing} == {log.rows[0].ratio}, "the value of the shares stays as it was"
