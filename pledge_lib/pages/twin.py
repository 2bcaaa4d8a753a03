"""The teacher's twin of a lesson: a notebook made from the lesson and its questions, so that neither can lag behind.

Section by section it has the minutes, whether it belongs to the 50 minutes, what is asked there, the answer with the
numbers of the class, and the wrong answers that people give.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from pledge_lib.course.bank import Bank, bank, rooms
from pledge_lib.course.capstone.desk import OWN, Desk
from pledge_lib.course.judging import label
from pledge_lib.course.printed import escape_markdown
from pledge_lib.course.questions import PREDICTION, Question
from pledge_lib.course.solved import Asked
from pledge_lib.course.variants import Variant, variant
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.unit import Quantity
from pledge_lib.pages.notebooks import Notebook, notebooks
from pledge_lib.pages.twin_timing import CUT, Section, asked_in, sections
from pledge_lib.panels.words import Words

QUESTIONS = ("predict", "exercise")


def twin(lesson: str, words: Words, seed: str | None = None) -> str:
    """Return the twin of a lesson as the text of a notebook, with the numbers of a class's seed."""
    cells = [_cell(text) for text in _texts(notebooks(words.language)[lesson], words, seed)]
    metadata = {"language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)


def _cell(text: str) -> dict:
    kept = text.replace("$", r"<span>\$</span>")  # or JupyterLab sets the text between two $ as a formula
    return {"cell_type": "markdown", "id": sha256(text.encode()).hexdigest()[:12], "metadata": {}, "source": kept}


def _texts(notebook: Notebook, words: Words, seed: str | None) -> Iterator[str]:
    own = bank(notebook.name) if notebook.name in rooms() else None
    parts = sections(notebook)
    # one plan for all languages: that of the leading one
    leading = sections(notebooks(LANGUAGES[0])[notebook.name])
    yield "\n\n".join(_head(notebook, leading, own.core if own else (), words, seed))
    yield _plan(parts, leading, words)
    for part, timed in zip(parts, leading, strict=True):
        told = [text for verb, name in asked_in(part) for text in _asked(own, verb, name, words, seed)]
        minutes = words("twin.minutes", minutes=_whole(timed.minutes))
        yield "\n\n".join([f"## {escape_markdown(part.title)}", minutes, *told])


def _head(
    notebook: Notebook, parts: tuple[Section, ...], core: tuple[str, ...], words: Words, seed: str | None
) -> Iterator[str]:
    yield f"# {words('twin.title', lesson=escape_markdown(notebook.title))}"
    yield words("twin.whose", seed=escape_markdown(seed)) if seed else words("twin.first-numbers")
    yield words("twin.total", minutes=_whole(sum(each.minutes for each in parts)))
    cut = sum(each.cut_minutes(core) for each in parts)
    if cut:
        yield words("twin.cut", mark=CUT, minutes=_whole(cut))


def _plan(parts: tuple[Section, ...], timed: tuple[Section, ...], words: Words) -> str:
    """Return the plan of the lesson as a table: minutes, and what is asked."""
    head = [words(f"twin.column.{name}") for name in ("section", "minutes", "asked")]
    rows = [
        [part.title, str(_whole(own.minutes)), words("review.comma").join(_ids(part))]
        for part, own in zip(parts, timed, strict=True)
    ]
    lines = [f"| {' | '.join(map(escape_markdown, row))} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---|---:|---|", *lines[1:]])


def _ids(section: Section) -> list[str]:
    return [name for _, name in asked_in(section) if name]


def _asked(own: Bank | None, verb: str, name: str, words: Words, seed: str | None) -> Iterator[str]:
    """Yield what a teacher needs of one cell of the lesson."""
    if own and verb in QUESTIONS and name in own.questions:
        yield "\n\n".join(_question(_as_asked(own.questions[name], seed), words))
    elif own and verb == "pretest":
        for question in own.pretest.values():
            yield "\n\n".join(_question(variant(question), words))
    elif own and verb == "factcheck" and name in own.claims:
        claim = own.claims[name]
        verdict = claim.verdict_name(words)
        yield f"### {name}\n\n{escape_markdown(claim.said(words))}\n\n{words('twin.verdict', verdict=verdict)}"


def _as_asked(question: Question, seed: str | None) -> Variant:
    """Return a question with the numbers of a class; one about a plan is about the first plan for the class's case."""
    if not question.id.startswith(OWN):
        return variant(question, seed)
    desk = Desk(seed, lambda *_told, **_more: (), tuple)
    return variant(desk.own(question), desk.seed_of_numbers)


def _question(asked: Variant, words: Words) -> Iterator[str]:
    """Yield a question as its teacher sees it: prompt, answer, why, and the wrong answers that people give."""
    question = asked.question
    core = words("question.core") if question.core else ""
    yield f"### {question.id} {escape_markdown(_title(asked, words))}{core}"
    yield escape_markdown(words(f"{question.id}.prompt", **asked.numbers))
    for name, each in asked.asked.items():
        field = words(label(asked, name) if len(asked.asked) > 1 else "twin.right")
        yield words(
            "twin.answer",
            field=escape_markdown(field),
            answer=escape_markdown(_written(asked, each, each.right, words)),
        )
    key = "ours" if question.kind == PREDICTION else "solution"
    if f"{question.id}.{key}" in words.table:
        yield escape_markdown(words(f"{question.id}.{key}", **asked.numbers))
    traps = [line for name, each in asked.asked.items() for line in _traps(asked, name, each, words)]
    if traps:
        yield words("twin.traps")
        yield "\n".join(traps)


def _title(asked: Variant, words: Words) -> str:
    key = f"{asked.question.id}.title"
    return words(key) if key in words.table else ""


def _traps(asked: Variant, field: str, each: Asked, words: Words) -> Iterator[str]:
    for name, trap in each.traps.items():
        if trap.accepted:
            continue
        written = escape_markdown(_written(asked, each, trap.answer, words))
        idea = words("twin.idea", idea=trap.idea, name=words(f"ledger.idea.{trap.idea}")) if trap.idea else ""
        own = f"{asked.question.id}.trap.{field}.{name}"
        said = escape_markdown(words(own, **asked.numbers)) if own in words.table else ""
        yield " ".join(part for part in (f"- **{written}**", idea, said) if part)


def _written(asked: Variant, each: Asked, answer, words: Words) -> str:
    """Return an answer in words: a number with its unit's signs, an option, an order, a table."""
    if isinstance(answer, Quantity):
        return str(answer)
    group = {"order": "item"}.get(each.kind.name, "option")

    def told(option: str, group: str = group) -> str:
        return words(f"{asked.question.id}.{group}.{option}", **asked.numbers)

    if isinstance(answer, dict):
        return words("twin.semicolon").join(f"{told(row, 'row')} → {told(option)}" for row, option in answer.items())
    if isinstance(answer, tuple):
        return " → ".join(map(told, answer))
    return told(answer)


def _whole(minutes: float) -> int:
    return max(1, round(minutes))
