"""A notebook of the course in a browser, and a panel in it, in the words of a reader."""

import re
import time
from urllib.parse import urlsplit

import numpy as np
from support.live_panels import drawn, empty_figure

from tests.browser.course_server import ELSEWHERE

HERE = {"127.0.0.1", "localhost", ELSEWHERE}
WITHIN_THE_PAGE = {"blob", "data"}
JUPYTERLABS_OWN = "/static/lab/"  # it throws when one theme follows another before that is loaded
SECONDS = 1000

KERNEL_IDLE = """() => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  return Boolean(notebook?.context?.isReady && notebook.sessionContext.session?.kernel?.status === "idle");
}"""
# a kernel that has just begun may call itself idle before it hears anything
KERNEL_ANSWERS = """() => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
  const heard = kernel.requestExecute({ code: "" }).done.then(() => true, () => false);
  return Promise.race([heard, new Promise((late) => setTimeout(late, 2_000, false))]);
}"""
ALIVE = """(path) => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  const state = notebook?.node.querySelector(".pledge-bar")?.dataset.state;
  return notebook?.context?.path === path && state === "ready";
}"""
STANDING = """() => {
  const { shell } = jupyterapp, { content, context } = shell.currentWidget;
  const seen = (node) => node.getClientRects().length > 0;
  return {
    scrolled: content.outerNode.scrollTop,
    unsaved: context.model.dirty,
    code: [...content.node.querySelectorAll(".jp-CodeCell .jp-Cell-inputWrapper")].filter(seen).length,
    browser: !shell.leftCollapsed,
    focus: content.node.contains(document.activeElement),
  };
}"""
DRAWN = """(count) =>
  document.querySelectorAll(".pledge-panel:has(.js-plotly-plot .main-svg .trace)").length === count"""
NUMBERS = """(chart) => chart.data.map((trace) => Object.fromEntries(
  ["x", "y", "base"].filter((name) => trace[name]).map((name) => [name, [...trace[name]]])))"""
LINES = """(chart) => [...chart.querySelectorAll(".js-line")].filter((line) => line.getTotalLength()).length"""
PLACE_OF = """(chart, trace) => {
  const edge = chart.getBoundingClientRect(), { xaxis = "x", yaxis = "y" } = chart.data[trace];
  const axis = (name) => chart._fullLayout[name.replace(/^[xy]/, "$&axis")];
  const at = (name, numbers) => axis(name)._offset + axis(name).d2p(numbers.at(-1));
  return [edge.left + at(xaxis, chart.data[trace].x), edge.top + at(yaxis, chart.data[trace].y)];
}"""
CELLS = """(table) => [...table.rows].map((row) =>
  [...row.cells].map((cell) => cell.querySelector("input")?.value ?? cell.textContent))"""
DOTS = """(chart) => [...chart.querySelectorAll(".point")].map((dot) => {
  const { x, y, width, height } = dot.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})"""


class CoursePage:
    """One tab of the browser: what it shows, what it complained about, what it sent and received."""

    def __init__(self, browser, server, width: int = 1400, height: int = 1000):
        self.server = server
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.context.set_default_timeout(60 * SECONDS)
        self.page = self.context.new_page()
        self.complaints, self.foreign, self.received, self.sent = [], [], [], []
        self.page.on("pageerror", self._broke)
        self.page.on("console", self._heard)
        self.context.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", self._connected)

    def _broke(self, error):
        thrown_at = (error.stack or "").partition("\n    at ")[2].partition("\n")[0]
        if JUPYTERLABS_OWN not in thrown_at:
            self.complaints.append(f"page error: {error.stack or error}")

    def _heard(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _asked(self, url: str):
        address = urlsplit(url)
        if address.scheme not in WITHIN_THE_PAGE and address.hostname not in HERE:
            self.foreign.append(url)

    def _connected(self, socket):
        self._asked(socket.url)
        socket.on("framereceived", lambda frame: self.received.append(_size(frame)))
        socket.on("framesent", lambda frame: self.sent.append(_size(frame)))

    def visit(self, address: str):
        """Go to an address of the course and wait for the notebook's kernel."""
        self.page.goto(address)
        self.page.wait_for_function(KERNEL_IDLE, timeout=120 * SECONDS)

    def open(self, notebook: str):
        """Open a notebook, given by its path in the project, with the whole window for it."""
        self.visit(self.server.url(notebook))
        self.page.evaluate("() => jupyterapp.shell.collapseLeft()")

    def reload(self):
        """Load the page again, as F5 does."""
        self.page.reload()
        self.page.wait_for_function(KERNEL_IDLE, timeout=120 * SECONDS)

    def command(self, name: str, **arguments):
        """Do what JupyterLab's menu entry does."""
        self.page.evaluate("([name, args]) => jupyterapp.commands.execute(name, args)", [name, arguments])

    def theme(self, name: str):
        """Choose JupyterLab's theme, Light or Dark."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name}")

    def resize(self, width: int):
        """Make the window so many pixels wide."""
        self.page.set_viewport_size({"width": width, "height": self.page.viewport_size["height"]})

    def run_all(self, panels: int):
        """Run all cells and wait until the panels are drawn and the kernel rests."""
        # not awaited: the command itself ends only with the last cell
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.wait_drawn(panels)

    def wait_alive(self, notebook: str):
        """Wait until a lesson, given by its path, has run by itself."""
        self.page.wait_for_function(ALIVE, arg=notebook, timeout=120 * SECONDS)

    def standing(self) -> dict:
        """Return how the open notebook stands before its reader."""
        return self.page.evaluate(STANDING)

    def wait_drawn(self, panels: int):
        """Wait until so many panels are drawn and the kernel rests."""
        self.page.wait_for_function(DRAWN, arg=panels, timeout=120 * SECONDS)
        self.page.wait_for_function(KERNEL_IDLE)

    def run_cell(self, place: int):
        """Run one cell again; do not wait for it."""
        self.page.evaluate(
            """(place) => {
              jupyterapp.shell.currentWidget.content.activeCellIndex = place;
              jupyterapp.commands.execute("notebook:run-cell");
            }""",
            place,
        )

    def kernel_runs(self, code: str):
        """Give the kernel something to do; do not wait for it."""
        self.page.evaluate(
            "(code) => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code }); }", code
        )

    def panel(self, figure: str, place: int = 0) -> "PanelOnPage":
        """Return a panel by the number that its title begins with."""
        title = self.page.locator("h4", has_text=re.compile(rf"^{re.escape(figure)}\s"))
        return PanelOnPage(self.page.locator(".pledge-panel").filter(has=title).nth(place))

    def figures(self) -> list[str]:
        """Return the figures that the page shows, in their order."""
        return self.page.locator("[data-figure]").evaluate_all("(all) => all.map((one) => one.dataset.figure)")

    def traffic(self) -> int:
        """Return the bytes on the page's WebSockets so far, both ways."""
        return sum(self.received) + sum(self.sent)

    def close(self):
        """Shut the page's kernels down and close it."""
        self.page.evaluate("() => jupyterapp.serviceManager.sessions.shutdownAll()")
        self.context.close()


class PanelOnPage:
    """One panel; its controls are found by their accessible names only."""

    def __init__(self, root):
        self.root, self.page = root, root.page
        self.title, self.sentence, self.status = (root.locator(name) for name in ("h4", ".sentence", ".status"))
        self.spoken = root.locator("[aria-live=polite]")
        self.chart = root.locator(".js-plotly-plot")

    def slider(self, label: str):
        return self.root.get_by_role("slider", name=label, exact=True)

    def box(self, label: str):
        return self.root.get_by_role("textbox", name=label, exact=True)

    def example(self, label: str):
        """Choose an example by its label."""
        self.choice(self.root.locator(".examples").get_attribute("aria-label")).select_option(label=label)

    def speak(self, language: str, scope: str = "here"):
        """Choose the language of this figure, or of all figures of the page."""
        self.root.locator(".tongue").select_option(f"{scope} {language}")

    def open(self, drawer: str):
        """Open a drawer, if it is closed."""
        button = self.root.locator(f'[data-name="drawer:{drawer}"]')
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()

    def choice(self, label: str):
        return self.root.get_by_role("combobox", name=label, exact=True)

    def toggle(self, label: str):
        return self.root.get_by_role("checkbox", name=label, exact=True)

    def button(self, label: str):
        return self.root.get_by_role("button", name=label, exact=True)

    def drag(self, label: str, share: float):
        """Drag a slider with the mouse to a share of its length, in ten moves."""
        slider = self.slider(label)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        at = slider.evaluate("(node) => (node.value - node.min) / (node.max - node.min)")
        thumb, middle = 16, box["y"] + box["height"] / 2
        across = [box["x"] + thumb / 2 + (box["width"] - thumb) * place for place in (at, share)]
        self.page.mouse.move(across[0], middle)
        self.page.mouse.down()
        self.page.mouse.move(across[1], middle, steps=10)
        self.page.mouse.up()

    def type(self, label: str, text: str):
        """Type into a number box and press Enter."""
        box = self.box(label)
        box.fill(text)
        box.press("Enter")

    def table(self, place: int = 0) -> list[list[str]]:
        """Return the cells of the number table (0) or of the sheet (1), an editable cell as its box's text."""
        return self.root.locator("table").nth(place).evaluate(CELLS)

    def numbers(self) -> list[dict[str, list[float]]]:
        """Return the numbers that the chart holds, trace by trace."""
        return self.chart.evaluate(NUMBERS)

    def dots(self) -> list[list[float]]:
        """Return the centres of the dots that are drawn, in pixels of the window."""
        return self.chart.evaluate(DOTS)

    def lines(self) -> int:
        """Return how many lines are drawn."""
        return self.chart.evaluate(LINES)

    def place_of(self, trace: str, expected) -> list[float]:
        """Return where the last dot of a trace belongs, in pixels of the window, by the axes of the chart."""
        return self.chart.evaluate(PLACE_OF, _uids(expected).index(trace))

    def shown_text(self) -> str:
        """Return every text in the panel, the chart's too."""
        return self.root.evaluate("(panel) => panel.textContent")

    def shows(self, expected):
        """Wait until sentence, table and chart say what a panel without a screen says."""
        where = f"{expected.declaration.id} ({expected.words.language}) with {expected.values}"
        eventually(self.sentence.text_content, expected.view.sentence, f"{where}: the sentence")
        eventually(self.table, [list(row) for row in expected.view.table], f"{where}: the table")
        eventually(lambda: list(_differing(self.numbers(), expected)), [], f"{where}: what differs in the chart")


def eventually(read, expected, what: str, seconds: float = 30):
    """Wait until what is read is as expected; name it where that does not happen."""
    deadline = time.monotonic() + seconds
    while (found := read()) != expected and time.monotonic() < deadline:
        time.sleep(0.03)
    assert found == expected, f"{what}: {found!r} is on the screen, expected {expected!r}"


def _differing(shown, expected):
    """Yield the traces whose numbers are not the expected ones."""
    by_uid = dict(zip(_uids(expected), shown, strict=True))
    for uid, arrays in drawn(expected).items():
        for name, numbers in arrays.items():
            if not np.array_equal(np.asarray(by_uid[uid][name], dtype=np.float32), numbers, equal_nan=True):
                yield f"{uid}.{name} is {by_uid[uid][name]}, expected {numbers.tolist()}"


def _uids(expected) -> list[str]:
    return [trace.uid for trace in empty_figure(expected.declaration.id, expected.words.language).data]


def _size(frame: str | bytes) -> int:
    return len(frame if isinstance(frame, bytes) else frame.encode())
