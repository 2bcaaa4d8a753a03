"""One figure alone on a page of a browser, without a kernel: what the hand does goes to the panel in this process."""

import base64
import json
from importlib.resources import files

from pledge_lib.course.wording import texts
from pledge_lib.panels import figures
from pledge_lib.panels.core import Told
from pledge_lib.panels.frames import difference
from pledge_lib.panels.kept import Kept
from pledge_lib.panels.live_chart import WEB

HOME = "http://figure.test/"
# JupyterLab's own variables, with the values of its two default themes
LIGHT = {
    "layout-color1": "#fff",
    "layout-color2": "#eee",
    "border-color1": "#bdbdbd",
    "border-color2": "#e0e0e0",
    "content-font-color1": "rgba(0, 0, 0, .87)",
    "content-font-color2": "rgba(0, 0, 0, .62)",
    "brand-color1": "#1976d2",
}
DARK = {
    "layout-color1": "#212121",
    "layout-color2": "#424242",
    "border-color1": "#757575",
    "border-color2": "#484848",
    "content-font-color1": "#fff",
    "content-font-color2": "rgba(255, 255, 255, .72)",
    "brand-color1": "#64b5f6",
}
BARE = "body { margin: 0; background: var(--jp-layout-color1); } .live { margin: 0 !important; }"
DRIVER = """
import { render } from "./SCRIPT";
import { absorb } from "./frames.js";
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
const inside = (tree) => Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, read(part)]));
const read = (tree) => {
  if (tree === null || typeof tree !== "object") return tree;
  if ("base64" in tree) return bytes(tree.base64);
  return Array.isArray(tree) ? tree.map(read) : inside(tree);
};
const modelOf = async (place) => {
  const views = new Set();
  let whole = { number: 0, frame: read(JSON.parse(await window.firstFrame(place))) };
  return {
    get: () => whole,
    on: (name, hear) => { if (name === "change:whole") views.add(hear); },
    off: (_name, hear) => views.delete(hear),
    send: async (event) => {
      const { change, buffers } = JSON.parse(await window.react(place, JSON.stringify(event)));
      whole = { number: whole.number + 1, frame: absorb(whole.frame, change, buffers.map(bytes)) };
      views.forEach((hear) => hear());
    },
  };
};
for (const el of document.querySelectorAll(".here")) {
  await render({ model: await modelOf(Number(el.dataset.place)), el, Plotly: window.Plotly });
}
await document.fonts.ready;
window.isReady = true;
"""


class Alone(Told, Kept):
    """A panel without a widget."""


class FigurePage:
    """A page with one figure on it, so many pixels wide; `complaints` are what the page complained about.

    With `touch` it is moved by fingers; figures `beside` it stand below it.
    """

    SCRIPT, DRESS, ROOT = "panel.js", "panel.css", ".live"

    def __init__(
        self,
        browser,
        figure: str,
        language: str,
        *,
        width: int,
        theme: str = "light",
        preset=None,
        touch=False,
        beside=(),
    ):
        alone = Alone(figures.figure(figure), texts(), language, preset)
        others = [Alone(figures.figure(other), texts(), language) for other in beside]
        self._open(browser, alone, width, theme, touch=touch, others=others)

    def _open(self, browser, panel, width: int, theme: str, *, touch: bool = False, others=()):
        self.panel, self.panels = panel, (panel, *others)
        self.page = browser.new_page(viewport={"width": width, "height": 900}, has_touch=touch)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(error.stack or str(error)))
        self.page.expose_function("firstFrame", self._first)
        self.page.expose_function("react", self._react)
        self.theme = theme
        self.page.route(f"{HOME}**", self._answer)
        self.page.goto(HOME)
        self.page.wait_for_function("window.isReady", timeout=20_000)
        self.root = self.page.locator(self.ROOT).first

    def resize(self, width: int):
        """Make the page so many pixels wide."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.wait_for_timeout(120)
        self.settle()
        self._let_draw()

    def settle(self):
        """Wait until what was done is drawn."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def lead_to(self, share: float):
        """Move the lead to a share of its track, as a key or a hand does."""
        self.page.locator(".lead > input[type=range]").evaluate(
            """(range, share) => {
              const [low, high] = [range.min, range.max].map(Number);
              range.value = low + (high - low) * share;
              range.dispatchEvent(new Event("input", { bubbles: true }));
              range.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            share,
        )
        self._let_draw()

    def choose(self, place: int):
        """Choose one of the examples, by its place in their list, all else as at the start."""
        self.reset()
        self.page.locator(".examples").select_option(str(place))
        self._let_draw()

    def reset(self):
        """Go back to the start."""
        self.page.locator(".reset").evaluate("(button) => button.click()")
        self._let_draw()

    def close(self):
        """Close the page."""
        self.page.close()

    def _let_draw(self):
        self.page.wait_for_timeout(60)
        self.settle()

    def _first(self, place: int) -> str:
        return json.dumps(self.panels[place].frame, default=_written)

    def _react(self, place: int, text: str) -> str:
        panel = self.panels[place]
        before = panel.frame
        panel.react(json.loads(text))
        change, buffers = difference(before, panel.frame)
        return json.dumps({"change": change, "buffers": [_written(numbers)["base64"] for numbers in buffers]})

    def _answer(self, route):
        name = route.request.url.removeprefix(HOME)
        if not name:
            return route.fulfill(body=self._html(), content_type="text/html")
        if name == "plotly.js":
            bundle = files("plotly").joinpath("package_data", "plotly.min.js").read_text(encoding="utf-8")
            return route.fulfill(body=bundle, content_type="text/javascript")
        script = WEB / name
        if name != "driver.js" and not script.is_file():
            return route.fulfill(status=404)
        body = DRIVER.replace("SCRIPT", self.SCRIPT) if name == "driver.js" else script.read_text(encoding="utf-8")
        return route.fulfill(body=body, content_type="text/javascript")

    def _html(self) -> str:
        dress = (WEB / self.DRESS).read_text(encoding="utf-8")
        colours = "".join(f"--jp-{name}: {colour};" for name, colour in (LIGHT, DARK)[self.theme == "dark"].items())
        beside = "".join(f'<div class="here" data-place="{place}"></div>' for place in range(1, len(self.panels)))
        return (
            f'<!doctype html><meta charset="utf-8"><style>:root {{ {colours} }} {BARE} {dress}</style>'
            f'<body data-jp-theme-light="{str(self.theme == "light").lower()}">'
            f'<div id="here" class="here" data-place="0"></div>{beside}'
            '<script src="/plotly.js"></script><script type="module" src="/driver.js"></script>'
        )


def _written(numbers: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(numbers).decode("ascii")}
