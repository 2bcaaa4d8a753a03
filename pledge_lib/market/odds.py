"""How likely a call is, and a sale: by the closed form, by simulation, by resampling, by replay.

Random paths are followed in blocks of bounded memory; what is counted does not depend on the size of a block.
Accrued interest and dividends are left out: the loan changes only where the reserve pays.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pledge_lib.datasets import rules as rule_profile
from pledge_lib.finance.checks import InputError, require_line, require_not_negative, require_positive
from pledge_lib.finance.rules import PledgeRules
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, closed_form
from pledge_lib.market.closes import Closes
from pledge_lib.market.draws import TILE, random_walk, replayed, require_count, require_walk, resampled
from pledge_lib.market.odds_engine import NEVER, Fates, Terms, follow
from pledge_lib.market.paths import Limit, limit_logs

METHODS = ("closed-form", "simulation", "bootstrap", "replay")
NUMBERS_IN_A_BLOCK = 8_000_000
UNITS = 2**32  # sums of whole units are exact, so they do not depend on the blocks


@dataclass(frozen=True, kw_only=True)
class CallOdds:
    """The odds within the horizon; None where the method or the paths give no answer.

    `median_day` is the session on which half of all calls have come. Of the paths with a sale, the expected shortfall
    is what the proceeds leave owed, as a part of the loan at the start; the expected loss is the fall of the collateral
    with the selling cost, as a part of the own funds at the start.
    """

    probability_of_call: float
    probability_of_sale: float | None
    median_day: int | None
    expected_shortfall_given_sale: float | None
    expected_loss_given_sale: float | None
    standard_error: float | None
    paths: int
    method: str
    cancelled: bool = False


def call_odds(
    *,
    ratio: float,
    line: float | None = None,
    rules: PledgeRules | str = "tw-broker-pledge",
    volatility: float | None = None,
    drift: float | None = 0.0,
    days: int = SESSIONS_A_YEAR,
    method: str = "closed-form",
    paths: int = 5_000,
    watch_every: int = 1,
    reserve: float = 0.0,
    limit: Limit = None,
    seed: int = 1,
    sample: Sequence[Closes] = (),
    block_length: int = 10,
    dtype: type = np.float32,
    block_numbers: int = NUMBERS_IN_A_BLOCK,
    progress: Callable[[int, int], object] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> CallOdds:
    """Return how likely a call is within so many sessions; a ratio below the line at the start is a call.

    Volatility and drift are fractions a year and serve the closed form and the simulation; the bootstrap and the replay
    use the `sample` of real closes; the replay starts on each of its days. The line defaults to the profile's. The
    lender looks every `watch_every` sessions, and on each session once a call is open. The reserve is a part of the
    loan. After each block `progress` gets the paths done and asked for, and `cancel` may end the count by returning
    True: the result then holds for the paths done. Raises InputError.

    >>> [round(call_odds(ratio=ratio, line=1.3, volatility=0.3).probability_of_call, 3) for ratio in (5/3, 2.0, 2.5)]
    [0.438, 0.174, 0.037]
    """
    if method not in METHODS:
        raise InputError("unknown", name="method", value=method, choices=", ".join(METHODS))
    for name, value in (("days", days), ("paths", paths), ("watch_every", watch_every), ("block", block_numbers)):
        require_count(name, value)
    if ratio != math.inf:
        require_positive("ratio", ratio)
    require_not_negative("reserve", reserve)
    terms = _terms(ratio, line, rule_profile(rules) if isinstance(rules, str) else rules, watch_every, reserve)
    if method == "closed-form":
        if limit is not None:
            raise InputError("unknown", name="limit of the closed form", value=limit, choices="None")
        return _by_closed_form(terms, volatility=volatility, drift=drift, days=days)
    if method == "replay":
        fill, paths = replayed(sample)
    elif method == "bootstrap":
        fill = resampled(sample, block_length, drift, seed)
    else:
        fill = random_walk(volatility, drift, seed)
    count = _Count(terms, days)
    block = min(paths, max(1, block_numbers // (days + 1) // TILE) * TILE)
    rows = np.empty((days + 1, block), dtype)
    while count.paths < paths:
        part = rows[:, : min(block, paths - count.paths)]
        fill(part)
        limit_logs(part, limit)
        count.add(follow(part, terms))
        if progress:
            progress(count.paths, paths)
        if cancel and cancel():
            break
    return count.odds(method, cancelled=count.paths < paths)


def _by_closed_form(terms: Terms, *, volatility: float, drift: float, days: int) -> CallOdds:
    require_walk(volatility, drift)

    def within(sessions: int) -> float:
        return closed_form(
            terms.ratio,
            terms.line,
            volatility=volatility,
            drift=drift,
            days=sessions,
            watch_every=terms.watch_every,
        )

    probability = within(days)
    half = bisect_left(range(days + 1), probability / 2, key=within) if probability else None
    return CallOdds(
        probability_of_call=probability,
        probability_of_sale=None,
        median_day=half,
        expected_shortfall_given_sale=None,
        expected_loss_given_sale=None,
        standard_error=0.0,
        paths=0,
        method="closed-form",
    )


def _terms(ratio: float, line: float | None, rules: PledgeRules, watch_every: int, reserve: float) -> Terms:
    """Return the terms; a line of one's own lifts a cure target or cancel level that would lie below it."""
    line = rules.call_line if line is None else line
    require_line("line", line)
    return Terms(
        ratio=ratio,
        line=line,
        cure_target=max(line, rules.cure_target),
        cancel_level=max(line, rules.cancel_level),
        cure_sessions=rules.cure_sessions,
        selling_cost=rules.selling_cost,
        watch_every=watch_every,
        reserve=reserve,
    )


class _Count:
    """What the paths followed so far add up to."""

    def __init__(self, terms: Terms, days: int):
        self.terms = terms
        self.calls_on = np.zeros(days + 1, np.int64)
        self.paths = self.sales = self.proceeds = self.shortfall = 0

    def add(self, fates: Fates):
        sold = fates.sale_day != NEVER
        proceeds = fates.proceeds[sold]
        self.paths += len(sold)
        self.sales += len(proceeds)
        self.proceeds += _units(proceeds)
        self.shortfall += _units(np.maximum(fates.loan[sold] - proceeds, 0))
        self.calls_on += np.bincount(fates.call_day[fates.call_day != NEVER], minlength=len(self.calls_on))

    def odds(self, method: str, cancelled: bool) -> CallOdds:
        calls = int(self.calls_on.sum())
        probability = calls / self.paths
        own_funds = self.terms.ratio - 1
        loss = self.terms.ratio - self.proceeds / UNITS / self.sales if self.sales else None
        return CallOdds(
            probability_of_call=probability,
            probability_of_sale=self.sales / self.paths,
            median_day=int(np.searchsorted(self.calls_on.cumsum(), calls / 2)) if calls else None,
            expected_shortfall_given_sale=self.shortfall / UNITS / self.sales if self.sales else None,
            expected_loss_given_sale=loss / own_funds if self.sales and own_funds > 0 else None,
            standard_error=None if method == "replay" else math.sqrt(probability * (1 - probability) / self.paths),
            paths=self.paths,
            method=method,
            cancelled=cancelled,
        )


def _units(parts: np.ndarray) -> int:
    return int(np.rint(parts * UNITS).astype(np.int64).sum())
