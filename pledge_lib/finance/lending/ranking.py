"""Places in a ranking when the scores are only known between two ends."""

from collections.abc import Sequence

SAME = 9  # decimals; scores that differ by less are binary noise


def possible_places(scores: Sequence[tuple[float, float]]) -> tuple[tuple[int, int], ...]:
    """Return the best and the worst place that each could have, wherever between its ends each score lies.

    With one number twice, the places that are shared by a tie.

    >>> possible_places([(80, 90), (10, 20), (15, 85)])
    ((1, 2), (2, 3), (1, 3))
    >>> possible_places([(50, 50), (50, 50), (40, 40)])
    ((1, 2), (1, 2), (3, 3))
    """
    ends = [(round(low, SAME), round(high, SAME)) for low, high in scores]
    places = []
    for low, high in ends:
        surely_better = sum(other_low > high for other_low, _ in ends)
        surely_worse = sum(other_high < low for _, other_high in ends)
        places.append((1 + surely_better, len(ends) - surely_worse))
    return tuple(places)
