"""What keeps its frame without a screen, for a page that is written or served without a kernel, and for tests."""

from collections.abc import Mapping


class Kept:
    """Keeps the `frame` of this moment, as a widget would show it."""

    def __init__(self, frame: Mapping):
        self.frame = frame

    def show(self, frame: Mapping):
        """Keep the next frame."""
        self.frame = frame

    def close(self):
        """End; there is nothing to take off a screen."""
