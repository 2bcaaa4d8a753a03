"""Author's helper: the picture that the READMEs show, taken of the course's own first figure in each language.

    python tools/picture.py          needs requirements-browser.lock and chromium

The figure is a page of the static edition, as it opens; nothing is drawn by hand.
"""

import shutil
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from pledge_lib import datasets
from pledge_lib.pages.edition import write_site

ROOT = Path(__file__).resolve().parent.parent
FIGURE = "F0.1"
WIDTH, HEIGHT, SHARPNESS = 960, 900, 1.5


class Quiet(SimpleHTTPRequestHandler):
    """A server that knows nothing and says nothing."""

    def log_message(self, *_):
        """Say nothing."""


def take(folder: Path):
    """Write docs/picture-<language>.png from a site in this folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SHARPNESS)
        for language in datasets.languages():
            page.goto(f"http://127.0.0.1:{server.server_port}/{language}/{FIGURE}.html")
            page.wait_for_selector(f"[data-figure='{FIGURE}'][data-alive] .main-svg")
            page.evaluate("document.fonts.ready")
            panel = page.locator(f".pledge-panel[data-figure='{FIGURE}']")
            panel.screenshot(path=ROOT / "docs" / f"picture-{language}.png")
        browser.close()
    server.shutdown()


def main():
    """Build a site of one figure, and take its picture."""
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder), only=[FIGURE])
        take(Path(folder))


if __name__ == "__main__":
    main()
