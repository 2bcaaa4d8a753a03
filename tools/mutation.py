"""Author's helper: break finance and market in small places, and see which breaks no test notices.

    python -m pip install cosmic-ray==8.7.0 coverage==7.17.3   they are no part of the course
    python -m tools.mutation run --tried 400 --seed 2026     in a copy of the project; the same command goes on
    python -m tools.mutation again                           today's tests, on the changes that nobody noticed
    python -m tools.mutation report                          the score, and each change that nobody noticed

cosmic-ray makes every change that it knows; the seed puts them in an order, of which the first are tried. Left out are
changes of `|` (types say `float | None`), of decorators (a `@cache` is not seen from outside), of caught exceptions and
of stars that multiply nothing (what comes of them is no Python).

The tests of finance and market, the golden cases and the examples of docstrings are watched once (tools/near_tests.py).
A change is then tried with the tests that run its statement, cheapest first, until one fails. A statement that runs on
import or fills a cache is seen by few: fewer than FEW call in the tests that enter its module, then those of its room
and of its floor. Tests that cost more than WORTH seconds of a processor together are not started (`again` gives three
times as many), and laws draw the examples of the quick profile; so the score is a lower bound of what the whole suite
notices. The copy's files stay as they are: for each change a process is forked that has loaded only other people's
packages, and finds the changed text when it imports.
"""

import argparse
import difflib
import gc
import os
import re
import resource
import signal
import subprocess
import sys
from collections import Counter
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from random import Random

from tools.near_tests import FLOORS, TESTS, NearTests, enter, file_of, pytest_in_copy, watch, watched

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutation"
SESSION = COPY / "session.sqlite"
LEFT_OUT = re.compile(r"BitOr|RemoveDecorator|ExceptionReplacer")
NO_ARITHMETIC = {"parameters", "dictorsetmaker"}  # the stars of `(a, *, b)` and `{**a}`
WORTH, WORTH_AGAIN = 5, 15  # seconds of a processor that the tests of one try may cost
PROCESSOR_SECONDS, SECONDS, MEMORY = 60, 1_800, 4 << 30  # of one try: an endless loop is noticed by its end
WARM = ("pytest", "hypothesis", "numpy", "pandas", "nbclient", "coverage")
NOT_NOTICED = (0, 5)  # pytest's exit codes: all passed; a test of this name is no more, which is not noticing


def run(tried: int, seed: int):
    """Copy the project, draw the changes, and try those that are not tried yet."""
    if not SESSION.exists():
        COPY.mkdir(parents=True)
        _unpack()
        _draw(tried, seed)
    with _session() as found:
        _try(found.pending_work_items, WORTH)


def again():
    """Take the tests as they were committed last, and try once more and for longer what nobody noticed."""
    before = {path: path.read_bytes() for path in _test_files()}
    _unpack("tests")
    if changed := [path for path in _test_files() if path.read_bytes() != before.get(path)]:
        _watch(str(path.relative_to(COPY)) for path in changed)
    with _session() as found:
        _try((item for item, result in found.completed_work_items if not result.is_killed), WORTH_AGAIN)


def report():
    """Print how many changes were tried and noticed, what that cost, and each that was not noticed."""
    with _session() as found:
        results = [(item.mutations[0], each) for item, each in found.completed_work_items]
    noticed = Counter((change.module_path.parts[1], each.is_killed) for change, each in results)
    for floor in sorted({floor for floor, _ in noticed}):
        killed, left = noticed[floor, True], noticed[floor, False]
        print(f"{floor}: {killed} of {killed + left} noticed, {killed / (killed + left):.1%}")
    spent, by = zip(*(each.output.split(" ", 1) for _, each in results), strict=True)
    print(f"{sum(map(float, spent)) / 60:.1f} minutes of a processor; {Counter(by)['a limit']} ended by a limit")
    for change, each in sorted(results, key=lambda pair: str(pair[0].module_path)):
        if not each.is_killed:
            print(f"{change.module_path}:{change.start_pos[0]} ({each.output})", each.diff, sep="\n")


def _watch(tests=TESTS):
    subprocess.run([sys.executable, "-m", "tools.mutation", "watch", *tests], cwd=ROOT, check=True)


def _try(items, worth: float):
    """Break the copy at one place after the other, and write down whether a test noticed."""
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

    if not watched(COPY):
        _watch()
    enter(COPY)
    sys.dont_write_bytecode = True
    for name in WARM:
        import_module(name)
    gc.freeze()
    tests = NearTests(COPY)
    for item in sorted(items, key=lambda each: each.job_id):
        (change,) = item.mutations
        text, difference = _changed(change)
        near = tests.of(change.module_path, change.start_pos[0], worth)
        noticed, output = _verdict(near, COPY / change.module_path, text)
        outcome = TestOutcome.KILLED if noticed else TestOutcome.SURVIVED
        with _session() as found:
            found.set_result(item.job_id, WorkResult(WorkerOutcome.NORMAL, output, outcome, difference))
        print(outcome.value, f"{change.module_path}:{change.start_pos[0]}", output, flush=True)


def _verdict(tests: list[str], path: Path, text: str) -> tuple[bool, str]:
    """Say whether a test fails where a module has this text, and after how many seconds of a processor which one."""
    spent = 0.0
    beside = [test for test in tests if file_of(test) == file_of(tests[0])]  # one file is read faster than many
    for some in filter(None, (beside, [test for test in tests if test not in set(beside)])):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            _load_instead(path, text)
            _run_in_child(some, writing)
        os.close(writing)
        _, status, used = os.wait4(child, 0)
        with open(reading, encoding="utf-8") as said:
            failed = said.read()
        spent += used.ru_utime + used.ru_stime
        if os.WIFSIGNALED(status):
            return True, f"{spent:.2f} a limit"
        if os.WEXITSTATUS(status) not in NOT_NOTICED:
            return True, f"{spent:.2f} {failed or 'while tests were collected'}"
    return False, f"{spent:.2f} {len(tests)} tests passed"


def _run_in_child(tests: list[str], writing: int):
    """Run the tests in their order, say which one failed, and end the process with pytest's exit code."""
    from hypothesis import Phase, settings

    class Chosen:
        def pytest_collection(self):
            quick = settings.get_profile("quick")  # a counterexample need not become small
            settings.register_profile("quick", parent=quick, phases=(Phase.explicit, Phase.generate))
            settings.load_profile("quick")

        def pytest_collection_modifyitems(self, items):
            place = {test: number for number, test in enumerate(tests)}
            items[:] = sorted((each for each in items if each.nodeid in place), key=lambda each: place[each.nodeid])

        def pytest_runtest_logreport(self, report):
            if report.failed:
                os.write(writing, report.nodeid.encode())

    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(SECONDS)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest_in_copy(sorted({file_of(test) for test in tests}), Chosen()))


def _load_instead(path: Path, text: str):
    """Let an import of one file find another text, whatever was compiled of it."""
    as_it_is = SourceFileLoader.get_code

    def get_code(loader, name):
        return compile(text, path, "exec", dont_inherit=True) if loader.path == str(path) else as_it_is(loader, name)

    SourceFileLoader.get_code = get_code


def _changed(change) -> tuple[str, str]:
    """Return the text of a module with a change in it, and the lines that differ."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    before = (COPY / change.module_path).read_text(encoding="utf-8")
    after = mutate_code(before, get_operator(change.operator_name)(**change.operator_args), change.occurrence)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return after, "\n".join(f"    {line}" for line in lines if re.match(r"[-+](?![-+])", line))


def _test_files() -> list[Path]:
    return [path for folder in TESTS for path in (COPY / folder).rglob("test_*.py")]


def _unpack(*paths: str):
    tracked = subprocess.run(["git", "archive", "HEAD", *paths], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x", "-C", COPY], input=tracked, check=True)


def _draw(tried: int, seed: int):
    """Keep a sample of the changes, the same for a seed and a version of the code, in the order they are tried in."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkItem

    changes = list(_changes())
    Random(seed).shuffle(changes)
    with use_db(str(SESSION), WorkDB.Mode.create) as found:
        found.add_work_items(WorkItem.single(f"{number:05}", each) for number, each in enumerate(changes[:tried], 1))
    print(f"{len(changes)} changes, of which the first {tried} in the order of seed {seed} are tried")


def _changes():
    """Yield every change of a kind that is tried."""
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names
    from cosmic_ray.work_item import MutationSpec

    kinds = {name: get_operator(name) for name in sorted(operator_names()) if not LEFT_OUT.search(name)}
    for path in sorted(path for floor in FLOORS for path in (COPY / floor).rglob("*.py")):
        nodes = list(ast_nodes(get_ast_from_path(path)))
        for name, kind in kinds.items():
            if not kind.arguments():
                operator = kind()
                places = ((node, place) for node in nodes for place in operator.mutation_positions(node))
                for occurrence, (node, (start, end)) in enumerate(places):
                    if not node.parent or node.parent.type not in NO_ARITHMETIC:
                        yield MutationSpec(path.relative_to(COPY), name, occurrence, start, end)


def _session():
    from cosmic_ray.work_db import WorkDB, use_db

    return use_db(str(SESSION), WorkDB.Mode.open)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "again", "report", "watch"))
    parser.add_argument("tests", nargs="*", default=TESTS, help="for watch: which of them")
    parser.add_argument("--tried", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    if asked.what == "run":
        run(asked.tried, asked.seed)
    else:
        {"again": again, "report": report, "watch": lambda: watch(COPY, asked.tests)}[asked.what]()
