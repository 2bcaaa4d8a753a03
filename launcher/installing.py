"""How .venv comes to hold what the lock asks for, one start at a time, and nothing is lost on the way."""

import json
import os
import shutil
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec

from launcher.words import Stop, say


def install(here):
    """Bring an environment to what its lock asks for; do nothing if it is there already."""
    if here.is_complete():
        return
    try:
        with turn(here.turn):
            if not here.is_complete():  # the one before may have done it
                bring_up_to_date(here)
    except OSError as error:
        print(error, file=sys.stderr)
        raise Stop("install_failed") from None


@contextmanager
def turn(lock):
    """Let one start at a time install; the others wait, and then find it done."""
    with open(str(lock), "ab") as handle:
        told = False
        while not taken(handle):
            if not told:
                say("waiting")
                told = True
            time.sleep(0.5)
        yield  # the system frees the lock when the file is closed, also that of a process that is killed


def taken(handle):
    """Take the lock of a file, and return whether nobody else holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def bring_up_to_date(here):
    """Repair what is there if its Python runs, else make it anew beside it."""
    missing = here.lacking()
    if missing is None:
        make_anew(here)
        return
    if missing or here.installed().get("packages") != here.wanted()["packages"]:
        say("installing")
        again = ["--force-reinstall"] if missing else []  # a package may have lost its files and still be listed
        if not here.pip("--require-hashes", "-r", here.lock, *again):
            go_on_without_update(here)
            return
    finish(here)


def go_on_without_update(here):
    """Open the course with the packages that it has, or with those that stood there before."""
    if not here.opens():
        bring_back(here)
        raise Stop("install_failed")
    if not here.finds_course():
        finish(here, here.installed().get("packages"))
    say("kept")


def make_anew(here):
    """Make .venv anew; what stood there is kept aside until the new one works."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Stop("no_venv")
    say("installing")
    if here.folder.exists() and not here.before.exists():
        here.folder.rename(here.before)
    try:
        made = here.run(sys.executable, "-m", "venv", "--clear", here.folder)
        if not (made and here.pip("--require-hashes", "-r", here.lock)):
            raise Stop("install_failed")
        finish(here)
    except BaseException:
        bring_back(here)
        raise


def bring_back(here):
    """Put back what stood there, if its replacement did not come."""
    if here.before.exists():
        shutil.rmtree(str(here.folder), ignore_errors=True)
        here.before.rename(here.folder)


def finish(here, packages=None):
    """Install the course itself, which needs no network, and write down what is there."""
    if not here.pip("--quiet", "--no-deps", "--no-build-isolation", "-e", here.root):
        raise Stop("install_failed")
    make_readable(here)
    stamp = here.wanted() if packages is None else dict(here.wanted(), packages=packages)
    here.stamp.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    shutil.rmtree(str(here.before), ignore_errors=True)


def make_readable(here):
    """Say where the course lies in ASCII alone.

    Python 3.11 and 3.12 read these files in the locale's encoding, so a folder in Chinese was not found where that is
    not UTF-8; the bytes of the path are the same under every locale.
    """
    place = str(here.root)
    if all(ord(letter) < 128 for letter in place):
        return
    for file in [*here.folder.glob("lib/python*/site-packages/*.pth"), *here.folder.glob("Lib/site-packages/*.pth")]:
        if file.read_bytes().decode("utf-8", "replace").strip() == place:
            line = f"import os, sys; sys.path.append(os.fsdecode({os.fsencode(place)!r}))\n"
            file.write_text(line, encoding="ascii")
