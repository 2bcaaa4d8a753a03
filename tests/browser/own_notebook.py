"""A notebook of its own for some tests, which may be saved and is gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from tests.browser.course_page import CoursePage

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@contextmanager
def own_notebook(
    root: Path, browser, server, cells: tuple[str, ...], panels: int, refused: str = ""
) -> Iterator[CoursePage]:
    """Open and run a notebook of these code cells; wait until so many panels are drawn.

    Requests for addresses like `refused` fail.
    """
    (root / "build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=root / "build", prefix="browser-"))
    notebook = folder / "own.ipynb"
    code = [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": KERNEL}), notebook)
    page = CoursePage(browser, server)
    if refused:
        page.context.route(refused, lambda route: route.abort())
    try:
        page.open(notebook.relative_to(root).as_posix())
        page.run_all(panels)
        yield page
        page.close()
    finally:
        shutil.rmtree(folder)
