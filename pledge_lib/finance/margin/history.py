"""How the rules of margin trading changed: dated changes, and the rules as they stood on a day."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from pledge_lib.finance.checks import require_date, require_line, require_part, require_positive
from pledge_lib.finance.elementwise import one_by_one
from pledge_lib.finance.lines import on
from pledge_lib.finance.margin.rules import MarginRules
from pledge_lib.finance.profile import Provenance


@dataclass(frozen=True)
class RuleChange:
    """A value that a rule took: since a day (None: as far back as known), None where the law set no value any more.

    A temporary setting has an end that was not found; it lasts as long as the rules' `raised_margin_days` assume.
    """

    rule: str
    since: date | None
    value: float | None
    temporary: bool
    provenance: Provenance

    def holds(self, day: date, temporary_days: int) -> bool:
        """Return whether the setting was made on or before the day and, if temporary, has not run out."""
        if self.since is None:
            return True
        over = self.since + timedelta(days=temporary_days) if self.temporary else date.max
        return self.since <= day < over


def in_force(changes: Iterable[RuleChange], rule: str, day: date, temporary_days: int) -> RuleChange | None:
    """Return the change that set a rule's value of the day, or None where nothing is known of it."""
    require_date("day", day)
    holding = [change for change in changes if change.rule == rule and change.holds(day, temporary_days)]
    return max(holding, key=lambda change: change.since or date.min, default=None)


def rules_on(rules: MarginRules, changes: Iterable[RuleChange], day: date) -> MarginRules:
    """Return today's rules with every value that was another on the day, and where that value comes from."""
    changes = tuple(changes)
    own = {field.name for field in fields(rules)}
    changed = {change.rule for change in changes} & own
    found = {name: in_force(changes, name, day, rules.raised_margin_days) for name in changed}
    known = {name: change for name, change in found.items() if change is not None}
    values: dict[str, Any] = {name: change.value for name, change in known.items()}
    provenance = {**rules.provenance, **{name: change.provenance for name, change in known.items()}}
    return replace(rules, **values, provenance=provenance)


@one_by_one
def limit_days_to_line(ratio, line, limit):
    """Return how many falls by the daily limit lead from a ratio to the line, with fractions; elementwise.

    ln(m / R) / ln(1 - limit); infinite without debt. `ratio.limit_downs_to_line` counts whole sessions until below it.

    >>> [round(limit_days_to_line(5 / 3, *rule), 2) for rule in ((1.30, 0.10), (1.40, 0.07), (1.20, 0.07))]
    [2.36, 2.4, 4.53]
    """
    require_line("line", line)
    require_positive("limit", limit)
    require_part("limit", limit)
    if ratio == math.inf:
        return math.inf
    require_positive("ratio", ratio)
    if on(ratio, line):
        return 0.0
    return math.log(line / ratio) / math.log1p(-limit)
