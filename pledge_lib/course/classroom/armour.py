"""Bytes as text that survives a chat, a mail, a form: found again amid anything, and whole or known to be damaged.

A code begins with a mark that no code holds, then its length; a checksum ends it. The signs are capitals and digits of
which none looks like another: I and L are read as 1, O as 0. Whatever is neither letter nor digit may stand anywhere.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

MARK = "PLQ"  # the L is no sign of a code, so that a code never holds the mark
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {sign: value for value, sign in enumerate(SIGNS)} | {"I": 1, "L": 1, "O": 0}
BITS, LENGTH_SIGNS, CHECKSUM, GROUP = 5, 2, 4, 5
SET_OFF = " \t\r　:：,，;；|>*•-–—()（）[]【】\"'`“”‘’「」『』《》〈〉"  # what sets a code off from the name before it
LONGEST = len(SIGNS) ** LENGTH_SIGNS - 1  # bytes
SHORT, FOREIGN, WRONG = FAULTS = ("short", "foreign", "wrong")


@dataclass(frozen=True, kw_only=True)
class Found:
    """A code in a text: what it holds, or else its fault; `label` is what stands before it on its line.

    A code that lacks signs is `short`, and `missing` says how many; whether at its end or in its middle cannot be told.
    One with a sign that no code has is `foreign`, and one whose checksum does not fit is `wrong`.
    """

    label: str
    line: int
    shown: str
    content: bytes | None = None
    fault: str | None = None
    missing: int = 0


def armoured(content: bytes) -> str:
    """Return bytes as a code, in groups of five signs.

    >>> armoured(b"pledge")
    'PLQ06-E1P6A-S37CM-2N0WD-4'
    """
    if len(content) > LONGEST:
        raise ValueError(f"a code holds {LONGEST} bytes at most, not {len(content)}")
    whole = content + _checksum(content)
    signs = MARK + _signs(len(content), LENGTH_SIGNS) + _signs(_shifted(whole), _count(len(whole)))
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def found_in(text: str) -> Iterator[Found]:
    """Yield each code of a text, damaged ones too.

    >>> [each.content for each in found_in("Chen: plq06 e1p6a s37cm\\n2n0wd 4, and more")]
    [b'pledge']
    """
    stream = _stream(text)
    signs = "".join(sign for sign, _ in stream)
    past, start = 0, signs.find(MARK)
    while start >= 0:
        begins = stream[start][1]
        after = signs.find(MARK, start + len(MARK))
        content, fault, end, missing = _read(signs[: after if after >= 0 else None], start + len(MARK))
        yield Found(
            label=_label(text[past:begins]),
            line=text.count("\n", 0, begins) + 1,
            shown="-".join((signs[start : start + GROUP], signs[start + GROUP : start + 2 * GROUP])),
            content=content,
            fault=fault,
            missing=missing,
        )
        past = stream[end - 1][1] + 1
        start = signs.find(MARK, end)


def _stream(text: str) -> list[tuple[str, int]]:
    """Return the letters and digits of a text as capitals of usual width, each with the place where it stands."""
    return [
        (sign, place)
        for place, given in enumerate(text)
        for sign in unicodedata.normalize("NFKC", given).upper()
        if sign.isalnum()
    ]


def _read(signs: str, start: int) -> tuple[bytes | None, str | None, int, int]:
    """Return what the code behind a mark holds, or its fault, where it ends, and how many signs it lacks.

    A damaged one ends with its mark.
    """
    try:
        length = _number(signs[start : start + LENGTH_SIGNS])
        begin = start + LENGTH_SIGNS
        end = begin + _count(length + CHECKSUM)
        body = _number(signs[begin:end])
    except KeyError:
        return None, FOREIGN, start, 0
    if len(signs) < end:
        fault = WRONG if _is_whole(signs[begin:]) else SHORT
        return None, fault, start, end - len(signs) if fault == SHORT else 0
    size = 8 * (length + CHECKSUM)
    spare = BITS * (end - begin) - size
    whole = (body >> spare).to_bytes(length + CHECKSUM)
    content = whole[:length]
    if body % (1 << spare) or whole[length:] != _checksum(content):
        return None, WRONG, start, 0
    return content, None, end, 0


def _is_whole(signs: str) -> bool:
    """Return whether signs are all of a code after all: then the sign that says how long it is is the wrong one."""
    size = BITS * len(signs) // 8
    content = _number(signs) >> (BITS * len(signs) - 8 * size)
    whole = content.to_bytes(size)
    return size >= CHECKSUM and whole[-CHECKSUM:] == _checksum(whole[:-CHECKSUM])


def _checksum(content: bytes) -> bytes:
    return crc32(len(content).to_bytes(2) + content).to_bytes(CHECKSUM)


def _count(length: int) -> int:
    """Return how many signs so many bytes take."""
    return -(-8 * length // BITS)


def _shifted(whole: bytes) -> int:
    """Return bytes as a number whose last sign is filled up with zeros."""
    return int.from_bytes(whole) << (BITS * _count(len(whole)) - 8 * len(whole))


def _signs(number: int, count: int) -> str:
    return "".join(SIGNS[number >> BITS * place & 31] for place in reversed(range(count)))


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << BITS | VALUES[sign]
    return number


def _label(before: str) -> str:
    """Return what stands before a code on its line, without the signs that set it off."""
    return before.rpartition("\n")[2].strip(SET_OFF)
