"""On a projector a figure says its sentence in a second language as well, at every step, and nowhere else."""

import pytest
from support.live_panels import FIGURES, LANGUAGES, known_panel

OTHER = dict(zip(LANGUAGES, (*LANGUAGES[1:], LANGUAGES[0]), strict=True))


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_sentence_is_that_of_the_other_language(figure, language):
    panel, other = known_panel(figure, language), known_panel(figure, OTHER[language])
    assert panel.frame["second"] is None
    panel.react({"projector": True})
    for event in ({}, {"preset": 0}, {"reset": True}):
        for each in (panel, other):
            each.react(event)
        assert panel.frame["second"] == {"language": OTHER[language], "text": other.frame["sentence"]}
        assert panel.frame["sentence"] != panel.frame["second"]["text"]


def test_a_step_of_a_sweep_has_it_too_and_it_goes_with_the_projector():
    panel = known_panel("F1.1", "zh_TW")
    panel.react({"projector": True})
    ahead = panel.glance("change", -0.3)
    panel.set(change=-0.3)
    assert ahead["second"] == panel.frame["second"] and ahead["second"]["language"] == "en"
    panel.speak("en")
    assert panel.frame["second"]["language"] == "zh_TW"
    panel.react({"projector": False})
    assert panel.frame["second"] is None


def test_only_yes_turns_it_on():
    panel = known_panel("F1.1", "en")
    for odd in (1, "true", [True], {}, None, True, 2):
        panel.react({"projector": odd})
        assert (panel.frame["second"] is not None) == (odd is True)
