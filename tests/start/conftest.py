"""course.py by itself, and in an empty house where a step of the installation is only written down."""

import shutil

import pytest
from support.course_py import add_language, load_course


@pytest.fixture
def course():
    return load_course()


@pytest.fixture
def house(course, tmp_path, monkeypatch):
    """Return course.py in an empty house, where a step of the installation is only written down."""
    (tmp_path / "jupyter").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "jupyter/settings.json", "jupyter/server.json"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    add_language(tmp_path, "en")
    add_language(tmp_path, "zh_TW")
    course.ROOT, course.ENVIRONMENT = tmp_path, tmp_path / ".venv"
    course.PYTHON, course.STAMP = course.ENVIRONMENT / "bin" / "python", course.ENVIRONMENT / "course.json"
    course.BEFORE, course.TURN = tmp_path / ".venv.before", tmp_path / ".venv.lock"
    course.LOCK = tmp_path / "requirements.lock"
    course.PROJECT = [tmp_path / name for name in ("pyproject.toml", "jupyter/settings.json", "jupyter/server.json")]
    course.steps, course.failing, course.started, course.missing = [], "", [], []

    def run(*command):
        words = " ".join(map(str, command))
        step = next(name for name in ("venv --clear", "--require-hashes", "--no-deps") if name in words)
        course.steps.append(step)
        if step == "venv --clear":
            shutil.rmtree(course.ENVIRONMENT, ignore_errors=True)
            course.PYTHON.parent.mkdir(parents=True)
            course.PYTHON.touch()
        if step == "--require-hashes" and step != course.failing:
            course.missing = []
        return step != course.failing

    monkeypatch.setattr(course, "run", run)

    def lacking():
        return list(course.missing) if course.PYTHON.exists() else None

    def finds_course():
        return course.installed().get("place") == str(course.ENVIRONMENT)

    monkeypatch.setattr(course, "lacking", lacking)
    monkeypatch.setattr(course, "opens", lambda: lacking() == [])
    monkeypatch.setattr(course, "finds_course", finds_course)
    monkeypatch.setattr(course, "become", lambda *command: course.started.append(command) or 0)
    return course
