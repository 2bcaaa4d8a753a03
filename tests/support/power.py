"""How hard the laws are tried: `quick` at the desk, `full` in the gate, `whole` now and then.

docs/QUALITY.md says what each of them does.
"""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings

EXAMPLES = {"quick": 25, "full": 50, "whole": 50}
USUAL = "quick"
Chosen = TypeVar("Chosen")


def register():
    """Name the profiles to hypothesis; `pytest --hypothesis-profile=full` takes another one."""
    for name, examples in EXAMPLES.items():
        # the same examples on every machine, and no test that fails only because a machine is slow
        settings.register_profile(
            name,
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(USUAL)


def by_profile(quick: Chosen, full: Chosen, whole: Chosen | None = None) -> Chosen:
    """Return what the profile of this run takes: how often something is repeated without hypothesis, or with what.

    The profile `whole` is for what takes too long for every change; elsewhere it takes what `full` does.
    """
    taken = {"quick": quick, "full": full, "whole": full if whole is None else whole}
    return taken[settings.get_current_profile_name()]


def by_turns(place: int, several: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Return all of several in the full profile; in the quick one that whose turn it is at a place, and so each."""
    return by_profile(quick=(several[place % len(several)],), full=tuple(several))


def tried(share: float, in_full: float | None = None) -> settings:
    """Return the settings of a law whose examples each cost much more, or much less, than those of the others.

    `in_full` is the share of the full profile where it is not the same: of a law about a whole figure, whose numbers
    have laws of their own.
    """
    taken = share if in_full is None else by_profile(quick=share, full=in_full)
    return settings(max_examples=max(5, round(EXAMPLES[settings.get_current_profile_name()] * taken)))
