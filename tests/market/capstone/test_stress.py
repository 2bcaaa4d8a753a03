"""The stress of a planned loan: what its owner does on the paths of a seed, and what the simulation counts."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from support.capstone import BROKER_SEEDS, loan
from support.power import by_profile

from pledge_lib.market.capstone.counted import count
from pledge_lib.market.capstone.followed import CALLED, HELD, SOLD_OUT, SURVIVED, follow
from pledge_lib.market.capstone.owners import Owners
from pledge_lib.market.capstone.planned import case_of, first_plan, planned
from pledge_lib.market.capstone.unseen import UnseenPath, unseen
from pledge_lib.market.draws import random_walk
from pledge_lib.market.events import CANCEL, NOTICE, OWN_SALE_UNFILLED, SOLD
from pledge_lib.market.odds_engine import NEVER, Fates, Terms, followed
from pledge_lib.market.paths import limit_logs
from pledge_lib.market.procedure import WATCH
from pledge_lib.market.sessions import sessions


def counted(of, seed=None, **more):
    steps, shares = count(of, seed, **more), []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] < 1
            return end.value


def test_a_cautious_plan_survives_and_a_reckless_one_does_not():
    careful = [follow(loan(), path) for path in unseen(loan(), None)]
    assert {each.fate for each in careful} == {SURVIVED} and {each.failed for each in careful} == {HELD}
    reckless = loan(loan_to_value=0.60, trigger=1.31, cure="sell-cash-shares", reserve=0)
    found = [follow(reckless, path) for path in unseen(reckless, None)]
    assert SOLD_OUT in {each.fate for each in found}
    assert all(each.failed != HELD for each in found if each.fate != SURVIVED)


@pytest.mark.parametrize("lender", ["broker", "company", "bank"])
@pytest.mark.parametrize("loan_to_value", [0.35, 0.60])
def test_fate_and_failure_follow_the_log(lender, loan_to_value):
    of = loan(lender=lender, loan_to_value=loan_to_value, trigger=1.6)
    for path in unseen(of, "x"):
        found = follow(of, path)
        assert (found.fate == SOLD_OUT) == (found.log.first(SOLD) is not None)
        assert (found.failed == HELD) == (found.fate == SURVIVED) == (found.failed_on is None)
        if found.failed == "cure":
            assert found.log.first(OWN_SALE_UNFILLED)
        assert found.cash_until(of.end) <= of.plan.reserve + 1e-6
        assert found.fate in (SURVIVED, CALLED, SOLD_OUT)
        assert (found.needed > 0) == (of.at(min(path.closes) - 1) < of.line)


def test_nobody_acts_while_the_price_stands_and_only_interest_runs():
    of = loan(lender="company", loan_to_value=0.50, trigger=1.60)
    bleed, *_ = unseen(of, None)
    quiet = replace(bleed, closes=(1.0,) * len(bleed.days))
    found = follow(of, quiet)
    assert of.counts_interest and 1.60 < found.lowest < 2
    assert found.cash_until(of.end) == 0


def test_each_own_sale_leads_back_to_the_plans_own_line():
    """Two falls, after each of which the price stands: the second sale counts on what the first one brought."""
    of = loan(loan_to_value=0.50, trigger=1.80, reserve=0, cure="sell-cash-shares")
    bleed, *_ = unseen(of, None)
    closes = (1.0,) * 5 + (0.7,) * 5 + (0.6,) * (len(bleed.days) - 10)
    log = follow(of, replace(bleed, closes=closes)).log
    whole_dollars = 2e-5  # of tax and commission, as part of what is owed
    assert [row.ratio for row in (log.rows[9], log.rows[-1])] == pytest.approx([1.80, 1.80], abs=whole_dollars)


def test_margin_runs_on_its_own_engine():
    of = loan(product="margin", loan_to_value=0.60, trigger=1.4)
    found = [follow(of, path) for path in unseen(of, None)]
    assert {each.log.rules.name for each in found} == {"tw-margin"}


def test_a_plan_that_watches_the_lenders_ratio_is_not_called_in_a_slow_fall():
    """A finance company counts interest as debt; who acts on the lender's ratio keeps above the line all the way."""
    for lender in ("broker", "company"):
        of = loan(lender=lender, loan_to_value=0.60, trigger=1.60)
        [bleed] = [path for path in unseen(of, "2026-17") if path.name == "bleed"]
        assert follow(of, bleed).fate == SURVIVED, lender


@pytest.mark.parametrize("loan_to_value", [0.30, 0.40, 0.50, 0.60])
def test_simulation_and_closed_form_agree_within_two_points(loan_to_value):
    of = loan(loan_to_value=loan_to_value)
    found = counted(of, "any")
    assert found.paths == 2_000 and found.waiting.called_share == pytest.approx(of.odds, abs=0.02 + 0.015)
    assert counted(of, "any", paths=20_000).waiting.called_share == pytest.approx(of.odds, abs=0.02)


def test_the_count_is_of_the_seed_and_adds_up():
    of = loan(loan_to_value=0.50)
    found = counted(of, "one")
    assert found == counted(of, "one") != counted(of, "two")
    for each in (found.waiting, found.acting):
        assert each.survived + each.sold == each.paths == found.paths and each.sold <= each.called
    assert found.acting.called < found.waiting.called and found.acting.sold < found.waiting.sold
    assert found.worst > 0 and len(found.bands) == 5
    for lower, upper in zip(found.bands, found.bands[1:], strict=False):
        assert all(low <= high for low, high in zip(lower, upper, strict=True))
    assert all(band[0] == pytest.approx(of.ratio, rel=1e-6) for band in found.bands)


def of_closes(of, closes):
    """Return a path of some closes, the last of which then stands."""
    days = tuple(day for day in sessions() if of.case.start <= day <= of.end)
    return UnseenPath(name="x", days=days, closes=(*closes, *closes[-1:] * (len(days) - len(closes))))


def fates_of(of, rows):
    """Return what becomes of many paths whose owners all act by the plan."""
    names = ("line", "cure_target", "cancel_level", "cure_sessions", "selling_cost")
    rules = {name: getattr(of.rules, {"line": "call_line"}.get(name, name)) for name in names}
    fates = Fates(Terms(ratio=of.ratio, **rules), rows)
    owners = Owners(of, fates)
    for day in followed(fates):
        owners.act(day)
    return fates


@pytest.mark.parametrize(
    "changes",
    [
        {"loan_to_value": 0.60, "trigger": 1.60},
        {"loan_to_value": 0.60, "trigger": 1.31, "reserve": 0, "cure": "sell-cash-shares"},
        {"loan_to_value": 0.60, "trigger": 1.31, "reserve": 50_000, "cure": "cash-shares-sell"},
        {"loan_to_value": 0.60, "trigger": 1.35, "cure": "shares-cash-sell"},
        {"loan_to_value": 0.60, "trigger": 1.35, "reserve": 0, "cure": "sell-cash-shares"},
        {"loan_to_value": 0.60, "trigger": 1.35, "reserve": 100_000},
        {"loan_to_value": 0.60, "trigger": 1.20},
        {"loan_to_value": 0.60, "trigger": 1.20, "reserve": 0},
        {"loan_to_value": 0.55, "trigger": 1.35, "reserve": 100_000, "cure": "sell-cash-shares"},
        {"loan_to_value": 0.60, "trigger": 1.70, "reserve": 100_000, "cure": "sell-cash-shares"},
    ],
)
def test_many_owners_at_once_fare_as_each_does_alone_under_the_real_procedure(changes):
    """Few paths show how a reserve pays a call in part: of plans with one all are taken in either profile."""
    of = loan(**changes)
    days = tuple(day for day in sessions() if of.case.start <= day <= of.end)
    paths = 60 if changes.get("reserve") else by_profile(quick=20, full=60)
    rows = np.empty((len(days), paths), np.float32)
    random_walk(1.6 * of.volatility, 0.0, 7)(rows)
    limit_logs(rows, of.rules.daily_limit)
    fates = fates_of(of, rows)
    fared = np.where(fates.sale_day != NEVER, SOLD_OUT, np.where(fates.call_day != NEVER, CALLED, SURVIVED))
    alone = (
        follow(of, UnseenPath(name="x", days=days, closes=tuple(map(float, np.exp(path))))).fate for path in rows.T
    )
    assert list(fared) == list(alone)


@pytest.mark.parametrize("cure", ["cash-shares-sell", "shares-cash-sell", "sell-cash-shares"])
@pytest.mark.parametrize(("loan_to_value", "trigger"), [(0.50, 1.35), (0.60, 1.35), (0.60, 1.20), (0.50, 1.80)])
def test_nobody_acts_on_a_close_at_or_above_the_own_line(cure, loan_to_value, trigger):
    for seed in ("2026-8", *BROKER_SEEDS)[: by_profile(quick=2, full=6)]:
        case = case_of(seed)
        plan = replace(first_plan(case), loan_to_value=loan_to_value, trigger=trigger, cure=cure)
        of = planned(case, plan)
        for path in unseen(of, seed):
            found = follow(of, path)
            for act in found.acts:
                seen = [row for row in found.log if row.date < act.on and row.date in path.days][-1]
                assert seen.ratio < trigger, (seed, path.name, act)
            assert found.cash_until(of.end) <= plan.reserve + 1e-6


def test_what_the_reserve_has_paid_in_a_call_is_known_to_its_owner():
    """The V over a holiday: own payment and reserve together meet what they can on the day after the notice."""
    case = case_of("2026-8")
    of = planned(case, replace(first_plan(case), loan_to_value=0.50, trigger=1.35))
    [holiday] = [path for path in unseen(of, "2026-8") if path.name == "holiday"]
    found = follow(of, holiday)
    notice = found.log.first(NOTICE)
    assert notice.called_sum > of.plan.reserve, "the case is one that the reserve does not cover"
    [act] = found.acts
    assert act.amount == pytest.approx(of.debt - notice.collateral / 1.35)
    [paid] = [row for row in found.log if found.cash_on(row)]
    assert paid.date == act.on and found.cash_on(paid) == pytest.approx(of.plan.reserve)
    assert found.log.rows[-1].principal == pytest.approx(of.debt - of.plan.reserve)


def test_own_payment_and_reserve_together_give_a_call_what_it_asks_and_no_more():
    of = loan(loan_to_value=0.60, trigger=1.35, reserve=250_000, cure="cash-shares-sell")
    found = follow(of, of_closes(of, [1.0, 0.91, 0.83, 0.775]))
    notice = found.log.first(NOTICE)
    assert len(found.acts) == 1 and found.acts[0].amount < notice.called_sum < of.plan.reserve
    assert found.cash_until(of.end) == pytest.approx(notice.called_sum)


def test_an_order_that_the_limit_kept_from_its_buyers_lapses_and_is_decided_anew():
    of = loan(loan_to_value=0.60, trigger=1.60, reserve=0, cure="sell-cash-shares")
    log = follow(of, of_closes(of, [1.0, 0.94, 0.846, 0.846])).log
    assert OWN_SALE_UNFILLED in log.rows[2].events and not log.rows[2].own_sales
    whole_dollars = 2e-5  # of tax and commission, as part of what is owed
    assert log.rows[3].ratio == pytest.approx(1.60, abs=whole_dollars)


def test_who_waits_pays_toward_a_call_as_who_acts_only_below_the_line_does():
    """An own line that no close reaches is waiting; the reserve is paid by one rule in both."""
    for changes in ({"loan_to_value": 0.60}, {"loan_to_value": 0.60, "reserve": 100_000}, {"loan_to_value": 0.50}):
        found = counted(loan(trigger=1.000001, cure="shares-cash-sell", **changes), "any")
        assert found.waiting.called == found.acting.called
        assert found.waiting.sold == found.acting.sold
        less = counted(loan(**changes | {"reserve": 0}), "any")
        assert less.waiting.called <= found.waiting.called and less.waiting.sold > found.waiting.sold


def test_instalments_that_add_up_after_the_deadline_cancel_the_call_for_many_as_for_one():
    """Called, above the line by the deadline; each fall of 2 % is then met by a sale; a new call comes later."""
    of = loan(loan_to_value=0.60, trigger=1.35, reserve=0, cure="sell-cash-shares")
    falls = [1.0, 0.91, 0.83, 0.775, 0.775, *(0.79 * 0.98**place for place in range(14))]
    falls += [0.94 * falls[-1]]
    path = of_closes(of, falls)
    alone = follow(of, path)
    assert WATCH in alone.log.states and alone.log.first(CANCEL) and alone.fate == CALLED and alone.calls == 2
    fates = fates_of(of, np.log(np.array(path.closes, np.float32))[:, None])
    assert (fates.call_day[0], fates.sale_day[0]) == (3, NEVER)


def test_the_plans_own_line_decides_what_becomes_of_the_same_paths():
    early, late = (counted(loan(loan_to_value=0.60, trigger=trigger), "any") for trigger in (1.60, 1.31))
    assert early.waiting == late.waiting and early.acting.called < late.acting.called


def test_cash_and_sales_are_told_apart_and_add_up_to_what_the_log_says():
    of = loan(loan_to_value=0.60, trigger=1.50, reserve=50_000, cure="cash-sell-shares")
    [bleed] = [path for path in unseen(of, None) if path.name == "bleed"]
    found = follow(of, bleed)
    taken = [(found.cash_until(day), found.sold_until(day), found.left_on(day)) for day in bleed.days]
    assert taken[0] == (0, 0, 1) and taken[-1][0] == pytest.approx(50_000)
    assert taken[-1][1] > 0 and 0 < taken[-1][2] < 1
    for before, after in pairwise(taken):
        assert after[0] >= before[0] and after[1] >= before[1] and after[2] <= before[2]
    own = sum(statement.net_proceeds - statement.surplus for row in found.log for statement in row.own_sales)
    assert sum(row.paid_today for row in found.log) == pytest.approx(taken[-1][0] + own)
