"""A widget that shows frames: a page that opens gets the whole one, and from then on what differs."""

from collections.abc import Mapping

import anywidget
import ipywidgets
import traitlets

from pledge_lib.panels.frames import difference
from pledge_lib.panels.live_chart import runtime

UNSET = {"_dom_classes", "_view_count", "tabbable", "tooltip"}  # by whoever made no use of them, in the page as here

WITH_TRAITS: dict[type, type] = {}  # the class of a kind of widget, with what anywidget adds to it


class Framed(anywidget.AnyWidget):
    """A widget of which every page shows the same `frame`; `show` gives them the next.

    A page that opens or loads again asks for the widget's state and finds the whole frame in it. All others are sent
    the difference, with a number: who has missed one sees a gap, and asks for the whole.
    """

    runtime = traitlets.Instance(ipywidgets.Widget).tag(sync=True, **ipywidgets.widget_serialization)
    frame = traitlets.Any()
    # never set, so never sent of itself; who asks is given the frame of that moment
    whole = traitlets.Any(True).tag(sync=True, to_json=lambda _value, widget: widget._whole())

    def __init__(self, frame: Mapping):
        self._number = 0
        # one layout for all: a page that opens has dozens of widgets, and each layout is a message of its own
        super().__init__(runtime=runtime(), frame=frame, layout=runtime().layout)
        self.on_msg(self._hear)

    def add_traits(self, **traits):
        """Add the script and the name that anywidget gives each widget to one class for all of a kind, not to as many.

        Making a class took half as long as everything else about a new widget, of which a page has dozens.
        """
        kind = type(self)
        if "_anywidget_id" in traits and kind in WITH_TRAITS:
            self.__class__ = WITH_TRAITS[kind]
            return
        super().add_traits(**traits)
        if "_anywidget_id" in traits:
            WITH_TRAITS[kind] = type(self)

    def get_state(self, key=None, drop_defaults=False):
        """Return what a page needs to know; what is as in every widget need not travel with dozens of them."""
        state = super().get_state(key, drop_defaults)
        return {name: value for name, value in state.items() if key is not None or value or name not in UNSET}

    def show(self, frame: Mapping):
        """Show a frame on every page."""
        change, buffers = difference(self.frame, frame)
        if change:
            self._number += 1
            self.send({"number": self._number, "change": change}, buffers)
        self.frame = frame

    def tell_ahead(self, told: Mapping, buffers: list[bytes]):
        """Give every page frames that it may need; they begin at the frame with this number."""
        self.send({"number": self._number, "ahead": told}, buffers)

    def heard(self, event: Mapping):
        """Do what the reader did on a page."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return what is shown as plain text."""
        raise NotImplementedError

    def _hear(self, _widget, event: Mapping, _buffers):
        if "whole" in event:
            self.send_state("whole")
        elif "runtime" in event or "plotly" in event:  # a page that knows no other widgets, as marimo's
            self.send(*(runtime().alone() if "runtime" in event else runtime().plotly_itself()))
        else:
            self.heard(event)

    def _whole(self) -> dict:
        return {"number": self._number, "frame": self.frame}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self.summary()}, metadata
