"""The small tables of a lesson's code cells: their shapes, their values, and words for every heading."""

import ast
import json
import re
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts

APPLICANT = pl.Applicant(age=30, account_months=5, trades=12, turnover=600_000, proof=250_000)
NEEDED = pl.check_application(APPLICANT, 1_000_000, pl.rules("tw-margin-opening")).checks
NAME = re.compile(r"[a-z]+(_[a-z]+)*")


@pytest.fixture(params=LANGUAGES)
def lesson(request):
    return Lesson("01_pledging", request.param)


def test_one_mapping_is_one_row(lesson):
    table = lesson.table({"days": 7, "interest": 747.945})
    assert table.head == (lesson.words("heading.days"), lesson.words("heading.interest"))
    assert table.rows == (("7", "747.95"),), "half a cent goes up"


def test_a_mapping_of_mappings_names_its_rows(lesson):
    table = lesson.table({"WETH": {"fall": "3%"}, "low": {"fall": "44%"}})
    assert table.head == ("", lesson.words("heading.fall"))
    assert table.rows == (("WETH", "3%"), (lesson.words("heading.low"), "44%"))


def test_each_kind_of_value_has_its_way(lesson):
    values = {"a": True, "b": False, "c": 1_234_567, "d": -0.5, "e": float("inf"), "f": "-27.06%", "g": "2025-04-02"}
    values |= {"h": date(2025, 4, 2), "i": ("A", 2), "j": (), "k": "a-1"}
    comma = lesson.words("review.comma")
    expected = (lesson.words("yes"), lesson.words("no"), "1,234,567", "−0.50", "∞", "−27.06%", "2025-04-02")
    expected += ("2025-04-02", f"A{comma}2", "—", "a-1")
    assert lesson.table(values).rows == (expected,)


def test_no_rows_are_an_empty_table(lesson):
    assert lesson.table([]).rows == () and repr(lesson.table([])) == ""


def test_it_is_a_table_of_markdown_and_plain_text(lesson):
    table = lesson.table([{"x": "1|2"}, {"x": "*"}])
    assert table._repr_markdown_() == "| x |\n|---|\n| 1\\|2 |\n| \\* |"
    assert repr(table) == "x\n1|2\n*"


def test_every_column_of_the_lessons_has_words_and_every_word_a_column(root):
    columns, said = set(), {check.name for check in NEEDED}  # the checks of an application name themselves
    for path in (root / "notebooks" / LANGUAGES[0]).glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and "lesson.table(" in source:
                nodes = list(ast.walk(ast.parse(source)))
                said |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
                keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
                columns |= {key.value for key in keys if isinstance(key, ast.Constant) and NAME.fullmatch(key.value)}
    words = {key.removeprefix("heading.") for key in texts()[LANGUAGES[0]] if key.startswith("heading.")}
    assert columns - {"shares"} <= words, "a column without words"  # shares are a path's name in lesson 2
    assert words <= said, "words of a column that no lesson shows"
