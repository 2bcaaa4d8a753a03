"""What lets Python take over in a page: Pyodide's core, as its npm package has it, and the library in a zip."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pledge_lib.datasets.origins import FOLDER as FACTS
from pledge_lib.datasets.origins import PACKAGE
from pledge_lib.panels.live_chart import WEB

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
OWN = ("__init__", "askable", "bare", "takeover")
FLOORS = ("finance", "datasets", "market", "panels", "course")
LEFT_OUT = PACKAGE / "course" / "__init__.py"  # it opens a lesson, with its widgets and the reader's record
LIBRARY = (".py", ".toml", ".csv", ".json")
BEGINNING = (1980, 1, 1, 0, 0, 0)  # a zip of the same files is the same zip


def is_pyodide(folder: Path) -> bool:
    """Return whether a folder is that of the npm package."""
    return all((folder / name).is_file() for name in CORE)


def library_zip() -> bytes:
    """Return the floors that figures and questions stand on, and their facts, as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name, path in sorted(_files()):
            pack.writestr(zipfile.ZipInfo(name, BEGINNING), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _files() -> Iterator[tuple[str, Path]]:
    """Yield each file with its name in the zip."""
    own = [PACKAGE / "__init__.py", *(PACKAGE / "pages" / f"{name}.py" for name in OWN)]
    of_floors = (path for floor in FLOORS for path in (PACKAGE / floor).rglob("*") if path.suffix in LIBRARY)
    for path in (*own, *(path for path in of_floors if path.parent != WEB and path != LEFT_OUT)):
        yield f"pledge_lib/{path.relative_to(PACKAGE).as_posix()}", path
    for path in FACTS.rglob("*"):
        if path.suffix in LIBRARY:
            yield f"pledge_lib/share/datasets/{path.relative_to(FACTS).as_posix()}", path
