"""Answers are read as people write them, by the one reader (review of inputs, rows 1 to 3, 12 and 13)."""

import pandas as pd
import pytest

from pledge_lib.course import Lesson


@pytest.fixture(params=["zh_TW", "en"])
def lesson(request, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", request.param)


@pytest.mark.parametrize("answer", [78, "78", "78,00", "78.00元", "NT$78", "７８"])
def test_a_price_is_right_however_it_is_written(lesson, answer):
    assert lesson.check("E1.3", answer).state == "right"


def test_a_decimal_comma_is_no_thousands_mark(lesson):
    assert lesson.check("E1.3", "7,8").state == "not-yet"
    assert lesson.check("E1.9", "2.176", "29,74").state == lesson.check("E1.9", "2.176", "29.74").state == "right"


@pytest.mark.parametrize(
    "days",
    [
        ("2025-04-08", "2025-04-09"),
        ("2025/4/8", "2025/4/9"),
        ("20250408", "20250409"),
        ("114/04/08", "114/04/09"),
        ("民國114年4月8日", "114.4.9"),
        ("2025-04-08 00:00:00", pd.Timestamp("2025-04-09")),
    ],
)
def test_a_day_is_right_however_it_is_written(lesson, days):
    assert lesson.check("E1.8", *days).state == "right", days


def test_a_year_of_the_republic_is_shown_back_as_it_was_read(lesson):
    assert "2025-04-08" in repr(lesson.check("E1.8", "114/04/08", "2025-04-09"))
    assert "read-as" not in [part.key for part in lesson.check("E1.8", "2025-04-08", "2025-04-09").paragraphs]


def test_a_unit_of_another_kind_is_refused_by_name_and_is_no_attempt(lesson):
    before = len(lesson.ledger.events())
    for question, answers in (("E1.3", ("60%",)), ("E1.1", ("60股",))):
        found = lesson.check(question, *answers)
        assert not found.readable and answers[0] in repr(found)
    assert len(lesson.ledger.events()) == before


def test_a_sum_in_ten_thousands_is_that_sum(lesson):
    assert (
        lesson.check("E1.1", "60萬").readable
        and lesson.check("E1.1", "60萬").state == lesson.check("E1.1", 600_000).state
    )
