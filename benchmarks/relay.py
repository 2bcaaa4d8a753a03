"""Measure a drag over a slow network: pictures a second, the lag after it, and single steps, with 0 to 300 ms added.

In the project's own environment, from its folder: `python benchmarks/relay.py`. It needs a browser and some minutes.
"""

import asyncio
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

ROUND_TRIPS = (0, 100, 200, 300)  # ms
LEAST, LONGEST = 20, 60  # pictures a second; ms from a step to its paint, the middle of fifteen
CELLS = ('from pledge_lib.course import Lesson\nLesson("01_pledging", "en").panel("F1.1")',)
# a hand that moves thirty times a second for three seconds, after a first move has brought the frames
DRAG = """async () => {
  const slider = document.querySelector(".pledge-panel .lead input[type=range]");
  const number = document.querySelector(".pledge-panel .hero .num");
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const low = Number(slider.min), high = Number(slider.max);
  const move = (value) => { slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true })); };
  slider.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  for (const value of [low + 3, low + 5, low + 8]) { move(value); await rest(700); }
  await rest(1500);
  const shown = [];
  const watch = new MutationObserver(() => shown.push(performance.now()));
  watch.observe(number, { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  for (let i = 0; performance.now() - start < 3000; i += 1) {
    move(low + (i * 3) % (high - low));
    await rest(33);
  }
  const end = performance.now();
  slider.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  await rest(2000);
  watch.disconnect();
  const during = new Set(shown.filter((at) => at < end).map((at) => Math.round(at / 8))).size;
  const painted = (value) => new Promise((resolve) => {
    const start = performance.now();
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    });
    seen.observe(number, { childList: true, characterData: true, subtree: true });
    move(value);
  });
  const steps = [];
  for (let i = 0; i < 15; i += 1) {
    steps.push(await Promise.race([painted(low + 1 + i * 2), rest(3000).then(() => Infinity)]));
    await rest(700);
  }
  return [during / 3, Math.max(0, shown.at(-1) - end), steps.sort((a, b) => a - b)[7]];
}"""


class Relay:
    """A way to a server on this machine that holds everything back for half a round trip, each way."""

    def __init__(self, port: int):
        self.port, self.delay, self._ready = port, 0.0, threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self):
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.own = server.sockets[0].getsockname()[1]
        self._ready.set()
        await server.serve_forever()

    async def _connect(self, reader, writer):
        theirs = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._carry(reader, theirs[1]), self._carry(theirs[0], writer))

    async def _carry(self, reader, writer):
        """Pass pieces on in their order, each after its own time on the way."""
        waiting, loop = asyncio.Queue(), asyncio.get_running_loop()

        async def deliver():
            while (piece := await waiting.get()) is not None:
                await asyncio.sleep(max(0.0, piece[0] - loop.time()))
                writer.write(piece[1])
            writer.close()

        delivering = asyncio.create_task(deliver())
        try:
            while data := await reader.read(65_536):
                waiting.put_nowait((loop.time() + self.delay, data))
        except OSError:
            pass
        waiting.put_nowait(None)
        await delivering


def measure(browser, server) -> list[tuple[int, float, float, float]]:
    """Return for each round trip the pictures a second of a drag, the ms until the last one, and those of a step."""
    from tests.browser.own_notebook import own_notebook

    relay = Relay(urlsplit(server.base).port)
    server.base = f"http://127.0.0.1:{relay.own}"
    found = []
    with own_notebook(ROOT, browser, server, CELLS, panels=1) as page:
        for trip in ROUND_TRIPS:
            relay.delay = trip / 2_000
            found.append((trip, *page.page.evaluate(DRAG)))
        relay.delay = 0.0
    return found


def main() -> int:
    """Measure, print, and return whether a drag was too slow."""
    from playwright.sync_api import sync_playwright

    from tests.browser.course_server import CourseServer

    server = CourseServer(ROOT, Path(tempfile.mkdtemp()))
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            found = measure(chromium, server)
    finally:
        server.stop()
    for trip, pictures, lag, step in found:
        said = f"{pictures:5.1f} pictures a second, the last one {lag:4.0f} ms after the drag"
        print(f"{trip:4} ms: {said}; a step is painted after {step:3.0f} ms")
    return int(any(pictures < LEAST or step >= LONGEST for _, pictures, _, step in found))


if __name__ == "__main__":
    sys.exit(main())
