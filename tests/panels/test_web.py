"""The scripts of the page that need no browser, under node's own runner; and what they read, written by Python."""

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frame_trees import frames, small_change
from support.live_panels import open_panel
from support.power import tried

from pledge_lib.panels.film import film
from pledge_lib.panels.frames import difference
from pledge_lib.panels.live_chart import STAND_ALONE, WEB, loader_module, runtime

SCRIPTS_TESTS = Path(__file__).parent / "web"
MOVES = [  # a chart of lines, a log that grows, boxes in a sheet, a running job, a drawn path, bars
    ("F1.1", {"key": "change", "value": -22}),
    ("F1.3", {"preset": 1}),
    ("F1.5", {"key": "rate:kgi-securities-article-002", "typed": "2.5"}),
    ("F1.8", {"key": "ratio", "value": 140, "held": True}),
    ("F2.4", {"preset": 1}),
    ("F3.5", {"preset": 1}),
]
READ_ALL = """
const { SourceTextModule } = require("node:vm"), { readFileSync } = require("node:fs"), scripts = process.argv.slice(1);
for (const path of scripts) new SourceTextModule(readFileSync(path, "utf8"), { identifier: path });
console.log(`${scripts.length} read`);
"""
EVERYWHERE = [{"key": "nothing", "value": 1}, {"language": "en"}, {"reset": True}]


@pytest.fixture(scope="module")
def node() -> str:
    """Return node, which has a runner of its own from version 18 on."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("there is no node on this machine, so the page's scripts run in the browser tests only")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().lstrip("v").partition(".")[0]) < 18:
        pytest.skip(f"node {version.strip()} has no test runner: 18 or later is needed")
    return found


@pytest.fixture(scope="module")
def examples(tmp_path_factory) -> Path:
    """Return a file with pairs of frames and their differences: steps of panels, and trees made at random."""
    pairs = [*_steps()]

    @tried(4)
    @given(frames.flatmap(lambda frame: st.tuples(st.just(frame), st.one_of(frames, small_change(frame)))))
    def gather(pair):
        pairs.append(pair)

    gather()
    place = tmp_path_factory.mktemp("frames") / "examples.json"
    place.write_text(json.dumps([_example(*pair) for pair in pairs], default=_as_text), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def films(tmp_path_factory) -> Path:
    """Return a file with films and the frames that they are of: a sweep, and trees made at random."""
    panel = open_panel("F1.1")
    made = [(panel.frame, [panel.glance("change", change / 100) for change in range(-60, 30, 9)])]

    @tried(2)
    @given(frames, st.lists(frames, max_size=3))
    def gather(start, shown):
        made.append((start, shown))

    gather()
    told = [{"film": film(shown, start, "example"), "start": start, "frames": shown} for start, shown in made]
    place = tmp_path_factory.mktemp("films") / "examples.json"
    place.write_text(json.dumps(told, default=_as_text), encoding="utf-8")
    return place


def _steps():
    for figure, move in MOVES:
        panel = open_panel(figure)
        yield {}, panel.frame
        for event in (move, *EVERYWHERE):
            before = panel.frame
            panel.react({**event, "view": "a", "number": len(event)})
            assert panel.frame != before
            yield before, panel.frame


def _example(before, now) -> dict:
    change, buffers = difference(before, now)
    return {"before": before, "change": change, "buffers": buffers, "now": now}


def _as_text(numbers: bytes) -> dict[str, str]:
    return {"bytes": base64.b64encode(numbers).decode("ascii")}


def test_the_scripts_pass_their_own_tests(node, examples, films):
    tests = sorted(map(str, SCRIPTS_TESTS.glob("*.test.mjs")))
    done = subprocess.run(
        [node, "--test", *tests],
        env={**os.environ, "FRAME_EXAMPLES": str(examples), "FILM_EXAMPLES": str(films)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# tests [1-9]\d", done.stdout, re.MULTILINE), f"hardly a test ran:\n{done.stdout}"


def test_every_script_that_a_script_imports_travels():
    scripts = runtime().scripts
    for name, text in scripts.items():
        imported = set(re.findall(r'from "\./(\w+)\.js"', text))
        assert imported <= scripts.keys(), f"{name}.js imports what does not travel"
        imports = re.findall(r"^import ", text, re.MULTILINE)
        assert len(imports) == len(imported), f"{name}.js imports in a way of its own"


def test_every_script_is_read(node):
    scripts = sorted(map(str, WEB.glob("*.js")))
    command = [node, "--experimental-vm-modules", "--no-warnings", "--eval", READ_ALL, *scripts]
    read = subprocess.run(command, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    assert read.stdout == f"{len(scripts)} read\n"


@pytest.mark.parametrize("script", ["panel", "form"])
def test_a_widgets_own_module_is_small_and_names_its_script(script, node, tmp_path):
    module = loader_module(script)
    assert f"(await lab.brought).{script}" in module and "SCRIPT" not in module
    assert len(module) < 800, "it travels with every widget"
    (tmp_path / "own.mjs").write_text(module, encoding="utf-8")
    opened = f"import({json.dumps(str(tmp_path / 'own.mjs'))}).then((own) => console.log(Object.keys(own.default)))"
    read = subprocess.run([node, "--eval", opened], capture_output=True, text=True, check=False)
    assert read.stdout == "[ 'initialize', 'render' ]\n", read.stderr
    assert not set(STAND_ALONE) & runtime().scripts.keys()
