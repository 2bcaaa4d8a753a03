"""course.py as a module, and a folder that looks like the project's."""

import importlib.util
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2] / "course.py"


def load_course():
    spec = importlib.util.spec_from_file_location("course_under_test", COURSE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def add_language(folder, code):
    """Give a folder the first notebook of a language."""
    (folder / "notebooks" / code).mkdir(parents=True)
    (folder / "notebooks" / code / "00_start.ipynb").touch()
