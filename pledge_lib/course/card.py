"""A lesson on one page, to keep: its formulas, its clock, three numbers, three traps, and the reader's own rules.

What a card says are texts under `card.<room>`; their numbers are fields of the room's own facts, worked out from rule
profiles and models and typed nowhere.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import count

from pledge_lib.course.bank import rooms
from pledge_lib.course.rules_form import written_rules
from pledge_lib.panels.card_sheet import CardSheet
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

PARTS = ("formula", "clock", "trap")
WORDS = ("print", "svg", "png", "unwritten", "shown")


def has_card(lesson: str, words: Words) -> bool:
    """Return whether a lesson has texts of a card."""
    return f"card.{rooms().get(lesson)}.title" in words.table


def card_of(lesson: str, words: Words, rules: Callable[[], Mapping[str, str]]) -> CardSheet:
    """Return a lesson's card; `rules` gives what the reader has written down, by the names of the form's fields."""
    return CardSheet(lambda: said(lesson, words, rules()))


def said(lesson: str, words: Words, rules: Mapping[str, str]) -> dict:
    """Return all that stands on a card, as texts."""
    room = rooms()[lesson]
    facts = import_module(f"pledge_lib.course.{room}.card").Facts()
    say = Say(words, f"card.{room}", about=(facts,))
    return {
        "layout": "card",
        "language": words.language,
        "name": lesson,
        "title": say("title"),
        "parts": tuple({"heading": words(f"card.{part}"), "lines": tuple(_lines(say, part))} for part in PARTS),
        "numbers": {"heading": words("card.numbers"), "cells": tuple(_cells(say))},
        "rules": {"heading": words("card.rules"), "rows": tuple(written_rules(rules, words))},
        "foot": say("foot"),
        "words": {name: words(f"card.{name}", title=say("title")) for name in WORDS},
    }


def _lines(say: Say, part: str) -> Iterator[str]:
    for place in count(1):
        if f"{part}.{place}" not in say:
            return
        yield say(f"{part}.{place}")


def _cells(say: Say) -> Iterator[tuple[str, str]]:
    """Yield each of the large numbers and what it is."""
    for place in count(1):
        if f"number.{place}.value" not in say:
            return
        yield say(f"number.{place}.value"), say(f"number.{place}.label")
