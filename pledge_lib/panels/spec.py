"""What a page is built from, in one language: the controls, the empty picture, the words around them."""

import json
from collections.abc import Iterator, Mapping

from pledge_lib.panels.figure import Figure
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import language_buttons

WORDS = (
    "reset",
    "presets",
    "exact",
    "settings",
    "table",
    "keep",
    "why",
    "sources",
    "language",
    "waiting",
    "disconnected",
    "restarted",
    "dead",
    "projector",
    "here",
    "everywhere",
    "drag",
    "asked",
)
SHEET = {"sheet": "title", "sheet_note": "note"}  # what is said of a table to edit; not every one has a note
JOB_WORDS = ("stop", "again", "progress", "running", "done", "older", "stopped", "failed")


def written(own: Figure, say: Say, texts: Mapping[str, Mapping[str, str]], picture, drawn: Mapping) -> str:
    """Return the specification of a figure's page as JSON; `picture` is its empty chart, `drawn` those of drawers."""
    of_sheet = {name: say(f"sheet.{key}") for name, key in SHEET.items() if own.has_sheet and f"sheet.{key}" in say}
    spec = {
        "id": own.id,
        "language": say.words.language,
        "languages": language_buttons(texts),
        "title": say("title"),
        "lead": own.lead,
        "lead_name": say("readout.name") if "readout.name" in say else "",
        "wide": own.wide,
        "controls": [control.described(say) for control in own.controls],
        "presets": [say(preset.label, **preset.fields) for preset in own.presets],
        "groups": [say(preset.group) if preset.group else "" for preset in own.presets],
        "sheet": own.has_sheet,
        "drawers": list(_drawers(own, say, drawn)),
        "job": {name: say(f"panel.job.{name}", reason="{reason}") for name in JOB_WORDS if own.job},
        "words": {name: say(f"panel.{name}") for name in WORDS} | {"chart": say("chart")} | of_sheet,
        "figure": _plain(picture),
    }
    return json.dumps(spec, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _drawers(own: Figure, say: Say, drawn: Mapping) -> Iterator[dict]:
    for drawer in own.drawers:
        figure = {"figure": _plain(drawn[drawer.name])} if drawer.name in drawn else {}
        yield {"name": drawer.name, "title": say(f"drawer.{drawer.name}"), **figure}


def _plain(picture: Mapping) -> dict:
    """Return an empty picture as it travels; its traces are told apart by their places."""
    traces = [{name: own for name, own in trace.items() if name != "uid"} for trace in picture["data"]]
    return {**picture, "data": traces}
