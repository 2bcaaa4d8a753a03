"""Measure a room: scripted students at the hub of jupyter/hub, each three steps a second, beside one student alone.

In the project's own environment, from its folder: `python benchmarks/classroom.py 30`. It installs the hub into a
throwaway environment (`--env FOLDER` keeps it for the next time), serves this machine alone, and stops by itself.
"""

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

MOST, PAUSE, STEPS = 0.200, 1 / 3, 60  # seconds of the median step, between two steps; steps of each student
GUIDE, PROXY = ROOT / "docs/HUB.en.md", re.compile(r"configurable-http-proxy@([\d.]+)")
LIMIT = 400  # seconds for everything but the installation
PASSWORD = "a room of thirty"
OWN_CONFIG = """
load_subconfig({config!r})
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{of_proxy}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{of_hub}"
c.Spawner.args.append("--allow-root")  # a container's only user is often root
"""


def install(environment: Path) -> Path:
    """Bring the hub, the course and what they need into an environment, as docs/HUB.en.md says; return its Python."""
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys._base_executable, "-m", "venv", str(environment)], check=True)
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    for wanted in (
        ["--require-hashes", "-r", str(ROOT / ".binder/requirements.txt")],
        ["-r", str(ROOT / "jupyter/hub/requirements.txt")],
        ["--no-deps", "--no-build-isolation", "--force-reinstall", str(ROOT)],
    ):
        subprocess.run([*pip, *wanted], check=True)
    proxy = f"configurable-http-proxy@{PROXY.search(GUIDE.read_text(encoding='utf-8'))[1]}"
    subprocess.run(["npm", "install", "--silent", "-g", "--prefix", str(environment), proxy], check=True)
    return python


@contextmanager
def hub(python: Path, scratch: Path):
    """Start the hub on free ports of this machine; yield its process and address, and end all that it started."""
    from tests.browser.course_server import free_port

    base, config = f"http://127.0.0.1:{free_port()}", ROOT / "jupyter/hub/jupyterhub_config.py"
    own = scratch / "config.py"
    text = OWN_CONFIG.format(config=str(config), of_proxy=free_port(), of_hub=free_port())
    own.write_text(text, encoding="utf-8")
    told = {"ROOM": str(scratch / "room"), "ROOM_PASSWORD": PASSWORD, "ROOM_ADDRESS": base}
    variables = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    variables |= {f"PLEDGE_{key}": value for key, value in told.items()}
    variables["PATH"] = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    with (scratch / "hub.log").open("wb") as log:
        command = [str(python), "-m", "jupyterhub", "-f", str(own)]
        process = psutil.Popen(command, cwd=scratch, env=variables, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process, base
    finally:
        everything = [*process.children(recursive=True), process] if process.is_running() else []
        for each in everything:
            with suppress(psutil.NoSuchProcess):
                each.terminate()
        for each in psutil.wait_procs(everything, timeout=10)[1]:
            with suppress(psutil.NoSuchProcess):
                each.kill()


async def answering(base: str, log: Path):
    """Wait until the hub shows its page."""
    import httpx

    async with httpx.AsyncClient() as web:
        for _ in range(120):
            try:
                if (await web.get(f"{base}/hub/login")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.5)
    raise RuntimeError(f"the hub did not come up:\n{log.read_text(encoding='utf-8', errors='replace')[-4000:]}")


async def taken(doing) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    await doing
    return time.perf_counter() - begun


async def come(student) -> tuple[float, float, float]:
    """Return the seconds until the page, until the first figure, and until the whole lesson is run."""
    return await taken(student.arrive()), await taken(student.open_lesson()), await taken(student.run_rest())


async def drag(students) -> tuple[list[float | None], float]:
    """Let all drag; return the seconds of each step, and how busy all processors were meanwhile, in per cent."""
    psutil.cpu_percent()
    spread = [PAUSE * place / len(students) for place in range(len(students))]
    moves = (student.move(STEPS, PAUSE, later) for student, later in zip(students, spread, strict=True))
    steps = [step for each in await asyncio.gather(*moves) for step in each]
    return steps, psutil.cpu_percent()


def memory(process: psutil.Process) -> dict[str, list[float]]:
    """Return the MB of each process, shared pages divided among those that share them."""
    found: dict[str, list[float]] = {"hub and proxy": [], "server": [], "kernel": []}
    for each in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            line = " ".join(each.cmdline())
            kind = "kernel" if "ipykernel" in line else "server" if "jupyterhub.singleuser" in line else "hub and proxy"
            found[kind].append(each.memory_full_info().pss / 1e6)
    return found


async def measure(count: int, process: psutil.Process, base: str, log: Path) -> dict:
    """Return what one student alone met, and what all of them together."""
    from scripted_student import Student

    await answering(base, log)
    first, *others = [Student(base, f"seat-{seat:02}", PASSWORD) for seat in range(1, count + 1)]
    found = {"start alone": [await come(first)]}
    found["step alone"], found["busy alone"] = await drag([first])
    found["memory alone"] = memory(process)
    await first.leave()
    again = Student(base, first.name, PASSWORD)  # the first one loads the page again
    found["start"] = await asyncio.gather(*(come(student) for student in [again, *others]))
    found["step"], found["busy"] = await drag([again, *others])
    found["memory"] = memory(process)
    for student in (again, *others):
        await student.leave()
    return found


def high(values: list[float]) -> float:
    """Return the value that 95 of a hundred do not pass."""
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def table(count: int, found: dict):
    """Print what was found."""
    print(f"{'':34}{'one alone':>12}{f'{count}, median':>14}{'p95':>10}")
    for place, name in enumerate(
        ("s, log-in to the lab page", "s, then to the first figure", "s, then to the whole lesson")
    ):
        alone, all_ = found["start alone"][0][place], [start[place] for start in found["start"]]
        print(f"{name:34}{alone:12.1f}{statistics.median(all_):14.1f}{high(all_):10.1f}")
    alone, all_ = ([step * 1000 for step in found[key] if step is not None] for key in ("step alone", "step"))
    middle = f"{statistics.median(alone):12.0f}{statistics.median(all_):14.0f}"
    print(f"{'ms, a step there and back':34}{middle}{high(all_):10.0f}")
    print(f"{'ms, p95 of one alone':34}{high(alone):12.0f}")
    sent, lost = (f"{len(found[key])}, {found[key].count(None)}" for key in ("step alone", "step"))
    print(f"{'steps sent, lost':34}{sent:>12}{lost:>14}")
    print(f"{'%, processors busy while they drag':34}{found['busy alone']:12.0f}{found['busy']:14.0f}")
    for kind, sizes in found["memory"].items():
        alone = statistics.median(found["memory alone"][kind] or [0])
        print(f"{f'MB, {kind}, each process':34}{alone:12.0f}{statistics.median(sizes or [0]):14.0f}")
    alone, all_ = (sum(map(sum, found[key].values())) for key in ("memory alone", "memory"))
    print(f"{'MB, everything':34}{alone:12.0f}{all_:14.0f}")


def main() -> int:
    """Measure, print, and return whether a step was lost or the median too slow."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int, nargs="?", default=30)
    parser.add_argument("--env", type=Path, help="an environment to install the hub into, and to keep")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what was started, as Ctrl-C does
    with tempfile.TemporaryDirectory(prefix="classroom-", ignore_cleanup_errors=True) as name:
        begun, scratch = time.perf_counter(), Path(name)
        python = install((chosen.env or scratch / "environment").resolve())
        print(f"installed in {time.perf_counter() - begun:.0f} s; {os.cpu_count()} processors")
        begun = time.perf_counter()
        with hub(python, scratch) as (process, base):
            doing = measure(chosen.students, process, base, scratch / "hub.log")
            try:
                found = asyncio.run(asyncio.wait_for(doing, LIMIT))
            except Exception:
                print((scratch / "hub.log").read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
                raise
        table(chosen.students, found)
        print(f"measured in {time.perf_counter() - begun:.0f} s")
    steps = [step for step in found["step"] if step is not None]
    return int(None in found["step"] or statistics.median(steps) >= MOST)


if __name__ == "__main__":
    sys.exit(main())
