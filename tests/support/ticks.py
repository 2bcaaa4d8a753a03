"""Prices as the exchange allows them, and lines in whole per cents: what lies exactly on a line in daily life."""

from collections.abc import Iterator

TICKS = ((10, 1), (50, 5), (100, 10), (500, 50), (1_000, 100), (2_000, 500))  # up to this price, in cents
LINES = range(101, 200)  # per cent


def legal_prices() -> Iterator[int]:
    """Yield prices as the exchange allows them, in whole cents."""
    cents = 100
    for highest, tick in TICKS:
        while cents < highest * 100:
            yield cents
            cents += tick


PRICES = tuple(legal_prices())


def ticks_around(place: int) -> tuple[float, float, float]:
    """Return a legal price in TWD, and those one tick below and above it."""
    return PRICES[place] / 100, PRICES[place - 1] / 100, PRICES[place + 1] / 100
