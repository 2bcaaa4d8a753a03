"""What a page is built from, in one language: the controls, the empty picture, the words around them."""

import json
from collections.abc import Iterator, Mapping

from pledge_lib.panels.chart import Chart
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
JOB_WORDS = ("stop", "again", "progress", "running", "done", "older", "stopped", "failed")


def written(own: Figure, say: Say, texts: Mapping[str, Mapping[str, str]], picture) -> str:
    """Return the specification of a figure's page as JSON; `picture` is its empty chart."""
    of_sheet = {"sheet": say("sheet.title")} if own.has_sheet else {}
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
        "drawers": list(_drawers(own, say)),
        "job": {name: say(f"panel.job.{name}", reason="{reason}") for name in JOB_WORDS if own.job},
        "words": {name: say(f"panel.{name}") for name in WORDS} | {"chart": say("chart")} | of_sheet,
        "figure": json.loads(picture.to_json()),
    }
    return json.dumps(spec, ensure_ascii=False)


def _drawers(own: Figure, say: Say) -> Iterator[dict]:
    for drawer in own.drawers:
        figure = {"figure": _figure(drawer.chart, say)} if drawer.chart else {}
        yield {"name": drawer.name, "title": say(f"drawer.{drawer.name}"), **figure}


def _figure(chart: Chart, say: Say) -> dict:
    return json.loads(chart.empty(say).to_json())
