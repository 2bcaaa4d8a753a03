"""Measure a step of each figure in a browser, from the key to the paint, beside plotly's FigureWidget in the same run.

In the project's own environment, from its folder, on a machine that does nothing else:

    python benchmarks/steps.py [--rounds 3] [--steps 15] [FIGURE...]

A notebook shows one figure after the other, FigureWidget (figure_widget.py) before and after them, in as many rounds.
It needs a browser and, for all figures, about a quarter of an hour.
"""

import math
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil
from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import sync_playwright

from pledge_lib.panels import figures

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

FIRST = ("F0.1", "F1.1", "F2.1", "F3.0", "F4.1", "F5.1", "F6.1")  # of each lesson
OF_FIRST, OF_OTHERS, OF_MEDIAN = 0.6, 0.8, 1.5  # a median step over FigureWidget's; p95 over its own median
PICTURES, LAG = 24, 100  # pictures a second of a drag, ms from its last move to the last picture
WARM_UP = 3  # steps that are not counted
STILLNESS, PATIENCE = 150, 3_000  # ms without a change until a step is over; until it is given up
DRAG, MOVES = 3.0, 30  # seconds, moves a second
LONGEST, TRIES = 30_000, 6  # ms until a figure is there; on a busy machine a FigureWidget often comes without its lines
WIDGET = "FigureWidget"
START = 'from pledge_lib.course import Lesson\nlesson = Lesson("01_pledging", "zh_TW")'
PANEL = (".pledge-panel .lead input[type=range]", ".pledge-panel .body, .pledge-panel .story")
BASELINE = (".jp-OutputArea [role=slider]", ".js-plotly-plot")
CHART = ".pledge-panel .plot"
IS_SHOWN = """([slider, chart]) => document.querySelector(slider) && document.querySelector(chart + " .main-svg .trace")
  && jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle" """
SHOW = """async (code) => {
  const { content } = jupyterapp.shell.currentWidget;
  content.activeCellIndex = 1;
  content.activeCell.model.sharedModel.setSource(code);
  jupyterapp.commands.execute("notebook:run-cell");
  await new Promise((done) => setTimeout(done, 300));
}"""
STANDS = """(slider) => {
  const [now, low, high] = ["now", "min", "max"].map((name) => Number(slider.getAttribute(`aria-value${name}`) ?? NaN));
  return slider.type === "range" ? [Number(slider.value), Number(slider.min), Number(slider.max)] : [now, low, high];
}"""
TASKS = ("TaskDuration", "LayoutDuration", "RecalcStyleDuration")


@dataclass
class Round:
    """One figure in one round: ms of each step, ms of processor time a step, a drag."""

    steps: list[float]
    lost: int
    kernel: float
    page: float  # its main thread
    layout: float  # what of that laid out and styled
    pictures: float = math.nan
    lag: float = math.nan

    @property
    def middle(self) -> float:
        return median(self.steps) if self.steps else math.nan


@dataclass
class Found:
    """All rounds of one figure, and what FigureWidget took in the same rounds."""

    figure: str
    rounds: list[Round] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)

    @property
    def steps(self) -> list[float]:
        return sorted(step for each in self.rounds for step in each.steps)

    @property
    def p95(self) -> float:
        return self.steps[math.ceil(0.95 * len(self.steps)) - 1]

    @property
    def shares(self) -> list[float]:
        """Return each round's median over FigureWidget's."""
        return [each.middle / widget for each, widget in zip(self.rounds, self.beside, strict=True)]

    @property
    def is_simulation(self) -> bool:
        return self.figure != WIDGET and figures.figure(self.figure).job is not None

    def faults(self) -> Iterator[str]:
        """Yield what is not as fast as it must be."""
        if self.figure == WIDGET or not self.steps:
            return
        most = OF_FIRST if self.figure in FIRST else OF_OTHERS
        if not self.is_simulation and median(self.shares) > most:
            yield f"over {most}"
        if not self.is_simulation and self.p95 >= OF_MEDIAN * median(self.steps):
            yield f"p95 {self.p95 / median(self.steps):.2f}"
        if self.figure in FIRST and median(each.pictures for each in self.rounds) < PICTURES:
            yield f"under {PICTURES} pictures"
        if self.figure in FIRST and median(each.lag for each in self.rounds) > LAG:
            yield f"lag over {LAG}"

    def row(self) -> str:
        """Return the figure's row of the table."""
        if not self.steps:
            return f"| {self.figure} | no step was seen |" + " |" * 10
        cells = [self.figure, f"{median(self.steps):.0f}", f"{self.p95:.0f}", f"{self.steps[-1]:.0f}"]
        cells += [f"{median(self.shares):.2f}", f"{max(self.shares):.2f}"]
        cells += [f"{median(getattr(each, what) for each in self.rounds):.1f}" for what in ("kernel", "page", "layout")]
        drags = [each for each in self.rounds if each.pictures == each.pictures]
        cells += (
            [f"{median(r.pictures for r in drags):.0f}", f"{median(r.lag for r in drags):.0f}"] if drags else ["", ""]
        )
        lost = sum(each.lost for each in self.rounds)
        notes = ["a simulation"] * self.is_simulation + [f"{lost} steps lost"] * bool(lost) + list(self.faults())
        return f"| {' | '.join([*cells, ', '.join(notes)])} |"


HEAD = (
    "| figure | median | p95 | worst | of FigureWidget | worst round | kernel | page | layout "
    "| pictures/s | lag | |\n|" + "---|" * 12
)


def kernels(server) -> set[psutil.Process]:
    """Return the kernels that a server has started."""
    of_server = psutil.Process(server.process.pid).children(recursive=True)
    return {process for process in of_server if "ipykernel" in " ".join(process.cmdline())}


class Measured:
    """An open notebook and its kernel; one figure of it is measured at a time."""

    def __init__(self, page, kernel: psutil.Process):
        self.page, self.kernel = page, kernel
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def show(self, code: str, where: tuple[str, str], chart: str):
        """Show the output of this code alone."""
        for left in reversed(range(TRIES)):
            self.page.evaluate(SHOW, code)
            try:
                self.page.wait_for_function(IS_SHOWN, arg=[where[0], chart], timeout=LONGEST)
                break
            except Late:
                if not left:
                    raise
        self.aim(where)

    def aim(self, where: tuple[str, str]):
        """Lay the hand on a slider; what is within the watched elements counts."""
        # looked up once: to look it up at each step would be work for the page, too
        self.slider = self.page.locator(where[0]).first.element_handle()
        self.slider.scroll_into_view_if_needed()
        self.slider.focus()
        self.watched, self.key = where[1], "ArrowRight"
        self.page.wait_for_timeout(500)

    def _step(self) -> float | None:
        """Press a key; return the ms until what followed was painted."""
        now, low, high = self.slider.evaluate(STANDS)
        if now in (low, high):
            self.key = "ArrowRight" if now == low else "ArrowLeft"
        self.page.evaluate("(watched) => { stepsProbe.begin(watched); }", self.watched)
        self.page.keyboard.press(self.key)
        seen = self.page.evaluate("([still, long]) => stepsProbe.settled(still, long)", [STILLNESS, PATIENCE])
        return seen["painted"][-1] - seen["acts"][0] if seen["painted"] and seen["acts"] else None

    def _used(self) -> list[float]:
        """Return the ms of processor time so far: the kernel's, and those of the page's main thread."""
        times, metrics = self.kernel.cpu_times(), self.tools.send("Performance.getMetrics")["metrics"]
        found = {each["name"]: each["value"] for each in metrics}
        return [1000 * (times.user + times.system), *(1000 * found[name] for name in TASKS)]

    def steps(self, count: int) -> Round:
        """Measure so many steps."""
        for _ in range(WARM_UP):
            self._step()
        before = self._used()
        found = [self._step() for _ in range(count)]
        kernel, page, *layout = ((after - first) / count for after, first in zip(self._used(), before, strict=True))
        steps = [step for step in found if step is not None]
        return Round(steps, count - len(steps), kernel, page, sum(layout))

    def drag(self) -> tuple[float, float]:
        """Drag the slider there and back; return the pictures a second, and the ms from the last move to the last."""
        box = self.slider.bounding_box()
        # all of the track but its ends: of fewer places a lead of 41 would not have 24 a second
        left, width, middle = box["x"] + 0.02 * box["width"], 0.96 * box["width"], box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(left, middle)
        mouse.down()
        self.page.wait_for_timeout(400)
        self.page.evaluate("(chart) => { stepsProbe.begin(chart); }", CHART)
        start, last = time.monotonic(), int(DRAG * MOVES)
        for move in range(1, last + 1):
            mouse.move(left + width * (1 - abs(1 - 2 * move / last)), middle)
            time.sleep(max(0.0, start + move / MOVES - time.monotonic()))
        seen = self.page.evaluate("([still, long]) => stepsProbe.settled(still, long)", [1_000, 2 * PATIENCE])
        mouse.up()
        first, last = seen["acts"][0], seen["acts"][-1]
        return sum(first < at <= last for at in seen["painted"]) / (last - first) * 1000, seen["painted"][-1] - last


def measure(measured: Measured, names: list[str], rounds: int, steps: int) -> list[Found]:
    """Return what is found of FigureWidget and of each figure."""
    found = {name: Found(name) for name in (WIDGET, *names)}
    widget = f"%run {Path(__file__).with_name('figure_widget.py')}"
    for number in range(rounds):
        baseline = []
        for name in (WIDGET, *names, WIDGET):
            own = name != WIDGET
            measured.show(
                f'lesson.panel("{name}")' if own else widget, PANEL if own else BASELINE, CHART if own else BASELINE[1]
            )
            seen = measured.steps(steps)
            if name in FIRST:
                seen.pictures, seen.lag = measured.drag()
            if not own:
                baseline.append(seen.middle)
            found[name].rounds.append(seen)
            print(f"{number + 1} {name}: {seen.middle:.0f} ms", file=sys.stderr, flush=True)
        for name, each in found.items():
            each.beside += [sum(baseline) / 2] * (1 if name != WIDGET else 2)
    return list(found.values())


def main(names: list[str], rounds: int, steps: int) -> int:
    """Measure, print the table, and return whether anything is too slow."""
    from tests.browser.course_server import CourseServer
    from tests.browser.own_notebook import own_notebook

    server = CourseServer(ROOT, Path(tempfile.mkdtemp()))
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            with own_notebook(ROOT, chromium, server, (START, 'lesson.panel("F1.1")'), panels=1) as notebook:
                notebook.context.add_init_script(path=str(Path(__file__).with_name("steps_probe.js")))
                notebook.reload()
                notebook.run_all(1)
                (kernel,) = kernels(server)
                found = measure(Measured(notebook.page, kernel), names, rounds, steps)
    finally:
        server.stop()
    print(HEAD, *(each.row() for each in found), sep="\n")
    return int(any(any(each.faults()) for each in found))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help="all of them without a name")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=15, help="of each figure in each round")
    asked = parser.parse_args()
    sys.exit(main(asked.figures or list(figures.homes()), asked.rounds, asked.steps))
