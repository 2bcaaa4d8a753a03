"""What course.py installs and when, and how it mends what was harmed or interrupted."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import environment, installing
from launcher.environment import Environment

EVERYTHING = ["venv --clear", "--require-hashes", "--no-deps"]


def steps_of(house, *arguments) -> list[str]:
    """Return the installation steps that one start takes."""
    house.here.steps.clear()
    house.main(arguments or ["lab"])
    return list(house.here.steps)


def test_the_first_start_installs_all_and_the_second_nothing(house):
    assert steps_of(house) == EVERYTHING
    assert steps_of(house) == []
    assert [command[0] for command in house.started] == ["jupyterlab", "jupyterlab"]


@pytest.mark.parametrize("interrupted_at", EVERYTHING)
def test_an_interrupted_installation_is_repaired(house, interrupted_at, capsys):
    house.here.failing = interrupted_at
    assert house.main(["test"]) == 1
    said = capsys.readouterr().out
    assert "安裝沒有完成" in said and "did not finish" in said
    assert house.started == []
    house.here.failing = ""
    assert steps_of(house, "test")[-2:] == EVERYTHING[-2:]
    assert steps_of(house, "test") == [] and not house.here.before.exists()


def test_a_changed_lock_installs_packages_again(house):
    steps_of(house)
    house.here.lock.write_text("other packages", encoding="utf-8")
    assert steps_of(house) == ["--require-hashes", "--no-deps"]


def test_a_change_of_packages_without_a_network_opens_with_those_that_are_there(house, capsys):
    steps_of(house)
    house.here.lock.write_text("other packages", encoding="utf-8")
    house.here.failing = "--require-hashes"
    assert steps_of(house) == ["--require-hashes"] and len(house.started) == 2
    assert "先用原來的版本開啟" in capsys.readouterr().out
    house.here.failing = ""
    assert steps_of(house) == ["--require-hashes", "--no-deps"] and steps_of(house) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "jupyter/settings.json", "jupyter/server.json"])
def test_a_changed_project_needs_no_network(house, name):
    steps_of(house)
    (house.here.root / name).write_text("changed", encoding="utf-8")
    assert steps_of(house) == ["--no-deps"]


def break_python(house):
    house.here.python.unlink()


def move(house):
    text = house.here.stamp.read_text(encoding="utf-8").replace(".venv", "elsewhere")
    house.here.stamp.write_text(text, encoding="utf-8")


def spoil_stamp(house):
    house.here.stamp.write_text("{", encoding="utf-8")


def make_the_stamp_a_list(house):
    house.here.stamp.write_text("[]", encoding="utf-8")


def lose_a_package(house):
    house.here.missing = ["plotly"]


@pytest.mark.parametrize(
    ("harm", "cure"),
    [
        (break_python, EVERYTHING),
        (move, ["--no-deps"]),
        (spoil_stamp, ["--require-hashes", "--no-deps"]),
        (make_the_stamp_a_list, ["--require-hashes", "--no-deps"]),
        (lose_a_package, ["--require-hashes", "--no-deps"]),
    ],
)
def test_a_harmed_environment_is_repaired_with_as_little_as_will_do(house, harm, cure):
    steps_of(house)
    harm(house)
    assert steps_of(house) == cure
    assert steps_of(house) == [] and not house.here.before.exists()


@pytest.mark.parametrize("failing", EVERYTHING)
def test_nothing_is_removed_before_its_replacement_is_there(house, failing):
    steps_of(house)
    keepsake = house.here.folder / "keepsake"
    keepsake.touch()
    house.here.python.unlink()
    house.here.failing = failing
    assert house.main(["lab"]) == 1
    assert keepsake.exists() and not house.here.before.exists()


def test_what_a_killed_start_left_aside_comes_back_when_there_is_no_network(house):
    steps_of(house)
    (house.here.folder / "keepsake").touch()
    house.here.folder.rename(house.here.before)
    house.here.python.parent.mkdir(parents=True)
    house.here.python.touch()
    house.here.missing, house.here.failing = ["plotly"], "--require-hashes"
    assert house.main(["lab"]) == 1
    assert (house.here.folder / "keepsake").exists()
    house.here.missing, house.here.failing = [], ""
    assert steps_of(house) == []


def test_a_second_first_start_waits_for_the_first(house, capsys, monkeypatch):
    with house.here.turn.open("ab") as first:
        assert installing.taken(first)
        monkeypatch.setattr(installing.time, "sleep", lambda seconds: first.close())
        assert steps_of(house) == EVERYTHING
    assert capsys.readouterr().out.count("goes on when it is done") == 1


def test_what_the_first_start_installed_the_second_finds(house, monkeypatch):
    with house.here.turn.open("ab") as first:
        assert installing.taken(first)

        def done_meanwhile(seconds):
            first.close()
            house.here.steps.append("by the first")
            installing.bring_up_to_date(house.here)

        monkeypatch.setattr(installing.time, "sleep", done_meanwhile)
        assert steps_of(house) == ["by the first", *EVERYTHING]
    assert len(house.started) == 1


def test_a_folder_that_cannot_be_written_is_said(house, monkeypatch, capsys):
    house.here.turn = house.here.root / "no such folder" / "lock"
    assert house.main(["lab"]) == 1
    assert "did not finish" in capsys.readouterr().out


def test_an_environment_that_cannot_run_lacks_everything(tmp_path):
    here = Environment(tmp_path)
    assert here.lacking() is None and not here.opens() and not here.finds_course()


def test_this_environment_lacks_what_its_lock_does_not_name(tmp_path, monkeypatch):
    here = Environment(tmp_path)
    here.python, here.folder = Path(sys.executable), tmp_path
    numpy = importlib.metadata.version("numpy")
    lock = f"numpy=={numpy} \\\n  --hash=0\nplotly==0.0.1 \\\n  --hash=0\nnever-heard-of==1 \\\n"
    here.lock.write_text(lock + "colorama==0.4 ; sys_platform == 'win32' \\\n", encoding="utf-8")
    assert here.lacking() == ["plotly", "never-heard-of"]
    monkeypatch.setattr(environment, "PARTS", ("numpy", "no_such_module"))
    assert here.lacking() == ["no_such_module", "plotly", "never-heard-of"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_TW.BIG5"])
def test_a_folder_named_in_chinese_is_found_under_any_locale(tmp_path, monkeypatch, locale):
    """Python 3.11 and 3.12 read .pth files in the locale's encoding: the course never started there."""
    house = tmp_path / "質押課程 ①"
    (house / "pledge_lib").mkdir(parents=True)
    (house / "pledge_lib" / "__init__.py").touch()
    here = Environment(house)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", here.folder], check=True)
    (packages,) = here.folder.glob("lib/python*/site-packages")
    (packages / "_pledge_lab.pth").write_text(f"{house}\n", encoding="utf-8")
    (packages / "other.pth").write_text("# another's\n", encoding="utf-8")
    variables = {"PATH": os.environ["PATH"], "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0"}
    monkeypatch.setattr(environment, "clean_variables", lambda: variables)
    installing.make_readable(here)
    assert (packages / "_pledge_lab.pth").read_bytes().isascii() and (
        packages / "other.pth"
    ).read_text() == "# another's\n"
    done = subprocess.run(
        [here.python, "-c", "import pledge_lib"], env=variables, cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert here.finds_course()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_is_named_with_the_cure(house, missing, monkeypatch, capsys):
    monkeypatch.setattr(installing, "find_spec", lambda name: None if name == missing else name)
    assert house.main(["lab"]) == 1
    said = capsys.readouterr().out
    assert said.count("apt install python3-venv") == 2
    assert "無法建立" in said and "cannot be made" in said
    assert house.started == []


def test_stopping_during_the_installation_says_how_to_go_on(house, monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    monkeypatch.setattr(house.here, "is_complete", stop)
    assert house.main(["lab"]) == 130
    said = capsys.readouterr().out
    assert "已中斷" in said and "Stopped" in said
