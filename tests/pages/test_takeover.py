"""Python in the page: the same frames as everywhere, in an interpreter that has none of the course's packages."""

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from support.frame_trees import as_json
from support.live_panels import FIGURES, known_panel

from pledge_lib.course.bank import bank
from pledge_lib.course.exercise import Exercise
from pledge_lib.course.wording import texts
from pledge_lib.pages.askable import ASKABLE
from pledge_lib.pages.command import site
from pledge_lib.pages.notebooks import notebooks
from pledge_lib.pages.pyodide import CORE, is_pyodide, library_zip
from pledge_lib.pages.takeover import Takeover
from pledge_lib.panels.asked import FormCore
from pledge_lib.panels.film import played

# what a worker does, in an interpreter without any package; what it answers goes out as hexadecimal lines
WORKER = """
import sys
sys.path = [sys.argv[1], *(place for place in sys.path if "site-packages" not in place and place != sys.argv[2])]
from pledge_lib.pages.bare import stand_in
stand_in()
from pledge_lib.pages.takeover import Takeover
python = Takeover()
print(python.begin("F1.1", "en", '{"change": -22}').hex())
for event in sys.argv[3:]:
    print(python.react("F1.1", event).hex())
print(python.ask("exercise E1.3", "en", "01_pledging").hex())
print(python.react("exercise E1.3", '{"action": "check", "answers": {"price": "78"}}').hex())
try:
    python.begin("F1.8", "en", "{}")
except ModuleNotFoundError as error:
    print(error.name)
"""
# every form that the lessons show, opened and answered there
FORMS = """
import json, sys
sys.path = [sys.argv[1], *(place for place in sys.path if "site-packages" not in place and place != sys.argv[2])]
from pledge_lib.pages.bare import stand_in
stand_in()
from pledge_lib.pages.takeover import Takeover
python = Takeover()
ANSWERS = {"exercise": "check", "factcheck": "reveal", "factchecks": "reveal"}
for lesson, call in json.loads(sys.stdin.read()):
    try:
        python.ask(call, "en", lesson)
        python.react(call, json.dumps({"action": ANSWERS[call.partition(" ")[0]]}))
    except ModuleNotFoundError as error:
        print(lesson, error.name)
"""
# every figure, opened and moved there; told is what it showed, or that it needs what is not there
WALK = """
import json, sys
from hashlib import sha256
sys.path = [sys.argv[1], *(place for place in sys.path if "site-packages" not in place and place != sys.argv[2])]
from pledge_lib.pages.bare import stand_in
stand_in()
from pledge_lib.pages.takeover import Takeover
python = Takeover()
for figure, events in json.loads(sys.stdin.read()).items():
    try:
        films = [python.begin(figure, "en", "{}"), *(python.react(figure, json.dumps(event)) for event in events)]
        print(figure, sha256(b"".join(films)).hexdigest())
    except ModuleNotFoundError as error:
        print(figure, error.name)
"""
# what draws lots, weighs chances or follows many paths at once does so with numpy: on a page it keeps its frames
NEED_NUMPY = {"F0.3", "F1.6", "F1.8", "F2.9", "F3.8", "F4.8", "F5.2", "F6.3", "F6.4"}
EVENTS = [
    {"key": "change", "typed": "-12.5"},
    {"key": "days", "value": 31},
    {"key": "change", "typed": "999"},
    {"preset": 1},
    {"language": "zh_TW"},
]


@pytest.fixture(scope="module")
def in_a_page(tmp_path_factory, root):
    """Return how to run a script where a page has the library and no package; it gives what the script printed."""
    folder = tmp_path_factory.mktemp("page")
    with zipfile.ZipFile(BytesIO(library_zip())) as library:
        library.extractall(folder)

    def run(script: str, *given: str, told: object = None) -> list[str]:
        command = [sys.executable, "-I", "-S", "-c", script, str(folder), str(root), *given]
        done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def moves(figure: str) -> list[dict]:
    """Return the events of a hand that tries every example, and every control at one of its ends."""
    panel = known_panel(figure, "en")
    ends = ((control, control.stops(2)) for control in panel.declaration.controls)
    moved = [{"key": control.key, "value": control.on_screen(stops[-1])} for control, stops in ends if stops]
    return [*({"preset": place} for place in range(len(panel.declaration.presets))), *moved]


def test_every_figure_but_those_that_need_numpy_shows_in_a_page_what_it_shows_here(in_a_page):
    events = {figure: moves(figure) for figure in FIGURES}
    there, here = dict(line.split() for line in in_a_page(WALK, told=events)), Takeover()
    assert {figure for figure, found in there.items() if found == "numpy"} == NEED_NUMPY
    for figure in events.keys() - NEED_NUMPY:
        films = [here.begin(figure, "en", "{}"), *(here.react(figure, json.dumps(each)) for each in events[figure])]
        assert there[figure] == sha256(b"".join(films)).hexdigest(), figure


def test_a_bare_interpreter_answers_as_the_library_does_and_refuses_what_needs_numpy(in_a_page):
    first, *steps, asked, judged, missing = in_a_page(WORKER, *map(json.dumps, EVENTS))
    panel = known_panel("F1.1", "en")  # of the whole figure, as on a page
    panel.take(panel.address)
    panel.set(change=-0.22)
    (frame,), _ = played(bytes.fromhex(first), {})
    for event, step in zip([None, *EVENTS], [None, *steps], strict=True):
        if event:
            panel.react(event)
            (frame,), _ = played(bytes.fromhex(step), frame)
        ours = as_json(panel.frame) | {"spec": panel.words.language, "answers": None}
        assert as_json(frame) | {"answers": None} == ours, event
    assert missing == "numpy"
    form = FormCore(Exercise(bank("01_pledging").questions["E1.3"], lambda *_step, **_what: ()), texts(), "en")
    (frame,), _ = played(bytes.fromhex(asked), {})
    assert as_json(frame) == as_json(form.frame)
    form.press("check", price="78")
    (frame,), _ = played(bytes.fromhex(judged), frame)
    assert frame["said"] and as_json(frame) == as_json(form.frame)


def test_every_form_of_a_lesson_is_asked_without_any_package_but_those_of_the_capstone(in_a_page):
    shown = [(lesson, *cell.call[:2]) for lesson, found in notebooks("en").items() for cell in found.cells]
    forms = [(lesson, f"{verb} {asked}") for lesson, verb, asked in shown if verb in ASKABLE]
    assert len(forms) > 100 and set(in_a_page(FORMS, told=forms)) == {"05_capstone numpy"}


def test_the_library_of_a_page_holds_no_more_than_it_needs():
    with zipfile.ZipFile(BytesIO(library_zip())) as library:
        names = library.namelist()
    assert library_zip() == library_zip()
    assert "pledge_lib/share/datasets/sources.csv" in names
    assert not [name for name in names if name.startswith("pledge_lib/lab") or "/web/" in name]
    assert "pledge_lib/course/__init__.py" not in names, "it would open a lesson, with its widgets and the record"


def test_a_folder_without_pyodide_is_refused_in_every_language(tmp_path, capsys):
    assert not is_pyodide(tmp_path)
    assert site(["--out", str(tmp_path / "out"), "--pyodide", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "pyodide.mjs" in said and "--pyodide 後面" in said and "after --pyodide" in said
    for name in CORE:
        (tmp_path / name).touch()
    assert is_pyodide(tmp_path)
