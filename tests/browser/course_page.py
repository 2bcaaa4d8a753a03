"""A notebook of the course in a browser, and a panel in it, in the words of a reader."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

HERE = {"127.0.0.1", "localhost"}
WITHIN_THE_PAGE = {"blob", "data"}
SECONDS = 1000

KERNEL_IDLE = """() => {
  const notebook = window.jupyterapp?.shell.currentWidget;
  return Boolean(notebook?.context?.isReady && notebook.sessionContext.session?.kernel?.status === "idle");
}"""
DRAWN = """(count) => {
  const panels = [...document.querySelectorAll(".pledge-panel")];
  return panels.length === count && panels.every((panel) => panel.querySelector(".js-plotly-plot .main-svg .trace"));
}"""
LINES = """(chart) => Object.fromEntries(chart.data.map((trace) =>
  [trace.uid, { x: [...(trace.x ?? [])], y: [...(trace.y ?? [])], base: [...(trace.base ?? [])] }]))"""
MARKS = """(chart) => [...chart.querySelectorAll(".point, .js-line")].map((mark) => mark.outerHTML).join()"""


class CoursePage:
    """One tab of the browser: what it shows, what it complained about, what it sent and received."""

    def __init__(self, browser, server, width: int = 1400, height: int = 1000):
        self.server = server
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.context.set_default_timeout(20 * SECONDS)
        self.page = self.context.new_page()
        self.complaints, self.foreign, self.received, self.sent = [], [], [], []
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("console", self._heard)
        self.context.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", self._connected)

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

    def open(self, notebook: str):
        """Open a notebook, given by its path in the project, and wait for its kernel."""
        self.page.goto(self.server.url(notebook))
        self.page.wait_for_function(KERNEL_IDLE, timeout=60 * SECONDS)

    def reload(self):
        """Load the page again, as F5 does."""
        self.page.reload()
        self.page.wait_for_function(KERNEL_IDLE, timeout=60 * SECONDS)

    def command(self, name: str, **arguments):
        """Do what JupyterLab's menu entry does."""
        self.page.evaluate("([name, args]) => jupyterapp.commands.execute(name, args)", [name, arguments])

    def run_all(self, panels: int):
        """Run all cells and wait until the panels are drawn and the kernel rests."""
        # not awaited: the command itself ends only with the last cell
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.wait_drawn(panels)

    def wait_drawn(self, panels: int):
        """Wait until so many panels are drawn and the kernel rests."""
        self.page.wait_for_function(DRAWN, arg=panels, timeout=60 * SECONDS)
        self.page.wait_for_function(KERNEL_IDLE)

    def panel(self, figure: str, place: int = 0) -> "PanelOnPage":
        """Return a panel by the number that its title begins with."""
        title = self.page.locator("h4", has_text=re.compile(rf"^{re.escape(figure)}\s"))
        return PanelOnPage(self.page.locator(".pledge-panel").filter(has=title).nth(place))

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
        return self.root.locator("table").nth(place).evaluate(
            "(table) => [...table.rows].map((row) => [...row.cells].map("
            "(cell) => cell.querySelector('input')?.value ?? cell.textContent))"
        )

    def lines(self) -> Mapping[str, Mapping[str, list]]:
        """Return the numbers that the chart holds, by the uid of its trace."""
        return self.chart.evaluate(LINES)

    def marks(self) -> str:
        """Return the drawn lines and points themselves, to see whether the picture moved."""
        return self.chart.evaluate(MARKS)

    def shown_text(self) -> str:
        """Return every text in the panel, the chart's too."""
        return self.root.evaluate("(panel) => panel.textContent")


def _size(frame: str | bytes) -> int:
    return len(frame if isinstance(frame, bytes) else frame.encode())
