"""The floors and their rooms: the contracts of pyproject.toml are kept, and would be broken by what they forbid."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
HEAVY = ("numpy", "pandas", "plotly", "ipywidgets", "anywidget", "IPython")
FORBIDDEN = (  # a contract, a module, and a line in it that the contract must not let pass
    ("An import only goes down a floor", "finance.money", "from pledge_lib import datasets"),
    ("An import only goes down a floor", "market.sessions", "def late():\n    import pledge_lib.panels.panel"),
    ("JupyterLab's server loads nothing of the house", "lab.server", "from pledge_lib import datasets"),
    ("The public face is for readers", "panels.charts", "import pledge_lib"),
    ("finance reads no file and needs no package", "finance.ratio", "import numpy"),
    ("finance reads no file and needs no package", "finance.interest", "from pathlib import Path"),
    ("Modules side by side form no circle", "market.events", "from pledge_lib.market.timeline import run_timeline"),
    ("finance: no room looks into another", "finance.margin.quota", "import pledge_lib.finance.pledging.pledge"),
    ("market: no room looks into another", "market.lending.cash", "import pledge_lib.market.pledging.account"),
    ("panels: no room looks into another", "panels.crypto.board", "import pledge_lib.panels.margin.replay"),
    ("course: no room looks into another", "course.lending.quiz", "import pledge_lib.course.pledging.quiz"),
    ("No lesson's room looks into the class", "course.margin.calls", "import pledge_lib.course.classroom.codes"),
    (
        "No product's room looks into the overview or the capstone",
        "panels.margin.amplifier",
        "import pledge_lib.panels.overview",
    ),
)
SLOW = (
    "import plotly.io as pio",
    "from plotly import io",
    "import plotly\n\nplotly.io.show",
    "from plotly.graph_objects import FigureWidget",
    "import plotly.graph_objects as go\n\ngo.FigureWidget",
)


def linted(folder) -> subprocess.CompletedProcess:
    """Hold the package in a folder against the contracts beside it."""
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept(root):
    done = linted(root)
    assert done.returncode == 0, done.stdout
    assert ", 0 broken" in done.stdout


@pytest.fixture(scope="module")
def broken(root, tmp_path_factory) -> dict[str, str]:
    """Return what is said of each broken contract once every forbidden line stands in a copy of the package."""
    folder = tmp_path_factory.mktemp("floors")
    shutil.copy(root / "pyproject.toml", folder)
    shutil.copytree(root / "pledge_lib", folder / "pledge_lib", ignore=shutil.ignore_patterns("__pycache__", "share"))
    for _, module, line in FORBIDDEN:
        with (folder / "pledge_lib" / f"{module.replace('.', '/')}.py").open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    (folder / "pledge_lib" / "attic").mkdir()
    (folder / "pledge_lib" / "attic" / "__init__.py").touch()
    done = linted(folder)
    assert done.returncode == 1, done.stdout + done.stderr
    _, *parts = re.split(r"\n\n(.+)\n-{5,}\n", done.stdout)
    return {name: " ".join(said.split()) for name, said in zip(parts[::2], parts[1::2], strict=True)}


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_a_forbidden_import_would_be_found(broken, contract, module, line):
    assert re.search(rf"\.{module.split('.')[-1]}\b", broken[contract]), broken[contract][:2_000]


def test_every_contract_can_be_broken(root, broken):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in FORBIDDEN}
    assert contracts <= broken.keys()


def test_a_new_folder_needs_a_floor(broken):
    assert "pledge_lib.attic" in broken["An import only goes down a floor"]


def test_finance_opens_no_file(root):
    for path in sorted((root / "pledge_lib" / "finance").rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        opened = [f"{path.name} line {call.lineno}" for call in calls if ast.unparse(call.func) == "open"]
        assert opened == [], "finance reads no file"


@pytest.mark.parametrize("line", [*SLOW, "from . import charts"])
def test_what_is_slow_and_what_is_relative_would_be_found(root, line):
    command = [sys.executable, "-m", "ruff", "check", "--select=TID", "--stdin-filename=pledge_lib/panels/x.py", "-"]
    done = subprocess.run(command, cwd=root, input=f"{line}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "costs seconds" in done.stdout or "relative" in done.stdout.lower(), done.stdout


@pytest.mark.parametrize(
    "use",
    [
        "import pledge_lib as pl",
        "import pledge_lib as pl; pl.maintenance_ratio(collateral=780_000, debt=600_000)",
        "import pledge_lib as pl; pl.rules('tw-broker-pledge'); pl.Pledge",
        "import pledge_lib as pl; pl.settlement_date('2025-04-02')",
        "import pkgutil, pledge_lib.finance as floor; "
        "[__import__(found.name) for found in pkgutil.walk_packages(floor.__path__, 'pledge_lib.finance.')]",
    ],
)
def test_a_fresh_interpreter_loads_nothing_heavy(use):
    report = f"import sys; {use}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], f"`{use}` also loads {done.stdout}"
