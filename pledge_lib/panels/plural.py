"""Fill the fields of a text, and the one plural rule: `{days:# day|# days}` is the form that the number takes.

The forms stand between bars, and `#` in a form is the number as it is written; a form may also leave it out, as in
`{days:is|are}`. Which number takes which form, a language says itself, in its text `plural.forms`: a regular
expression for each form, of which the first that fits the whole written number counts. English has `[+−]?1 | .*`,
French `[01] | .*`, and Chinese, where a number changes no word, `.*`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from string import Formatter

RULE, ONE_FORM = "plural.forms", ".*"
BAR, NUMBER = "|", "#"


def fill(text: str, look_up: Callable[[str], str], rule: str) -> str:
    """Return a text in which each field is what `look_up` says of its name, in the form that the rule asks for.

    >>> fill("{days:# day|# days} of {name}", {"days": "1", "name": "grace"}.get, "1 | .*")
    '1 day of grace'
    """
    said = []
    for literal, name, spec, _ in _parts(text):
        said.append(literal)
        if name is not None:
            said.append(_filled(name, spec, look_up, rule))
    return "".join(said)


def pieces(text: str, look_up: Callable[[str], str], rule: str) -> Iterator[tuple[str | None, str]]:
    """Yield what stands between the fields, under None, and each filled field under its name.

    >>> list(pieces("for {days:# day|# days}", {"days": "1"}.get, "1 | .*"))
    [(None, 'for '), ('days', '1 day')]
    """
    for literal, name, spec, _ in _parts(text):
        if literal:
            yield None, literal
        if name is not None:
            yield name, _filled(name, spec, look_up, rule)


def _filled(name: str, spec: str | None, look_up: Callable[[str], str], rule: str) -> str:
    written = str(look_up(name))
    return form(spec, written, rule) if spec else written


def form(spec: str, number: str, rule: str) -> str:
    """Return the form of a spec that a written number takes by the rule of the language.

    >>> [form("# day|# days", number, "1 | .*") for number in ("0", "1", "1,001", "—")]
    ['0 days', '1 day', '1,001 days', '— days']
    """
    for said, fits in _forms(spec, rule):
        if fits(number):
            return said.replace(NUMBER, number)
    raise ValueError(f"no form of {rule!r} fits {number!r}: let the last one be .*")


@cache
def _forms(spec: str, rule: str) -> tuple[tuple[str, Callable], ...]:
    forms, numbers = spec.split(BAR), [part.strip() for part in rule.split(f" {BAR} ")]
    if len(forms) != len(numbers):
        raise ValueError(f"{spec!r} has {len(forms)} forms: write one for each of {rule!r}, with {BAR} in between")
    return tuple((said, re.compile(pattern).fullmatch) for said, pattern in zip(forms, numbers, strict=True))


@cache
def _parts(text: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple(Formatter().parse(text))
