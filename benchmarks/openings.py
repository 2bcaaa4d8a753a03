"""Open a lesson ten times while the processor is busy, and count the widgets that did not come.

In the project's own environment, from its folder: `python benchmarks/openings.py [LESSON] [TIMES]`. anywidget gives a
widget up that has not started within two seconds; a page that starts dozens of them at once on a busy machine loses
some. It needs a browser, and ends the two idle loops that it starts.
"""

import multiprocessing
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

LESSON, TIMES, BUSY = "01_pledging", 10, 2
OUTPUTS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap(({ outputArea }) =>
  Array.from({ length: outputArea?.model.length ?? 0 }, (_, place) => outputArea.model.get(place).data))
  .filter((data) => "application/vnd.jupyter.widget-view+json" in data).length"""
SHOWN = "() => document.querySelectorAll('.pledge-panel').length"
ALL_SHOWN = f"() => ({SHOWN})() >= ({OUTPUTS})()"
PATIENCE = 60_000  # ms that a slow page gets; what does not stand there by then was given up


def turn():
    """Keep a processor busy, after all who have something to do."""
    os.nice(10)
    while True:
        pass


def openings(server, browser, lesson: str, times: int):
    """Yield for each opening the widgets of the lesson, those that are shown, and what the page complained about."""
    from playwright.sync_api import TimeoutError

    from tests.browser.course_page import CoursePage

    path = f"notebooks/zh_TW/{lesson}.ipynb"
    for _ in range(times):
        page = CoursePage(browser, server)
        page.visit(server.url(path))
        page.wait_alive(path)
        with suppress(TimeoutError):
            page.page.wait_for_function(ALL_SHOWN, timeout=PATIENCE)
        yield page.page.evaluate(OUTPUTS), page.page.evaluate(SHOWN), page.complaints
        page.close()


def main(lesson: str, times: int) -> int:
    """Open, print, and return whether any widget was lost."""
    from playwright.sync_api import sync_playwright

    from tests.browser.course_server import CourseServer

    server = CourseServer(ROOT, Path(tempfile.mkdtemp()))
    busy = [multiprocessing.Process(target=turn, daemon=True) for _ in range(BUSY)]
    is_lost = False
    try:
        for each in busy:
            each.start()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for widgets, shown, complaints in openings(server, chromium, lesson, times):
                print(f"{shown} of {widgets} shown, {len(complaints)} complaints {complaints[:1]}", flush=True)
                is_lost = is_lost or shown < widgets
    finally:
        for each in busy:
            each.kill()
        server.stop()
    return int(is_lost)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[0] if given else LESSON, int(given[1]) if given[1:] else TIMES))
