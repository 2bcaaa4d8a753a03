"""How likely a lender calls within so many sessions: each alone by a formula, all together by simulation.

Every symbol swings with one volatility or each with its own; every two have one correlation, or each pair its own, all
of them the reader's. How far the recorded shares really moved together is what `measured_correlation` says. Interest
and dividends are left out.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import Chance, Count, Days
from pledge_lib.market.closed_form import SESSIONS_A_YEAR, first_passage_probability
from pledge_lib.market.correlations import pair_correlations
from pledge_lib.market.mine.pairs import Pairs, Swings, root

BLOCK = 250  # paths drawn at once
HAIR = 1e-9  # a close on the line is not below it


@dataclass(frozen=True, kw_only=True)
class JointChances:
    """Of so many simulated ways, how often each lender called, how often any did, and how often all."""

    days: Days
    paths: Count
    each: tuple[Chance, ...]
    any: Chance
    all: Chance


def measured_correlation(symbols: Iterable[str], episode: str) -> float | None:
    """Return how far one's own shares moved together in a crash, the mean of all pairs; None without two of them.

    >>> round(measured_correlation(("2330", "2317", "XYZ"), "2025-tariffs"), 2)
    0.8
    """
    held = set(symbols)
    found = [value for pair, value in pair_correlations(episode).items() if held.issuperset(pair)]
    return sum(found) / len(found) if found else None


def chance_of_call(
    account: Account, days: int, *, volatility: float | Swings, correlation: float | Pairs
) -> float | None:
    """Return the chance that an account is called within so many sessions, by the closed form.

    None for shares sold short, which do not fall into the formula; 0 where nothing can be called. Correlations that no
    prices can have raise InputError.
    """
    swings, pairs = _swings(volatility), _pairs(correlation)
    if not account.own_call or not account.debt:
        return 0.0
    if isinstance(account, MarginTrading) and account.account.shorts:
        return None
    if account.is_called:
        return 1.0
    if days == 0:
        return 0.0
    held, owed = _sides(account)
    exposed = {symbol: value for symbol, value in held.items() if symbol in account.exposed and value}
    whole = sum(exposed.values())
    asked = sum(owed.values()) - (sum(held.values()) - whole)  # what stands still pays its part on both days
    if asked <= 0 or not exposed:
        return 0.0
    weights = np.array([value / whole * swings.of(symbol) for symbol, value in exposed.items()])
    swing = math.sqrt(max(float(weights @ pairs.matrix(tuple(exposed)) @ weights), 0.0))
    return first_passage_probability(whole / asked, 1.0, volatility=swing, days=days)


def simulated(
    portfolio: Portfolio,
    days: int,
    *,
    volatility: float | Swings,
    correlation: float | Pairs,
    paths: int = 2_000,
    seed: int = 1,
) -> Iterator[float | JointChances]:
    """Yield the share of paths that are done, and last what was counted; the same seed gives the same ways."""
    swings, pairs = _swings(volatility), _pairs(correlation)
    accounts = [account for account in portfolio.accounts if account.own_call]
    symbols = tuple(dict.fromkeys(symbol for account in accounts for symbol in account.exposed))
    together = root(pairs.matrix(symbols)) if pairs.own else None
    daily = np.array([swings.of(symbol) for symbol in symbols] or [0.0]) / math.sqrt(SESSIONS_A_YEAR)
    random, done = np.random.default_rng(seed), 0
    called = np.zeros((len(accounts), 0), bool)
    while done < paths:
        count = min(BLOCK, paths - done)
        market = random.standard_normal((days, count, 1))
        apart = random.standard_normal((days, count, max(1, len(symbols))))
        if together is None:
            steps = math.sqrt(pairs.common) * market + math.sqrt(1 - pairs.common) * apart
        else:
            steps = apart @ together.T
        ways = np.exp(np.cumsum(steps * daily - daily**2 / 2, axis=0))
        factors = {symbol: ways[:, :, place] for place, symbol in enumerate(symbols)}
        called = np.concatenate([called, np.array([_below(account, factors, count) for account in accounts])], axis=1)
        done += count
        yield done / paths
    each = tuple(float(chance) for chance in called.mean(axis=1))
    yield JointChances(
        days=days, paths=paths, each=each, any=float(called.any(axis=0).mean()), all=float(called.all(axis=0).mean())
    )


def _swings(volatility: float | Swings) -> Swings:
    return volatility if isinstance(volatility, Swings) else Swings(volatility)


def _pairs(correlation: float | Pairs) -> Pairs:
    return correlation if isinstance(correlation, Pairs) else Pairs(correlation)


def _below(account: Account, factors: dict[str, np.ndarray], count: int) -> np.ndarray:
    """Return on which ways an account comes below its line at any close."""
    held, owed = _sides(account)
    collateral = sum((value * _way(factors, symbol) for symbol, value in held.items()), np.zeros((1, count)))
    debt = sum((value * _way(factors, symbol) for symbol, value in owed.items()), np.zeros((1, count)))
    return ((collateral < debt * (1 - HAIR)).any(axis=0)) | account.is_called


def _way(factors: dict[str, np.ndarray], symbol: str | None):
    return factors.get(symbol, 1.0)


def _sides(account: Account) -> tuple[dict, dict]:
    """Return what counts as collateral and the debt times the line, by symbol; None for what no price moves."""
    if isinstance(account, OnChain):
        held = {asset.symbol: float(asset.value) * asset.threshold for asset in account.position.collateral}
        return held, {debt.symbol: float(debt.value) for debt in account.position.debts}
    if isinstance(account, PledgedLoan):
        return {part.symbol: part.value for part in account.pledge.holdings}, {None: account.debt * account.line}
    held, owed = {}, {}
    margin = account.account
    for part in (*margin.longs, *margin.posted):
        held[part.symbol] = held.get(part.symbol, 0) + part.value
    held[None] = sum(part.collateral for part in margin.shorts)
    owed[None] = sum(part.loan for part in margin.longs) * account.line
    for part in margin.shorts:
        owed[part.symbol] = owed.get(part.symbol, 0) + part.value * account.line
    return held, owed
