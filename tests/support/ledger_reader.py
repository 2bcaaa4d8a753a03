"""A reader in a process of its own, which the tests kill, starve of disk, or shut out. Run as a script.

Each command prints a report as JSON on its last line; `write` also prints every answer that was acknowledged.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from time import sleep

from pledge_lib.course.attempts import Event
from pledge_lib.course.ledger import Ledger
from pledge_lib.course.ledger_file import file_lock


def answered(question: str) -> Event:
    return Event(lesson="01_pledging", question=question, kind="answer", answer="二十二", outcome="right")


def said(notice) -> str | None:
    return notice and notice.key


def write(path: str, name: str, count: str):
    """Record answers as fast as possible, once the test says go; print the sentences that were said."""
    ledger = Ledger(path)
    print("ready", flush=True)
    sys.stdin.readline()
    notices = [said(ledger.record(answered(f"{name}.{number}"))) for number in range(int(count))]
    print(json.dumps([notice for notice in notices if notice]))


def hold(path: str):
    """Take the lock and keep it, like a notebook that hangs in the middle of a write."""
    with file_lock(Path(path)):
        print("ready", flush=True)
        sys.stdin.readline()


def killed_at_random(path: str, rounds: str):
    """Kill a writer at a random moment, again and again; report what was acknowledged and what was then on disk."""
    chance, acknowledged, faults, drafts = Random(7), [], [], 0
    for number in range(int(rounds)):
        reading, writing = os.pipe()
        writer = os.fork()
        if writer == 0:
            ledger, place = Ledger(path), 0
            while True:
                place += 1
                if ledger.record(answered(f"{number}.{place}")) is None:
                    os.write(writing, f"{number}.{place}\n".encode())
        os.close(writing)
        first = os.read(reading, 10)
        sleep(chance.uniform(0, 0.03))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        rest = b"".join(iter(lambda reading=reading: os.read(reading, 65536), b""))
        os.close(reading)
        acknowledged += (first + rest).decode().split()
        drafts += Path(path + ".tmp").exists()
        try:
            stored = [event["question"] for event in json.loads(Path(path).read_bytes())["events"]]
            faults += [f"round {number}: {name} was lost" for name in set(acknowledged) - set(stored)]
            faults += [f"round {number}: {len(stored)} stored"] if len(stored) > len(acknowledged) + number + 1 else []
        except ValueError as error:
            faults.append(f"round {number}: half a file, {error}")
    print(json.dumps({"acknowledged": len(acknowledged), "faults": faults, "drafts": drafts}))


def killed_at(path: str, moment: str):
    """Die at one moment of a write."""
    ledger, flushed, moved = Ledger(path), os.fsync, os.replace
    ledger.record(answered("before"))

    def flush(number):
        if moment == "half a draft":
            os.ftruncate(number, os.fstat(number).st_size // 2)
        flushed(number)
        if moment in ("half a draft", "whole draft"):
            os.kill(os.getpid(), signal.SIGKILL)

    def move(draft, target):
        moved(draft, target)
        os.kill(os.getpid(), signal.SIGKILL)

    os.fsync = flush
    os.replace = move
    ledger.record(answered("killed"))


def limited(path: str):
    """Record under a limit of the system on the size of files, then without it."""
    import resource

    ledger = Ledger(path)
    ledger.record(answered("before"))
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(path) + 10, hard))
    notices = [said(ledger.record(answered(name))) for name in ("first", "second")]
    during = on_disk(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    notices.append(said(ledger.record(answered("after"))))
    report(path, notices, during)


def full(folder: str):
    """Record on a disk of 64 kB, mounted for this process alone, that something else has filled."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
    path, ballast = f"{folder}/ledger.json", Path(folder, "ballast")
    ledger = Ledger(path)
    ledger.record(answered("before"))
    try:
        with ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(512))
    except OSError:
        notices = [said(ledger.record(answered(name))) for name in ("first", "second")]
    during = on_disk(path)
    ballast.unlink()
    notices.append(said(ledger.record(answered("after"))))
    report(path, notices, during)


def mounted_read_only(folder: str):
    """Record in a folder that is mounted read-only for a while, for this process alone."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
    path = f"{folder}/ledger.json"
    ledger = Ledger(path)
    ledger.record(answered("before"))
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    notices = [said(ledger.record(answered(name))) for name in ("first", "second")]
    during = on_disk(path)
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    notices.append(said(ledger.record(answered("after"))))
    report(path, notices, during)


def shut_out(path: str):
    """Record without the permission to write into the folder, as another user where root would get through."""
    ledger, folder = Ledger(path), os.path.dirname(path)
    ledger.record(answered("before"))
    os.chmod(folder, 0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.chmod(path, 0o644)
        os.seteuid(65534)
    notices = [said(ledger.record(answered(name))) for name in ("first", "second")]
    during = [event.question for event in ledger.events()][:1]
    if is_root:
        os.seteuid(0)
    os.chmod(folder, 0o755)
    notices.append(said(ledger.record(answered("after"))))
    report(path, notices, during)


def on_disk(path: str) -> list[str]:
    """Return the questions that a new notebook would find, and the names of drafts that take room."""
    drafts = sorted(name for name in os.listdir(os.path.dirname(path)) if name.endswith(".tmp"))
    return [event.question for event in Ledger(path).events()] + drafts


def report(path: str, notices: list, during: list):
    print(json.dumps({"notices": notices, "during": during, "after": on_disk(path)}))


COMMANDS = (write, hold, killed_at_random, killed_at, limited, full, mounted_read_only, shut_out)

if __name__ == "__main__":
    {command.__name__: command for command in COMMANDS}[sys.argv[1]](*sys.argv[2:])
