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
from collections.abc import Iterator, Mapping
from itertools import zip_longest

Tree = Mapping | tuple | str | float | bool | bytes | None
Change = dict | list | int | None

A_NUMBER = re.compile(r"([0-9][0-9.,]*)")
SHORT = 16  # characters; a text of fewer travels as it is
LEAVES = frozenset((str, float, int, bool, bytes, type(None)))
NOWHERE, UNCHANGED = object(), object()  # a place that a tree does not have; nothing to say of a place


def difference(before: Tree, after: Tree) -> tuple[Change, list[bytes]]:
    """Return how one frame becomes the next, and the buffers that the change names; for equal frames it is empty.

    >>> difference({"days": 30, "why": "30 days × 6.50%"}, {"days": 31, "why": "31 days × 6.50%"})
    ({'days': [31], 'why': ['31 days × 6.50%']}, [])
    >>> difference({"x": b"....", "why": "after 30 days at 6.50%"}, {"x": b",,,,", "why": "after 31 days at 6.50%"})
    ({'x': 0, 'why': {'1': ['31']}}, [b',,,,'])
    >>> difference({"x": b"....", "y": b"...."}, {"x": b",,,,", "y": b",,,,"})
    ({'x': 0, 'y': 0}, [b',,,,'])
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
    return tuple(parts.values()) if isinstance(frame, tuple | list) else parts  # JSON makes lists of tuples


def _change(before: Tree, after: Tree, buffers: list[bytes]) -> Change | object:
    if isinstance(after, dict) and before is NOWHERE:
        return _inside({}, after, buffers)
    if type(before) is not type(after):  # True is not 1
        return _value(after, buffers)
    if isinstance(after, dict):
        return _inside(before, after, buffers) or UNCHANGED
    if isinstance(after, tuple):
        inside = _inside(before, after, buffers)
        if not inside:
            return UNCHANGED
        is_less = len(inside) < len(after) or all(isinstance(part, dict) for part in inside.values())
        return inside if is_less else [after]
    if before == after:
        return UNCHANGED
    return _text(before, after) if isinstance(after, str) else _value(after, buffers)


def _inside(before: Mapping | tuple, after: Mapping | tuple, buffers: list[bytes]) -> dict[str, Change]:
    changes = {}
    for place, old, new in () if before is after else _side_by_side(before, after):
        kind = type(new)
        if old is new or (kind is type(old) and kind in LEAVES and old == new):
            continue  # most places are such, at every step
        change = None if new is NOWHERE else _change(old, new, buffers)
        if change is not UNCHANGED:
            changes[str(place)] = change
    return changes


def _side_by_side(before: Mapping | tuple, after: Mapping | tuple) -> Iterator[tuple[object, Tree, Tree]]:
    """Yield what stands at each place before and after."""
    if isinstance(after, tuple):
        for place, (old, new) in enumerate(zip_longest(before, after, fillvalue=NOWHERE)):
            yield place, old, new
    else:
        for key in {**before, **after}:
            yield key, before.get(key, NOWHERE), after.get(key, NOWHERE)


def _text(before: str, after: str) -> Change:
    old, new = A_NUMBER.split(before), A_NUMBER.split(after)
    if len(after) < SHORT or len(old) != len(new):
        return [after]
    moved = {str(place): [piece] for place, piece in enumerate(new) if piece != old[place]}
    return moved if 2 * len(moved) < len(new) else [after]  # else it is another sentence


def _value(after: Tree, buffers: list[bytes]) -> Change:
    if not isinstance(after, bytes):
        return [after]
    if after not in buffers:  # lines over the same days share them
        buffers.append(after)
    return buffers.index(after)


def _parts(tree: Mapping | tuple | str) -> Mapping[str, Tree]:
    """Return what a change may reach within a mapping, a tuple or a text, by its place."""
    if isinstance(tree, dict):
        return tree
    parts = A_NUMBER.split(tree) if isinstance(tree, str) else tree
    return {str(place): part for place, part in enumerate(parts)}
