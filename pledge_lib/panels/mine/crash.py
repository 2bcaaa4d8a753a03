"""F6.3: a crash of the past on one's own holdings, day by day, by the real procedure: who is called when, who sells."""

from collections.abc import Iterator
from itertools import islice
from math import isfinite

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.units import SESSIONS, TIMES
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.replay import EPISODES, USUAL_BETA, name_of
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine import own_betas
from pledge_lib.panels.mine.crash_model import HIGHEST, LOWEST, MOST_LINES, Crash, crash
from pledge_lib.panels.mine.position import notes_on
from pledge_lib.panels.stage import Label, Pulse
from pledge_lib.panels.table import Row, Table

ID = "F6.3"
LONGEST = 250  # business days of the longest crash
OPENS_AT = ("2025-tariffs", 24)
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions")


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    is_example, mine = rows == kept.example(), portfolio_of(rows)
    followers = own_betas.followers(mine)
    count = max(1, min(MOST_LINES, sum(account.own_call and account.debt > 0 for account in mine.accounts)))
    episode, day = OPENS_AT
    return Figure(
        id=ID,
        controls=(
            Slider(key="day", low=0, high=LONGEST, step=1, default=day, unit=SESSIONS),
            Choice(
                key="episode", options=tuple(EPISODES), default=episode, label=lambda name, say: say.of(name_of(name))
            ),
            Toggle(key="pays", default=False),
            Slider(key="beta", low=0.0, high=3.0, step=0.1, default=USUAL_BETA, unit=TIMES),
            *own_betas.controls(followers),
        ),
        presets=tuple(Preset(label=f"preset.{name}", values={"episode": name, "day": LONGEST}) for name in EPISODES),
        lead="day",
        hero=("ratio", "days_called", "paid"),
        tone=lambda result: result.tone,
        model=lambda values: crash(rows, values, is_example=is_example),
        sentence=lambda result: (f"sentence.{result.story}",),
        why=lambda result: ("why",),
        notes=lambda result: (*notes_on(mine, is_example=result.is_example), *notes(result)),
        main=chart(count),
        table=Table(rows=rows_of_table),
        sheet=own_betas.sheet(followers),
        idle=lambda result: ("beta",) if result.has_own_betas else (),
        drawers=(Drawer(name="log", table=LOG),),
        rules=lambda result: tuple((name, RULES_USED) for name in result.rules) or (("tw-bank-pledge", RULES_USED),),
    )


def notes(result: Crash) -> Iterator[str]:
    """Yield what the reader has to know of the replay."""
    if result.follows:
        yield "note.follows"
    if result.left_out:
        yield "note.left-out"


LOG = Table(
    head="log",
    columns=("name", "first_called", "sold", "lowest", "lowest_day", "days_called", "paid"),
    rows=lambda result: tuple(
        Row(("name", "first_called", "sold", "lowest.ratio", "lowest.date", "days_called", "paid"), about=line)
        for line in result.lines
    ),
)


def rows_of_table(result: Crash) -> Iterator[str | Row]:
    """Yield the sums until the day, then each account on it."""
    yield from ("episode", "date", "state", "ratio", "days_called", "paid")
    for line in result.lines:
        yield Row((("row.line", line), ("cell.line", line)))


def chart(count: int) -> Chart:
    """Return one line for each account over the business days of the crash."""
    dashes = ("solid", "dash", "dashdot", "longdash", "longdashdot", "dot")

    def points(result: Crash) -> dict:
        found = {}
        for place in range(count):
            line = result.lines[place] if place < len(result.lines) else None
            found[f"line-{place}"] = line.path if line else toned.AWAY
        lines = sorted({line.line for line in result.lines})
        dots = [(result.place, line.height) for line in result.lines if line.height is not None]
        return found | {
            "lines": toned.segments((0, line * 100, result.last, line * 100) for line in lines),
            "notices": _columns(_spots(result, "notices")),
            "sales": _columns(_spots(result, "sales")),
            "today": ([result.place] * 2, [LOWEST, HIGHEST]),
            "dots": _columns(dots),
        }

    def labels(result: Crash) -> Iterator[Label]:
        yield Label(uid="now", x=result.place, y=HIGHEST, look="strong", rank=0, at="c", dy=20)
        shown = result.lines[:count]
        lowest = min((line.start for line in shown), default=None)
        for place, line in enumerate(shown):
            dy = 11 if len(shown) > 1 and line.start == lowest else -11
            yield Label(
                uid=f"name-{place}",
                x=0,
                y=line.start,
                text=("label.name", line),
                at="l",
                dx=12,
                dy=dy,
                rank=2,
                others=_end(line),  # the dots stand at the start while the lead is there
            )
        for uid, tone in (("notices", tones.CALLED), ("sales", tones.SOLD)):
            for x, y in _spots(result, uid)[:1]:  # the first says what the others are
                yield Label(uid=uid, x=x, y=y, tone=tone, at="l", dx=11, dy=12 if uid == "notices" else 0, rank=4)
        for place, (value, who) in enumerate(sorted({line.line: line for line in result.lines}.items())):
            yield Label(
                uid=f"call-{place}",
                x=result.last,
                y=value * 100,
                text=("label.line", who),
                tone=tones.CALLED,
                at="r",
                dx=-6,
                dy=-11 if place else 11,
                rank=3,
            )

    return Chart(
        marks=(
            toned.line("lines", tone=tones.CALLED, width=1.5),
            toned.line("today", tone=tones.QUIET, width=1.5, dash="dot"),
            *(
                toned.line(f"line-{place}", tone=tones.CURVE, width=2.5, dash=dashes[place % len(dashes)], clip=True)
                for place in range(count)
            ),
            toned.event("notices", tone=tones.CALLED, symbol="triangle-up"),
            toned.event("sales", tone=tones.SOLD, symbol="x-thin"),
            toned.dot("dots", tone=tones.STATE, size=14),
        ),
        points=points,
        labels=labels,
        looks=lambda result, say: {
            "dots": {"tone": tuple(line.tone for line in result.lines if line.height is not None) or (tones.PLAIN,)}
        },
        pulse=lambda result: (Pulse(x=result.place, over=result.tone in tones.OVER),),
        track=lambda result: (0, LONGEST),
        ranges=lambda result: {"xaxis": (0, result.last), "yaxis": (LOWEST, HIGHEST)},
        layout=axes.plain({}, {"ticksuffix": "%"}),
    )


def _spots(result: Crash, kind: str) -> list[tuple[float, float]]:
    """Return the notices or the sales of all lines, the first before the others."""
    return sorted(spot for line in result.lines for spot in getattr(line, kind))


def _end(line) -> tuple[tuple[float, float], ...]:
    """Return where a line ends: the last day on which something is owed."""
    return tuple(islice(((x, y) for x, y in zip(*map(reversed, line.path), strict=True) if isfinite(y)), 1))


def _columns(spots: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    if not spots:
        return [charts.NOWHERE], [charts.NOWHERE]
    across, up = zip(*spots, strict=True)
    return list(across), list(up)
