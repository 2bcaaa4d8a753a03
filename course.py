#!/usr/bin/env python3
"""The whole course from one file: `python3 course.py lab` opens it, `test` checks it, `site` writes it as plain pages.

Standard library only. It must parse on Python 3.6, so that an old Python gets a sentence and not a syntax error.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "course.json"
BEFORE = ROOT / ".venv.before"  # what stood there, until its replacement works
TURN = ROOT / ".venv.lock"
LOCK = ROOT / "requirements.lock"
EXTENSION = ROOT / "pledge_lib" / "lab" / "labextension"
PROJECT = [ROOT / "pyproject.toml", ROOT / "jupyter" / "settings.json", ROOT / "jupyter" / "server.json"]
PROJECT += sorted(path for path in EXTENSION.rglob("*.*") if path.is_file())  # copied into .venv, like the settings
FIRST_NOTEBOOK = "00_start.ipynb"
PARTS = ("jupyterlab", "jupyter_server", "ipykernel", "anywidget", "ipywidgets", "plotly", "numpy", "pandas", "pytest")
# which of the packages of the lock are missing, in another version, or without their files; a marker is a special case
PROBE = """
import importlib.metadata as found, importlib.util as modules, re, sys
lock, *parts = sys.argv[1:]
missing = [part for part in parts if modules.find_spec(part) is None]
for name, version in re.findall(r"(?m)^([\\w.-]+)==(\\S+) *\\\\$", open(lock, encoding="utf-8").read()):
    try:
        there = found.version(name)
    except found.PackageNotFoundError:
        there = None
    if there != version:
        missing.append(name)
print("%d.%d" % sys.version_info[:2], *missing)
"""

MESSAGES = {
    "help": {
        "zh_TW": (
            "用法：\n"
            "  python3 course.py lab             開啟課程（繁體中文）\n"
            "  python3 course.py lab --lang en   開啟課程（英文）\n"
            "  python3 course.py test            執行全部測試\n"
            "  python3 course.py site            把課程寫成不需要 Python 的網頁，放在資料夾 site\n"
            "之後的其他參數會原樣交給 JupyterLab、pytest 或寫網頁的程式，例如 lab --port 8899、site --out pages。\n"
        ),
        "en": (
            "Usage:\n"
            "  python3 course.py lab             open the course (Traditional Chinese)\n"
            "  python3 course.py lab --lang en   open the course (English)\n"
            "  python3 course.py test            run all tests\n"
            "  python3 course.py site            write the course as pages without Python, in the folder site\n"
            "Anything after that goes to JupyterLab, pytest or the writer of the pages as it is, for example\n"
            "lab --port 8899 or site --out pages."
        ),
    },
    "unknown_verb": {
        "zh_TW": "沒有「{verb}」這個指令。",
        "en": 'There is no command "{verb}".',
    },
    "unknown_language": {
        "zh_TW": "沒有「{language}」這個語言；--lang 後面可以寫：{choices}。",
        "en": 'There is no language "{language}"; after --lang write one of: {choices}.',
    },
    "python": {
        "zh_TW": (
            "這個課程需要 Python {oldest} 到 {newest}，但現在執行的是 Python {found}（{path}）。\n"
            "請安裝其中一版，再用它執行，例如：python{newest} course.py lab"
        ),
        "en": (
            "This course needs Python {oldest} to {newest}, but this is Python {found} ({path}).\n"
            "Please install one of those and run it with that one, for example: python{newest} course.py lab"
        ),
    },
    "no_venv": {
        "zh_TW": (
            "這個 Python 缺少 venv 或 pip，無法建立課程的環境。\n"
            "Debian、Ubuntu 請執行：apt install python3-venv；其他系統請重新安裝完整的 Python。"
        ),
        "en": (
            "This Python has no venv or no pip, so the course's environment cannot be made.\n"
            "On Debian or Ubuntu run: apt install python3-venv; elsewhere install a complete Python again."
        ),
    },
    "installing": {
        "zh_TW": "正在課程資料夾的 .venv 裡安裝所需套件，需要網路，約一到三分鐘；之後離線也能開啟。",
        "en": (
            "Installing what the course needs into .venv in its folder: needs the network, takes one to three minutes;"
            " afterwards the course also opens offline."
        ),
    },
    "install_failed": {
        "zh_TW": "安裝沒有完成，原因請看上面的訊息。確認網路與磁碟空間後，再執行一次同樣的指令即可接續。",
        "en": (
            "The installation did not finish; the reason stands above. Check network and disk space, then run the same"
            " command again: it repairs itself."
        ),
    },
    "waiting": {
        "zh_TW": "另一個視窗正在安裝課程的環境，等它完成後就會繼續。",
        "en": "Another window is installing the course's environment; this one goes on when it is done.",
    },
    "kept": {
        "zh_TW": "套件沒有更新成功（可能沒有網路），先用原來的版本開啟；下次啟動會再試一次。",
        "en": "The packages could not be updated (no network, maybe), so the course opens with those it has; the next"
        " start tries again.",
    },
    "stopped": {
        "zh_TW": "已中斷。再執行一次同樣的指令即可接續。",
        "en": "Stopped. Run the same command again to go on.",
    },
}


class Stop(Exception):
    """The course cannot go on; the message says what the reader can do."""

    def __init__(self, key, **values):
        super().__init__(key)
        self.key, self.values = key, values


def say(key, **values):
    """Print one message in every language, also on a terminal that cannot show every character."""
    encoding = sys.stdout.encoding or "ascii"
    for text in MESSAGES[key].values():
        print(text.format(**values).encode(encoding, "replace").decode(encoding), flush=True)


def require_python(version, path):
    """Refuse a Python that the locked packages do not support."""
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        oldest, newest, found = (".".join(map(str, numbers)) for numbers in (OLDEST, NEWEST, version[:3]))
        raise Stop("python", oldest=oldest, newest=newest, found=found, path=path)


def clean_variables():
    """Return the environment variables without those that would bring another Python's packages along."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def run(*command):
    """Run a step of the installation and return whether it succeeded."""
    return subprocess.call([str(part) for part in command], cwd=str(ROOT), env=clean_variables()) == 0


def digest(paths):
    """Return one fingerprint for the content of several files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def wanted():
    """Return what a complete installation of this folder by this Python writes into its stamp."""
    return {
        "python": "{}.{}".format(*sys.version_info[:2]),
        "place": str(ENVIRONMENT),
        "packages": digest([LOCK]),
        "project": digest(PROJECT),
    }


def lacking():
    """Return what .venv lacks of the course's packages; None if its Python does not run, or is another version."""
    try:
        command = [str(PYTHON), "-c", PROBE, str(LOCK), *PARTS]
        done = subprocess.run(command, cwd=str(ENVIRONMENT), env=clean_variables(), stdout=subprocess.PIPE)
    except OSError:
        return None
    version, *missing = done.stdout.decode("ascii", "replace").split() or [""]
    return missing if done.returncode == 0 and version == wanted()["python"] else None


def opens():
    """Return whether .venv's Python can load the main parts of the course, whatever their versions."""
    try:
        command = [str(PYTHON), "-c", "import " + ", ".join(PARTS)]
        return subprocess.call(command, cwd=str(ENVIRONMENT), env=clean_variables()) == 0
    except OSError:
        return False


def finds_course():
    """Return whether .venv's Python finds this folder's pledge_lib."""
    probe = "import importlib.util as u; print(ascii(u.find_spec('pledge_lib').origin))"
    try:
        done = subprocess.run(
            [str(PYTHON), "-c", probe],
            cwd=str(ENVIRONMENT),
            env=clean_variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.stdout.decode("ascii").strip() == ascii(str(ROOT / "pledge_lib" / "__init__.py"))


def installed():
    """Return the stamp of the last complete installation, or an empty one if there is none that can be read."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextmanager
def turn():
    """Let one start at a time install; the others wait, and then find it done."""
    with open(str(TURN), "ab") as handle:
        told = False
        while not taken(handle):
            if not told:
                say("waiting")
                told = True
            time.sleep(0.5)
        yield  # the system frees the lock when the file is closed, also that of a process that is killed


def taken(handle):
    """Take the lock of a file, and return whether nobody else holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def install():
    """Bring .venv to what the lock asks for; do nothing if it is there already."""
    if is_complete():
        return
    try:
        with turn():
            if not is_complete():  # the one before may have done it
                bring_up_to_date()
    except OSError as error:
        print(error, file=sys.stderr)
        raise Stop("install_failed") from None


def is_complete():
    """Return whether everything is as the stamp says, and nothing was lost since."""
    return installed() == wanted() and lacking() == [] and finds_course()


def bring_up_to_date():
    """Repair what is there if its Python runs, else make it anew beside it."""
    missing = lacking()
    if missing is None:
        make_anew()
        return
    if missing or installed().get("packages") != wanted()["packages"]:
        say("installing")
        again = ["--force-reinstall"] if missing else []  # a package may have lost its files and still be listed
        if not pip("--require-hashes", "-r", LOCK, *again):
            go_on_without_update()
            return
    finish()


def go_on_without_update():
    """Open the course with the packages that it has, or with those that stood there before."""
    if not opens():
        bring_back()
        raise Stop("install_failed")
    if not finds_course():
        finish(installed().get("packages"))
    say("kept")


def make_anew():
    """Make .venv anew; what stood there is kept aside until the new one works."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Stop("no_venv")
    say("installing")
    if ENVIRONMENT.exists() and not BEFORE.exists():
        ENVIRONMENT.rename(BEFORE)
    try:
        if not (run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT) and pip("--require-hashes", "-r", LOCK)):
            raise Stop("install_failed")
        finish()
    except BaseException:
        bring_back()
        raise


def bring_back():
    """Put back what stood there, if its replacement did not come."""
    if BEFORE.exists():
        shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
        BEFORE.rename(ENVIRONMENT)


def finish(packages=None):
    """Install the course itself, which needs no network, and write down what is there."""
    if not pip("--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT):
        raise Stop("install_failed")
    make_readable()
    stamp = wanted() if packages is None else dict(wanted(), packages=packages)
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    shutil.rmtree(str(BEFORE), ignore_errors=True)


def make_readable():
    """Say where the course lies in ASCII alone.

    Python 3.11 and 3.12 read these files in the locale's encoding, so a folder in Chinese was not found where that is
    not UTF-8; the bytes of the path are the same under every locale.
    """
    files = [*ENVIRONMENT.glob("lib/python*/site-packages/*.pth"), *ENVIRONMENT.glob("Lib/site-packages/*.pth")]
    for file in files:
        if file.read_bytes().decode("utf-8", "replace").strip() == str(ROOT) and not is_ascii(str(ROOT)):
            line = f"import os, sys; sys.path.append(os.fsdecode({os.fsencode(str(ROOT))!r}))\n"
            file.write_text(line, encoding="ascii")


def is_ascii(text):
    """Return whether a text needs no other letters."""
    return all(ord(letter) < 128 for letter in text)


def pip(*arguments):
    """Run pip in .venv and return whether it succeeded."""
    return run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *arguments)


def languages():
    """Return the languages that have notebooks, in the order of the messages: the first one leads."""
    found = sorted(path.parent.name for path in (ROOT / "notebooks").glob("*/" + FIRST_NOTEBOOK))
    spoken = list(MESSAGES["help"])
    return sorted(found, key=lambda code: spoken.index(code) if code in spoken else len(spoken))


def take_language(arguments):
    """Split `--lang en` or `--lang=en` off; return the language and the other arguments."""
    choices = languages()
    language, others, rest = next(iter(choices), ""), [], iter(arguments)
    for argument in rest:
        if argument == "--lang":
            language = next(rest, "")
        elif argument.startswith("--lang="):
            language = argument[len("--lang=") :]
        else:
            others.append(argument)
    if language not in choices:
        raise Stop("unknown_language", language=language, choices=", ".join(choices))
    return language, others


def lab_command(arguments):
    """Return the command that serves the course on this machine only and opens its first notebook."""
    language, others = take_language(arguments)
    command = [
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/tree/notebooks/{language}/{FIRST_NOTEBOOK}",
        f"--LabApp.workspaces_dir={ENVIRONMENT / 'workspaces'}",
        "--LabApp.extension_manager=readonly",  # the other one asks a package index for news
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container's only user is often root
    return [*command, *others]


def test_command(arguments):
    """Return the command that runs every test, spread over the processors."""
    return ["pytest", "-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", *arguments]


def site_command(arguments):
    """Return the command that writes the course as plain pages."""
    return ["pledge_lib", "site", *arguments]


COMMANDS = {"lab": lab_command, "test": test_command, "site": site_command}


def become(module, *arguments):
    """Go on as a module of .venv's Python, in the foreground, so that Ctrl-C and the exit code are its own."""
    command = [str(PYTHON), "-m", module, *arguments]
    os.chdir(str(ROOT))
    if os.name == "nt":  # Windows starts a second process in the background instead of replacing this one
        return subprocess.call(command, env=clean_variables())
    return os.execve(command[0], command, clean_variables())


def main(arguments):
    """Run one command and return the exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say("help")
        return 0
    try:
        require_python(sys.version_info, sys.executable)
        if arguments[0] not in COMMANDS:
            raise Stop("unknown_verb", verb=arguments[0])
        command = COMMANDS[arguments[0]](arguments[1:])
        install()
        return become(*command)
    except Stop as stop:
        say(stop.key, **stop.values)
        return 1
    except KeyboardInterrupt:
        say("stopped")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
