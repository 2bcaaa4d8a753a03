"""Badges: each rule a panel used, its value, how far to trust it, its source and its date."""

from collections.abc import Iterable, Iterator, Mapping

from pledge_lib import datasets
from pledge_lib.finance.profile import MARKS, Profile
from pledge_lib.finance.units import DATE
from pledge_lib.panels.saying import Say

OWN = "own"  # the kind of a source that is the course's or the reader's own


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
            source=_cited(say, origin.source),
            as_of=DATE(origin.as_of),
        )


def signs(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return for each trust mark of the prose its small sign and its words, from the texts of a language."""
    return {mark: {"sign": texts[f"mark-sign.{mark}"], "words": texts[f"mark.{mark}"]} for mark in MARKS}


def source_lines(say: Say, keys: Iterable[str]) -> Iterator[str]:
    """Yield the title of each source by its key; what nobody published has no key to cite."""
    for key in keys:
        source = datasets.sources()[key]
        title = say.of(source.title)
        yield title if source.kind == OWN else say("panel.source", key=key, title=title)


def _cited(say: Say, key: str) -> str:
    """Return how a badge cites a source: by its key, and in words what nobody published."""
    source = datasets.sources()[key]
    return say.of(source.title) if source.kind == OWN else key
