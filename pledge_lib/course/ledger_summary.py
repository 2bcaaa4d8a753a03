"""What the reader's record says: hits, confidence against what came, the ideas missed most."""

from dataclasses import dataclass

from pledge_lib.course import attempts
from pledge_lib.course.ideas import GROUPS, group_of
from pledge_lib.course.ledger import Ledger, shown
from pledge_lib.course.mastery import mastery
from pledge_lib.course.printed import escape_markdown, markdown_table, printable
from pledge_lib.finance.units import NUMBER, PERCENT
from pledge_lib.panels.overview.record_model import LEVELS, SHAKY
from pledge_lib.panels.words import Words

KNOWN = frozenset(idea for ideas in GROUPS.values() for idea in ideas)  # a file may name anything
MOST = 5  # ideas that a summary names
WHOLE_PERCENT, TWO_DECIMALS = PERCENT.rounded(0), NUMBER.rounded(2)


@dataclass(frozen=True)
class LedgerSummary:
    """What the record says, line by line, and the table of confidence against what came."""

    title: str
    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()

    def _repr_markdown_(self) -> str:
        parts = [f"**{self.title}**", "\n".join(f"- {escape_markdown(line)}" for line in self.lines)]
        if self.table:
            parts.append(markdown_table([tuple(map(escape_markdown, row)) for row in self.table]))
        return "\n\n".join(parts)

    def __repr__(self) -> str:
        return printable("\n".join([self.title, *self.lines, *("  ".join(row) for row in self.table)]))


def ledger_summary(ledger: Ledger, words: Words, code: str | None = None) -> LedgerSummary:
    """Return how the reader is doing; without events the text is the same on every machine.

    `code` is the result code of the lesson where the reader looks, to hand in.
    """
    events = [event for event in ledger.events() if event.kind != attempts.SEED]
    notice = ledger.tell() or ledger.trouble
    lines = [notice.text(words)] if notice else []
    if not events:
        return LedgerSummary(words("ledger.title"), (*lines, words("ledger.empty")))
    first, every = attempts.first_hit_rate(events), attempts.hit_rate(events)
    if every.count:
        lines.append(words("ledger.exercises", **_said(first, "first"), **_said(every, "all")))
    scored, brier, bands = attempts.predictions(events), attempts.brier_score(events), attempts.calibration(events)
    if scored:
        hits = attempts.Score(right=sum(band.score.right for band in bands), count=len(scored))
        confidence = WHOLE_PERCENT(sum(event.confidence for event in scored) / len(scored) / 100)
        lines.append(words("ledger.predictions", **_said(hits, "all"), confidence=confidence))
        lines.append(words("ledger.brier", score=TWO_DECIMALS(brier)))
    missed = [(idea, count) for idea, count in attempts.most_missed(events) if idea in KNOWN][:MOST]
    lines += [words("ledger.missed")] if missed else []
    lines += [_missed_line(idea, count, words) for idea, count in missed]
    lines += _levels(events, words)
    lines += [words("class.code.line", code=code)] if code else []
    unsaved = {"unsaved": ledger.unsaved} if ledger.unsaved else {}
    place = "ledger.unkept" if unsaved else "ledger.place"
    lines.append(words(place, file=shown(ledger.path), count=len(events), **unsaved))
    header = tuple(words(f"ledger.column.{name}") for name in ("band", "count", "confidence", "came"))
    return LedgerSummary(words("ledger.title"), tuple(lines), (header, *map(_row, bands)) if bands else ())


def _levels(events: list[attempts.Event], words: Words) -> list[str]:
    """Return how many ideas are held how well, and which are shaky."""
    levels = mastery(events)
    counts = {level.replace("-", "_"): list(levels.values()).count(level) for level in LEVELS}
    shaky = [words(f"ledger.idea.{idea}") for idea, level in levels.items() if level == SHAKY][:MOST]
    named = [words("review.level.shaky", names=words("review.comma").join(shaky))] if shaky else []
    return [words("review.level.title") + words("review.level.line", **counts), *named]


def _said(score: attempts.Score, name: str) -> dict[str, object]:
    return {f"{name}_right": score.right, f"{name}_count": score.count, f"{name}_rate": WHOLE_PERCENT(score.rate)}


def _row(band: attempts.Band) -> tuple[str, ...]:
    sure, came = WHOLE_PERCENT(band.confidence), WHOLE_PERCENT(band.score.rate)
    return f"{band.low}–{band.high}%", str(band.score.count), str(sure), str(came)


def _missed_line(idea: str, count: int, words: Words) -> str:
    said = {"group": words(f"ledger.group.{group_of(idea)}"), "name": words(f"ledger.idea.{idea}")}
    return words("ledger.idea.line", idea=idea, count=count, **said)
