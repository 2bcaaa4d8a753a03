"""Fact-check cells: the claim, the reader's verdict and number, then ours, computed live, with its source."""

from collections.abc import Mapping

from pledge_lib import datasets
from pledge_lib.course.answer_kinds import Number
from pledge_lib.course.bank import Bank
from pledge_lib.course.claims import Claim
from pledge_lib.course.exercise import Note
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.judging import NOT_YET, RIGHT, is_blank, unreadable
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.finance.checks import InputError, shortened
from pledge_lib.finance.units import MONEY
from pledge_lib.panels.asked import FormSheet, Input, Said, Standing
from pledge_lib.panels.words import Words

ALL, HOLDS = "all", "holds"
RELATIVE = 0.005
FILTERS = ("verdict", "article", "topic")


class FactCheck:
    """The driver of one fact-check cell, or of all of a lesson's behind a filter (F1.11)."""

    def __init__(self, note: Note, bank: Bank, only: str | None = None):
        self._note, self._bank, self._only = note, bank, only
        self._filter = dict.fromkeys(FILTERS, ALL)
        self.claim = bank.claims[only] if only else self._every[0]
        self._shown = Feedback()
        self._revealed = False

    @property
    def _every(self) -> tuple[Claim, ...]:
        return tuple(self._bank.claims.values())

    def sheet(self, words: Words) -> FormSheet:
        """Return what stands on the form: filter and claim, then the reader's verdict and number."""
        inputs, chosen = [], () if self._only else (*self._filters(words), self._picker(words))
        verdicts = tuple((verdict, words(f"verdict.{verdict}")) for verdict in self.claim.offered)
        own = Input(
            name=self._named("own-verdict"), label=words("verdict-check.your-verdict"), kind="choice", options=verdicts
        )
        inputs.append(own)
        question = self.claim.ask(words)
        if question:
            unit = words(f"unit.{self.claim.number.unit.name}")
            inputs.append(Input(name=self._named("number"), label=question, kind="number", unit=unit))
        actions = ["reveal"] if self._only else ["reveal", "next"]
        return FormSheet(
            title=self._only or words(f"factcheck.title.{self._bank.lesson}"),
            prompt=f"{self.claim.article_line(words)}\n{self.claim.said(words)}",
            inputs=tuple(inputs),
            actions=tuple((action, words(f"verdict-check.{action}")) for action in actions),
            aside_title="" if self._only else words("factcheck.filter"),
            aside=chosen,
        )

    def standing(self, words: Words) -> Standing:
        """Return whether the verdict is ours, and what comes next."""
        if not self._revealed:
            return Standing(next=words("question.next.verdict"))
        return Standing(tone=self._outcome, text=words(f"outcome.{self._outcome}"), next=words("question.next.claim"))

    def _named(self, name: str) -> str:
        """Return an input's name of its own for each claim, so that an answer does not stay for the next."""
        return f"{name}:{self.claim.id}"

    def _filters(self, words: Words):
        names = {
            "verdict": {v: words(f"verdict.{v}") for v in datasets.VERDICTS},
            "article": {c.article: c.article_line(words) for c in self._every},
            "topic": {t: words(f"topic.{t}") for t in datasets.TOPICS if any(c.topic == t for c in self._every)},
        }
        for name, labels in names.items():
            options = ((ALL, words("factcheck.all")), *labels.items())
            yield Input(
                name=name,
                label=words(f"factcheck.{name}"),
                kind="select",
                options=options,
                live=True,
                value=self._filter[name],
            )

    def _picker(self, words: Words) -> Input:
        found = self.found()
        options = tuple((each.id, f"{each.id} {each.said(words)}") for each in found)
        label = words("factcheck.claim", count=len(found))
        return Input(name="claim", label=label, kind="select", options=options, value=self.claim.id, live=True)

    def found(self) -> tuple[Claim, ...]:
        """Return the claims that pass the filter."""
        return tuple(
            each
            for each in self._every
            if all(value in (ALL, getattr(each, name)) for name, value in self._filter.items())
        )

    def said(self, words: Words) -> tuple[Said, ...]:
        """Return our verdict beside the reader's, what was found, and its source."""
        if not self._revealed:
            return self._shown.said(words)
        verdict = words("verdict-check.our-verdict") + words("factcheck.colon") + self.claim.verdict_name(words)
        return (
            *self._shown.said(words),
            Said(text=verdict, tone="solution"),
            Said(text=self.claim.finding(words), figure=self.claim.figure or None),
            Said(text=self.claim.source_line(words)),
        )

    def act(self, action: str, answers: Mapping):
        """Filter, pick, turn to the next, or reveal."""
        if action == "change":
            chosen = {name: answers.get(name) for name in FILTERS}
            self._filter |= {name: value for name, value in chosen.items() if isinstance(value, str)}
            ids = [each.id for each in self.found()]
            wanted = answers.get("claim", self.claim.id)
            self._turn_to(wanted if wanted in ids else ids[0] if ids else None)
        elif action == "next":
            ids = [each.id for each in self.found()]
            place = ids.index(self.claim.id) + 1 if self.claim.id in ids else 0
            self._turn_to(ids[place % len(ids)] if ids else None)
        else:
            self._judge(answers.get(self._named("own-verdict")), answers.get(self._named("number")))

    def _turn_to(self, wanted: str | None):
        self._revealed = False
        if wanted:
            self.claim, self._shown = self._bank.claims[wanted], Feedback()
        else:
            self._shown = Feedback(paragraphs=(Paragraph(key="factcheck.none", tone="not-yet"),))

    def _judge(self, verdict: str | None, number):
        """Set the reader's verdict and number beside ours; without a verdict there is nothing to compare."""
        if verdict not in self.claim.offered:
            self._shown = Feedback(paragraphs=(Paragraph(key="factcheck.verdict-first", tone="not-yet"),))
            return
        agreed = verdict == self.claim.verdict
        judged = Paragraph(
            key=f"factcheck.{'same' if agreed else 'other'}",
            names={"verdict": f"verdict.{verdict}"},
            tone="right" if agreed else "not-yet",
        )
        # a claim that holds is no misconception, whoever doubts it
        idea = self.claim.idea if not agreed and self.claim.verdict != HOLDS else ""
        refuted = (Paragraph(key=f"{idea}.refutation", tone="not-yet"),) if idea else ()
        told = self._note(
            self.claim.id,
            "factcheck",
            answer=f"{verdict}; {shortened(number or '')}",
            outcome=RIGHT if agreed else NOT_YET,
            ideas=(idea,) if idea else (),
        )
        self._outcome = RIGHT if agreed else NOT_YET
        self._shown = Feedback(paragraphs=(judged, *refuted, *self._counted(number), *told))
        self._revealed = True

    def _counted(self, number) -> tuple[Paragraph, ...]:
        """Return what is to be said of the reader's number."""
        right = self.claim.number
        if right is None or is_blank(number):
            return ()
        # a dollar more or less would pass the very rounding that some claims are about
        near_enough = abs(right.value) * RELATIVE if right.unit == MONEY else None
        asked = Number(unit=right.unit, tolerance=near_enough)
        try:
            near = asked.met(asked.read(number), right)
        except InputError as error:
            return (unreadable(error, "verdict-check.your-number", tone="plain"),)
        key, tone = ("right", "right") if near else ("other", "not-yet")
        said = {"number": str(number), "right": right}
        return (Paragraph(key=f"factcheck.number-{key}", numbers=said, tone=tone),)
