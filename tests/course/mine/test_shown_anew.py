"""What a lesson shows of one's own position is of the position that is kept now, without a cell run again."""

import asyncio

import pytest

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES

TABLE = "機構,種類,代號,股數,現價,借款\n丁銀行,質押,9001,1張,100,6萬\n丁銀行,質押,0050,1張,60,\n"
FIGURES = ("F6.1", "F6.2", "F6.3", "F6.4")


@pytest.fixture(autouse=True)
def own_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


def whole(panel) -> str:
    return str(panel.frame["table"]) + str(panel.frame["sheet"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_shows_what_is_kept_and_the_example_again_once_it_is_erased(figure, language):
    lesson = Lesson("06_my_position", language)
    panel, form = lesson.panel(figure), lesson.my_position.form
    before = whole(panel)
    form.press("read", table=TABLE)
    assert whole(panel) == before, "what is only read is shown nowhere"
    panel.react({"key": panel.lead.key, "value": panel.lead.on_screen(panel.lead.low)})
    form.press("keep", table=TABLE)
    own = Lesson("06_my_position", language).panel(figure)
    assert "丁銀行" in whole(panel) and whole(panel) == whole(own) and panel.frame["spec"] == own.frame["spec"]
    assert panel.values == own.values
    form.press("erase")
    assert whole(panel) == before


def test_sentence_and_report_follow_too_and_so_does_what_is_kept_by_code(tmp_path):
    lesson = Lesson("06_my_position", "zh_TW")
    sentence, report = lesson.sentence("F6.1"), lesson.my_position.report
    (tmp_path / "own.csv").write_text(TABLE, encoding="utf-8")
    for each in (sentence, report):
        assert "丁銀行" not in each.summary()
    lesson.my_position.keep(tmp_path / "own.csv")
    for each in (sentence, report):
        assert "丁銀行" in each.summary()
    lesson.my_position.erase()
    assert "丁銀行" not in sentence.summary() + report.summary()


def test_a_simulation_under_way_is_of_the_new_position():
    lesson = Lesson("06_my_position", "en")
    panel, form = lesson.panel("F6.4"), lesson.my_position.form

    async def kept_meanwhile():
        loop = asyncio.get_running_loop()
        panel.react({"key": "days", "value": 120}, loop)
        form.press("keep", table=TABLE)
        while panel.frame["job"]["state"] == "running":
            await asyncio.sleep(0.01)

    asyncio.run(kept_meanwhile())
    assert panel.frame["job"]["state"] == "done" and len(panel.result.together) == 1
    assert panel.result.together[0].counted is not None
