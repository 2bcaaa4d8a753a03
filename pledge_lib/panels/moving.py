"""A sentence of a lesson whose numbers can be dragged: a figure's own model feeds it, and no chart is drawn.

The text `moves` of a figure is that sentence, or `moves.<state>` and for all other states `moves.else`; keys of
controls in it can be dragged, chosen or switched, and fields of the result follow.
"""

import json
import re
from collections.abc import Iterator, Mapping

from pledge_lib.panels.core import Told
from pledge_lib.panels.framed import Framed
from pledge_lib.panels.kept import Kept
from pledge_lib.panels.live_chart import loader_module
from pledge_lib.panels.staging import in_pieces

KEY = "moves"
WORDS = ("drag", "asked", "waiting", "disconnected", "restarted", "dead")


def sentences(table: Mapping[str, str]) -> list[str]:
    """Return the figures that have such a sentence, from the texts of a language."""
    return sorted({key.partition(f".{KEY}")[0] for key in table if re.search(rf"^F[\d.]+\.{KEY}\b", key)})


class TellsSentence(Told):
    """What a sentence tells, step by step; `set` moves its numbers."""

    def summary(self) -> str:
        """Return the sentence as plain text."""
        return "".join(text for _, text in self._pieces())

    def _pieces(self) -> Iterator[tuple[str | None, str]]:
        """Yield the sentence piece by piece, what can be moved under the key of its control."""
        say, result = self.say, self._result()
        keys = (f"{KEY}.{getattr(result, 'state', '')}", f"{KEY}.else", KEY)
        return say.pieces(next(key for key in keys if key in say), result)

    def _now(self, answers: Mapping | None = None, refusal: Mapping | None = None) -> dict:
        """Return the frame of this moment, as the story of a figure shows it; the whole sentence is spoken."""
        return {
            "spec": self._spec,
            "stage": {"asks": in_pieces(self._pieces()), "chip": {"word": ""}},
            "values": {key: self._on_screen(key) for key in self._values},
            "sentence": self.summary(),
            "idle": (),
            "answers": answers,
            "refusal": refusal,
        }

    def _draw(self):
        """Draw nothing."""

    def _written_spec(self) -> str:
        """Return what a page builds the sentence from, as JSON: the controls that are in it and their words."""
        own = [text for key, text in self.words.table.items() if key.startswith(f"{self.declaration.id}.{KEY}")]
        used = [each for each in self.declaration.controls if any(f"{{{each.key}" in text for text in own)]
        spec = {
            "id": self.declaration.id,
            "language": self.words.language,
            "controls": [control.described(self.say) for control in used],
            "words": {name: self.say(f"panel.{name}") for name in WORDS},
        }
        return json.dumps(spec, ensure_ascii=False)


class MovingSentence(TellsSentence, Framed):
    """A sentence on the screen."""

    _esm = loader_module("sentence")

    def heard(self, event: Mapping):
        """Do what the reader did on a page."""
        self.react(event)


class SentenceCore(TellsSentence, Kept):
    """A sentence without a screen."""
