"""What the fact-checks say: both languages alike, every number put in, good Chinese, and a source for each rule."""

import re
from string import Formatter

import pytest
from support.answers import BANKS, CLAIMS
from support.arithmetic import wrong_sums
from support.chinese import (
    BLANK_BESIDE_FULL_WIDTH,
    HALF_WIDTH_BESIDE_CHINESE,
    NO_BLANK_BETWEEN_SCRIPTS,
    foreign_characters,
    wrong_words,
)

from pledge_lib import datasets
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.verdicts import ARITHMETIC
from pledge_lib.finance.profile import MARKS
from pledge_lib.panels.words import Words

WORDS = {language: Words(language, texts()[language]) for language in LANGUAGES}
EVERY = tuple(CLAIMS.values())
LESSON_OF = {id: lesson for lesson, bank in BANKS.items() for id in bank.claims}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
# Numbers that no data set holds: articles of a law, years of a text, ages, and the fees of a page of 2022.
CITED = {
    "FC0-03": {"2019"},
    "FC0-04": {"1"},
    "FC0-07": {"1"},
    "FC1-01": {"2019"},
    "FC1-02": {"54", "55"},
    "FC1-08": {"55"},
    "FC1-19": {"54", "55"},
    "FC2-03": {"1"},
    "FC2-04": {"1"},
    "FC2-11": {"2022", "100", "2,000"},
    "FC2-13": {"2025", "20", "70"},
    "FC2-21": {"889", "901", "910"},
    "FC3-12": {"1"},
    "FC3-19": {"14", "1", "5"},
    "FC3-20": {"2007"},
    "FC4-02": {"61"},
    "FC4-17": {"2016"},
    "FC4-18": {"36"},
    "FC4-19": {"300,000,000"},
    "FC4-23": {"51"},
    "FC4-24": {"51"},
    "FC4-38": {"2025"},
}
NEEDS_SOURCE = {
    "01_pledging": {
        "cap": "B-2",
        "lower_cap": "B-2",
        "line": "B-5",
        "target": "B-5",
        "sessions": "B-5",
        "sale": "B-5",
        "company_line": "B-6",
        "company_cancel": "B-6",
        "company_sessions": "B-6",
        "company_sale": "B-6",
        "basis": "B-9",
        "settlement": "A-3",
        "months": "B-1",
        "limit_downs": "A-20a",
    },
    "02_margin_trading": {
        "cap": "A-11",
        "otc": "A-11",
        "term": "A-11",
        "longest": "A-11",
        "line": "A-1",
        "cancel": "A-1",
        "sessions": "A-1",
        "sale": "A-1",
        "limit": "A-15",
        "limit_others": "A-15",
        "limit_otc": "A-15",
        "vendors": "D-8",
        "age": "A-6",
        "ordinary_age": "A-27",
        "months": "A-6",
        "trades": "A-6",
        "turnover": "A-6",
        "proof": "A-6",
        "waiver": "A-6",
        "basis": "B-9",
        "first": "A-3",
        "last": "A-3",
        "settles": "A-3",
        "own_money": "E-5",
        "purchases": "F-4",
        "both": "F-4",
        "collateral": "A-2",
        "margin": "A-11",
        "posted": "A-16",
    },
    "03_securities_lending": {
        "basis": "C-8",
        "minimum": "C-8",
        "floored": "C-8",
        "initial": "C-4",
        "line": "C-4",
        "room": "C-4",
        "cap": "C-1",
        "auction": "C-1",
        "negotiated": "C-1",
        "short": "C-3",
        "middle": "C-3",
        "long": "C-3",
        "earliest": "C-3",
        "months": "C-9",
        "withheld": "C-8",
        "waiver": "C-14",
        "older_tax": "C-11",
        "credit": "C-16",
        "separate": "C-16",
        "margin": "A-11",
        "first": "C-6",
        "firms": "article-003",
    },
    "04_crypto_collateral": {
        "cap": "B-2",
        "line": "B-5",
        "sessions": "B-5",
        "ltv": "aave-reports",
        "threshold": "aave-reports",
        "chain_room": "aave-reports",
        "bonus": "aave-reports",
        "closed": "aave-origin",
        "kink": "aave-forum",
    },
}
OTHER_SOURCE = {
    "FC0-07": {"line": "B-6"},
    "FC1-18": {"sessions": "B-6"},
    "FC3-12": {"firms": "C-18"},
    "FC3-21": {"cap": "C-16"},
}


def keys(found):
    return [f"{found.id}.claim", f"{found.id}.finding", *([f"{found.id}.ask"] if found.number else [])]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def typed_numbers(text):
    return set(NUMBER.findall(re.sub(r"\{\w+\}", "", text)))


def rendered(found, words):
    """Yield every text of a claim with its numbers put in."""
    yield from (found.said(words), found.finding(words), found.verdict_name(words), found.topic_name(words))
    yield from (found.article_line(words), found.source_line(words))
    if found.number is not None:
        yield found.ask(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_its_texts_and_there_are_no_others(language):
    wanted = {key for found in EVERY for key in keys(found)}
    assert {key for key in texts()[language] if re.match(r"FC[0-4]-", key)} == wanted


def test_both_languages_put_the_same_numbers_in():
    for key in (key for found in EVERY for key in keys(found)):
        chinese, english = (texts()[language][key] for language in ("zh_TW", "en"))
        assert fields(chinese) == fields(english), key
        assert typed_numbers(chinese) == typed_numbers(english), f"{key}: typed numbers differ"


def test_no_number_of_a_finding_is_typed_in():
    for found in EVERY:
        for key in set(keys(found)) - {f"{found.id}.claim"}:
            typed = typed_numbers(texts()["zh_TW"][key])
            assert typed <= CITED.get(found.id, set()), f"{key}: compute {typed}"


def test_money_is_money_in_both_languages():
    for key in (key for found in EVERY for key in keys(found)):
        chinese, english = (texts()[language][key] for language in ("zh_TW", "en"))
        in_chinese, in_english = re.findall(r"\{(\w+)\} 元", chinese), re.findall(r"NT\$\{(\w+)\}", english)
        assert set(in_chinese) == set(in_english), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", EVERY, ids=lambda found: found.id)
def test_every_text_is_whole(found, language):
    for text in rendered(found, WORDS[language]):
        assert text.strip() and not re.search(r"[{}]|\b(nan|None)\b|∞|http", text), text
        assert wrong_sums(text) == []


@pytest.mark.parametrize("found", EVERY, ids=lambda found: found.id)
def test_the_chinese_is_that_of_taiwan(found):
    for text in rendered(found, WORDS["zh_TW"]):
        assert wrong_words(text) == [] and foreign_characters(text) == []
        for look in (HALF_WIDTH_BESIDE_CHINESE, NO_BLANK_BETWEEN_SCRIPTS, BLANK_BESIDE_FULL_WIDTH):
            assert look.findall(text) == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_ends_as_a_sentence_and_gives_the_number_that_was_asked_for(language):
    end = "。" if language == "zh_TW" else "."
    for found in EVERY:
        finding = found.finding(WORDS[language])
        assert finding.endswith(end), found.id
        ask = found.ask(WORDS[language])
        assert (ask is None) == (found.number is None), found.id
        if found.number is not None:
            number, shown = found.number.value, {text for text in found.solved.texts.values() if text in finding}
            close = [text for text in shown if abs(value(text) - number) <= 0.0051 * (1 if number > 10 else 0.01)]
            assert close, f"{found.id} asks for {number}, but says only {sorted(shown)}"
            assert not set(close) & set(NUMBER.findall(ask)), f"{found.id}: the question gives its answer away"
            assert ask.endswith(("？", "?")), found.id


def value(text):
    """Return the number that a field writes, NaN for a date."""
    plain = text.replace(",", "")
    if plain.endswith("%"):
        return float(plain[:-1]) / 100
    return float(plain) if re.fullmatch(r"[\d.]+", plain) else float("nan")


def test_a_rule_in_a_finding_has_its_source_among_those_shown():
    for found in EVERY:
        needs = NEEDS_SOURCE[LESSON_OF[found.id]] | OTHER_SOURCE.get(found.id, {})
        wanted = {needs[name] for name in fields(texts()["en"][f"{found.id}.finding"]) & needs.keys()}
        assert wanted <= set(found.facts.sources), f"{found.id} lacks {wanted - set(found.facts.sources)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_line_names_mark_sources_and_date(language):
    words = WORDS[language]
    for found in EVERY:
        line = found.source_line(words)
        assert line.startswith(words(f"claim.mark.{found.facts.mark}")), found.id
        assert all(f"{key}" in line for key in found.facts.sources), found.id
        assert not found.facts.sources or line.endswith(found.facts.as_of.isoformat()), found.id


def test_the_article_line_gives_the_date_where_the_article_has_one():
    assert CLAIMS["FC0-01"].article_line(WORDS["en"]).endswith("2025-11-20")
    assert CLAIMS["FC1-01"].article_line(WORDS["zh_TW"]).endswith("2025-05-23")
    assert CLAIMS["FC2-01"].article_line(WORDS["zh_TW"]).endswith("未註明日期")
    assert CLAIMS["FC2-01"].article_line(WORDS["en"]).endswith("no date given")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("room", "wanted"),
    [
        ("verdict", datasets.VERDICTS),
        ("topic", datasets.TOPICS),
        ("claim.mark", (*MARKS, ARITHMETIC)),
    ],
)
def test_every_key_of_the_table_has_a_name_of_its_own(language, room, wanted):
    table = texts()[language]
    names = {key.removeprefix(f"{room}."): text for key, text in table.items() if key.startswith(f"{room}.")}
    assert set(names) == set(wanted)
    assert len(set(names.values())) == len(names)


def test_a_claim_quotes_at_most_once():
    for found in EVERY:
        for language, opening in (("zh_TW", "「"), ("en", "“")):
            assert found.said(WORDS[language]).count(opening) <= 1, found.id
