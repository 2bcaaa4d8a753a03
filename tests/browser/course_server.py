"""The course as its README starts it, on a free port of this machine."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

PATIENCE = 60  # seconds; the environment is already installed
ELSEWHERE = "lab.test"  # another name of this machine: to a browser no safe place, as a colleague's machine is none
ADDRESS = re.compile(r"(?P<base>http://(?:127\.0\.0\.1|localhost):\d+)/lab\S*\?token=(?P<token>\w+)")


class CourseServer:
    """`python3 course.py lab --no-browser` in the project's folder, with settings of its own."""

    def __init__(self, root: Path, scratch: Path):
        self.log, self.ledger = scratch / "lab.log", scratch / "ledger.json"
        # the reader's own settings and record neither help nor are changed
        folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        own = {name: str(scratch / name.lower()) for name in folders} | {"PLEDGE_LAB_LEDGER": str(self.ledger)}
        # a slow test must not save what it has run into the lessons
        settings = scratch / "jupyter_config_dir/lab/user-settings/@jupyterlab/docmanager-extension"
        settings.mkdir(parents=True)
        (settings / "plugin.jupyterlab-settings").write_text('{"autosave": false}', encoding="utf-8")
        hosts = {"ServerApp": {"local_hostnames": ["localhost", ELSEWHERE]}}
        (scratch / "jupyter_config_dir" / "jupyter_server_config.json").write_text(json.dumps(hosts), encoding="utf-8")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys._base_executable,
                    "course.py",
                    "lab",
                    "--no-browser",
                    "--port",
                    str(free_port()),
                    "--LabApp.expose_app_in_browser=True",
                ],
                cwd=root,
                env={**os.environ, **own},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            printed = self._printed_address()
        except BaseException:
            self.stop()
            raise
        self.address, self.base, self.token = printed[0], printed["base"], printed["token"]

    def _printed_address(self) -> re.Match:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := ADDRESS.search(self.said()):
                return found
            time.sleep(0.1)
        raise RuntimeError(f"`python3 course.py lab` served no page:\n{self.said()}")

    def said(self) -> str:
        """Return what the course has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def forget(self):
        """Take the reader's record away, as for a reader who comes for the first time."""
        self.ledger.unlink(missing_ok=True)

    def url(self, notebook: str) -> str:
        """Return the address of a notebook, given by its path in the project."""
        return f"{self.base}/lab/tree/{notebook}?reset&token={self.token}"

    def url_elsewhere(self, notebook: str) -> str:
        """Return the same under the machine's other name."""
        return elsewhere(self.url(notebook))

    def stop(self) -> list[str]:
        """Stop the course; return the command lines of what it left behind, which is stopped too."""
        if self.process.poll() is not None:
            return []
        kernels = psutil.Process(self.process.pid).children(recursive=True)
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            kernels.append(psutil.Process(self.process.pid))
        _, left = psutil.wait_procs(kernels, timeout=5)
        commands = [" ".join(process.cmdline()) for process in left]
        for process in left:
            process.kill()
        return commands


def elsewhere(address: str) -> str:
    """Return an address of this machine under its other name, which the tests' browser knows."""
    return re.sub(r"//(127\.0\.0\.1|localhost)", f"//{ELSEWHERE}", address)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
