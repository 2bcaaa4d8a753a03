#!/usr/bin/env python3
"""The whole course from one file: `python3 course.py lab` opens it, `test` checks it, `site` writes it as plain pages.

Standard library only. Like all of `launcher`, it must parse on Python 3.6, so that an old Python gets a sentence and
not a syntax error.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # Python leaves it out where PYTHONSAFEPATH is set

from launcher.environment import Environment, clean_variables
from launcher.installing import install
from launcher.words import MESSAGES, Stop, say

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 14)
FIRST_NOTEBOOK = "00_start.ipynb"


def require_python(version, path):
    """Refuse a Python that the locked packages do not support."""
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        oldest, newest, found = (".".join(map(str, numbers)) for numbers in (OLDEST, NEWEST, version[:3]))
        raise Stop("python", oldest=oldest, newest=newest, found=found, path=path)


def languages(here):
    """Return the languages that have notebooks, in the order of the messages: the first one leads."""
    found = sorted(path.parent.name for path in (here.root / "notebooks").glob("*/" + FIRST_NOTEBOOK))
    spoken = list(MESSAGES["help"])
    return sorted(found, key=lambda code: spoken.index(code) if code in spoken else len(spoken))


def take_language(here, arguments):
    """Split `--lang en` or `--lang=en` off; return the language and the other arguments."""
    choices = languages(here)
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


def lab_command(here, arguments):
    """Return the command that serves the course on this machine only and opens its first notebook."""
    language, others = take_language(here, arguments)
    command = [
        "jupyterlab",
        f"--ServerApp.root_dir={here.root}",
        f"--LabApp.default_url=/lab/tree/notebooks/{language}/{FIRST_NOTEBOOK}",
        f"--LabApp.workspaces_dir={here.folder / 'workspaces'}",
        "--LabApp.extension_manager=readonly",  # the other one asks a package index for news
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container's only user is often root
    return [*command, *others]


def test_command(_here, arguments):
    """Return the command that runs every test, spread over the processors."""
    return ["pytest", "-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", *arguments]


def site_command(_here, arguments):
    """Return the command that writes the course as plain pages."""
    return ["pledge_lib", "site", *arguments]


COMMANDS = {"lab": lab_command, "test": test_command, "site": site_command}


def become(here, module, *arguments):
    """Go on as a module of .venv's Python, in the foreground, so that Ctrl-C and the exit code are its own."""
    command = [str(here.python), "-m", module, *arguments]
    os.chdir(str(here.root))
    if os.name == "nt":  # Windows starts a second process in the background instead of replacing this one
        return subprocess.call(command, env=clean_variables())
    return os.execve(command[0], command, clean_variables())


def main(arguments, here, go_on=become):
    """Run one command in an environment and return the exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say("help")
        return 0
    try:
        require_python(sys.version_info, sys.executable)
        if arguments[0] not in COMMANDS:
            raise Stop("unknown_verb", verb=arguments[0])
        command = COMMANDS[arguments[0]](here, arguments[1:])
        install(here)
        return go_on(here, *command)
    except Stop as stop:
        say(stop.key, **stop.values)
        return 1
    except KeyboardInterrupt:
        say("stopped")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Environment(ROOT)))
