"""The page keeps the lines of the longest texts free to which the lead leads: nothing below them jumps."""

import re

import pytest
from support.live_panels import open_panel

from pledge_lib.panels.other_cases import EACH, FEW

# at the start: a note that comes with the lead, a sentence that grows with it; numbers and chips of many words
WITH_NOTES, LONGER, IN_WORDS = "F2.1", "F2.7", "F0.5"
BY_DAYS = ("F1.3", "F2.4")  # a state may last one day


@pytest.mark.parametrize("figure", ("F1.1", WITH_NOTES, LONGER, IN_WORDS, *BY_DAYS))
def test_no_place_of_the_lead_says_more_than_there_is_room_for(figure):
    panel = open_panel(figure, "en")
    room = panel.frame["room"]
    for stop in panel.stops(panel.declaration.lead, EACH if figure in BY_DAYS else FEW):
        frame = panel.glance(panel.declaration.lead, stop)
        assert _has_room(frame["sentence"], room["sentence"])
        assert _has_room("\n".join(frame["notes"]), map("\n".join, room["notes"]))
        assert _has_room(_asked(frame["stage"]["asks"]), map(_asked, room["asks"]))
        assert _has_room(_worn(frame["stage"]["chip"]), map(_worn, room["chip"]))
        for hero, told in zip(frame["stage"]["hero"], room["hero"], strict=True):
            assert all(_has_room(hero[part], told[part]) for part in ("caption", "sub"))
            assert _written(hero) in map(_written, told["number"])


def test_room_is_kept_for_what_is_not_said_yet():
    longer, noted = open_panel(LONGER, "en").frame, open_panel(WITH_NOTES, "en").frame
    assert len(longer["sentence"]) < max(map(len, longer["room"]["sentence"]))
    assert any(notes != noted["notes"] for notes in noted["room"]["notes"])


def test_of_texts_that_differ_in_their_numbers_alone_the_longest_has_room_for_all():
    panel = open_panel(WITH_NOTES, "en")
    for kept in (panel.frame["room"]["sentence"], map("\n".join, panel.frame["room"]["notes"])):
        worded = [_worded(text) for text in kept]
        assert len(set(worded)) == len(worded)


def test_an_example_and_a_language_have_room_of_their_own_and_a_drag_changes_none():
    panel = open_panel("F1.1", "en")
    first = panel.frame["room"]
    panel.react({"key": panel.declaration.lead, "value": -20})
    assert panel.frame["room"] == first
    panel.react({"preset": [preset.name for preset in panel.declaration.presets].index("half")})
    chosen = panel.frame["room"]
    assert chosen != first
    panel.speak("zh_TW")
    assert panel.frame["room"] != chosen
    panel.speak("en")
    panel.react({"reset": True})
    assert panel.frame["room"] == first


def _asked(pieces) -> str:
    return "".join(piece if isinstance(piece, str) else piece["text"] for piece in pieces)


def _worn(chip) -> str:
    return f"{chip['tone']} {chip['word']}"


def _worded(text) -> str:
    return re.sub(r"[\d.,]*\d", "0", text)


def _has_room(text, kept) -> bool:
    return any(len(text) <= len(each) and _worded(text) == _worded(each) for each in kept)


def _written(hero) -> list[str]:
    return [re.sub(r"\d", "0", hero[part]) for part in ("before", "number", "after")]
