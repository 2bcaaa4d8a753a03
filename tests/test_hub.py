"""The recipe for a room: settings that are read, one reader's start, starts by turns, and two hubs that agree."""

import asyncio
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import yaml
from test_joining import NoTwice
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
HUB = ROOT / "jupyter" / "hub"
VALUES = yaml.load((HUB / "values.yaml").read_text(encoding="utf-8"), NoTwice)
GUIDES = ("docs/HUB.en.md", "docs/HUB.zh_TW.md")
READER = "seat-01"


class Plain:
    """Stands for JupyterHub's spawner, which is not installed here; counts what starts at the same time."""

    under_way, most, log = 0, 0, None

    async def start(self):
        Plain.under_way += 1
        Plain.most = max(Plain.most, Plain.under_way)
        return "127.0.0.1", 1


async def answered(*_address, **_patience):
    await asyncio.sleep(0.01)
    Plain.under_way -= 1


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Return how the settings are read with some variables set: the module's names, and the settings."""
    parts = {"spawner": {"SimpleLocalProcessSpawner": Plain}, "utils": {"wait_for_server": answered}}
    monkeypatch.setitem(sys.modules, "jupyterhub", ModuleType("jupyterhub"))
    for name, content in parts.items():
        monkeypatch.setitem(sys.modules, f"jupyterhub.{name}", SimpleNamespace(**content))

    def read(**variables) -> tuple[dict, Config]:
        for name, value in ({"PLEDGE_ROOM": str(tmp_path / "room")} | variables).items():
            monkeypatch.setenv(name, value)
        config = Config()
        return runpy.run_path(str(HUB / "jupyterhub_config.py"), {"get_config": lambda: config}), config

    return read


def test_without_being_told_otherwise_it_serves_this_machine_alone(read):
    _, config = read()
    assert config.JupyterHub.bind_url == "http://127.0.0.1:8000"
    assert config.SharedPasswordAuthenticator.user_password == ""


def test_what_a_teacher_chooses_is_used(read, tmp_path):
    variables = {"ROOM_PASSWORD": "eight or more", "ROOM_ADDRESS": "http://10.0.0.5:80", "ROOM_LANGUAGE": "en"}
    _, config = read(**{f"PLEDGE_{name}": value for name, value in variables.items()})
    assert config.JupyterHub.bind_url == "http://10.0.0.5:80"
    assert config.SharedPasswordAuthenticator.user_password == "eight or more"
    assert config.Spawner.default_url == "/lab/tree/notebooks/en/00_start.ipynb"
    assert config.JupyterHub.db_url == f"sqlite:///{tmp_path}/room/hub.sqlite"


@pytest.mark.parametrize(("name", "is_taken"), [(READER, True), ("17", True), ("../seat", False), ("", False)])
def test_a_name_is_a_folder_and_no_path(read, name, is_taken):
    assert bool(re.fullmatch(read()[1].Authenticator.username_pattern, name)) == is_taken


def test_starts_come_by_turns_and_none_is_refused(read, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(Plain, "most", 0)
    names, config = read()

    async def all_at_once():
        return await asyncio.gather(*(names["InTurn"]().start() for _ in range(30)))

    assert asyncio.run(all_at_once()) == [("127.0.0.1", 1)] * 30
    assert Plain.most == 4
    assert min(config.JupyterHub.concurrent_spawn_limit, config.JupyterHub.active_server_limit) >= 30


def test_a_readers_start_brings_the_lessons_and_then_the_server(read, tmp_path):
    _, config = read()
    server = tmp_path / "packages" / "jupyterhub" / "singleuser.py"
    server.parent.mkdir(parents=True)
    (server.parent / "__init__.py").touch()
    server.write_text("import sys; print(sys.argv[1:])", encoding="utf-8")
    home = tmp_path / "room" / READER
    (home / "pledge_lib").mkdir(parents=True)
    (home / "pledge_lib" / "__init__.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    done = subprocess.run(
        [*config.Spawner.cmd, "--port=1", "a b"],
        cwd=home,
        env={"PYTHONPATH": f"{server.parents[1]}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "['--port=1', 'a b']", done.stderr
    assert (home / config.Spawner.default_url.removeprefix("/lab/tree/")).is_file()
    spawner = SimpleNamespace(user=SimpleNamespace(name=READER))
    ledger = Path(config.Spawner.environment["PLEDGE_LAB_LEDGER"](spawner))
    assert ledger.parent == home / "mine" and ledger.parent.is_dir()


def test_the_first_lesson_lies_where_the_lab_lets_it_run(read):
    known = json.loads((ROOT / "pledge_lib/lab/labextension/static/course.json").read_text(encoding="utf-8"))
    for address in (read()[1].Spawner.default_url, VALUES["singleuser"]["defaultUrl"]):
        language, name = re.fullmatch(r"/lab/tree/notebooks/(\w+)/(\w+)\.ipynb", address).groups()
        assert language in known["languages"] and name in [lesson["name"] for lesson in known["lessons"]]


def test_both_hubs_are_set_alike(read):
    _, config = read()
    hub, reader = VALUES["hub"], VALUES["singleuser"]
    assert hub["activeServerLimit"] == config.JupyterHub.active_server_limit
    assert hub["concurrentSpawnLimit"] == config.JupyterHub.concurrent_spawn_limit
    assert reader["startTimeout"] == config.Spawner.start_timeout
    assert set(hub["config"]["KubeSpawner"]["args"]) <= set(config.Spawner.args)
    assert reader["cmd"][2].split(" && ")[1].split("-P ")[1] == config.Spawner.cmd[2].split(" && ")[0].split("-P ")[1]


def test_on_kubernetes_the_readers_folder_hides_nothing_and_holds_all_that_is_theirs():
    reader = VALUES["singleuser"]
    place = reader["storage"]["homeMountPath"]
    assert place not in ("/home/jovyan", "/home/jovyan/")
    assert place == VALUES["hub"]["config"]["KubeSpawner"]["notebook_dir"] == reader["cmd"][-1]
    assert reader["extraEnv"]["PLEDGE_LAB_LEDGER"].startswith(f"{place}/mine/")


def test_the_guides_name_the_same_versions_and_commands():
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in GUIDES]
    english, chinese = (re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for text in texts)
    assert english and english == chinese
    assert [len(re.findall(r"^#+ ", text, re.MULTILINE)) for text in texts] == [6, 6]
    assert all("configurable-http-proxy@" in text for text in texts)
