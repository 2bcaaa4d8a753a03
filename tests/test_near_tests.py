"""Which lines belong to a changed one: a test that runs any of them is tried on the change."""

import pytest

from tools.near_tests import statement_at

SOURCE = """\
LINE = 1.30


def state(ratio,
          line=LINE):
    if ratio < line and (
        ratio
    ):
        return "called"
    return max(
        "normal",
        "watch",
    )
"""


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (1, [1]),
        (2, [2]),  # between statements: the line alone
        (5, [4, 5]),  # a default stands in the head of its function, which runs on import
        (7, [6, 7, 8]),  # a condition over several lines, without what follows from it
        (9, [9]),
        (11, [10, 11, 12, 13]),  # coverage counts a call over several lines where it likes
    ],
)
def test_a_statement_is_all_its_lines_without_those_that_it_holds(line, lines):
    assert list(statement_at(line, SOURCE)) == lines


def test_a_statement_that_holds_another_on_its_own_line_is_that_line():
    assert list(statement_at(1, "if True: pass\n")) == [1]
