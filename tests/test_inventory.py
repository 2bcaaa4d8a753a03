"""The inventory: every row of the five articles stands in it, and every place that it names exists."""

import re

import pytest

from tools import inventory

ARTICLES = {"S0": 45, "S1": 39, "S2": 44, "S3": 60, "S4": 54}  # rows of each article
STILL_OPEN = 0  # a row that is mended is taken off this number; it does not grow


def test_every_row_of_every_article_stands_in_it_once_and_in_order():
    expected = [f"{article}-{number}" for article, count in ARTICLES.items() for number in range(1, count + 1)]
    assert [row.row for row in inventory.rows()] == expected


def test_every_place_exists():
    assert list(inventory.missing()) == []


def test_the_page_is_the_one_that_the_table_gives():
    assert inventory.PAGE.read_text(encoding="utf-8") == inventory.page(), "run tools/inventory.py"


def test_what_is_open_is_named_and_gets_fewer():
    found = [row.row for row in inventory.rows() if row.open]
    assert len(found) == STILL_OPEN, f"where rows were mended, lower STILL_OPEN; still open: {found}"


def test_a_concept_is_told_in_our_own_words_without_links():
    for row in inventory.rows():
        assert row.concept and not re.search(r"https?:|\.txt|\|", row.concept), row.row


@pytest.mark.parametrize("place", ["F1.1", "F4.7", "FC0-01", "E1.3", "Q4.5", "W2", "S0.1", "01:s1-1-steps"])
def test_places_of_every_kind_are_known(place):
    assert place in inventory.known_places()


@pytest.mark.parametrize("place", ["F9.9", "FC0-99", "E1.99", "01:s1-nowhere", "s1-1-steps"])
def test_what_is_nowhere_is_found_out(place, monkeypatch):
    row = inventory.Row("S0-1", "a thing", (place,), "")
    monkeypatch.setattr(inventory, "rows", lambda: [row])
    assert list(inventory.missing()) == [f"S0-1: {place} is nowhere"]
