"""A plan for a case, with the lender's rules and rate, the calendar, and the odds of a call until the exit."""

import math
from collections.abc import Mapping
from datetime import date
from functools import cache

from pledge_lib import datasets
from pledge_lib.finance.capstone.case import BOTH, Case, drawn_case
from pledge_lib.finance.capstone.plan import BANK, BROKER, COMPANY, MARGIN, PLEDGE, Plan, PlannedLoan
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.pledging.portfolio import portfolio_volatility
from pledge_lib.finance.pledging.rollover import months_after
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.market.closed_form import first_passage_probability
from pledge_lib.market.closes import volatility_of, windows
from pledge_lib.market.sessions import sessions, sessions_between

PROFILES: Mapping[str, str] = {BROKER: "tw-broker-pledge", COMPANY: "tw-sfc-pledge", BANK: "tw-bank-pledge"}
OFFERS: Mapping[str, str] = {  # a row of the lenders' table for each
    BROKER: "cathay-securities-article-002",
    COMPANY: "yuanta-securities-finance-b-9",
    BANK: "cathay-united-bank-article-002",
}
MARGIN_PROFILE = "tw-margin"
SHARES = ("2317", "2330", "2412", "2454", "2603", "2881")
FIRST_START, LAST_START = date(2024, 1, 2), date(2026, 6, 1)
TOGETHER = 1.0  # in a crash everything falls together: the careful assumption about a mix
FIRST_TRIGGER, FIRST_LIMIT, FIRST_CURE = 2.0, 0.10, "cash-sell-shares"
PERCENTS = 100


@cache
def starts() -> tuple[date, ...]:
    """Return the first session of each month on which a case may begin."""
    firsts: dict[tuple[int, int], date] = {}
    for day in sessions():
        if FIRST_START <= day <= LAST_START:
            firsts.setdefault((day.year, day.month), day)
    return tuple(firsts.values())


def case_of(seed: str | None) -> Case:
    """Return the case of a seed; without one the example.

    >>> case_of("2026-17") == case_of("2026-17"), case_of(None).sum
    (True, 900000)
    """
    return drawn_case(seed, SHARES, starts())


def first_plan(case: Case) -> Plan:
    """Return a plan to begin with: everything pledged at a broker for as long as the money is needed."""
    return Plan(
        product=PLEDGE,
        lender=BROKER,
        loan_to_value=math.ceil(round(case.least * PERCENTS, 6)) / PERCENTS,
        mix=BOTH,
        months=case.months,
        reserve=case.reserve,
        trigger=FIRST_TRIGGER,
        odds_limit=FIRST_LIMIT,
        cure=FIRST_CURE,
    )


def rules_of(plan: Plan) -> PledgeRules | MarginRules:
    """Return the rules that the plan is under."""
    return datasets.rules(profile_of(plan))


def profile_of(plan: Plan) -> str:
    """Return the name of the rule profile of a plan."""
    return MARGIN_PROFILE if plan.product == MARGIN else PROFILES[plan.lender]


def offer_of(plan: Plan) -> datasets.Lender:
    """Return the row of the lenders' table whose rate and fees a pledge is reckoned with."""
    return next(lender for lender in datasets.lenders() if lender.id == OFFERS[plan.lender])


def planned(case: Case, plan: Plan) -> PlannedLoan:
    """Return what a plan comes to.

    >>> loan = planned(case_of(None), first_plan(case_of(None)))
    >>> round(loan.ratio, 4), round(loan.call_price, 4), round(loan.room, 4), loan.days, round(loan.cost, 2)
    (3.3333, 0.39, 0.61, 274, 43577.26)
    """
    rules, end = rules_of(plan), months_after(case.start, int(plan.months))
    volatility = volatility_of_mix(case, plan.mix)
    rate, fees = _terms(case, plan, rules)
    return PlannedLoan(
        case=case,
        plan=plan,
        rules=rules,
        annual_rate=rate,
        fees=fees,
        end=end,
        volatility=volatility,
        odds=first_passage_probability(
            1 / plan.loan_to_value,
            rules.call_line,
            volatility=volatility,
            days=max(1, sessions_between(case.start, end)),
        ),
    )


@cache
def volatility_of_mix(case: Case, mix: str) -> float:
    """Return the volatility of the chosen holdings in the recorded windows, all of them falling together."""
    held = case.of(mix)
    total = sum(held.values())
    weights = [value / total for value in held.values()]
    return float(portfolio_volatility(weights, [volatility_of(windows(symbol)) for symbol in held], TOGETHER))


def _terms(case: Case, plan: Plan, rules: PledgeRules | MarginRules) -> tuple[float, float]:
    """Return the yearly rate, and the fees in all: for margin those of selling the shares and buying them back."""
    if isinstance(rules, MarginRules):
        return rules.annual_rate, case.sum / plan.loan_to_value * (rules.selling_cost + rules.commission)
    offer = offer_of(plan)
    fees = offer.account_fee_low + offer.fee_share_of_loan * case.sum + offer.fee_per_draw
    return offer.annual_rate, fees
