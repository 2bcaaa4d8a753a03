"""The page for those who teach: what it says of minutes, points, questions and ideas is what the course has."""

import re
from itertools import chain

import pytest

from pledge_lib.course.bank import bank, rooms
from pledge_lib.course.classroom.debates import DEBATES
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.pages.notebooks import notebooks
from pledge_lib.pages.twin_timing import sections

ROW = re.compile(r"^\| (\d\d) .*$", re.MULTILINE)
NUMBER = re.compile(r"\d+")
GRADED = "01_pledging"  # the lesson on which the graders were tried
ROUGHLY = 5  # minutes by which the page may round


@pytest.fixture(params=LANGUAGES)
def guide(request, root):
    return (root / "docs" / f"TEACHING.{request.param}.md").read_text(encoding="utf-8")


def rows(guide: str) -> dict[str, list[str]]:
    """Return the cells of the row of each lesson that asks something."""
    found = {row[1]: row[0].strip("| ").split(" | ") for row in ROW.finditer(guide)}
    assert list(found) == [lesson[:2] for lesson in notebooks("zh_TW")]
    return {lesson: found[lesson[:2]] for lesson in rooms()}


def test_each_lesson_takes_as_long_as_its_twin_says(guide):
    for lesson, cells in rows(guide).items():
        parts = sections(notebooks("zh_TW")[lesson])
        whole, cut = (
            sum(part.minutes for part in parts),
            sum(part.cut_minutes(bank(lesson).core) for part in parts),
        )
        told = [int(number) for number in NUMBER.findall(cells[1])]
        for said, counted in zip(told, (whole, cut), strict=False):
            assert abs(said - counted) <= ROUGHLY, (lesson, told, whole, cut)


def test_it_names_questions_and_ideas_that_there_are(guide):
    ideas = {key.partition(".")[0] for key in texts()["en"] if re.match(r"M\d\d\.", key)}
    for lesson, cells in rows(guide).items():
        asked = re.findall(r"[PEQ]\d\.\d+", " ".join(cells))
        assert set(asked) <= set(bank(lesson).questions), lesson
        assert set(re.findall(r"M\d\d", " ".join(cells))) <= ideas, lesson
    assert set(re.findall(r'debate\("([a-z0-9-]+)"\)', guide)) == set(DEBATES)


def test_a_grader_is_told_to_give_a_point_for_each_core_exercise(guide):
    points = str(len(bank(GRADED).core))
    patterns = r"\((\d+) points", r"（(\d+) 分", r"(?m)^points: (\d+)$"
    told = chain.from_iterable(re.findall(pattern, guide) for pattern in patterns)
    assert set(told) - {"1"} == {points}
