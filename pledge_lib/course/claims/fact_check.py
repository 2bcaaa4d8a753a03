"""One claim of an article beside what is so: both sides in the reader's language, with the sources."""

from dataclasses import dataclass
from functools import cache

from pledge_lib import datasets
from pledge_lib.course.claims import calls, costs, crypto, lending, margin, margin_interest, ratios
from pledge_lib.course.claims.computation import Computation
from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.lessons import LESSONS
from pledge_lib.datasets.records import ArticleClaim
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.figures import PANELS
from pledge_lib.panels.words import Words

COMPUTATIONS = {
    claim: compute
    for module in (ratios, calls, costs, margin, margin_interest, lending, crypto)
    for claim, compute in module.COMPUTATIONS.items()
}


@dataclass(frozen=True)
class Claim:
    """A claim as the course tells it; `facts` is its row of the data, `computation` what the library finds."""

    facts: ArticleClaim
    computation: Computation

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def verdict(self) -> str:
        return self.facts.verdict

    @property
    def topic(self) -> str:
        return self.facts.topic

    @property
    def article(self) -> str:
        return self.facts.article

    def said(self, words: Words) -> str:
        """Return what the article says, in our words."""
        return words(f"{self.id}.claim")

    def ask(self, words: Words) -> str | None:
        """Return what the reader may compute first, where the claim has a number to ask for."""
        return None if self.computation.number is None else words(f"{self.id}.ask", **self.computation.fields)

    def finding(self, words: Words) -> str:
        """Return what is so and why, with the numbers put in."""
        return words(f"{self.id}.finding", **self.computation.fields)

    def verdict_name(self, words: Words) -> str:
        return words(f"verdict.{self.verdict}")

    def topic_name(self, words: Words) -> str:
        return words(f"topic.{self.topic}")

    def article_line(self, words: Words) -> str:
        """Return the article, named by what it is about, and its date where it prints one."""
        source = datasets.sources()[self.article]
        title = words.of(source.title)
        return words("claim.article", title=title, date=source.published or words("claim.undated"))

    def source_line(self, words: Words) -> str:
        """Return how far to trust our verdict, what it rests on, and the date of the first source."""
        mark = words(f"claim.mark.{self.facts.mark}")
        titles = words("claim.and").join(self._titles(words))
        return words(f"claim.{'sources' if titles else 'no-sources'}", mark=mark, titles=titles, as_of=self.facts.as_of)

    def _titles(self, words: Words) -> list[str]:
        sources = (datasets.sources()[key] for key in self.facts.sources)
        return [words("panel.source", key=source.key, title=words.of(source.title))
                for source in sources]  # fmt: skip


def facts_of_claims() -> tuple[ArticleClaim, ...]:
    """Return the rows of all claims; one that points to a lesson, a figure or an idea unknown here is refused."""
    return datasets.claims(lessons=LESSONS, figures=tuple(PANELS), ideas=IDEAS)


@cache
def _computed(facts: ArticleClaim) -> Claim:
    return Claim(facts, COMPUTATIONS[facts.id]())


def claims(
    verdict: str | None = None, article: str | None = None, topic: str | None = None, lesson: str | None = None
) -> tuple[Claim, ...]:
    """Return the claims of one verdict, article, topic and lesson; of all where none is named.

    >>> [claim.id for claim in claims(verdict="wrong", article="article-002")]
    ['FC2-03', 'FC2-04']
    """
    articles = sorted({facts.article for facts in facts_of_claims()})
    for name, value, choices in (("verdict", verdict, datasets.VERDICTS), ("article", article, articles),
                                 ("topic", topic, datasets.TOPICS), ("lesson", lesson, LESSONS)):  # fmt: skip
        if value is not None and value not in choices:
            raise InputError("unknown", name=name, value=value, choices=", ".join(choices))
    wanted = (
        facts
        for facts in facts_of_claims()
        if verdict in (None, facts.verdict)
        and article in (None, facts.article)
        and topic in (None, facts.topic)
        and lesson in (None, facts.lesson)
    )
    return tuple(_computed(facts) for facts in wanted)


def claim(id: str) -> Claim:
    """Return one claim.

    >>> claim("FC2-03").verdict, claim("FC2-03").computation.fields["room"]
    ('wrong', '22%')
    """
    for facts in facts_of_claims():
        if facts.id == id:
            return _computed(facts)
    raise InputError("unknown", name="claim", value=id, choices=", ".join(facts.id for facts in facts_of_claims()))
