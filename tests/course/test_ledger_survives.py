"""Real accidents in real processes: killed writers, two notebooks at once, a full disk, a folder that refuses."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger import Ledger

READER = Path(__file__).parents[1] / "support" / "ledger_reader.py"
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs signals, forks and limits of a POSIX system")


def command(*words):
    return [sys.executable, str(READER), *map(str, words)]


@pytest.fixture(scope="session")
def surroundings(root):
    """Return the environment in which a reader's process finds the library."""
    return {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def run(surroundings):
    """Run a reader to its end and return its report."""

    def run(*words, before=()):
        whole = [*before, *command(*words)]
        done = subprocess.run(whole, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture
def start(surroundings):
    """Start a reader that waits for a word; whatever still runs at the end is killed."""
    started = []

    def start(*words):
        process = subprocess.Popen(
            command(*words), env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def private_mounts():
    """Return how to start a process that may mount a disk which nobody else sees."""
    for how in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if shutil.which("unshare") and subprocess.run([*how, "true"], capture_output=True, check=False).returncode == 0:
            return how
    pytest.skip("this system lets tests mount no disk of their own")


def stored(path):
    return [event["question"] for event in json.loads(path.read_text(encoding="utf-8"))["events"]]


@pytest.fixture
def place(tmp_path):
    return tmp_path.resolve() / "ledger.json"


def answered(question):
    return Event(lesson="01_pledging", question=question, kind="answer", answer="22", outcome="right")


def test_two_notebooks_at_once_lose_nothing(start, place):
    notebooks = [start("write", place, name, 200) for name in ("A", "B")]
    for notebook in notebooks:
        assert notebook.stdout.readline() == "ready\n"
    for notebook in notebooks:
        notebook.stdin.write("go\n")
        notebook.stdin.flush()
    said = [json.loads(notebook.stdout.readline()) for notebook in notebooks]
    assert said == [[], []], "no notebook should have waited for long"
    found = stored(place)
    assert sorted(found) == sorted(f"{name}.{number}" for name in "AB" for number in range(200))
    assert [name for name in found if name[0] == "A"] == [f"A.{number}" for number in range(200)]
    assert found != sorted(found, key=lambda name: name[0]), "the notebooks did not write at the same time"


@posix_only
def test_a_killed_kernel_loses_no_answer_that_was_acknowledged(run, place):
    report = run("killed_at_random", place, 40)
    assert report["faults"] == []
    assert report["acknowledged"] > 40, "the writers were killed before they wrote"
    assert len(Ledger(place).events()) >= report["acknowledged"]


@posix_only
@pytest.mark.parametrize(
    ("moment", "reached"), [("half a draft", False), ("whole draft", False), ("in its place", True)]
)
def test_a_kernel_killed_in_a_write_leaves_the_old_file_or_the_new_one(surroundings, place, moment, reached):
    done = subprocess.run(command("killed_at", place, moment), env=surroundings, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert stored(place) == (["before", "killed"] if reached else ["before"])
    ledger = Ledger(place)
    assert ledger.record(answered("after")) is None
    assert stored(place)[-1] == "after"
    assert sorted(path.name for path in place.parent.iterdir()) == ["ledger.json", "ledger.json.lock"]


def test_a_notebook_that_hangs_stops_no_other_and_its_lock_dies_with_it(start, place):
    hanging = start("hold", f"{place}.lock")
    assert hanging.stdout.readline() == "ready\n"
    ledger = Ledger(place)
    assert ledger.record(answered("first")).key == "ledger.trouble.busy"
    hanging.kill()
    hanging.wait()
    assert ledger.record(answered("second")).key == "ledger.trouble.saved"
    assert stored(place) == ["first", "second"]


def assert_kept_and_saved(report, trouble):
    """The first refused answer is told, the second is not told again, and all are there in the end."""
    assert report["notices"] == [f"ledger.trouble.{trouble}", None, "ledger.trouble.saved"]
    assert report["during"] == ["before"], "the file must stay whole, and no draft take room"
    assert report["after"] == ["before", "first", "second", "after"]


@posix_only
def test_answers_wait_while_the_system_lets_the_file_grow_no_further(run, place):
    assert_kept_and_saved(run("limited", place), "full")


@posix_only
def test_answers_wait_while_the_disk_is_full(run, tmp_path, private_mounts):
    assert_kept_and_saved(run("full", tmp_path.resolve(), before=private_mounts), "full")


@posix_only
def test_answers_wait_while_the_folder_is_mounted_read_only(run, tmp_path, private_mounts):
    assert_kept_and_saved(run("mounted_read_only", tmp_path.resolve(), before=private_mounts), "closed")


@posix_only
def test_answers_wait_while_the_permission_is_missing(run, place):
    assert_kept_and_saved(run("shut_out", place), "closed")
