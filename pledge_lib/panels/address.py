"""A case in the address of a page, after the #, so that "look at my case" is a link; address.js does the same.

    1.<letters>   JSON, deflated, in the URL-safe alphabet of base64
    0.<letters>   the same without deflating, from a browser that cannot

The JSON is {"language": code, "figures": {id: {control: value on the screen}}}; values as at the start are left out.
"""

import base64
import json
import zlib
from collections.abc import Mapping

from pledge_lib.finance.checks import InputError

PACKED, PLAIN = "1.", "0."
RAW = -15  # deflate without a head, as browsers name it "deflate-raw"
LONGEST = 100_000  # characters of the JSON; no case is as long, only a trap


def write_address(language: str, figures: Mapping[str, Mapping[str, object]]) -> str:
    """Return what stands after the # for a case.

    >>> read_address("https://example.org/en/F1.1.html#" + write_address("en", {"F1.1": {"change": -22}}))
    ('en', {'F1.1': {'change': -22}})
    """
    told = json.dumps({"language": language, "figures": figures}, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW)
    packed = deflate.compress(told.encode()) + deflate.flush()
    return PACKED + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_address(text: str) -> tuple[str, dict[str, dict]]:
    """Return the language and the figures of an address, or of what stands after its #; else refuse it."""
    letters = text.rpartition("#")[2].strip()
    try:
        packed = base64.b64decode(_padded(letters[len(PACKED) :]), altchars="-_", validate=True)
        told = json.loads(_unpacked(letters[: len(PACKED)], packed))
        language, figures = told.get("language", ""), told.get("figures", {})
        return str(language), {str(id): dict(values) for id, values in figures.items()}
    except (ValueError, AttributeError, TypeError, zlib.error) as error:
        raise InputError("no_address", value=text[:80]) from error


def _unpacked(version: str, packed: bytes) -> bytes:
    if version == PLAIN:
        return packed
    if version != PACKED:
        raise ValueError(f"an address of this kind is not known: {version}")
    return zlib.decompressobj(RAW).decompress(packed, LONGEST)


def _padded(letters: str) -> bytes:
    return (letters + "=" * (-len(letters) % 4)).encode("ascii")
