"""What is shipped: the wheel, the locks, JupyterLab's settings, Binder's files, the two READMEs."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-browser.lock", ".binder/requirements.txt")
READMES = ("README.zh_TW.md", "README.md")
GUIDES = (
    "benchmarks/README.md",
    "docs/HUB.en.md",
    "docs/HUB.zh_TW.md",
    "docs/STYLE.md",
    "docs/TEACHING.md",
    "docs/TEACHING.en.md",
    "docs/TEACHING.zh_TW.md",
    "docs/TRANSLATING.md",
    ".binder/README.md",
    "datasets/README.md",
)
EXTENSION = "pledge_lib/lab/labextension"
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Return the wheel, built as an installer would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory) -> Path:
    """Return a folder that holds the wheel's files and nothing of the source tree."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_in(folder: str) -> list[str]:
    """Return the files of a folder of the source tree, without what programs leave behind."""
    paths = (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    return [path.relative_to(ROOT).as_posix() for path in paths if not any(name in path.parts for name in LEFT_OUT)]


def text_files() -> list[Path]:
    """Return every text file that belongs to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so nobody can say which files belong to the project")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:1000]]


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("pledge_lib", "pledge_lib"),
        ("datasets", "pledge_lib/share/datasets"),
        ("notebooks", "pledge_lib/share/notebooks"),
    ],
)
def test_the_wheel_carries_every_file(wheel, folder, place):
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {place + name.removeprefix(folder) for name in files_in(folder)}
    assert wanted, f"{folder} is empty"
    assert wanted - carried == set(), "the wheel lacks these"


@pytest.mark.parametrize("kind", [".toml", ".js", ".css", ".csv", ".ipynb"])
def test_the_wheel_carries_more_than_python(wheel, kind):
    assert any(name.endswith(kind) for name in zipfile.ZipFile(wheel).namelist())


def test_the_wheel_carries_settings_and_licences_and_nothing_else(wheel):
    carried = zipfile.ZipFile(wheel).namelist()
    extension = "data/share/jupyter/labextensions/pledge-lab"
    assert {name.split("/", 1)[1] for name in carried if not name.startswith("pledge_lib/")} == {
        *(name.replace(EXTENSION, extension) for name in files_in(EXTENSION)),
        "data/share/jupyter/lab/settings/overrides.d/pledge-lab.json",
        "data/etc/jupyter/jupyter_server_config.d/pledge-lab.json",
        "licenses/LICENSE",
        "licenses/LICENSE-lessons",
        "METADATA",
        "RECORD",
        "WHEEL",
    }


def test_the_wheel_finds_its_own_data_and_texts(unpacked, tmp_path):
    use = (
        "import pledge_lib as pl; print(pl.__file__);"
        "pl.rules('tw-broker-pledge'); pl.lenders(); pl.prices('2330'); pl.glossary();"
        "from pledge_lib import datasets; datasets.calendar(); datasets.sources();"
        "from pledge_lib.course import Lesson;"
        "[Lesson('01_pledging', language).panel('F1.1') for language in ('zh_TW', 'en')]"
    )
    variables = {**os.environ, "PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-c", use]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(unpacked)


def requirements_of(lock: str) -> dict[str, list[Requirement]]:
    """Return what a lock pins: name -> one requirement for each kind of machine."""
    pinned = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            requirement = Requirement(line.removesuffix("\\").strip())
            pinned.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pinned


def group(name: str) -> list[str]:
    """Return what a dependency group asks for, without the groups that it includes."""
    return [wanted for wanted in PROJECT["dependency-groups"][name] if isinstance(wanted, str)]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_neither_host_nor_path(lock):
    for number, line in enumerate((ROOT / lock).read_text(encoding="utf-8").splitlines(), 1):
        known = re.fullmatch(r"[a-z0-9-]+==[^ @/:]+( ; [^@/:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        assert known, f"{lock} line {number}: {line}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=\S)", text):
        assert "--hash=sha256:" in entry, f"{lock}: no hash for {entry.splitlines()[0]}"


def test_the_lock_serves_every_system():
    markers = {str(pin.marker) for pins in requirements_of("requirements.lock").values() for pin in pins if pin.marker}
    for system in ("win32", "darwin"):
        assert any(f'"{system}"' in marker for marker in markers), f"nothing is pinned for {system}"


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", [*PROJECT["project"]["dependencies"], *group("test")]),
        ("requirements.lock", PROJECT["build-system"]["requires"]),
        (".binder/requirements.txt", [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]),
        ("requirements-browser.lock", group("browser")),
    ],
)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_is_not_older_than_pyproject(lock, wanted, python):
    pinned = requirements_of(lock)
    here = {"python_version": python, "python_full_version": f"{python}.9"}
    for text in wanted:
        requirement = Requirement(text)
        pins = [pin for pin in pinned.get(canonicalize_name(requirement.name), [])]
        pins = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(here)]
        assert len(pins) == 1, f"{lock}: {text} has {len(pins)} pins for Python {python}; renew the lock"
        version = next(iter(pins[0].specifier)).version
        assert requirement.specifier.contains(version), f"{lock}: {pins[0]} is not {text}; renew the lock"


def test_the_locks_agree():
    first, *others = map(requirements_of, LOCKS)
    for other in others:
        for name in first.keys() & other.keys():
            assert {str(pin.specifier) for pin in other[name]} <= {str(pin.specifier) for pin in first[name]}, name


def test_every_setting_is_known_to_the_installed_jupyterlab():
    share = Path(sys.prefix) / "share" / "jupyter"
    for plugin, values in json.loads((ROOT / "jupyter" / "settings.json").read_text(encoding="utf-8")).items():
        extension, name = plugin.split(":")
        found = [*share.glob(f"lab/schemas/{extension}/{name}.json")]
        found += share.glob(f"labextensions/{extension}/schemas/{extension}/{name}.json")
        assert found, f"JupyterLab has no {plugin}"
        properties = json.loads(found[0].read_text(encoding="utf-8"))["properties"]
        for key, value in values.items():
            assert key in properties, f"{plugin} has no {key}"
            allowed = [choice["const"] for choice in properties[key].get("oneOf", [{"const": value}])]
            assert value in allowed, f"{plugin}, {key}: {value} is none of {allowed}"


def test_binder_installs_what_the_course_needs_and_nothing_for_tests():
    binder = ROOT / ".binder"
    installed = requirements_of(".binder/requirements.txt").keys()
    assert not installed & {"pytest", "hypothesis", "nbval", "ruff", "import-linter", "pandera", "playwright"}
    assert "--no-deps --no-build-isolation -e ." in (binder / "postBuild").read_text(encoding="utf-8")
    version = (binder / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"Programming Language :: Python :: {version}" in PROJECT["project"]["classifiers"]


def test_the_binder_link_stands_in_one_place():
    service, repository = "mybinder" + ".org/v2/gh/", r"v2/gh/([\w.-]+/[\w.-]+)/"
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in text_files()}
    assert {name: text.count(service) for name, text in texts.items() if service in text} == {".binder/README.md": 1}
    owner_and_name = re.search(repository, texts[".binder/README.md"])[1]
    assert sum(text.count(owner_and_name) for text in texts.values()) == 1, f"{owner_and_name} stands in two places"


def test_the_pictures_lead_to_the_page_that_the_workflow_publishes():
    binder = (ROOT / ".binder" / "README.md").read_text(encoding="utf-8")
    owner, repository = re.search(r"v2/gh/([\w.-]+)/([\w.-]+)/", binder).groups()
    figure = re.search(r'^FIGURE = "(.+)"', (ROOT / "tools" / "picture.py").read_text(encoding="utf-8"), re.MULTILINE)[
        1
    ]
    published = f"https://{owner.lower()}.github.io/"
    for language, name in zip(("zh_TW", "en"), READMES, strict=True):
        text = (ROOT / name).read_text(encoding="utf-8")
        picture = re.search(rf"^\[!\[.+\]\(docs/picture-{language}\.png\)\]\((.+)\)$", text, re.MULTILINE)
        assert picture and picture[1] == f"{published}{repository}/{language}/{figure}.html", name
    steps = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    assert "course.py site --out site" in steps and "path: site\n" in steps and "actions/deploy-pages@" in steps
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in text_files()}
    assert {name: text.count(published) for name, text in texts.items() if published in text} == dict.fromkeys(
        READMES, 1
    )


def outline(name: str) -> list[int]:
    """Return the level of each heading of a Markdown file, code left aside."""
    text = re.sub(r"```.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]


def links(name: str) -> list[str]:
    """Return what a README links to, with the names that differ by language made equal."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"\]\(([^)]+)\)", text)
    return sorted(link.replace("zh_TW", "en").replace("README.en.md", "README.md") for link in found)


def commands(name: str) -> list[str]:
    """Return the commands that a README shows, without the choice of a language."""
    blocks = re.findall(r"```\w*\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = [line.split("  #")[0].rstrip() for block in blocks for line in block.splitlines()]
    return [line.removesuffix(" --lang en") for line in lines]


@pytest.mark.parametrize("same", [outline, links, commands])
def test_the_readmes_are_twins(same):
    chinese, english = map(same, READMES)
    assert chinese and chinese == english


def test_the_readmes_show_the_two_commands_that_exist():
    for name in READMES:
        assert {"python3 course.py lab", "python3 course.py test"} <= set(commands(name)), name


@pytest.mark.parametrize("name", [*READMES, *GUIDES])
def test_every_link_to_a_file_leads_somewhere(name):
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert "://" in link or (page.parent / link).exists(), f"{name}: {link} does not exist"
