"""The plural rule of the texts: the number that is written decides the form, by the rule of its language."""

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.plural import BAR, RULE, form
from pledge_lib.panels.words import Words

ENGLISH = texts()["en"][RULE]
POLISH = r"1 | .*(?<!1)[2-4] | .*"


def said(text, rule=ENGLISH, **fields):
    return Words("xx", {RULE: rule, "text": text})("text", **fields)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "0 days"),
        ("1", "1 day"),
        ("+1", "+1 day"),
        ("−1", "−1 day"),
        ("1.0", "1.0 days"),
        ("−11", "−11 days"),
        ("11", "11 days"),
        ("—", "— days"),
    ],
)
def test_english_has_a_form_for_one_and_one_for_all_others(number, expected):
    assert said("{days:# day|# days}", days=number) == expected


def test_a_form_may_leave_the_number_out_and_the_number_may_stand_without_a_form():
    assert said("{lots} {lots:stays|stay}", lots="1") == "1 stays"
    assert said("{lots} {lots:stays|stay}", lots="20") == "20 stay"


@pytest.mark.parametrize(("number", "expected"), [("1", "dzień"), ("3", "dni"), ("13", "dnia"), ("24", "dni")])
def test_a_language_may_have_more_forms(number, expected):
    assert said("{days:dzień|dni|dnia}", POLISH, days=number) == expected


@given(st.integers().map("{:,}".format))
def test_a_language_with_one_form_says_every_number_alike(number):
    assert said("{days:# 天}", texts()["zh_TW"][RULE], days=number) == f"{number} 天"


def test_a_spec_with_the_wrong_count_of_forms_is_refused():
    with pytest.raises(ValueError, match=r"'# day' has 1 forms: write one for each of '1 \| \.\*'"):
        form("# day", "1", "1 | .*")
    with pytest.raises(ValueError, match=r"no form of '1 \| 2' fits '3'"):
        form("a|b", "3", "1 | 2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spec_of_the_texts_has_the_forms_of_its_language(language):
    table = texts()[language]
    specs = [(key, spec) for key, text in table.items() for _, _, spec, _ in Formatter().parse(text) if spec]
    forms = len(table[RULE].split(f" {BAR} "))
    assert [(key, spec) for key, spec in specs if len(spec.split(BAR)) != forms] == []
    assert specs or forms == 1


def test_no_english_text_of_a_figure_can_say_1_days():
    things = r"days|months|sessions|years|lots|closes(?! (?:the call|it))|points"  # a ratio closes a call: a verb
    bare = re.compile(rf"\{{[\w.]+\}} (?:business |calendar )?(?:{things})\b")
    said_there = {key: text for key, text in texts()["en"].items() if re.match(r"F\d+\.|count\.", key)}
    assert len(said_there) > 1_000
    assert [key for key, text in said_there.items() if bare.search(text)] == []
