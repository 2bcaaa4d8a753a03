"""Let the tests of the notebooks import the author's helper and the tests' own, wherever pytest was started."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]
