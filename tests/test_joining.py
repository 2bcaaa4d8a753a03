"""What somebody who joins meets: a workflow that can be read, templates that ask for a source, pages that exist."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
YAML = sorted(
    path for pattern in (".github/**/*.yml", ".pre-commit-config.yaml", "CITATION.cff") for path in ROOT.glob(pattern)
)
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PAGES = ("CONTRIBUTING.md", "CHANGELOG.md", "docs/QUALITY.md", "docs/API.md")


def read(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class NoTwice(yaml.SafeLoader):
    """Reads YAML and refuses a key that stands twice, which YAML itself lets pass."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
        return super().construct_mapping(node, deep)


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_a_yaml_file_can_be_read_and_says_nothing_twice(path):
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, NoTwice)
    assert "\t" not in text and not re.search(r"[ ]+$", text, re.MULTILINE)


def test_the_workflow_tries_each_system_and_each_python_that_the_project_names():
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]
    named = {each.rpartition(" ")[2] for each in PROJECT["project"]["classifiers"] if ":: Python :: 3." in each}
    assert set(matrix["python"]) == named
    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert workflow[True].keys() == {"push", "pull_request", "workflow_dispatch"}, "YAML reads `on` as yes"


def test_the_workflow_says_that_it_has_not_run():
    first = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8").splitlines()[0]
    assert "not run yet" in first and "docs/QUALITY.md" not in first


@pytest.mark.parametrize("name", ["check.yml", "pages.yml"])
def test_every_step_of_a_workflow_uses_or_runs_something_with_least_rights(name):
    workflow = read(ROOT / ".github" / "workflows" / name)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])
        assert all(re.fullmatch(r"[\w./-]+@v\d+", step["uses"]) for step in job["steps"] if "uses" in step)


def test_the_template_for_a_rule_asks_for_rule_source_and_date():
    body = {part["id"]: part for part in read(TEMPLATES[0])["body"]}
    assert {name for name, part in body.items() if part.get("validations", {}).get("required")} >= {
        "rule",
        "source",
        "date",
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_speaks_both_languages(path):
    form = read(path)
    for text in (form["name"], form["description"], *(part["attributes"]["label"] for part in form["body"])):
        chinese, _, english = text.partition(" / ")
        assert re.search("[一-鿿]", chinese) and re.search("[A-Za-z]", english), text


def test_the_citation_is_of_this_version():
    citation = read(ROOT / "CITATION.cff")
    assert citation["version"] == PROJECT["project"]["version"] and citation["cff-version"] == "1.2.0"
    assert f"## {citation['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_hook_is_a_tool_of_the_environment():
    [repository] = read(ROOT / ".pre-commit-config.yaml")["repos"]
    named = {hook["entry"].split()[0] for hook in repository["hooks"]}
    assert named == {".venv/bin/python", ".venv/bin/lint-imports"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_only_to_what_exists(name):
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), f"{name} leads to {target}"


def test_no_module_is_left_out_of_the_types():
    numbers, others = PROJECT["tool"]["mypy"]["overrides"]
    assert numbers["module"] == ["pledge_lib.finance.*"] and others["module"] == ["openpyxl.*", "pandas.*"]
    assert not {name for name in numbers if name.startswith("ignore") or name == "follow_imports"}
    assert PROJECT["tool"]["mypy"]["strict"] is True


def test_the_page_of_the_library_is_the_one_that_its_docstrings_make(tmp_path):
    tool = [sys.executable, ROOT / "tools" / "api.py"]
    assert subprocess.run([*tool, "check"], cwd=ROOT, check=False).returncode == 0, "run python tools/api.py write"
    subprocess.run([*tool, "html", "--out", tmp_path], cwd=ROOT, check=True, capture_output=True)
    page = (tmp_path / "pledge_lib.html").read_text(encoding="utf-8")
    import pledge_lib as pl

    assert [name for name in pl.__all__ if f'id="{name}"' not in page and name != "__version__"] == []
