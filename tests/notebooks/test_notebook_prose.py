"""Chinese prose as a Taiwanese teacher writes it, and Markdown that shows in every viewer what it says."""

import re

import pytest
from support.chinese import (
    BLANK_BESIDE_FULL_WIDTH,
    CJK,
    FULL_WIDTH,
    HALF_WIDTH_BESIDE_CHINESE,
    NO_BLANK_BETWEEN_SCRIPTS,
    RIGHT_WORDS,
    foreign_characters,
    wrong_words,
)

import pledge_lib as pl
from tools import notebooks

SAFE_DOLLAR = r"<span>\$</span>"
WORDS_IN_A_FORMULA = re.compile(rf"[{CJK}]|[A-Za-z]{{2,}} [A-Za-z]{{2,}}|\n\n")
BOLD = re.compile(r"\*\*(.+?)\*\*")
EDGE_THAT_VIEWERS_MISREAD = re.compile(rf"^[\s{FULL_WIDTH},.;:?!()]|[\s{FULL_WIDTH},.;:?!()]$")


def prose(language):
    """Yield where each prose cell stands and its text without link targets."""
    for name in notebooks.names(language):
        for cell in notebooks.read(name, language).cells:
            if cell.cell_type == "markdown":
                yield f"{language}/{name}, cell {cell.id}", re.sub(r"\]\([^)]*\)", "]", cell.source)


def words_only(text):
    return notebooks.FORMULA.sub(" ", notebooks.CODE_SPAN.sub(" ", text))


def stray_dollars(text):
    r"""Return what would show as a formula by mistake.

    JupyterLab typesets from one dollar sign to the next, escaped or not, unless a tag stands around it.
    """
    rest = notebooks.CODE_SPAN.sub(" ", text).replace(SAFE_DOLLAR, "")
    wordy = [formula for formula in notebooks.FORMULA.findall(rest) if WORDS_IN_A_FORMULA.search(formula)]
    return wordy + re.findall(r"\$.{0,12}", notebooks.FORMULA.sub(" ", rest))


def places(language, look):
    """Return one line for each cell where `look` finds something."""
    return "\n".join(f"{where}: {', '.join(found)}" for where, text in prose(language) if (found := look(text)))


def test_chinese_prose_uses_no_wrong_variant_of_a_term():
    assert not places(notebooks.LEADING, wrong_words)


def test_the_search_for_wrong_variants_finds_them_and_spares_right_words():
    assert wrong_words("低於門檻就會被追加保證金。") == ["追加保證金 (write 追繳)"]
    assert wrong_words("以成交收盤價計算，扣除淨額之後停止損失擴大。") == []
    for variant, right_words in RIGHT_WORDS.items():
        assert all(variant in word and not wrong_words(word) for word in right_words), variant


def test_chinese_prose_has_full_width_punctuation():
    assert not places(notebooks.LEADING, lambda text: HALF_WIDTH_BESIDE_CHINESE.findall(words_only(text)))


def test_chinese_prose_has_one_blank_beside_latin_and_none_beside_punctuation():
    assert not places(notebooks.LEADING, NO_BLANK_BETWEEN_SCRIPTS.findall)
    assert not places(notebooks.LEADING, BLANK_BESIDE_FULL_WIDTH.findall)


def test_chinese_prose_has_only_characters_of_taiwan():
    assert foreign_characters("维持率") == ["维"]
    assert not places(notebooks.LEADING, foreign_characters)


@pytest.mark.parametrize(
    ("wrong", "pattern"),
    [
        ("維持率,追繳線", HALF_WIDTH_BESIDE_CHINESE),
        ("真的嗎?", HALF_WIDTH_BESIDE_CHINESE),
        ("維持率(ratio)", HALF_WIDTH_BESIDE_CHINESE),
        ("第一句.第二句", HALF_WIDTH_BESIDE_CHINESE),
        ("跌22%", NO_BLANK_BETWEEN_SCRIPTS),
        ("維持率 ，", BLANK_BESIDE_FULL_WIDTH),
        ("。 維持率", BLANK_BESIDE_FULL_WIDTH),
    ],
)
def test_the_searches_find_what_they_are_for(wrong, pattern):
    assert pattern.search(wrong)


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_no_dollar_sign_is_taken_for_a_formula(language):
    assert not places(language, stray_dollars)


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_no_dollar_sign_of_an_output_is_taken_for_a_formula(language):
    for name in notebooks.names(language):
        for cell in notebooks.read(name, language).cells:
            for output in cell.get("outputs", []):
                stray = stray_dollars(output.get("data", {}).get("text/markdown", ""))
                assert not stray, f"{language}/{name}, cell {cell.id}: write {SAFE_DOLLAR} in Markdown, not {stray}"


def test_the_search_for_stray_dollar_signs_finds_them():
    assert stray_dollars(r"NT$600,000 for the kitchen and NT$5,000 of fees")
    assert stray_dollars(r"NT\$600,000 for the kitchen and NT\$5,000 of fees")
    assert not stray_dollars(r"NT<span>\$</span>600,000 and $R = V / D$")


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_bold_text_has_no_punctuation_at_its_edges(language):
    """Markdown closes `**` only where the letter inside touches it."""

    def misread(text):
        return [bold for bold in BOLD.findall(text) if EDGE_THAT_VIEWERS_MISREAD.search(bold)]

    assert misread("**維持率，**是") and not misread("**維持率**，")
    assert not places(language, misread)


def test_a_term_is_defined_with_the_words_of_the_glossary():
    """A definition reads `**維持率**（maintenance ratio）`, both languages as in the glossary."""
    glossary = {term.term["zh_TW"]: re.split(r" \(|, ", term.term["en"])[0] for term in pl.glossary()}
    definition = re.compile(rf"\*\*([{CJK}]+)\*\*（([A-Za-z][^），]*)）")
    found = [(where, *terms) for where, text in prose(notebooks.LEADING) for terms in definition.findall(text)]
    assert len({chinese for _, chinese, _ in found}) >= 15
    for where, chinese, english in found:
        right = glossary.get(chinese)
        assert english.split(",")[0] == right, f"{where}: {chinese} is {right!r} in the glossary, not {english!r}"
