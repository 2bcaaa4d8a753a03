"""What a page, a script or a cat on the keyboard may send: hostile texts, values and messages, the same for a seed."""

import math
from random import Random

TEXTS = (
    "",
    " ",
    "\x00",
    "abc",
    "nan",
    "inf",
    "-inf",
    "1e400",
    "1e-400",
    "--5",
    "1,2,3",
    "1.2.3",
    "٣",
    "½",
    "²",
    "１２",
    "一",
    "{name}",
    "{0}",
    "%s",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:y)",
    "../../etc",
    "9" * 400,
    "9" * 100_000,
    "-0",
    "+5",
    "0x10",
    "1_000",
    "7,8",
    "5張",
    "5股",
    "5元",
    "5%",
    "60萬",
    "1億",
    "114/04/08",
    "2025-02-30",
    "1-1-1",
    "99999999999-1-1,5\n1,1",
    "2025-04-02,1\n2025-04-01,1",
    "2025-04-02\t21,298.22",
    '"',
    "\ufeff",
    "\ud800",
    "None",
    "true",
    "[]",
    "NT$",
    "−5",
    "１，０００",
    "1 2",
    "'; DROP TABLE",
    "\n\n",
    "2025-04-02,5,4\n2025-04-07,5",
    "NaN",
    "Infinity",
    "1e308",
    "-1e308",
    "∞",
    "7\u200b8",
    "\u200e60\u200f",
    "\u202e06",
    "60\ud800",
    "9999-12-31",
    "0001-01-01",
    "10000-01-01",
    "2125-04-02",
    "民國114年4月8日",
    "999999/99/99",
    "1e5元",
    "６０％",
    "-５０",
    "60萬元",
    "1,00,000",
    "null",
    "undefined",
    "{ratio}",
    "`${1}`",
)
VALUES = (
    *TEXTS,
    None,
    True,
    False,
    0,
    -1,
    1,
    0.5,
    -0.0,
    1e-320,
    1e308,
    -1e308,
    math.nan,
    math.inf,
    -math.inf,
    10**400,
    -(10**5_000),
    [],
    [1],
    [[]],
    {},
    {"a": 1},
    (),
    b"\xff",
    1j,
    object(),
    "x" * 1_000_000,
)
MESSAGES = (
    {},
    {"value": 1},
    {"typed": "1"},
    {"key": None, "value": 1},
    {"key": ["a"], "value": 1},
    {"key": {}, "typed": "1"},
    {"key": "moon", "value": 1},
    {"key": 5, "value": 1},
    {"language": "xx"},
    {"language": None},
    {"language": ["en"]},
    {"language": {}},
    {"preset": 99},
    {"preset": -99},
    {"preset": None},
    {"preset": "0"},
    {"preset": [0]},
    {"preset": 0.5},
    {"job": "moon"},
    {"job": []},
    {"action": "moon"},
    {"action": None},
    {"action": []},
    {"action": "check", "answers": 5},
    {"action": "check", "answers": [1]},
    {"action": "language"},
    {"action": "language", "language": "xx"},
    {"action": "language", "language": []},
    {"view": [], "number": {}},
    [],
    None,
    "text",
    5,
)


UNUSUAL = (None, True, -1, 1e308, math.nan, 10**400, "\ud800", "x" * 10_000, [], {}, [[1]], {"a": {}})


def some(given: tuple, count: int, seed: str) -> list:
    """Return so many of these, chosen by a seed; made-up texts where there are not enough."""
    random = Random(seed)
    if count <= len(given):
        return random.sample(given, count)
    return [*given, *(_made_up(random) for _ in range(count - len(given)))]


def messages_about(key: str, shown, count: int, seed: str) -> list[dict]:
    """Return so many messages about one control that shows this: typed or set, alone or with keys that no page sends.

    Half of them are chosen or made up, half are what it shows with a slip in it; one in eight comes twice.
    """
    random = Random(seed)
    chosen = some(VALUES, count, seed)
    messages = []
    while len(messages) < count:
        value = random.choice(chosen) if random.random() < 0.5 else _slip(random, shown)
        message = {"key": key, random.choice(("typed", "value")): value}
        for other in ("view", "number", "held", "moon"):
            if random.random() < 0.15:
                message[other] = random.choice(UNUSUAL)
        messages += [message] * (2 if random.random() < 0.125 else 1)
    return messages[:count]


def _slip(random: Random, shown):
    """Return what a control shows, changed as a slip or malice changes it: as a text, or a number where it is one."""
    if isinstance(shown, int | float) and not isinstance(shown, bool) and random.random() < 0.5:
        return random.choice(
            (-shown, shown * 10, shown / 10, shown + 0.5, shown * 1e300, math.nextafter(shown, 0), [shown])
        )
    if isinstance(shown, list) and random.random() < 0.5:
        return random.choice((shown[:1], shown * 2, shown[::-1], [*shown, None], [math.nan, *shown[1:]], [shown]))
    text = str(shown)
    place = random.randrange(len(text) + 1)
    put = random.choice(
        (
            "\u200b",
            "\u202e",
            "\ud800",
            "\x00",
            " ",
            ",",
            ".",
            "-",
            "0",
            "9" * 30,
            "e",
            "元",
            "張",
            "股",
            "％",
            "萬",
            "\n",
        )
    )
    return random.choice(
        (
            text,
            text[:place] + put + text[place:],
            text[:place] + text[place + 1 :],
            text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
            f"-{text}",
            f"{text}\n{text}",
        )
    )


def _made_up(random: Random) -> str:
    signs = "0123456789.,-+eE%元張股萬億NT$ /年月日:\t\n\"'；，１２３−∞x" + chr(random.randrange(32, 0xD7FF))
    return "".join(random.choice(signs) for _ in range(random.randrange(1, 14)))
