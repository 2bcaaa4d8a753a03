"""A table of a drawer that has no rows yet says so: a head alone looks as if what follows were missing."""

import pytest
from support.live_panels import FIGURES, LANGUAGES, open_panel


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_before_it_is_sent_has_nothing_on_its_paths(language):
    panel = open_panel("F5.2", language)
    tables = [drawer["table"] for drawer in panel.frame["drawers"].values()]
    assert [rows[1:] for rows in tables] == [
        ((panel.say("table.nothing"), *[""] * (len(rows[0]) - 1)),) for rows in tables
    ]


@pytest.mark.parametrize("figure", FIGURES)
def test_no_table_of_a_figure_ends_at_its_head(figure):
    frame = open_panel(figure, "en").frame
    for rows in (frame["table"], *(drawer["table"] for drawer in frame["drawers"].values() if "table" in drawer)):
        assert len(rows) > 1
