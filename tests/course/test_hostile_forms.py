"""Whatever is typed, pasted or sent to a form, it answers with whole sentences."""

import json
import os

import pytest
from support.hostile import MESSAGES
from support.hostile_forms import form_faults, form_of, forms, messages_to, texts_in
from support.power import by_profile

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.checks import shortened

FORMS = forms()
SENT = by_profile(quick=2, full=6, whole=300)  # messages about each input of a form
TAKEN = list(FORMS)[:: by_profile(quick=13, full=2, whole=1)]


@pytest.mark.parametrize("name", TAKEN)
def test_a_form_answers_hostile_messages(name, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # what the disk does is tried elsewhere
    lesson, opens = FORMS[name]
    opened = Lesson(lesson, LANGUAGES[0])
    first = form_of(opens(opened))
    sheet = json.loads(first.frame["spec"])
    inputs = [each["name"] for each in (*sheet.get("inputs", ()), *sheet.get("aside", ()))]
    typed: set[str] = set()
    for place, asked in enumerate(inputs or [""]):
        opened.ledger.erase()
        form = form_of(opens(opened))
        form.react({"action": "language", "language": LANGUAGES[place % 2]})
        for message in (*(MESSAGES if place == 0 else ()), *messages_to(form, asked, SENT, name + asked)):
            form.react(message)
            typed |= set(texts_in(message))
            assert list(form_faults(form, typed)) == [], (name, form.words.language, told(message))


def told(message):
    if isinstance(message, dict):
        return {key: told(value) for key, value in message.items()}
    return shortened(value) if isinstance(value := message, str | int) else type(value)
