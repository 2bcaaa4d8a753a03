"""Measure what a step sends: every figure, each slider moved by one step from where the figure starts.

In the project's own environment, from its folder: `python benchmarks/frames.py [zh_TW|en]`. Nothing is timed.
"""

import statistics
import sys

from jupyter_client.session import Session

from pledge_lib.course import Lesson
from pledge_lib.panels import figures

MOST_OF_FIRST, MOST_OF_MEDIAN = 1_000, 1_500  # bytes: an ordinary step of F1.1, of the figure in the middle
FIRST = "F1.1"


written = Session().pack  # content as bytes, as Jupyter sends it


def steps_of(figure: str, language: str) -> dict[str, int]:
    """Return for each slider of a figure the bytes of one step: what changed as JSON, and the numbers of the lines."""
    panel, sent, bytes_of = Lesson("01_pledging", language).panel(figure), [], {}
    panel.send = lambda content, buffers: sent.append(len(written(content)) + sum(map(len, buffers)))
    controls = [control for control in panel.declaration.controls if control.kind == "slider"]
    for number, control in enumerate(controls):
        start, step, high = map(control.on_screen, (control.default, control.step, control.high))
        panel.react({"reset": True, "view": "a", "number": 2 * number})
        panel.react(
            {
                "key": control.key,
                "value": start + step if start + step <= high else start - step,
                "view": "a",
                "number": 2 * number + 1,
            }
        )
        bytes_of[control.key] = sent[-1]
    return bytes_of


def whole_of(figure: str, language: str) -> int:
    """Return the bytes of the whole frame without the page's own description, which a step used to send."""
    frame = Lesson("01_pledging", language).panel(figure).frame
    lines = [numbers for line in frame["lines"].values() for numbers in line.values()]
    texts = {name: part for name, part in frame.items() if name not in ("spec", "lines")}
    return len(written(texts)) + sum(map(len, lines))


def protocol() -> int:
    """Return the bytes that Jupyter's protocol adds to a step: envelopes of the event and the step, busy and idle."""
    kernel, page = Session(), Session()
    comm = {"comm_id": "0" * 32, "data": {"method": "custom", "content": {}}}
    event = page.msg("comm_msg", comm)
    answers = [("status", {"execution_state": "busy"}), ("comm_msg", comm), ("status", {"execution_state": "idle"})]
    messages = [event, *(kernel.msg(kind, content, parent=event) for kind, content in answers)]
    parts = ("header", "parent_header", "metadata", "content")
    return sum(len(written(message[part])) for message in messages for part in parts)


def main(language: str):
    """Print a line for each figure, the middle of them, and whether it is as small as it must be."""
    medians = {}
    print(f"{'figure':8}{'median':>8}{'most':>8}{'whole':>8}  bytes of one step, by slider ({language})")
    for figure in figures.homes():
        steps = steps_of(figure, language)
        if steps:
            medians[figure] = statistics.median(steps.values())
            named = ", ".join(f"{key} {size}" for key, size in sorted(steps.items(), key=lambda step: -step[1]))
            print(f"{figure:8}{medians[figure]:8.0f}{max(steps.values()):8}{whole_of(figure, language):8}  {named}")
    steps, lead = steps_of(FIRST, language), figures.figure(FIRST).lead
    middle, first = statistics.median(medians.values()), max(steps[lead], medians[FIRST])
    print(f"\n{FIRST}, an ordinary step (at most {MOST_OF_FIRST} bytes): {steps[lead]} of its lead,")
    print(f"{medians[FIRST]:.0f} of the slider in the middle; the largest is {max(steps.values())}")
    print(f"the figure in the middle: {middle:.0f} bytes (at most {MOST_OF_MEDIAN})")
    print(f"Jupyter's protocol around it, both ways: about {protocol()} bytes")
    return 0 if first <= MOST_OF_FIRST and middle <= MOST_OF_MEDIAN else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["zh_TW"]))
