"""Author's helper: break finance and market in small places, and see which breaks no test notices.

    python -m pip install cosmic-ray==8.7.0
    python tools/mutation.py run --tried 400 --seed 2026     a copy of the project is broken; the same command goes on
    python tools/mutation.py report                          the score, and each change that nobody noticed

cosmic-ray makes every change that it knows; the seed puts them in an order, of which the first are tried. Left out are
changes of `|` (types say `float | None`), of decorators (a `@cache` is not seen from outside) and of caught exceptions.
Each is tried with the tests that bear its module's name, those of its room (of what rooms share, those beside
them) and the golden cases, until one fails; so the score is a lower bound of what the whole suite notices.
"""

import argparse
import compileall
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutation"
SESSION, SETTINGS = COPY / "session.sqlite", COPY / "cosmic-ray.toml"
LEFT_OUT = re.compile(r"BitOr|RemoveDecorator|ExceptionReplacer")
SECONDS = 180
COSMIC_RAY = "from cosmic_ray.cli import main; main()"


def run(tried: int, seed: int):
    """Copy the project, draw the changes, and try those that are not tried yet."""
    if not SESSION.exists():
        _copy()
        _cosmic_ray("init", SETTINGS, SESSION)
        _draw(tried, seed)
    _cosmic_ray("exec", SETTINGS, SESSION)
    report()


def report():
    """Print how many changes were tried and noticed, and each that was not."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome

    with use_db(str(SESSION), WorkDB.Mode.open) as found:
        changes = {item.job_id: item.mutations[0] for item in found.work_items}
        results = {key: each for key, each in found.results if each.worker_outcome == WorkerOutcome.NORMAL}
    noticed = Counter((_floor(changes[key].module_path), each.is_killed) for key, each in results.items())
    for floor in sorted({floor for floor, _ in noticed}):
        killed, left = noticed[floor, True], noticed[floor, False]
        print(f"{floor}: {killed} of {killed + left} noticed, {killed / (killed + left):.1%}")
    for key, each in sorted(results.items(), key=lambda pair: str(changes[pair[0]].module_path)):
        if not each.is_killed:
            lines = [line for line in each.diff.splitlines() if re.match(r"[-+](?![-+])", line)]
            print(f"{changes[key].module_path}:{changes[key].start_pos[0]}", *lines, sep="\n    ")


def judge():
    """Run, in the copy, the tests that are near to the module that differs; their exit code is the verdict."""
    (changed,) = subprocess.check_output(["git", "diff", "--name-only"], cwd=COPY, text=True).split() or [
        "none/none/none"
    ]
    tests = COPY / "tests"
    _, floor, *inside = Path(changed).parts
    room = [tests / floor / inside[0]] if len(inside) > 1 and (tests / floor / inside[0]).is_dir() else []
    named = sorted((tests / floor).glob(f"**/test_{Path(changed).stem}*.py"))
    near = [*named, *(room or sorted((tests / floor).glob("test_*.py"))), tests / "golden"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:nbval"]
    options = ["-o", "addopts=--import-mode=importlib", *map(str, dict.fromkeys(near))]
    raise SystemExit(subprocess.call([*command, *options], cwd=COPY, env=_environment()))


def _floor(module: Path) -> str:
    return Path(module).parts[1]


def _copy():
    COPY.mkdir(parents=True)
    tracked = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x", "-C", COPY], input=tracked, check=True)
    author = ["-c", "user.name=tools/mutation.py", "-c", "user.email=nobody@localhost"]
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "as it was"]):
        subprocess.run(["git", *command], cwd=COPY, check=True)
    compileall.compile_dir(COPY / "pledge_lib", quiet=2)
    SETTINGS.write_text(
        "[cosmic-ray]\n"
        'module-path = ["pledge_lib/finance", "pledge_lib/market"]\n'
        f"timeout = {SECONDS}\n"
        f'test-command = "{sys.executable} {Path(__file__).resolve()} judge"\n'
        '[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )


def _draw(tried: int, seed: int):
    """Keep a sample of the changes, the same for a seed and a version of the code; the others count as left out."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    with use_db(str(SESSION), WorkDB.Mode.open) as found:
        changes = {item.job_id: item.mutations[0] for item in found.work_items}
        fitting = sorted(
            (str(each.module_path), each.start_pos, each.operator_name, each.occurrence, key)
            for key, each in changes.items()
            if not LEFT_OUT.search(each.operator_name)
        )
        Random(seed).shuffle(fitting)
        kept = {key for *_, key in fitting[:tried]}
        found.set_multiple_results(changes.keys() - kept, WorkResult(WorkerOutcome.SKIPPED))
    print(f"{len(changes)} changes, {len(fitting)} of a kind that is tried, {len(kept)} drawn with the seed {seed}")


def _cosmic_ray(*arguments):
    subprocess.run([sys.executable, "-c", COSMIC_RAY, *map(str, arguments)], cwd=COPY, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    # compiled once by _copy: a file that is changed and changed back within a second must not be taken from a cache
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(COPY)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "report", "judge"))
    parser.add_argument("--tried", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    run(asked.tried, asked.seed) if asked.what == "run" else {"report": report, "judge": judge}[asked.what]()
