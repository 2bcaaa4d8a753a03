"""How likely a call is, and a sale: by the closed form, by simulation, by resampling, by replay.

Random paths are followed in blocks of bounded memory; what is counted does not depend on the size of a block.
Accrued interest and dividends are left out: the loan changes only where the reserve pays.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np

from pledge_lib.datasets import rules as rule_profile
from pledge_lib.finance.checks import (
    InputError,
    is_endless,
    require_line,
    require_not_negative,
    require_one,
    require_positive,
)
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, first_passage_probability, require_count, require_walk
from pledge_lib.market.closes import Closes
from pledge_lib.market.draws import Fill, random_walk, replayed, resampled
from pledge_lib.market.odds_engine import Terms
from pledge_lib.market.odds_run import NUMBERS_IN_A_BLOCK, CallOdds, OddsRun
from pledge_lib.market.one_path import Limit

METHODS = ("closed-form", "simulation", "bootstrap", "replay")


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
    if not is_endless(ratio):
        require_one("ratio", ratio)
        require_positive("ratio", ratio)
    require_not_negative("reserve", reserve)
    terms = terms_of(ratio, line, rule_profile(rules) if isinstance(rules, str) else rules, watch_every, reserve)
    if method == "closed-form":
        if limit is not None:
            raise InputError("unknown", name="limit of the closed form", value=limit, choices="None")
        return _by_closed_form(terms, volatility=volatility, drift=drift, days=days)
    fill, paths = drawn(
        method, paths, volatility=volatility, drift=drift, seed=seed, sample=sample, block_length=block_length
    )
    run = OddsRun(
        terms=terms,
        fill=fill,
        paths=paths,
        days=days,
        method=method,
        limit=limit,
        dtype=dtype,
        block_numbers=block_numbers,
    )
    told = 0
    for _ in run.steps():
        if run.paths_done == told:
            continue
        told = run.paths_done
        if progress:
            progress(told, paths)
        if cancel and cancel():
            break
    return run.odds()


def drawn(
    method: str,
    paths: int,
    *,
    volatility: float | None,
    drift: float | None,
    seed: int,
    sample: Sequence[Closes],
    block_length: int = 10,
) -> tuple[Fill, int]:
    """Return what fills rows of log closes with the paths of a method, and how many paths there are.

    A replay has as many as its sample has starts, however many were asked for.
    """
    if method == "replay":
        return replayed(sample)
    if method == "bootstrap":
        return resampled(sample, block_length, drift, seed), paths
    return random_walk(volatility, drift, seed), paths


def _by_closed_form(terms: Terms, *, volatility: float, drift: float, days: int) -> CallOdds:
    require_walk(volatility, drift)

    def within(sessions: int) -> float:
        return first_passage_probability(
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


def terms_of(
    ratio: float, line: float | None, rules: PledgeRules, watch_every: int, reserve: float, own_trigger: float = 0.0
) -> Terms:
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
        own_trigger=own_trigger,
    )
