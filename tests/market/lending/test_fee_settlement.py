"""From which month on fees are settled monthly: the source says from a day, and that day settles already (2ND C-6)."""

from dataclasses import replace
from datetime import date

from pledge_lib import rules
from pledge_lib.market.lending.days import fee_payments

LENDING = rules("tw-lending")


def test_the_first_business_day_on_the_rules_own_day_settles_what_was_open():
    may = fee_payments("2026-04-20", "2026-07-20", LENDING, monthly=True)
    assert [(part.first, part.until) for part in may[:2]] == [
        (date(2026, 4, 20), date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 7, 1)),
    ]
    assert may[0].paid_on == date(2026, 6, 2), "settled on Monday, 2026-06-01, paid on the next business day"


def test_a_rule_from_the_second_of_a_month_settles_in_the_next():
    later = replace(LENDING, monthly_settlement_since=date(2026, 6, 2))
    assert fee_payments("2026-04-20", "2026-07-20", later, monthly=True)[0].until == date(2026, 7, 1)
