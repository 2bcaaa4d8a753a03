"""What an article says on opening a margin account: ages, experience, the quota, the limits of the law."""

from datetime import timedelta

from pledge_lib.course.articles import VALUE
from pledge_lib.course.claims import claim
from pledge_lib.course.margin.givens import opening
from pledge_lib.course.solved import Solved, asked
from pledge_lib.datasets.margin import legal_limit, margin_history
from pledge_lib.finance.margin.quota import PROOF, TURNOVER, needed_for
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT


def limits_before(**names: str) -> Solved:
    """Return limits of the law on the last day on which it set them, and the day from which it set none."""
    ended = {change.rule: change.since for change in margin_history() if change.value is None}
    limits = {said: MONEY(legal_limit(rule, ended[rule] - timedelta(days=1))) for said, rule in names.items()}
    return Solved(**limits, since=DATE(max(ended[rule] for rule in names.values())))


def ages() -> Solved:
    """Return the age that a margin account asks for, beside the age of majority."""
    since = opening().provenance["ordinary_age"].as_of
    return Solved(age=COUNT(opening().age), ordinary_age=COUNT(opening().ordinary_age), since=DATE(since))


def opening_rules() -> Solved:
    """Return what opens a margin account."""
    return Solved(
        months=COUNT(opening().account_months),
        trades=COUNT(opening().trades),
        turnover=PERCENT(opening().turnover_share),
        proof=PERCENT(opening().proof_share),
    )


@claim("FC4-02", figure="F2.7")
def set_under_the_law():
    return Solved()


@claim("FC4-03", figure="F2.7", idea="M41")
def customer_limits():
    return limits_before(limit="customer_limit", limit_others="customer_limit_others")


@claim("FC4-04", figure="F2.7", idea="M41")
def stock_limits():
    return limits_before(limit="stock_limit_listed", limit_otc="stock_limit_otc")


@claim("FC4-11", figure="F2.7")
def age_of_an_ordinary_account():
    return ages()


@claim("FC4-12", figure="F2.7")
def age_of_a_margin_account():
    return ages()


@claim("FC4-13", figure="F2.7")
def what_opens_an_account():
    return opening_rules()


@claim("FC4-14", figure="F2.7")
def younger_accounts():
    return opening_rules()


@claim("FC4-15", figure="F2.7")
def quota_needs():
    needed = needed_for(VALUE, opening())
    return Solved(
        proof_sum=asked(MONEY(needed[PROOF])),
        turnover_sum=MONEY(needed[TURNOVER]),
        quota=MONEY(VALUE),
        turnover=PERCENT(opening().turnover_share),
        proof=PERCENT(opening().proof_share),
    )


@claim("FC4-16", figure="F2.7")
def small_quota():
    waiver = opening().waiver_limit
    return Solved(
        waiver=MONEY(waiver),
        proof_sum=MONEY(needed_for(waiver, opening())[PROOF]),
        proof=PERCENT(opening().proof_share),
    )


@claim("FC4-17", figure="F2.7")
def proof_by_balance():
    return Solved()


@claim("FC4-18", figure="F2.7")
def one_account_a_broker():
    return Solved()


@claim("FC4-19", figure="F2.7")
def leverage_over_accounts():
    return Solved()


@claim("FC4-39", figure="F2.7")
def companies_too():
    return Solved(age=COUNT(opening().age))
