"""What a panel is before it is a widget: the declaration of its lesson, and the view of a step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.panels.controls import Preset, Values
from pledge_lib.panels.jobs import Steps
from pledge_lib.panels.words import Words


@dataclass(frozen=True, kw_only=True)
class View:
    """What a step shows: `lines` are the numbers of each trace by its uid, `ranges` the ends of axes.

    A line is its x and y; another mark, such as bars, names its arrays. `looks` are the symbol, color and hover text of
    each point of a trace where they change, `ticks` places and texts of an axis whose names change. `idle` are the
    controls that change nothing in this state, which are hidden. A cell of `sheet` is a text or the key of an
    editable number; the last cell of a row says where it is from, so that two rows of one name differ. `rules` are
    profiles with the values used of each, `sources` keys of other sources.
    """

    sentence: str
    why: str
    table: tuple[tuple[str, ...], ...]
    lines: Mapping[str, tuple | Mapping]
    ranges: Mapping[str, tuple[float, float]]
    looks: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    ticks: Mapping[str, tuple[tuple[float, ...], tuple[str, ...]]] = field(default_factory=dict)
    idle: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sheet: tuple[tuple[str, ...], ...] = ()
    rules: tuple[tuple[PledgeRules, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A panel as its lesson declares it; its texts are found under its id.

    `job` is what takes longer than a step, such as a simulation: from the values it gives a generator that yields the
    part done (0 to 1) every few milliseconds and returns what it found, or None where these values need none. The model
    then takes the values and what was last found (`jobs.Found`, maybe of older values, or None).
    """

    id: str
    controls: tuple
    presets: tuple[Preset, ...]
    model: Callable[..., object]
    view: Callable[[object, Words], View]
    figure: Callable[[Words], object]
    has_sheet: bool = False
    job: Callable[[Values], Steps | None] | None = None

    def shown(self, result, say) -> View:
        """Return what a reader sees of a result."""
        return self.view(result, say.words)

    def picture(self, say):
        """Return the empty picture in one language."""
        return self.figure(say.words)
