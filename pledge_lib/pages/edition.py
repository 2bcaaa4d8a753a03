"""The whole static edition, written into a folder: one page for each lesson and each figure, in every language."""

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pledge_lib.course.wording import texts
from pledge_lib.pages.bundle import LAB, OWN, bundle
from pledge_lib.pages.cases import cases
from pledge_lib.pages.contents import Face, door, pages
from pledge_lib.pages.nobody import nobodys_files
from pledge_lib.pages.pyodide import CORE, library_zip
from pledge_lib.pages.reels import Reels, reels
from pledge_lib.pages.shell import Shell
from pledge_lib.panels import figures
from pledge_lib.panels.live_chart import WEB
from pledge_lib.panels.texts import read_texts
from pledge_lib.panels.words import Words

STYLES = (WEB / "panel.css", WEB / "form.css", LAB / "marks.css", OWN / "web" / "site.css")


@dataclass(frozen=True)
class Written:
    """What was written."""

    pages: int
    frames: int


def write_site(
    out: Path, *, plotly: Path | None = None, pyodide: Path | None = None, only: Iterable[str] | None = None
) -> Written:
    """Write the edition into a folder, with the frames of all figures or of `only` some.

    `plotly` is a bundle to take instead of the installed one, `pyodide` the folder of its npm package. Nothing that
    the reader keeps on this computer goes into it.
    """
    with nobodys_files():
        return _written(out, plotly, pyodide, only)


def _written(out: Path, plotly: Path | None, pyodide: Path | None, only: Iterable[str] | None) -> Written:
    ids = list(figures.homes()) if only is None else list(only)
    faces: dict[str, dict[str, Face]] = {language: {} for language in texts()}
    frames = 0
    for found in _filmed(ids):
        for reel in found:
            figure, face = _kept(reel, out)
            faces[reel.language][figure] = face
            frames += reel.count
    _put_assets(out / "lab", plotly)
    if pyodide:
        _put_python(out / "lab", pyodide)
    words = {language: Words(language, table) for language, table in read_texts([OWN]).items()}
    names = {language: table["language.name"] for language, table in texts().items()}
    _put(out / "index.html", door(words, names))
    count = 1
    for language in texts():
        shell = Shell(language=language, words=words, names=names, python=pyodide is not None)
        for file, page in pages(shell, faces[language]):
            _put(out / language / file, page)
            count += 1
    return Written(count, frames)


def _filmed(ids: list[str]) -> Iterable[list[Reels]]:
    """Yield the reels of each figure, worked out on all processors."""
    if len(ids) == 1:
        return map(_film, ids)
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(ids))) as workers:
        return list(workers.map(_film, ids))


def _film(figure: str) -> list[Reels]:
    return list(reels(figures.figure(figure), texts(), cases().get(figure, {})))


def _kept(reel: Reels, out: Path) -> tuple[str, Face]:
    figure = reel.figure
    _put(out / reel.language / f"{figure}.film", reel.first)
    _put(out / reel.language / f"{figure}.more.film", reel.more)
    return figure, Face(reel.title, reel.start["sentence"])


def _put_assets(folder: Path, plotly: Path | None):
    drawn = plotly or files("plotly").joinpath("package_data", "plotly.min.js")
    _put(folder / "plotly.js", drawn.read_bytes())
    _put(folder / "page.js", bundle("page"))
    _put(folder / "site.css", "".join(path.read_text(encoding="utf-8") for path in STYLES))


def _put_python(folder: Path, pyodide: Path):
    for name in CORE:
        _put(folder / "pyodide" / name, (pyodide / name).read_bytes())
    _put(folder / "library.zip", library_zip())
    _put(folder / "worker.js", (OWN / "web" / "worker.js").read_text(encoding="utf-8"))


def _put(path: Path, content: str | bytes):
    """Write a file, and the same packed beside it."""
    raw = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
