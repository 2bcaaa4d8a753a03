"""The floors: course -> panels -> market -> datasets -> finance. An import only ever goes down."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "pledge_lib"
FLOORS = {
    "finance": 1,
    "datasets": 2,
    "market": 3,
    "panels": 4,
    "course": 5,
}
OUTSIDE = {"__init__", "lab_server"}  # the face imports only by need; the server extension knows nothing of ours
READS_FILES = {"csv", "io", "json", "os", "pathlib", "sqlite3", "tomllib"}
HEAVY = ("numpy", "pandas", "plotly", "ipywidgets", "anywidget", "IPython")


def dotted_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


SOURCES = {dotted_name(path): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


def imported_names(source: str) -> set[str]:
    """Return the dotted name of everything that an import statement anywhere in the source asks for."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)
    return found


def room(name: str) -> str:
    """Return the room of a dotted name: pledge_lib.finance.ratio lies in finance."""
    return name.split(".")[1] if "." in name else "__init__"


def faults(module: str, source: str) -> list[str]:
    """Return in words every import of a module that the floors forbid."""
    said = []
    for name in sorted(imported_names(source)):
        if name.startswith("."):
            said.append(f"{module} imports {name}: write the full name")
        elif name.split(".")[0] == "pledge_lib":
            if room(name) not in FLOORS:
                said.append(f"{module} imports {name}: that room is for readers or for Jupyter")
            elif room(module) in OUTSIDE or FLOORS[room(name)] > FLOORS[room(module)]:
                said.append(f"{module} imports {name}: an import must go down, never up")
        elif room(module) == "finance":
            if name.split(".")[0] not in sys.stdlib_module_names:
                said.append(f"{module} imports {name}: finance uses the standard library only")
            elif name.split(".")[0] in READS_FILES:
                said.append(f"{module} imports {name}: finance reads no file")
        if f"{name}.".startswith("plotly.io.") or name.endswith(".FigureWidget"):
            said.append(f"{module} imports {name}: it costs seconds before the first picture")
    return said


@pytest.mark.parametrize("module", SOURCES)
def test_imports_only_go_down(module):
    assert room(module) in FLOORS or room(module) in OUTSIDE, f"{module}: give this room a floor in {__file__}"
    assert faults(module, SOURCES[module]) == []


@pytest.mark.parametrize("module", SOURCES)
def test_nothing_slow_is_reached_through_an_attribute(module):
    slow = [
        f"{module} line {node.lineno}: {ast.unparse(node)} costs seconds before the first picture"
        for node in ast.walk(ast.parse(SOURCES[module]))
        if isinstance(node, ast.Attribute)
        and (node.attr == "FigureWidget" or ast.unparse(node) in ("plotly.io", "px.io"))
    ]
    assert slow == []


@pytest.mark.parametrize("module", [name for name in SOURCES if room(name) == "finance"])
def test_finance_opens_no_file(module):
    calls = [node for node in ast.walk(ast.parse(SOURCES[module])) if isinstance(node, ast.Call)]
    opened = [f"line {call.lineno} of {module}" for call in calls if ast.unparse(call.func) == "open"]
    assert opened == [], "finance reads no file"


@pytest.mark.parametrize(
    ("module", "line", "word"),
    [
        ("pledge_lib.finance.ratio", "import numpy", "standard library only"),
        ("pledge_lib.finance.ratio", "from pathlib import Path", "reads no file"),
        ("pledge_lib.finance.ratio", "from pledge_lib import datasets", "never up"),
        ("pledge_lib.finance.ratio", "def late():\n    import pledge_lib.course.lesson", "never up"),
        ("pledge_lib.market.sessions", "from pledge_lib.panels.panel import Panel", "never up"),
        ("pledge_lib.market.sessions", "import pledge_lib", "for readers"),
        ("pledge_lib.panels.charts", "from . import words", "full name"),
        ("pledge_lib.panels.charts", "import plotly.io as pio", "costs seconds"),
        ("pledge_lib.panels.charts", "from plotly import io", "costs seconds"),
        ("pledge_lib.panels.charts", "from plotly.graph_objects import FigureWidget", "costs seconds"),
        ("pledge_lib.lab_server", "from pledge_lib import datasets", "never up"),
    ],
)
def test_a_forbidden_import_would_be_found(module, line, word):
    assert word in " ".join(faults(module, line))


def test_a_permitted_import_is_permitted():
    below = "import math\nfrom pledge_lib.finance.ratio import repay_to\nfrom pledge_lib import datasets"
    assert faults("pledge_lib.panels.charts", below) == []


@pytest.mark.parametrize(
    "use",
    [
        "import pledge_lib as pl",
        "import pledge_lib as pl; pl.maintenance_ratio(collateral=780_000, debt=600_000)",
        "import pledge_lib as pl; pl.rules('tw-broker-pledge'); pl.Pledge",
        "import pledge_lib as pl; pl.settlement_date('2025-04-02')",
        "import pledge_lib.finance.pledging.pledge, pledge_lib.finance.interest, pledge_lib.finance.money",
    ],
)
def test_a_fresh_interpreter_loads_nothing_heavy(use):
    report = f"import sys; {use}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], f"`{use}` also loads {done.stdout}"
