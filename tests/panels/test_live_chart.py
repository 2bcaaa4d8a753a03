"""plotly.js travels once, and the door to plotly's slow parts stays shut."""

import gzip
import json
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest
from support.live_panels import FIGURES, open_panel

from pledge_lib.panels import plotly_file
from pledge_lib.panels.live_chart import WEB, runtime
from pledge_lib.panels.packed import pack, places

SLOW_AT_IMPORT = ("plotly.io", "plotly.express", "plotly.basewidget", "nbformat", "pandas")
SLOW_AT_ALL = ("plotly.graph_objs", "plotly.io", "nbformat", "pandas")  # of plotly a page needs its script alone


FRESH_INTERPRETER = f"""
import sys
import pledge_lib.panels.panel, pledge_lib.panels.pledging, pledge_lib.course.lesson
print(*(name for name in {SLOW_AT_IMPORT} if name in sys.modules))
pledge_lib.course.Lesson("01_pledging", "en").panel("F1.1")._repr_mimebundle_()
print(*(name for name in {SLOW_AT_ALL} if name in sys.modules))
"""


def test_neither_importing_nor_opening_a_panel_loads_anything_slow():
    done = subprocess.run([sys.executable, "-c", FRESH_INTERPRETER], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "\n\n", f"loaded by the import, then by the first panel: {done.stdout.splitlines()}"


def test_the_runtime_is_made_once_and_names_the_installed_plotly():
    assert runtime() is runtime()
    assert runtime().get_state()["plotly"] == plotly_file.name()


def test_plotly_travels_as_a_module_and_as_it_is_installed():
    installed = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    module = gzip.decompress(plotly_file.packed())
    assert module == plotly_file.HEAD + installed + plotly_file.TAIL
    assert len(plotly_file.packed()) < len(installed) / 2


def test_who_asks_the_runtime_for_plotly_is_sent_it(monkeypatch):
    sent = []
    monkeypatch.setattr(runtime(), "send", lambda *message: sent.append(message))
    runtime()._hear(runtime(), {"something": "else"}, [])
    runtime()._hear(runtime(), {"plotly": True}, [])
    assert sent == [({"plotly": True}, [plotly_file.packed()])]


def test_a_panel_on_a_page_without_the_runtime_brings_it_itself(monkeypatch):
    sent, panel = [], open_panel("F1.1")
    monkeypatch.setattr(panel, "send", lambda *message: sent.append(message))
    for asked in ("runtime", "plotly"):
        panel._hear(panel, {asked: True}, [])
    (brought, buffers), plotly = sent
    assert brought["runtime"].keys() == {"module", "plotly", "spoken"}
    assert "export default" in brought["runtime"]["module"]
    assert buffers == [runtime().packed] and plotly == runtime().plotly_itself()


def remarks_only(left_out: str) -> bool:
    """Whether what was left out of a line of a script says nothing to a browser."""
    return not left_out.strip() or left_out.strip().startswith("//")


def test_the_runtime_holds_the_scripts_as_they_stand_in_the_package_but_for_what_they_say_to_readers():
    brought = json.loads(gzip.decompress(runtime().get_state()["packed"]))
    scripts = brought["scripts"]
    assert scripts == runtime().scripts
    assert {"live_chart", "controls", "panel"} <= set(scripts)
    for name, text in scripts.items():
        travels = iter([*text.splitlines(), None])
        line = next(travels)
        for own in (WEB / f"{name}.js").read_text(encoding="utf-8").splitlines():
            if line is not None and own.startswith(line) and remarks_only(own[len(line) :]):
                line = next(travels)
            else:
                assert remarks_only(own), f"{name}.js does not bring {own!r}"
        assert line is None, f"{name}.js brings {line!r}, which is not its own"


def test_the_style_sheet_travels_with_every_rule_and_without_its_remarks():
    css = json.loads(gzip.decompress(runtime().get_state()["packed"]))["css"]
    own = "".join((WEB / f"{name}.css").read_text(encoding="utf-8") for name in ("panel", "form"))
    said, *after = own.split("/*")
    rules = said + "".join(part.partition("*/")[2] for part in after)
    assert css.split() == rules.split()
    assert "/*" not in css


def test_all_panels_of_a_page_point_at_the_same_runtime():
    panels = [open_panel(figure) for figure in FIGURES]
    assert {panel.get_state()["runtime"] for panel in panels} == {f"IPY_MODEL_{runtime().model_id}"}


def test_numbers_travel_as_float32_in_the_order_of_the_traces():
    panel = open_panel("F1.1")
    place = [trace["uid"] for trace in panel.picture["data"]].index("line")
    buffers = pack(places(panel.picture), {"line": ([0, 1], [130.5, 0.1])})
    assert set(buffers) == {str(place)} and set(buffers[str(place)]) == {"x", "y"}
    assert np.frombuffer(buffers[str(place)]["y"], dtype="<f4").tolist() == [130.5, np.float32(0.1)]


def test_arrays_that_are_named_keep_their_names():
    panel = open_panel("F1.1")
    buffers = pack(places(panel.picture), {"now": {"base": [1, 2], "y": [3, 4]}})
    (line,) = buffers.values()
    assert {name: np.frombuffer(numbers, dtype="<f4").tolist() for name, numbers in line.items()} == {
        "base": [1, 2],
        "y": [3, 4],
    }


def test_a_line_with_more_than_x_and_y_is_a_mistake_that_is_found():
    panel = open_panel("F1.2")
    with pytest.raises(ValueError, match="longer"):
        pack(places(panel.picture), {"line": ([0], [0], [0])})
