"""Do the questions find what a reader believes? A study by simulation; it says nothing of how people learn.

    python benchmarks/teaching.py [readers]

Made-up readers hold one to three of the 48 ideas and answer the whole course, what is kept for reviews included, with
numbers of their own. Where an idea leads to an answer of its own, they give it; elsewhere they are right, but for a
slip now and then. The report says which items tell readers apart, which traps never fire, and how many answers it
takes until the record names an idea.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from statistics import median

from pledge_lib.course.ideas import IDEAS
from pledge_lib.course.judging import RIGHT, judge
from pledge_lib.course.mastery import asked_by_id, ideas_of
from pledge_lib.course.variants import Variant, variant
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import DATE, PERCENT, POINTS, RATE

READERS = 300
SLIP = 0.10  # of the answers to which no idea leads
MOST_IDEAS = 3
WEAK = 0.30  # difference in hits below which an item hardly tells who holds its ideas


@dataclass
class Found:
    """What the made-up readers' answers show."""

    readers: int = 0
    right: dict = field(default_factory=lambda: defaultdict(Counter))  # item -> (holds one of its ideas) -> hits
    asked: dict = field(default_factory=lambda: defaultdict(Counter))
    fired: Counter = field(default_factory=Counter)  # (item, field, trap)
    until_named: dict = field(default_factory=lambda: defaultdict(list))  # idea -> answers until the record names it
    named: Counter = field(default_factory=Counter)
    held: Counter = field(default_factory=Counter)
    wrongly_named: Counter = field(default_factory=Counter)

    def discrimination(self, item: str) -> float | None:
        """Return the share of hits of those without an item's ideas, less that of those with one."""
        hits, asked = self.right[item], self.asked[item]
        if not asked[True] or not asked[False]:
            return None
        return hits[False] / asked[False] - hits[True] / asked[True]


def study(readers: int = READERS, seed: int = 2026) -> Found:
    """Return what so many made-up readers show."""
    found = Found(readers=readers)
    for number in range(readers):
        chance = Random(f"{seed}:{number}")
        _read(found, frozenset(chance.sample(IDEAS, chance.randint(1, MOST_IDEAS))), f"reader-{number}", chance)
    return found


def _read(found: Found, held: frozenset, seed: str, chance: Random):
    """Let one reader go through the course."""
    named: set[str] = set()
    found.held.update(held)
    for place, (item, question) in enumerate(asked_by_id().items(), start=1):
        asked = variant(question, seed)
        answers, sprung = _answers(asked, held, chance)
        found.fired.update((item, *each) for each in sprung)
        outcome = judge(asked, answers)
        holds_one = bool(held & ideas_of(item))
        found.asked[item][holds_one] += 1
        found.right[item][holds_one] += outcome.state == RIGHT
        for idea in set(outcome.ideas) - named:
            named.add(idea)
            if idea in held:
                found.named[idea] += 1
                found.until_named[idea].append(place)
            else:
                found.wrongly_named[idea] += 1


def _answers(asked: Variant, held: frozenset, chance: Random) -> tuple[dict, list]:
    """Return what a reader answers to every field, and the traps that an idea led to."""
    given, sprung = {}, []
    for name, each in asked.asked.items():
        tempting = [trap for trap, told in each.traps.items() if told.idea in held]
        if tempting:
            trap = chance.choice(tempting)
            sprung.append((name, trap))
            answer = each.traps[trap].answer
            given[name] = each.right | answer if isinstance(answer, dict) else _typed(answer)
        elif chance.random() < SLIP:
            given[name] = _slip(each, chance)
        else:
            given[name] = _typed(each.right)
    return given, sprung


def _slip(each, chance: Random):
    """Return a wrong answer behind which there is no idea."""
    if isinstance(each.right, Quantity) and each.right.unit != DATE:
        return _typed(Quantity(each.right.value * chance.choice((0.93, 1.07)), each.right.unit))
    if each.kind.name == "choice":
        return chance.choice([option for option in each.kind.options if option != each.right])
    if each.kind.name == "order":
        return list(chance.sample(each.right, len(each.right)))
    return _typed(each.right)


def _typed(value):
    if not isinstance(value, Quantity):
        return value
    if value.unit == DATE:
        return value.value.isoformat()
    return repr(value.value * 100) if value.unit in (PERCENT, POINTS, RATE) else repr(value.value)


def traps_with_ideas() -> set:
    """Return every trap of the course behind which there is an idea."""
    return {
        (item, name, trap)
        for item, question in asked_by_id().items()
        for name, each in variant(question).asked.items()
        for trap, told in each.traps.items()
        if told.idea
    }


def report(found: Found) -> str:
    """Return the study in words and tables."""
    items = asked_by_id()
    with_ideas = [item for item in items if ideas_of(item)]
    apart = {item: found.discrimination(item) for item in with_ideas}
    weak = sorted((value, item) for item, value in apart.items() if value is not None and value < WEAK)
    silent = sorted(traps_with_ideas() - set(found.fired))
    per_idea = {idea: [item for item in items if idea in ideas_of(item)] for idea in IDEAS}
    once = [idea for idea, where in per_idea.items() if len(where) == 1]
    missed = {idea: found.named[idea] / found.held[idea] for idea in IDEAS if found.held[idea]}
    waits = [place for places in found.until_named.values() for place in places]
    lines = [
        f"Readers: {found.readers}; items: {len(items)}, of which {len(with_ideas)} can betray an idea.",
        f"Traps with an idea: {len(traps_with_ideas())}; never fired: {len(silent)} {silent or ''}".rstrip(),
        f"Ideas named by the record, of those held: {sum(found.named.values()) / sum(found.held.values()):.1%}; "
        f"least often: {min(missed.values()):.0%}.",
        f"Ideas named that the reader does not hold: {sum(found.wrongly_named.values()) / found.readers:.2f} a reader.",
        f"Answers until an idea is named: median {median(waits):.0f} of {len(items)}.",
        f"Discrimination of the items with ideas: median {median(v for v in apart.values() if v is not None):.2f}; "
        f"below {WEAK}: {', '.join(f'{item} {value:.2f}' for value, item in weak) or 'none'}.",
        f"Ideas that one item alone can betray: {', '.join(once) or 'none'}.",
        "",
        "| idea | items that can betray it | named, of those who hold it | answers until then (median) |",
        "|---|---|---|---|",
    ]
    for idea, where in per_idea.items():
        wait = f"{median(found.until_named[idea]):.0f}" if found.until_named[idea] else "–"
        share = f"{missed[idea]:.0%}" if idea in missed else "–"
        lines.append(f"| {idea} | {', '.join(where)} | {share} | {wait} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(study(int(sys.argv[1]) if len(sys.argv) > 1 else READERS)))
