"""The scripts of the course on a page of their own, without a kernel: what they send goes to a function of the test."""

import json
from collections.abc import Mapping

from pledge_lib.pages.bundle import FOLDERS
from pledge_lib.panels.live_chart import WEB

HOME = "http://scripts.test/"
MODEL = """
const hears = new Set();
let frame = JSON.parse(await window.frameNow());
const model = {
  get: () => ({ frame }),
  on: (name, hear) => { if (name === "change:whole") hears.add(hear); },
  off: (_name, hear) => hears.delete(hear),
  send: async (event) => {
    frame = JSON.parse(await window.react(JSON.stringify(event)));
    hears.forEach((hear) => hear());
  },
};
"""


def page_of(browser, script: str, body: str = "", panel=None):
    """Return a page that has run a module; `panel` has a `frame` and may `react`, as a widget does."""
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(error.stack or str(error)))
    if panel is not None:
        page.expose_function("frameNow", lambda: json.dumps(panel.frame))
        page.expose_function("react", lambda event: _after(panel, json.loads(event)))
    css = "".join(path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.css")))
    module = f"{MODEL if panel is not None else ''}{script}\nwindow.isReady = true;"
    imports = "\n".join(line for line in module.splitlines() if line.startswith("import "))
    rest = "\n".join(line for line in module.splitlines() if not line.startswith("import "))
    html = f'<!doctype html><meta charset="utf-8"><style>{css}</style><main>{body}</main>'
    html += f'<script type="module">{imports}\n{rest}</script>'
    page.route(f"{HOME}**", lambda route: _answer(route, html))
    page.goto(HOME)
    page.wait_for_function("window.isReady", timeout=20_000)
    return page


def _after(panel, event: Mapping) -> str:
    panel.react(event)
    return json.dumps(panel.frame)


def _answer(route, html: str):
    name = route.request.url.removeprefix(HOME)
    if not name:
        return route.fulfill(body=html, content_type="text/html")
    found = next((folder / name for folder in FOLDERS if (folder / name).is_file()), WEB / name)
    if not found.is_file():
        return route.fulfill(status=404)
    return route.fulfill(body=found.read_text(encoding="utf-8"), content_type="text/javascript")
