"""Every form that a lesson can open, and what a page, a script or a cat on the keyboard may send to one."""

import json
import re
from collections.abc import Callable, Iterator
from random import Random

from support.answers import BANKS
from support.hostile import TEXTS, UNUSUAL, VALUES, some
from support.live_panels import BROKEN_TEXT
from support.refusals import CHINESE, QUOTED, sending_faults

from pledge_lib.course import Lesson
from pledge_lib.course.classroom.debates import DEBATES
from pledge_lib.course.questions import PREDICTION

PRETEST = "pretest"
OF_A_LESSON = {
    "statements": Lesson.statements,
    "own rules": Lesson.own_rules,
    "contract": Lesson.contract,
    "glossary": Lesson.glossary,
    "review": Lesson.review,
    "opening": Lesson.opening,
    "missed": Lesson.missed,
    "retest": Lesson.retest,
    "plan": Lesson.plan,
    "own position": lambda lesson: lesson.my_position.form,
    "class seed": lambda lesson: lesson.classroom.seed(),
    "class statistics": lambda lesson: lesson.classroom.statistics(),
} | {f"debate {name}": lambda lesson, name=name: lesson.classroom.debate(name) for name in DEBATES}
LONGEST = 5_000
LONGEST_SAID = 60  # signs of an answer that a form says back
BETWEEN = re.compile(r"[\s、;；，,]+")
A_WORD = re.compile("[A-Za-z]{3}")
NO_NUMBER = ("NaN", "Infinity", "-Infinity")


def forms() -> dict[str, tuple[str, Callable]]:
    """Return each form by a name, as the lesson that it is of and what opens it there."""
    found = {"the pre-test": ("00_start", Lesson.pretest), "statements first": ("00_start", Lesson.statements)}
    for lesson, bank in BANKS.items():
        for name, question in bank.questions.items():
            verb = Lesson.predict if question.kind == PREDICTION else Lesson.exercise
            found[name] = lesson, lambda opened, name=name, verb=verb: verb(opened, name)
            if question.kind == PREDICTION:
                found[f"poll {name}"] = lesson, lambda opened, name=name: opened.classroom.poll(name)
        for name in bank.claims:
            found[name] = lesson, lambda opened, name=name: opened.factcheck(name)
        if bank.claims:
            found[f"claims of {lesson}"] = lesson, Lesson.factchecks
    found |= {name: ("05_capstone", opens) for name, opens in OF_A_LESSON.items()}
    return found


def form_of(opened):
    """Return the form itself, also of a figure that is covered by one."""
    return getattr(opened, "form", opened)


def messages_to(form, name: str, count: int, seed: str) -> Iterator[dict]:
    """Yield so many messages about one input of a form, whose buttons are those of the moment."""
    random, values = Random(seed), some(VALUES, count, seed)
    for place in range(count):
        sheet = json.loads(form.frame["spec"])
        inputs = [*sheet.get("inputs", ()), *sheet.get("aside", ())]
        asked = next((each for each in inputs if each["name"] == name), None)
        answers = {name: _answer(random, values, asked)}
        for other in inputs:
            if other["name"] != name and random.random() < 0.5:
                answers[other["name"]] = _answer(random, values, other)
        if random.random() < 0.1:
            answers["moon"] = random.choice(values)
        message = {"action": _action(random, sheet), "answers": answers}
        if random.random() < 0.05:
            message["answers"] = random.choice(UNUSUAL)
        if random.random() < 0.2:
            message |= {"view": random.choice(UNUSUAL), "number": random.choice((place, *UNUSUAL))}
        yield message


def _action(random: Random, sheet):
    buttons = [action for action, *_ in (*sheet.get("actions", ()), *sheet.get("aside_actions", ()))]
    return random.choice(buttons) if buttons and random.random() < 0.8 else random.choice(("change", "moon", *UNUSUAL))


def _answer(random: Random, values: list, asked: dict | None):
    """Return an answer: half of them hostile, the others of the kind that the input takes, with something in them."""
    if asked is None or random.random() < 0.5:
        return random.choice(values)
    options = [key for key, *_ in asked.get("options", ())]
    rows = [key for key, *_ in asked.get("rows", ())]
    if rows:
        return {random.choice((row, "moon")): random.choice((*options, random.choice(values))) for row in rows}
    if asked["kind"] == "grid":
        return [[random.choice((*VALUES, "2330", "1000")) for _ in options] for _ in range(random.randrange(4))]
    if asked["kind"] == "file":
        told = {"data": random.choice((*values, "MjMzMCwxMDAw")), "size": random.choice(values)}
        return {"name": random.choice(values), **dict(random.sample(sorted(told.items()), 1))}
    if asked["kind"] == "area":
        return "\n".join(random.choice(TEXTS)[:200] for _ in range(random.randrange(1, 6)))
    if asked["kind"] == "order":
        return random.choice((options[::-1], options[:1], options * 2, ",".join(map(str, range(9)))))
    return random.choice(options) if options else str(random.randrange(-10, 10**6))


def texts_in(answers) -> Iterator[str]:
    """Yield the texts in a message that would be faults, were they not the reader's own words."""
    if isinstance(answers, str):
        seen = answers[:LONGEST_SAID]
        parts = (seen, seen.strip(), *BETWEEN.split(seen))
        yield from (part for part in parts if BROKEN_TEXT.search(part) or CHINESE.search(part))
    elif isinstance(answers, list | tuple | dict):
        for part in (*answers, *answers.values()) if isinstance(answers, dict) else answers:
            yield from texts_in(part)


def form_faults(form, typed: set[str]) -> Iterator[str]:
    """Yield in words what is wrong with what a form says now; what was typed so far may stand in it as it is."""
    frame, language = form.frame, form.words.language
    yield from sending_faults(frame)
    json.loads(frame["spec"], parse_constant=lambda constant: NO_NUMBER.index(constant) and None)
    for said in frame["said"]:
        text, own = said["text"], QUOTED.sub("", said["text"])
        for each in sorted(typed, key=len, reverse=True):
            own = own.replace(each, "")
        if not 0 < len(text) < LONGEST:
            yield f"{len(text)} signs are said: {text[:50]!r}"
        if BROKEN_TEXT.search(own):
            yield f"broken text: {text!r}"
        if language == "zh_TW" and A_WORD.search(own) and not CHINESE.search(text):
            yield f"no Chinese: {text!r}"
        if language == "en" and CHINESE.search(own):
            yield f"no English: {text!r}"
        if said["share"] is not None and not 0 <= said["share"] <= 1:
            yield f"a bar of {said['share']}"
