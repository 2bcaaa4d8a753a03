"""A pledge of 100,000 secured by 1,000 shares, so that a close of 130 is a ratio of 130 %."""

from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.market.sessions import sessions
from pledge_lib.market.timeline import run_timeline


class Desk:
    """What the tests of this folder share: a plain pledge, the sessions from a day, a run over closes."""

    broker = pl.rules("tw-broker-pledge")
    finance_company = pl.rules("tw-sfc-pledge")
    bank = pl.rules("tw-bank-pledge")
    crash = (135, 128, 128, 128, 128, 128)  # called on the second day, sold on the fifth
    path_a = (135, 128, 131, 133, 129, 127, 140, 168)  # called, in the watch, short again, sold

    @staticmethod
    def pledge(price=135.0, principal=100_000, shares=1_000, rules=broker, annual_rate=0.0):
        holding = pl.Holding("2330", shares, price, rules.loan_to_value)
        return pl.Pledge(holdings=[holding], principal=principal, rules=rules, annual_rate=annual_rate)

    @staticmethod
    def days(first: str, count: int) -> list[date]:
        start = sessions().index(date.fromisoformat(first))
        return list(sessions()[start : start + count])

    def run(self, closes, plan=None, first="2026-03-02", **terms):
        path = list(zip(self.days(first, len(closes)), closes, strict=True))
        more = {} if plan is None else {"plan": plan}
        return run_timeline(self.pledge(price=closes[0], **terms), path, **more)


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Return the helper of this folder."""
    return Desk()
