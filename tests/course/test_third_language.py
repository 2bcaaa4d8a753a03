"""A language is a set of files: a made-up one, whose texts are the keys themselves, speaks the whole course.

The course is copied, files are added to the copy, and no line of code is changed; then a fresh interpreter speaks.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from support.power import by_profile

from pledge_lib.course.wording import texts
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.panels import figures
from pledge_lib.panels.plural import RULE

ROOT = Path(__file__).parents[2]
LEADING, MADE_UP = "zh_TW", "qq"
CHINESE = re.compile(r"[一-鿿]")
SPEAK = """
import json
import sys
from pledge_lib.course import Lesson
from pledge_lib.course.wording import texts
from pledge_lib.panels import figures

def written(part):
    return json.dumps(part, ensure_ascii=False)

def every_state(panel):
    spec = json.loads(panel.frame["spec"])
    del spec["languages"]  # each language names itself
    yield from (panel.summary(), written(spec), written(panel.picture))
    places = range(len(panel.declaration.presets))
    for place in places[-int(sys.argv[1]) :]:
        panel.react({"preset": place})
        yield written([panel.summary(), panel.view.why, panel.frame.get("badges")])

def form(lesson):
    asked = lesson.exercise("E1.1")
    yield asked.summary()
    for action in ("hint", "check", "solution"):
        asked.press(action, loan="1")
        yield asked.summary()
    yield lesson.predict("P1.1").form.summary()
    yield lesson.factcheck("FC1-01").summary()
    yield from map(str, (lesson.worked("W1", show=True), lesson.environment(), lesson.check("E1.2", 1)))

lesson = Lesson("01_pledging", "qq")
panels = {figure: list(every_state(lesson.panel(figure))) for figure in figures.homes()}
print(json.dumps({"languages": list(texts()), "panels": panels, "form": list(form(lesson))}))
"""


def own_text(key, leading):
    """Return a text that is its key, and the fields that the leading language puts into it."""
    names = sorted({name for _, name, _, _ in Formatter().parse(leading) if name})
    return " ".join([key, *(f"{{{name}}}" for name in names)])


def add_texts(folder):
    own = {key: own_text(key, text) for key, text in texts()[LEADING].items()} | {RULE: ".*"}
    lines = [f"{json.dumps(key)} = {json.dumps(text)}\n" for key, text in own.items()]
    (folder / f"everything.{MADE_UP}.toml").write_text("".join(lines), encoding="utf-8")


def add_columns(path):
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    places = [place for place, column in enumerate(header) if column.endswith(f".{LEADING}")]
    names = [header[place].removesuffix(LEADING) for place in places]
    header += [name + MADE_UP for name in names]
    for number, row in enumerate(rows):
        row += [f"{name}{number}" if row[place] else "" for name, place in zip(names, places, strict=True)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def add_keys(path):
    text = path.read_text(encoding="utf-8")
    own = rf"\g<0>\n\g<1>.{MADE_UP} = '{path.stem} \g<1>'"
    path.write_text(re.sub(rf"^(\w+)\.{LEADING} = .*$", own, text, flags=re.MULTILINE), encoding="utf-8")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Return what the course says in the made-up language."""
    house = tmp_path_factory.mktemp("house")
    for folder in ("pledge_lib", "datasets"):
        shutil.copytree(ROOT / folder, house / folder)
    add_texts(house / "pledge_lib" / "course")
    for path in (house / "datasets").rglob("*.csv"):
        add_columns(path)
    for path in (house / "datasets").rglob("*.toml"):
        add_keys(path)
    command = [sys.executable, "-c", SPEAK, str(by_profile(quick=1, full=100))]
    aside = os.environ | {PLACE: str(house / "record"), "PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=house, env=aside, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    return json.loads(done.stdout)


def test_the_language_is_found_by_its_files_after_the_leading_one(spoken):
    assert spoken["languages"] == [LEADING, "en", MADE_UP]


def test_every_panel_speaks_it_as_it_opens_and_in_its_examples(spoken):
    """At the desk in the last example of each, in `.ci/run` in all of them."""
    assert list(spoken["panels"]) == list(figures.homes())
    for figure, told in spoken["panels"].items():
        summary, spec, *_ = told
        assert summary.startswith(f"{figure}.title"), figure
        assert json.loads(spec)["language"] == MADE_UP
        assert [text for text in told if CHINESE.search(text)] == [], figure


def test_a_form_speaks_it_from_the_question_to_the_solution(spoken):
    asked, hinted, checked, solved, *others = spoken["form"]
    assert asked.startswith("E1.1") and "E1.1.prompt" in asked
    assert "E1.1.hint.1" in hinted and "question." in checked and "E1.1.solution" in solved
    assert [text for text in spoken["form"] if CHINESE.search(text)] == []
    assert len(others) == 5
