"""Measure the odds engine, draws, state machine and all: `python benchmarks/odds.py`, under a minute.

Figures are ratios wherever they can be, so that they say something on another machine. Timings are the best of several.
"""

import math
import random
import runpy
import time
import tracemalloc
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas

from pledge_lib import rules
from pledge_lib.market.odds import call_odds
from pledge_lib.market.odds_engine import Terms

ROOT = Path(__file__).resolve().parent.parent
follow_one = runpy.run_path(str(ROOT / "tests" / "support" / "plain_loop.py"))["follow_one"]

DAYS = 252
VOLATILITY = 0.30
RATIO = 5 / 3  # a loan of 60 %, the position with the most calls
BROKER = rules("tw-broker-pledge")
TERMS = Terms(
    ratio=RATIO,
    line=BROKER.call_line,
    cure_target=BROKER.cure_target,
    cancel_level=BROKER.cancel_level,
    cure_sessions=BROKER.cure_sessions,
    selling_cost=BROKER.selling_cost,
)


def simulate(paths: int):
    """Count the odds of so many random paths of one year."""
    return call_odds(ratio=RATIO, volatility=VOLATILITY, days=DAYS, method="simulation", paths=paths)


def draw(paths: int):
    """Only draw the random numbers that so many paths need, in pieces that are kind to the processor's cache."""
    numbers = np.random.default_rng(1)
    for first in range(0, paths, 256):
        numbers.standard_normal((min(256, paths - first), DAYS), dtype=np.float32)


def python_loop(paths: int):
    """Draw and follow so many paths one by one and day by day in plain Python, as bare as it goes."""
    for _ in range(paths):
        follow_one(closes(), TERMS)


def pandas_loop(paths: int):
    """Do the same over the rows of a table for each path."""
    for _ in range(paths):
        table = pandas.DataFrame({"close": list(closes())})
        table["ratio"] = RATIO * table["close"]
        follow_one((row["close"] for _, row in table.iterrows()), TERMS)


def closes():
    """Return the closes of one path, drawn one by one."""
    spread, lean = VOLATILITY / math.sqrt(DAYS), -(VOLATILITY**2) / 2 / DAYS
    steps = (math.exp(lean + spread * random.gauss()) for _ in range(DAYS))
    return accumulate(steps, lambda close, step: close * step, initial=1.0)


def seconds(*works, repeats: int) -> list[float]:
    """Return the best time of each piece of work; they take turns, so that a busy moment does not hit one alone."""
    best = [math.inf] * len(works)
    for _ in range(repeats):
        for place, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - began)
    return best


def megabytes(work) -> float:
    """Return the most memory that the work held at once, as numpy and Python report it."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def main():
    """Print the table and what must hold."""
    simulate(1_000)
    print(f"{'paths':>10}  {'seconds':>8}  {'per path':>9}  {'times the draw':>14}  {'MB':>6}")
    rows = {}
    for paths, repeats in ((1_000, 9), (5_000, 9), (10_000, 7), (100_000, 5), (1_000_000, 2)):
        engine, drawn = seconds(lambda n=paths: simulate(n), lambda n=paths: draw(n), repeats=repeats)
        memory = megabytes(lambda n=paths: simulate(n))
        rows[paths] = engine, engine / drawn, memory
        print(f"{paths:>10,}  {engine:>8.3f}  {engine / paths * 1e6:>6.2f} µs  {engine / drawn:>14.2f}  {memory:>6.1f}")
    python, table = (once / 200 for once in seconds(lambda: python_loop(200), lambda: pandas_loop(200), repeats=3))
    engine, draws, _ = rows[100_000]
    print(f"\n{'engine':>17}: {DAYS / engine * 100_000:>12,.0f} paths x days a second")
    for name, once in (("plain Python loop", python), ("pandas loop", table)):
        times = once / engine * 100_000
        print(f"{name:>17}: {DAYS / once:>12,.0f} paths x days a second; the engine is {times:,.0f} times as fast")
    print()
    show("times the draw for 100,000 paths", draws, most=3)
    show("times as fast as the pandas loop", table / engine * 100_000, least=100)
    show("MB", max(memory for *_, memory in rows.values()), most=600)
    show("ms for 5,000 paths", rows[5_000][0] * 1e3, most=300)


def show(name: str, value: float, *, least: float = 0, most: float = math.inf):
    """Print one figure and whether it keeps within what must hold."""
    asked = f"at least {least}" if least else f"at most {most}"
    print(f"{'holds' if least <= value <= most else 'FAILS'}: {value:,.1f} {name} ({asked})")


if __name__ == "__main__":
    main()
