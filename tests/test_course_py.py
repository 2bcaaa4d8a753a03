"""course.py: what it says, what it installs and when, and what it starts."""

import ast
import importlib.metadata
import importlib.util
import io
import os
import re
import shutil
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parent.parent / "course.py"
TOO_OLD = ("3.6", "3.7", "3.8", "3.9", "3.10")


def load_course():
    spec = importlib.util.spec_from_file_location("course_under_test", COURSE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def course():
    return load_course()


def add_language(folder, code):
    """Give a folder the first notebook of a language."""
    (folder / "notebooks" / code).mkdir(parents=True)
    (folder / "notebooks" / code / "00_start.ipynb").touch()


@pytest.fixture
def house(course, tmp_path, monkeypatch):
    """Return course.py in an empty house, where a step of the installation is only written down."""
    (tmp_path / "jupyter").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "jupyter/settings.json", "jupyter/server.json"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    add_language(tmp_path, "en")
    add_language(tmp_path, "zh_TW")
    course.ROOT, course.ENVIRONMENT = tmp_path, tmp_path / ".venv"
    course.PYTHON, course.STAMP = course.ENVIRONMENT / "bin" / "python", course.ENVIRONMENT / "course.json"
    course.BEFORE, course.TURN = tmp_path / ".venv.before", tmp_path / ".venv.lock"
    course.LOCK = tmp_path / "requirements.lock"
    course.PROJECT = [tmp_path / name for name in ("pyproject.toml", "jupyter/settings.json", "jupyter/server.json")]
    course.steps, course.failing, course.started, course.missing = [], "", [], []

    def run(*command):
        words = " ".join(map(str, command))
        step = next(name for name in ("venv --clear", "--require-hashes", "--no-deps") if name in words)
        course.steps.append(step)
        if step == "venv --clear":
            shutil.rmtree(course.ENVIRONMENT, ignore_errors=True)
            course.PYTHON.parent.mkdir(parents=True)
            course.PYTHON.touch()
        if step == "--require-hashes" and step != course.failing:
            course.missing = []
        return step != course.failing

    monkeypatch.setattr(course, "run", run)

    def lacking():
        return list(course.missing) if course.PYTHON.exists() else None

    def finds_course():
        return course.installed().get("place") == str(course.ENVIRONMENT)

    monkeypatch.setattr(course, "lacking", lacking)
    monkeypatch.setattr(course, "opens", lambda: lacking() == [])
    monkeypatch.setattr(course, "finds_course", finds_course)
    monkeypatch.setattr(course, "become", lambda *command: course.started.append(command) or 0)
    return course


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


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13), (3, 15, 0), (4, 0, 0)])
def test_another_python_is_refused_by_its_number(course, version, monkeypatch, capsys):
    monkeypatch.setattr(course.sys, "version_info", version)
    assert course.main(["lab"]) == 1
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


def test_old_grammar_is_enough():
    ast.parse(COURSE.read_text(encoding="utf-8"), feature_version=(3, 7))


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


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_comes_in_both_languages(course, arguments, capsys):
    assert course.main(arguments) == 0
    said = capsys.readouterr().out
    assert "用法" in said and "Usage" in said and said.count("course.py lab --lang en") == 2


@pytest.mark.parametrize(("line", "word"), [("fly", "fly"), ("lab --lang fr", "fr"), ("lab --lang", "")])
def test_a_wrong_word_is_refused_before_anything_is_installed(house, line, word, capsys):
    assert house.main(line.split()) == 1
    said = capsys.readouterr().out
    assert f"「{word}」" in said and f'"{word}"' in said
    assert house.steps == []


def test_a_language_is_there_as_soon_as_it_has_notebooks(house, capsys):
    (house.ROOT / "notebooks" / ".ipynb_checkpoints").mkdir()
    assert house.main(["lab", "--lang", "fr"]) == 1
    assert capsys.readouterr().out.count("zh_TW, en") == 2
    add_language(house.ROOT, "fr")
    assert house.main(["lab", "--lang", "fr"]) == 0
    assert house.languages() == ["zh_TW", "en", "fr"]
    assert any("notebooks/fr/00_start.ipynb" in option for option in house.started[-1])


def test_every_message_has_the_languages_and_the_same_gaps(course):
    for key, texts in course.MESSAGES.items():
        assert list(texts) == ["zh_TW", "en"] and set(texts) <= set(course.languages()), key
        chinese, english = texts.values()
        gaps = [{gap for _, gap, _, _ in string.Formatter().parse(text) if gap} for text in (chinese, english)]
        assert gaps[0] == gaps[1], key
        assert re.search(r"[一-鿿]", chinese) and not re.search(r"[一-鿿]", english), key


def test_a_terminal_without_chinese_still_shows_the_english(course, monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(course.sys, "stdout", terminal)
    course.say("unknown_verb", verb="fly")
    terminal.flush()
    assert b'There is no command "fly".' in terminal.buffer.getvalue()


@pytest.mark.parametrize(
    ("arguments", "start"),
    [([], "zh_TW"), (["--lang", "en"], "en"), (["--lang=en"], "en"), (["--lang", "zh_TW"], "zh_TW")],
)
def test_lab_opens_the_first_notebook_of_the_language(course, root, arguments, start):
    module, *options = course.lab_command([*arguments, "--no-browser", "--port", "8899"])
    assert module == "jupyterlab"
    assert f"--LabApp.default_url=/lab/tree/notebooks/{start}/00_start.ipynb" in options
    assert (root / "notebooks" / start / "00_start.ipynb").is_file()
    assert options[-3:] == ["--no-browser", "--port", "8899"]
    assert not any("--lang" in option or "ip=" in option for option in options)


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_needs_the_permission_of_root(course, monkeypatch, user, allowed):
    monkeypatch.setattr(course.os, "geteuid", lambda: user, raising=False)
    assert ("--allow-root" in course.lab_command([])) is allowed


def test_test_passes_its_arguments_on(course):
    assert course.test_command(["-m", "browser"])[0] == "pytest"
    assert course.test_command(["-m", "browser"])[-2:] == ["-m", "browser"]


def test_the_environment_does_not_inherit_another_pythons_packages(course, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(course.clean_variables())
    assert course.clean_variables()["PATH"] == os.environ["PATH"]


def test_stopping_during_the_installation_says_how_to_go_on(house, monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    monkeypatch.setattr(house, "install", stop)
    assert house.main(["lab"]) == 130
    said = capsys.readouterr().out
    assert "已中斷" in said and "Stopped" in said


def test_course_py_uses_the_standard_library_only():
    tree = ast.parse(COURSE.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
