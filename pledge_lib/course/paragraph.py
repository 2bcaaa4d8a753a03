"""A paragraph for a reader: the key of a text and what goes into it, put in words where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pledge_lib.panels.words import Words


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """The key of a text with its numbers, its tone, and the figure that shows it.

    `names` are numbers' companions that are texts themselves, such as the label of a field; a number may also be a
    paragraph, put in words with it.
    """

    key: str
    numbers: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    tone: str = "plain"
    figure: str | None = None

    def text(self, words: Words) -> str:
        """Return the paragraph in one language."""
        said = {name: each.text(words) if isinstance(each, Paragraph) else each for name, each in self.numbers.items()}
        return words(self.key, **said, **{name: words(key) for name, key in self.names.items()})
