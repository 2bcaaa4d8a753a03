"""The statistics of the questions of a lesson, from result codes that a teacher pastes: no server and no names."""

from collections.abc import Iterator, Mapping

from pledge_lib.course.classroom.collecting import Collection, pasted
from pledge_lib.course.classroom.items import FEWEST, ItemStatistics, statistics_of
from pledge_lib.course.variants import variant
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import NUMBER, PERCENT
from pledge_lib.panels.asked import FormSheet, Input, Said
from pledge_lib.panels.words import Words

WHOLE, HUNDREDTHS = PERCENT.rounded(0), NUMBER.rounded(2)


class Desk:
    """The driver: a box for codes, and below it each question, the hardest first."""

    def __init__(self, lesson: str, seed: str | None):
        self.lesson, self.seed = lesson, seed
        self._codes = Collection()

    def sheet(self, words: Words) -> FormSheet:
        """Return the box for the codes."""
        box = Input(name="codes", label=words("class.desk.codes"), kind="area")
        return FormSheet(
            title=words("class.desk.title"),
            prompt=words("class.desk.prompt"),
            inputs=(box,),
            actions=(("count", words("class.desk.count")),),
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return what is damaged or twice, then the questions."""
        return *(Said(text=each.text(words), tone=each.tone) for each in self._codes.notices), *self._told(words)

    def _told(self, words: Words) -> Iterator[Said]:
        results = self._codes.of(self.lesson)
        foreign = len(self._codes.entries) - len(results)
        if foreign:
            yield Said(text=words("class.poll.foreign", count=foreign), tone="not-yet")
        if not results:
            return
        yield Said(text=words("class.desk.read", count=len(results), fewest=FEWEST))
        for each in sorted(statistics_of(self.lesson, results), key=lambda one: one.difficulty):
            yield Said(text=_line(each, self.seed, words), share=each.difficulty)

    def act(self, action: str, answers: Mapping):
        """Read the codes."""
        given = answers.get("codes")
        self._codes = pasted(given if isinstance(given, str) else "")


def _line(told: ItemStatistics, seed: str | None, words: Words) -> str:
    """Return one question in a line: how many had it right, whether it tells readers apart, the trap hit most."""
    item = told.item
    apart = words("class.desk.apart", number=HUNDREDTHS(told.discrimination)) if told.discrimination is not None else ""
    name = f"{item.id} {words(f'{item.id}.title')}"
    line = words("class.desk.line", name=name, right=told.right, count=told.count, share=WHOLE(told.difficulty))
    trap = words("class.desk.trap", trap=trap_name(told, seed, words), hits=told.hits) if told.trap else ""
    return line + apart + trap


def trap_name(told: ItemStatistics, seed: str | None, words: Words) -> str:
    """Return what a trap is called: its idea, else its option, its number, or the name that its question gives it."""
    if told.idea:
        return f"{told.idea} {words(f'ledger.idea.{told.idea}')}"
    asked, option = variant(told.item.question, seed), f"{told.item.id}.option.{told.trap}"
    if option in words.table:
        return words(option, **asked.numbers)
    field, _, name = str(told.trap).partition(".")
    answer = asked.asked[field].traps[name].answer
    return str(answer) if isinstance(answer, Quantity) else name
