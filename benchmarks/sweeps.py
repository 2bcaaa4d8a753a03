"""Measure what a sweep costs: every figure, the frames of its lead sent ahead, as over a slow network.

In the project's own environment, from its folder: `python benchmarks/sweeps.py [zh_TW|en]`. Counted are bytes and the
processor time of the kernel, so other work on the machine hardly shows.
"""

import gc
import statistics
import sys
import time

from pledge_lib.course import Lesson
from pledge_lib.panels import figures
from pledge_lib.panels.ahead import Ahead

MOST_BYTES, MOST_TIME, SLOWEST = 8_000, 100, 300  # bytes and ms of the figure in the middle, ms of the slowest
ROUNDS = 3  # the shortest counts: the others shared the processor's caches with somebody


class AtOnce:
    """An event loop that waits for nothing."""

    def __init__(self):
        self.waiting = []

    def call_soon(self, work, *given):
        self.waiting.append((work, given))

    def call_later(self, _seconds, work, *given):
        self.waiting.append((work, given))

    def run(self):
        while self.waiting:
            work, given = self.waiting.pop(0)
            work(*given)


def sweep_of(figure: str, language: str) -> tuple[int, int, float]:
    """Return the frames of a sweep of the lead, their bytes and the ms of processor time they took."""
    panel = Lesson("01_pledging", language).panel(figure)
    took = []
    for _ in range(ROUNDS):
        sent, loop = [], AtOnce()
        ahead = Ahead(panel, lambda told, piece, sent=sent: sent.append((len(told["at"]), len(piece))))
        gc.collect()
        start = time.process_time()
        ahead.start(panel.declaration.lead, loop)
        loop.run()
        took.append(time.process_time() - start)
    return sum(frames for frames, _ in sent), sum(size for _, size in sent), min(took) * 1_000


def main(language: str) -> int:
    """Print a line for each figure, the middle of them, and whether all is as it must be."""
    found = {figure: sweep_of(figure, language) for figure in figures.homes()}
    print(f"{'figure':8}{'frames':>8}{'bytes':>8}{'ms':>8}  a sweep of the lead ({language})")
    for figure, (frames, size, took) in found.items():
        print(f"{figure:8}{frames:8}{size:8}{took:8.0f}{'  too slow' if took > SLOWEST else ''}")
    frames, sizes, times = zip(*(each for each in found.values() if each[0]), strict=True)
    middle, time_of_middle, slowest = statistics.median(sizes), statistics.median(times), max(times)
    print(f"\nthe figure in the middle: {middle:.0f} bytes (at most {MOST_BYTES})")
    print(f"and of processor time: {time_of_middle:.0f} ms (at most {MOST_TIME})")
    print(f"the slowest: {slowest:.0f} ms (at most {SLOWEST})")
    return int(middle > MOST_BYTES or time_of_middle > MOST_TIME or slowest > SLOWEST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["zh_TW"]))
