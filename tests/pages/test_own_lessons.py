"""A reader's folder: lessons at their places, updates that come, and nothing of the reader's that goes."""

import json
from pathlib import Path

import pytest

from pledge_lib.__main__ import main
from pledge_lib.pages.notebooks import FOLDER
from pledge_lib.pages.own_lessons import NOTE, bring

NAME = "en/01_pledging.ipynb"


def notebook(*sources: str, **more) -> str:
    cells = [{"cell_type": "code", "id": f"c{place}", "source": source} for place, source in enumerate(sources)]
    return json.dumps({"cells": cells, **more})


@pytest.fixture
def shipped(tmp_path) -> Path:
    lesson = tmp_path / "shipped" / NAME
    lesson.parent.mkdir(parents=True)
    lesson.write_text(notebook("lesson.a"), encoding="utf-8")
    return tmp_path / "shipped"


def update(shipped: Path) -> str:
    text = notebook("lesson.a", "lesson.b")
    (shipped / NAME).write_text(text, encoding="utf-8")
    return text


def test_every_lesson_of_the_course_lies_where_it_opens_alive(tmp_path):
    assert main(["lessons", str(tmp_path / "new" / "reader")]) == 0
    lessons = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.ipynb"))
    assert lessons and "zh_TW/00_start.ipynb" in lessons
    for name in lessons:
        assert (tmp_path / "new/reader/notebooks" / name).read_bytes() == (FOLDER / name).read_bytes()


def test_an_update_replaces_what_nobody_has_written_in(shipped, tmp_path):
    bring(tmp_path / "reader", shipped)
    lesson = tmp_path / "reader" / "notebooks" / NAME
    lesson.write_text(notebook("lesson.a", metadata={"language_info": {}}), encoding="utf-8")  # saved after a run
    text = update(shipped)
    assert bring(tmp_path / "reader", shipped) == []
    assert lesson.read_text(encoding="utf-8") == text


def test_what_a_reader_wrote_stays_until_an_update_and_is_kept_then(shipped, tmp_path):
    reader = tmp_path / "reader"
    bring(reader, shipped)
    lesson, own = reader / "notebooks" / NAME, notebook("lesson.a", "1 + 1")
    lesson.write_text(own, encoding="utf-8")
    assert bring(reader, shipped) == [] and lesson.read_text(encoding="utf-8") == own
    text = update(shipped)
    assert bring(reader, shipped) == [reader / "mine/en/01_pledging-1.ipynb"]
    assert lesson.read_text(encoding="utf-8") == text
    lesson.write_text("torn", encoding="utf-8")
    (reader / "notebooks" / NOTE).write_text("torn, too", encoding="utf-8")
    assert bring(reader, shipped) == [reader / "mine/en/01_pledging-2.ipynb"]
    kept = [(reader / f"mine/en/01_pledging-{number}.ipynb").read_text(encoding="utf-8") for number in (1, 2)]
    assert kept == [own, "torn"] and lesson.read_text(encoding="utf-8") == text


def test_everything_else_in_the_folder_is_left_alone(shipped, tmp_path):
    others = {"mine/notes.txt": "a", "notebooks/en/of_my_own.ipynb": "b", "ledger.json": "c"}
    for name, text in others.items():
        (tmp_path / "reader" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reader" / name).write_text(text, encoding="utf-8")
    bring(tmp_path / "reader", shipped)
    update(shipped)
    bring(tmp_path / "reader", shipped)
    assert {name: (tmp_path / "reader" / name).read_text(encoding="utf-8") for name in others} == others
