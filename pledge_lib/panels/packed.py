"""The numbers of a chart as they travel: float32, by the place of their trace."""

from array import array
from collections.abc import Mapping


def places(picture: Mapping) -> dict[str, str]:
    """Return the place of each trace of a picture, by the `uid` that names it."""
    return {trace["uid"]: str(place) for place, trace in enumerate(picture["data"])}


def pack(places: Mapping[str, str], lines: Mapping[str, tuple | Mapping]) -> dict:
    """Return for each named trace, by its place, its numbers as float32 bytes.

    A name that the picture does not have is a mistake of the panel.
    """
    return {places[name]: dict(_buffers(line)) for name, line in lines.items()}


def _buffers(line):
    """Yield the buffers of one trace: x and y of a line, or the named arrays of other marks."""
    arrays = line if isinstance(line, Mapping) else dict(zip("xy", line, strict=True))
    for name, numbers in arrays.items():
        # an array of numpy packs itself; nothing here needs numpy
        packed = numbers.astype("<f4") if hasattr(numbers, "astype") else array("f", numbers)
        yield name, packed.tobytes()
