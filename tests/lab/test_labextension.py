"""The JupyterLab extension: what it knows of the lessons is what the course ships, and its scripts pass their tests."""

import json
import re
import shutil
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from support.chinese import foreign_characters, wrong_words

from pledge_lib import datasets
from pledge_lib.course.overview.comparison import FIGURES
from pledge_lib.course.overview.comparison import NOTEBOOKS as NAMED
from pledge_lib.finance.profile import MARKS
from tools import labextension

EXTENSION = labextension.PLACE.parents[1]
SCRIPTS = sorted(EXTENSION.glob("static/*.js"))
WORDS = {
    language: tomllib.loads((labextension.LAB / f"bar.{language}.toml").read_text(encoding="utf-8"))
    for language in datasets.languages()
}
LEADING = datasets.languages()[0]


def test_what_it_knows_of_the_lessons_is_what_the_course_ships():
    said = "a lesson's code or title has changed: run tools/labextension.py"
    assert labextension.PLACE.read_text(encoding="utf-8") == labextension.written(), said


def test_the_words_of_every_trust_mark_are_known_in_every_language():
    for language, marks in json.loads(labextension.written())["marks"].items():
        assert tuple(marks) == MARKS
        signs = [mark["sign"] for mark in marks.values()]
        assert len(set(signs)) == len(MARKS) and all(len(sign) == 1 for sign in signs), f"{language}: {signs}"


def test_every_code_cell_of_every_lesson_is_known(root):
    known = {lesson["name"]: lesson["code"] for lesson in json.loads(labextension.written())["lessons"]}
    for path in sorted((root / "notebooks").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                code = known[path.stem][cell["id"]]
                ours = code if isinstance(code, str) else code[path.parent.name]
                assert "".join(cell["source"]) == ours, f"{path.stem} {cell['id']}"


def test_every_figure_that_the_comparison_names_has_its_cell():
    known = {lesson["name"]: lesson["figures"] for lesson in json.loads(labextension.written())["lessons"]}
    for figure in set(chain.from_iterable(FIGURES.values())):
        assert figure in known[NAMED[figure[1]]], figure
    assert known["01_pledging"]["F1.1"].startswith("s1-1-"), "the cell that opens it, not a later guess"


def test_no_cell_that_runs_by_itself_touches_the_readers_record(root):
    for lesson in json.loads(labextension.written())["lessons"]:
        for cell, code in lesson["code"].items():
            found = re.search(r"erase_record|export_|(?<!\.)\bopen\(|\bos\.|subprocess", str(code))
            assert found is None, f"{lesson['name']} {cell}: {found}"


@pytest.mark.parametrize("language", WORDS)
def test_the_bar_says_the_same_in_every_language(language):
    fields = {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in WORDS[language].items()}
    assert fields == {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in WORDS[LEADING].items()}


def test_the_bar_speaks_the_chinese_of_taiwan():
    for key, text in WORDS[LEADING].items():
        assert not [*wrong_words(text), *foreign_characters(text)], f"{key}: {text}"


def test_every_word_of_the_bar_is_said_somewhere():
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert [key for key in WORDS[LEADING] if not re.search(rf'"{key}"|texts\.{key}\b|{key}: "', scripts)] == []


def test_it_is_a_prebuilt_extension_that_imports_nothing_from_elsewhere():
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert (EXTENSION / package["jupyterlab"]["_build"]["load"]).is_file()
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        for imported in re.findall(r'(?:from|import)\s*\(?"([^"]+)"', text):
            assert (path.parent / imported).is_file(), f"{path.name} imports {imported}"
        assert "://" not in text, f"{path.name} names an address"


def test_without_esmodule_jupyterlab_would_not_start():
    assert "__esModule: true" in (EXTENSION / "static" / "remoteEntry.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def node() -> str:
    """Return node, which has a runner of its own from version 18 on."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("there is no node on this machine, so the extension's scripts run in the browser tests only")
    return found


def test_the_scripts_pass_their_own_tests(node):
    tests = sorted(map(str, (Path(__file__).parent / "web").glob("*.test.mjs")))
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# tests [1-9]", done.stdout, re.MULTILINE), f"hardly a test ran:\n{done.stdout}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_read(node, script):
    read = subprocess.run([node, "--check", str(script)], capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
