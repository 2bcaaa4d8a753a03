"""What the course says to an answer, a hint or a solution that a reader asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.printed import printable
from pledge_lib.panels.asked import Said
from pledge_lib.panels.words import Words


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What an answer, a hint or a solution is told; an answer has a `state` and the `ideas` behind it.

    What could not be read (`readable` is false) is no attempt. `fields` says of each how it stands. Printed, it speaks
    the language of `words`.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    state: str | None = None
    ideas: tuple[str, ...] = ()
    readable: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    words: Words | None = None

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return the paragraphs of a form in one language."""
        return tuple(Said(text=each.text(words), tone=each.tone, figure=each.figure) for each in self.paragraphs)

    def and_then(self, *more: Paragraph) -> "Feedback":
        """Return the same with more paragraphs below."""
        return replace(self, paragraphs=(*self.paragraphs, *more))

    def __repr__(self) -> str:
        if self.words is None:
            return "\n".join(each.key for each in self.paragraphs)
        return printable("\n".join(each.text + _pointer(each, self.words) for each in self.said(self.words)))


def _pointer(said: Said, words: Words) -> str:
    return f" {words('question.see-figure', figure=said.figure)}" if said.figure else ""
