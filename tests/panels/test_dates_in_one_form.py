"""A date is written 2025-04-02 everywhere, boxes included: how a browser writes one depends on its own language."""

import calendar
import json
import re
from datetime import date
from pathlib import Path

import pytest
from support.live_panels import FIGURES, open_panel

HOUSE = Path(__file__).parents[2]
# boxes that the browser fills in its own way, and its own words for a date
BROWSERS_OWN = re.compile(
    r"""type["']?\s*[:=]\s*\\?["']?(date|month|week|time|datetime-local)\b|Intl\.DateTimeFormat|toLocale(Date|Time)String"""
)
MONTHS = tuple(month for months in (calendar.month_name, calendar.month_abbr) for month in months if month)
MONTH = rf"(?:{'|'.join(MONTHS)})\b"
OTHERWISE = re.compile(
    rf"\d{{4}}[/.年]\s?\d{{1,2}}[/.月]\s?\d{{1,2}}|\b{MONTH}\.? \d{{1,2}},? \d{{4}}|(?<![\d.,])\d{{1,2}} {MONTH}"
)


def _written(*patterns: str):
    return [path for pattern in patterns for path in sorted(HOUSE.glob(pattern))]


def test_no_page_leaves_the_form_of_a_date_to_the_browser():
    pages = _written("pledge_lib/**/*.js", "pledge_lib/**/*.py", "pledge_lib/**/*.html")
    assert [path.name for path in pages if BROWSERS_OWN.search(path.read_text(encoding="utf-8"))] == []


def test_no_text_and_no_lesson_writes_a_date_otherwise():
    found = []
    for path in _written("pledge_lib/**/*.toml", "notebooks/*/*.ipynb"):
        text = path.read_text(encoding="utf-8")
        prose = text if path.suffix == ".toml" else _prose(text)
        found += [f"{path.name}: {wrong}" for wrong in re.findall(OTHERWISE, prose)]
    assert found == []


def _prose(notebook: str) -> str:
    cells = json.loads(notebook)["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


@pytest.mark.parametrize("text", ["2025/4/2", "2025年4月2日", "April 2, 2025", "2 April", "Apr 2 2025"])
def test_what_is_written_otherwise_is_found(text):
    assert OTHERWISE.search(text)


@pytest.mark.parametrize("text", ["2025-04-02", "130 %", "4/2", "1.5 Mar", "2 may"])
def test_what_is_no_date_written_otherwise_is_not(text):
    assert not OTHERWISE.search(text)


@pytest.mark.parametrize("figure", FIGURES)
def test_the_box_of_a_day_says_it_in_that_form(figure):
    frame = open_panel(figure).frame
    for control in json.loads(frame["spec"])["controls"]:
        if control["kind"] == "day":
            for day in (control["low"], control["high"], frame["values"][control["key"]]):
                assert date.fromisoformat(day).isoformat() == day
