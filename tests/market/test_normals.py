"""Normals in plain Python are those of numpy: the same bits, and the same numbers but for their last few digits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import tried

from pledge_lib.market.normals import Normals

ENOUGH = 20_000  # every layer of the ziggurat, its corners some 200 times and its tail about five times
NEARLY = 2e-14
SEEDS = {"small": (1,), "two": (5, 0), "nothing": (0,), "long": (2**130 + 17,), "more than the pool": (2**70, 3, 9, 7)}


def numpys(seed) -> np.random.Generator:
    return np.random.default_rng(seed[0] if len(seed) == 1 else list(seed))


@pytest.mark.parametrize("name", SEEDS)
def test_many_normals_are_those_of_numpy(name):
    theirs = numpys(SEEDS[name]).standard_normal(ENOUGH)
    assert max(abs(theirs)) > 3.7, "no normal of this seed comes from the tail"
    assert Normals(*SEEDS[name]).take(ENOUGH) == pytest.approx(theirs, rel=NEARLY, abs=0)


@given(seed=st.lists(st.integers(0, 2**96), min_size=1, max_size=6).map(tuple), number=st.integers(1, 200))
@tried(4)
def test_whatever_the_seed_the_normals_are_those_of_numpy(seed, number):
    theirs = numpys(seed).standard_normal(number)
    assert Normals(*seed).take(number) == pytest.approx(theirs, rel=NEARLY, abs=0)


def test_normals_go_on_where_they_were_left():
    drawn = Normals(7)
    assert drawn.take(3) + drawn.take(4) == Normals(7).take(7)
