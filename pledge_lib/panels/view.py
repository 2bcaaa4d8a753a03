"""What a reader sees of a step, before it is a frame for the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pledge_lib.finance.profile import Profile


@dataclass(frozen=True, kw_only=True)
class View:
    """What a step shows: `lines` are the numbers of each trace by its uid, `ranges` the ends of axes.

    A line is its x and y; another mark, such as bars, names its arrays. `looks` are the tone and symbol of each
    point of a trace where they change, `ticks` places and texts of an axis whose names change. `idle` are the controls
    that change nothing in this state, which are hidden. A cell of `sheet` is a text or the key of an editable number;
    the last cell of a row says where it is from, so that two rows of one name differ. `rules` are profiles with the
    values used of each, `sources` keys of other sources. `stage` is what stands on the stage beside the chart's marks,
    `drawers` what each further drawer holds.
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
    rules: tuple[tuple[Profile, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    stage: Mapping[str, object] = field(default_factory=dict)
    drawers: Mapping[str, Mapping] = field(default_factory=dict)
