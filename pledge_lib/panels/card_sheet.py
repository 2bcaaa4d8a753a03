"""A page of texts to keep, drawn in the browser as one picture of the size A4: to print it, or to save it as a file."""

from collections.abc import Callable, Mapping

from pledge_lib.panels.framed import Framed
from pledge_lib.panels.live_chart import loader_module


class CardSheet(Framed):
    """A card on the screen; `say` gives its texts, and gives them anew when a page asks for what is new."""

    _esm = loader_module("card")

    def __init__(self, say: Callable[[], Mapping]):
        self._say = say
        super().__init__(say())

    def heard(self, event: Mapping):
        """Say the texts anew."""
        self.renew()

    def renew(self):
        """Show what has changed since on every page."""
        self.show(self._say())

    def summary(self) -> str:
        """Return the card as plain text."""
        card, lines = self.frame, [self.frame["title"]]
        for part in card["parts"]:
            lines += [part["heading"], *(f"- {line}" for line in part["lines"])]
        lines += [card["numbers"]["heading"], *(f"- {value}: {label}" for value, label in card["numbers"]["cells"])]
        written = [f"- {name}: {rule}" for name, rule in card["rules"]["rows"] if rule]
        return "\n".join([*lines, card["rules"]["heading"], *(written or [card["words"]["unwritten"]]), card["foot"]])
