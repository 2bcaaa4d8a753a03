"""Every question has its texts in both languages: whole sentences with any numbers, that keep the answer back."""

import re
from string import Formatter

import pytest
from support.answers import CLAIMS, QUESTIONS, traps_of
from support.chinese import (
    BLANK_BESIDE_FULL_WIDTH,
    HALF_WIDTH_BESIDE_CHINESE,
    NO_BLANK_BETWEEN_SCRIPTS,
    foreign_characters,
    wrong_words,
)
from support.sentences import LONGEST, longest

from pledge_lib.course.questions import PRETEST
from pledge_lib.course.variants import HINTS, variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.words import Words

SEEDS = (None, *map(str, range(30)))
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
NUMBERS = re.compile(r"[−-]?\d+(?:[.,-]\d+)*%?")
NOT_A_TEXT = re.compile(r"[{}∞]|\b[Nn]a[Nn]\b|(?<=[^“])\bNone\b")  # a sentence may well begin with the word None
NOT_RIGHT = {"zh_TW": "不對", "en": "not right"}

# answers whose number also stands in a text by chance
BY_CHANCE = {
    "E1.5.a_lots": "the one lot of the first numbers; the formulas of the hints subtract 1",
}

WAYS = ("high", "low", "one-high", "one-low", "early", "late", "one-early", "one-late")
PLACEHOLDERS_OF_GENERAL_WORDS = {
    "question.field-blank": {"field"},
    "question.kept": {"field"},
    "question.read-as": {"day"},
    "question.row-blank": {"row"},
    "question.remove-row": {"row"},
    "question.progress": {"core", "cores", "right", "count"},
    **{f"question.off.{slip}": {"field", "given"} for slip in ("tenfold", "sign", "inverse", "complement", "close")},
    **{f"question.off.{way}": {"field", "given"} for way in WAYS},
    **{f"question.off.{way}-formula": {"field", "given", "formula"} for way in WAYS[:4]},
    "question.off.closed-day": {"field", "given"},
    "question.off.order": {"field", "place"},
    "question.off.match": {"field", "right", "count", "row"},
    "question.off.option": {"field", "given", "thought"},
    "question.seed-shown": {"seed"},
    "question.see-figure": {"figure"},
    "question.move-up": {"item"},
    "question.move-down": {"item"},
    "question.your-prediction": {"answer", "confidence"},
    "question.not-tried-summary": {"id"},
    "question.refused.too-many": {"question", "given", "asked", "names"},
    "question.refused.unknown-name": {"question", "name", "names"},
    "question.refused.twice": {"question", "name", "names"},
    "question.refused.confidence": {"question", "given", "choices"},
    "gate.open": {"right", "needed"},
    "gate.brief": {"sittings"},
    "gate.brief-open": {"right", "needed"},
    "gate.sitting-open": {"sitting", "right", "needed"},
    "gate.sitting-passed": {"sitting", "right"},
}
PARTS_SAID_WITHOUT_NUMBERS = ("field", "reason", "title")


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def parts_of(question):
    """Return the keys of a question's texts, without its id."""
    asked = variant(question)
    yield from ("title", "prompt")
    if not asked.explains_options:
        yield "solution"
        yield from (f"trap.{field}.{name}" for field, name, _ in traps_of(asked))
    if not asked.explains_options and not question.reasons and question.kind != PRETEST:
        yield from (f"hint.{place}" for place in range(1, HINTS + 1))
    if question.reasons:
        yield from ("result", "ours", *(f"reason.{reason}" for reason in question.reasons))
    if len(asked.asked) > 1:
        yield from (f"field.{name}" for name in asked.asked)
    for field in asked.asked.values():
        yield from (f"{group}.{key}" for group, keys in field.kind.labelled.values() for key in keys)
        if asked.explains_options:
            yield from (f"explain.{option}" for option in field.kind.options)


KEYS = {f"{question.id}.{part}": question for question in QUESTIONS.values() for part in parts_of(question)}
IDEAS = {trap.idea for question in QUESTIONS.values() for _, _, trap in traps_of(variant(question)) if trap.idea} | {
    claim.idea for claim in CLAIMS.values() if claim.idea
}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def table(language):
    return texts()[language]


@pytest.fixture(scope="module")
def sentences(language, table):
    """Return every different sentence that the numbers of the seeds lead to, by key and sentence."""
    words, found = Words(language, table), {}
    for question in QUESTIONS.values():
        numbers = [variant(question, seed).numbers for seed in (SEEDS if question.givens else SEEDS[:1])]
        for key in (key for key in KEYS if KEYS[key] is question):
            for each in numbers:
                found[key, words(key, **each)] = None
    return [*found, *((f"{idea}.refutation", words(f"{idea}.refutation")) for idea in sorted(IDEAS))]


def test_every_text_that_a_question_asks_for_is_written_and_no_other(table):
    written = {key for key in table if key.split(".")[0] in {id.split(".")[0] for id in QUESTIONS}}
    assert written - set(KEYS) == set(), "texts that no question asks for"
    assert set(KEYS) - written == set(), "questions without these texts"


def test_every_idea_that_an_answer_or_a_claim_betrays_has_its_refutation_and_no_other(table):
    refuted = {key.removesuffix(".refutation") for key in table if key.endswith(".refutation")}
    assert refuted == IDEAS
    assert not [idea for idea in refuted if placeholders(table[f"{idea}.refutation"])], "refutations have no numbers"


def test_a_text_names_only_numbers_that_its_question_works_out(table):
    for key, question in KEYS.items():
        offered = set() if key.split(".")[2] in PARTS_SAID_WITHOUT_NUMBERS else set(variant(question).numbers)
        assert placeholders(table[key]) <= offered, key


def test_general_words_name_what_the_forms_put_in(table):
    for key, text in table.items():
        if key.split(".")[0] in ("question", "gate", "outcome"):
            assert placeholders(text) == PLACEHOLDERS_OF_GENERAL_WORDS.get(key, set()), key


def test_both_languages_name_the_same_numbers():
    leading, other = (texts()[language] for language in LANGUAGES)
    for key in [*KEYS, *(f"{idea}.refutation" for idea in IDEAS)]:
        assert placeholders(leading[key]) == placeholders(other[key]), key
        plain = [re.sub(r"\{.*?\}", "", text[key]) for text in (leading, other)]
        digits, translated = (sorted(DIGITS.findall(text)) for text in plain)
        assert digits == translated, f"{key}: {digits} is not {translated}"


def test_a_trap_shows_the_reader_the_number_that_was_answered(table):
    for question in QUESTIONS.values():
        for field, name, trap in traps_of(variant(question)):
            if isinstance(trap.answer, Quantity):
                key = f"{question.id}.trap.{field}.{name}"
                assert name in placeholders(table[key]), key


def test_no_prompt_and_no_hint_contains_the_answer(language, table):
    words = Words(language, table)
    for question in QUESTIONS.values():
        first = variant(question)
        answers = {name: field.right for name, field in first.asked.items()}
        shown = [f"{question.id}.{part}" for part in parts_of(question) if re.match(r"prompt|hint|field|option", part)]
        for name, answer in answers.items():
            if not isinstance(answer, Quantity) or f"{question.id}.{name}" in BY_CHANCE:
                continue
            for key in shown:
                said = words(key, **first.numbers)
                assert name not in placeholders(table[key]), f"{key} names the answer {name}"
                assert str(answer) not in NUMBERS.findall(said), f"{key} contains the answer {answer}: {said}"


def test_an_explanation_says_plainly_whether_the_option_is_right(language, table):
    for question in QUESTIONS.values():
        asked = variant(question)
        if asked.explains_options:
            [field] = asked.asked.values()
            denied = [o for o in field.kind.options if NOT_RIGHT[language] in _explained(table, question, o)]
            assert denied == [option for option in field.kind.options if option != field.right], question.id


def _explained(table, question, option):
    return table[f"{question.id}.explain.{option}"].lower()


def test_sentences_are_whole_whatever_the_numbers(sentences):
    assert [(key, said) for key, said in sentences if NOT_A_TEXT.search(said)] == []


@pytest.mark.parametrize("language", ["zh_TW"], indirect=True)
def test_chinese_sentences_read_as_a_taiwanese_teacher_writes(sentences):
    for key, said in sentences:
        assert not wrong_words(said), f"{key}: {wrong_words(said)}"
        assert not foreign_characters(said), f"{key}: {foreign_characters(said)}"
        for habit in (HALF_WIDTH_BESIDE_CHINESE, NO_BLANK_BETWEEN_SCRIPTS, BLANK_BESIDE_FULL_WIDTH):
            assert not habit.search(said), f"{key}: {habit.search(said)} in {said}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_question_an_idea_or_a_claim_is_too_long_to_take_in(language):
    own = ((key, text) for key, text in texts()[language].items() if re.match(r"(?:[EPQRWM]|FC)\d", key))
    found = {key: most for key, text in own if (most := longest(text, language)) > LONGEST[language]}
    assert found == {}, "too long, with their lengths"
