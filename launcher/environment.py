"""The course's own Python in a folder: where it lies, what is there, and what it lacks of what the lock asks for."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

PARTS = ("jupyterlab", "jupyter_server", "ipykernel", "anywidget", "ipywidgets", "plotly", "numpy", "pandas", "pytest")
EXTENSION = Path("pledge_lib") / "lab" / "labextension"
# which of the packages of the lock are missing, in another version, or without their files; a marker is a special case
PROBE = """
import importlib.metadata as found, importlib.util as modules, re, sys
lock, *parts = sys.argv[1:]
missing = [part for part in parts if modules.find_spec(part) is None]
for name, version in re.findall(r"(?m)^([\\w.-]+)==(\\S+) *\\\\$", open(lock, encoding="utf-8").read()):
    try:
        there = found.version(name)
    except found.PackageNotFoundError:
        there = None
    if there != version:
        missing.append(name)
print("%d.%d" % sys.version_info[:2], *missing)
"""
WHERE = """
import importlib.util
print(ascii(getattr(importlib.util.find_spec("pledge_lib"), "origin", None)))
"""


class Environment:
    """The folder .venv of a course that stands in `root`, and its Python."""

    def __init__(self, root):
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.stamp = self.folder / "course.json"
        self.before = root / ".venv.before"  # what stood there, until its replacement works
        self.turn = root / ".venv.lock"
        self.lock = root / "requirements.lock"

    def project(self):
        """Return the files of the course that are copied into .venv, like the settings, or say how."""
        named = [self.root / name for name in ("pyproject.toml", "jupyter/settings.json", "jupyter/server.json")]
        return named + sorted(path for path in (self.root / EXTENSION).rglob("*.*") if path.is_file())

    def wanted(self):
        """Return what a complete installation of this folder by this Python writes into its stamp."""
        return {
            "python": this_python(),
            "place": str(self.folder),
            "packages": digest([self.lock]),
            "project": digest(self.project()),
        }

    def installed(self):
        """Return the stamp of the last complete installation, or an empty one if there is none that can be read."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def lacking(self):
        """Return what .venv lacks of the course's packages; None if its Python does not run, or is another version."""
        code, said = self.asked(PROBE, self.lock, *PARTS)
        version, *missing = said.split() or [""]
        return missing if code == 0 and version == this_python() else None

    def opens(self):
        """Return whether .venv's Python can load the main parts of the course, whatever their versions."""
        return self.asked("import " + ", ".join(PARTS))[0] == 0

    def finds_course(self):
        """Return whether .venv's Python finds this folder's pledge_lib."""
        return self.asked(WHERE)[1].strip() == ascii(str(self.root / "pledge_lib" / "__init__.py"))

    def is_complete(self):
        """Return whether everything is as the stamp says, and nothing was lost since."""
        return self.installed() == self.wanted() and self.lacking() == [] and self.finds_course()

    def asked(self, code, *arguments):
        """Let .venv's Python run some code; return its exit code, None if it cannot start, and what it printed."""
        command = [str(part) for part in (self.python, "-c", code, *arguments)]
        try:
            done = subprocess.run(command, cwd=str(self.folder), env=clean_variables(), stdout=subprocess.PIPE)
        except OSError:
            return None, ""
        return done.returncode, done.stdout.decode("ascii", "replace")

    def run(self, *command):
        """Run a step of the installation and return whether it succeeded."""
        return subprocess.call([str(part) for part in command], cwd=str(self.root), env=clean_variables()) == 0

    def pip(self, *arguments):
        """Run pip in .venv and return whether it succeeded."""
        return self.run(self.python, "-m", "pip", "install", "--disable-pip-version-check", *arguments)


def this_python():
    """Return the version of the Python that runs this, as 3.12."""
    return "{}.{}".format(*sys.version_info[:2])


def clean_variables():
    """Return the environment variables without those that would bring another Python's packages along."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def digest(paths):
    """Return one fingerprint for the content of several files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
