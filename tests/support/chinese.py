"""Chinese as a Taiwanese teacher writes it: searches for wrong words, foreign characters and half-width punctuation."""

import re

import pledge_lib as pl

CJK = "\u3400-\u9fff"
FULL_WIDTH = "，。、：；？！「」（）"
HALF_WIDTH_BESIDE_CHINESE = re.compile(rf"[{CJK}][,;:?!()\"']|[,;:?!()\"'][{CJK}]|[{CJK}]\.(?:[{CJK}]|$)", re.MULTILINE)
NO_BLANK_BETWEEN_SCRIPTS = re.compile(rf"[{CJK}][A-Za-z0-9$`]|[A-Za-z0-9%$`][{CJK}]")
BLANK_BESIDE_FULL_WIDTH = re.compile(rf"[^|\s>-] [{FULL_WIDTH}]|[{FULL_WIDTH}] [^|\s]")

# Right words that happen to contain a wrong one. They are taken out of a text before the search.
RIGHT_WORDS = {"交收": ("成交收盤",), "除淨": ("扣除淨額",), "止損": ("停止損失",)}


def wrong_words(text: str) -> list[str]:
    """Return the glossary's wrong variants in a Chinese text."""
    wrong = {variant: term.term["zh_TW"] for term in pl.glossary() for variant in term.not_to_use}
    found = []
    for variant, right in wrong.items():
        rest = text
        for word in RIGHT_WORDS.get(variant, ()):
            rest = rest.replace(word, "")
        if variant in rest:
            found.append(f"{variant} (write {right})")
    return found


def foreign_characters(text: str) -> list[str]:
    """Return the Chinese characters that are not written in Taiwan."""
    return [sign for sign in re.findall(f"[{CJK}]", text) if not sign.encode("cp950", errors="ignore")]
