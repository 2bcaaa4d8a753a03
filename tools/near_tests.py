"""Which tests run a line, and what each of them costs: for tools/mutation.py, with coverage.py, which is no part of it.

The tests run once in a copy of the project as it is. What they cost is counted in seconds of a processor, so that a
busy machine changes nothing.
"""

import ast
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

FLOORS = ("pledge_lib/finance", "pledge_lib/market")
TESTS = ("tests/finance", "tests/market", "tests/golden", "tests/test_examples.py")
OPTIONS = ("-qx", "-pno:cacheprovider", "-pno:unraisableexception", "-p_hypothesis_pytestplugin")
FEW = 10


def enter(copy: Path):
    """Stand in the copy, and leave out what pytest loads by itself: it only costs time here."""
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"


def pytest_in_copy(arguments, plugin) -> int:
    """Run the tests of the folder in which this process stands; the exit code is pytest's."""
    import pytest

    return pytest.main([*OPTIONS, "-oaddopts=--import-mode=importlib", *arguments], plugins=[plugin])


def watch(copy: Path, tests: Sequence[str] = TESTS):
    """Run tests of the copy, and keep for each what it costs and which lines it runs, beside what is known already."""
    import pytest
    from coverage import Coverage

    costs = _known_costs(copy)
    eyes = Coverage(data_file=_lines(copy), source=[str(copy / floor) for floor in FLOORS], config_file=False)

    class Watching:
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item):
            start = time.process_time()
            eyes.switch_context(item.nodeid)
            try:
                return (yield)
            finally:
                eyes.switch_context("")
                costs[item.nodeid] = time.process_time() - start

    enter(copy)
    eyes.load()
    sys.dont_write_bytecode = False  # what is compiled now is not compiled again for each change
    with eyes.collect():
        failed = pytest_in_copy(tests, Watching())
    if failed:
        raise SystemExit("a test of the copy fails before anything is changed in it")
    eyes.save()
    _costs(copy).write_text(json.dumps(costs), encoding="utf-8")


def watched(copy: Path) -> bool:
    """Say whether `watch` came to its end."""
    return _costs(copy).exists()


class NearTests:
    """The tests that may notice a change, by what was watched."""

    def __init__(self, copy: Path):
        from coverage import CoverageData

        self.copy = copy
        self.costs = _known_costs(copy)
        self.lines = CoverageData(basename=_lines(copy))
        self.lines.read()

    def of(self, module: Path, line: int, worth: float) -> list[str]:
        """Return them, the nearest and then the cheapest first, until they cost what a try is worth."""
        by_line = self.lines.contexts_by_lineno(str(self.copy / module))
        statement = statement_at(line, (self.copy / module).read_text(encoding="utf-8"))
        rings = [{test for each in statement for test in by_line.get(each, ())} & self.costs.keys()]
        if len(rings[0]) < FEW:
            rings.append({test for tests in by_line.values() for test in tests} & self.costs.keys())
            for around in (Path("tests", *module.parts[1:-1]), Path("tests", module.parts[1])):
                rings.append({test for test in self.costs if Path(file_of(test)).is_relative_to(around)})
        order = [test for ring in rings for test in sorted(ring, key=self.costs.__getitem__)]
        chosen, cost = [], 0.0
        for test in dict.fromkeys(order):
            cost += self.costs[test]
            if chosen and cost > worth:
                break
            chosen.append(test)
        return chosen


def statement_at(line: int, source: str) -> range:
    """Return the lines of the innermost statement around a line; of one that holds others, those of its head."""
    around = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.stmt)]
    around = [each for each in around if each.lineno <= line <= each.end_lineno]
    if not around:
        return range(line, line + 1)
    inner = max(around, key=lambda each: each.lineno)
    held = getattr(inner, "body", None)
    return range(inner.lineno, max(held[0].lineno, inner.lineno + 1) if held else inner.end_lineno + 1)


def file_of(test: str) -> str:
    """Return the file in which a test stands."""
    return test.split("::")[0]


def _known_costs(copy: Path) -> dict[str, float]:
    return json.loads(_costs(copy).read_text(encoding="utf-8")) if watched(copy) else {}


def _costs(copy: Path) -> Path:
    return copy / "costs.json"


def _lines(copy: Path) -> str:
    return str(copy / "lines.sqlite")
