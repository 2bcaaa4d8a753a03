"""Sums that a text writes out: is what stands left of the equals sign what stands right of it?"""

import re

OPERATORS = str.maketrans({"×": "*", "÷": "/", "−": "-", ",": ""})
NUMBER = r"[+−]?\d+(?:,\d{3})*(?:\.\d+)?%?"
SUM = re.compile(
    rf"(?<![\d÷×+] )((?:\(?{NUMBER}\)? [+−×÷] )+\(?{NUMBER}\)?)"  # 780,000 ÷ 600,000
    rf" = (?:NT\$)?({NUMBER})(?: (points|個百分點))?"
)
ROUNDED = 0.0101  # two numbers rounded to two places may differ by as much


def _value(text: str) -> float:
    return eval(re.sub(r"(\d[\d.]*)%", r"(\1/100)", text.translate(OPERATORS)), {"__builtins__": {}})


def sums(text: str) -> list[tuple[str, float, float]]:
    """Return each written sum with the value of its left side and of its right side.

    >>> [(left, right) for _, left, right in sums("room = 1 − 130.00% ÷ 200.00% = 35.00%")]
    [(0.35, 0.35)]
    """
    found = []
    for match in SUM.finditer(text):
        left, right, points = match.groups()
        value = _value(right) / (100 if points else 1)
        found.append((match.group(), _value(left), value))
    return found


def wrong_sums(text: str) -> list[str]:
    """Return the sums that do not hold, beyond what rounding to two decimals explains."""
    wrong = []
    for written, left, right in sums(text):
        in_per_cent = written.endswith(("%", "points", "個百分點"))
        allowed = ROUNDED / 100 if in_per_cent else ROUNDED
        if abs(left - right) > allowed + 2e-4 * max(abs(left), abs(right)):
            wrong.append(f"{written} (but the left side is {left})")
    return wrong
