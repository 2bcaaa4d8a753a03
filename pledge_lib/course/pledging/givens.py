"""What several questions of lesson 1 take as given."""

from dataclasses import replace

from pledge_lib.course.articles import broker
from pledge_lib.course.questions import given
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.units import MONEY, PERCENT

HIGHEST_LOAN = 0.60  # variants draw no loan above it; a range of the exercise, not the rule
LINE = given(PERCENT, 1.30)
VALUE = given(MONEY, 1_000_000, 500_000, 2_000_000, 50_000)
LOAN = given(MONEY, 600_000, 300_000, 900_000, 50_000)


def pledge_of(shares, share_price, principal, line, loan_to_value=0.0) -> Pledge:
    """Return a pledge of one holding under the brokers' rules, with the line that the question gives."""
    holding = Holding("shares", shares=shares, price=share_price, loan_to_value=loan_to_value)
    return Pledge(holdings=(holding,), principal=principal, rules=replace(broker(), call_line=line))
