"""Places in a ranking whose scores are only known between two ends."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.finance.lending.ranking import possible_places

ENDS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: tuple(sorted(pair)))


@given(st.lists(ENDS, min_size=1, max_size=5))
def test_the_places_are_those_that_some_choice_between_the_ends_gives(ends):
    """Wherever the scores lie, each place lies in the range; and both ends of the range are reached."""
    seen = [set() for _ in ends]
    for scores in product(*ends):
        for number, score in enumerate(scores):
            seen[number].add(1 + sum(other > score for other in scores))
            seen[number].add(len(scores) - sum(other < score for other in scores))
    assert possible_places(ends) == tuple((min(places), max(places)) for places in seen)


def test_equal_rows_share_all_places():
    assert possible_places([(0.1, 16.0)] * 5) == ((1, 5),) * 5


def test_binary_noise_is_no_difference():
    assert possible_places([(0.1 + 0.2,) * 2, (0.3,) * 2]) == ((1, 2), (1, 2))
