"""Badges: each rule a panel used, its value, how far to trust it, its source and its date."""

from collections.abc import Iterable, Iterator

from pledge_lib import datasets
from pledge_lib.finance.profile import Profile
from pledge_lib.panels.saying import Say


def badges(say: Say, rules: Profile, names: Iterable[str]) -> Iterator[str]:
    """Yield one line for each named rule of the profile."""
    of_profile = say.about(rules)
    for name in names:
        origin = rules.provenance[name]
        yield say(
            "panel.badge",
            lender=say.of(datasets.title(rules.name)),
            rule=say(f"rule.{name}"),
            value=of_profile.full(name),
            mark=say(f"mark.{origin.mark}"),
            source=origin.source,
            as_of=origin.as_of.isoformat(),
        )


def source_lines(say: Say, keys: Iterable[str]) -> Iterator[str]:
    """Yield the title of each source by its key."""
    for key in keys:
        source = datasets.sources()[key]
        yield say("panel.source", key=key, title=say.of(source.title))
