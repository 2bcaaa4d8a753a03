"""Measure the static edition over a slow network: when numbers and slider are alive, and when the chart is drawn.

In the project's own environment, from its folder: `python benchmarks/pages.py [FOLDER]`, where the folder is an edition
that stands already; without one it is written first. It needs a browser. Sizes and the processor time of the writing
are the same on a busy machine, the seconds are not.
"""

import functools
import http.server
import resource
import shutil
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

NETWORKS = {"20 Mbit/s, 40 ms": (20e6, 40, 1.5, 2.0), "1.6 Mbit/s, 300 ms": (1.6e6, 300, 4.0, 12.0)}
PAGES = ("en/F1.1.html", "zh_TW/F1.1.html", "en/01_pledging.html", "zh_TW/00_start.html")
MOST_A_LANGUAGE, LONGEST_WRITING = 6_000_000, 180  # bytes, packed, without plotly.js and Python; seconds
PATIENCE = 60_000
# what a hand would see: the slider is moved until the first number follows, and then the chart is looked for
WATCH = """
window.seen = {};
const watching = setInterval(() => {
  const range = document.querySelector(".pledge-panel .lead > input[type=range]");
  const number = document.querySelector(".pledge-panel .hero .num");
  if (range && number && !seen.alive) {
    seen.before ??= number.textContent;
    if (number.textContent !== seen.before) seen.alive = performance.now();
    range.value = Number(range.min) + (range.max - range.min) * (range.value === range.min ? 0.5 : 0);
    range.dispatchEvent(new Event("input", { bubbles: true }));
  }
  seen.drawn ??= document.querySelector(".js-plotly-plot .main-svg .trace") ? performance.now() : undefined;
  if (seen.alive && seen.drawn) clearInterval(watching);
}, 30);
"""


class Silent(http.server.SimpleHTTPRequestHandler):
    """A server that packs nothing, as `python3 -m http.server`."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_said):
        """Say nothing."""


def served(folder: Path) -> str:
    """Serve a folder on this machine; return its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def opened(browser, address: str, bits: float, trip: int) -> dict[str, float]:
    """Return the seconds until the numbers of a page are alive and until its chart is drawn, and its kB until then."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    session, sizes = context.new_cdp_session(page), []
    session.send("Network.enable")
    limits = {"offline": False, "latency": trip, "downloadThroughput": bits / 8, "uploadThroughput": bits / 8}
    session.send("Network.emulateNetworkConditions", limits)
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit", timeout=PATIENCE)
    page.wait_for_function("seen.alive", timeout=PATIENCE)
    at_first = sum(sizes) / 1_000
    page.wait_for_function("seen.drawn", timeout=PATIENCE)
    seen = page.evaluate("seen")
    context.close()
    return {"alive": seen["alive"] / 1_000, "drawn": seen["drawn"] / 1_000, "kB": at_first}


def packed_sizes(folder: Path) -> dict[str, int]:
    """Return the packed bytes of each language's pages and frames, and of what they share, without plotly.js."""
    groups = [path for path in folder.iterdir() if path.is_dir()]
    left_out = ("plotly.js.gz", "library.zip.gz")
    return {
        group.name: sum(
            path.stat().st_size
            for path in group.rglob("*.gz")
            if path.name not in left_out and path.parent.name != "pyodide"
        )
        for group in groups
    }


def main(folder: Path | None) -> int:
    """Write the edition if there is none, measure, print, and return whether anything is not as it must be."""
    from playwright.sync_api import sync_playwright

    from pledge_lib.pages.edition import write_site

    is_late = False
    if folder is None:
        folder = Path(tempfile.mkdtemp())
        write_site(folder)
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        took = sum(each.ru_utime + each.ru_stime for each in used)
        print(f"written with {took:.0f} s of processor time, on one processor (at most {LONGEST_WRITING})")
        is_late = took > LONGEST_WRITING
    sizes = packed_sizes(folder)
    shared = sizes.pop("lab")
    for language, size in sizes.items():
        total = (size + shared) / 1e6
        print(f"{language}: {total:.2f} MB packed (at most {MOST_A_LANGUAGE / 1e6:.0f})")
        is_late = is_late or size + shared > MOST_A_LANGUAGE
    address = served(folder)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for network, (bits, trip, alive, drawn) in NETWORKS.items():
            for page in PAGES:
                found = opened(chromium, f"{address}/{page}", bits, trip)
                print(
                    f"{network:20}{page:24} alive {found['alive']:5.1f} s (under {alive}), "
                    f"drawn {found['drawn']:5.1f} s (under {drawn}), {found['kB']:.0f} kB until alive",
                    flush=True,
                )
                is_late = is_late or found["alive"] > alive or found["drawn"] > drawn
    return int(is_late)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if sys.argv[1:] else None))
