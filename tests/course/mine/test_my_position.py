"""One's own position in the notebook: nothing is half-kept, what is taken away is read back, one word erases it."""

from dataclasses import replace
from datetime import date
from html import escape
from string import Formatter

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.mine import report_sheet
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.problems import SENTENCES, Problem
from pledge_lib.datasets.mine.rows import names
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.position import lender_said
from pledge_lib.panels.mine.report import report
from pledge_lib.panels.mine.understood import problem_said, understood

TODAY = date(2026, 3, 2)


class LaterDate(date):
    """A clock that stands years later."""

    @classmethod
    def today(cls):
        return date(2031, 7, 1)


TABLE = "機構,種類,代號,股數,現價,借款,年利率\n甲銀行,質押,2330,1張,1000,60萬,2.95%\n"


@pytest.fixture(autouse=True)
def own_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


@pytest.fixture(params=LANGUAGES)
def lesson(request):
    return Lesson("06_my_position", request.param)


def test_until_one_is_kept_there_is_the_example(lesson):
    assert lesson.my_position.portfolio == portfolio_of(kept.example())
    before = lesson.panel("F6.1").result
    assert before.is_example and len(before.lanes) == 3


def test_what_is_kept_stands_in_the_figures_until_it_is_erased(lesson, tmp_path):
    file = tmp_path / "我的.csv"
    file.write_text(TABLE, encoding="cp950")
    said = repr(lesson.my_position.keep(file))
    assert str(kept.FILE) in said and kept.position_path().parent == tmp_path
    shown = lesson.panel("F6.1").result
    assert not shown.is_example and [lane.lender for lane in shown.lanes] == ["甲銀行"]
    lesson.my_position.erase()
    assert list(tmp_path.glob("my-position*")) == [] and lesson.panel("F6.1").result.is_example
    assert repr(lesson.my_position.erase()) != said


def test_nothing_is_kept_of_a_file_with_one_bad_row(lesson, tmp_path):
    file = tmp_path / "my.csv"
    file.write_text(TABLE + "甲銀行,質押,0050,ten,60,,\n", encoding="utf-8")
    said = repr(lesson.my_position.keep(file))
    assert "ten" in said and kept.kept() is None
    assert repr(lesson.my_position.read(file)) == said


def test_a_kept_position_outlives_a_bad_one(lesson, tmp_path):
    lesson.my_position.keep(portfolio_of(kept.example()))
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01")
    lesson.my_position.keep(bad)
    assert kept.kept().ready and lesson.my_position.portfolio == portfolio_of(kept.example())


def test_the_frame_has_a_row_for_each_holding_and_no_empty_column(lesson):
    frame = lesson.my_position.frame
    assert len(frame) == len(kept.example()) and not frame.isna().all().any()
    assert frame["loan"].sum() == sum(row.loan or 0 for row in kept.example())
    assert frame.attrs["units"]["loan"] == "TWD" and frame.attrs["units"]["annual_rate"] == "fraction"
    frame["loan"] = 0
    assert lesson.my_position.frame["loan"].sum() > 0


def test_a_code_carries_it_to_another_computer(lesson, tmp_path, monkeypatch):
    code = lesson.my_position.code
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "elsewhere" / "ledger.json"))
    lesson.my_position.keep(f"https://example.org/#position={code}")
    assert kept.kept().rows and lesson.my_position.portfolio == portfolio_of(kept.example())


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".ics", ".html"])
def test_each_kind_of_file_is_written_and_nothing_is_overwritten(lesson, tmp_path, kind):
    file = tmp_path / f"mine{kind}"
    lesson.my_position.save(file, today=TODAY)
    first = file.read_bytes()
    assert len(first) > 300
    file.write_bytes(b"mine")
    lesson.my_position.save(file, today=TODAY)
    assert file.read_bytes() == b"mine"
    lesson.my_position.save(file, today=TODAY, replace=True)
    assert file.read_bytes() != b"mine"
    if kind == ".csv":
        assert lesson.my_position.keep(file) and lesson.my_position.portfolio == portfolio_of(kept.example())
    if kind == ".xlsx":
        lesson.my_position.keep(file)
        said = [replace(row, lender=lender_said(row.lender, lesson.words)) for row in kept.example()]
        assert lesson.my_position.portfolio == portfolio_of(said)


def test_the_report_runs_nothing_and_asks_for_nothing(lesson, tmp_path):
    lesson.my_position.save(tmp_path / "mine.html", today=TODAY)
    text = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert "<script" not in text and "src=" not in text and "http" not in text
    assert TODAY.isoformat() in text and lesson.my_position.code in text


def test_the_picture_of_the_report_says_what_the_page_says(lesson):
    sheet, page = lesson.my_position.report, report(lesson.my_position.portfolio, lesson.words, date.today())
    sections = sheet.frame["sections"]
    assert len(sections) >= 3 and sheet.frame["layout"] == "report"
    for section in sections:
        assert all(len(cells) == len(section["head"]) for cells in section["rows"])
        assert all(escape(cell) in page for cells in (section["head"], *section["rows"]) for cell in cells)
    called = [cells for cells in sections[1]["rows"] if any(cell.startswith("▲") for cell in cells)]
    assert called and len(called) < len(sections[1]["rows"])  # 40 % down calls somebody, and never the sum


def test_the_report_in_words_is_the_same_on_every_day(lesson, monkeypatch):
    before = lesson.my_position.report.summary()
    monkeypatch.setattr(report_sheet, "date", LaterDate)
    later = lesson.my_position.report
    assert later.summary() == before and LaterDate.today().isoformat() in later.frame["as_of"]


def test_a_name_in_a_report_is_a_text_and_no_tag(lesson, tmp_path):
    file = tmp_path / "my.csv"
    file.write_text(TABLE.replace("甲銀行", "<b>甲銀行"), encoding="utf-8")
    lesson.my_position.keep(file)
    lesson.my_position.save(tmp_path / "mine.html", today=TODAY)
    assert "<b>" not in (tmp_path / "mine.html").read_text(encoding="utf-8")


def test_a_file_of_another_kind_is_refused(lesson, tmp_path):
    with pytest.raises(ValueError, match="xlsx"):
        lesson.my_position.save(tmp_path / "mine.pdf")


@pytest.mark.parametrize("key", SENTENCES)
def test_every_reason_is_said_in_every_language(lesson, key):
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[key]) if name}
    said = problem_said(Problem(key, dict.fromkeys(names, "7")), lesson.words)
    assert "{" not in said and said != SENTENCES[key]


def test_the_preview_names_every_row_once(lesson):
    seen = read_position((TABLE + "合計,,,,,1,\n甲銀行,質押,0050,x,60,,\n").encode())
    assert len(understood(seen, lesson.words)) == 1 + 3 + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_figures_are_understood_in_a_file(language):
    for kind, known in names()["kinds"].items():
        assert texts()[language][f"mine.kind.{kind}"] in known[language], f"{kind} is written and not read"
