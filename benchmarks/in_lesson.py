"""Measure what its lesson costs a step of a figure: the figure alone in a notebook, and the same in the whole lesson.

In the project's own environment, from its folder, on a machine that does nothing else:

    python benchmarks/in_lesson.py [--rounds 5] [--steps 12] [FIGURE...]

Both stand open in the same browser and are measured in turn, with plotly's FigureWidget beside them. It needs a browser
and takes about two minutes a lesson; without a figure, the first one of each lesson is measured.
"""

import json
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from steps import BASELINE, CHART, FIRST, PANEL, ROOT, START, WIDGET, Found, Measured, kernels

from pledge_lib import datasets

MOST = 1.15  # a median step in the whole lesson over one of the figure alone
HERE = Path(__file__).parent
COURSE = ROOT / "pledge_lib" / "lab" / "labextension" / "static" / "course.json"
LANGUAGE = datasets.languages()[0]
SETTLED = 6_000  # ms; by then JupyterLab has put the cells of a long lesson into the page
WARM = 4  # steps after another tab was before this one
HEAD = "| figure | alone | in its lesson | times | of FigureWidget | page alone | in its lesson | |\n|" + "---|" * 8


def shipped_in(figure: str) -> tuple[str, str]:
    """Return the lesson that shows a figure, and the code of the cell that does."""
    for lesson in json.loads(COURSE.read_text(encoding="utf-8"))["lessons"]:
        if figure in lesson["figures"]:
            code = lesson["code"][lesson["figures"][figure]]
            return lesson["name"], code if isinstance(code, str) else code[LANGUAGE]
    raise KeyError(figure)


@contextmanager
def whole_lesson(browser, server, figure: str):
    """Open the lesson of a figure, skip the guess that covers it, and yield what measures it."""
    from pledge_lib.course import Lesson
    from tests.browser.course_page import CoursePage
    from tests.browser.form_on_page import FormOnPage

    before, (name, code) = kernels(server), shipped_in(figure)
    lesson = CoursePage(browser, server)
    lesson.context.add_init_script(path=str(HERE / "steps_probe.js"))
    server.forget()
    lesson.visit(server.url(path := f"notebooks/{LANGUAGE}/{name}.ipynb"))
    lesson.wait_alive(path)
    if code.startswith("lesson.predict"):
        form = FormOnPage(lesson, code.split('"')[1]).root
        form.get_by_role("button", name=Lesson(name, LANGUAGE).words("question.skip"), exact=True).click()
    lesson.page.locator(f"{_panel(figure)} .main-svg").first.wait_for()
    lesson.page.wait_for_timeout(SETTLED)
    (kernel,) = kernels(server) - before
    yield Measured(lesson.page, kernel)
    lesson.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")  # and not the other one's
    lesson.context.close()


def _panel(figure: str) -> str:
    return f'.pledge-panel[data-figure="{figure}"]'


def measure(alone: Measured, browser, server, figure: str, rounds: int, steps: int) -> tuple[Found, Found]:
    """Return what is found of the figure alone and in its lesson, each with FigureWidget's medians beside it."""
    widget = f"%run {HERE / 'figure_widget.py'}"
    slider, watched = (part.replace(".pledge-panel", _panel(figure)) for part in PANEL)
    found = Found(figure), Found(figure)
    with whole_lesson(browser, server, figure) as within:
        for number in range(rounds):
            alone.page.bring_to_front()
            alone.show(widget, BASELINE, BASELINE[1])
            baseline = alone.steps(steps).middle
            alone.show(f'lesson.panel("{figure}")', PANEL, CHART)
            alone.steps(WARM)
            found[0].rounds.append(alone.steps(steps))
            within.page.bring_to_front()
            within.aim((slider, watched))
            within.steps(WARM)
            found[1].rounds.append(within.steps(steps))
            for each in found:
                each.beside.append(baseline)
            said = ", ".join(f"{each.rounds[-1].middle:.0f}" for each in found)
            print(f"{number + 1} {figure}: {said}, {WIDGET} {baseline:.0f} ms", file=sys.stderr, flush=True)
    return found


def row(alone: Found, within: Found) -> tuple[str, bool]:
    """Return a row of the table, and whether the lesson costs too much."""
    times = [there.middle / here.middle for here, there in zip(alone.rounds, within.rounds, strict=True)]
    middle, share = median(times), median(within.shares)
    pages = [median(each.page for each in found.rounds) for found in (alone, within)]
    is_over = middle > MOST
    cells = [
        alone.figure,
        *(f"{median(found.steps):.0f}" for found in (alone, within)),
        f"{middle:.2f} ({min(times):.2f} to {max(times):.2f})",
        f"{share:.2f}",
        *(f"{page:.1f}" for page in pages),
        f"over {MOST}" if is_over else "",
    ]
    return f"| {' | '.join(cells)} |", is_over


def main(names: list[str], rounds: int, steps: int) -> int:
    """Measure, print the table, and return whether a lesson costs too much."""
    from tests.browser.course_server import CourseServer
    from tests.browser.own_notebook import own_notebook

    server = CourseServer(ROOT, Path(tempfile.mkdtemp()))
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            with own_notebook(ROOT, chromium, server, (START, f'lesson.panel("{names[0]}")'), panels=1) as notebook:
                notebook.context.add_init_script(path=str(HERE / "steps_probe.js"))
                notebook.reload()
                notebook.run_all(1)
                (kernel,) = kernels(server)
                alone = Measured(notebook.page, kernel)
                found = [measure(alone, chromium, server, name, rounds, steps) for name in names]
    finally:
        server.stop()
    rows = [row(*pair) for pair in found]
    print(HEAD, *(text for text, _ in rows), sep="\n")
    return int(any(is_over for _, is_over in rows))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help="the first one of each lesson without a name")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=12, help="of each in each round")
    asked = parser.parse_args()
    sys.exit(main(asked.figures or list(FIRST), asked.rounds, asked.steps))
