"""F6.5: the form reads files, tables and codes as the library does, and keeps all of them or nothing."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledge_lib.course import Lesson
from pledge_lib.course.mine.coming_in import ACTIONS, ComingIn
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.sheets import MOST_BYTES
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.words import Words

TABLE = "機構\t種類\t代號\t股數\t現價\t借款\n甲銀行\t質押\t2330\t1張\t1000\t60萬\n"
BAD = TABLE + "甲銀行\t質押\t0050\tten\t60\t\n"


@pytest.fixture(autouse=True)
def own_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))


@pytest.fixture(params=LANGUAGES)
def form(request):
    return Lesson("06_my_position", request.param).my_position.form


def as_file(data: bytes) -> dict:
    return {"name": "my.csv", "size": len(data), "data": base64.b64encode(data).decode()}


def test_reading_keeps_nothing_and_keeping_keeps_all(form):
    form.press("read", table=TABLE)
    assert kept.kept() is None
    form.press("keep", table=TABLE)
    assert [row.symbol for row in kept.kept().rows] == ["2330"]
    form.press("erase")
    assert kept.kept() is None


def test_one_bad_row_keeps_everything_out(form):
    form.press("keep", table=BAD)
    assert kept.kept() is None
    assert any("ten" in said["text"] for said in form.frame["said"])


@pytest.mark.parametrize("encoding", ["utf-8", "cp950"])
def test_a_file_goes_before_the_table(form, encoding):
    form.press("keep", file=as_file(TABLE.encode(encoding)), table=BAD)
    assert kept.kept().ready


def test_a_code_is_read_from_the_box(form):
    form.press("keep", table=Lesson("06_my_position", "en").my_position.code)
    assert portfolio_of(kept.kept()) == portfolio_of(kept.example())


def test_what_stands_in_the_box_at_first_is_understood(form):
    spec = json.loads(form.frame["spec"])
    (box,) = (each for each in spec["inputs"] if each["name"] == "table")
    form.press("read", table=box["value"])
    assert form.frame["said"][0]["tone"] == "right", form.frame["said"]


FILES = st.one_of(
    st.none(),
    st.binary(max_size=80).map(as_file),
    st.sampled_from(({"name": "x"}, {"data": "%%%"})),
    st.text(max_size=9),
)
YEARS = st.sampled_from(["roc", "auto", "?", None])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ACTIONS), FILES, st.text(max_size=60), YEARS)
def test_whatever_comes_is_answered_with_a_sentence(action, file, table, years):
    driver = ComingIn()
    driver.act(action, {"file": file, "table": table, "years": years})
    for language in LANGUAGES:
        said = driver.said(Words(language, texts()[language]))
        assert said and all(each.text.strip() for each in said)


def test_a_file_that_is_too_large_is_refused_by_its_size(form):
    form.press("keep", file={"name": "huge.xlsx", "size": 99_000_000}, table=TABLE)
    assert kept.kept() is None and str(MOST_BYTES) in form.frame["said"][0]["text"] + form.frame["said"][1]["text"]
