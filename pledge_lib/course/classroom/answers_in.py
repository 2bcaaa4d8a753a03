"""The answers of a class to one question, as they come in: hands counted, numbers called out, result codes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pledge_lib.course.classroom.results import Result
from pledge_lib.course.classroom.scheme import OTHER, SKIPPED, Item
from pledge_lib.course.judging import RIGHT, trap_met
from pledge_lib.course.variants import Variant
from pledge_lib.finance.checks import InputError, shortened
from pledge_lib.finance.unit import Quantity
from pledge_lib.panels.words import Words

BETWEEN = re.compile(r"[\s、;；，]+|,(?!\d{3}\b)")  # a comma amid a number is none between two
TIMES = re.compile(r"^(?P<answer>.+?)[x×*✕](?P<count>\d{1,3})$", re.IGNORECASE)
MOST_BARS, MOST_HANDS = 12, 999


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One answer of a class: how many gave it, and whether it is `right`, a `trap` or another one."""

    key: str
    text: str
    count: int
    kind: str


def called_out(text: str, asked: Variant) -> tuple[Counter, tuple[str, ...]]:
    """Return the answers that were called out, such as `22 36.67x5`, and those that could not be read.

    An answer is counted by its name where it is right or a trap, and else as a quantity.
    """
    [one] = asked.asked.values()
    found, unread = Counter(), []
    for token in filter(None, BETWEEN.split(text)):
        several = TIMES.match(token)
        answer, count = (several["answer"], int(several["count"])) if several else (token, 1)
        try:
            reading = one.kind.read(answer)
        except InputError:
            unread.append(token)
            continue
        met = trap_met(one, reading)
        if one.kind.met(reading, one.right):
            key = RIGHT
        else:
            key = f"answer.{met[0]}" if met else Quantity(reading.sure[0], one.right.unit)
        found[key] += count
    return found, tuple(unread)


def of_results(item: Item, results: Iterable[Result]) -> Counter:
    """Return how often each outcome of a question stands in the codes of a class."""
    told = (result.outcomes[item.id].what for result in results if item.id in result.outcomes)
    return Counter(what for what in told if what != SKIPPED)


def bars(item: Item, asked: Variant, counted: Counter, words: Words) -> list[Bar]:
    """Return the histogram: options in the order that the class saw, numbers from the lowest to the highest."""
    if item.is_choice:
        [one] = asked.asked.values()
        return [_option(item, asked, option, counted[option], words) for option in one.kind.options]
    numbers = sorted(_answered(asked, counted), key=lambda each: each[0].value)
    shown, rest = numbers[:MOST_BARS], numbers[MOST_BARS:]
    others = counted[OTHER] + sum(count for _, _, count in rest)
    told = [Bar(key=kind, text=str(number), count=count, kind=kind) for number, kind, count in shown]
    if others:
        told.append(Bar(key=OTHER, text=words("class.poll.other"), count=others, kind=OTHER))
    return told


def _option(item: Item, asked: Variant, option: str, count: int, words: Words) -> Bar:
    kind = RIGHT if option == item.right else "trap" if item.outcomes[option] else OTHER
    text = words(f"{item.id}.option.{option}", **asked.numbers)
    return Bar(key=option, text=text, count=count, kind=kind)


def _answered(asked: Variant, counted: Counter) -> Iterator[tuple[Quantity, str, int]]:
    """Yield each number that was answered, what it is, and how often."""
    [one] = asked.asked.values()
    for key, count in counted.items():
        if isinstance(key, Quantity):
            yield key, OTHER, count
        elif key == RIGHT:
            yield one.right, RIGHT, count
        elif key != OTHER:
            yield one.traps[key.partition(".")[2]].answer, "trap", count


def hands(given: object) -> int:
    """Return how many hands were counted; what is no number is none.

    >>> hands("12"), hands(""), hands("many")
    (12, 0, 0)
    """
    text = str(shortened(given or "")).strip()
    return min(int(text), MOST_HANDS) if text.isdecimal() and len(text) < 10 else 0
