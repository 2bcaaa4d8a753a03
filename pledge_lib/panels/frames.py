"""What a page shows is a frame; a step is what differs from the frame before, and nothing else travels.

A frame is a tree of mappings with text keys, tuples, texts, numbers and, in mappings that are never anything else,
float32 numbers as bytes. A change says what became of one place of the tree:

    {place: change, ...}   changed inside: at these keys, these places of a tuple, these pieces of a text
    [value]                now this
    3                      now the bytes of buffer 3
    null                   gone

The pieces of a text are its numbers and what stands between them: a sentence in which one number moved costs little
more than that number. frames.js reads the same changes in the page.
"""

import re
from collections.abc import Mapping

Tree = Mapping | tuple | str | float | bool | bytes | None
Change = dict | list | int | None

A_NUMBER = re.compile(r"([0-9][0-9.,]*)")
SHORT = 16  # characters; a text of fewer travels as it is
NOWHERE, UNCHANGED = object(), object()  # no such place in the tree before; nothing to say of a place


def difference(before: Tree, after: Tree) -> tuple[Change, list[bytes]]:
    """Return how one frame becomes the next, and the buffers that the change names; for equal frames it is empty.

    >>> difference({"days": 30, "why": "30 days × 6.50%"}, {"days": 31, "why": "31 days × 6.50%"})
    ({'days': [31], 'why': ['31 days × 6.50%']}, [])
    >>> difference({"x": b"....", "why": "after 30 days at 6.50%"}, {"x": b",,,,", "why": "after 31 days at 6.50%"})
    ({'x': 0, 'why': {'1': ['31']}}, [b',,,,'])
    """
    buffers: list[bytes] = []
    change = _change(before, after, buffers)
    return ({} if change is UNCHANGED else change), buffers


def apply(frame: Tree, change: Change, buffers: list[bytes]) -> Tree:
    """Return the frame with a change put in: `apply(before, *difference(before, after))` is `after`.

    >>> apply({"x": b"....", "why": "after 30 days at 6.50%"}, {"x": 0, "why": {"1": ["31"]}}, [b",,,,"])
    {'x': b',,,,', 'why': 'after 31 days at 6.50%'}
    """
    if isinstance(change, list):
        return change[0]
    if isinstance(change, int):
        return buffers[change]
    parts = dict(_parts({} if frame is NOWHERE else frame))
    for place, inner in change.items():
        if inner is None:
            del parts[place]
        else:
            parts[place] = apply(parts.get(place, NOWHERE), inner, buffers)
    if isinstance(frame, str):
        return "".join(parts.values())
    return tuple(parts.values()) if isinstance(frame, tuple) else parts


def _change(before: Tree, after: Tree, buffers: list[bytes]) -> Change | object:
    if isinstance(after, dict) and before is NOWHERE:
        return _inside({}, after, buffers)
    if type(before) is not type(after):  # True is not 1
        return _value(after, buffers)
    if isinstance(after, dict):
        return _inside(before, after, buffers) or UNCHANGED
    if isinstance(after, tuple):
        inside = _inside(before, after, buffers)
        return (inside if len(inside) < len(after) else [after]) if inside else UNCHANGED
    if before == after:
        return UNCHANGED
    if isinstance(after, str):
        return _text(before, after)
    return _value(after, buffers)


def _inside(before: Mapping | tuple, after: Mapping | tuple, buffers: list[bytes]) -> dict[str, Change]:
    if before is after:
        return {}
    old, new = _parts(before), _parts(after)
    changes = {place: _change(old.get(place, NOWHERE), part, buffers) for place, part in new.items()}
    gone = dict.fromkeys(place for place in old if place not in new)
    return {place: change for place, change in changes.items() if change is not UNCHANGED} | gone


def _text(before: str, after: str) -> Change:
    old, new = _parts(before), _parts(after)
    moved = {place: [piece] for place, piece in new.items() if piece != old.get(place)}
    is_the_same_sentence = len(old) == len(new) and 2 * len(moved) < len(new)
    return moved if is_the_same_sentence and len(after) >= SHORT else [after]


def _value(after: Tree, buffers: list[bytes]) -> Change:
    if not isinstance(after, bytes):
        return [after]
    buffers.append(after)
    return len(buffers) - 1


def _parts(tree: Mapping | tuple | str) -> Mapping[str, Tree]:
    """Return what a change may reach within a mapping, a tuple or a text, by its place."""
    if isinstance(tree, dict):
        return tree
    parts = A_NUMBER.split(tree) if isinstance(tree, str) else tree
    return {str(place): part for place, part in enumerate(parts)}
