"""A lesson that is saved stays what the course ships: a live view is left out wherever its text is there.

A view names a widget of one kernel. Saved, it would be an error for whoever opens the file next; the text beside it
is what every reader can see, and the lesson draws its views anew when it is opened.
"""

from collections.abc import Mapping

VIEW, TEXT = "application/vnd.jupyter.widget-view+json", "text/plain"
OURS = "pledge_lab"  # the key under which a lesson's metadata says its language


def without_views(model: Mapping, **_where):
    """Take the live views out of a lesson that is about to be saved; other notebooks are left alone."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict) or OURS not in content.get("metadata", {}):
        return
    for cell in content.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if TEXT in data:
                data.pop(VIEW, None)
    content["metadata"].pop("widgets", None)
