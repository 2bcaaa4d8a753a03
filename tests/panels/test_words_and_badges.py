"""Words of one language, and what a badge says about a rule."""

import re
from datetime import date

import pytest

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.course.wording import texts
from pledge_lib.finance.profile import MARKS
from pledge_lib.panels.provenance import badges, source_lines
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

ENGLISH, CHINESE = (Words(language, texts()[language]) for language in ("en", "zh_TW"))
BROKER = pl.rules("tw-broker-pledge")


def voice(words):
    return Say(words, "F1.1")


def test_a_missing_text_is_named_with_its_language_and_what_to_do():
    with pytest.raises(KeyError, match=r"no text 'F9.9.title' in language 'en': add it to the files of every language"):
        ENGLISH("F9.9.title")


def test_a_missing_field_is_not_passed_over():
    with pytest.raises(KeyError, match="series"):
        ENGLISH("environment.good.data", rules=3)


def test_a_field_may_have_any_name():
    assert Words("en", {"place": "{key}"})("place", key="B-5") == "B-5"


def test_each_language_takes_its_own_text_of_a_title_and_refuses_one_without():
    title = {"zh_TW": "追繳線", "en": "call line"}
    assert (CHINESE.of(title), ENGLISH.of(title)) == ("追繳線", "call line")
    with pytest.raises(KeyError, match="no text in language 'en' beside zh_TW: add it"):
        ENGLISH.of({"zh_TW": "追繳線"})


def test_a_badge_says_lender_rule_value_trust_source_and_day():
    english = ["broker's non-restricted-purpose loan", "call line", "130%", "secondary source", "B-5", "2026-07-14"]
    chinese = ["證券商不限用途款項借貸", "追繳線", "130%", "次級來源", "B-5", "2026-07-14"]
    for words, parts in ((ENGLISH, english), (CHINESE, chinese)):
        (badge,) = badges(voice(words), BROKER, ("call_line",))
        assert re.search(".*".join(map(re.escape, parts)), badge), badge


@pytest.mark.parametrize(
    ("name", "chinese", "english"),
    [
        ("loan_step", "1,000 元", "NT$1,000"),
        ("day_basis", "365 天", "365 days"),
        ("cure_sessions", "2 個營業日", "2 business days"),
        ("term_months", "6 個月", "6 months"),
        ("interest_in_debt", "否", " no "),
        ("commission", "0.1425%", "0.1425%"),
        ("transaction_tax", "0.3%", "0.3%"),
        ("daily_limit", "10%", "10%"),
    ],
)
def test_a_value_is_shown_in_its_own_unit(name, chinese, english):
    assert chinese in next(badges(voice(CHINESE), BROKER, (name,)))
    assert english in next(badges(voice(ENGLISH), BROKER, (name,)))


def test_what_nobody_published_is_cited_in_words():
    """A Chinese badge said "assumption", the key of a source in a file."""
    keys = [key for key, source in datasets.sources().items() if source.kind == "own"]
    assert {"assumption", "own-record"} <= {*keys}
    for words in (CHINESE, ENGLISH):
        lines = [*source_lines(voice(words), keys), *badges(voice(words), BROKER, ("premark_sessions",))]
        assert len(lines) == len(keys) + 1
        for key in keys:
            assert not any(line.startswith(key) or f"{key}, " in line or f"（{key}" in line for line in lines)


@pytest.mark.parametrize("profile", ["tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge"])
def test_every_rule_of_every_profile_has_a_badge_with_a_day(profile):
    rules = pl.rules(profile)
    for words in (CHINESE, ENGLISH):
        lines = list(badges(voice(words), rules, rules.provenance))
        assert len(lines) == len(rules.provenance)
        assert [date.fromisoformat(line[-11:-1]) for line in lines] == [
            origin.as_of for origin in rules.provenance.values()
        ]


def test_the_four_marks_read_differently():
    for words in (CHINESE, ENGLISH):
        assert len({words(f"mark.{mark}") for mark in MARKS}) == len(MARKS) == 4


@pytest.mark.parametrize(("language", "word"), [("zh_TW", "暫不處分"), ("en", "suspended")])
def test_a_sale_that_waits_has_one_word_in_every_figure(language, word):
    said = {key: text for key, text in texts()[language].items() if key.endswith(".state.watch")}
    assert said and all(text.startswith(word) for text in said.values()), said
