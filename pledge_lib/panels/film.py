"""A film: many frames in one piece, each told by what differs from the one before it; film.js plays it.

    4 bytes     how long the next part is, lowest byte first
    JSON        {"changes": [...], "sizes": [...], "about": ...}: of each frame its change (frames.py) and, for each
                buffer that the change names, how many numbers it holds; and what the film is of
    the rest    the bits of all those numbers: first all lowest bytes, then all second ones, and so on

Of a buffer as long as the one with its number in an earlier frame only the differences of the bits are kept. Frames of
a slider that moves are alike, so most of these are small, and most of their upper bytes nought: that packs well.
"""

import json
from array import array
from collections.abc import Iterable, Mapping

from pledge_lib.panels.frames import Tree, apply, difference

WORD = 4  # bytes of a number
BITS = 0xFFFFFFFF


def film(frames: Iterable[Tree], start: Mapping, about: object = None) -> bytes:
    """Return frames as one piece that begins at `start`, a frame that the reader has.

    >>> played(film([{"days": 30}, {"days": 31}], {"days": 30}, "days"), {"days": 30})
    ([{'days': 30}, {'days': 31}], 'days')
    """
    changes, sizes, words = [], [], array("I")
    before, earlier = start, {}
    for frame in frames:
        change, buffers = difference(before, frame)
        changes.append(change)
        sizes.append([len(buffer) // WORD for buffer in buffers])
        for number, buffer in enumerate(buffers):
            own = array("I", buffer)
            words.extend(_moved(earlier.get(number, ()), own))
            earlier[number] = own
        before = frame
    told = {"changes": changes, "sizes": sizes, "about": about}
    told = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    packed = words.tobytes()
    return len(told).to_bytes(WORD, "little") + told + b"".join(packed[plane::WORD] for plane in range(WORD))


def played(film: bytes, start: Mapping) -> tuple[list[Tree], object]:
    """Return the frames of a film that begins at `start`, and what it is of."""
    end = WORD + int.from_bytes(film[:WORD], "little")
    told, planes = json.loads(film[WORD:end]), film[end:]
    packed, count = bytearray(len(planes)), len(planes) // WORD
    for plane in range(WORD):
        packed[plane::WORD] = planes[plane * count : (plane + 1) * count]
    words, place = array("I", bytes(packed)), 0
    frames, frame, earlier = [], start, {}
    for change, of_frame in zip(told["changes"], told["sizes"], strict=True):
        for number, size in enumerate(of_frame):
            earlier[number] = _back(earlier.get(number, ()), words[place : place + size])
            place += size
        frame = apply(frame, change, [earlier[number].tobytes() for number in range(len(of_frame))])
        frames.append(frame)
    return frames, told["about"]


def _moved(earlier: array | tuple, now: array) -> array:
    if len(earlier) != len(now):
        return now
    return array("I", [(new - old) & BITS for old, new in zip(earlier, now, strict=True)])


def _back(earlier: array | tuple, moved: array) -> array:
    if len(earlier) != len(moved):
        return moved
    return array("I", [(old + step) & BITS for old, step in zip(earlier, moved, strict=True)])
