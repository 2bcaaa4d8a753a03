"""F6.5: the form reads files, tables and codes as the library does, and keeps all of them or nothing."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledge_lib.course import Lesson
from pledge_lib.course.mine.coming_in import ACTIONS, MOST_IN_GRID, ComingIn
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import COLUMNS
from pledge_lib.datasets.mine.sheets import MOST_BYTES
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.position import lender_said
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


def grid_of(form) -> list[list[str]]:
    """Return the cells as the page shows them at first."""
    (grid,) = (each for each in json.loads(form.frame["spec"])["inputs"] if each["name"] == "grid")
    return grid["value"]


def test_what_stands_in_the_cells_at_first_is_understood(form):
    form.press("read", table="", grid=grid_of(form))
    assert form.frame["said"][0]["tone"] == "right", form.frame["said"]


def test_rows_are_added_and_removed_in_the_cells(form):
    cells = grid_of(form)
    added = ["甲銀行", "質押", "2317", "3張", "200", "", *[""] * (len(COLUMNS) - 6)]
    form.press("keep", grid=[*cells, [""] * len(COLUMNS), added])
    rows = kept.kept().rows
    assert (len(rows), rows[-1].symbol, rows[-1].shares) == (len(cells) + 1, "2317", 3_000)
    form.press("keep", grid=[[*added[:5], "100000", *added[6:]]])
    assert [row.symbol for row in kept.kept().rows] == ["2317"]


def test_a_position_that_is_kept_stands_in_the_cells_and_is_read_again_as_it_was(form):
    kept.keep(kept.example())
    again = Lesson("06_my_position", form.words.language).my_position.form
    before = kept.kept().rows
    again.press("keep", grid=grid_of(again))
    said = [replace(row, lender=lender_said(row.lender, form.words)) for row in before]
    assert portfolio_of(kept.kept()) == portfolio_of(said)


def test_a_cell_that_is_not_understood_is_named_by_its_row_and_nothing_is_kept(form):
    cells = grid_of(form)
    cells[1][3] = "ten"
    form.press("keep", grid=cells)
    assert kept.kept() is None and any("3" in said["text"] and "ten" in said["text"] for said in form.frame["said"])


def test_a_position_too_long_for_the_cells_is_not_cut(form):
    kept.keep([replace(kept.example()[0], lender=f"Bank {place}") for place in range(MOST_IN_GRID + 1)])
    again = Lesson("06_my_position", form.words.language).my_position.form
    assert [cell for row in grid_of(again) for cell in row if cell] == []
    again.press("keep", grid=grid_of(again))
    assert len(kept.kept().rows) == MOST_IN_GRID + 1


def examples_of(form) -> dict[str, str]:
    """Return the example files of the page, by name."""
    inputs = json.loads(form.frame["spec"])["inputs"]
    return dict(next(each["value"] for each in inputs if each["name"] == "examples"))


def test_each_example_to_download_is_read_and_kept_as_it_is(form):
    found = examples_of(form)
    assert {name.rpartition(".")[2] for name in found} == {"csv", "xlsx"}
    said = [replace(row, lender=lender_said(row.lender, form.words)) for row in kept.example()]
    for name, data in found.items():
        form.press("keep", file={"name": name, "size": 1, "data": data})
        assert portfolio_of(kept.kept()) == portfolio_of(said), name
    assert examples_of(form) == found, "the page is not built anew for files that are the same"


def test_an_example_speaks_the_readers_language(form):
    head = base64.b64decode(examples_of(form)["example-position.csv"]).decode("utf-8-sig").splitlines()[0]
    assert head.startswith({"zh_TW": "機構,種類,代號", "en": "lender,kind,symbol"}[form.words.language])


FILES = st.one_of(
    st.none(),
    st.binary(max_size=80).map(as_file),
    st.sampled_from(({"name": "x"}, {"data": "%%%"})),
    st.text(max_size=9),
)
ODD = "往來的那一家\t種類\t標的\t張數股數\t現價\t欠款\t隨記\n甲銀行\t質押\t2330\t1張\t1000\t60萬\tx\n"
ALL_ODD = "A\tB\tC\tD\tE\tF\n甲銀行\t質押\t2330\t1張\t1000\t60萬\n"
MEANT = ("lender", "kind", "symbol", "shares", "price", "loan")


def asked_columns(form) -> list[str]:
    """Return the names of columns for which the page asks what they are."""
    inputs = json.loads(form.frame["spec"])["inputs"]
    return [head for each in inputs if each["name"] == "columns" for head, _ in each["rows"]]


def test_a_column_that_is_not_understood_is_chosen_and_the_file_read_again(form):
    form.press("keep", file=as_file(ODD.encode()))
    asked = asked_columns(form)
    assert kept.kept() is None and "往來的那一家" in asked and "現價" not in asked
    meant = {head: column for head, column in zip(ODD.split("\n")[0].split("\t"), MEANT, strict=False) if head in asked}
    form.press("change", file=as_file(ODD.encode()), columns=meant)
    assert form.frame["said"][0]["tone"] == "right" and kept.kept() is None
    assert asked_columns(form) == asked, "what was chosen can be chosen otherwise"
    assert any("隨記" in said["text"] for said in form.frame["said"]), "what is not read is said"
    form.press("keep", file=as_file(ODD.encode()), columns=meant | {"隨記": "note"})
    assert (kept.kept().rows[0].loan, kept.kept().rows[0].symbol) == (600_000, "2330")


def test_a_head_of_which_no_name_is_known_is_chosen_too(form):
    form.press("read", table=ALL_ODD)
    assert asked_columns(form) == list("ABCDEF")
    form.press("keep", table=ALL_ODD, columns=dict(zip("ABCDEF", MEANT, strict=True)))
    assert len(kept.kept().rows) == 1


def test_a_row_of_figures_is_never_taken_for_names(form):
    form.press("read", table=ALL_ODD.partition("\n")[2] * 2)
    assert asked_columns(form) == []


def test_two_columns_chosen_alike_keep_everything_out(form):
    form.press("keep", table=ALL_ODD, columns=dict(zip("ABCDEF", (*MEANT[:5], "price"), strict=True)))
    assert kept.kept() is None and form.frame["said"][0]["tone"] == "not-yet"


def test_nothing_is_asked_about_columns_that_are_all_known(form):
    form.press("read", table=TABLE)
    assert asked_columns(form) == []


CHOICES = st.one_of(
    st.text(max_size=3), st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from([*MEANT, "note", "?", 3]))
)
CELL = st.one_of(st.text(max_size=6), st.none(), st.integers())
GRIDS = st.one_of(st.none(), st.text(max_size=5), st.lists(st.one_of(CELL, st.lists(CELL, max_size=30)), max_size=4))
YEARS = st.sampled_from(["roc", "auto", "?", None])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ACTIONS), FILES, st.one_of(st.just(ALL_ODD), st.text(max_size=60)), YEARS, GRIDS, CHOICES)
def test_whatever_comes_is_answered_with_a_sentence(action, file, table, years, grid, columns):
    driver = ComingIn()
    driver.act(action, {"file": file, "table": table, "years": years, "grid": grid, "columns": columns})
    for language in LANGUAGES:
        said = driver.said(Words(language, texts()[language]))
        assert said and all(each.text.strip() for each in said)


def test_a_file_that_is_too_large_is_refused_by_its_size(form):
    form.press("keep", file={"name": "huge.xlsx", "size": 99_000_000}, table=TABLE)
    assert kept.kept() is None and str(MOST_BYTES) in form.frame["said"][0]["text"] + form.frame["said"][1]["text"]
