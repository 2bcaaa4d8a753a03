"""What a lesson shows of the reader's own position, shown anew as soon as another one is kept or it is erased."""

import asyncio
from weakref import WeakSet

from pledge_lib.course.mine.report_sheet import ReportSheet
from pledge_lib.panels import figures
from pledge_lib.panels.moving import MovingSentence
from pledge_lib.panels.panel import Panel

FIGURES = "F6."


def is_about_my_position(figure: str) -> bool:
    """Return whether a figure is of the position that the reader keeps."""
    return figure.startswith(FIGURES)


class ShownAnew:
    """The panels, sentences and reports that a lesson has given out."""

    def __init__(self):
        self._shown: WeakSet[Panel | MovingSentence | ReportSheet] = WeakSet()

    def watch(self, shown: Panel | MovingSentence | ReportSheet):
        """Show it anew from now on whenever the position is another one."""
        self._shown.add(shown)

    def show(self):
        """Show all of them with the position that is kept now."""
        for shown in tuple(self._shown):
            if isinstance(shown, ReportSheet):
                shown.renew()
            else:
                shown.declare(figures.figure(shown.declaration.id), _loop())


def _loop() -> asyncio.AbstractEventLoop | None:
    """Return the event loop of the kernel, on which a simulation runs in slices; None where none runs."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
