"""A saved lesson holds what the course ships and what its reader wrote, no more; other notebooks are left alone."""

import copy
import json
from types import SimpleNamespace

import pytest

from pledge_lib.lab.saving import TEXT, VIEW, as_shipped

PATH = "notebooks/en/01_pledging.ipynb"
LESSON = {"pledge_lab": {"language": "en"}}


def shown(text: str, count: int = 1) -> dict:
    """Return what running a cell gives: a live view beside its text."""
    data = {VIEW: {"model_id": text}, TEXT: text}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": count}


def code(id: str, source: str, *outputs, count: int | None = None) -> dict:
    return {"cell_type": "code", "id": id, "source": source, "outputs": list(outputs), "execution_count": count}


def model(metadata, *cells) -> dict:
    content = {"metadata": dict(metadata), "cells": [{"cell_type": "markdown", "id": "m", "source": "A"}, *cells]}
    return {"type": "notebook", "content": copy.deepcopy(content)}


@pytest.fixture
def folder(tmp_path):
    """Return a server's contents with a lesson in it as it is shipped."""
    shipped = model(
        LESSON, code("a", ["lesson\n", ".x"], {"output_type": "stream", "text": ["E1"]}, count=3), code("b", "2")
    )
    (tmp_path / "lesson.ipynb").write_text(json.dumps(shipped["content"]), encoding="utf-8")
    return SimpleNamespace(_get_os_path=lambda path: tmp_path / "lesson.ipynb")


def saved(contents, *cells) -> dict:
    about_to_be = model({**LESSON, "widgets": {}}, *cells)
    as_shipped(about_to_be, path=PATH, contents_manager=contents)
    assert about_to_be["content"]["metadata"] == LESSON
    return {cell["id"]: cell for cell in about_to_be["content"]["cells"]}


def test_a_lesson_that_was_only_run_is_saved_as_it_was(folder):
    cells = saved(
        folder, code("a", "lesson\n.x", shown("E1 with my numbers"), count=70), code("b", "2", shown("2"), count=71)
    )
    assert cells["a"]["outputs"] == [{"output_type": "stream", "text": ["E1"]}] and cells["a"]["execution_count"] == 3
    assert cells["b"]["outputs"] == [] and cells["b"]["execution_count"] is None


def test_what_the_reader_wrote_is_saved_with_its_texts_and_without_views(folder):
    bare = {"output_type": "display_data", "data": {VIEW: {"model_id": "z"}}, "metadata": {}}
    cells = saved(
        folder, code("a", "lesson.y", shown("mine", 5), bare, count=5), code("new", "1 + 1", shown("2", 6), count=6)
    )
    mine, other = cells["a"]["outputs"]
    assert mine["data"] == {TEXT: "mine"} and other == bare
    assert cells["new"]["outputs"][0]["data"] == {TEXT: "2"} and cells["new"]["execution_count"] == 6


@pytest.mark.parametrize(
    "contents", [None, SimpleNamespace(), SimpleNamespace(_get_os_path=lambda path: "/no/such/file")]
)
def test_a_lesson_that_is_new_or_kept_elsewhere_is_saved_without_views(contents):
    assert saved(contents, code("a", "1", shown("1")))["a"]["outputs"][0]["data"] == {TEXT: "1"}


@pytest.mark.parametrize(
    "other",
    [model({}, code("a", "1", shown("1"))), {"type": "file", "content": "pledge_lab"}, {"type": "notebook"}],
)
def test_everything_else_is_saved_as_it_is(other, folder):
    before = copy.deepcopy(other)
    as_shipped(other, path="x", contents_manager=folder)
    assert other == before
