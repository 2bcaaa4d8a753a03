"""Fact-checks: what an article says, what is so by the library's own arithmetic, and where that comes from."""

from pledge_lib.course.claims.computation import Computation
from pledge_lib.course.claims.fact_check import Claim, claim, claims

__all__ = ["Claim", "Computation", "claim", "claims"]
