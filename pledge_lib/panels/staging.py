"""What a page shows of a stage, in one language: numbers with their units apart, zones, labels, the chip."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping

from pledge_lib.finance.units import DATE, PHRASES, TEXT, TITLE, WORD, YES_NO
from pledge_lib.panels import tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero, Label, Part

WIDEST = 9  # signs of a large number; a longer one goes without its decimals
NUMBER = re.compile(r"(?P<before>[^\d−+—∞]*)(?P<number>[−+]?(?:\d[\d,.]*|∞)|—)(?P<after>.*)", re.DOTALL)
IN_WORDS = (DATE, PHRASES, TEXT, TITLE, WORD, YES_NO)
LOOKS = ("tone", "at", "dx", "dy", "rank", "look", "drops", "pane", "must")
PLAIN_LABEL = Label(uid="", x=0, y=0)
USUAL = tuple((name, getattr(PLAIN_LABEL, name)) for name in LOOKS)


def part(say: Say, wanted: Part) -> str:
    """Return a part of what is said."""
    if isinstance(wanted, Mapping):
        return say.of(wanted)
    return say(wanted) if isinstance(wanted, str) else say(*wanted)


def parts(say: Say, wanted: Iterable[Part]) -> Iterator[str]:
    return (part(say, each) for each in wanted)


def staged(own, result, say: Say) -> dict:
    """Return what stands on the stage of a figure for a result; `say` speaks about the result."""
    control = next(control for control in own.controls if control.key == own.lead)
    readout = {name: say(f"readout.{name}") for name in ("now", "since") if f"readout.{name}" in say}
    return {
        "hero": heroes(own, result, say),
        "chip": (worn := chip(own, result, say)),
        "zones": tuple(_zones(own.zones(result), control)),
        "readout": {"now": readout.get("now") or say.setting(own.lead), "since": readout.get("since", "")},
        "asks": asks(own, result, say),
        "labels": labels(own.main, result, say),
        "pulse": tuple(_pulses(own.main, result, worn["tone"])),
        "track": tuple(map(_short, own.main.track(result))),
        "lift": tuple(own.main.lift(result)),
    }


def heroes(own, result, say: Say) -> tuple[dict[str, str], ...]:
    """Return the three numbers that answer the story."""
    return tuple(_hero(say, hero) for hero in own.heroes(result))


def chip(own, result, say: Say) -> dict[str, str]:
    """Return the tone and the word of the state."""
    tone = own.tone(result)
    return {"tone": tone, "word": _word(own, result, say, tone)}


def asks(own, result, say: Say) -> tuple[str | dict[str, str], ...]:
    """Return the sentence of what can be dragged, piece by piece."""
    key = own.asks(result)
    return in_pieces(say.pieces(key)) if key in say else ()


def in_pieces(pieces: Iterable[tuple[str | None, str]]) -> tuple[str | dict[str, str], ...]:
    """Return a sentence as a page lays it: a text as it is, what can be moved with the key of its control."""
    return tuple(text if key is None else {"key": key, "text": text} for key, text in pieces)


def labels(chart: Chart, result, say: Say) -> dict[str, dict]:
    """Return the labels that have a text and a place, by their names, without what is as it mostly is."""
    found = {}
    for label in chart.labels(result):
        if not (math.isfinite(label.x) and math.isfinite(label.y)):
            continue
        if label.text is None and f"label.{label.uid}" not in say:
            continue
        own = {name: look for name, usual in USUAL if (look := getattr(label, name)) != usual}
        fit = {} if label.fit is None else {"fit": tuple(map(_short, label.fit))}
        others = {"others": tuple(tuple(map(_short, other)) for other in label.others)} if label.others else {}
        under = {} if label.under is None else {"under": part(say, label.under)}
        sets = {} if label.sets is None else {"sets": label.sets}
        text = part(say, f"label.{label.uid}" if label.text is None else label.text)
        found[label.uid] = {
            "text": text,
            "x": _short(label.x),
            "y": _short(label.y),
            **own,
            **others,
            **fit,
            **under,
            **sets,
        }
    return found


def _short(number: float) -> float:
    """Return a place on the screen in as many digits as a screen has pixels; a whole number travels as one."""
    short = float(f"{float(number):.7g}")
    return int(short) if short.is_integer() else short


def _hero(say: Say, hero: Hero) -> dict[str, str]:
    caption = _own(say, "hero", hero) or _own(say, "row", hero) if hero.caption is None else part(say, hero.caption)
    sub = _own(say, "sub", hero) if hero.sub is None else part(say, hero.sub)
    if hero.text is not None:
        before, number, after = "", part(say, hero.text), ""
    else:
        before, number, after = _number(say, hero.path)
    return {"caption": caption, "before": before, "number": number, "after": after, "sub": sub}


def _own(say: Say, kind: str, hero: Hero) -> str:
    """Return the text of a kind under the path of the field, else under its last name, if there is one."""
    keys = (f"{kind}.{hero.path}", f"{kind}.{hero.path.rpartition('.')[2]}")
    return next((say(key) for key in keys if key in say), "")


def _number(say: Say, path: str) -> tuple[str, str, str]:
    """Return a field as its unit writes it, its number apart from what stands before and after."""
    found, text = say.quantity(path), say.full(path)
    parted = NUMBER.fullmatch(text)
    if found.unit in IN_WORDS or parted is None:  # without a number there may be words instead
        return "", text, ""
    before, number, after = parted.group("before", "number", "after")
    if len(number) > WIDEST and "." in number:
        number = found.unit.rounded(0).write(found.value).removesuffix(found.unit.sign)
    return before, number, after


def _word(own, result, say: Say, tone: str) -> str:
    if own.chip is not None:
        return part(say, own.chip(result))
    state, keys = getattr(result, "state", ""), []
    if tone == tones.NEAR and tones.BY_STATE.get(state) == tones.SAFE:
        keys.append("chip.near")  # the state is a safe one, the line is not far
    keys += [f"chip.{state}", f"state.{state}"]
    return next((say(key) for key in keys if key in say), "")


def _zones(zones: tones.Zones, control) -> Iterator[tuple]:
    """Yield where each zone ends on the screen, None for the end of the track; a zone without a number is left out."""
    for end, tone in zones:
        if end is None or end == math.inf:
            yield None, tone
        elif not (isinstance(end, float) and math.isnan(end)) and end != -math.inf:
            yield _short(control.place(end)), tone


def _pulses(chart: Chart, result, tone: str) -> Iterator[dict]:
    for pulse in chart.pulse(result):
        over = tone in tones.OVER if pulse.over is None else bool(pulse.over)
        places = {"y": pulse.y, "x": pulse.x}
        yield {"over": over} | {name: place for name, place in places.items() if place is not None and place == place}
