"""What pytest need not load nor tell: named in pyproject.toml with `-p`, so that it is here before other plugins.

nbval reads notebooks by way of jsonschema, which builds 38 parsers for addresses with letters of all scripts: 1.5 s in
every process. No schema of a notebook asks for such an address, and jsonschema goes without where there is no parser.

A worker of pytest-xdist tells of a test five times: it begins, it is prepared, it ran, it is put away, it ended. With
thousands of tests that took a fifteenth of the suite. Told is what anybody looks at: how it ran, and whatever failed.
"""

import sys

import pytest
from _pytest.runner import runtestprotocol

sys.modules["rfc3987_syntax"] = None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Run a test in a worker and tell how it ran; who wants to know how long every part took is told all, as usual."""
    wanted = item.config.option
    if not hasattr(item.config, "workerinput") or wanted.durations is not None or getattr(wanted, "xmlpath", None):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True
