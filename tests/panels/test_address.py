"""A case as an address: written and read again, and what does not fit is said while the rest is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import FIGURES, open_panel

from pledge_lib.course import Lesson
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.address import read_address, write_address

VALUES = st.dictionaries(
    st.text(max_size=8), st.one_of(st.integers(-99, 99), st.floats(allow_nan=False, allow_infinity=False), st.text())
)


@given(st.sampled_from(["zh_TW", "en"]), st.dictionaries(st.sampled_from(FIGURES), VALUES, max_size=3))
def test_an_address_is_read_as_it_was_written_and_is_fit_for_a_link(language, figures):
    written = write_address(language, figures)
    assert written.startswith("1.") and set(written) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )
    assert read_address(written) == read_address(f"https://example.org/F1.1.html#{written}") == (language, figures)


@given(st.text(max_size=30))
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(InputError) as refused:
        read_address(f"1.{text}*")
    assert refused.value.key == "no_address"


def test_an_address_that_unpacks_to_far_too_much_is_refused():
    with pytest.raises(InputError):
        read_address(write_address("en", {"F1.1": {"change": "x" * 1_000_000}}))


@pytest.mark.parametrize(("figure", "presets"), [("F1.1", (0, 2)), ("F1.3", (1,)), ("F2.4", (3,))])
def test_a_panel_opens_at_the_case_of_another(figure, presets):
    panel = open_panel(figure, "en")
    assert read_address(panel.address) == ("en", {})
    for place in presets:
        panel.react({"preset": place})
        opened = Lesson("01_pledging", "en").panel(figure, state=panel.address)
        assert opened.frame["values"] == panel.frame["values"]
        assert opened.frame["refusal"] is None and opened.view.sentence == panel.view.sentence


def test_what_a_figure_does_not_have_is_said_and_the_rest_is_shown():
    panel = open_panel("F1.1", "en")
    panel.take(write_address("en", {"F1.1": {"moon": 1, "change": -22, "days": -5}, "F1.2": {"fall": 1}}))
    said = panel.frame["refusal"]["sentence"]
    assert "moon" in said and "Days" in said
    assert panel.values["change"] == -0.22 and panel.values["days"] == 30
