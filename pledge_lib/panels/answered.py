"""What a page sends, as it may be said back to it: its answers, its own name, and the number of its message."""

from collections.abc import Mapping

from pledge_lib.finance.checks import shortened

LARGEST, LONGEST = 2**53, 100  # a number as a page counts; signs of the name that a page gives itself


def answered(event: Mapping) -> dict:
    """Return the page's name and its number of a message; what is neither is not said back, for it may not travel.

    >>> answered({"view": "a-view", "number": 3}), answered({"view": ["a"], "number": 1e308})
    ({'view': 'a-view', 'number': 3}, {'view': None, 'number': None})
    """
    number = event.get("number")
    is_count = isinstance(number, int) and abs(number) <= LARGEST
    return {"view": named(event.get("view")), "number": number if is_count else None}


def whole(sent: object) -> object:
    """Return what a page sent as it can be sent back: half of a character becomes a question mark, wherever it stands.

    >>> whole({"typed": "6" + chr(0xD800) + "0", "rows": [["2330", 5]]})
    {'typed': '6?0', 'rows': [['2330', 5]]}
    """
    if isinstance(sent, str):
        return sent if sent.isascii() else sent.encode(errors="replace").decode()
    if isinstance(sent, Mapping):
        return {whole(key): whole(value) for key, value in sent.items()}
    if isinstance(sent, list | tuple):
        return [whole(part) for part in sent]
    return shortened(sent) if isinstance(sent, int) else sent


def named(given: object) -> str | None:
    """Return a name as programs write them, short and of plain letters; of anything else None."""
    return given if isinstance(given, str) and given.isascii() and len(given) <= LONGEST else None
