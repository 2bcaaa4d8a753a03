"""What more, earlier or stricter can never do: each law compares two runs that differ in one thing."""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st
from support.walks import walks

from pledge_lib.market.plan import Payment


def first_sale(log) -> date:
    return next((row.date for row in log if row.state == "sale"), date.max)


def first_notice(log) -> date:
    return next((row.date for row in log if "notice" in row.events), date.max)


@given(st.data())
def test_the_same_payment_made_earlier_never_brings_the_sale_of_a_call_forward(data):
    walk = data.draw(walks())
    unpaid = walk.run()
    notice = first_notice(unpaid)
    later = [row.date for row in unpaid if row.date > notice]
    assume(len(later) >= 2)
    early, late = sorted(data.draw(st.lists(st.sampled_from(later), min_size=2, max_size=2, unique=True)))
    amount = data.draw(st.sampled_from((1_000, 10_000, 20_000, 30_000)))
    log_of = {day: walk.run(payments=[Payment(day, amount)]) for day in (early, late)}

    def sale_of_this_call(log):
        own = [row for row in log if row.date > notice]
        end = next((place for place, row in enumerate(own) if row.state in ("cancelled", "sale")), None)
        return own[end].date if end is not None and own[end].state == "sale" else date.max

    assert sale_of_this_call(log_of[early]) >= sale_of_this_call(log_of[late])


@given(st.data())
def test_a_payment_or_own_sale_before_the_notice_never_brings_the_notice_forward(data):
    walk = data.draw(walks())
    day, kind = data.draw(st.sampled_from(walk.days)), data.draw(st.sampled_from(("repay", "sell")))
    paid = walk.run(payments=[Payment(day, 100 if kind == "sell" else 5_000, kind)])
    assert first_notice(paid) >= first_notice(walk.run())


@given(walks(), st.floats(0.01, 0.3))
def test_raising_the_line_never_delays_a_call(walk, higher):
    line = round(walk.pledge.rules.call_line + higher, 4)
    target = max(line, walk.pledge.rules.cure_target)
    raised = replace(walk.pledge.rules, call_line=line, cure_target=target)
    assert first_notice(walk.run(raised)) <= first_notice(walk.run())


@given(walks())
def test_watching_all_day_never_delays_a_call(walk):
    assert first_notice(walk.run(mark="intraday")) <= first_notice(walk.run(mark="close"))


@given(walks())
def test_forgetting_the_holidays_changes_no_call_and_never_delays_a_deadline(walk):
    assume(walk.plan.holidays and all(day.weekday() < 5 for day in walk.days))
    real, counted = walk.run(), walk.run(holidays=False)
    assert counted.summary.notice == real.summary.notice
    if real.summary.notice:
        assert counted.summary.deadline <= real.summary.deadline
        assert counted.summary.first_sale <= real.summary.first_sale


@given(walks())
def test_more_days_to_pay_never_bring_a_sale_forward(walk):
    longer = replace(walk.pledge.rules, cure_sessions=walk.pledge.rules.cure_sessions + 1)
    assume(len(walk.path) < 12)  # one call: a path that could be called twice may meet a worse day later
    called_once = walk.run()
    assume(called_once.summary.calls == 1 and "watch" not in called_once.states)
    assert first_sale(walk.run(longer)) >= first_sale(called_once)
