"""Time the way from a lesson's address to its first moved slider, in both languages, the environment installed.

In the project's own environment, from its folder: `python benchmarks/first_slider.py [TIMES] [LESSON]`. Each opening is
a browser profile of its own, with nothing kept, and a kernel of its own; the server runs already. The mouse takes the
first figure's slider as soon as there is one, and nothing else is touched. It needs a browser, and a machine that does
nothing else.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

TIMES, LESSON, LANGUAGES = 5, "01_pledging", ("zh_TW", "en")
LONGEST, FROM_THE_KERNEL = 10.0, 4.0  # seconds from the address to the moved slider; from a ready kernel to a panel
PATIENCE = 120_000  # ms
SLIDER = ".pledge-panel .lead > input[type=range]"
# seconds since the address was asked for: a kernel that answers, a panel that shows numbers, and numbers that moved
WATCH = """
window.seen = {};
const watching = setInterval(() => {
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  const number = document.querySelector(".pledge-panel .hero .num")?.textContent;
  const now = performance.now() / 1000;
  if (["idle", "busy"].includes(kernel?.status)) seen.kernel ??= now;
  if (number) { seen.panel ??= now; seen.before ??= number; }
  if (number && number !== seen.before) { seen.moved = now; clearInterval(watching); }
}, 20);
"""


def opened(browser, server, language: str, lesson: str) -> dict[str, float]:
    """Return when the kernel was ready, the first panel stood there, and its slider had moved a number, in seconds."""
    from tests.browser.course_page import CoursePage

    page = CoursePage(browser, server, width=1366, height=768)
    page.context.add_init_script(WATCH)
    page.page.goto(server.url(f"notebooks/{language}/{lesson}.ipynb"), wait_until="commit", timeout=PATIENCE)
    slider = page.page.locator(SLIDER).first
    slider.wait_for(timeout=PATIENCE)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    across, middle = [box["x"] + box["width"] * share for share in (0.5, 0.7)], box["y"] + box["height"] / 2
    page.page.mouse.move(across[0], middle)
    page.page.mouse.down()
    page.page.mouse.move(across[1], middle, steps=5)
    page.page.mouse.up()
    page.page.wait_for_function("seen.moved", timeout=PATIENCE)
    seen = page.page.evaluate("seen")
    page.close()
    return seen


def main(times: int, lesson: str) -> int:
    """Open, print each opening and the middle and the worst of all, and return whether any of it was too slow."""
    from playwright.sync_api import sync_playwright

    from tests.browser.course_server import CourseServer

    server, is_late = CourseServer(ROOT, Path(tempfile.mkdtemp())), False
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for language in LANGUAGES:
                found = [opened(chromium, server, language, lesson) for _ in range(times)]
                moved = [seen["moved"] for seen in found]
                waited = [seen["panel"] - seen["kernel"] for seen in found]
                print(f"{language}: moved after {', '.join(f'{seconds:.1f}' for seconds in moved)} s", flush=True)
                for what, seconds, most in (
                    ("from the address to the moved slider", moved, LONGEST),
                    ("from a ready kernel to the first panel", waited, FROM_THE_KERNEL),
                ):
                    print(f"  {what}: {median(seconds):.1f} s, worst {max(seconds):.1f} s (median under {most:.0f})")
                    is_late = is_late or median(seconds) >= most
    finally:
        server.stop()
    return int(is_late)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else TIMES, given[1] if given[1:] else LESSON))
