"""A prediction before a class: the answers are held until the teacher reveals them, then histogram and figure."""

from collections import Counter
from collections.abc import Mapping
from statistics import fmean

from pledge_lib.course.classroom.answers_in import Bar, bars, called_out, hands, of_results
from pledge_lib.course.classroom.collecting import Collection, pasted
from pledge_lib.course.classroom.results import seed_mark
from pledge_lib.course.classroom.scheme import items
from pledge_lib.course.judging import RIGHT
from pledge_lib.course.predict import ASKED, OBSERVED
from pledge_lib.course.questions import Question
from pledge_lib.course.variants import variant
from pledge_lib.finance.checks import shortened
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

WHOLE = PERCENT.rounded(0)
TONES = {RIGHT: "right", "trap": "not-yet"}


class Poll:
    """The driver of a prediction that a whole class answers; a figure stands below it once it is `OBSERVED`."""

    def __init__(self, lesson: str, question: Question, seed: str | None):
        self.lesson, self.question, self.seed = lesson, question, seed
        self.variant, self._item = variant(question, seed), items(lesson)[question.id]
        self._clear()

    def _clear(self):
        self.stage = ASKED
        self._by_hand: Counter = Counter()
        self._unread: tuple[str, ...] = ()
        self._codes = Collection()

    def sheet(self, words: Words) -> FormSheet:
        """Return the question, and the boxes for the answers while they are held."""
        is_held = self.stage == ASKED
        actions = ("take-in", "reveal") if is_held else ("clear",)
        return FormSheet(
            title=f"{self.question.id} {words(f'{self.question.id}.title')}",
            prompt=words(f"{self.question.id}.prompt", **self.variant.numbers),
            inputs=self._inputs(words) if is_held else (),
            actions=tuple((action, words(f"class.poll.{action}")) for action in actions),
            covers=self.question.figure if is_held else "",
            unfolds=not is_held,
        )

    def _inputs(self, words: Words) -> tuple[Input, ...]:
        codes = Input(name="codes", label=words("class.poll.codes"), kind="area")
        if not self._item.is_choice:
            called = Input(name="called", label=words("class.poll.called"), kind="area")
            return called, codes
        [asked] = self.variant.asked.values()
        counts = (
            Input(
                name=option,
                label=words(f"{self.question.id}.option.{option}", **self.variant.numbers),
                kind="count",
            )
            for option in asked.kind.options
        )
        return *counts, codes

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return how many answers are in, and nothing of what they are until they are revealed."""
        told = (
            [Said(text=words("class.poll.held", count=self._count))] if self.stage == ASKED else self._revealed(words)
        )
        if self._unread:
            told.append(
                Said(text=words("class.poll.unread", answers=shortened(" ".join(self._unread))), tone="not-yet")
            )
        foreign = sum(each.lesson != self.lesson for each in self._results)
        if foreign:
            told.append(Said(text=words("class.poll.foreign", count=foreign), tone="not-yet"))
        told += (Said(text=each.text(words), tone=each.tone) for each in self._codes.notices)
        return tuple(told)

    def _revealed(self, words: Words) -> list[Said]:
        counted = self._by_hand + of_results(self._item, self._own)
        drawn, count = bars(self._item, self.variant, counted, words), self._count
        told = [Said(text=words("class.poll.answers", count=count))] if count else []
        told += (self._bar(each, count, words) for each in drawn if count)
        told += self._sure(words)
        others = sum(each.seed != seed_mark(self.seed) for each in self._own)
        if others and self.question.varies:
            told.append(Said(text=words("class.poll.other-numbers", count=others)))
        result = self.variant.paragraph("result", figure=self.question.figure)
        ours = self.variant.paragraph("ours", tone="solution")
        return [*told, *(Said(text=each.text(words), tone=each.tone) for each in (result, ours))]

    def _bar(self, bar: Bar, count: int, words: Words) -> Said:
        share = bar.count / count
        text = words("class.poll.bar", answer=bar.text, count=bar.count, share=WHOLE(share))
        return Said(text=text, tone=TONES.get(bar.kind, "plain"), share=share)

    def _sure(self, words: Words) -> list[Said]:
        """Return how sure those were who had it right, and the others."""
        own = [each.outcomes[self.question.id] for each in self._own if self.question.id in each.outcomes]
        sure = [(each.what == self._item.right, each.confidence) for each in own if each.confidence is not None]
        groups = [[one for is_right, one in sure if is_right == wanted] for wanted in (True, False)]
        if not all(groups):
            return []
        right, other = (WHOLE(fmean(group) / 100) for group in groups)
        return [Said(text=words("class.poll.sure", right=right, other=other))]

    @property
    def _results(self):
        return [entry.result for entry in self._codes.entries]

    @property
    def _own(self):
        return self._codes.of(self.lesson)

    @property
    def _count(self) -> int:
        return sum(self._by_hand.values()) + sum(of_results(self._item, self._own).values())

    def act(self, action: str, answers: Mapping):
        """Take in what stands in the boxes, reveal it, or begin again."""
        if action == "clear":
            self._clear()
        elif action in ("take-in", "reveal") and self.stage == ASKED:
            self._take_in(answers)
            if action == "reveal":
                self.stage = OBSERVED

    def _take_in(self, answers: Mapping):
        self._codes = pasted(_text(answers.get("codes")))
        if self._item.is_choice:
            self._by_hand = Counter({option: hands(answers.get(option)) for option in self._item.outcomes})
        else:
            self._by_hand, self._unread = called_out(_text(answers.get("called")), self.variant)


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""
