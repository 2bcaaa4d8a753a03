"""How an answer is judged: what is right is kept, what is wrong has its idea named, never only right or wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import EllipsisType

from pledge_lib.course.answer_kinds import Reading
from pledge_lib.course.feedback import Feedback
from pledge_lib.course.ideas import figure_of
from pledge_lib.course.off_by import step_that_is_off
from pledge_lib.course.paragraph import Paragraph
from pledge_lib.course.solved import Asked, Trap
from pledge_lib.course.variants import Variant
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.reading import plain_text
from pledge_lib.finance.unit import Quantity

NOT_TRIED, NOT_YET, RIGHT = "not-tried", "not-yet", "right"


def judge(variant: Variant, answers: Mapping[str, object]) -> Feedback:
    """Judge an answer for each field; `...` or an empty one is not tried and never raises."""
    if all(is_blank(answers.get(name)) for name in variant.asked):
        return Feedback(state=NOT_TRIED, paragraphs=(Paragraph(key="question.not-tried"),))
    judged = {name: _judge_field(variant, name, answers.get(name)) for name in variant.asked}
    told = _once(paragraph for field in judged.values() for paragraph in field.paragraphs)
    fields = {name: field.state for name, field in judged.items()}
    if all(state == RIGHT for state in fields.values()):
        opening = Paragraph(key="question.right", tone="right")
        return Feedback(state=RIGHT, paragraphs=(opening, *told, *_reasons(variant)), fields=fields)
    right = (label(variant, name) for name, state in fields.items() if state == RIGHT)
    kept = (Paragraph(key="question.kept", names={"field": name}, tone="kept") for name in right)
    empty = [label(variant, name) for name, state in fields.items() if state == NOT_TRIED]
    next_one = (Paragraph(key="question.field-blank", names={"field": empty[0]}, tone="not-yet"),) if empty else ()
    return Feedback(
        state=NOT_YET,
        fields=fields,
        paragraphs=(*kept, *told, *next_one),
        ideas=tuple(idea for field in judged.values() for idea in field.ideas),
        readable=all(field.readable for field in judged.values()),
    )


def is_blank(answer) -> bool:
    """Return whether nothing was answered; a table in which nothing is chosen is as blank as an empty box."""
    if isinstance(answer, Mapping):
        return all(is_blank(each) for each in answer.values())
    return answer is None or isinstance(answer, EllipsisType) or (isinstance(answer, str) and not answer.strip())


def label(variant: Variant, name: str) -> str:
    """Return the text key of a field's name; a question with one field calls it your answer."""
    return f"{variant.question.id}.field.{name}" if len(variant.asked) > 1 else "question.your-answer"


def unreadable(error: InputError, name: str, tone: str = "not-yet") -> Paragraph:
    """Return what to say of an answer that could not be read; `name` is the text key of its label."""
    said = {key: str(value) for key, value in error.values.items() if key != "name"}
    return Paragraph(key=f"error.{error.key}", numbers=said, names={"name": name}, tone=tone)


def _once(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs without repetition: two fields may meet one idea."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph not in found:
            found.append(paragraph)
    return tuple(found)


def _reasons(variant: Variant) -> tuple[Paragraph, ...]:
    """Return why the answer is right: every option explained, where options are, else the solution."""
    if not variant.explains_options:
        return (variant.solution(),)
    asked = next(iter(variant.asked.values()))
    return tuple(variant.paragraph(f"explain.{option}") for option in asked.kind.options)


def _judge_field(variant: Variant, name: str, answer) -> Feedback:
    """Judge the answer to one field."""
    asked, field = variant.asked[name], {"field": label(variant, name)}
    if is_blank(answer):
        return Feedback(state=NOT_TRIED)
    left = asked.kind.left_open(answer)
    if left:
        row = {"row": variant.paragraph(f"row.{left}")}
        said = Paragraph(key="question.row-blank", numbers=row, tone="not-yet")
        return Feedback(state=NOT_YET, paragraphs=(said,), readable=False)
    try:
        reading = asked.kind.read(answer)
    except InputError as error:
        return Feedback(state=NOT_YET, paragraphs=(unreadable(error, field["field"]),), readable=False)
    read_as = _read_as(reading, answer)
    trust = asked.kind.met(reading, asked.right)
    if trust:
        doubt = (Paragraph(key="question.looks-like-a-fraction"),) if trust == "doubtful" else ()
        return Feedback(state=RIGHT, paragraphs=(*read_as, *doubt))
    met = trap_met(asked, reading)
    if met:
        sprung = _sprung(variant, name, *met, reading)
        return replace(sprung, paragraphs=(*read_as, *sprung.paragraphs))
    if variant.explains_options:
        said = variant.paragraph(f"explain.{reading.sure[0]}", tone="not-yet", figure=variant.question.figure)
    else:
        said = replace(step_that_is_off(variant, asked, reading, answer), names=field, tone="not-yet")
    return Feedback(state=NOT_YET, paragraphs=(*read_as, said))


def _read_as(reading: Reading, answer) -> tuple[Paragraph, ...]:
    """Return which day was read where the year was counted from 1912, as dates in Taiwan are."""
    (day, *_) = reading.sure
    if not isinstance(day, date) or str(day.year) in plain_text(answer):
        return ()
    return (Paragraph(key="question.read-as", numbers={"day": day.isoformat()}),)


def trap_met(asked: Asked, reading: Reading) -> tuple[str, Trap] | None:
    """Return the first trap that an answer meets, by its name."""
    return next(
        ((name, trap) for name, trap in asked.traps.items() if asked.kind.met(reading, trap.answer, trap.near)), None
    )


def _sprung(variant: Variant, field: str, name: str, trap: Trap, reading: Reading) -> Feedback:
    """Return what a trap gets: a note where it is accepted, else where the number came from, then its idea refuted."""
    own = f"explain.{name}" if variant.explains_options else f"trap.{field}.{name}"
    if trap.accepted:
        return Feedback(state=RIGHT, paragraphs=(variant.paragraph(own),))
    idea = (Paragraph(key=f"{trap.idea}.refutation", tone="not-yet"),) if trap.idea else ()
    figure = figure_of(trap.idea, own=variant.question.figure)
    said = variant.paragraph(own, tone="not-yet", figure=figure)
    if isinstance(trap.answer, Quantity) and trap.near:  # the reader's own number, not the trap's
        typed = Quantity(reading.sure[0], trap.answer.unit)
        said = replace(said, numbers=said.numbers | {name: typed})
    return Feedback(state=NOT_YET, paragraphs=(said, *idea), ideas=(trap.idea,) if trap.idea else ())
