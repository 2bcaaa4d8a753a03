"""What must hold of every message to a page and every refusal in it, however hostile the event was."""

import json
import re
from collections.abc import Iterator

from support.live_panels import BROKEN_TEXT

from pledge_lib.finance.checks import shortened

CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"「[^」]*」|“[^”]*”|\"[^\"]*\"")
LONGEST = 3_000


def refusal_faults(sentence: str, language: str, given) -> Iterator[str]:
    """Yield in words what is wrong with a refusal; what was typed is quoted in it, and may be anything."""
    if not isinstance(sentence, str) or not 5 < len(sentence) < LONGEST:
        yield f"no sentence: {sentence!r}"
        return
    quoted = str(shortened(given)) if isinstance(given, str | int | float) else ""
    own = QUOTED.sub("", sentence.replace(f"「{quoted}」", "").replace(f"“{quoted}”", ""))
    if BROKEN_TEXT.search(own):
        yield f"broken text: {sentence!r}"
    if language == "zh_TW" and not (CHINESE.search(own) and own.rstrip().endswith("。")):
        yield f"no Chinese sentence: {sentence!r}"
    if language == "en" and (CHINESE.search(own) or not own.rstrip().endswith(".")):
        yield f"no English sentence: {sentence!r}"


def sending_faults(tree) -> Iterator[str]:
    """Yield why a tree of a frame cannot travel as JSON: a number that is none, half a character, no plain value."""
    try:
        json.dumps(tree, ensure_ascii=False, allow_nan=False, default=_buffer).encode()
    except (TypeError, ValueError) as error:
        yield f"cannot be sent: {error}"


def _buffer(part) -> str:
    if not isinstance(part, bytes):
        raise TypeError(f"{type(part).__name__} is no part of a frame")
    return ""
