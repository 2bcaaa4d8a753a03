"""A lesson that is saved stays what the course ships, but for what its reader wrote.

A live view names a widget of one kernel, and an exercise's text has the numbers of one reader: saved, the first would
be an error for whoever opens the file next, and both would be changes that nobody made. So an unchanged cell keeps the
outputs that the file has, and a live view is left out wherever its text is there. The lesson draws all of it anew when
it is opened.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

VIEW, TEXT = "application/vnd.jupyter.widget-view+json", "text/plain"
OURS = "pledge_lab"  # the key under which a lesson's metadata says its language
RUN = ("outputs", "execution_count")  # what running a cell changes


def as_shipped(model: Mapping, path: str = "", contents_manager=None, **_more):
    """Take out of a lesson that is about to be saved what only running it has changed; leave other notebooks alone."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict) or OURS not in content.get("metadata", {}):
        return
    before = dict(_code_cells(_saved(path, contents_manager)))
    for id, cell in _code_cells(content):
        saved = before.get(id)
        if saved and _source(saved) == _source(cell):
            cell |= {key: saved[key] for key in RUN if key in saved}
        else:
            _drop_views(cell)
    content["metadata"].pop("widgets", None)


def _saved(path: str, contents_manager) -> Mapping:
    """Return the notebook as the file holds it; an empty one where there is no such file, or none that can be read."""
    find = getattr(contents_manager, "_get_os_path", None)
    try:
        return json.loads(Path(find(path)).read_text(encoding="utf-8")) if find else {}
    except (OSError, ValueError):
        return {}


def _code_cells(notebook: Mapping) -> Iterator[tuple[str, dict]]:
    for cell in notebook.get("cells", ()):
        if cell.get("cell_type") == "code":
            yield cell.get("id"), cell


def _source(cell: Mapping) -> str:
    return "".join(cell.get("source", ""))


def _drop_views(cell: Mapping):
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if TEXT in data:
            data.pop(VIEW, None)
