"""What a page is told with each step of its own messages, so that it knows which of them was the last to be heard."""

from collections.abc import Mapping

LARGEST, LONGEST = 2**53, 100  # a number as a page counts; signs of the name that a page gives itself


def answered(event: Mapping) -> dict:
    """Return the page's name and its number of a message; what is neither is not said back, for it may not travel.

    >>> answered({"view": "a-view", "number": 3}), answered({"view": ["a"], "number": 1e308})
    ({'view': 'a-view', 'number': 3}, {'view': None, 'number': None})
    """
    number = event.get("number")
    is_count = isinstance(number, int) and abs(number) <= LARGEST
    return {"view": named(event.get("view")), "number": number if is_count else None}


def named(given: object) -> str | None:
    """Return a name as programs write them, short and of plain letters; of anything else None."""
    return given if isinstance(given, str) and given.isascii() and len(given) <= LONGEST else None
