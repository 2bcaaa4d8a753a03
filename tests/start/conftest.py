"""course.py by itself, and in an empty house where a step of the installation is only written down."""

from types import SimpleNamespace

import pytest
from support.course_py import WrittenDown, add_language, load_course


@pytest.fixture
def course():
    return load_course()


@pytest.fixture
def house(course, tmp_path):
    """Return an empty house: its environment is `here`, `main` runs course.py in it, and `started` is what it began."""
    (tmp_path / "jupyter").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "jupyter/settings.json", "jupyter/server.json"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    add_language(tmp_path, "en")
    add_language(tmp_path, "zh_TW")
    here, started = WrittenDown(tmp_path), []

    def go_on(_here, *command):
        started.append(command)
        return 0

    return SimpleNamespace(here=here, started=started, main=lambda arguments: course.main(arguments, here, go_on))
