"""course.py as a module, a folder that looks like the project's, and an installation that is only written down."""

import importlib.util
import shutil
from pathlib import Path

from launcher.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "course.py"
LAUNCHER = [COURSE, *sorted((ROOT / "launcher").glob("*.py"))]


def load_course():
    spec = importlib.util.spec_from_file_location("course_under_test", COURSE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def add_language(folder, code):
    """Give a folder the first notebook of a language."""
    (folder / "notebooks" / code).mkdir(parents=True)
    (folder / "notebooks" / code / "00_start.ipynb").touch()


class WrittenDown(Environment):
    """An environment whose installation is written down in `steps`; the step named in `failing` fails."""

    def __init__(self, root):
        super().__init__(root)
        self.steps, self.failing, self.missing = [], "", []

    def run(self, *command):
        words = " ".join(map(str, command))
        step = next(name for name in ("venv --clear", "--require-hashes", "--no-deps") if name in words)
        self.steps.append(step)
        if step == "venv --clear":
            shutil.rmtree(self.folder, ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
        if step == "--require-hashes" and step != self.failing:
            self.missing = []
        return step != self.failing

    def lacking(self):
        return list(self.missing) if self.python.exists() else None

    def opens(self):
        return self.lacking() == []

    def finds_course(self):
        return self.installed().get("place") == str(self.folder)
