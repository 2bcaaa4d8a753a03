"""The scripts of the pages that need no browser, under node's own runner."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pledge_lib.pages.bundle import FOLDERS
from pledge_lib.panels.address import read_address, write_address

SCRIPTS_TESTS = Path(__file__).parent / "web"
CASE = {"F1.1": {"change": -22, "eligible": False}, "F1.3": {"start": "2025-04-02"}}


def test_the_scripts_pass_their_own_tests_and_read_what_python_writes(tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine, so the page's scripts run in the browser tests only")
    for folder in (*FOLDERS, SCRIPTS_TESTS):  # side by side, as they stand in the bundle
        for path in (*folder.glob("*.js"), *folder.glob("*.mjs"), *folder.glob("package.json")):
            shutil.copy(path, tmp_path)
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", *sorted(map(str, tmp_path.glob("*.test.mjs")))],
        env={**os.environ, "WRITTEN": write_address("zh_TW", CASE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# tests [1-9]\d", done.stdout, re.MULTILINE), f"hardly a test ran:\n{done.stdout}"
    written = re.search(r"written: (\S+)", done.stdout)[1]
    assert read_address(written) == ("zh_TW", CASE)
