"""A saved lesson holds the texts that the course ships, and no live view; other notebooks are left alone."""

import copy

import pytest

from pledge_lib.lab.saving import TEXT, VIEW, without_views

PANEL = {"output_type": "execute_result", "data": {VIEW: {"model_id": "a"}, TEXT: "F1.1"}, "metadata": {}}
BARE = {"output_type": "display_data", "data": {VIEW: {"model_id": "b"}}, "metadata": {}}
PRINTED = {"output_type": "stream", "name": "stdout", "text": "1"}


def notebook(metadata) -> dict:
    cells = [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "outputs": [PANEL, BARE, PRINTED]}]
    return {"type": "notebook", "content": copy.deepcopy({"metadata": metadata, "cells": cells})}


def test_a_lessons_views_are_left_out_where_their_text_is():
    model = notebook({"pledge_lab": {"language": "en"}, "widgets": {"application": {}}})
    without_views(model, path="notebooks/en/01_pledging.ipynb", contents_manager=None)
    kept = {**PANEL, "data": {TEXT: "F1.1"}}
    assert model["content"]["cells"][1]["outputs"] == [kept, BARE, PRINTED]
    assert model["content"]["metadata"] == {"pledge_lab": {"language": "en"}}


@pytest.mark.parametrize(
    "model",
    [notebook({}), {"type": "file", "content": "pledge_lab"}, {"type": "notebook"}, {"type": "directory"}],
)
def test_everything_else_is_saved_as_it_is(model):
    before = copy.deepcopy(model)
    without_views(model, path="x")
    assert model == before
