"""With which Pythons course.py runs, what it says to the others, and what it does without."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from support.course_py import COURSE, LAUNCHER

from launcher.environment import clean_variables

TOO_OLD = ("3.6", "3.7", "3.8", "3.9", "3.10")


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13), (3, 15, 0), (4, 0, 0)])
def test_another_python_is_refused_by_its_number(course, house, version, monkeypatch, capsys):
    monkeypatch.setattr(course.sys, "version_info", version)
    assert house.main(["lab"]) == 1
    said = capsys.readouterr().out
    assert said.count("Python 3.11") == 2 and said.count(".".join(map(str, version))) == 2
    assert "請安裝" in said and "Please install" in said


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 13, 0), (3, 14, 9)])
def test_a_supported_python_passes(course, version):
    course.require_python(version, "python")


def test_course_py_and_pyproject_name_the_same_pythons(course, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest, beyond = f"{course.OLDEST[0]}.{course.OLDEST[1]}", f"{course.NEWEST[0]}.{course.NEWEST[1] + 1}"
    assert project["requires-python"] == f">={lowest},<{beyond}"


@pytest.mark.parametrize("file", LAUNCHER, ids=lambda file: file.stem)
def test_old_grammar_is_enough(file):
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", TOO_OLD)
def test_an_old_interpreter_prints_the_sentence(version):
    """An old Python must reach the sentence, not stumble over the file."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [shutil.which(f"python{version}"), *sorted(versions.glob(f"{version}.*/bin/python"))]
    for python in filter(None, candidates):
        if subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:
            break
    else:
        pytest.skip(f"there is no Python {version} on this machine to try it with")
    done = subprocess.run([python, COURSE, "lab"], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()
    assert b"This course needs Python 3.11 to 3.14" in done.stdout


def test_the_environment_does_not_inherit_another_pythons_packages(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(clean_variables())
    assert clean_variables()["PATH"] == os.environ["PATH"]


@pytest.mark.parametrize("file", LAUNCHER, ids=lambda file: file.stem)
def test_course_py_uses_the_standard_library_and_itself_only(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= {*sys.stdlib_module_names, "launcher"}


def test_it_starts_where_python_leaves_the_scripts_folder_out(root, tmp_path):
    variables = {**os.environ, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, root / "course.py", "help"], cwd=tmp_path, env=variables, capture_output=True, check=False
    )
    assert done.returncode == 0 and b"course.py lab" in done.stdout, done.stderr.decode()
