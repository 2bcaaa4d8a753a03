"""The teacher's twin: made from the lesson and its questions, so that a changed question changes it."""

import json
from dataclasses import replace

import nbformat
import pytest
from support.answers import BANKS

from pledge_lib.__main__ import main
from pledge_lib.course import Lesson
from pledge_lib.course.bank import bank
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import MONEY
from pledge_lib.pages import twin as twins
from pledge_lib.pages.notebooks import notebooks
from pledge_lib.pages.twin import twin
from pledge_lib.pages.twin_timing import CUT, asked_in, sections
from pledge_lib.panels.words import Words

LESSONS = tuple(notebooks("en"))
WORDS = {language: Words(language, texts()[language]) for language in LANGUAGES}
LONGEST = 50  # minutes of a class


def told(lesson: str, language: str = "en", seed: str | None = None, words: Words | None = None) -> str:
    """Return the prose of a twin."""
    cells = json.loads(twin(lesson, words or WORDS[language], seed))["cells"]
    return "\n".join(cell["source"] for cell in cells).replace(r"<span>\$</span>", "$")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_twin_is_a_notebook_with_every_section_and_every_question_asked(lesson, language):
    made = twin(lesson, WORDS[language], "2026")
    nbformat.validate(nbformat.reads(made, 4))
    assert made == twin(lesson, WORDS[language], "2026"), "the same on every machine"
    text = told(lesson, language, "2026")
    own = notebooks(language)[lesson]
    for section in sections(own):
        assert section.title.replace("#", r"\#").replace("*", r"\*") in text
        for verb, name in asked_in(section):
            if verb in ("predict", "exercise", "factcheck"):
                assert f"### {name}" in text


def as_asked(lesson, id, seed):
    """Return a question as a reader of the class meets it, who has submitted no plan yet."""
    return (
        Lesson(lesson, "en", seed=seed)._exercise(id).variant
        if id.startswith("E5.")
        else variant(bank(lesson).questions[id], seed)
    )


@pytest.mark.parametrize("lesson", BANKS)
def test_the_answers_are_those_of_the_class(lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    for seed in (None, "2026"):
        text = told(lesson, seed=seed)
        asked = {name for section in sections(notebooks("en")[lesson]) for verb, name in asked_in(section)}
        numbers = [
            str(each.right)
            for id in asked & set(bank(lesson).questions)
            for each in as_asked(lesson, id, seed).asked.values()
            if isinstance(each.right, Quantity)
        ]
        assert numbers and [number for number in numbers if f": {number}" not in text] == []


def test_a_changed_question_changes_the_twin(monkeypatch):
    before = told("01_pledging")
    own = bank("01_pledging")
    asked = own.questions["E1.2"]
    dearer = replace(asked.givens["value"], first=asked.givens["value"].first + 50_000)
    changed = replace(asked, givens=dict(asked.givens) | {"value": dearer})
    monkeypatch.setattr(twins, "bank", lambda _name: replace(own, questions=dict(own.questions) | {"E1.2": changed}))
    after = told("01_pledging")
    assert after != before and str(MONEY(dearer.first)) in after
    assert str(variant(changed).asked["ratio"].right) in after
    without = {id: each for id, each in own.questions.items() if id != "E1.2"}
    monkeypatch.setattr(twins, "bank", lambda _name: replace(own, questions=without))
    assert "### E1.2" not in told("01_pledging")


def test_a_changed_text_changes_the_twin():
    reworded = dict(texts()["en"]) | {"E1.2.title": "A new title of E1.2"}
    assert "A new title of E1.2" in told("01_pledging", words=Words("en", reworded))


def test_a_changed_lesson_changes_the_plan():
    own = notebooks("zh_TW")["01_pledging"]
    longer = replace(own, cells=(*own.cells, *own.cells[-3:]))
    minutes = [sum(section.minutes for section in sections(each)) for each in (own, longer)]
    assert minutes[1] > minutes[0]


@pytest.mark.parametrize("lesson", [lesson for lesson in BANKS if lesson < "05"])
def test_the_cut_fits_into_fifty_minutes(lesson):
    cut = {language: [[cell.call for cell in part.cut] for part in _parts(lesson, language)] for language in LANGUAGES}
    assert cut["zh_TW"] == cut["en"] and any(cut["en"]), f"{lesson} has nothing marked {CUT}"
    minutes = sum(part.cut_minutes(bank(lesson).core) for part in _parts(lesson, "zh_TW"))
    assert 10 < minutes <= LONGEST, minutes
    assert f"{CUT}, about {round(minutes)} minutes" in told(lesson)


def _parts(lesson, language):
    return sections(notebooks(language)[lesson])


def test_an_answer_that_is_accepted_is_no_wrong_one():
    [accepted] = [
        str(trap.answer)
        for trap in variant(bank("01_pledging").questions["E1.2"]).asked["ratio"].traps.values()
        if trap.accepted
    ][:1]
    assert f"**{accepted}**" not in told("01_pledging")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_the_twins_that_are_asked_for(tmp_path, capsys, language):
    arguments = [
        "class",
        "key",
        "01_pledging",
        "--seed",
        " ２０２６ ",
        "--lang",
        language,
        "--out",
        str(tmp_path / "new"),
    ]
    assert main(arguments) == 0
    [file] = (tmp_path / "new").iterdir()
    assert file.read_text(encoding="utf-8") == twin("01_pledging", WORDS[language], "2026")
    assert file.name in capsys.readouterr().out
    assert main(["class", "key", "09_none", "--lang", language]) == 1 and "09_none" in capsys.readouterr().out
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main(["class", "key", "--lang", language, "--out", str(tmp_path / "taken")]) == 1
