"""What course.py installs and when, and how it mends what was harmed or interrupted."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

EVERYTHING = ["venv --clear", "--require-hashes", "--no-deps"]


def steps_of(house, *arguments) -> list[str]:
    """Return the installation steps that one start takes."""
    house.steps.clear()
    house.main(arguments or ["lab"])
    return list(house.steps)


def test_the_first_start_installs_all_and_the_second_nothing(house):
    assert steps_of(house) == EVERYTHING
    assert steps_of(house) == []
    assert [command[0] for command in house.started] == ["jupyterlab", "jupyterlab"]


@pytest.mark.parametrize("interrupted_at", EVERYTHING)
def test_an_interrupted_installation_is_repaired(house, interrupted_at, capsys):
    house.failing = interrupted_at
    assert house.main(["test"]) == 1
    said = capsys.readouterr().out
    assert "安裝沒有完成" in said and "did not finish" in said
    assert house.started == []
    house.failing = ""
    assert steps_of(house, "test")[-2:] == EVERYTHING[-2:]
    assert steps_of(house, "test") == [] and not house.BEFORE.exists()


def test_a_changed_lock_installs_packages_again(house):
    steps_of(house)
    house.LOCK.write_text("other packages", encoding="utf-8")
    assert steps_of(house) == ["--require-hashes", "--no-deps"]


def test_a_change_of_packages_without_a_network_opens_with_those_that_are_there(house, capsys):
    steps_of(house)
    house.LOCK.write_text("other packages", encoding="utf-8")
    house.failing = "--require-hashes"
    assert steps_of(house) == ["--require-hashes"] and len(house.started) == 2
    assert "先用原來的版本開啟" in capsys.readouterr().out
    house.failing = ""
    assert steps_of(house) == ["--require-hashes", "--no-deps"] and steps_of(house) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "jupyter/settings.json", "jupyter/server.json"])
def test_a_changed_project_needs_no_network(house, name):
    steps_of(house)
    (house.ROOT / name).write_text("changed", encoding="utf-8")
    assert steps_of(house) == ["--no-deps"]


def break_python(house):
    house.PYTHON.unlink()


def move(house):
    text = house.STAMP.read_text(encoding="utf-8").replace(".venv", "elsewhere")
    house.STAMP.write_text(text, encoding="utf-8")


def spoil_stamp(house):
    house.STAMP.write_text("{", encoding="utf-8")


def make_the_stamp_a_list(house):
    house.STAMP.write_text("[]", encoding="utf-8")


def lose_a_package(house):
    house.missing = ["plotly"]


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
    assert steps_of(house) == [] and not house.BEFORE.exists()


@pytest.mark.parametrize("failing", EVERYTHING)
def test_nothing_is_removed_before_its_replacement_is_there(house, failing):
    steps_of(house)
    keepsake = house.ENVIRONMENT / "keepsake"
    keepsake.touch()
    house.PYTHON.unlink()
    house.failing = failing
    assert house.main(["lab"]) == 1
    assert keepsake.exists() and not house.BEFORE.exists()


def test_what_a_killed_start_left_aside_comes_back_when_there_is_no_network(house):
    steps_of(house)
    (house.ENVIRONMENT / "keepsake").touch()
    house.ENVIRONMENT.rename(house.BEFORE)
    house.PYTHON.parent.mkdir(parents=True)
    house.PYTHON.touch()
    house.missing, house.failing = ["plotly"], "--require-hashes"
    assert house.main(["lab"]) == 1
    assert (house.ENVIRONMENT / "keepsake").exists()
    house.missing, house.failing = [], ""
    assert steps_of(house) == []


def test_a_second_first_start_waits_for_the_first(house, capsys, monkeypatch):
    with house.TURN.open("ab") as first:
        assert house.taken(first)
        monkeypatch.setattr(house.time, "sleep", lambda seconds: first.close())
        assert steps_of(house) == EVERYTHING
    assert capsys.readouterr().out.count("goes on when it is done") == 1


def test_what_the_first_start_installed_the_second_finds(house, monkeypatch):
    with house.TURN.open("ab") as first:
        assert house.taken(first)

        def done_meanwhile(seconds):
            first.close()
            house.steps.append("by the first")
            house.bring_up_to_date()

        monkeypatch.setattr(house.time, "sleep", done_meanwhile)
        assert steps_of(house) == ["by the first", *EVERYTHING]
    assert len(house.started) == 1


def test_a_folder_that_cannot_be_written_is_said(house, monkeypatch, capsys):
    house.TURN = house.ROOT / "no such folder" / "lock"
    assert house.main(["lab"]) == 1
    assert "did not finish" in capsys.readouterr().out


def test_an_environment_that_cannot_run_lacks_everything(course, tmp_path):
    course.ENVIRONMENT, course.PYTHON = tmp_path, tmp_path / "no-such-python"
    assert course.lacking() is None and not course.opens() and not course.finds_course()


def test_this_environment_lacks_what_its_lock_does_not_name(course, tmp_path):
    course.PYTHON, course.ENVIRONMENT = Path(sys.executable), tmp_path
    course.LOCK = tmp_path / "lock"
    numpy = importlib.metadata.version("numpy")
    lock = f"numpy=={numpy} \\\n  --hash=0\nplotly==0.0.1 \\\n  --hash=0\nnever-heard-of==1 \\\n"
    course.LOCK.write_text(lock + "colorama==0.4 ; sys_platform == 'win32' \\\n", encoding="utf-8")
    assert course.lacking() == ["plotly", "never-heard-of"]
    course.PARTS = ("numpy", "no_such_module")
    assert course.lacking() == ["no_such_module", "plotly", "never-heard-of"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_TW.BIG5"])
def test_a_folder_named_in_chinese_is_found_under_any_locale(course, tmp_path, locale):
    """Python 3.11 and 3.12 read .pth files in the locale's encoding: the course never started there."""
    house = tmp_path / "質押課程 ①"
    (house / "pledge_lib").mkdir(parents=True)
    (house / "pledge_lib" / "__init__.py").touch()
    course.ROOT, course.ENVIRONMENT = house, house / ".venv"
    course.PYTHON = course.ENVIRONMENT / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", course.ENVIRONMENT], check=True)
    (packages,) = course.ENVIRONMENT.glob("lib/python*/site-packages")
    (packages / "_pledge_lab.pth").write_text(f"{house}\n", encoding="utf-8")
    (packages / "other.pth").write_text("# another's\n", encoding="utf-8")
    variables = {"PATH": os.environ["PATH"], "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0"}
    course.clean_variables = lambda: variables
    course.make_readable()
    assert (packages / "_pledge_lab.pth").read_bytes().isascii() and (
        packages / "other.pth"
    ).read_text() == "# another's\n"
    done = subprocess.run(
        [course.PYTHON, "-c", "import pledge_lib"], env=variables, cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert course.finds_course()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_is_named_with_the_cure(house, missing, monkeypatch, capsys):
    monkeypatch.setattr(house, "find_spec", lambda name: None if name == missing else name)
    assert house.main(["lab"]) == 1
    said = capsys.readouterr().out
    assert said.count("apt install python3-venv") == 2
    assert "無法建立" in said and "cannot be made" in said
    assert house.started == []


def test_stopping_during_the_installation_says_how_to_go_on(house, monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    monkeypatch.setattr(house, "install", stop)
    assert house.main(["lab"]) == 130
    said = capsys.readouterr().out
    assert "已中斷" in said and "Stopped" in said
