"""One claim of an article beside what is so: told in one function as a question is, with its verdict and sources."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import cycle

from pledge_lib import datasets
from pledge_lib.course.solved import Solved
from pledge_lib.datasets.records import ArticleClaim
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.words import Words

COMMONEST = ("holds", "loose")  # what most sentences of the articles are


@dataclass(frozen=True)
class Claim:
    """A claim as the course tells it: `solve` gives the numbers of its finding, and the one that readers are asked for.

    `figure` shows it, and `idea` is the misconception behind it, where there are any.
    """

    id: str
    solve: Callable[[], Solved]
    figure: str = ""
    idea: str = ""

    @cached_property
    def facts(self) -> ArticleClaim:
        """Return its row of the data: the article, our verdict, and what the verdict rests on."""
        return next(facts for facts in datasets.claims() if facts.id == self.id)

    @property
    def verdict(self) -> str:
        return self.facts.verdict

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the three verdicts to choose from: the two commonest ones, then a third."""
        return (*COMMONEST, _thirds()[self.id])

    @property
    def topic(self) -> str:
        return self.facts.topic

    @property
    def article(self) -> str:
        return self.facts.article

    @cached_property
    def solved(self) -> Solved:
        """Return what the library finds."""
        return self.solve()

    @property
    def number(self) -> Quantity | None:
        """Return the number that a reader may compute first, where the claim has one."""
        return next((asked.right for asked in self.solved.asked.values()), None)

    def said(self, words: Words) -> str:
        """Return what the article says, in our words."""
        return words(f"{self.id}.claim")

    def ask(self, words: Words) -> str | None:
        """Return what the reader may compute first, where the claim has a number to ask for."""
        return words(f"{self.id}.ask", **self.solved.texts) if self.number else None

    def finding(self, words: Words) -> str:
        """Return what is so and why, with the numbers put in."""
        return words(f"{self.id}.finding", **self.solved.texts)

    def verdict_name(self, words: Words) -> str:
        return words(f"verdict.{self.verdict}")

    def topic_name(self, words: Words) -> str:
        return words(f"topic.{self.topic}")

    def article_line(self, words: Words) -> str:
        """Return the article, named by what it is about, and its date where it prints one."""
        source = datasets.sources()[self.article]
        return words("claim.article", title=words.of(source.title), date=source.published or words("claim.undated"))

    def source_line(self, words: Words) -> str:
        """Return how far to trust our verdict, what it rests on, and the date of the first source."""
        mark = words(f"claim.mark.{self.facts.mark}")
        titles = words("claim.and").join(self._titles(words))
        return words(f"claim.{'sources' if titles else 'no-sources'}", mark=mark, titles=titles, as_of=self.facts.as_of)

    def _titles(self, words: Words) -> list[str]:
        sources = (datasets.sources()[key] for key in self.facts.sources)
        return [words("panel.source", key=source.key, title=words.of(source.title)) for source in sources]


def claim(id: str, *, figure: str = "", idea: str = "") -> Callable[[Callable[[], Solved]], Claim]:
    """Declare a claim: the function below returns the numbers of its finding, one of them `asked` or none."""
    return lambda solve: Claim(id=id, solve=solve, figure=figure, idea=idea)


@cache
def _thirds() -> dict[str, str]:
    """Return each claim's third verdict: its own, or else one lent by the claims with such a verdict, in turn.

    So a rare verdict is no sign that it is right, and whoever always says the same one is right about one time in
    three, as by chance. With all seven on offer, always saying "holds" would be right nearly three times as often.
    """
    own = {facts.id: facts.verdict for facts in datasets.claims()}
    lent = cycle(verdict for verdict in own.values() if verdict not in COMMONEST)
    return {id: next(lent) if verdict in COMMONEST else verdict for id, verdict in own.items()}
