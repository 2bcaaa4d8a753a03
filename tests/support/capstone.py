"""Plans for the tests of the capstone's figures, and the texts that they lead to."""

from dataclasses import replace

from support.asked import Asked

from pledge_lib.course.wording import texts
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.market.capstone.planned import first_plan, planned
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

FIRST = first_plan(EXAMPLE)
BROKER_SEEDS = ("", "2026-17", "c", "d", "e")  # of paths on which a broker's loan is tried


def plan(**changes):
    """Return the first plan with some things changed."""
    return replace(FIRST, **changes)


def loan(**changes):
    """Return what that plan borrows in the course's own case."""
    return planned(EXAMPLE, plan(**changes))


def unasked(figure, shown):
    """Return the texts of a figure that no state of `shown` asks for; each is a declaration with values."""
    table = Asked(texts()["en"])
    words = Words("en", table)
    for own, values in shown:
        values = defaults(own.controls) | values
        steps = own.job(values) if own.job else None
        for _ in steps or ():
            pass
        say = Say(words, figure, own.controls, values)
        own.shown(own.model(values), say)
        [control.described(say) for control in own.controls]
        [say(preset.label) for preset in own.presets]
        [say(f"drawer.{drawer.name}") for drawer in own.drawers]
        own.picture(say)
    spoken = {f"{figure}.{name}" for name in ("title", "chart", "readout.name")}
    return sorted(key for key in table if key.startswith(f"{figure}.") and key not in table.asked | spoken)
