"""What course.py says, in which languages, and what it starts."""

import io
import re
import string

import pytest
from support.course_py import add_language


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_comes_in_both_languages(course, arguments, capsys):
    assert course.main(arguments, course.Environment(course.ROOT)) == 0
    said = capsys.readouterr().out
    assert "用法" in said and "Usage" in said and said.count("course.py lab --lang en") == 2


@pytest.mark.parametrize(("line", "word"), [("fly", "fly"), ("lab --lang fr", "fr"), ("lab --lang", "")])
def test_a_wrong_word_is_refused_before_anything_is_installed(house, line, word, capsys):
    assert house.main(line.split()) == 1
    said = capsys.readouterr().out
    assert f"「{word}」" in said and f'"{word}"' in said
    assert house.here.steps == []


def test_a_language_is_there_as_soon_as_it_has_notebooks(course, house, capsys):
    (house.here.root / "notebooks" / ".ipynb_checkpoints").mkdir()
    assert house.main(["lab", "--lang", "fr"]) == 1
    assert capsys.readouterr().out.count("zh_TW, en") == 2
    add_language(house.here.root, "fr")
    assert house.main(["lab", "--lang", "fr"]) == 0
    assert course.languages(house.here) == ["zh_TW", "en", "fr"]
    assert any("notebooks/fr/00_start.ipynb" in option for option in house.started[-1])


def test_every_message_has_the_languages_and_the_same_gaps(course):
    here = course.Environment(course.ROOT)
    for key, texts in course.MESSAGES.items():
        assert list(texts) == ["zh_TW", "en"] and set(texts) <= set(course.languages(here)), key
        chinese, english = texts.values()
        gaps = [{gap for _, gap, _, _ in string.Formatter().parse(text) if gap} for text in (chinese, english)]
        assert gaps[0] == gaps[1], key
        assert re.search(r"[一-鿿]", chinese) and not re.search(r"[一-鿿]", english), key


def test_a_terminal_without_chinese_still_shows_the_english(course, monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(course.sys, "stdout", terminal)
    course.say("unknown_verb", verb="fly")
    terminal.flush()
    assert b'There is no command "fly".' in terminal.buffer.getvalue()


@pytest.mark.parametrize(
    ("arguments", "start"),
    [([], "zh_TW"), (["--lang", "en"], "en"), (["--lang=en"], "en"), (["--lang", "zh_TW"], "zh_TW")],
)
def test_lab_opens_the_first_notebook_of_the_language(course, root, arguments, start):
    module, *options = course.lab_command(course.Environment(root), [*arguments, "--no-browser", "--port", "8899"])
    assert module == "jupyterlab"
    assert f"--LabApp.default_url=/lab/tree/notebooks/{start}/00_start.ipynb" in options
    assert (root / "notebooks" / start / "00_start.ipynb").is_file()
    assert options[-3:] == ["--no-browser", "--port", "8899"]
    assert not any("--lang" in option or "ip=" in option for option in options)


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_needs_the_permission_of_root(course, root, monkeypatch, user, allowed):
    monkeypatch.setattr(course.os, "geteuid", lambda: user, raising=False)
    assert ("--allow-root" in course.lab_command(course.Environment(root), [])) is allowed


def test_test_passes_its_arguments_on(course):
    assert course.test_command(None, ["-m", "browser"])[0] == "pytest"
    assert course.test_command(None, ["-m", "browser"])[-2:] == ["-m", "browser"]
