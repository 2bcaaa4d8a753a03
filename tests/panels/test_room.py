"""The page keeps the lines of the longest texts free to which the lead leads: nothing below them jumps."""

import pytest
from support.live_panels import open_panel

WITH_NOTES, LONGER = "F2.1", "F2.7"  # at the start: a note that comes with the lead, a sentence that grows with it


@pytest.mark.parametrize("figure", ("F1.1", WITH_NOTES, LONGER))
def test_no_place_of_the_lead_says_more_than_there_is_room_for(figure):
    panel = open_panel(figure, "en")
    room = panel.frame["room"]
    for stop in panel.stops(panel.declaration.lead, 8):
        frame = panel.glance(panel.declaration.lead, stop)
        assert len(frame["sentence"]) <= len(room["sentence"])
        assert len("".join(frame["notes"])) <= len("".join(room["notes"]))
        assert _asked(frame["stage"]["asks"]) <= _asked(room["asks"])
        for tile, (caption, sub) in zip(frame["stage"]["hero"], room["hero"], strict=True):
            assert len(tile["caption"]) <= len(caption) and len(tile["sub"]) <= len(sub)


def test_room_is_kept_for_what_is_not_said_yet():
    longer, noted = open_panel(LONGER, "en").frame, open_panel(WITH_NOTES, "en").frame
    assert len(longer["sentence"]) < len(longer["room"]["sentence"])
    assert noted["notes"] != noted["room"]["notes"]


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


def _asked(pieces) -> int:
    return sum(len(piece if isinstance(piece, str) else piece["text"]) for piece in pieces)
