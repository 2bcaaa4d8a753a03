"""Small numbers packed into few bytes: each digit knows how many values it may take, and takes no more room."""

from collections.abc import Iterable


def packed(digits: Iterable[tuple[int, int]]) -> bytes:
    """Return digits, each with how many values it may take, as bytes.

    >>> packed([(3, 7), (41, 100)])
    b'\\x01"'
    """
    number = 0
    for digit, values in reversed(list(digits)):
        if not 0 <= digit < values:
            raise ValueError(f"{digit} is none of {values} values")
        number = number * values + digit
    return number.to_bytes((number.bit_length() + 7) // 8)


class Unpacking:
    """Digits taken one after the other from bytes; who reads says how many values the next may take.

    >>> digits = Unpacking(b'\\x01"')
    >>> digits.take(7), digits.take(100), digits.rest
    (3, 41, 0)
    """

    def __init__(self, content: bytes):
        self.rest = int.from_bytes(content)

    def take(self, values: int) -> int:
        """Return the next digit."""
        self.rest, digit = divmod(self.rest, values)
        return digit
